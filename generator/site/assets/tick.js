/* A tick on each card of a list, and below it the way to compare those ticked. What is ticked lasts as
   long as the tab, also while the list is filtered. ES2015, no dependency. */
(function () {
  "use strict";
  var MOST = 4;
  var bar = document.querySelector("[data-compare]");
  if (!bar || !window.MutationObserver) return;
  var key = "atlas.compare." + bar.dataset.folder;
  var link = bar.querySelector("a");
  var count = bar.querySelector("span");

  function read() {
    try { return JSON.parse(sessionStorage.getItem(key)) || []; } catch (error) { return chosen || []; }
  }
  var chosen = read();

  function write() {
    try { sessionStorage.setItem(key, JSON.stringify(chosen)); } catch (error) { /* lasts for this page only */ }
    show();
  }

  function show() {
    bar.hidden = !chosen.length;
    count.textContent = bar.dataset.wordChosen.replace("{n}", chosen.length);
    link.href = bar.dataset.compare + "?" + (bar.dataset.of ? "of=" + bar.dataset.of + "&" : "") + "ids=" + chosen.join(",");
    link.classList.toggle("ya-shut", chosen.length < 2);
    Array.prototype.forEach.call(document.querySelectorAll(".ya-tick input"), function (box) {
      box.checked = chosen.indexOf(box.value) >= 0;
      box.disabled = !box.checked && chosen.length >= MOST;
    });
  }

  function tick(card) {
    if (card.querySelector(".ya-tick")) return;
    var name = card.querySelector("h2 a, h3 a, a");
    var label = document.createElement("label");
    var box = document.createElement("input");
    var hidden = document.createElement("span");
    box.type = "checkbox";
    box.value = card.dataset.id;
    label.className = "ya-tick";
    hidden.className = "ya-hidden";
    hidden.lang = "zh";
    hidden.textContent = " " + (name ? name.textContent : card.dataset.id);
    label.appendChild(box);
    label.appendChild(document.createTextNode(" " + bar.dataset.wordTick));
    label.appendChild(hidden);
    card.appendChild(label);
  }

  function tickAll() {
    Array.prototype.forEach.call(document.querySelectorAll(".ya-card[data-id], .ya-place[data-id]"), tick);
    show();
  }

  document.addEventListener("change", function (event) {
    var box = event.target;
    if (!box.closest || !box.closest(".ya-tick")) return;
    chosen = chosen.filter(function (id) { return id !== box.value; }).concat(box.checked ? box.value : []).slice(0, MOST);
    write();
  });
  bar.querySelector("button").addEventListener("click", function () {
    chosen = [];
    write();
  });
  window.addEventListener("pageshow", function () {
    chosen = read();
    show();
  });
  var waiting = false; // a list is filled row by row: once it is done is soon enough
  new MutationObserver(function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; tickAll(); });
  }).observe(document.getElementById("main") || document.body, { childList: true, subtree: true });
  tickAll();
})();
