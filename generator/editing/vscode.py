"""What editors need to complete, explain and check records: schemas by folder, snippets.

yaml-language-server, which does that in Visual Studio Code and other editors, follows neither our
`$schema` nor `$ref`s to another file, so it gets each schema whole, with the words of codes. The
files are committed: an editor needs no set-up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.core.text import Lang, Text
from generator.schema.example import example
from generator.schema.model import Field, Model, RecordType

_FOLDER = ".vscode"
_STANDARD = "https://json-schema.org/draft/2020-12/schema"  # a name that editors know, never fetched


def editor_files(model: Model) -> dict[str, str]:
    """Path in the project → text."""
    settings: dict[str, Any] = {
        "settings.json": _settings(model),
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "youth-atlas.code-snippets": {t.label.zh: _snippet(t) for t in model.types},
    }
    files = {f"{_FOLDER}/{name}": _json(value) for name, value in settings.items()}
    return files | {_schema_file(t): _schema(t) for t in model.types}


def _schema_file(record_type: RecordType) -> str:
    return f"{EDITOR_SCHEMAS}/{record_type.type}.schema.json"


def _schema(record_type: RecordType) -> str:
    return _json({"$schema": _STANDARD, **_plain(record_type.schema)}, indent=None)


def _settings(model: Model) -> dict[str, Any]:
    return {
        "yaml.schemas": {f"./{_schema_file(t)}": f"data/{t.folder}/**/*.yaml" for t in model.types},
        "yaml.schemaStore.enable": False,  # asks another host for schemas
        "yaml.format.enable": False,  # `fix` does it
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }


def _plain(schema: Any) -> Any:
    """Without keywords of ours, with help and the words of codes where editors look for them."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {k: _plain(v) for k, v in schema.items() if not k.startswith(("x-", "$"))}
    if guide := schema.get("x-help"):
        kept["description"] = guide["zh"]
    if codes := schema.get("x-codes"):
        kept["enumDescriptions"] = [codes[code]["zh"] if code in codes else "" for code in schema["enum"]]
    return kept


def _snippet(record_type: RecordType) -> dict[str, Any]:
    """The scaffold under the type's name, its id taken from the file's name."""
    body = scaffold(record_type, "ID", "zh").splitlines()
    escaped = (line.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}") for line in body[1:])
    lines = ["id: ${1:$TM_FILENAME_BASE}" if line == "id: ID" else line for line in escaped]
    return {
        "scope": "yaml",
        "prefix": record_type.type,
        "description": record_type.about.zh,
        "body": [*lines, "$0"],
    }


def _json(value: Any, indent: int | None = 2) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


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
    yield f"# {f.title.in_(lang)}{needed}：{f.help.in_(lang)}"
    if codes := f.codes or (f.item.codes if f.item else {}):
        listed = "，".join(f"{code} {label.in_(lang)}" for code, label in codes.items())
        yield f"#   {_CHOICES.in_(lang)}：{listed}"
    value = id if name == "id" else _first_state(f) or example(f)
    yield f"{'' if f.required else '# '}{name}: {value}"
