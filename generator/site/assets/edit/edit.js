/* Starts the editing form (Decap CMS) with the configuration made from the schemas. ES2015.
   Before a record is saved: empty fields are left out, the day of the change is set, and what fields
   owe each other is tried, so that the commonest mistakes never reach a pull request. */
(function () {
  "use strict";
  var CMS = window.DecapCmsApp;

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

  /* What must be said is said: null where nothing is decided, false where a switch was left alone. */
  function complete(map, field) {
    return field.always && !map.has(field.name) ? map.set(field.name, field.widget === "boolean" ? false : null) : map;
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
    window.atlasPoint(CMS, given.places, given.words);
    CMS.registerEventListener({ name: "preSave", handler: beforeSaving });
    CMS.init({ config: given.config });
    document.getElementById("start").remove();
  }

  fetch("config.json").then(function (answer) { return answer.json(); }).then(start);
})();
