/* Buttons that only a script can serve: copy a text, share this page, print it. ES2015, no dependency. */
(function () {
  "use strict";

  function all(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  /* Where the clipboard is not given to pages (old browsers, http), an invisible field is copied from. */
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "ya-hidden";
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    document.body.removeChild(field);
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  /* Says on the button what was done; where copying is forbidden, shows the text to copy by hand. */
  function serve(button, text) {
    var label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    copy(text).then(function () { button.textContent = button.dataset.done; }, function () { window.prompt(label, text); });
    window.setTimeout(function () { button.textContent = label; }, 3000);
  }

  all("[data-copy]", function (button) {
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () { serve(button, button.dataset.copy || location.href); });
    button.hidden = false;
  });

  all("[data-share]", function (button) {
    if (!navigator.share) return;
    button.addEventListener("click", function () {
      navigator.share({ title: button.dataset.share, url: button.dataset.url || location.href }).catch(function () { /* closed without sharing */ });
    });
    button.hidden = false;
  });

  /* data-print names a class of the page while it prints: "sheet" leaves what belongs on a notice board. */
  all("[data-print]", function (button) {
    button.addEventListener("click", function () {
      var root = document.documentElement;
      if (button.dataset.print) root.classList.add("ya-print-" + button.dataset.print);
      window.print();
      root.classList.remove("ya-print-" + button.dataset.print);
    });
    button.hidden = false;
  });
})();
