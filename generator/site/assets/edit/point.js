/* The widget "point" of the editing form: a record's coordinates, typed or picked on the schematic. ES2015.
   The schematic is drawn from the points already recorded; it has no tiles and no boundaries. */
window.atlasPoint = function (CMS, places, words) {
  "use strict";
  var h = React.createElement;
  var WIDTH = 640;
  var DIGITS = 10000; /* four decimals, about 10 m */
  var METRES = 111320; /* a degree of latitude */
  var ObjectControl = CMS.getWidget("object").control;
  var box = places.box; /* west, south, east, north in WGS84 */
  var shrink = Math.cos((box[1] + box[3]) / 2 * Math.PI / 180); /* a degree of longitude, in degrees of latitude */
  var scale = WIDTH / ((box[2] - box[0]) * shrink);
  var HEIGHT = Math.round((box[3] - box[1]) * scale);

  function xy(lon, lat) { return [(lon - box[0]) * shrink * scale, (box[3] - lat) * scale]; }

  function lonLat(x, y) {
    return [box[0] + x / shrink / scale, box[3] - y / scale].map(function (n) { return Math.round(n * DIGITS) / DIGITS; });
  }

  /* The part of the drawing that is shown: x, y, width, height; `zoom` 1, 2, 4 or 8, around a point. */
  function view(zoom, centre) {
    var width = WIDTH / zoom, height = HEIGHT / zoom;
    return [
      Math.min(Math.max(centre[0] - width / 2, 0), WIDTH - width),
      Math.min(Math.max(centre[1] - height / 2, 0), HEIGHT - height),
      width,
      height,
    ];
  }

  class Schematic extends React.Component {
    constructor(props) {
      super(props);
      this.state = { zoom: 1 };
    }

    chosen() {
      var value = this.props.value;
      var lon = value && value.get && Number(value.get("lon")), lat = value && value.get && Number(value.get("lat"));
      return lon && lat ? xy(lon, lat) : null;
    }

    pick(event) {
      var drawing = event.currentTarget, screen = drawing.getScreenCTM(), at = drawing.createSVGPoint();
      at.x = event.clientX;
      at.y = event.clientY;
      at = at.matrixTransform(screen.inverse());
      var point = lonLat(at.x, at.y);
      /* What a finger hits: some five pixels of the screen. */
      var metres = Math.ceil(5 / screen.a / scale * METRES / 10) * 10;
      this.props.pick({ lon: point[0], lat: point[1], crs: "WGS84", precision_m: metres, source: words.point_source });
    }

    zoom(by) {
      this.setState({ zoom: Math.min(Math.max(this.state.zoom * by, 1), 8) });
    }

    render() {
      var chosen = this.chosen();
      var v = view(this.state.zoom, chosen || [WIDTH / 2, HEIGHT / 2]);
      var size = 1 / this.state.zoom;
      var button = function (text, label, by) {
        return h("button", { type: "button", "aria-label": label, onClick: function () { this.zoom(by); }.bind(this) }, text);
      }.bind(this);
      return h("div", { className: "edit-point" },
        h("p", null, words.point_how),
        h("svg", { viewBox: v.join(" "), role: "img", "aria-label": words.map_notice, onClick: this.pick.bind(this), "data-testid": "schematic" },
          places.rows.map(function (row, i) {
            var at = xy(row[2], row[1]);
            return h("circle", { key: "d" + i, className: "edit-dot", cx: at[0], cy: at[1], r: 4 * size }, h("title", null, row[0]));
          }),
          places.labels.map(function (row, i) {
            var at = xy(row[2], row[1]);
            return h("text", { key: "t" + i, x: at[0], y: at[1], fontSize: 15 * size }, row[0]);
          }),
          chosen && h("circle", { className: "edit-here", cx: chosen[0], cy: chosen[1], r: 7 * size, strokeWidth: 3 * size })
        ),
        h("p", { className: "edit-tools" }, button("+", words.zoom_in, 2), button("−", words.zoom_out, 0.5), h("small", null, words.map_notice))
      );
    }
  }

  /* Decap's own widget for an object stands below the drawing, so that the numbers can be typed as well. */
  class Point extends React.Component {
    constructor(props) {
      super(props);
      this.validate = this.validate.bind(this); /* Decap calls it by itself */
      this.focus = this.focus.bind(this);
    }

    pick(values) {
      var fields = this.props.field.get("fields").map(function (f) { return f.get("name"); });
      var value = this.props.value || this.props.field.clear();
      Object.keys(values).forEach(function (name) {
        if (fields.includes(name)) value = value.set(name, values[name]);
      });
      this.props.onChange(value);
    }

    shouldComponentUpdate() { return true; }

    validate() { if (this.object && this.object.validate) this.object.validate(); }

    focus(path) { if (this.object && this.object.focus) this.object.focus(path); }

    render() {
      var own = { ref: function (object) { this.object = object; }.bind(this) };
      return h("div", null,
        h(Schematic, { value: this.props.value, pick: this.pick.bind(this) }),
        h(ObjectControl, Object.assign({}, this.props, own))
      );
    }
  }

  CMS.registerWidget("point", Point);
};
