"""Where rows come from: which are made up for demonstration, and the tables without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from generator.tables.tabulate import Table

MADE_UP = "demo"


def has_made_up(table: Table) -> bool:
    return "provenance" in table.rows.column_names and bool(
        pc.any(pc.equal(table.rows.column("provenance"), MADE_UP)).as_py()
    )


def without_made_up(tables: Iterable[Table]) -> Iterator[Table]:
    """Each table of records without demonstration records, each list without those inside them; tables of
    neither kind as they are. A table comes after the one that its rows stand in."""
    kept: dict[str, pa.Array] = {}
    for table in tables:
        rows = table.rows
        if "provenance" in rows.column_names:
            rows = rows.filter(pc.not_equal(rows.column("provenance"), MADE_UP))
            kept[table.name] = rows.column("id").combine_chunks()
        elif table.parent in kept:
            rows = rows.filter(pc.is_in(rows.column(table.key[0]), value_set=kept[table.parent]))
            kept[table.name] = kept[table.parent]
        yield replace(table, rows=rows)
