/* Filters of a list of rows, each of which names its values in data-facets. The choice lives in the
   address: the same address shows the same rows, in either language. ES2015, no dependency. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-filters]");
  if (!form || !window.URLSearchParams || !window.fetch) return;
  var selects = Array.from(form.querySelectorAll("select"));
  var reset = form.querySelector(".ya-filters__reset a");
  var count = document.querySelector("[data-word-total]");
  var unfiltered = count && count.textContent;
  var rows = rowsOf(document);
  var pages = Number(form.dataset.filters);
  var complete = pages > 1 ? null : Promise.resolve();

  function rowsOf(page) {
    return Array.from(page.querySelectorAll("[data-facets]")).map(function (element) {
      return { element: element, id: element.dataset.id, values: JSON.parse(element.dataset.facets) };
    });
  }

  /* A long list has further pages: they are fetched with the first choice, their rows put behind ours. */
  function fetchRest() {
    if (complete) return complete;
    var last = rows[rows.length - 1].element.parentNode;
    var addresses = [];
    for (var n = 2; n <= pages; n += 1) addresses.push(new URL("page-" + n + "/", location.href.split(/[?#]/)[0]).href);
    complete = Promise.all(addresses.map(function (address) {
      return fetch(address).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status + " " + address);
        return answer.text();
      }).then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        Array.prototype.forEach.call(page.querySelectorAll("[data-facets] a[href]"), function (link) {
          link.href = new URL(link.getAttribute("href"), address).href; // written for another folder
        });
        return rowsOf(page);
      });
    })).then(function (found) {
      found.forEach(function (more) {
        more.forEach(function (row) { last.appendChild(row.element); rows.push(row); });
      });
    });
    complete.catch(function () { complete = null; }); // without a line: what is here is filtered
    return complete;
  }

  function chosen() {
    var wanted = {};
    selects.forEach(function (select) { if (select.value) wanted[select.name] = select.value; });
    return wanted;
  }

  function fits(row, wanted, but) {
    return Object.keys(wanted).every(function (name) {
      return name === but || (row.values[name] || []).indexOf(wanted[name]) >= 0;
    });
  }

  function number(some) {
    return new Set(some.map(function (row) { return row.id; })).size; // one of several days stands there several times
  }

  /* Each option says how many rows it would leave, the other choices being what they are. */
  function recount(wanted) {
    selects.forEach(function (select) {
      var others = rows.filter(function (row) { return fits(row, wanted, select.name); });
      Array.prototype.forEach.call(select.options, function (option) {
        if (!option.value) return;
        var n = number(others.filter(function (row) { return (row.values[select.name] || []).indexOf(option.value) >= 0; }));
        option.textContent = option.dataset.words + " (" + n + ")";
        option.disabled = !n && !option.selected;
      });
    });
  }

  function show() {
    var wanted = chosen();
    var any = Object.keys(wanted).length > 0;
    var left = rows.filter(function (row) {
      var fitting = fits(row, wanted);
      row.element.hidden = !fitting;
      return fitting;
    });
    Array.prototype.forEach.call(document.querySelectorAll("[data-group]"), function (group) {
      group.hidden = any && !group.querySelector("[data-facets]:not([hidden])");
    });
    if (any || complete) recount(wanted);
    if (count) count.textContent = any ? count.dataset.wordTotal.replace("{n}", number(left)) : unfiltered;
    if (reset) reset.hidden = !any;
  }

  function choose() {
    if (!Object.keys(chosen()).length) return show();
    fetchRest().then(show, show);
  }

  function read() {
    var query = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      select.value = query.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    });
    choose();
  }

  form.addEventListener("change", function () {
    var query = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      if (select.value) query.set(select.name, select.value); else query.delete(select.name);
    });
    history.replaceState(null, "", query.toString() ? "?" + query : location.pathname);
    choose();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("popstate", read);
  form.hidden = false;
  read();
})();
