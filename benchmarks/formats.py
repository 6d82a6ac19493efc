"""Publishes one large table in every format, and nothing else.

`python -m benchmarks.formats PROJECT ROWS OUT [SUFFIX …]`. A process of its own, so that its seconds and
its memory can be measured. The rows are those of the project's homes, over and over, each with an id of
its own; they go the way that all datasets go, past the guard and onto disk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa

from generator.config.project import open_project
from generator.core.outputs import Output, keyed
from generator.core.text import same
from generator.datasets import FORMATS, SQLITE, Format, path_of
from generator.datasets.formats import sqlite
from generator.datasets.publication import Dataset, Licence, Publication
from generator.privacy.allow import read_allowed
from generator.privacy.outputs import Guard
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.cache import RecordCache
from generator.storage.publish import claim, publish
from generator.tables.tabulate import Table, tabulate


def main(project_folder: str, rows: str, out: str, *suffixes: str) -> None:
    project = open_project(Path(project_folder))
    model = read_model(project.schemas)
    records = read_records(project.data, model, RecordCache(None)).records
    table = enlarged(tabulate(Catalog(model, tuple(records)))["homes"], int(rows))
    dataset = Dataset(table, _PUBLICATION, date(2024, 1, 1))
    forms = [f for f in FORMATS if f.only(table) and (not suffixes or f.suffix in suffixes)]
    guard = Guard(read_allowed(project.root)[0])
    site = Path(out)
    with claim(site, site.parent / "cache"):
        publish(guard.watch(_outputs(dataset, forms, not suffixes)), site, site.parent / "cache", {})


def _outputs(dataset: Dataset, forms: Sequence[Format], with_sqlite: bool) -> Iterator[Output]:
    for form in forms:
        yield keyed(path_of(dataset.table, form), partial(form.write, dataset), "", alone=True)
    if with_sqlite:
        yield keyed(SQLITE, partial(sqlite.write, [dataset]), "", alone=True)


def enlarged(table: Table, rows: int) -> Table:
    times = -(-rows // table.rows.num_rows)
    many = pa.concat_tables([table.rows] * times).slice(0, rows).combine_chunks()
    ids = pa.array([f"home-abc-{n:06}" for n in range(1, rows + 1)])
    return replace(table, rows=many.set_column(many.column_names.index("id"), "id", ids))


_PUBLICATION = Publication("bench", "bench", same("bench"), same("bench"), "", date(2024, 1, 1), "",
                           Licence("CC-BY-4.0", "", same(""), True), same(""), "", same(""), "")  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
