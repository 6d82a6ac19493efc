/* The wall screen: today's events and the places open now, by the clock of Beijing. Everything shown comes
   from one file, which is fetched again and again and taken whole or not at all; a page whose file was
   made with other programs than its own loads itself anew. ES2015, no dependency but hours.js. */
(function () {
  "use strict";
  var FETCH = 5 * 60000, TURN = 15000, AGAIN = 10 * 60000;
  var wall = document.getElementById("wall");
  var hours = window.atlas && window.atlas.hours;
  if (!wall || !hours || !window.fetch || !window.URLSearchParams) return;
  var words = JSON.parse(wall.dataset.words);
  var towns = JSON.parse(wall.dataset.towns);
  var given = hours.clock(wall);
  var town = new URLSearchParams(location.search).get("town") || "";
  var lists = Array.from(wall.querySelectorAll(".ya-wall__list"));
  var status = wall.querySelector("[role=status]");
  var data = null, turn = 0, paused = false, fetched = "", failed = false;

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function here(one) { return !town || one.of.indexOf(town) >= 0; }

  function spans(entry, now) {
    var first = entry.start.slice(0, 10), last = (entry.end || entry.start).slice(0, 10);
    return first <= now.date && now.date <= last;
  }

  function isOver(entry, now) {
    var end = entry.end || entry.start.slice(0, 10);
    if (end.length === 10) end += "T24:00"; // a day without hours
    return end.slice(0, 10) < now.date || (end.slice(0, 10) === now.date && end.slice(11, 16) <= now.time);
  }

  function goesOn(entry, now) {
    return !entry.off && entry.start.slice(0, 16) <= now.date + "T" + now.time && !isOver(entry, now);
  }

  function short(date) { return Number(date.slice(5, 7)) + "/" + Number(date.slice(8, 10)) + " " + words.days[hours.weekday(date.slice(0, 10))]; }

  /* Today's, those that are over left out; if there are none, the next ones with their day. */
  function events(now) {
    var mine = data.entries.filter(here);
    var today = mine.filter(function (entry) { return spans(entry, now) && !isOver(entry, now); });
    var next = mine.filter(function (entry) { return entry.start.slice(0, 10) > now.date && !entry.off; }).slice(0, 4);
    return { title: today.length ? words.today : words.next, rows: today.length ? today : next, dated: !today.length };
  }

  function eventRow(entry, now, dated) {
    var row = element("li", entry.off ? "is-off" : goesOn(entry, now) ? "is-now" : "");
    var time = element("time", "", (dated ? short(entry.start) + " " : "") + (entry.start.slice(11, 16) || words.all_day));
    time.setAttribute("datetime", entry.start);
    row.appendChild(time);
    var told = element("div");
    var title = element("b", "", entry.title);
    title.lang = "zh";
    told.appendChild(title);
    if (entry.demo) told.appendChild(element("span", "ya-tag ya-tag--demo", words.demo));
    if (entry.off) told.appendChild(element("span", "ya-tag ya-tag--off", words.off[entry.off]));
    else if (goesOn(entry, now)) told.appendChild(element("span", "ya-tag ya-tag--good", words.now));
    var place = element("small", "", entry.place);
    place.lang = "zh";
    told.appendChild(place);
    row.appendChild(told);
    return row;
  }

  /* Open now, the first to close on top. */
  function places(now) {
    return data.places.filter(here).map(function (place) {
      return { place: place, state: hours.state(place.week, now, given.holidays) };
    }).filter(function (one) { return one.state.now; }).sort(function (a, b) {
      return (a.state.until.date + a.state.until.time).localeCompare(b.state.until.date + b.state.until.time);
    });
  }

  function placeRow(one, now) {
    var row = element("li");
    var title = element("b", "", one.place.title);
    title.lang = "zh";
    row.appendChild(title);
    if (one.place.demo) row.appendChild(element("span", "ya-tag ya-tag--demo", words.demo));
    row.appendChild(element("small", "", hours.sentence(one.state, now, given.words, given.holidays)));
    return row;
  }

  /* As many rows as find room; the others in their turn. */
  function fill(list, rows, nothing) {
    var page = list.nextElementSibling;
    list.textContent = "";
    page.textContent = "";
    if (!rows.length) return list.appendChild(element("li", "is-nothing", nothing));
    rows.forEach(function (row) { list.appendChild(row); });
    var frame = list.closest(".ya-wall__columns");
    var room = frame.getBoundingClientRect().bottom - list.getBoundingClientRect().top;
    var tallest = Math.max.apply(null, rows.map(function (row) { return row.offsetHeight; }));
    if (list.offsetHeight > room) room -= 1.5 * parseFloat(getComputedStyle(list).fontSize); // for the number of the page
    var fit = getComputedStyle(frame).overflow === "hidden" && list.offsetHeight > room ? Math.max(1, Math.floor(room / tallest)) : rows.length;
    var pages = Math.ceil(rows.length / fit);
    var at = turn % pages;
    rows.forEach(function (row, n) { row.hidden = Math.floor(n / fit) !== at; });
    if (pages > 1) page.textContent = words.page.replace("{page}", at + 1).replace("{pages}", pages);
  }

  function show() {
    var now = hours.now();
    var clock = wall.querySelector(".ya-wall__clock");
    clock.firstElementChild.textContent = now.time;
    clock.firstElementChild.setAttribute("datetime", now.date + "T" + now.time + "+08:00");
    clock.lastElementChild.textContent = short(now.date);
    wall.querySelector(".ya-wall__town").textContent = towns[town] || "";
    if (!data) return;
    var on = events(now);
    document.getElementById("wall-events").textContent = on.title;
    fill(lists[0], on.rows.map(function (entry) { return eventRow(entry, now, on.dated); }), words.nothing);
    fill(lists[1], places(now).map(function (one) { return placeRow(one, now); }), words.none_open);
    var told = (failed ? words.stale : words.fresh).replace("{time}", fetched).replace("{date}", data.as_of);
    if (status.textContent !== told) status.textContent = told;
  }

  /* Not more often than every ten minutes, should the server send an old page with a new file for long. */
  function loadAnew() {
    var last = 0;
    try { last = Number(sessionStorage.getItem("atlas.wall")); } catch (error) { return; }
    if (Date.now() - last < AGAIN) return;
    sessionStorage.setItem("atlas.wall", Date.now());
    location.reload();
  }

  function take() {
    return fetch(wall.dataset.source, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (file) {
      if (file.basis !== wall.dataset.basis) return loadAnew(); // what is shown stays as it is until then
      data = file;
      fetched = hours.now().time;
      failed = false;
    }).catch(function () { failed = true; }).then(show);
  }

  function button(name, able, act) {
    var found = wall.querySelector('[data-do="' + name + '"]');
    found.hidden = !able;
    found.addEventListener("click", function () { act(found); });
  }
  button("pause", true, function (found) {
    paused = !paused;
    found.textContent = paused ? words.go_on : words.pause;
  });
  button("full", document.fullscreenEnabled, function () {
    if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen();
  });
  if (navigator.serviceWorker) {
    navigator.serviceWorker.addEventListener("message", function (event) {
      if (event.data && event.data.atlas === "stale") loadAnew();
    });
  }
  window.addEventListener("resize", show);
  setInterval(take, FETCH);
  setInterval(function () {
    if (!paused) turn += 1;
    show();
  }, TURN);
  show();
  take();
})();
