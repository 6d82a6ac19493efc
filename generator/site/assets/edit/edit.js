/* Starts the editing form (Decap CMS) with the configuration made from the schemas. ES2015.
   Before a record is saved: empty fields are left out, the day of the change is set, and what fields
   owe each other is tried, so that the commonest mistakes never reach a pull request. */
(function () {
  "use strict";
  var CMS = window.DecapCmsApp;
  var KINDS = ["boolean", "datetime", "list", "markdown", "number", "relation", "select", "string", "text"]; /* but groups */

  function isEmpty(value) {
    return value === undefined || value === null || value.size === 0 || (typeof value === "string" && !value.trim());
  }

  /* A list without empty rows, a map without empty fields; null stays where the schema allows it. */
  function tidy(value, field) {
    if (!value || !value.map || !field.fields) return value;
    if (field.widget !== "list") return tidyMap(value, field.fields);
    return value.map(function (row) { return tidyMap(row, field.fields); }).filter(function (row) { return !isEmpty(row); });
  }

  function tidyMap(map, fields) {
    fields.forEach(function (field) {
      var value = tidy(map.get(field.name), field);
      if (!isEmpty(value)) map = map.set(field.name, value);
      else if (field.nullable && map.has(field.name)) map = map.set(field.name, null);
      else map = map.delete(field.name);
    });
    return isEmpty(map) ? map : fields.reduce(complete, map);
  }

  /* What must be said is said: null where nothing is decided, false where a switch was left alone. Of a
     removed record nothing is left that must. */
  function complete(map, field) {
    if (!field.always || map.has(field.name) || map.get("status") === "removed") return map;
    return map.set(field.name, field.widget === "boolean" ? false : null);
  }

  /* The few words of JSON Schema in which our schemas say what fields owe each other. */
  function fits(schema, value) {
    var isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    return Object.keys(schema).every(function (word) {
      var says = schema[word];
      if (word === "const") return value === says;
      if (word === "enum") return says.indexOf(value) >= 0;
      if (word === "not") return !fits(says, value);
      if (word === "anyOf") return says.some(function (one) { return fits(one, value); });
      if (word === "allOf") return says.every(function (one) { return fits(one, value); });
      if (word === "pattern") return typeof value !== "string" || new RegExp(says).test(value);
      if (word === "required") return !isObject || says.every(function (name) { return name in value; });
      if (word === "type") return [].concat(says).indexOf(typeOf(value)) >= 0;
      if (word === "properties") {
        return !isObject || Object.keys(says).every(function (name) { return !(name in value) || fits(says[name], value[name]); });
      }
      return true;
    });
  }

  function typeOf(value) {
    if (value === null) return "null";
    if (Array.isArray(value)) return "array";
    return Number.isInteger(value) ? "integer" : typeof value;
  }

  function today() {
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10); /* in China, where the district lies */
  }

  /* What is left of a removed record may lack any field; what it must still say is found by `check`. */
  function isNeeded(props) {
    return props.field.get("required", true) && props.getEntry().getIn(["data", "status"]) !== "removed";
  }

  /* An empty field that is not needed is valid. Decap asks on: its control for numbers takes null for 0, and
     refuses it where 0 is too small. */
  function allowEmpty(kind) {
    var widget = CMS.getWidget(kind);
    class EmptyOrValid extends widget.control {
      constructor(props) {
        super(props);
        var own = this.validate;
        this.validate = function () {
          if (isEmpty(this.props.value) && !isNeeded(this.props)) this.props.clearFieldErrors(this.props.forID);
          else (own || this.props.validate)();
        }.bind(this);
      }
    }
    CMS.registerWidget(kind, EmptyOrValid, widget.preview, widget.schema);
  }

  /* When a field is wrong, Decap rejects without a reason and marks the field, wherever on the page it is:
     say what is wrong for as long as Decap shows its own notices, and go there. */
  function tellRefusals(words) {
    var notice = document.getElementById("refused"), timer;
    window.addEventListener("unhandledrejection", function (event) {
      var faults = Array.from(document.querySelectorAll("[class*=ControlErrorsList] li"));
      if (event.reason !== undefined || !faults.length) return;
      event.preventDefault();
      var told = faults.slice(0, 3).map(function (fault) { return fault.textContent; });
      notice.textContent = words.edit_refused + told.join(words.list_semicolon) + (faults.length > 3 ? "…" : "");
      notice.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(function () { notice.hidden = true; }, 8000);
      var place = faults[0];
      while (!place.getClientRects().length) place = place.parentElement; /* it may be in a group that is folded */
      place.scrollIntoView({ block: "center" });
    });
  }

  /* Decap goes on showing the old record when the address in the same tab becomes that of another one. */
  function followAddress() {
    var record = /#\/collections\/[^/]+\/entries\//;
    window.addEventListener("hashchange", function (event) {
      if (record.test(event.oldURL) && record.test(event.newURL)) location.reload();
    });
  }

  function start(given) {
    function beforeSaving(event) {
      var name = event.entry.get("collection");
      var collection = given.config.collections.find(function (c) { return c.name === name; });
      var data = tidyMap(event.entry.get("data"), collection.fields).set("updated_on", today());
      var plain = data.toJS();
      var slug = event.entry.get("slug");
      if (slug && slug.split("/").pop() !== plain.id) throw new Error(given.words.edit_id_fixed);
      var broken = given.rules[name].filter(function (rule) { return fits(rule.if, plain) && !fits(rule.then, plain); });
      if (broken.length) throw new Error(broken.map(function (rule) { return rule.says; }).join(" "));
      return data;
    }
    KINDS.forEach(allowEmpty);
    tellRefusals(given.words);
    followAddress();
    window.atlasPoint(CMS, given.places, given.words);
    CMS.registerEventListener({ name: "preSave", handler: beforeSaving });
    CMS.init({ config: given.config });
    document.getElementById("start").remove();
  }

  fetch("config.json").then(function (answer) { return answer.json(); }).then(start);
})();
