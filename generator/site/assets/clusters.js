/* Places too close to touch one by one, drawn as one. At a zoom level the first place of a neighbourhood
   stands for those around it, so that no two marks are nearer than a finger is wide, and none jumps about
   while the map is moved. 10,000 places take some milliseconds. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var APART = 52; // pixels

  /* Web Mercator: the world as a square of side 1. */
  function world(at) {
    var sine = Math.sin(at[0] * Math.PI / 180);
    return { x: at[1] / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
  }

  function cluster(places, zoom) {
    var cell = APART / (256 * Math.pow(2, zoom));
    var wide = Math.ceil(1 / cell) + 1;
    var cells = new Map(), groups = [];
    function near(x, y) {
      var column = Math.floor(x / cell), row = Math.floor(y / cell), best = null, least = cell * cell;
      for (var r = row - 1; r <= row + 1; r += 1) {
        for (var c = column - 1; c <= column + 1; c += 1) {
          (cells.get(r * wide + c) || []).forEach(function (group) {
            var far = Math.pow(group.x - x, 2) + Math.pow(group.y - y, 2);
            if (far < least) { least = far; best = group; }
          });
        }
      }
      return best;
    }
    places.forEach(function (place) {
      var p = place.world || (place.world = world(place.at));
      var group = near(p.x, p.y);
      if (group) { group.places.push(place); return; }
      group = { x: p.x, y: p.y, at: place.at, places: [place] };
      groups.push(group);
      var key = Math.floor(p.y / cell) * wide + Math.floor(p.x / cell);
      if (cells.has(key)) cells.get(key).push(group); else cells.set(key, [group]);
    });
    return groups;
  }

  atlas.cluster = cluster;
})();
