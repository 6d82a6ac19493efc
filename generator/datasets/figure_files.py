"""A CSV file an indicator: what each release said of it, and what it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from generator.core.outputs import Output, keyed
from generator.datasets.formats import csv
from generator.datasets.publication import Dataset
from generator.tables.indicator_tables import FIGURES, SERIES


def figures_path(indicator: str) -> str:
    return f"data/indicators/{indicator.lower()}.csv"


def figure_files(published: Sequence[Dataset], keys: Mapping[str, str]) -> Iterator[Output]:
    """The columns are those of the series of indicators; `release` is empty for the figures of today.
    `keys` as `keys_of` has them."""
    known = {d.name: d for d in published}
    now, released = known[FIGURES].table.rows, known[SERIES].table.rows
    unnamed = pa.nulls(now.num_rows, pa.string())
    rows = pa.concat_tables([released, now.add_column(0, released.schema.field(0), unnamed)])
    for indicator in sorted(pc.unique(rows.column("indicator")).to_pylist()):
        own = rows.filter(pc.equal(rows.column("indicator"), indicator))
        dataset = replace(known[SERIES], table=replace(known[SERIES].table, rows=own))
        key = f"{keys[SERIES]}{keys[FIGURES]}"
        yield keyed(figures_path(indicator), partial(csv.write, dataset), key, alone=True)
