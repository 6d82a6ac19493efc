/* How a column of a table is spread: bars of its codes, of the months of its dates, of ranges of its numbers.
   A figure of plain elements, each bar with its number, so that it reads without seeing it. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var MOST = 20;

  function counted(values) {
    var counts = new Map();
    values.forEach(function (value) { counts.set(value, (counts.get(value) || 0) + 1); });
    return Array.from(counts);
  }

  function byCount(a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); }

  function byName(a, b) { return a[0] < b[0] ? -1 : 1; }

  /* At most ten ranges of equal width, with round ends. */
  function ranges(numbers) {
    var low = Math.min.apply(null, numbers), high = Math.max.apply(null, numbers);
    if (low === high) return [[String(low), numbers.length]];
    var step = Math.pow(10, Math.floor(Math.log10((high - low) / 10)));
    while ((high - low) / step > 10) step *= 2;
    var from = Math.floor(low / step), found = [];
    for (var n = from; n * step <= high; n += 1) found.push([n * step + "–" + (n + 1) * step, 0]);
    numbers.forEach(function (value) { found[Math.floor(value / step) - from][1] += 1; });
    return found;
  }

  function bars(values, field, label, words) {
    if (field.type === "integer" || field.type === "number" || field.type === "money") {
      return ranges(values.map(Number).filter(isFinite));
    }
    if (field.type === "date" || field.type === "instant") {
      return counted(values.map(function (value) { return value.slice(0, 7); })).sort(byName).slice(-MOST);
    }
    var all = counted(values.map(label)).sort(byCount);
    var rest = all.slice(MOST).reduce(function (sum, bar) { return sum + bar[1]; }, 0);
    return rest ? all.slice(0, MOST).concat([[words.wordOther, rest]]) : all;
  }

  /* Draws the column `field` of `rows` into `figure`; `label` gives the words for a value. */
  atlas.drawColumn = function (figure, rows, field, label, title, words) {
    var values = [];
    rows.forEach(function (row) {
      [].concat(row[field.name]).forEach(function (value) {
        if (value !== null && value !== undefined && value !== "") values.push(value);
      });
    });
    figure.textContent = "";
    figure.hidden = !values.length;
    if (!values.length) return;
    var found = bars(values, field, label, words);
    var most = Math.max.apply(null, found.map(function (bar) { return bar[1]; }));
    var caption = document.createElement("figcaption");
    caption.textContent = words.wordChart.replace("{column}", title).replace("{n}", values.length);
    figure.appendChild(caption);
    var list = document.createElement("ul");
    found.forEach(function (bar) {
      var item = document.createElement("li");
      var name = document.createElement("span");
      var meter = document.createElement("meter");
      var number = document.createElement("b");
      name.textContent = bar[0];
      meter.max = most;
      meter.value = bar[1];
      meter.setAttribute("aria-hidden", "true");
      number.textContent = bar[1];
      [name, meter, number].forEach(function (part) { item.appendChild(part); });
      list.appendChild(item);
    });
    figure.appendChild(list);
  };
})();
