"""How a value is written as text, the same in every format that has only text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from generator.tables.tabulate import SEPARATOR

AT_A_TIME = 5_000
"""Rows that are Python values at a time; a whole large table would take gigabytes."""

Row = tuple[Any, ...]


def json_value(value: Any) -> Any:
    """A value for JSON: dates as ISO 8601, money as text with two decimals; lists stay lists."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def flat(value: Any) -> Any:
    """A value for a cell: as `plain`, true/false in lower case, code lists joined by `;`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return json_value(value)


def plain_rows(table: pa.Table) -> Iterator[Row]:
    """The rows of an Arrow table, every value as `plain` has it; column-wise, as Arrow is fastest."""
    return _rows(table, plain_column)


def flat_rows(table: pa.Table) -> Iterator[Row]:
    """The same, every value as `flat` has it."""
    return _rows(table, _flat_column)


def cell_rows(table: pa.Table) -> Iterator[Row]:
    """As `flat_rows`, but booleans stay what they are."""
    return _rows(table, lambda c: c if pa.types.is_boolean(c.type) else _flat_column(c))


def _rows(table: pa.Table, convert: Any) -> Iterator[Row]:
    for batch in table.to_batches(max_chunksize=AT_A_TIME):
        yield from zip(*(convert(column).to_pylist() for column in batch.columns), strict=True)


def plain_column(column: Any) -> Any:
    """A column with every value as `plain` has it, as far as it is not JSON's own."""
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%S%Ez")
    if pa.types.is_date(column.type) or pa.types.is_decimal(column.type):
        return column.cast(pa.string())
    return column


def _flat_column(column: Any) -> Any:
    if pa.types.is_boolean(column.type):
        return column.cast(pa.string())
    if pa.types.is_list(column.type):
        return pc.binary_join(column, SEPARATOR)
    return plain_column(column)
