"""Days and times of a workbook: numbers that are dates only by their format (ECMA-376, 18.8.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

Shape = Literal["", "day", "time", "instant"]

_DAYS = frozenset([*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58])
_TIMES = frozenset([*range(18, 22), *range(32, 36), *range(45, 48), 55, 56])
_INSTANT = 22
_LITERAL = re.compile(r'"[^"]*"|\\.|\[(?!h|hh|m|mm|s|ss\])[^\]]*\]|_.|\*.')
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = 2_958_465  # 31 December 9999


def shape_of(number: int, code: str | None) -> Shape:
    """Whether a format shows a day, a time of day, both or neither; `code` is its text if it is no built-in."""
    if code is None:
        if number == _INSTANT:
            return "instant"
        return "day" if number in _DAYS else "time" if number in _TIMES else ""
    signs = _LITERAL.sub("", code).lower()
    if "y" in signs or "d" in signs:
        return "instant" if "h" in signs else "day"
    if "h" in signs or "s" in signs:
        return "time"
    return "day" if "m" in signs and not re.search(r"[0#?]", signs) else ""


@dataclass(frozen=True)
class Styles:
    """The shape of each cell style, and the epoch that days are counted from."""

    shapes: tuple[Shape, ...] = ()
    from_1904: bool = False

    def shape(self, style: str | None) -> Shape:
        at = int(style or 0)
        return self.shapes[at] if 0 <= at < len(self.shapes) else ""


def moment(value: float, shape: Shape, from_1904: bool) -> date | datetime | time | str | float:
    """What a number in a date format says; the number itself if it is no day at all."""
    if not 0 <= value <= _LAST:
        return value
    if shape == "time" and value <= 1:
        seconds = round(value * 86400)
        return "24:00" if seconds == 86400 else (datetime.min + timedelta(seconds=seconds)).time()
    found = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=round(value * 86400))
    return found.date() if value == int(value) and shape != "instant" else found
