/* Takes what was found home: the rows of the published CSV and GeoJSON that are theirs, in their order,
   put together in the browser. Nothing is sent anywhere. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};

  function text(address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    });
  }

  /* RFC 4180: a record ends at a line break outside quotes. */
  function records(csv) {
    var found = [], from = 0, quoted = false;
    for (var i = 0; i < csv.length; i += 1) {
      if (csv[i] === '"') quoted = !quoted;
      else if (csv[i] === "\n" && !quoted) { found.push(csv.slice(from, i + 1)); from = i + 1; }
    }
    if (from < csv.length) found.push(csv.slice(from));
    return found;
  }

  function idOf(record) { return /^"?([^",\r\n]*)/.exec(record)[1]; }

  function pick(items, id, ids) {
    var known = new Map();
    items.forEach(function (item) { known.set(id(item), item); });
    return ids.map(function (one) { return known.get(one); }).filter(Boolean);
  }

  /* UTF-8 with a byte order mark, so that a spreadsheet reads the Chinese. */
  function csv(address, ids) {
    return text(address).then(function (all) {
      var rows = records(all.replace(/^\ufeff/, ""));
      return "\ufeff" + rows[0] + pick(rows.slice(1), idOf, ids).join("");
    });
  }

  function geojson(address, ids) {
    return text(address).then(function (all) {
      var file = JSON.parse(all);
      file.features = pick(file.features, function (feature) { return feature.id || feature.properties.id; }, ids);
      delete file.bbox; // that of all
      return JSON.stringify(file);
    });
  }

  function save(content, name, type) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: type }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  /* A list has its values one after the other, as in the published files. */
  function quoted(value) {
    var text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join(" ") : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /* Rows of values, the first those of the header, as CSV (RFC 4180). */
  atlas.saveTable = function (rows, name) {
    var lines = rows.map(function (row) { return row.map(quoted).join(",") + "\r\n"; });
    save("\ufeff" + lines.join(""), name, "text/csv;charset=utf-8");
  };
  atlas.save = {
    csv: function (address, ids, name) {
      return csv(address, ids).then(function (content) { save(content, name, "text/csv;charset=utf-8"); });
    },
    geojson: function (address, ids, name) {
      return geojson(address, ids).then(function (content) { save(content, name, "application/geo+json"); });
    }
  };
})();
