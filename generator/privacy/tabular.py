"""Opens tables of every format far enough to read their cells; knows nothing of what stands in them."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pyarrow
import pyarrow.parquet

_CONSTANT = re.compile(r'="[0-9A-Za-z.:/+-]+"', re.ASCII)
"""Digits and signs between them that a spreadsheet is to keep as text: it runs nothing."""


class Unreadable(Exception):
    """Not the kind of table that its first bytes say it is."""


def sqlite(content: bytes) -> Iterator[bytes]:
    """Every column of every table: its values, one a line, after the words that made the table."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.text_factory = bytes
        try:
            connection.deserialize(content)
            made = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
            yield b"\n".join(sql for _, sql in made)
            for (table,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall():
                yield from _columns(connection, table.decode())
        except sqlite3.Error as error:
            raise Unreadable from error


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[bytes]:
    quoted = '"' + table.replace('"', '""') + '"'
    names = [row[1].decode() for row in connection.execute(f"PRAGMA table_info({quoted})").fetchall()]
    parts = ", ".join(
        f'group_concat(CAST("{name.replace(chr(34), chr(34) * 2)}" AS TEXT), char(10, 31, 10))'
        for name in names
    )
    if parts:
        row = connection.execute(f"SELECT {parts} FROM {quoted}").fetchone()
        yield from (values for values in row if values)


def parquet(content: bytes) -> Iterator[bytes]:
    """Every column: its values, one a line."""
    try:
        table = pyarrow.parquet.read_table(io.BytesIO(content))
    except (pyarrow.ArrowException, OSError) as error:
        raise Unreadable from error
    if table.schema.metadata:
        yield b"\n".join(part for pair in table.schema.metadata.items() for part in pair)
    for column in table.columns:
        if not pyarrow.types.is_floating(column.type) and not pyarrow.types.is_boolean(column.type):
            yield "\n\x1f\n".join(str(v) for v in column.to_pylist() if v is not None).encode()


def rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 24)
    yield from csv.reader(io.StringIO(text, newline=""))


def is_number(cell: str) -> bool:
    return cell[:1] == "-" and cell[1:].replace(".", "", 1).isdigit()


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell. A negative number is none, nor is a constant text."""
    begins_so = cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return begins_so and not is_number(cell) and not _CONSTANT.fullmatch(cell)
