/* What a list of places is asked with: a box for words, buttons for the hour, facets with counts, and the
   choices made, each to be taken back. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};

  /* An element with properties (`text`, `on…` for events, else attributes) and children. */
  function node(tag, properties, children) {
    var element = document.createElement(tag);
    Object.keys(properties || {}).forEach(function (key) {
      var value = properties[key];
      if (key === "text") element.textContent = value;
      else if (key.slice(0, 2) === "on") element.addEventListener(key.slice(2), value);
      else if (value !== null) element.setAttribute(key, value);
    });
    (children || []).forEach(function (child) { if (child) element.appendChild(child); });
    return element;
  }

  function wide() { return matchMedia("(min-width: 60em)").matches; }

  function box(words, typed) {
    var input = node("input", { type: "search", name: "q", autocomplete: "off", placeholder: words.placeholder, "aria-label": words.search });
    var timer = null;
    function tell(now) {
      clearTimeout(timer);
      timer = setTimeout(function () { typed(input.value.trim()); }, now ? 0 : 120);
    }
    input.addEventListener("input", function () { tell(false); });
    var form = node("form", { "class": "ya-search", role: "search", onsubmit: function (event) { event.preventDefault(); tell(true); } }, [input]);
    return { element: form, set: function (value) { if (input.value.trim() !== value) input.value = value; } };
  }

  /* `chosen(facet, k, on)` is told of every choice; `update` shows what is chosen and how many there are. */
  function whens(facets, words, chosen) {
    var buttons = [];
    facets.filter(function (facet) { return facet.single; }).forEach(function (facet) {
      facet.values.forEach(function (value, k) {
        var count = node("small");
        var button = node("button", { type: "button", "aria-pressed": "false", text: value[1] + " ", onclick: function () {
          chosen(facet, k, button.getAttribute("aria-pressed") !== "true");
        } }, [count]);
        buttons.push({ facet: facet, k: k, button: button, count: count });
      });
    });
    return {
      element: buttons.length ? node("div", { "class": "ya-when", role: "group", "aria-label": words.when }, buttons.map(function (b) { return b.button; })) : null,
      update: function (asked, countOf) {
        buttons.forEach(function (b) {
          b.button.setAttribute("aria-pressed", String((asked.chosen[b.facet.name] || []).indexOf(b.k) >= 0));
          b.count.textContent = countOf(b.facet, b.k);
        });
      }
    };
  }

  function pills(facet, chosen) {
    return facet.values.map(function (value, k) {
      var count = node("small");
      var input = node("input", { type: "checkbox", name: facet.name, value: value[0], onchange: function () { chosen(facet, k, input.checked); } });
      var title = value[2].length ? value[2].join("、") : null;
      var label = node("label", { "class": "ya-pill", title: title }, [input, node("span", { text: value[1] + " " }, [count])]);
      return { facet: facet, k: k, input: input, count: count, element: label };
    });
  }

  function facets(all, words, chosen) {
    var every = [];
    var groups = all.filter(function (facet) { return !facet.single; }).map(function (facet) {
      var own = pills(facet, chosen);
      every = every.concat(own);
      return node("fieldset", { "class": "ya-facet" }, [
        node("legend", { text: facet.label + (facet.many ? words.all_of : "") }),
        node("div", {}, own.map(function (pill) { return pill.element; }))
      ]);
    });
    var summary = node("summary", { text: words.filters });
    var fold = node("details", { "class": "ya-facets" }, [summary].concat(groups));
    fold.open = wide();
    return {
      element: groups.length ? fold : null,
      update: function (asked, countOf) {
        var n = 0;
        every.forEach(function (pill) {
          var count = countOf(pill.facet, pill.k);
          pill.input.checked = (asked.chosen[pill.facet.name] || []).indexOf(pill.k) >= 0;
          pill.count.textContent = count;
          pill.element.classList.toggle("is-none", !count && !pill.input.checked);
          if (pill.input.checked) n += 1;
        });
        summary.textContent = words.filters + (n ? " (" + n + ")" : "");
      }
    };
  }

  /* What is chosen, as buttons that take it back. */
  function choices(all, words, chosen, clear) {
    var list = node("ul", { "class": "ya-chosen", "aria-label": words.chosen });
    function chip(text, undo) {
      list.appendChild(node("li", {}, [node("button", { type: "button", "aria-label": words.remove.replace("{name}", text), text: text + " ×", onclick: undo })]));
    }
    return {
      element: list,
      update: function (asked) {
        list.textContent = "";
        if (asked.q) chip("“" + asked.q + "”", function () { clear("q"); });
        all.forEach(function (facet) {
          (asked.chosen[facet.name] || []).forEach(function (k) {
            chip(facet.values[k][1], function () { chosen(facet, k, false); });
          });
        });
        if (asked.box) chip(words.in_view, function () { clear("box"); });
        list.hidden = !list.children.length;
        if (list.children.length > 1) list.appendChild(node("li", {}, [node("button", { type: "button", "class": "ya-clear", text: words.clear, onclick: function () { clear(); } })]));
      }
    };
  }

  atlas.node = node;
  atlas.controls = { box: box, whens: whens, facets: facets, choices: choices };
})();
