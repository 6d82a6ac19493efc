"""Drawings as inline SVG: the boundary-free schematic of points and town names, bar charts, curves."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import cos, radians
from typing import NamedTuple

from markupsafe import Markup

Box = tuple[float, float, float, float]


class Dot(NamedTuple):
    """A place: WGS84 degrees; `group` is the name of the town it stands under."""

    id: str
    title: str
    href: str
    lon: float
    lat: float
    group: str


class Label(NamedTuple):
    name: str
    lon: float
    lat: float


_WIDTH, _MARGIN = 720, 36


def labels(dots: Iterable[Dot]) -> list[Label]:
    """Each group's name at the mean of its points: where the name reads best, not a seat of town."""
    groups: dict[str, list[Dot]] = defaultdict(list)
    for dot in dots:
        if dot.group:
            groups[dot.group].append(dot)
    return [
        Label(name, round(sum(d.lon for d in g) / len(g), 4), round(sum(d.lat for d in g) / len(g), 4))
        for name, g in sorted(groups.items())
    ]


def bounds(dots: list[Dot]) -> Box:
    """West, south, east, north of the points; a little room where there is only one."""
    lons, lats = [d.lon for d in dots], [d.lat for d in dots]
    room = 0.005
    return (min(lons) - room, min(lats) - room, max(lons) + room, max(lats) + room)


def svg(dots: list[Dot], words: dict[str, str], highlight: str | None = None) -> Markup:
    """The drawing. Every point is a link with the place's name; an empty list gives nothing."""
    if not dots:
        return Markup("")
    west, south, east, north = bounds(dots)
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    shrink = round(cos(radians((south + north) / 2)), 2)
    scale = (_WIDTH - 2 * _MARGIN) / max(east - west, (north - south) * 0.6)
    height = round((north - south) * scale / shrink + 2 * _MARGIN)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * scale + _MARGIN, 1), round((north - lat) * scale / shrink + _MARGIN, 1)

    parts = [
        Markup('<text x="{}" y="{}" class="ya-svg-town">{}</text>').format(*at(t.lon, t.lat), t.name)
        for t in labels(dots)
    ]
    for dot in sorted(dots, key=lambda d: (d.id == highlight, -d.lat, d.id)):
        x, y = at(dot.lon, dot.lat)
        mark = "ya-svg-dot ya-svg-dot--here" if dot.id == highlight else "ya-svg-dot"
        parts.append(
            Markup('<a href="{}"><title>{}</title><circle cx="{}" cy="{}" r="{}" class="{}"/></a>').format(
                dot.href, dot.title, x, y, 9 if dot.id == highlight else 6, mark
            )
        )
    north_arrow = Markup(
        '<g class="ya-svg-north"><path d="M{0} 14 l7 20 l-7 -5 l-7 5 z"/><text x="{0}" y="50">{1}</text></g>'
    ).format(_WIDTH - 22, words["north"])
    return Markup(
        '<svg class="ya-schematic" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>'
    ).format(_WIDTH, height, words["label"], Markup("").join(parts), north_arrow)


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


_CHART_WIDTH, _ROW, _THICK, _GAP = 720, 36, 20, 10
_LETTER = 14  # room for a letter as large as it is on a telephone; a Chinese character takes two


def bars(rows: Sequence[Bar], title: str, description: str, top: float | None = None) -> Markup:
    """One horizontal bar a row from zero on; `top` is the end of the scale (100 for per cent).

    Nothing if there is nothing to compare or a value is below zero.
    """
    values = [v for r in rows for v in (r.value, r.high) if v is not None]
    if len(rows) < 2 or not any(values) or min(values) < 0:
        return Markup("")
    left = min(max(_room(r.label) for r in rows), _CHART_WIDTH // 3)
    right = min(max(_room(r.text) for r in rows), _CHART_WIDTH // 3)
    scale = (_CHART_WIDTH - left - right) / max(*values, top or 0)
    parts = [_bar(row, left, i * _ROW, scale) for i, row in enumerate(rows)]
    return Markup(
        '<svg class="ya-chart" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>'
    ).format(_CHART_WIDTH, len(rows) * _ROW, title, title, description, Markup("").join(parts))


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


class Point(NamedTuple):
    """A value on a day; `label` names the day, `text` is the value as people read it."""

    day: date
    value: float
    label: str
    text: str


_CURVE_HEIGHT = 160


def curve(points: Sequence[Point], title: str, description: str, top: float | None = None) -> Markup:
    """The values over time, joined by a line from zero on, days as far apart as they are; the first and the
    last are written out. Nothing before there are two days."""
    highest = max((p.value for p in points), default=0)
    if len(points) < 2 or highest <= 0 or min(p.value for p in points) < 0:
        return Markup("")
    first, last = points[0], points[-1]
    left, right = (max(_room(p.label), _room(p.text)) // 2 for p in (first, last))
    width = (_CHART_WIDTH - left - right) / (last.day - first.day).days
    scale = (_CURVE_HEIGHT - 2 * _ROW) / max(highest, top or 0)
    foot = _CURVE_HEIGHT - _ROW
    at = [
        (round(left + (p.day - first.day).days * width, 1), round(foot - p.value * scale, 1)) for p in points
    ]
    line = Markup('<path d="M{}" class="ya-chart__line"/>').format("L".join(f"{x} {y}" for x, y in at))
    dots = [
        Markup('<circle cx="{}" cy="{}" r="5" class="ya-chart__dot"><title>{} {}</title></circle>').format(
            x, y, p.label, p.text
        )
        for (x, y), p in zip(at, points, strict=True)
    ]
    words = [
        Markup(
            '<text x="{0}" y="{1}" class="ya-chart__point">{2}</text><text x="{0}" y="{3}" class="ya-chart__point">{4}</text>'
        ).format(x, y - _GAP - 2, p.text, foot + _ROW - _GAP, p.label)
        for (x, y), p in ((at[0], first), (at[-1], last))
    ]
    return Markup(
        '<svg class="ya-chart" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>'
    ).format(_CHART_WIDTH, _CURVE_HEIGHT, title, title, description, Markup("").join([line, *dots, *words]))
