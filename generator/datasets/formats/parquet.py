"""Parquet with typed columns; what the table, its columns and their codes mean stands in its metadata.

A table with points is GeoParquet 1.1.0 (geoparquet.org): its last column `geometry` holds them as WKB in WGS84.
"""

from __future__ import annotations

from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from generator.core.geo import bounding_box, wkb
from generator.datasets.formats.json import about
from generator.datasets.publication import Dataset
from generator.tables.tabulate import Column, Table


def write(dataset: Dataset) -> bytes:
    """All metadata is text; the codes of a column, the table's key and its caveats are JSON."""
    table, rows = dataset.table, dataset.table.rows
    fields = [pa.field(c.name, c.arrow_type, metadata=_about(c)) for c in table.columns]
    words = {
        key: orjson.dumps(v) if isinstance(v, (tuple, list)) else str(v) for key, v in about(dataset).items()
    }
    if table.has_point:
        fields.append(_GEOMETRY)
        rows = rows.append_column(
            _GEOMETRY.name, pa.array([p and wkb(*p) for p in table.points], pa.binary())
        )
        words["geo"] = orjson.dumps(_geo(table))
    sink = pa.BufferOutputStream()
    pq.write_table(rows.cast(pa.schema(fields, metadata=words)), sink, compression="zstd")
    return bytes(sink.getvalue())


_GEOMETRY = pa.field(
    "geometry",
    pa.binary(),
    metadata={"title": "点", "title_en": "Point", "description": "WGS84 坐标的点，WKB 格式；GeoParquet 用",
              "description_en": "The point in WGS84 as WKB, for GeoParquet"},
)  # fmt: skip


def _geo(table: Table) -> dict[str, Any]:
    """Without `crs` it is OGC:CRS84: WGS84, longitude first."""
    box = bounding_box(table.points)
    column = {"encoding": "WKB", "geometry_types": ["Point"], **({"bbox": box} if box else {})}
    return {"version": "1.1.0", "primary_column": _GEOMETRY.name, "columns": {_GEOMETRY.name: column}}


def _about(column: Column) -> dict[str, str | bytes]:
    f = column.field
    words: dict[str, str | bytes] = {
        "title": column.title.zh,
        "title_en": column.title.en,
        "description": f.description.zh,
        "description_en": f.description.en,
    }
    if f.unit:
        words |= {"unit": f.unit.zh, "unit_en": f.unit.en}
    if column.codes:
        words["codes"] = orjson.dumps({code: {"zh": t.zh, "en": t.en} for code, t in column.codes.items()})
    if column.refers_to:
        words["refers_to"] = column.refers_to
    if f.iri:
        words["iri"] = f.iri
    return words
