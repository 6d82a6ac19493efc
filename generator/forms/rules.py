"""What the fields of a record owe each other: in words beside the fields, and for the form to try."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from generator.model import Field, RecordType
from generator.text import Lang, Text

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
