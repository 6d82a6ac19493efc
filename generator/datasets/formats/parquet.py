"""Parquet with typed columns; what the table, its columns and their codes mean stands in its metadata."""

from __future__ import annotations

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from generator.datasets.formats.json import about
from generator.datasets.publication import Dataset
from generator.tables.tabulate import Column


def write(dataset: Dataset) -> bytes:
    """All metadata is text; the codes of a column and the table's key are JSON."""
    fields = [pa.field(c.name, c.arrow_type, metadata=_about(c)) for c in dataset.table.columns]
    words = {key: orjson.dumps(v) if isinstance(v, tuple) else str(v) for key, v in about(dataset).items()}
    schema = pa.schema(fields, metadata=words)
    sink = pa.BufferOutputStream()
    pq.write_table(dataset.table.rows.cast(schema), sink, compression="zstd")
    return bytes(sink.getvalue())


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
