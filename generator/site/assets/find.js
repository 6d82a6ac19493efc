/* What is asked of a list of places and what is found: text, facets, hours, distance. The question is
   what stands in the address; nothing here touches the page. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var match = atlas.match;

  /* An index file (generator/site/search/places.py) as places, each with its number in the file's columns. */
  function read(file) {
    var demo = new Set(file.demo);
    return file.ids.map(function (id, n) {
      var title = file.titles[n];
      return { n: n, id: id, title: title, at: file.at[n], demo: demo.has(n), names: null, texts: null };
    });
  }

  /* What is searched, in plain letters; made when somebody first types. */
  function spell(file, places) {
    if (!places.length || places[0].names) return;
    places.forEach(function (place) {
      place.names = [place.title].concat(file.names[place.n] || []).map(match.plain);
      place.texts = file.texts.map(function (text) { return match.plain(text.rows[place.n]); });
    });
  }

  function numbers(facet, n) {
    var given = facet.rows[n];
    return typeof given === "number" ? (given < 0 ? [] : [given]) : given || [];
  }

  /* Facets that hang on the hour: what is open now, tonight, at the weekend. One may be chosen. */
  function openFacet(file, now, holidays, words) {
    var keys = ["now", "tonight", "weekend"];
    var found = file.hours.weeks.map(function (week) { return atlas.hours.state(week, now, holidays); });
    var open = found.map(function (one) {
      return keys.map(function (key, k) { return one[key] ? k : -1; }).filter(function (k) { return k >= 0; });
    });
    return {
      name: "open", single: true, states: found,
      values: keys.map(function (key) { return [key, words[key], []]; }),
      rows: file.hours.rows.map(function (week) { return week < 0 ? [] : open[week]; })
    };
  }

  /* What takes place there before the week is out (it ends on Sunday). */
  function weekFacet(dated, now, words) {
    var left = (7 - atlas.hours.weekday(now.date)) % 7;
    var first = Math.round((Date.parse(now.date) - Date.parse(dated.since)) / 864e5);
    var rows = {};
    Object.keys(dated.rows).forEach(function (n) {
      if (dated.rows[n].some(function (day) { return day >= first && day <= first + left; })) rows[n] = [0];
    });
    return { name: dated.folder, single: true, values: [["week", words.week.replace("{what}", dated.label), []]], rows: rows };
  }

  /* The facets of the hour first, then those that the schema names, without those that tell nothing apart. */
  function facets(file, now, holidays, words) {
    var timed = file.hours ? [openFacet(file, now, holidays, words)] : [];
    file.dated.forEach(function (dated) { timed.push(weekFacet(dated, now, words)); });
    return timed.concat(file.facets.filter(function (facet) { return facet.values.length > 1; }));
  }

  /* The question in an address; what it names that there is not is left out. */
  function ask(search, all) {
    var query = new URLSearchParams(search);
    var asked = { q: query.get("q") || "", sort: query.get("sort") === "near" ? "near" : "", box: null, chosen: {} };
    var box = (query.get("box") || "").split(",").map(Number);
    if (box.length === 4 && box.every(isFinite)) asked.box = box;
    all.forEach(function (facet) {
      var known = query.getAll(facet.name).map(function (key) {
        return facet.values.findIndex(function (value) { return value[0] === key; });
      }).filter(function (k) { return k >= 0; });
      if (known.length) asked.chosen[facet.name] = facet.single ? known.slice(0, 1) : known;
    });
    return asked;
  }

  function address(asked, all) {
    var query = new URLSearchParams();
    if (asked.q) query.set("q", asked.q);
    all.forEach(function (facet) {
      (asked.chosen[facet.name] || []).forEach(function (k) { query.append(facet.name, facet.values[k][0]); });
    });
    if (asked.sort) query.set("sort", asked.sort);
    if (asked.box) query.set("box", asked.box.join(","));
    var text = query.toString();
    return text ? "?" + text : location.pathname;
  }

  /* Whether and how well each word is met: by a name, by sound too; by a text; by a facet's word or by
     what that was formerly called. Returns a function from a place to 0 or its score. */
  function textTest(words, all, pinyin) {
    var tests = words.map(function (word) {
      var labels = all.map(function (facet) {
        return facet.values.map(function (value) {
          return [value[1]].concat(value[2]).some(function (name) { return match.score(match.plain(name), word, pinyin) > 0; });
        });
      });
      return function (place) {
        var best = 0;
        place.names.forEach(function (name) { best = Math.max(best, 3 * match.score(name, word, pinyin)); });
        if (best > 3) return best;
        all.forEach(function (facet, f) {
          if (best < 5 && numbers(facet, place.n).some(function (k) { return labels[f][k]; })) best = 5;
        });
        if (best < 2 && place.texts.some(function (text) { return text.indexOf(word) >= 0; })) best = 2;
        return best;
      };
    });
    return function (place) {
      var sum = 0;
      for (var i = 0; i < tests.length; i += 1) {
        var one = tests[i](place);
        if (!one) return 0;
        sum += one;
      }
      return sum || 1;
    };
  }

  function inside(box, at) { return !box || (at && at[0] >= box[0] && at[0] <= box[2] && at[1] >= box[1] && at[1] <= box[3]); }

  /* Of a facet of single values any of those chosen will do; where a place has several, it must have all. */
  function meets(facet, chosen, given) {
    if (!chosen || !chosen.length) return true;
    return facet.many ? chosen.every(function (k) { return given.indexOf(k) >= 0; })
      : given.some(function (k) { return chosen.indexOf(k) >= 0; });
  }

  /* The places that meet all, and for every value how many there would be: of the facet's own choice only
     where several must all be met, since a further value then narrows it. */
  function find(places, all, asked, pinyin) {
    var words = match.words(asked.q);
    var test = words.length ? textTest(words, all.filter(function (f) { return !f.single; }), pinyin) : null;
    var counts = all.map(function (facet) { return facet.values.map(function () { return 0; }); });
    var found = [];
    places.forEach(function (place) {
      if (!inside(asked.box, place.at)) return;
      place.score = test ? test(place) : 1;
      if (!place.score) return;
      var given = [], failed = 0, which = -1;
      for (var f = 0; f < all.length && failed < 2; f += 1) {
        given[f] = numbers(all[f], place.n);
        if (!meets(all[f], asked.chosen[all[f].name], given[f])) { failed += 1; which = f; }
      }
      if (failed > 1 || (failed && all[which].many)) return;
      if (!failed) found.push(place);
      all.forEach(function (facet, f) {
        if (!failed || f === which) given[f].forEach(function (k) { counts[f][k] += 1; });
      });
    });
    if (test) found.sort(function (a, b) { return b.score - a.score || a.n - b.n; });
    return { places: found, counts: counts };
  }

  /* Metres along the earth between two points in WGS84 degrees. */
  function metres(a, b) {
    var rad = Math.PI / 180;
    var x = Math.sin((b[0] - a[0]) * rad / 2), y = Math.sin((b[1] - a[1]) * rad / 2);
    return 2 * 6371008.8 * Math.asin(Math.sqrt(x * x + Math.cos(a[0] * rad) * Math.cos(b[0] * rad) * y * y));
  }

  /* The nearest first; those without a point last. */
  function byDistance(found, here) {
    found.forEach(function (place) { place.away = place.at ? metres(here, place.at) : Infinity; });
    return found.slice().sort(function (a, b) { return a.away - b.away || a.n - b.n; });
  }

  /* Old names that the question means, with what they are now: [["老街镇", ["新城镇", "河东镇"]]]. */
  function former(asked, all, pinyin) {
    var words = match.words(asked.q), now = new Map();
    all.forEach(function (facet) {
      facet.values.forEach(function (value) {
        value[2].forEach(function (name) {
          if (words.some(function (word) { return word.length > 1 && match.score(match.plain(name), word, pinyin); })) {
            now.set(name, (now.get(name) || []).concat(value[1]));
          }
        });
      });
    });
    return Array.from(now);
  }

  atlas.find = { read: read, spell: spell, facets: facets, ask: ask, address: address, find: find, byDistance: byDistance, former: former, numbers: numbers };
})();
