"""CSV after RFC 4180: UTF-8, comma, CRLF for Excel and LF otherwise, a header of column names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from generator.datasets.formats.values import Row, flat_rows
from generator.datasets.publication import Dataset

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_KEPT = re.compile(r"-?(0|[1-9]\d{0,10})(\.\d{0,9}[1-9])?", re.ASCII)
"""Numbers that Excel shows as they are written: at most eleven digits, no zeros that it would drop."""


def write(dataset: Dataset) -> bytes:
    """UTF-8 without BOM, LF. An empty cell is a missing value."""
    rows = dataset.table.rows
    return _write(b"", rows.column_names, flat_rows(rows), "\n")


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a file as `write` makes it, every cell as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def for_excel(dataset: Dataset) -> bytes:
    """UTF-8 with BOM, CRLF: Excel opens it by a double click with the Chinese right.

    The header holds the Chinese titles; codes stay codes so that both files can be joined. Text that Excel
    would take for another number (a code of 12 digits, a leading zero) stands as `="..."`, and stays text.
    """
    header, rows = [c.title.zh for c in dataset.table.columns], dataset.table.rows
    texts = {i for i, column in enumerate(rows.schema) if not _is_numeric(column.type)}
    return _write(b"\xef\xbb\xbf", header, _as_text(flat_rows(rows), texts), "\r\n")


def _is_numeric(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _as_text(rows: Iterable[Row], texts: set[int]) -> Iterator[list[Any]]:
    for row in rows:
        yield [f'="{v}"' if i in texts and _changes_in_excel(v) else v for i, v in enumerate(row)]


def _changes_in_excel(text: str | None) -> bool:
    return bool(text and _NUMBER.fullmatch(text) and not _KEPT.fullmatch(text))


def _write(mark: bytes, header: list[str], rows: Iterable[Iterable[Any]], end: str) -> bytes:
    content = io.BytesIO()
    content.write(mark)
    text = io.TextIOWrapper(content, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    text.flush()
    return content.getvalue()
