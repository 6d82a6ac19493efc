/* The table viewer: one published dataset at a time, filtered, sorted, its columns chosen, a column drawn.
   What is chosen stands in the address. Reads data/fields.json, data/codes.json and the table's JSON. ES2015. */
(function () {
  "use strict";
  var STEP = 50, WIDE = 8; // rows at a time; columns shown at first
  var form = document.querySelector(".ya-explore");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  var words = form.dataset, english = words.lang === "en";
  var status = document.getElementById("explore-status");
  var grid = document.getElementById("explore-rows");
  var more = document.getElementById("explore-more");
  var figure = document.getElementById("explore-chart");
  var save = document.getElementById("explore-save");
  var files = {}, fields = [], codes = new Map(), rows = [], current = [], shown = STEP;
  var state = read();

  function read() {
    var query = new URLSearchParams(location.search);
    var wanted = { table: "", column: "", value: "", sort: "", chart: "", columns: "" };
    Object.keys(wanted).forEach(function (name) { wanted[name] = query.get(name) || ""; });
    return wanted;
  }

  function write() {
    var query = new URLSearchParams();
    Object.keys(state).forEach(function (name) { if (state[name]) query.set(name, state[name]); });
    history.replaceState(null, "", "?" + query);
  }

  function json(name) {
    if (!files[name]) {
      files[name] = fetch(words.base + "data/" + name + ".json").then(function (answer) {
        if (!answer.ok) throw new Error(name + ": " + answer.status);
        return answer.json();
      });
    }
    return files[name];
  }

  function titleOf(row) { return (english && row.title_en) || row.title; }

  function node(tag, text, parent) {
    var made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function options(select, pairs, chosen) {
    select.textContent = "";
    pairs.forEach(function (pair) { node("option", pair[1], select).value = pair[0]; });
    select.value = chosen;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  function label(field, value) {
    if (value === null || value === undefined || value === "") return "";
    if (Array.isArray(value)) return value.map(function (one) { return label(field, one); }).join("、");
    if (value === true) return words.wordYes;
    if (value === false) return words.wordNo;
    if (field.type === "money") return value.toFixed(2);
    return (codes.get(field.name) && codes.get(field.name).get(String(value))) || String(value);
  }

  /* Whether a row is wanted: a code or yes/no exactly, anything else by what it contains. */
  function fits(row) {
    var field = fields.find(function (f) { return f.name === state.column; });
    if (!field || !state.value) return true;
    var value = row[field.name];
    if (codes.has(field.name) || field.type === "boolean") return [].concat(value).map(String).indexOf(state.value) >= 0;
    return label(field, value).toLowerCase().indexOf(state.value.toLowerCase()) >= 0;
  }

  function compare(a, b) {
    if (a === b) return 0;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : 1;
  }

  function visible() {
    var named = state.columns ? state.columns.split(",") : [];
    var chosen = fields.filter(function (f) { return named.indexOf(f.name) >= 0; });
    if (chosen.length) return chosen;
    return fields.filter(function (f) {
      return f.name !== "schema_version" && rows.some(function (row) { return row[f.name] !== null && row[f.name] !== ""; });
    }).slice(0, WIDE);
  }

  function head(columns) {
    var line = node("tr", undefined, node("thead", undefined, grid));
    columns.forEach(function (field) {
      var cell = node("th", undefined, line);
      var up = state.sort === field.name, down = state.sort === "-" + field.name;
      var button = node("button", titleOf(field) + (up ? " ▲" : down ? " ▼" : ""), cell);
      cell.scope = "col";
      cell.setAttribute("aria-sort", up ? "ascending" : down ? "descending" : "none");
      button.type = "button";
      button.title = words.wordSort;
      button.addEventListener("click", function () { state.sort = up ? "-" + field.name : field.name; update(field.name); });
      button.dataset.column = field.name;
    });
  }

  function fill() {
    var columns = visible();
    grid.textContent = "";
    head(columns);
    var body = node("tbody", undefined, grid);
    current.slice(0, shown).forEach(function (row) {
      var line = node("tr", undefined, body);
      columns.forEach(function (field) { node("td", label(field, row[field.name]), line); });
    });
    more.hidden = current.length <= shown;
  }

  function update(focus) {
    write();
    var name = state.sort.replace(/^-/, ""), turn = state.sort[0] === "-" ? -1 : 1;
    current = rows.filter(fits);
    if (name) current.sort(function (a, b) { return turn * compare(a[name], b[name]); });
    status.textContent = words.wordRows.replace("{n}", current.length).replace("{all}", rows.length);
    fill();
    var drawn = fields.find(function (f) { return f.name === state.chart; });
    figure.hidden = !drawn;
    if (drawn) window.atlas.drawColumn(figure, current, drawn, function (value) { return label(drawn, value); }, titleOf(drawn), words);
    var button = focus && grid.querySelector('[data-column="' + focus + '"]');
    if (button) button.focus();
  }

  /* The field for a value: a list of codes where the column has some, else a line of text. */
  function valueInput() {
    var field = fields.find(function (f) { return f.name === state.column; });
    var holder = form.querySelector(".ya-explore__value");
    var old = holder.querySelector("select, input");
    if (old) holder.removeChild(old);
    var known = field && codes.get(field.name);
    var yesNo = field && field.type === "boolean";
    var input = node(known || yesNo ? "select" : "input", undefined, holder);
    if (known) options(input, [["", words.wordAll]].concat(Array.from(known)), state.value);
    else if (yesNo) options(input, [["", words.wordAll], ["true", words.wordYes], ["false", words.wordNo]], state.value);
    else { input.value = state.value; input.placeholder = words.wordContains; input.disabled = !field; }
    input.name = "value";
  }

  function choices() {
    var named = fields.map(function (f) { return [f.name, titleOf(f)]; });
    options(form.elements.column, [["", "—"]].concat(named), state.column);
    options(form.elements.chart, [["", "—"]].concat(named), state.chart);
    var box = form.querySelector("fieldset");
    while (box.children.length > 1) box.removeChild(box.lastChild);
    var on = visible();
    fields.forEach(function (field) {
      var line = node("label", undefined, box);
      var tick = node("input", undefined, line);
      tick.type = "checkbox";
      tick.name = "show";
      tick.value = field.name;
      tick.checked = on.indexOf(field) >= 0;
      node("span", titleOf(field), line);
    });
    valueInput();
  }

  function open() {
    return Promise.all([json(state.table), json("fields"), json("codes")]).then(function (answers) {
      rows = answers[0].data;
      fields = answers[1].data.filter(function (f) { return f.dataset === state.table; })
        .sort(function (a, b) { return a.seq - b.seq; });
      codes = new Map();
      answers[2].data.forEach(function (code) {
        if (code.dataset !== state.table) return;
        if (!codes.has(code.field)) codes.set(code.field, new Map());
        codes.get(code.field).set(code.code, titleOf(code));
      });
      form.querySelector(".ya-explore__about").textContent = answers[0]._meta[english ? "description_en" : "description"] || "";
      shown = STEP;
      choices();
      save.hidden = false;
      update();
    }).catch(function (error) { status.textContent = words.wordFailed; if (window.console) console.warn("explore:", error); });
  }

  save.addEventListener("click", function () {
    var names = visible().map(function (f) { return f.name; });
    var rows = current.map(function (row) { return names.map(function (name) { return row[name]; }); });
    window.atlas.saveTable([names].concat(rows), state.table + ".csv");
  });
  more.addEventListener("click", function () { shown += STEP; fill(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function (event) {
    var name = event.target.name;
    if (name === "table") { state = { table: event.target.value, column: "", value: "", sort: "", chart: "", columns: "" }; open(); return; }
    if (name === "show") {
      var ticked = Array.from(form.querySelectorAll("[name=show]:checked"));
      state.columns = ticked.map(function (tick) { return tick.value; }).join(",");
    } else state[name] = event.target.value;
    if (name === "column") { state.value = ""; valueInput(); }
    shown = STEP;
    update();
  });
  window.addEventListener("popstate", function () { state = read(); open(); });

  json("datasets").then(function (file) {
    options(form.elements.table, file.data.map(function (d) { return [d.id, titleOf(d) + " · " + d.id]; }), state.table);
    state.table = form.elements.table.value;
    form.hidden = false;
    return open();
  }).catch(function (error) { status.textContent = words.wordFailed; if (window.console) console.warn("explore:", error); });
})();
