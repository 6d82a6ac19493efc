"""The first and the last day of what is written as a day, a month, a quarter, half a year, a year or a span."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any, NamedTuple

_PERIOD = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])(?:T.*)?)?|-?Q([1-4])|-?H([12]))?"
)
_IN_WORDS = re.compile(
    r"([0-9]{4})(?:年(?:(1[0-2]|0?[1-9])月(?:(3[01]|[12][0-9]|0?[1-9])日)?)?"
    r"|-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?(?![0-9]))"
)


def first_day(value: Any) -> str:
    """Of a day, instant, month (2023-05), quarter (2023Q2, 2023-Q2), half-year (2023H1) or year, or of a span in
    words (2022年9月至2023年, 2023-03至2023-06), as ISO text; empty if the value is none of these."""
    if not (found := _periods(value)):
        return ""
    year, month, _, day = found[0]
    return f"{year:04}-{month:02}-{day or 1:02}"


def last_begins(value: Any) -> str:
    """The first day of the last year, month or day that a span names; of anything else its first day."""
    if not (found := _periods(value)):
        return ""
    year, month, _, day = found[-1]
    return f"{year:04}-{month:02}-{day or 1:02}"


def last_day(value: Any) -> str:
    if not (found := _periods(value)):
        return ""
    year, _, month, day = found[-1]
    return f"{year:04}-{month:02}-{day or monthrange(year, month)[1]:02}"


class _Period(NamedTuple):
    year: int
    first_month: int
    last_month: int
    day: int | None


def _periods(value: Any) -> list[_Period]:
    text = str(value) if isinstance(value, (str, int)) else ""
    if found := _PERIOD.fullmatch(text):
        year, month, day, quarter, half = (None if g is None else int(g) for g in found.groups())
        assert year is not None
        last = month or (quarter and quarter * 3) or (half and half * 6) or 12
        first = month or (quarter and last - 2) or (half and last - 5) or 1
        return [_Period(year, first, last, day)] if year else []
    named = ([int(g or 0) for g in m.groups()] for m in _IN_WORDS.finditer(text))
    dated = ((year, month or m, day or d) for year, month, day, m, d in named)
    return [_Period(year, month or 1, month or 12, day or None) for year, month, day in dated if year]
