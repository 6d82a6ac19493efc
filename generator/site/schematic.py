"""The boundary-free schematic: points and town names as inline SVG, no projection, no lines.

Not a survey map: it shows how places lie to each other, within the box that the plan records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
    # A degree of longitude is shorter than one of latitude: cos 31° = 0.86 at these latitudes.
    scale = (_WIDTH - 2 * _MARGIN) / max(east - west, (north - south) * 0.6)
    height = round((north - south) * scale / 0.86 + 2 * _MARGIN)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * scale + _MARGIN, 1), round((north - lat) * scale / 0.86 + _MARGIN, 1)

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
