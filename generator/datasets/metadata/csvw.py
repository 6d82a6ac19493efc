"""`csv-metadata.json`: the CSV files described for the web (W3C CSVW, "Metadata Vocabulary for Tabular Data").

A reader that knows only `homes.csv` looks for the file of this name beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from generator.core.outputs import Output, constant
from generator.core.text import Text
from generator.datasets.publication import Dataset, foreign_keys
from generator.datasets.terms import rights
from generator.tables.tabulate import SEPARATOR, Column, Table

PATH = "data/csv-metadata.json"

_CSVW_TYPES: dict[str, dict[str, Any]] = {
    "date": {"base": "date"},
    "instant": {"base": "dateTimeStamp", "format": "yyyy-MM-ddTHH:mm:ssXXX"},
    "money": {"base": "decimal"},
    "integer": {"base": "integer"},
    "number": {"base": "number"},
    "boolean": {"base": "boolean", "format": "true|false"},
    "uri": {"base": "anyURI"},
}
_CSVW_BOUNDS = {
    "string": ("minLength", "maxLength"),
    "integer": ("minimum", "maximum"),
    "number": ("minimum", "maximum"),
}


def csvw(datasets: Sequence[Dataset]) -> Output:
    publication = datasets[0].publication
    tables = {d.name: d.table for d in datasets}
    found: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "@type": "TableGroup",
        "dc:title": _both(publication.title),
        "dc:description": _both(publication.description),
        "dc:modified": {"@value": publication.as_of.isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\n"], "header": True},
        "tables": [_table(d, tables) for d in datasets],
    }
    if publication.licence.url:
        found["dc:license"] = {"@id": publication.licence.url}
    return constant(PATH, orjson.dumps(found))


def _table(dataset: Dataset, tables: Mapping[str, Table]) -> dict[str, Any]:
    table = dataset.table
    keys = [
        {
            "columnReference": list(own),
            "reference": {"resource": f"{target}.csv", "columnReference": list(others)},
        }
        for own, target, others in foreign_keys(table, tables)
    ]
    schema: dict[str, Any] = {"columns": [_column(c) for c in table.columns], "primaryKey": list(table.key)}
    return {
        "url": f"{table.name}.csv",
        "dc:identifier": dataset.identifier,
        "dc:title": _both(table.title),
        "dc:description": _both(table.description),
        "dc:rights": _both(rights(dataset)),
        "tableSchema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _column(column: Column) -> dict[str, Any]:
    """`titles` is what stands in the header of the file; what people call it is a `dc:title`."""
    f = column.field
    datatype = dict(_CSVW_TYPES.get(f.kind, {"base": "string"}))
    if f.kind != "list":
        datatype |= {k: f.schema[k] for k in _CSVW_BOUNDS.get(datatype["base"], ()) if k in f.schema}
    found = {
        "name": column.name,
        "titles": column.name,
        "dc:title": _both(column.title),
        "dc:description": _both(f.description),
        "datatype": datatype if len(datatype) > 1 else datatype["base"],
        "required": column.required,
    }
    if f.is_code_list:
        found["separator"] = SEPARATOR
    if f.unit:
        found["schema:unitText"] = _both(f.unit)
    return found


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.zh, "@language": "zh"}, {"@value": text.en, "@language": "en"}]
