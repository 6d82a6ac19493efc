"""Bar charts as inline SVG, drawn from the numbers of the table beside them. Knows no record."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup


class Bar(NamedTuple):
    """`text` is the value as people read it; a value of None draws no bar, only its text.

    `low` and `high` are the ends of an interval; `strong` marks a total.
    """

    label: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    strong: bool = False


_WIDTH, _ROW, _THICK, _GAP = 720, 36, 20, 10
_LETTER = 14  # room for a letter as large as it is on a telephone; a Chinese character takes two


def bars(rows: Sequence[Bar], title: str, description: str, top: float | None = None) -> Markup:
    """One horizontal bar a row from zero on; `top` is the end of the scale (100 for per cent).

    Nothing if there is nothing to compare or a value is below zero.
    """
    values = [v for r in rows for v in (r.value, r.high) if v is not None]
    if len(rows) < 2 or not any(values) or min(values) < 0:
        return Markup("")
    left = min(max(_room(r.label) for r in rows), _WIDTH // 3)
    right = min(max(_room(r.text) for r in rows), _WIDTH // 3)
    scale = (_WIDTH - left - right) / max(*values, top or 0)
    parts = [_bar(row, left, i * _ROW, scale) for i, row in enumerate(rows)]
    return Markup(
        '<svg class="ya-chart" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>'
    ).format(_WIDTH, len(rows) * _ROW, title, title, description, Markup("").join(parts))


def _room(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words) * _LETTER + 2 * _GAP


def _bar(row: Bar, left: int, y: int, scale: float) -> Markup:
    length = round((row.value or 0) * scale, 1)
    middle = y + _ROW // 2
    strong = " ya-chart__bar--strong" if row.strong else ""
    parts = [
        Markup('<text x="{}" y="{}" class="ya-chart__label">{}</text>').format(left - _GAP, middle, row.label)
    ]
    if row.value:
        box = (left, middle - _THICK // 2, length, _THICK, strong)
        parts.append(
            Markup('<rect x="{}" y="{}" width="{}" height="{}" class="ya-chart__bar{}"/>').format(*box)
        )
    end = left + length
    if row.low is not None and row.high is not None:
        low, high = round(left + row.low * scale, 1), round(left + row.high * scale, 1)
        line = (low, middle, high, low, middle - 5, 10, high, middle - 5, 10)
        parts.append(Markup('<path d="M{} {}H{}M{} {}v{}M{} {}v{}" class="ya-chart__span"/>').format(*line))
        end = max(end, high)
    parts.append(
        Markup('<text x="{}" y="{}" class="ya-chart__text">{}</text>').format(end + _GAP, middle, row.text)
    )
    return Markup("").join(parts)
