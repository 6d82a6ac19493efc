"""A commented YAML file to start a record from; all its words come from the schema."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.words import example
from generator.model import Field, RecordType
from generator.text import Lang, Text

EDITOR_SCHEMAS = ".vscode/schemas"
"""Where editors find the schemas (see `editing.vscode`)."""
_NEEDED = Text("必填", "required")
_CHOICES = Text("可选值", "one of")


def scaffold(record_type: RecordType, id: str, lang: Lang) -> str:
    """Required fields stand ready with an example, the others are commented out.

    The first line tells editors that run yaml-language-server which schema it follows.
    """
    schema = f"../../{EDITOR_SCHEMAS}/{record_type.type}.schema.json"
    lines = [f"# yaml-language-server: $schema={schema}"]
    lines += [f"# {record_type.label.in_(lang)}：{record_type.about.in_(lang)}", ""]
    for name, f in record_type.fields.items():
        if not f.computed:
            lines += _field(name, f, id, lang)
    return "\n".join(lines) + "\n"


def _first_state(f: Field) -> str:
    """A life begins at its first state, which asks for the least."""
    return next(iter(f.schema.get("x-states", ())), "")


def _field(name: str, f: Field, id: str, lang: Lang) -> Iterator[str]:
    needed = f"（{_NEEDED.in_(lang)}）" if f.required else ""
    yield f"# {f.title.in_(lang)}{needed}：{f.description.in_(lang)}"
    if codes := f.codes or (f.item.codes if f.item else {}):
        listed = "，".join(f"{code} {label.in_(lang)}" for code, label in codes.items())
        yield f"#   {_CHOICES.in_(lang)}：{listed}"
    value = id if name == "id" else _first_state(f) or example(f)
    yield f"{'' if f.required else '# '}{name}: {value}"
