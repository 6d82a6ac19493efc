/* Two to four records side by side, fetched from the site's own API: ?ids=a,b of the collection ?of=…
   The page gives the fields and codes in its language. ES2015, no dependency. */
(function () {
  "use strict";
  var MOST = 4;
  var HAN = /[\u3400-\u9fff]/; // records are written in Chinese, whatever the language of the page
  var place = document.getElementById("compare");
  if (!place || !window.fetch || !window.URLSearchParams) return;
  var words = JSON.parse(place.dataset.words);
  var kinds = JSON.parse(place.dataset.kinds);
  var query = new URLSearchParams(location.search);
  var kind = kinds.filter(function (one) { return one.folder === query.get("of"); })[0] || kinds[0];
  var status = place.querySelector("[role=status]");
  var frame = place.querySelector(".ya-scroll");
  var only = place.querySelector(".ya-compare__only");
  var ids = (query.get("ids") || "").split(",").filter(function (id, at, all) {
    return /^[a-z0-9-]+$/.test(id) && all.indexOf(id) === at;
  }).slice(0, MOST);
  var titles = {};

  function element(tag, properties, text) {
    var made = document.createElement(tag);
    Object.keys(properties || {}).forEach(function (key) { made.setAttribute(key, properties[key]); });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function get(folder, id) {
    return fetch(place.dataset.api + folder + "/" + id + ".json").then(function (answer) {
      if (!answer.ok) throw new Error(answer.status + " " + id);
      return answer.json();
    });
  }

  function isEmpty(value) { return value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length); }

  /* Any value in words; of a reference, the title fetched for it. */
  function worded(field, value) {
    if (isEmpty(value)) return "";
    if (field.kind === "boolean") return value ? words.yes : words.no;
    if (field.kind === "code") return field.codes[value] || String(value);
    if (field.kind === "ref") return titles[value] || value;
    if (field.kind === "list") {
      return value.map(function (one) { return worded(field.item, one); }).join(field.item.kind === "object" ? "\n" : words.comma);
    }
    if (field.kind === "object") {
      return field.fields.filter(function (inner) { return !isEmpty(value[inner.name]); }).map(function (inner) {
        var told = worded(inner, value[inner.name]);
        return inner.kind === "boolean" ? inner.title + words.colon + told : told;
      }).join(" ").replace(/(\d\d:\d\d) (?=\d\d:\d\d)/g, "$1–").replace(/(\d{4}-\d\d-\d\d) (?=\d{4}-)/g, "$1–");
    }
    return String(value) + (field.unit ? " " + field.unit : "");
  }

  /* Every record that those compared refer to, each once. */
  function references(records) {
    var found = new Map();
    function look(field, value) {
      if (isEmpty(value)) return;
      if (field.kind === "ref") found.set(value, field);
      else if (field.kind === "list") value.forEach(function (one) { look(field.item, one); });
      else if (field.kind === "object") field.fields.forEach(function (inner) { look(inner, value[inner.name]); });
    }
    kind.sections.forEach(function (section) {
      section.fields.forEach(function (field) { records.forEach(function (record) { look(field, record[field.name]); }); });
    });
    return found;
  }

  function fetchTitles(records) {
    var asked = [];
    references(records).forEach(function (field, id) {
      asked.push(field.folders.reduce(function (before, folder, at) {
        return before.catch(function () {
          return get(folder, id).then(function (answer) { titles[id] = answer.data[field.titles[at]] || id; });
        });
      }, Promise.reject()).catch(function () { titles[id] = id; }));
    });
    return Promise.all(asked);
  }

  function without(id) {
    var left = new URLSearchParams(location.search);
    left.set("ids", ids.filter(function (one) { return one !== id; }).join(","));
    return "?" + left.toString().replace(/%2C/g, ",");
  }

  function headOf(record) {
    var cell = element("th", { scope: "col" });
    var link = element("a", { href: place.dataset.root + kind.url + "/" + record.id + "/", lang: "zh" }, record[kind.title] || record.id);
    cell.appendChild(link);
    if (record.provenance === "demo") cell.appendChild(element("span", { "class": "ya-tag ya-tag--demo" }, words.demo));
    if (ids.length > 2) {
      var away = element("a", { href: without(record.id), "class": "ya-compare__remove" }, words.remove);
      away.appendChild(element("span", { "class": "ya-hidden", lang: "zh" }, " " + record[kind.title]));
      cell.appendChild(away);
    }
    return cell;
  }

  function rowOf(field, records) {
    var told = records.map(function (record) { return worded(field, record[field.name]); });
    if (!told.some(Boolean)) return null;
    var row = element("tr");
    var same = told.every(function (one) { return one === told[0]; });
    if (same) row.classList.add("is-same");
    row.appendChild(element("th", { scope: "row" }, field.title));
    told.forEach(function (text) {
      var cell = element("td");
      (text || words.none).split("\n").forEach(function (line) {
        var told = element("div", text ? {} : { "class": "empty" }, line);
        if (HAN.test(line)) told.lang = "zh";
        cell.appendChild(told);
      });
      row.appendChild(cell);
    });
    return row;
  }

  function show(records) {
    var table = element("table", { "class": "ya-compare" });
    var head = table.createTHead().insertRow();
    head.appendChild(element("th", { scope: "col" }, words.field));
    records.forEach(function (record) { head.appendChild(headOf(record)); });
    kind.sections.forEach(function (section) {
      var rows = section.fields.map(function (field) { return rowOf(field, records); }).filter(Boolean);
      if (!rows.length) return;
      var body = table.createTBody();
      var title = body.insertRow();
      title.appendChild(element("th", { scope: "rowgroup", colspan: records.length + 1 }, section.title));
      rows.forEach(function (row) { body.appendChild(row); });
    });
    frame.textContent = "";
    frame.appendChild(table);
    frame.hidden = only.hidden = false;
    status.textContent = "";
    only.querySelector("input").addEventListener("change", function (event) {
      table.classList.toggle("is-different", event.target.checked);
    });
  }

  if (ids.length < 2) {
    status.textContent = words.few;
    return;
  }
  Promise.all(ids.map(function (id) { return get(kind.folder, id).then(function (answer) { return answer.data; }); }))
    .then(function (records) {
      var gone = records.filter(function (record) { return record.status === "removed"; });
      if (gone.length) throw new Error(words.gone + " " + gone[0].id);
      return fetchTitles(records).then(function () { show(records); });
    })
    .catch(function (error) { status.textContent = words.failed + " (" + error.message + ")"; });
})();
