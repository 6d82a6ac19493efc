/* DuckDB in the browser over the published tables: atlas.openDatabase(base) fetches the engine from this site,
   reads each table's CSV by the types of datapackage.json, and makes the views of indicators.sql.
   Its build has neither a time zone database nor a reader of Parquet, which it would fetch from its makers: instants
   are read as Beijing time, as the files give them, and the tables as CSV, which holds the same rows. ES2015. */
(function () {
  "use strict";
  var atlas = window.atlas = window.atlas || {};
  var TYPES = { date: "DATE", number: "DOUBLE", integer: "BIGINT", boolean: "BOOLEAN" };

  function script(address) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = function () { reject(new Error(address)); };
      document.head.appendChild(element);
    });
  }

  function get(address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(address + ": " + answer.status);
      return answer;
    });
  }

  function name(text) { return '"' + text.replace(/"/g, '""') + '"'; }

  function column(field) {
    var own = name(field.name);
    if (field.delimiter) return "string_split(" + own + ", '" + field.delimiter + "') AS " + own;
    if (field.type === "datetime") return "left(" + own + ", 19)::TIMESTAMP AS " + own;
    return own + "::" + (TYPES[field.type] || "VARCHAR") + " AS " + own;
  }

  /* One table: its bytes go to the engine, a query types its columns. */
  function table(base, database, connection, resource) {
    return get(base + "data/" + resource.path).then(function (answer) { return answer.arrayBuffer(); }).then(function (bytes) {
      return database.registerFileBuffer(resource.path, new Uint8Array(bytes));
    }).then(function () {
      return connection.query("CREATE TABLE " + name(resource.name) + " AS SELECT " + resource.schema.fields.map(column).join(", ") +
        " FROM read_csv('" + resource.path + "', header = true, all_varchar = true)");
    });
  }

  /* The statements of indicators.sql but for those that the engine's build cannot or need not run. */
  function statements(text) {
    return text.split(/;\s*\n/).map(function (part) { return part.replace(/^\s*--.*$/gm, "").trim(); }).filter(function (part) {
      return part && !/^SET TimeZone/.test(part) && !/^CREATE TABLE \S+ AS FROM '/.test(part);
    });
  }

  function inTurn(items, work) {
    return items.reduce(function (before, item) { return before.then(function () { return work(item); }); }, Promise.resolve());
  }

  function engine(base) {
    var folder = base + "assets/vendor/duckdb/";
    return script(folder + "arrow.js").then(function () { return script(folder + "duckdb.js"); }).then(function () {
      var address = new URL(folder, location.href).href;
      var database = new window.duckdb.AsyncDuckDB(new window.duckdb.VoidLogger(), new Worker(address + "worker.js"));
      return database.instantiate(address + "duckdb.wasm").then(function () { return database; });
    });
  }

  /* Resolves to {query: sql → Arrow table}; `told` is called with how many tables of how many are there. */
  atlas.openDatabase = function (base, told) {
    return Promise.all([
      engine(base),
      get(base + "data/datapackage.json").then(function (answer) { return answer.json(); }),
      get(base + "data/indicators.sql").then(function (answer) { return answer.text(); })
    ]).then(function (parts) {
      var database = parts[0], done = 0;
      var resources = parts[1].resources.filter(function (r) { return r.schema && /\.csv$/.test(r.path); });
      return database.connect().then(function (connection) {
        return inTurn(resources, function (resource) {
          told(done += 1, resources.length);
          return table(base, database, connection, resource);
        }).then(function () {
          return inTurn(statements(parts[2]), function (sql) { return connection.query(sql); });
        }).then(function () { return connection; });
      });
    });
  };
})();
