/* The schematic map: points and town names on a plain ground, without boundaries (Leaflet), or on the licensed
   map that the settings name. Only what is in view is drawn. Without this script the drawing in the page
   remains. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var CLOSEST = 17;
  var TOGETHER = 12; // so many places of one spot are listed in its popup

  /* Tiles, or lines and areas of a GeoJSON file, below all else. If it does not come, the points remain. */
  function ground(map, address) {
    if (/\{z\}/.test(address)) { L.tileLayer(address, { maxZoom: CLOSEST, minZoom: 8 }).addTo(map); return; }
    fetch(address).then(function (answer) { return answer.json(); }).then(function (file) {
      L.geoJSON(file, { interactive: false, style: { className: "ya-ground" } }).addTo(map).bringToBack();
    }).catch(function (error) { if (window.console) console.warn("map:", error); });
  }

  /* A map in `frame`. `options`: base (an address), labels and box of the index file, words, popup(place) → element,
     moved(): the visitor has moved it. */
  atlas.map = function (frame, options) {
    var words = options.words;
    /* Zooms at once: Leaflet drops a view asked for while it animates, so "show all" right after "+" would do nothing. */
    var map = L.map(frame, {
      maxZoom: CLOSEST, minZoom: 8, zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomAnimation: false
    });
    var layer = L.layerGroup().addTo(map);
    var drawn = new Map(), groups = [], shown = [], popupOf = null, fitting = false, stale = true, you = null;

    if (options.base) ground(map, options.base);
    L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out, zoomInText: "+", zoomOutText: "−" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    /* A wheel that scrolls the page must not be caught by a map under the pointer. */
    map.on("focus click", function () { map.scrollWheelZoom.enable(); });
    map.on("blur mouseout", function () { map.scrollWheelZoom.disable(); });

    function label(html, text) { html.firstChild.textContent = text; }

    (options.labels || []).forEach(function (town) {
      L.marker([town[1], town[2]], {
        interactive: false, keyboard: false, pane: "overlayPane",
        icon: L.divIcon({ className: "ya-town", iconSize: null, html: "<span></span>" })
      }).on("add", function (event) { label(event.target.getElement(), town[0]); }).addTo(map);
    });

    function pin(place) {
      var icon = L.divIcon({ className: "ya-pin", iconSize: [44, 44], iconAnchor: [22, 36] });
      return L.marker(place.at, { icon: icon, title: place.title, alt: place.title });
    }

    function bubble(group) {
      var n = group.places.length;
      var icon = L.divIcon({
        className: "ya-cluster", iconSize: [44, 44],
        html: '<span aria-hidden="true">' + n + '</span><span class="ya-hidden">' + words.cluster.replace("{n}", n) + "</span>"
      });
      return L.marker(group.at, { icon: icon });
    }

    /* Escape leads back to the mark; opened by keyboard, the first link has the focus. */
    function popup(places, at, byKeyboard) {
      var content = document.createElement("div");
      places.slice(0, TOGETHER).forEach(function (place) { content.appendChild(options.popup(place)); });
      content.className = "ya-popups";
      content.addEventListener("keydown", function (event) {
        if (event.key !== "Escape") return;
        map.closePopup();
        var mark = drawn.get(keyOf({ places: places }));
        if (mark) mark.getElement().focus();
      });
      popupOf = places[0].id;
      L.popup({ minWidth: 180, maxHeight: 240, autoPanPadding: [20, 20], offset: [0, places.length > 1 ? -10 : -26] })
        .setLatLng(at).setContent(content).openOn(map);
      if (byKeyboard) content.querySelector("a").focus();
    }

    map.on("popupopen", function () { options.marked(popupOf, true); });
    map.on("popupclose", function () { options.marked(popupOf, false); });

    function bounds(places) { return L.latLngBounds(places.map(function (place) { return place.at; })); }

    function touched(group, byKeyboard) {
      if (group.places.length === 1) { popup(group.places, group.at, byKeyboard); return; }
      var before = map.getZoom(), box = bounds(group.places).pad(0.1);
      if (before === CLOSEST || map.getBoundsZoom(box) <= before && box.getSouthWest().distanceTo(box.getNorthEast()) < 2) {
        popup(group.places, group.at, byKeyboard);
        return;
      }
      map.setView(box.getCenter(), Math.max(before + 1, Math.min(CLOSEST, map.getBoundsZoom(box))));
      if (byKeyboard) frame.focus();
    }

    function keyOf(group) { return group.places[0].id + "/" + group.places.length; }

    /* Marks in view and a little around it; those that stay are left as they are. */
    function draw() {
      var box = map.getBounds().pad(0.3), keep = new Map();
      groups.forEach(function (group) {
        if (!box.contains(group.at)) return;
        var key = keyOf(group), mark = drawn.get(key);
        if (mark) { drawn.delete(key); } else {
          mark = group.places.length > 1 ? bubble(group) : pin(group.places[0]);
          mark.on("click", function () { touched(group, false); });
          mark.on("keypress", function (event) { if (event.originalEvent.key === "Enter") touched(group, true); });
          layer.addLayer(mark);
        }
        keep.set(key, mark);
      });
      drawn.forEach(function (mark) { layer.removeLayer(mark); });
      drawn = keep;
    }

    function regroup() {
      groups = atlas.cluster(shown, map.getZoom());
      stale = false;
      draw();
    }

    function fit() {
      fitting = true;
      if (shown.length) map.fitBounds(bounds(shown).pad(0.12), { maxZoom: 14, animate: false });
      else if (options.box) map.fitBounds([[options.box[1], options.box[0]], [options.box[3], options.box[2]]], { animate: false });
      fitting = false;
    }

    map.on("zoomend", regroup);
    map.on("moveend", function () { if (!stale) draw(); if (!fitting) options.moved(); });

    var reset = L.control({ position: "topright" });
    reset.onAdd = function () {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "ya-button ya-button--map";
      button.textContent = words.reset;
      button.addEventListener("click", function () { fit(); options.moved(); });
      L.DomEvent.disableClickPropagation(button);
      return button;
    };
    reset.addTo(map);

    function markOf(place) {
      var group = groups.filter(function (one) { return one.places.indexOf(place) >= 0; })[0];
      return group && drawn.get(keyOf(group));
    }

    function set(places, stay) {
      shown = places.filter(function (place) { return place.at; });
      map.closePopup();
      stale = true;
      if (!stay) fit(); // a new zoom level groups them, too
      if (stale) regroup();
    }

    return {
      set: set,
      box: function () {
        var b = map.getBounds();
        return [b.getSouth(), b.getWest(), b.getNorth(), b.getEast()].map(function (x) { return Math.round(x * 1e4) / 1e4; });
      },
      view: function (box) { fitting = true; map.fitBounds([[box[0], box[1]], [box[2], box[3]]], { animate: false }); fitting = false; },
      /* The place, near enough to stand alone, with its popup. */
      open: function (place) {
        fitting = true;
        map.setView(place.at, CLOSEST, { animate: false });
        fitting = false;
        var group = groups.filter(function (one) { return one.places.indexOf(place) >= 0; })[0];
        popup(group ? [place].concat(group.places.filter(function (p) { return p !== place; })) : [place], place.at, false);
      },
      point: function (place, on) {
        var mark = markOf(place), icon = mark && mark.getElement();
        if (icon) icon.classList.toggle("is-on", on);
      },
      here: function (at) {
        if (you) map.removeLayer(you);
        you = L.circleMarker(at, { radius: 9, className: "ya-you", interactive: false }).addTo(map);
      }
    };
  };
})();
