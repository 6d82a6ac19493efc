"""CSV after RFC 4180: UTF-8, comma, CRLF for Excel and LF otherwise, a header of column names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from generator.datasets.formats.values import Row, flat_column, flat_rows
from generator.datasets.publication import Dataset

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_KEPT = re.compile(r"-?(0|[1-9]\d{0,10})(\.\d{0,9}[1-9])?", re.ASCII)
"""Numbers that Excel shows as they are written: at most eleven digits, no zeros that it would drop."""
_MOMENT = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|\d{1,2}:\d{2}(:\d{2})?", re.ASCII)
"""What it takes for a day or an hour: a month, the name of a release, opening hours."""


def write(dataset: Dataset) -> bytes:
    """UTF-8 without BOM, LF. An empty cell is a missing value."""
    rows = dataset.table.rows
    return _write(b"", rows.column_names, flat_rows(rows), "\n")


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a file as `write` makes it, every cell as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def for_excel(dataset: Dataset) -> bytes:
    """UTF-8 with BOM, CRLF: Excel opens it by a double click with the Chinese right.

    The header holds the Chinese titles; codes stay codes so that both files can be joined. Of a column of
    text in which Excel would change something (a code of 12 digits, a leading zero, a month), all that
    looks like a number, a day or an hour stands as `="..."`, and stays text.
    """
    header, rows = [c.title.zh for c in dataset.table.columns], dataset.table.rows
    texts = {i for i, column in enumerate(rows.columns) if _changes_in_excel(column)}
    return _write(b"\xef\xbb\xbf", header, _as_text(flat_rows(rows), texts), "\r\n")


def _changes_in_excel(column: pa.ChunkedArray) -> bool:
    if not (pa.types.is_string(column.type) or pa.types.is_list(column.type)):
        return False
    texts = {text for part in column.chunks for text in flat_column(part).to_pylist() if text}
    return any(_looks_like_a_value(text) and not _KEPT.fullmatch(text) for text in texts)


def _as_text(rows: Iterable[Row], texts: set[int]) -> Iterator[list[Any]]:
    for row in rows:
        yield [f'="{v}"' if i in texts and v and _looks_like_a_value(v) else v for i, v in enumerate(row)]


def _looks_like_a_value(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _MOMENT.fullmatch(text))


def _write(mark: bytes, header: list[str], rows: Iterable[Iterable[Any]], end: str) -> bytes:
    content = io.BytesIO()
    content.write(mark)
    text = io.TextIOWrapper(content, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    text.flush()
    return content.getvalue()
