"""The cells of a spreadsheet as SpreadsheetML (ECMA-376, 18.3.1.4), a column at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

from generator.datasets.values import plain_column
from generator.tables import SEPARATOR

EPOCH = -25_569
"""Days from 1970-01-01 back to 1899-12-30, where spreadsheets begin to count."""

_FIRST = EPOCH + 61  # before 1900-03-01 they count a day that never was
_EXACT = 2**53
_DIGITS = 15
_DAY = 86_400


def cells_of(values: pa.Array, column: int, style: int, first_row: int) -> list[str]:
    """A cell for every value, "" where there is none. Numbers that a spreadsheet would round, and
    dates it cannot count, are text."""
    name = xl_col_to_name(column)
    plain = f'" s="{style}"><v>'
    text = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    truth = f'" s="{style}" t="b"><v>'
    if pa.types.is_boolean(values.type):
        made = [None if v is None else f"{truth}{v:d}</v></c>" for v in values.to_pylist()]
    elif (numbers := _numbers(values)) is not None:
        shown = zip(numbers, plain_column(values).to_pylist(), strict=True)
        made = [
            None if s is None else f"{text}{s}</t></is></c>" if n is None else f"{plain}{n}</v></c>"
            for n, s in shown
        ]
    else:
        made = [None if v is None else f"{text}{v}</t></is></c>" for v in _texts(values)]
    return ["" if m is None else f'<c r="{name}{row}{m}' for row, m in enumerate(made, first_row)]


def _numbers(values: pa.Array) -> list[Any] | None:
    """What to write as a number, None for what is better written as text; None if it is no number at all."""
    kind = values.type
    if pa.types.is_floating(kind):
        return [None if v is None else repr(v) for v in values.to_pylist()]
    if pa.types.is_integer(kind):
        return [v if v is not None and abs(v) <= _EXACT else None for v in values.to_pylist()]
    if pa.types.is_decimal(kind):
        return [None if v is None or _digits(v) > _DIGITS else str(v) for v in values.to_pylist()]
    if pa.types.is_date(kind):
        days = values.cast(pa.int32()).to_pylist()
        return [None if d is None or d < _FIRST else d - EPOCH for d in days]
    if pa.types.is_timestamp(kind):
        seconds = pc.local_timestamp(values).cast(pa.int64()).to_pylist()
        return [None if s is None or s < _FIRST * _DAY else _serial(s) for s in seconds]
    return None


def _serial(seconds: int) -> str:
    """Days and a fraction; nine decimals are a tenth of a millisecond, and fewer digits than a telephone number."""
    return f"{seconds / _DAY - EPOCH:.9f}".rstrip("0").rstrip(".")


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def _texts(values: pa.Array) -> list[str | None]:
    """Escaped for XML, and what looks like an escape of spreadsheets (`_x0041_`) kept as it is."""
    if pa.types.is_list(values.type):
        values = pc.binary_join(values, SEPARATOR)
    for plain, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        values = pc.replace_substring(values, plain, escaped)
    values = pc.replace_substring_regex(values, "_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1")
    return values.to_pylist()  # type: ignore[no-any-return]
