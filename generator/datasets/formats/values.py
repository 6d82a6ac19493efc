"""How a value is written, the same in every format: as JSON has it, as a cell of text, as a cell of a database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from generator.tables.tabulate import SEPARATOR

AT_A_TIME = 5_000
"""Rows that are Python values at a time; a whole large table would take gigabytes."""

Row = tuple[Any, ...]


def plain_rows(table: pa.Table) -> Iterator[Row]:
    """The rows of an Arrow table, every value as `plain_column` has it; column-wise, as Arrow is fastest."""
    return _rows(table, plain_column)


def flat_rows(table: pa.Table) -> Iterator[Row]:
    """The same, every value as `flat_column` has it."""
    return _rows(table, flat_column)


def cell_rows(table: pa.Table) -> Iterator[Row]:
    """As `flat_rows`, but booleans and amounts stay what they are."""
    return _rows(table, _cell_column)


def _rows(table: pa.Table, convert: Any) -> Iterator[Row]:
    for batch in table.to_batches(max_chunksize=AT_A_TIME):
        yield from zip(*(convert(column).to_pylist() for column in batch.columns), strict=True)


def plain_column(column: Any) -> Any:
    """A column for JSON: dates and times as ISO 8601; lists stay lists. An amount is a number, exact to the
    cent: it has at most 14 digits (V-505), and a double holds 15."""
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%S%Ez")
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    if pa.types.is_decimal(column.type):
        return column.cast(pa.string()).cast(
            pa.float64()
        )  # straight away, Arrow makes 19.99 19.990000000000002
    return column


def flat_column(column: Any) -> Any:
    """A column for cells of text: true/false in lower case, amounts with two decimals, code lists joined by `;`."""
    if pa.types.is_boolean(column.type) or pa.types.is_decimal(column.type):
        return column.cast(pa.string())
    if pa.types.is_list(column.type):
        return pc.binary_join(column, SEPARATOR)
    return plain_column(column)


def _cell_column(column: Any) -> Any:
    if pa.types.is_boolean(column.type) or pa.types.is_decimal(column.type):
        return plain_column(column)
    return flat_column(column)
