"""Tables made of other tables by a query, in the form of those of records, and which tables a query reads."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import pyarrow as pa

from generator.core.text import Text
from generator.schema.model import Field, Kind, Model, Query, RecordType
from generator.tables.tabulate import SEPARATOR, Column, Table


def both(name: str, text: Text | None) -> dict[str, str | None]:
    return {name: text.zh if text else None, f"{name}_en": text.en if text else None}


def words_columns(name: str, zh: str, en: str, about_zh: str, about_en: str) -> list[Column]:
    return [
        column(name, zh, f"{en} (Chinese)", about_zh, f"{about_en}, in Chinese"),
        column(f"{name}_en", f"{zh}（英文）", en, f"{about_zh}（英文）", about_en),
    ]


def codes_column(name: str, zh: str, en: str, about_zh: str, about_en: str, codes: dict[str, Text]) -> Column:
    title, about = Text(zh, en), Text(about_zh, about_en)
    item = Field("value", title, about, "code", codes=codes)
    return Column(name, Field(name, title, about, "list", item=item), title)


def column(
    name: str,
    zh: str,
    en: str,
    about_zh: str,
    about_en: str,
    kind: Kind = "text",
    *,
    key: bool = False,
    required: bool = False,
    to: str | None = None,
    codes: dict[str, Text] | None = None,
    example: Any = None,
) -> Column:
    title, about = Text(zh, en), Text(about_zh, about_en)
    f = Field(name, title, about, kind, required=key or required, codes=codes or {}, example=example)
    return Column(name, f, title, to, key, key or required)


def kind_of(name: str, folder: str, plural: Text, about: Text) -> RecordType:
    """Not a type of records: nobody writes these; but every format asks a table for its type."""
    return RecordType(
        name, folder, folder, folder.replace("-", "_"), plural, plural, about, about, 900, "1.0", {}, {}
    )


def table(
    kind: RecordType,
    columns: list[Column],
    rows: list[dict[str, Any]],
    part: str | None = None,
    title: Text | None = None,
) -> Table:
    arrays = [pa.array([row[c.name] for row in rows], c.arrow_type) for c in columns]
    made = pa.table(arrays, names=[c.name for c in columns])
    name = f"{kind.folder}__{part}" if part else kind.folder
    return Table(
        name, kind, title or kind.plural, kind.about, tuple(columns), made, kind.folder if part else None
    )


def parsed(of: Column, cell: str) -> Any:
    """The value of a cell of text; nothing for an empty one."""
    if of.field.kind == "list":
        return cell.split(SEPARATOR) if cell else []
    return _PARSE.get(of.field.kind, str)(cell) if cell else None


_PARSE: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "date": date.fromisoformat}


def views_of(query: Query, model: Model) -> tuple[Query, ...]:
    """The views that a query rests on, in the order in which they are made."""
    wanted = set(query.reads)
    found = []
    for view in reversed(model.views):  # a view comes after those it reads
        if view.makes in wanted:
            wanted |= view.reads
            found.append(view)
    return tuple(reversed(found))


def tables_of(query: Query, model: Model, tables: Collection[str]) -> tuple[str, ...]:
    """The names of the published tables that a query rests on, sorted."""
    queries = (query, *views_of(query, model))
    return tuple(sorted({name for q in queries for name in q.reads} & set(tables)))
