"""Every record type as a collection of the form, with what its fields owe each other.

https://decapcms.org/docs/collection-types/
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from generator.core.text import Lang, Text
from generator.forms.fields import widgets
from generator.records.catalog import Catalog, Record
from generator.schema.model import Field, Model, RecordType

_NUMBERED = re.compile(r"\[0-9\]\{\d+(,\d+)?\}\$$")
_LAST_NUMBER = re.compile(r"(.*?)(\d+)")
_FOLDERS = ("{{year}}", "{{month}}", "{{day}}")
"""Where a new record goes in a collection whose files lie in folders: Decap looks just as deep."""


def collections(catalog: Catalog, lang: Lang) -> list[dict[str, Any]]:
    """For each record type, in the order of the model. Nothing is deleted: records get a tombstone.

    A change is merged where it is reviewed, not in the form (`publish: false`).
    """
    by_type: dict[str, list[Record]] = {t.type: [] for t in catalog.model.types}
    for record in catalog.records:
        by_type[record.type.type].append(record)
    return [_collection(t, by_type[t.type], catalog.model, lang) for t in catalog.model.types]


def _collection(t: RecordType, records: list[Record], model: Model, lang: Lang) -> dict[str, Any]:
    collection: dict[str, Any] = {
        "name": t.folder,
        "label": t.plural.in_(lang),
        "label_singular": t.label.in_(lang),
        "description": t.about.in_(lang),
        "folder": f"data/{t.folder}",
        "extension": "yaml",
        "format": "yaml",
        "create": True,
        "delete": False,
        "publish": False,
        "identifier_field": "id",
        "summary": f"{{{{{t.title}}}}} {{{{id}}}}",
        "sortable_fields": list(dict.fromkeys([t.title, "id", "updated_on"])),
        "view_filters": _filters(t, lang),
        "editor": {"preview": False},
        "fields": widgets(t.fields, model, lang),
    }
    conditions = when_needed(t, lang)
    for widget in collection["fields"]:
        if sentence := conditions.get(widget["name"]):
            widget["hint"] += sentence
        if widget["name"] == "id":
            widget["default"] = next_id(t, records)
        elif widget["name"] == "status":
            widget["default"] = next(iter(t.fields["status"].schema.get("x-states", ())), "")
        if widget.get("default") in ("", None):
            widget.pop("default", None)
    if depth := max((r.file.count("/") - 2 for r in records), default=0):
        collection["path"] = "/".join([*_FOLDERS[:depth], "{{slug}}"])
    return collection


def next_id(t: RecordType, records: list[Record]) -> str:
    """The id after the last one in use; none where ids are not numbered freely (official codes)."""
    if not _NUMBERED.search(str(t.fields["id"].schema.get("pattern", ""))):
        return ""
    parts = [found.groups() for r in records if (found := _LAST_NUMBER.fullmatch(r.id))]
    if not parts:
        return ""
    stem = max((head for head, _ in parts), key=lambda head: (sum(h == head for h, _ in parts), head))
    if any(re.search(r"-\d{4}-$", head) for head, _ in parts):
        stem = max(head for head, _ in parts)  # numbered a year: go on in the last one
    numbers = [tail for head, tail in parts if head == stem]
    last = max(numbers, key=int)
    return f"{stem}{int(last) + 1:0{len(last)}d}"


def _filters(t: RecordType, lang: Lang) -> list[dict[str, str]]:
    status = t.fields["status"]
    return [
        {"label": f"{status.title.in_(lang)}：{label.in_(lang)}", "field": "status", "pattern": f"^{code}$"}
        for code, label in status.codes.items()
    ]


_WHEN = Text("（“{field}”是{values}时必填）", " (needed when {field} is {values})")
_VALUE = Text("“{label}”", '"{label}"')


def rules(t: RecordType, lang: Lang) -> list[dict[str, Any]]:
    """The conditions of the schema as they stand there, each with its message and hint."""
    return [
        {
            "if": rule.get("if", {}),
            "then": rule["then"],
            "says": f"{rule['x-rule']['message'][lang]}（{rule['x-rule']['hint'][lang]}）",
        }
        for rule in _conditions(t)
    ]


def when_needed(t: RecordType, lang: Lang) -> dict[str, str]:
    """By field, at which values of another field it must be given: a sentence for its hint."""
    words: dict[str, list[str]] = defaultdict(list)
    for rule in _conditions(t):
        given = rule.get("if", {}).get("properties", {})
        if len(given) == 1:
            ((name, says),) = given.items()
            codes = says.get("enum", [says["const"]] if "const" in says else [])
            labels = [_label(t.fields[name], code, lang) for code in codes]
            for needed in rule["then"].get("required", ()) if all(labels) else ():
                values = ("、" if lang == "zh" else ", ").join(filter(None, labels))
                title = t.fields[name].title.in_(lang)
                words[needed].append(_WHEN.in_(lang).format(field=title, values=values))
    return {name: "".join(dict.fromkeys(sentences)) for name, sentences in words.items()}


def _label(f: Field, code: object, lang: Lang) -> str:
    """What a select shows for the code; nothing for values that have no words."""
    label = f.codes.get(code) if isinstance(code, str) else None
    return _VALUE.in_(lang).format(label=label.in_(lang)) if label else ""


def _conditions(t: RecordType) -> list[dict[str, Any]]:
    return [rule for rule in t.schema["allOf"][1:] if "then" in rule]
