/* A place as a row of the list and in its popup on the map: name, whether it is open, what its card says. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas, node = atlas.node;

  /* `told`: words, url(place), opens(place), locate(place), point(place, on). */
  atlas.rows = function (file, told) {
    var words = told.words;
    var byName = {};
    file.facets.forEach(function (facet) { byName[facet.name] = facet; });

    function values(name, place) {
      return byName[name] ? atlas.find.numbers(byName[name], place.n).map(function (k) { return byName[name].values[k][1]; }) : [];
    }

    /* The facets of the card in words, and its texts. */
    function short(place) {
      return file.card.reduce(function (found, name) { return found.concat(values(name, place)); }, []);
    }

    function texts(place) {
      return file.texts.map(function (text) { return text.rows[place.n]; }).filter(Boolean);
    }

    function hours(place) {
      var found = told.opens(place);
      return found && node("p", { "class": "ya-now" + (found.open ? " is-open" : ""), text: found.text });
    }

    /* Of a place that has hours of its kind and keeps none: why. */
    function status(place) {
      if (!file.hours || file.hours.rows[place.n] >= 0) return null;
      var found = values("status", place)[0];
      return found ? node("span", { "class": "ya-tag ya-tag--off", text: found }) : null;
    }

    function away(place) {
      var m = place.away;
      if (m === undefined || !isFinite(m)) return [];
      return m < 950 ? words.metres.replace("{n}", Math.max(10, Math.round(m / 10) * 10)) : words.kilometres.replace("{n}", (m / 1000).toFixed(1));
    }

    function locator(place) {
      var name = words.locate.replace("{name}", place.title);
      return node("button", { type: "button", "class": "ya-locate", "aria-label": name, title: name, onclick: function () { told.locate(place); } });
    }

    function row(place, onMap) {
      var on = function () { told.point(place, true); }, off = function () { told.point(place, false); };
      var long = texts(place);
      return node("li", { "class": "ya-place", "data-id": place.id, onmouseenter: on, onmouseleave: off, onfocusin: on, onfocusout: off }, [
        node("h2", {}, [node("a", { href: told.url(place), lang: "zh", text: place.title })]),
        onMap && place.at ? locator(place) : null,
        hours(place),
        node("p", {}, [
          place.demo ? node("span", { "class": "ya-tag ya-tag--demo", text: words.demo }) : null, status(place),
          node("span", { text: short(place).concat(away(place)).join(" · ") })
        ]),
        long.length ? node("p", { lang: "zh", text: long.join(" · ") }) : null
      ]);
    }

    function popup(place) {
      return node("div", { "class": "ya-popup" }, [
        node("a", { href: told.url(place), lang: "zh", text: place.title }), hours(place), node("p", { text: short(place).join(" · ") })
      ]);
    }

    return { row: row, popup: popup };
  };
})();
