/* The query page: runs SQL over the published tables, and sets an indicator that is computed again beside the
   published one. The engine is fetched at the first run. ES2015. */
(function () {
  "use strict";
  var MOST = 500; // rows shown; the download has all
  var form = document.querySelector(".ya-query");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  var words = form.dataset, base = words.base;
  var sql = form.elements.sql, indicator = form.elements.indicator;
  var status = document.getElementById("query-status");
  var verdict = document.getElementById("query-verdict");
  var grid = document.getElementById("query-rows");
  var save = document.getElementById("query-save");
  var opened = null, rows = [], names = [];

  function database() {
    if (!opened) {
      opened = window.atlas.openDatabase(base, function (n, all) {
        status.textContent = words.wordLoading.replace("{n}", n).replace("{all}", all);
      });
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  function plain(value) {
    if (value === null || value === undefined) return null;
    if (typeof value === "bigint") return Number(value);
    if (typeof value === "object" && typeof value.toArray === "function") return Array.from(value.toArray());
    return value;
  }

  function take(table) {
    names = table.schema.fields.map(function (field) { return field.name; });
    var dates = table.schema.fields.map(function (field) { return /Date|Timestamp/.test(String(field.type)); });
    rows = table.toArray().map(function (row) {
      return names.map(function (name, at) {
        var value = plain(row[name]);
        return dates[at] && typeof value === "number" ? new Date(value).toISOString().slice(0, 10) : value;
      });
    });
  }

  function line(tag, cells, parent) {
    var made = document.createElement("tr");
    cells.forEach(function (cell) {
      var element = document.createElement(tag);
      element.textContent = cell === null ? "" : String(cell);
      made.appendChild(element);
    });
    parent.appendChild(made);
  }

  function show() {
    grid.textContent = "";
    line("th", names, grid.appendChild(document.createElement("thead")));
    var body = grid.appendChild(document.createElement("tbody"));
    rows.slice(0, MOST).forEach(function (row) { line("td", row, body); });
    status.textContent = words.wordRows.replace("{n}", rows.length).replace("{all}", rows.length);
    save.hidden = !rows.length;
  }

  function near(a, b) { return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)); }

  /* What was published of an indicator against the rows just computed, by area, period and breakdown. */
  function compare(id, published) {
    var at = {}, mine = new Map();
    names.forEach(function (name, place) { at[name] = place; });
    var asOf = published.length ? published[0].as_of : "";
    rows.forEach(function (row) {
      var period = at.period === undefined || row[at.period] === null ? asOf : String(row[at.period]);
      var part = at.breakdown === undefined || row[at.breakdown] === null ? "all" : row[at.breakdown];
      mine.set([row[at.area], period, part].join("|"), row);
    });
    var same = 0, differ = [], withheld = 0;
    published.filter(function (row) { return row.indicator === id; }).forEach(function (row) {
      var own = mine.get([row.area, row.period, row.breakdown].join("|"));
      if (row.status !== "computed") { withheld += 1; return; }
      var name = ["value", "numerator"].find(function (n) { return at[n] !== undefined; });
      var equal = own && near(Number(own[at[name]]), Number(row[name])) &&
        (at.denominator === undefined || near(Number(own[at.denominator]), Number(row.denominator)));
      if (equal) same += 1; else differ.push(row.area + " " + row.period + " " + row.breakdown);
    });
    verdict.hidden = false;
    verdict.dataset.same = same;
    verdict.dataset.differ = differ.length;
    verdict.textContent = (differ.length ? words.wordDiffers.replace("{n}", differ.length).replace("{which}", differ.slice(0, 5).join("; ")) :
      words.wordSame.replace("{n}", same)) + (withheld ? words.wordWithheld.replace("{n}", withheld) : "");
  }

  function run() {
    var id = indicator.value, query = sql.value.trim().replace(/;$/, "");
    verdict.hidden = true;
    status.textContent = words.wordRunning;
    database().then(function (connection) {
      status.textContent = words.wordRunning;
      return connection.query(query);
    }).then(function (table) {
      take(table);
      show();
      if (!id) return null;
      return fetch(base + "data/indicators.json").then(function (answer) { return answer.json(); })
        .then(function (file) { compare(id, file.data); });
    }).catch(function (error) {
      grid.textContent = "";
      status.textContent = words.wordFailed + " " + error.message;
    });
  }

  function choose(id) {
    indicator.value = id;
    if (!indicator.value) return;
    sql.value = 'FROM "' + id + '"\nORDER BY ALL;';
  }

  save.addEventListener("click", function () { window.atlas.saveTable([names].concat(rows), "query.csv"); });
  indicator.addEventListener("change", function () {
    choose(indicator.value);
    history.replaceState(null, "", indicator.value ? "?indicator=" + indicator.value : location.pathname);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
  form.hidden = false;
  if (!window.WebAssembly || !window.Worker || typeof BigInt === "undefined") { status.textContent = words.wordOld; return; }
  var asked = new URLSearchParams(location.search).get("indicator");
  if (asked) { choose(asked); if (indicator.value) run(); } // a link from an indicator's page: one tap does it all
})();
