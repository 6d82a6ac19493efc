/* When a place is open, by the clock of Beijing (which has no summer time), the public holidays and the
   place's own exceptions. The hours themselves are in the page; without this script nothing is lost but
   the line that says "open, closes at 21:00". ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
  var EVENING = "18:00"; // as in generator/site/render/agenda.py
  var AHEAD = 60; // days in which the next opening is looked for

  /* A moment in Beijing: {date: "2026-11-26", time: "18:05"}. */
  function beijing(ms) {
    var text = new Date(ms + 8 * 3600 * 1000).toISOString();
    return { date: text.slice(0, 10), time: text.slice(11, 16) };
  }

  function later(date, days) { return new Date(Date.parse(date) + days * 864e5).toISOString().slice(0, 10); }

  function weekday(date) { return new Date(date).getUTCDay(); }

  function within(row, date) {
    return (!row.valid_from || row.valid_from <= date) && (!row.valid_to || date <= row.valid_to);
  }

  function isHoliday(date, holidays) { return Boolean(holidays[date]) && holidays[date][0] === "holiday"; }

  function saysHolidays(week) { return week.opening.some(function (row) { return row.days.indexOf("PH") >= 0; }); }

  function closure(week, date) {
    return week.closed.filter(function (row) { return row.date <= date && date <= (row.until || row.date); })[0];
  }

  /* The rows of one day, the earliest first. Rows with both dates are temporary and take the place of the
     usual ones; on a public holiday rows with PH do, if the place has any. */
  function spans(week, date, holidays) {
    if (closure(week, date)) return [];
    var valid = week.opening.filter(function (row) { return within(row, date); });
    var temporary = valid.filter(function (row) { return row.valid_from && row.valid_to; });
    var rows = temporary.length ? temporary : valid;
    var day = isHoliday(date, holidays) && saysHolidays(week) && !temporary.length ? "PH" : DAYS[weekday(date)];
    return rows.filter(function (row) { return row.days.indexOf(day) >= 0; })
      .sort(function (a, b) { return a.opens < b.opens ? -1 : 1; });
  }

  /* When it closes: rows that follow without a gap, past midnight too, are one. */
  function end(week, date, row, holidays) {
    var until = { date: date, time: row.closes };
    for (var n = 0; n < 8; n += 1) {
      var day = until.time === "24:00" ? later(until.date, 1) : until.date;
      var from = until.time === "24:00" ? "00:00" : until.time;
      var next = spans(week, day, holidays).filter(function (one) { return one.opens === from; })[0];
      if (!next) break;
      until = { date: day, time: next.closes };
    }
    return until;
  }

  function opening(week, now, holidays) {
    for (var n = 0; n <= AHEAD; n += 1) {
      var date = later(now.date, n);
      var next = spans(week, date, holidays).filter(function (row) { return n || row.opens > now.time; })[0];
      if (next) return { date: date, time: next.opens };
    }
    return null;
  }

  function weekend(week, now, holidays) {
    var today = weekday(now.date);
    var days = today === 0 ? [0] : today === 6 ? [0, 1] : [6 - today, 7 - today];
    return days.some(function (n) {
      return spans(week, later(now.date, n), holidays).some(function (row) { return n || row.closes > now.time; });
    });
  }

  /* All that is asked of a place's hours at a moment: open now and until when, tonight, at the weekend,
     and when it opens next. */
  function state(week, now, holidays) {
    var today = spans(week, now.date, holidays);
    var row = today.filter(function (one) { return one.opens <= now.time && now.time < one.closes; })[0];
    return {
      now: Boolean(row),
      tonight: today.some(function (one) { return one.closes > EVENING && one.closes > now.time; }),
      weekend: weekend(week, now, holidays),
      until: row ? end(week, now.date, row, holidays) : null,
      next: row ? null : opening(week, now, holidays),
      shut: closure(week, now.date),
      asUsual: !saysHolidays(week)
    };
  }

  function dayWords(now, date, words) {
    var away = Math.round((Date.parse(date) - Date.parse(now.date)) / 864e5);
    if (away < 2) return away ? words.tomorrow : words.today;
    if (away < 7) return words.days[weekday(date)];
    return words.date.replace("{m}", Number(date.slice(5, 7))).replace("{d}", Number(date.slice(8)));
  }

  /* "open now, closes at 21:00" or "opens tomorrow 09:00"; with a warning on a special day of which the
     place says nothing. */
  function sentence(found, now, words, holidays) {
    var date = found.now ? now.date : found.next && found.next.date;
    var special = date && holidays[date];
    var warning = special && found.asUsual ? words.special.replace("{name}", special[1]) : "";
    var shut = found.shut && found.shut.note ? words.shut.replace("{why}", found.shut.note) : "";
    if (found.now) {
      var time = found.until.date > now.date ? words.next_day.replace("{time}", found.until.time) : found.until.time;
      return words.open.replace("{time}", time) + warning;
    }
    if (!found.next) return shut + words.never;
    return shut + words.opens.replace("{day}", dayWords(now, found.next.date, words)).replace("{time}", found.next.time) + warning;
  }

  function parse(text, otherwise) { return text ? JSON.parse(text) : otherwise; }

  /* The words and holidays that a page gives, from the nearest element that has them. */
  function clock(element) {
    var given = element.closest("[data-clock]").dataset;
    return { words: JSON.parse(given.clock), holidays: parse(given.holidays, {}) };
  }

  atlas.hours = { state: state, sentence: sentence, clock: clock, later: later, weekday: weekday, now: function () { return beijing(Date.now()); } };

  function fill() {
    var now = beijing(Date.now());
    Array.prototype.forEach.call(document.querySelectorAll("[data-opening]"), function (element) {
      var given = clock(element);
      var week = { opening: parse(element.dataset.opening, []), closed: parse(element.dataset.closedDates, []) };
      var found = state(week, now, given.holidays);
      element.textContent = sentence(found, now, given.words, given.holidays);
      element.classList.toggle("is-open", found.now);
      element.hidden = false;
    });
    Array.prototype.forEach.call(document.querySelectorAll("tr[data-day]"), function (row) {
      row.classList.toggle("is-today", row.dataset.day === DAYS[weekday(now.date)]);
    });
  }

  fill();
  if (document.querySelector("[data-opening]")) setInterval(fill, 60000);
})();
