"""Writes the homes of a project as Markdown pages, one a home, for another site generator.

`python -m benchmarks.pages PROJECT OUT`. A process of its own, because it loads all records.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from generator.config.project import open_project
from generator.records.catalog import Record
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.schema.model import Field
from generator.storage.cache import RecordCache


def main(project_folder: str, out: str) -> None:
    project = open_project(Path(project_folder))
    loaded = read_records(project.data, read_model(project.schemas), RecordCache(None))
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for record in loaded.records:
        if record.type.folder == "homes" and not record.removed:
            (folder / f"{record.id}.md").write_text(markdown(record), encoding="utf-8")


def markdown(record: Record) -> str:
    """The title, every field, its tables and long texts: what our page of the record says."""
    title = orjson.dumps(record.data[record.type.title]).decode()
    return "\n".join(["---", f"title: {title}", "---", *_lines(record), ""])


def _lines(record: Record) -> Iterator[str]:
    yield from _head("字段", "内容")
    long = []
    for name, field in record.type.fields.items():
        value = record.data.get(name)
        if value is None or value == []:
            continue
        if isinstance(value, str) and "\n" in value:
            long.append(f"\n## {field.title.zh}\n\n{value}")
        elif isinstance(value, list) and field.item and field.item.fields:
            long.append("\n".join([f"\n## {field.title.zh}\n", *_table(value, field.item)]))
        else:
            yield f"| **{field.title.zh}** | {_cell(value, field)} |"
    yield from long


def _table(rows: list[dict[str, Any]], item: Field) -> Iterator[str]:
    yield from _head(*(f.title.zh for f in item.fields.values()))
    for row in rows:
        yield "| " + " | ".join(_cell(row.get(name), f) for name, f in item.fields.items()) + " |"


def _head(*titles: str) -> Iterator[str]:
    yield "| " + " | ".join(titles) + " |"
    yield "|" + "---|" * len(titles)


def _cell(value: Any, field: Field | None) -> str:
    """One field in one cell: labels for codes, links for references."""
    if value is None or field is None:
        return ""
    if isinstance(value, list):
        return "、".join(_cell(v, field.item) for v in value)
    if isinstance(value, dict):
        return "，".join(f"{f.title.zh}：{_cell(value[n], f)}" for n, f in field.fields.items() if n in value)
    if field.ref:
        return f"[{value}](https://example.org/{value}/)"
    label = field.codes.get(str(value))
    return label.zh if label else str(value).replace("|", "\\|")


if __name__ == "__main__":
    main(*sys.argv[1:])
