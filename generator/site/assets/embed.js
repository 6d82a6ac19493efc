/* The maker of iframe code: what is chosen becomes the address of the frame, shown beside as it will be.
   ES2015, no dependency. */
(function () {
  "use strict";
  var form = document.getElementById("embed");
  if (!form || !window.URLSearchParams) return;
  var area = form.querySelector("textarea");
  var preview = form.querySelector(".ya-embed__preview");
  var frame = preview.appendChild(document.createElement("iframe"));
  frame.className = "ya-embed__frame";
  frame.title = preview.dataset.title;
  var copy = form.querySelector("[data-copy]");
  var site = form.dataset.site || new URL(form.dataset.root, location.href).href;

  function chosen() {
    var query = new URLSearchParams();
    var kind = form.elements.what.value;
    var parts = Array.from(form.querySelectorAll('[data-kind="' + kind + '"] select'));
    parts.forEach(function (select) { if (select.value) query.set(select.name, select.value); });
    var show = form.elements.show;
    if (show.value && !show.closest("label").hidden) query.set("show", show.value);
    return "embed/" + kind + "/" + (query.toString() ? "?" + query : "");
  }

  function quoted(text) {
    return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  }

  function make() {
    var option = form.elements.what.selectedOptions[0];
    Array.prototype.forEach.call(form.querySelectorAll("[data-kind]"), function (part) { part.hidden = part.dataset.kind !== option.value; });
    form.querySelector("[data-only-map]").hidden = !option.dataset.map;
    var height = Math.min(2000, Math.max(200, Number(form.elements.height.value) || 600));
    var path = chosen();
    area.value = '<iframe src="' + quoted(site + path) + '" title="' + quoted(option.textContent) + '" width="100%" height="' + height +
      '" loading="lazy" referrerpolicy="no-referrer"></iframe>';
    copy.dataset.copy = area.value;
    var address = form.dataset.root + path;
    if (frame.getAttribute("src") !== address) frame.setAttribute("src", address);
    frame.height = height;
  }

  form.addEventListener("change", make);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  area.addEventListener("focus", function () { area.select(); });
  form.hidden = false;
  make();
})();
