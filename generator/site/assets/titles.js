/* What pages are called, read in parts from titles/<n>.json: found at the first key, by pinyin and by old
   names too. Only as many parts are read as the question needs, and never more than LIMIT, so that the
   download does not grow with the site. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var match = atlas.match;
  var LIMIT = 10;

  /* Rows of a part: path, title, names in plain letters, and the pinyin of the part. */
  function rows(file) {
    var pinyin = match.table(file.pinyin), found = [];
    Object.keys(file.groups).forEach(function (folder) {
      file.groups[folder].forEach(function (row) {
        found.push({ path: folder + row[0] + (row[0] ? "/" : ""), title: row[1], also: row.slice(2), names: row.slice(1).map(match.plain), pinyin: pinyin });
      });
    });
    return found;
  }

  /* How well all words are met by the names: a title that begins so counts most, and the shorter the more. */
  function score(row, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i += 1) {
      var best = 0;
      row.names.forEach(function (name, n) {
        var found = match.score(name, words[i], row.pinyin);
        if (found && name === words[i]) found = 5;
        best = Math.max(best, 2 * found - (n ? 1 : 0));
      });
      if (!best) return 0;
      sum += best;
    }
    return sum;
  }

  /* `titles(root)` gives a search: `find(query, enough, told)` calls `told(rows, last)` as each part arrives, the
     best first, until there are enough, all parts have been read or another question is asked. */
  atlas.titles = function (root) {
    var parts = [], run = 0;

    function part(n) {
      if (!parts[n]) {
        parts[n] = fetch(root + "titles/" + n + ".json").then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        }).then(function (file) { return { rows: rows(file), more: file.more }; });
        parts[n].catch(function () { parts[n] = null; });
      }
      return parts[n];
    }

    function find(query, enough, told) {
      var words = match.words(query), own = run += 1, found = [];
      function next(n) {
        return part(n).then(function (file) {
          if (own !== run) return null;
          file.rows.forEach(function (row) {
            var met = score(row, words);
            if (met) found.push({ row: row, score: met });
          });
          found.sort(function (a, b) { return b.score - a.score || a.row.title.length - b.row.title.length; });
          var last = !file.more || n + 1 >= LIMIT || found.length >= enough;
          told(found.map(function (one) { return one.row; }), last);
          return last ? null : next(n + 1);
        });
      }
      return words.length ? next(0) : Promise.resolve(told([], true));
    }

    /* Reads the first part ahead, so that the first key only has to be compared. */
    function warm() { part(0).catch(function () { /* the search itself will say so */ }); }

    return { find: find, warm: warm };
  };
})();
