/* In a frame: ?show=map or ?show=list leaves the other out. ES2015. */
(function () {
  "use strict";
  var show = window.URLSearchParams && new URLSearchParams(location.search).get("show");
  if (show === "map" || show === "list") document.documentElement.classList.add("ya-only-" + show);
})();
