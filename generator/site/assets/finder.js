/* Map and list of a collection together, one question for both. It stands in the address: to share, to go
   back to. Where someone is never leaves the device, and never stands in the address. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas, node = atlas.node;
  var SHOWN = 30; // rows at a time

  function start(section, file) {
    var words = JSON.parse(section.dataset.words), root = section.dataset.root, folder = section.dataset.folder;
    var given = file.hours ? atlas.hours.clock(section) : { words: {}, holidays: {} };
    var pinyin = atlas.match.table(file.pinyin), places = atlas.find.read(file);
    var now = atlas.hours.now(), all = atlas.find.facets(file, now, given.holidays, words);
    var asked = atlas.find.ask(location.search, all), found = null, shown = SHOWN, here = null;

    /* What hours.js says of it: a sentence, and whether it is open; null without hours. */
    function opens(place) {
      var week = file.hours ? file.hours.rows[place.n] : -1;
      if (week < 0) return null;
      var state = all[0].states[week];
      return { open: state.now, text: atlas.hours.sentence(state, now, given.words, given.holidays) };
    }

    var rows = atlas.rows(file, {
      words: words, opens: opens,
      url: function (place) { return root + section.dataset.url + "/" + place.id + "/"; },
      locate: locate,
      point: function (place, on) { if (map) map.point(place, on); }
    });

    function locate(place) {
      map.open(place);
      frame.scrollIntoView({ block: "nearest" });
    }

    function mark(id, on) {
      Array.prototype.forEach.call(list.querySelectorAll('[data-id="' + id + '"]'), function (element) { element.classList.toggle("is-on", on); });
    }

    /* The elements, in reading order. */
    var box = atlas.controls.box(words, function (q) { asked.q = q; changed(false); });
    var whens = atlas.controls.whens(all, words, choose);
    var facets = atlas.controls.facets(all, words, choose);
    var choices = atlas.controls.choices(all, words, choose, clear);
    var count = node("p", { "class": "ya-count", role: "status" });
    var note = node("p", { "class": "ya-notice" });
    var byName = node("button", { type: "button", text: words.by_name, onclick: function () { asked.sort = ""; changed(true); } });
    var near = node("button", { type: "button", text: words.near, onclick: nearMe });
    var sorts = node("div", { "class": "ya-when ya-sorts", role: "group", "aria-label": words.sort }, file.box ? [byName, near] : []);
    var inView = node("button", { type: "button", "class": "ya-button", "aria-pressed": "false", text: words.only_view, onclick: function () {
      asked.box = asked.box ? null : map.box();
      changed(true, true);
    } });
    var list = node("ol", { "class": "ya-places", tabindex: "-1" });
    var more = node("button", { type: "button", "class": "ya-button", text: words.more, onclick: function () {
      var from = list.children.length;
      shown += SHOWN;
      fillList();
      if (list.children[from]) list.children[from].querySelector("a").focus();
    } });
    var nothing = node("div", { "class": "ya-nothing" }, [node("p", { text: words.nothing }), node("button", { type: "button", "class": "ya-button", text: words.clear, onclick: function () { clear(); } })]);
    var elsewhere = node("a", { href: root + "search/" });
    var saves = node("p", { "class": "ya-links" }, [save("csv", words.save_csv), save("geojson", words.save_geojson), elsewhere]);
    var frame = node("div", { "class": "ya-map__canvas", role: "application", "aria-label": words.map });
    var drawing = section.querySelector(".ya-map");

    function save(kind, text) {
      var button = node("button", { type: "button", "class": "ya-button", text: text, onclick: function () {
        var ids = found.map(function (place) { return place.id; });
        button.disabled = true;
        atlas.save[kind](section.dataset[kind], ids, folder + "-" + now.date + "." + kind)
          .catch(function () { note.textContent = words.save_failed; }).then(function () { button.disabled = false; });
      } });
      return button;
    }

    function choose(facet, k, on) {
      var kept = (asked.chosen[facet.name] || []).filter(function (one) { return one !== k; });
      asked.chosen[facet.name] = on ? (facet.single ? [k] : kept.concat(k)) : kept;
      changed(true);
    }

    function clear(what) {
      if (!what || what === "box") asked.box = null;
      if (!what || what === "q") asked.q = "";
      if (!what) asked.chosen = {};
      changed(true);
    }

    function nearMe() {
      if (!navigator.geolocation) { note.textContent = words.near_failed; return; }
      note.textContent = words.near_busy;
      navigator.geolocation.getCurrentPosition(function (position) {
        here = [position.coords.latitude, position.coords.longitude]; // WGS84, as our points
        var step = asked.sort !== "near";
        asked.sort = "near";
        changed(step);
        note.textContent = words.near_private;
        if (map) map.here(here);
      }, function () { note.textContent = words.near_failed; }, { timeout: 15000, maximumAge: 60000 });
    }

    function fillList() {
      list.textContent = "";
      found.slice(0, shown).forEach(function (place) { list.appendChild(rows.row(place, Boolean(map))); });
      more.hidden = found.length <= shown;
    }

    /* Answers the question; the map stays where it is if `stay`. */
    function answer(stay) {
      if (asked.q) atlas.find.spell(file, places);
      var result = atlas.find.find(places, all, asked, pinyin);
      var sorted = asked.sort && here;
      found = sorted ? atlas.find.byDistance(result.places, here) : result.places;
      function countOf(facet, k) { return result.counts[all.indexOf(facet)][k]; }
      [whens, facets, choices].forEach(function (part) { part.update(asked, countOf); });
      box.set(asked.q);
      byName.setAttribute("aria-pressed", String(!sorted));
      near.setAttribute("aria-pressed", String(Boolean(sorted)));
      inView.setAttribute("aria-pressed", String(Boolean(asked.box)));
      count.textContent = words.count.replace("{n}", found.length).replace("{total}", places.length);
      note.textContent = atlas.find.former(asked, all, pinyin).map(function (pair) {
        return words.former.replace("{old}", pair[0]).replace("{now}", pair[1].join("、"));
      }).join(" ");
      nothing.hidden = found.length > 0;
      elsewhere.hidden = !asked.q;
      elsewhere.textContent = asked.q ? words.elsewhere.replace("{q}", asked.q) : "";
      elsewhere.href = root + "search/?q=" + encodeURIComponent(asked.q);
      fillList();
      if (map) map.set(found, stay);
    }

    /* A choice is a step to go back from; a letter typed is not. */
    function changed(step, stay) {
      history[step ? "pushState" : "replaceState"](null, "", atlas.find.address(asked, all));
      shown = SHOWN;
      answer(stay);
    }

    var skip = node("button", { type: "button", "class": "ya-button ya-skip", text: words.skip, onclick: function () { list.focus(); } });
    section.insertBefore(node("div", { "class": "ya-ask" }, [box.element, whens.element, skip]), section.firstChild);
    var body = node("div", { "class": "ya-finder__body" }, [
      facets.element,
      node("div", { "class": "ya-finder__bar" }, [count, sorts, choices.element, note]),
      drawing,
      node("div", { "class": "ya-finder__list" }, [list, nothing, more, saves])
    ]);
    section.insertBefore(body, section.children[1]);
    drawing.textContent = "";
    Array.prototype.forEach.call(document.querySelectorAll(".ya-static, .ya-pager"), function (element) { element.hidden = true; });
    var map = null;
    if (file.box && window.L) {
      drawing.appendChild(frame);
      drawing.appendChild(inView);
      map = atlas.map(frame, {
        words: words, base: section.dataset.base, labels: file.labels, box: file.box, popup: rows.popup, marked: mark,
        moved: function () { if (asked.box) { asked.box = map.box(); changed(false, true); } }
      });
      if (asked.box) map.view(asked.box);
    }
    answer(Boolean(asked.box));
    if (asked.sort && file.box) nearMe(); // an address that was passed on; the browser asks first

    function target() {
      var place = places.filter(function (one) { return "#" + one.id === location.hash; })[0];
      if (place && place.at && map) locate(place);
    }
    target();
    window.addEventListener("hashchange", target);
    window.addEventListener("popstate", function () {
      asked = atlas.find.ask(location.search, all);
      shown = SHOWN;
      answer(Boolean(asked.box));
    });
    if (file.hours) setInterval(function () {
      now = atlas.hours.now();
      var fresh = atlas.find.facets(file, now, given.holidays, words);
      all.forEach(function (facet, f) { facet.rows = fresh[f].rows; facet.states = fresh[f].states; });
      answer(true);
    }, 60000);
    section.classList.add("is-ready");
  }

  Array.prototype.forEach.call(document.querySelectorAll(".ya-finder"), function (section) {
    if (!window.fetch || !window.URLSearchParams) return;
    fetch(section.dataset.points)
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
      .then(function (file) { start(section, file); })
      .catch(function (error) { if (window.console) console.warn("finder:", error); }); // the drawing and the cards stay
  });
})();
