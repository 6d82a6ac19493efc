"""One field of a schema as a widget of the form: https://decapcms.org/docs/widgets/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.core.text import Lang, Text
from generator.schema.model import Field, Model

Widget = dict[str, Any]

_LENGTH = Text("的要求：{low}到{high}字", "{low} to {high} characters")
_MORE = Text("的要求：至少{low}字", "at least {low} characters")
_UNIT = Text("（单位：{unit}）", " (unit: {unit})")
_NEEDED_HERE = Text("（填写“{group}”时必填）", ' (needed wherever "{group}" is given)')
_IDS = Text("填编号：{types}", "the id of: {types}")
_NULL = Text("（没有决定就留空）", " (leave empty while undecided)")
_LIKE = Text("的要求，例如 {example}", "for example {example}")
# What descriptions say of quotes is meant for those who write YAML.
_QUOTES = re.compile(
    r"（要加引号）|[，；]?并?要?加引号(?=[，；：。])|,? ?(\(with quotes\)|in quotes\b|with quotes\b)| and quotes\b"
)
_QUOTED = re.compile(r'"([0-9A-Z:.+-]+)"')
_POINT = frozenset(("lon", "lat", "crs"))
# A form writes by the version it was made from, and edit.js sets the day when it is saved.
_HIDDEN = ("schema_version", "updated_on")
_TIMES: dict[str, Widget] = {
    "date": {"format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False},
    "instant": {"format": "YYYY-MM-DDTHH:mm:ss[+08:00]"},  # the offset that the schemas ask for
}


def widgets(
    fields: Mapping[str, Field], model: Model, lang: Lang, group: Field | None = None
) -> list[Widget]:
    """The widgets of a record or of a group of fields in it, in the order of the schema.

    `group`: an optional object around them. Decap would ask for its required fields even when it is
    left out altogether, so it is asked for them only in words; what is missing is found by `check`.
    """
    return [_widget(f, model, lang, group) for f in fields.values() if not f.computed]


def _widget(f: Field, model: Model, lang: Lang, group: Field | None) -> Widget:
    needed = f.required and group is None
    widget: Widget = {
        "name": f.name,
        "label": f.title.in_(lang),
        "hint": "".join(_hints(f, lang, group)),
        "required": needed and not f.nullable,
        **_kind(f, model, lang, needed),
    }
    if f.nullable:
        widget |= {"nullable": True, "always": f.required}
    return {key: value for key, value in widget.items() if value not in ("", None)}


def _hints(f: Field, lang: Lang, group: Field | None) -> Iterator[str]:
    yield _without_quotes(f.help.in_(lang))
    if f.unit:
        yield _UNIT.in_(lang).format(unit=f.unit.in_(lang))
    if f.required and group:
        yield _NEEDED_HERE.in_(lang).format(group=group.title.in_(lang))
    if f.required and f.nullable:
        yield _NULL.in_(lang)


def _without_quotes(description: str) -> str:
    return _QUOTED.sub(r"\1", _QUOTES.sub("", description))


def _kind(f: Field, model: Model, lang: Lang, needed: bool) -> Widget:
    """What depends on the kind of field: the widget and its options."""
    if f.name in _HIDDEN:
        return {"widget": "hidden", "default": f.example}
    if f.kind == "list":
        return _list(f, model, lang)
    if f.kind == "object":
        inner = widgets(f.fields, model, lang, None if needed else f)
        point = f.fields.keys() >= _POINT
        return {"widget": "point" if point else "object", "collapsed": not needed, "fields": inner}
    if f.kind == "ref":
        return _reference(f, model, lang)
    return _plain(f, lang)


def _plain(f: Field, lang: Lang) -> Widget:
    if f.kind == "code":
        return {"widget": "select", "options": _options(f, lang)}
    if f.kind in ("integer", "number"):
        return _number(f)
    if f.kind == "boolean":
        # A switch shows "off" from the start; where an answer is needed, that is what is saved.
        return {"widget": "boolean", "required": False, "always": f.required}
    if f.kind in _TIMES:
        return {"widget": "datetime", **_TIMES[f.kind]}
    if f.kind == "markdown":
        # The text as it is written comes first: the other mode writes all of it anew.
        return {"widget": "markdown", "modes": ["raw", "rich_text"], "editor_components": []}
    return {"widget": "text" if f.kind == "lines" else "string", "pattern": _pattern(f, lang)}


def _list(f: Field, model: Model, lang: Lang) -> Widget:
    item = f.item
    assert item is not None
    limits = {"min": f.schema.get("minItems") if f.required else None, "max": f.schema.get("maxItems")}
    limits = {key: value for key, value in limits.items() if value is not None}
    if item.kind == "code":
        return {"widget": "select", "multiple": True, "options": _options(item, lang), **limits}
    if item.kind == "ref" and len(item.ref) == 1:
        return {**_reference(item, model, lang), "multiple": True, **limits}
    shown: Widget = {"widget": "list", "collapsed": False, "label_singular": f.title.in_(lang), **limits}
    if item.kind == "object":
        return {**shown, "summary": _summary(item), "fields": widgets(item.fields, model, lang)}
    return {**shown, "field": {**_widget(item, model, lang, None), "name": "value", "hint": ""}}


def _summary(item: Field) -> str:
    """What a closed row shows: its first fields that are short."""
    short = [f.name for f in item.fields.values() if f.kind not in ("object", "markdown", "lines")]
    return " · ".join(f"{{{{fields.{name}}}}}" for name in short[:3])


def _reference(f: Field, model: Model, lang: Lang) -> Widget:
    """Decap searches one collection; a field that may name records of several is typed by hand."""
    types = [model.by_type[name] for name in f.ref]
    if len(types) > 1:
        labels = ("、" if lang == "zh" else ", ").join(t.label.in_(lang) for t in types)
        any_of = "|".join(str(t.fields["id"].schema["pattern"]).strip("^$") for t in types)
        return {
            "widget": "string",
            "hint": f"{f.help.in_(lang)} {_IDS.in_(lang).format(types=labels)}",
            "pattern": [f"^({any_of})$", _IDS.in_(lang).format(types=labels)],
        }
    (target,) = types
    return {
        "widget": "relation",
        "collection": target.folder,
        "value_field": "id",
        "search_fields": [target.title, "id"],
        "display_fields": [f"{{{{{target.title}}}}} {{{{id}}}}"],
        "options_length": 50,
    }


def _options(f: Field, lang: Lang) -> list[dict[str, str]]:
    return [{"label": label.in_(lang), "value": code} for code, label in f.codes.items()]


def _number(f: Field) -> Widget:
    whole = f.kind == "integer"
    return {
        "widget": "number",
        "value_type": "int" if whole else "float",
        "step": 1 if whole else 0.0001,
        "min": f.schema.get("minimum"),
        "max": f.schema.get("maximum"),
    }


def _pattern(f: Field, lang: Lang) -> list[str] | None:
    """A regular expression (the common part of Python's and JavaScript's) and what to say otherwise."""
    if pattern := f.schema.get("pattern"):
        return [str(pattern), _LIKE.in_(lang).format(example=f.example)]
    low, high = f.schema.get("minLength"), f.schema.get("maxLength")
    if low is None and high is None:
        return None
    words = _LENGTH if high is not None else _MORE
    return [
        f"^[\\s\\S]{{{low or 0},{'' if high is None else high}}}$",
        words.in_(lang).format(low=low or 0, high=high),
    ]
