/* What every page shares: the light/dark switch and the mark on the current section. ES2015, no dependency. */
(function () {
  "use strict";
  var body = document.body;

  var button = document.querySelector(".ya-tool--scheme");
  if (button) {
    var names = { "default": button.getAttribute("aria-label"), slate: button.dataset.other };
    var show = function () {
      var name = names[body.getAttribute("data-md-color-scheme")];
      button.setAttribute("aria-label", name);
      button.title = name;
    };
    button.addEventListener("click", function () {
      var scheme = body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      body.setAttribute("data-md-color-scheme", scheme);
      try { localStorage.setItem("atlas.scheme", scheme); } catch (error) { /* private mode: lasts for this page only */ }
      show();
    });
    show();
    button.hidden = false;
  }

  var here = location.pathname.replace(/index\.html$/, "");
  var links = document.querySelectorAll(".ya-tabs a");
  Array.prototype.forEach.call(links, function (link, place) {
    var path = link.pathname.replace(/index\.html$/, "");
    var inside = place ? here.indexOf(path) === 0 : here === path;
    if (inside) {
      link.setAttribute("aria-current", here === path ? "page" : "true");
      var strip = link.closest("ul");
      strip.scrollLeft = link.offsetLeft - strip.offsetLeft - 40;
    }
  });
})();
