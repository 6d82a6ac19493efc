"""JSON with its own description in `_meta`, and NDJSON: one row a line, RFC 8259, UTF-8."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from generator.datasets.formats.values import plain_rows
from generator.datasets.publication import Dataset
from generator.datasets.terms import caveats, said
from generator.tables.tabulate import Table


def document(dataset: Dataset) -> bytes:
    """`{"_meta": {…}, "data": [{column: value}]}`; lists of codes are arrays. A row stands on a line."""
    head = orjson.dumps(about(dataset), option=orjson.OPT_INDENT_2)
    return listed(b'{"_meta": ' + head + b',\n"data": [\n', objects(dataset.table), b"\n]}\n")


def listed(head: bytes, values: Iterable[Any], tail: bytes) -> bytes:
    """A JSON text whose last list has a value a line. Only one value is held beside the text itself."""
    content = io.BytesIO()
    content.write(head)
    for i, value in enumerate(values):
        content.write(b",\n" if i else b"")
        content.write(orjson.dumps(value))
    content.write(tail)
    return content.getvalue()


def about(dataset: Dataset) -> dict[str, Any]:
    """What a JSON file says of its table; keys without a value are left out."""
    table, licence = dataset.table, dataset.publication.licence
    meta = {
        "table": table.name,
        "identifier": dataset.identifier,
        "title": table.title.zh,
        "title_en": table.title.en,
        "description": table.description.zh,
        "description_en": table.description.en,
        "schema_version": table.type.version,
        "primary_key": table.key,
        "rows": table.rows.num_rows,
        "modified": dataset.modified,
        "licence": licence.id,
        "licence_url": licence.url,
        **said(caveats(dataset)),
        "attribution": dataset.attribution.zh,
        "attribution_en": dataset.attribution.en,
        "page": dataset.page,
    }
    return {key: value for key, value in meta.items() if value not in (None, "", [])}


def lines(dataset: Dataset) -> bytes:
    content = io.BytesIO()
    content.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in objects(dataset.table))
    return content.getvalue()


def objects(table: Table) -> Iterator[dict[str, Any]]:
    names = table.rows.column_names
    for row in plain_rows(table.rows):
        yield dict(zip(names, row, strict=True))
