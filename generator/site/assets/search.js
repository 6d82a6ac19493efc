/* The box that searches everything. Titles answer while one types; the full text (Pagefind's index, in small
   pieces) is asked on Enter, or when hardly any title fits. It holds the titles as well, so more than the first
   part of the titles is only read for pinyin, which it does not know. ES2015. */
(function () {
  "use strict";
  var STEP = 10, TITLES = 8, PAUSE = 100, FEW = 3, THINK = 600;
  var form = document.querySelector(".ya-search[data-root]");
  if (!form) return;
  var words = form.dataset;
  var input = form.querySelector("input");
  var status = document.getElementById("search-status");
  var list = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var titles = window.atlas.titles(words.root);
  var loading = null, latest = 0, asked = "", timer = null, think = null;

  function engine() {
    if (loading) return loading;
    loading = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      if (!("noModule" in script)) { reject(new Error("old browser")); return; }
      window.addEventListener("atlas:pagefind", function (event) { event.detail.then(resolve, reject); });
      script.type = "module";
      script.src = words.module;
      script.onerror = reject;
      document.head.appendChild(script);
    });
    loading.catch(function () { loading = null; });
    return loading;
  }

  /* The excerpt is HTML with <mark>; only its text and its marks are taken over. */
  function excerpt(html) {
    var box = document.createElement("p");
    var parsed = new DOMParser().parseFromString(html, "text/html").body;
    Array.prototype.forEach.call(parsed.childNodes, function (child) {
      var part = child.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      part.textContent = child.textContent;
      box.appendChild(part);
    });
    return box;
  }

  /* A result: a link, the name of its collection, and a line about it. */
  function show(path, title, about) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    item.className = "ya-result";
    link.href = words.root + path;
    link.textContent = title || path;
    item.appendChild(link);
    var folder = document.querySelector('.ya-names a[href="' + words.root + path.split("/")[0] + '/"]');
    if (folder) {
      var kind = document.createElement("span");
      kind.className = "ya-tag";
      kind.textContent = folder.textContent;
      item.appendChild(kind);
    }
    if (about) item.appendChild(about);
    list.appendChild(item);
  }

  function pathOf(result) {
    return (result.raw_url || result.url).replace(/^\/+/, "").replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "/");
  }

  function also(row) {
    if (!row.also.length) return null;
    var line = document.createElement("p");
    line.textContent = words.wordAlso.replace("{names}", row.also.join("、"));
    return line;
  }

  /* `found` are titles already shown: the full text does not show them again. */
  function page(results, from, run, found) {
    var part = results.slice(from, from + STEP);
    return Promise.all(part.map(function (hit) { return hit.data(); })).then(function (rows) {
      if (run !== latest) return;
      var before = list.children.length;
      rows.forEach(function (row) {
        var path = pathOf(row);
        if (!found.has(path)) show(path, row.meta.title, excerpt(row.excerpt || ""));
      });
      more.hidden = from + STEP >= results.length;
      more.onclick = function () { page(results, from + STEP, run, found); };
      if (from && list.children[before]) list.children[before].querySelector("a").focus();
    });
  }

  function fullText(query, run, found) {
    status.textContent = words.wordBusy;
    return engine().then(function (pagefind) { return pagefind.search(query); }).then(function (answer) {
      if (run !== latest) return null;
      return page(answer.results, 0, run, found).then(function () {
        if (run !== latest) return;
        var n = Math.max(answer.results.length, list.children.length);
        status.textContent = n ? words.wordFound.replace("{n}", n) : words.wordNothing;
      });
    }).catch(function (error) {
      if (run === latest) status.textContent = words.wordFailed;
      if (window.console) console.warn("search:", error);
    });
  }

  function showTitles(rows) {
    list.textContent = "";
    rows.slice(0, TITLES).forEach(function (row) { show(row.path, row.title, also(row)); });
  }

  /* `whole`: the visitor has asked (Enter, a link), so the full text is searched too. */
  function search(query, whole) {
    var run = latest += 1;
    asked = query;
    clearTimeout(think);
    more.hidden = true;
    if (!query) { list.textContent = ""; status.textContent = ""; return; }
    titles.find(query, /[a-z]/i.test(query) && !whole ? TITLES : 0, function (rows, last) {
      if (run !== latest) return;
      showTitles(rows);
      status.textContent = rows.length && !whole ? words.wordTitles : words.wordBusy;
      if (!last) return;
      var found = new Set(rows.slice(0, TITLES).map(function (row) { return row.path; }));
      if (whole) fullText(query, run, found);
      else if (rows.length < FEW) think = setTimeout(function () { fullText(query, run, found); }, THINK);
    }).catch(function () { if (run === latest) fullText(query, run, new Set()); });
  }

  function fromAddress() {
    var found = /[?&]q=([^&]*)/.exec(location.search);
    input.value = found ? decodeURIComponent(found[1].replace(/\+/g, " ")) : "";
    search(input.value.trim(), true);
  }

  function address(query) { return query ? "?q=" + encodeURIComponent(query) : location.pathname; }

  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      history.replaceState(null, "", address(input.value.trim()));
      search(input.value.trim(), false);
    }, asked ? PAUSE : 0); // the first key is answered at once
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    history.pushState(null, "", address(input.value.trim()));
    search(input.value.trim(), true);
  });
  input.addEventListener("focus", titles.warm);
  window.addEventListener("popstate", fromAddress);
  fromAddress();
})();
