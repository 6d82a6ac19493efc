"""The recorded points of a table, rounded as they are published."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from generator.core.geo import decimals
from generator.tables.tabulate import Table


def public_points(table: Table) -> Table:
    """The table with all recorded degrees no finer than the point is known; those in other datums are already."""
    rows = table.rows
    for crs in (name for name in rows.column_names if name == "crs" or name.endswith("_crs")):
        above = crs.removesuffix("crs")
        columns = {f"{above}lon", f"{above}lat", f"{above}precision_m"} & {*rows.column_names}
        metres = (
            rows.column(f"{above}precision_m") if f"{above}precision_m" in columns else pa.nulls(len(rows))
        )
        for name in sorted(columns - {f"{above}precision_m"}):
            pairs = zip(rows.column(name).to_pylist(), metres.to_pylist(), strict=True)
            shown = [None if degrees is None else round(degrees, decimals(m)) for degrees, m in pairs]
            rows = rows.set_column(rows.column_names.index(name), name, pa.array(shown, pa.float64()))
    return table if rows is table.rows else replace(table, rows=rows)
