/* Registers the worker that keeps visited pages, and says so when a page is older than the site. ES2015. */
(function () {
  "use strict";
  var script = document.currentScript;
  if (!("serviceWorker" in navigator) || !script) return;
  var root = new URL("../../", script.src).href;
  var worker = navigator.serviceWorker;

  window.addEventListener("load", function () {
    worker.register(root + "sw.js", { updateViaCache: "none" }).then(function () { return worker.ready; }).then(function (found) {
      found.active.postMessage({ atlas: "visited", url: location.href });
    }).catch(function () { /* not allowed here (private window, plain http): the site works without */ });
  });

  worker.addEventListener("message", function (event) {
    var article = document.getElementById("main");
    if (!event.data || event.data.atlas !== "stale" || !article || document.getElementById("ya-stale")) return;
    var notice = document.createElement("p");
    var again = document.createElement("a");
    notice.id = "ya-stale";
    notice.className = "ya-banner";
    notice.setAttribute("role", "status");
    notice.textContent = script.dataset.stale + " ";
    again.href = location.href;
    again.textContent = script.dataset.again;
    again.addEventListener("click", function (click) { click.preventDefault(); location.reload(); });
    notice.appendChild(again);
    article.insertBefore(notice, article.firstChild);
  });

  /* The page shown without a line lists those that are at hand. */
  var list = document.getElementById("offline-pages");
  if (!list || !("caches" in window)) return;
  caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf("atlas-") === 0; }).map(function (name) {
      return caches.open(name).then(function (cache) {
        return cache.keys().then(function (requests) {
          return Promise.all(requests.map(function (request) { return cache.match(request); }));
        });
      });
    }));
  }).then(function (found) {
    var pages = found.reduce(function (all, one) { return all.concat(one); }, []).filter(function (response) {
      return /^text\/html/.test(response.headers.get("content-type") || "");
    });
    return Promise.all(pages.map(function (response) {
      return response.text().then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        return { url: response.url, title: page.title, lang: page.documentElement.lang };
      });
    }));
  }).then(function (pages) {
    var seen = {};
    pages.forEach(function (page) {
      if (seen[page.url] || page.lang !== document.documentElement.lang || page.url.indexOf("/offline/") > 0) return;
      seen[page.url] = true;
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = page.url;
      link.textContent = page.title;
      item.appendChild(link);
      list.appendChild(item);
    });
  });
})();
