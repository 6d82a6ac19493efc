"""Every table in every format, from one definition: the typed rows of `tables`.

A format is a function from a dataset to bytes; adding one is adding a line to FORMATS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.core.outputs import Output, keyed
from generator.core.text import Text
from generator.datasets.formats import csv, geojson, geopackage, json, parquet, sqlite, xlsx
from generator.datasets.publication import Dataset
from generator.records.catalog import Record
from generator.tables.tabulate import Table

WHOLE = "data/"
"""The folder of the complete tables."""


@dataclass(frozen=True)
class Format:
    """`suffix` follows the table's name; `only` tells which tables can be written so."""

    suffix: str
    label: Text
    media_type: str
    write: Callable[[Dataset], bytes]
    only: Callable[[Table], bool] = lambda table: True


FORMATS = (
    Format(".csv", Text("CSV", "CSV"), "text/csv", csv.write),
    Format(".excel.csv", Text("CSV（Excel 用）", "CSV for Excel"), "text/csv", csv.for_excel),
    Format(".xlsx", Text("Excel（XLSX）", "Excel (XLSX)"),
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.write),
    Format(".json", Text("JSON", "JSON"), "application/json", json.document),
    Format(".ndjson", Text("NDJSON", "NDJSON"), "application/x-ndjson", json.lines),
    Format(".geojson", Text("GeoJSON", "GeoJSON"), "application/geo+json", geojson.write, lambda table: table.has_point),
    Format(".parquet", Text("Parquet", "Parquet"), "application/vnd.apache.parquet", parquet.write),
)  # fmt: skip


@dataclass(frozen=True)
class Database:
    """A file that holds many tables."""

    path: str
    label: Text
    media_type: str
    write: Callable[[Sequence[Dataset]], bytes]
    only: Callable[[Table], bool] = lambda table: True


DATABASES = (
    Database("data/youth-atlas.sqlite", Text("全部数据表（SQLite）", "All tables (SQLite)"),
             "application/vnd.sqlite3", sqlite.write),
    Database("data/youth-atlas.gpkg", Text("全部有坐标的数据表（GeoPackage）", "All tables with points (GeoPackage)"),
             "application/geopackage+sqlite3", geopackage.write, lambda table: table.has_point),
)  # fmt: skip


def datasets(published: Sequence[Dataset], keys: Mapping[str, str], folder: str = WHOLE) -> Iterator[Output]:
    """All files of tables, in a folder of their own; `keys` as `keys_of` has them."""
    for dataset in published:
        for form in FORMATS:
            if form.only(dataset.table):
                write = partial(form.write, dataset)
                yield keyed(path_of(dataset.table, form, folder), write, keys[dataset.name], alone=True)
    for whole in DATABASES:
        inside = [d for d in published if whole.only(d.table)]
        key = digest(*(keys[d.name] for d in inside))
        path = f"{folder}{whole.path.rpartition('/')[2]}"
        yield keyed(path, partial(whole.write, inside), key, alone=True)


def keys_of(
    published: Sequence[Dataset], records: Mapping[str, Iterable[Record]], basis: str
) -> dict[str, str]:
    """By the name of a dataset, what changes when any of its files has to: `records` are those in it, by type.

    `basis` names the program, schemas, settings and date that all are made with.
    """
    states = {t: digest(*(r.digest for r in own)) for t, own in records.items()}
    return {d.name: _key(d, states, basis) for d in published}


def path_of(table: Table, form: Format, folder: str = WHOLE) -> str:
    return f"{folder}{table.name}{form.suffix}"


def _key(dataset: Dataset, states: dict[str, str], basis: str) -> str:
    table = dataset.table
    refers_to = repr([c.refers_to for c in table.columns])
    if table.type.type in states and not any(c.field.computed for c in table.columns):
        return digest(basis, refers_to, table.name, states[table.type.type])
    # Made of other tables, or of what was found wrong.
    return digest(basis, refers_to, hashlib.sha256(parquet.write(dataset)).hexdigest())


def digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
