"""`datapackage.json`: the tables as a Data Package v2 (datapackage.org), one CSV resource a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from generator.core.outputs import Made, Output, Written
from generator.datasets.publication import Dataset, Publication, foreign_keys
from generator.datasets.terms import caveats, said
from generator.tables.tabulate import SEPARATOR, Column, Table

_TYPES = {
    "date": "date",
    "instant": "datetime",
    "money": "number",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
_PROFILES = "https://datapackage.org/profiles/2.0/"
_BOUNDS = {"string": ("minLength", "maxLength", "pattern"), "integer": ("minimum", "maximum"),
           "number": ("minimum", "maximum")}  # fmt: skip


def package(datasets: Sequence[Dataset], path: str = "data/datapackage.json") -> Output:
    """The descriptor; sizes and hashes are those of the CSV files beside it, as written."""
    folder = path.rpartition("/")[0]
    return Output(path, lambda files: Made(descriptor(datasets, lambda name: files[f"{folder}/{name}"])))


def descriptor(
    datasets: Sequence[Dataset], written: Callable[[str], Written], folder: str = "data/"
) -> bytes:
    publication = datasets[0].publication
    tables = {d.name: d.table for d in datasets}
    found: dict[str, Any] = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": publication.name,
        "id": publication.homepage and f"{publication.homepage}{folder}datapackage.json",
        "title": f"{publication.title.zh} / {publication.title.en}",
        "description": f"{publication.description.zh} / {publication.description.en}",
        "version": publication.version,
        "created": f"{publication.as_of}T00:00:00+08:00",
        "homepage": publication.homepage,
        "keywords": [word for k in publication.keywords for word in (k.zh, k.en)],
        "licenses": licences(publication),
        "contributors": _contributors(publication),
        "sources": sources(datasets),
        "commit": publication.commit,
        "resources": [_resource(d, tables, written(f"{d.name}.csv")) for d in datasets],
    }
    return orjson.dumps({k: v for k, v in found.items() if v}, option=orjson.OPT_INDENT_2)


def licences(publication: Publication) -> list[dict[str, str]]:
    licence = publication.licence
    if not licence.id:
        return []
    pending = "" if licence.confirmed else "（拟用，待发布单位确认 / proposed, pending confirmation）"
    title = f"{licence.title.zh} / {licence.title.en}{pending}"
    return [{"name": licence.id, "path": licence.url, "title": title}]


def _contributors(publication: Publication) -> list[dict[str, Any]]:
    if not publication.publisher.zh:
        return []
    return [{"title": publication.publisher.zh, "roles": ["publisher"]}]


def sources(datasets: Sequence[Dataset]) -> list[dict[str, str]]:
    """Every document or page that a record names as its source, each once, sorted by title."""
    found: dict[str, str] = {}
    for rows in (d.table.rows for d in datasets if d.table.parent is None):
        if {"source_title", "source_url"} <= set(rows.column_names):
            pairs = rows.select(["source_title", "source_url"]).to_pylist()
            found |= {p["source_title"]: p["source_url"] or "" for p in pairs if p["source_title"]}
    return [{"title": t, **({"path": url} if url else {})} for t, url in sorted(found.items())]


def _resource(dataset: Dataset, tables: Mapping[str, Table], written: Written) -> dict[str, Any]:
    table = dataset.table
    found = {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": f"{table.title.zh} / {table.title.en}",
        "description": f"{table.description.zh} / {table.description.en}",
        "homepage": dataset.page if dataset.publication.homepage else "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "licenses": licences(dataset.publication),
        "sources": sources([dataset]),
        "rowCount": table.rows.num_rows,
        "attribution": dataset.attribution.zh,
        **said(caveats(dataset)),
        "schema": table_schema(table, tables),
    }
    return {k: v for k, v in found.items() if v or v == 0}


def table_schema(table: Table, tables: Mapping[str, Table]) -> dict[str, Any]:
    """The Table Schema of one table; its foreign keys name those of `tables`."""
    keys = [
        # a reference to the table itself is written with an empty name
        {"fields": own, "reference": {"resource": "" if target == table.name else target, "fields": others}}
        for own, target, others in foreign_keys(table, tables)
    ]
    return {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_field(c) for c in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    f = column.field
    described = {
        "name": column.name,
        "type": _TYPES.get(f.kind, "string"),
        "title": f"{column.title.zh} / {column.title.en}",
        "description": f"{f.description.zh} / {f.description.en}",
        "constraints": _constraints(column),
        "rdfType": f.iri,
        "example": column.example,
    }
    if f.kind == "uri":
        described["format"] = "uri"
    if f.is_code_list:
        described["delimiter"] = SEPARATOR
    if f.unit:
        described["unit"] = f.unit.zh
    return {k: v for k, v in described.items() if v}


def _constraints(column: Column) -> dict[str, Any]:
    f = column.field
    found: dict[str, Any] = {}
    if column.required:
        found["required"] = True
    if f.codes:
        found["enum"] = list(f.codes)
    if f.kind != "list":
        bounds = _BOUNDS.get(_TYPES.get(f.kind, "string"), ())
        found |= {name: f.schema[name] for name in bounds if name in f.schema}
    return found
