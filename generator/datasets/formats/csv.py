"""CSV after RFC 4180: UTF-8, comma, CRLF for Excel and LF otherwise, a header of column names."""

from __future__ import annotations

import csv
import io

from generator.datasets.formats.values import flat_rows
from generator.datasets.publication import Dataset


def write(dataset: Dataset) -> bytes:
    """UTF-8 without BOM, LF. An empty cell is a missing value."""
    return _write(b"", dataset.table.rows.column_names, dataset, "\n")


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a file as `write` makes it, every cell as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def for_excel(dataset: Dataset) -> bytes:
    """UTF-8 with BOM, CRLF: Excel opens it by a double click with the Chinese right.

    The header holds the Chinese titles; codes stay codes so that both files can be joined.
    """
    header = [c.title.zh for c in dataset.table.columns]
    return _write(b"\xef\xbb\xbf", header, dataset, "\r\n")


def _write(mark: bytes, header: list[str], dataset: Dataset, end: str) -> bytes:
    content = io.BytesIO()
    content.write(mark)
    text = io.TextIOWrapper(content, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(header)
    writer.writerows(flat_rows(dataset.table.rows))
    text.flush()
    return content.getvalue()
