/* Finds Chinese words as people type them: 河边, hebian, hb or 河bian. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};

  /* Small letters, half-width; the apostrophes of an input method in the midst of a word go. */
  function plain(text) { return text.normalize("NFKC").toLowerCase().replace(/['’]/g, ""); }

  /* How many letters of a syllable may stand for its character: all, the first (zh, ch, sh: also two), or
     what has been typed so far of the last one. The most first. */
  function steps(syllable, query, from) {
    var n = 0;
    while (n < syllable.length && query[from + n] === syllable[n]) n += 1;
    var found = [];
    for (var k = n; k > 0; k -= 1) {
      if (k === syllable.length || k === 1 || from + k === query.length || (k === 2 && syllable[1] === "h")) found.push(k);
    }
    return found;
  }

  /* Whether `text` from `at` on goes on as `query` does from `from` on. */
  function goes(text, at, query, from, pinyin) {
    if (from === query.length) return true;
    if (at === text.length) return false;
    if (text[at] === query[from] && goes(text, at + 1, query, from + 1, pinyin)) return true;
    var readings = pinyin[text[at]];
    if (!readings) return false;
    return readings.some(function (syllable) {
      return steps(syllable, query, from).some(function (k) { return goes(text, at + 1, query, from + k, pinyin); });
    });
  }

  function isLetter(char) { return char >= "a" && char <= "z"; }

  /* 3: the text begins so; 2: it stands in it; 1: by its sound; 0: not at all. `pinyin` maps a character to
     its readings; without it only the characters themselves count. */
  function score(text, query, pinyin) {
    var at = text.indexOf(query);
    if (at >= 0) return at ? 2 : 3;
    if (!pinyin || !/[a-z]/.test(query)) return 0;
    for (var i = 0; i < text.length; i += 1) {
      if (!isLetter(text[i]) && goes(text, i, query, 0, pinyin)) return 1;
    }
    return 0;
  }

  /* The table of an index file, each character with a list of readings. */
  function table(file) {
    var found = {};
    Object.keys(file).forEach(function (char) { found[char] = file[char].split(" "); });
    return found;
  }

  atlas.match = {
    plain: plain, score: score, table: table,
    words: function (query) { return plain(query).split(/\s+/).filter(Boolean); }
  };
})();
