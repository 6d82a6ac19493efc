/* Keeps visited pages for when there is no line. The build fills in RELEASE and KEPT.

   One cache a release, and no page is given anything of another release than its own. What the network
   sends belongs to a release for certain if `release.txt` names it both before the answer began and after.
   A new worker fills a cache of its own and waits until no page of the old one is open; what pages are open
   keep theirs, which is dropped once they are gone. ES2015, no dependency. */
(function () {
  "use strict";
  var RELEASE = "{{RELEASE}}";
  var KEPT = "{{KEPT}}".split(" ");
  var PREFIX = "atlas-";
  var NOTES = "atlas.pages"; // which release each open page is of
  var YOUNG = 60000;
  var PATIENCE = 5000;
  var LARGEST = 3000000;
  var CARRIED = 30;
  var root = self.registration.scope;
  var own = PREFIX + RELEASE;
  var known = {};

  /* The release that the server has now; "" if it does not say. */
  function released() {
    return fetch(root + "release.txt", { cache: "no-store" }).then(function (response) {
      if (!response.ok) drop(response);
      return response.ok ? response.text() : "";
    }).then(function (text) { return text.trim(); });
  }

  /* What the network answers, and the release that this is of. `before` was at the server before. */
  function certain(ask, before, tries) {
    return ask().then(function (response) {
      return released().then(function (after) {
        if (after === before || !after || !tries) return { response: response, release: after };
        drop(response);
        return certain(ask, after, tries - 1);
      });
    });
  }

  /* An answer that nobody reads would keep its connection, of which there are six. */
  function drop(response) {
    if (response.body && !response.bodyUsed) response.body.cancel();
  }

  function asking(url) {
    return function () { return fetch(url, { cache: "no-cache", credentials: "same-origin" }); };
  }

  /* Notes: `id` is the id that the browser gives an open page or worker. */
  function note(id, release) {
    if (!id) return Promise.resolve();
    known[id] = release;
    return caches.open(NOTES).then(function (notes) {
      return notes.put(root + "?page=" + id, new Response(JSON.stringify([release, Date.now()])));
    });
  }

  function releaseOf(id) {
    if (!id || id in known) return Promise.resolve(known[id]);
    return caches.match(root + "?page=" + id, { cacheName: NOTES }).then(function (found) {
      return found && found.json().then(function (said) { return (known[id] = said[0]); });
    });
  }

  /* A page: from the network, and kept; without a line as it was when it was seen last. */
  function page(event) {
    var url = event.request.url.split("#")[0];
    var fresh = certain(asking(url), RELEASE, 4).then(function (found) {
      var noted = note(event.resultingClientId, found.release);
      if (found.release !== RELEASE) self.registration.update();
      else event.waitUntil(keep(url, found.response));
      return noted.then(function () {
        return found.response.redirected ? Response.redirect(found.response.url) : found.response;
      });
    });
    var late = new Promise(function (resolve) { setTimeout(resolve, PATIENCE); }).then(function () {
      return remembered(event, url);
    });
    return Promise.race([
      fresh.catch(function () { return remembered(event, url).then(function (found) { return found || nothing(url); }); }),
      late.then(function (found) { return found || fresh.catch(function () { return nothing(url); }); })
    ]);
  }

  /* The newest copy there is, of whichever release; its parts then come from the same cache. */
  function remembered(event, url) {
    return stores().then(function (names) {
      return names.reduce(function (before, name) {
        return before.then(function (found) {
          if (found) return found;
          return caches.match(url, { cacheName: name }).then(function (response) {
            return response && note(event.resultingClientId, name.slice(PREFIX.length)).then(function () { return response; });
          });
        });
      }, Promise.resolve());
    });
  }

  /* Caches of all releases, our own first. */
  function stores() {
    return caches.keys().then(function (names) {
      var others = names.filter(function (name) { return name.indexOf(PREFIX) === 0 && name !== own; });
      return [own].concat(others.reverse());
    });
  }

  /* At an address of its own, so that its links lead where they should. */
  function nothing(url) {
    var english = url.indexOf(root + "en/") === 0 ? "en/" : "";
    return /\/offline\/$/.test(url) ? Response.error() : Response.redirect(root + english + "offline/");
  }

  /* A part of a page (style, script, picture, data): of the release of its page, or not at all. */
  function part(event) {
    var request = event.request;
    return releaseOf(event.clientId).then(function (release) {
      if (!release) return fetch(request);
      if (event.resultingClientId) note(event.resultingClientId, release);
      var anew = request.headers.has("range") || request.cache === "no-store" || request.cache === "reload";
      var found = anew ? Promise.resolve() : caches.match(request.url, { cacheName: PREFIX + release });
      return found.then(function (hit) { return hit || arrived(event, release); });
    });
  }

  function arrived(event, release) {
    var request = event.request;
    var ask = function () { return fetch(request, request.cache === "default" ? { cache: "no-cache" } : {}); };
    return certain(ask, release, 0).then(function (found) {
      if (found.release && found.release !== release) {
        drop(found.response);
        tell(event.clientId);
        return Response.error();
      }
      if (release === RELEASE) event.waitUntil(keep(request.url, found.response));
      return found.response;
    });
  }

  function tell(id) {
    self.registration.update();
    return self.clients.get(id).then(function (client) { if (client) client.postMessage({ atlas: "stale" }); });
  }

  function keep(url, response) {
    var size = Number(response.headers.get("content-length") || 0);
    if (response.status !== 200 || response.redirected || size > LARGEST) return Promise.resolve();
    var copy = response.clone();
    return caches.open(own).then(function (cache) { return cache.put(url, copy); }).catch(function () {
      /* no room left: the page is shown all the same */
    });
  }

  function isPage(response) {
    return /^text\/html/.test(response.headers.get("content-type") || "");
  }

  /* A page with all that its HTML names, each once. Nothing is kept before all is there. */
  function whole(url, taken) {
    if (taken[url]) return taken[url];
    taken[url] = asking(url)().then(function (response) {
      if (!response.ok) {
        drop(response);
        return Promise.reject(new Error(url));
      }
      if (!isPage(response)) return [[url, response]];
      return response.clone().text().then(function (html) {
        var parts = html.match(/<(?:link[^>]*rel="(?:stylesheet|icon|manifest)"|script|img)[^>]*>/g) || [];
        var urls = parts.map(function (tag) { return (tag.match(/ (?:href|src)="([^"]+)"/) || [])[1]; }).filter(Boolean);
        return Promise.all(urls.map(function (part) {
          var there = new URL(part, url).href;
          return taken[there] ? [] : whole(there, taken);
        })).then(function (found) { return found.reduce(function (all, one) { return all.concat(one); }, [[url, response]]); });
      });
    });
    return taken[url];
  }

  /* Pages and their parts into our own cache, if all of it is of our own release. */
  function take(urls) {
    var taken = {};
    return Promise.all(urls.map(function (url) { return whole(url, taken); })).then(function (found) {
      return released().then(function (now) {
        var all = found.reduce(function (before, one) { return before.concat(one); }, []);
        if (now !== RELEASE) {
          all.forEach(function (one) { drop(one[1]); });
          return Promise.reject(new Error("another release"));
        }
        return Promise.all(all.map(function (one) {
          return keep(one[0], one[1]).then(function () { drop(one[1]); });
        }));
      });
    });
  }

  /* Pages seen in older releases, the latest first, fetched again into ours. */
  function carry() {
    return Promise.all([stores(), caches.open(own).then(function (cache) { return cache.keys(); })]).then(function (both) {
      var have = both[1].map(function (request) { return request.url; });
      return Promise.all(both[0].slice(1).map(function (name) {
        return caches.open(name).then(function (cache) { return cache.keys(); });
      })).then(function (lists) {
        var seen = lists.reduce(function (all, one) { return one.concat(all); }, []).map(function (request) { return request.url; });
        var missing = seen.filter(function (url, i) {
          return /\/$/.test(url.split("?")[0]) && have.indexOf(url) < 0 && seen.indexOf(url) === i;
        });
        return missing.slice(-CARRIED).reduce(function (before, url) {
          return before.then(function () { return take([url]).catch(function () {}); });
        }, Promise.resolve());
      });
    });
  }

  /* Forget pages that are closed, and the earlier releases that only they were of. A later one belongs to a
     worker that waits for us to go, and has no pages yet. (Keys come in the order in which they were made.) */
  function sweep() {
    return Promise.all([
      self.clients.matchAll({ includeUncontrolled: true, type: "all" }),
      caches.open(NOTES)
    ]).then(function (both) {
      var open = both[0].map(function (client) { return client.id; });
      var notes = both[1];
      return notes.keys().then(function (requests) {
        return Promise.all(requests.map(function (request) {
          return notes.match(request).then(function (found) { return found.json(); }).then(function (said) {
            var id = request.url.split("?page=")[1];
            if (open.indexOf(id) >= 0 || Date.now() - said[1] < YOUNG) return said[0];
            delete known[id];
            return notes.delete(request).then(function () { return null; });
          });
        }));
      });
    }).then(function (used) {
      return caches.keys().then(function (names) {
        return Promise.all(names.slice(0, Math.max(0, names.indexOf(own))).filter(function (name) {
          return name.indexOf(PREFIX) === 0 && used.indexOf(name.slice(PREFIX.length)) < 0;
        }).map(function (name) { return caches.delete(name); }));
      });
    });
  }

  self.addEventListener("install", function (event) {
    if (!self.registration.active) self.skipWaiting();
    event.waitUntil(take(KEPT.map(function (path) { return root + path.replace(/^\.\//, ""); })).catch(function (error) {
      return caches.delete(own).then(function () { return Promise.reject(error); });
    }));
  });

  self.addEventListener("message", function (event) {
    if (!event.data || event.data.atlas !== "visited" || event.data.url.indexOf(root) !== 0) return;
    var url = event.data.url.split("#")[0];
    event.waitUntil(caches.match(url, { cacheName: own }).then(function (found) {
      return found || take([url]).catch(function () {});
    }).then(carry).then(sweep).catch(function () { /* no line: another time */ }));
  });

  self.addEventListener("fetch", function (event) {
    var request = event.request;
    var ours = request.method === "GET" && request.url.indexOf(root) === 0;
    if (!ours || /\/(release\.txt|sw\.js)$/.test(request.url)) return;
    event.respondWith(request.mode === "navigate" ? page(event) : part(event));
  });
})();
