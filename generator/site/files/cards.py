"""Icons of the installed site and the cards that chats show beside a link, drawn without a font.

A card has the section's icon before the dots of all places, the same schematic as on the map; so
one a section will do, and none needs a letter.
"""

from __future__ import annotations

import hashlib
import math
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from generator.config.colours import RGB, chosen, mix, rgb
from generator.core.outputs import Output, keyed
from generator.site.render.views import Views

CARD = (800, 420)
ICONS = {"icon-512": 512, "icon-192": 192, "apple-touch-icon": 180}
SITE = "site"
_OWN_LOGO = Path(__file__).parent.parent / "assets" / "logo.svg"
_OWN_COLOUR = b"#0b7a6b"
_WHITE: RGB = (255, 255, 255)
_MOST_DOTS = 400


def card_of(path: str, views: Views) -> str:
    """The card of a page, by its address below the root of a language."""
    folder = path.partition("/")[0]
    return f"assets/cards/{folder if folder in views.catalog.model.by_folder else SITE}.png"


def logo(root: Path, settings: Mapping[str, Any]) -> bytes:
    """The SVG that `extra.logo` names, else our own in the main colour."""
    if own := settings.get("logo"):
        return Path(root, own).read_bytes()
    return _OWN_LOGO.read_bytes().replace(_OWN_COLOUR, chosen(settings)["brand"].encode())


def pictures(root: Path, settings: Mapping[str, Any], views: Views) -> Iterator[Output]:
    studio = _Studio(rgb(chosen(settings)["brand"]), logo(root, settings), tuple(_places(views)))
    for name, size in ICONS.items():
        yield keyed(f"assets/icons/{name}.png", partial(studio.icon, size), studio.key, alone=True)
    sections = {SITE: "", **{t.folder: t.icon for t in views.catalog.model.types}}
    for folder, icon in sections.items():
        key = f"{studio.key}{icon}"
        yield keyed(f"assets/cards/{folder}.png", partial(studio.card, icon), key, alone=True)


def _places(views: Views) -> Iterator[tuple[float, float]]:
    """Where everything is that has a place, WGS84; no more than a card can show."""
    found = [
        (view["lon_wgs84"], view["lat_wgs84"])
        for t in views.catalog.model.types
        if t.point
        for view in map(views.view, views.records(t.folder))
        if view["lon_wgs84"] is not None
    ]
    yield from found[:: len(found) // _MOST_DOTS + 1]


@dataclass(frozen=True)
class _Studio:
    brand: RGB
    svg: bytes
    places: tuple[tuple[float, float], ...]

    @cached_property
    def key(self) -> str:
        return hashlib.sha256(repr((self.brand, self.svg, self.places)).encode()).hexdigest()

    @cached_property
    def logo(self) -> Picture:
        return read_picture(self.svg)

    def icon(self, size: int) -> bytes:
        """The logo within the middle that launchers leave of an icon (maskable, W3C app manifest)."""
        part = size * 0.62
        return (
            Canvas(size, size, _WHITE)
            .paint(self.logo.placed((size - part) / 2, (size - part) / 2, part))
            .png()
        )

    def card(self, icon: str) -> bytes:
        canvas = self._ground.copy()
        if picture := _icon(icon):
            canvas.paint(picture.placed(56, 120, 180, _WHITE))
            canvas.paint(_badge(self.logo, 716, 336, 52))
        else:
            canvas.paint(_badge(self.logo, 150, 210, 104))
        return canvas.png()

    @cached_property
    def _ground(self) -> Canvas:
        canvas = Canvas(*CARD, self.brand)
        if not self.places:
            return canvas
        lons, lats = zip(*self.places, strict=True)
        west, south = min(lons), min(lats)
        wide, high = max(lons) - west or 1, max(lats) - south or 1
        dots = [
            circle(300 + (lon - west) / wide * 440, 380 - (lat - south) / high * 340, 9, 16)
            for lon, lat in self.places
        ]
        tint = mix(self.brand, _WHITE, 0.3)
        return canvas.paint(Shape([dot], tint) for dot in dots)


def _badge(logo: Picture, x: float, y: float, radius: float) -> Iterator[Shape]:
    yield Shape([circle(x, y, radius, 64)], _WHITE)
    size = radius * 1.24
    yield from logo.placed(x - size / 2, y - size / 2, size)


def _icon(name: str) -> Picture | None:
    """From the set that comes with the page engine; none if another engine has none of that name."""
    path = files("material") / "templates" / ".icons" / "material" / f"{name}.svg"
    return read_picture(path.read_bytes()) if name and path.is_file() else None


Point = tuple[float, float]
Polygon = list[Point]

_STEPS = 12  # straight pieces of a curve; enough at the sizes of icons
_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAGS = re.compile(r"\s*,?\s*([01])")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_PLAIN = frozenset(["d", "fill", "cx", "cy", "r", "x", "y", "width", "height", "id"])
_ROOT = frozenset(["viewBox", "width", "height", "fill", "role", "version", "id", "aria-hidden"])
_NAMES = {"white": (255, 255, 255), "black": (0, 0, 0), "currentColor": (0, 0, 0)}


class NotSimple(Exception):
    """The picture holds something that is not drawn here; the message names it."""


@dataclass(frozen=True)
class Shape:
    """Polygons filled together by the nonzero rule, in units of the picture."""

    polygons: list[Polygon]
    fill: RGB


@dataclass(frozen=True)
class Picture:
    """Shapes, painted one after the other, in a box of `width` × `height`."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def placed(self, x: float, y: float, size: float, fill: RGB | None = None) -> Iterator[Shape]:
        """The shapes in a square of that size at (x, y); all of one colour, if one is given."""
        scale = size / max(self.width, self.height)
        left, top = x + (size - self.width * scale) / 2, y + (size - self.height * scale) / 2
        for shape in self.shapes:
            moved = [[(left + px * scale, top + py * scale) for px, py in p] for p in shape.polygons]
            yield Shape(moved, fill or shape.fill)


def read_picture(svg: bytes) -> Picture:
    """Raises NotSimple for anything but the shapes named above, and for what is no SVG."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise NotSimple(str(error)) from None
    if _tag(root) != "svg":
        raise NotSimple(f"<{_tag(root)}>")
    _only(root, _ROOT)
    try:
        left, top, width, height = (float(n) for n in root.get("viewBox", "").replace(",", " ").split())
        shapes = tuple(_shapes(root, _colour(root.get("fill"), (0, 0, 0)) or (0, 0, 0)))
    except ValueError as error:
        raise NotSimple(str(error) or "viewBox") from None
    moved = [Shape([[(x - left, y - top) for x, y in p] for p in s.polygons], s.fill) for s in shapes]
    return Picture(width, height, tuple(moved))


def circle(x: float, y: float, radius: float, steps: int = 24) -> Polygon:
    angles = (2 * math.pi * i / steps for i in range(steps))
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


def _shapes(root: ElementTree.Element, inherited: RGB) -> Iterator[Shape]:
    for element in root:
        tag = _tag(element)
        if tag in ("title", "desc"):
            continue
        if tag not in ("path", "circle", "rect"):
            raise NotSimple(f"<{tag}>")
        _only(element, _PLAIN)
        fill = _colour(element.get("fill"), inherited)
        if fill is not None:
            yield Shape(_polygons(tag, element), fill)


def _polygons(tag: str, element: ElementTree.Element) -> list[Polygon]:
    if tag == "path":
        return _Path().draw(element.get("d", ""))
    number = {name: float(element.get(name, 0)) for name in ("cx", "cy", "r", "x", "y", "width", "height")}
    if tag == "circle":
        return [circle(number["cx"], number["cy"], number["r"], 48)]
    x, y, w, h = (number[name] for name in ("x", "y", "width", "height"))
    return [[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]]


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _only(element: ElementTree.Element, known: frozenset[str]) -> None:
    for name in element.attrib:
        if name not in known:
            raise NotSimple(f"{_tag(element)} {name}=")


def _colour(value: str | None, inherited: RGB) -> RGB | None:
    """None for no fill at all."""
    if value is None:
        return inherited
    if value == "none":
        return None
    if re.fullmatch("#[0-9a-fA-F]{6}", value):
        return rgb(value)
    if re.fullmatch("#[0-9a-fA-F]{3}", value):
        return rgb("#" + "".join(c * 2 for c in value[1:]))
    if value in _NAMES:
        return _NAMES[value]
    raise NotSimple(f'fill="{value}"')


class _Path:
    """Walks along the commands of a path and leaves polygons behind."""

    def __init__(self) -> None:
        self.polygons: list[Polygon] = []
        self.at: Point = (0.0, 0.0)
        self.handle: Point | None = None
        self.before = ""

    def draw(self, d: str) -> list[Polygon]:
        for command, numbers in _commands(d):
            kind = command.lower()
            if command.islower() and kind != "a":
                base = self.at[1] if kind == "v" else self.at[0]
                across = {"h": (base,), "v": (base,)}.get(kind, self.at)
                numbers = [n + across[i % len(across)] for i, n in enumerate(numbers)]
            elif kind == "a" and command == "a":
                numbers = [*numbers[:5], numbers[5] + self.at[0], numbers[6] + self.at[1]]
            getattr(self, f"_{kind}")(*numbers)
            self.before = kind
        return [p for p in self.polygons if len(p) > 2]

    def _to(self, *points: Point) -> None:
        if not self.polygons:
            raise NotSimple("path d=")
        self.polygons[-1].extend(points)
        self.at = points[-1]

    def _m(self, x: float, y: float) -> None:
        self.polygons.append([(x, y)])
        self.at = (x, y)

    def _z(self) -> None:
        if self.polygons:
            start = self.polygons[-1][0]
            self.polygons.append([start])
            self.at = start

    def _l(self, x: float, y: float) -> None:
        self._to((x, y))

    def _h(self, x: float) -> None:
        self._to((x, self.at[1]))

    def _v(self, y: float) -> None:
        self._to((self.at[0], y))

    def _c(self, a: float, b: float, c: float, d: float, x: float, y: float) -> None:
        x0, y0 = self.at
        points = []
        for i in range(1, _STEPS + 1):
            t = i / _STEPS
            u = 1 - t
            k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            points.append((k0 * x0 + k1 * a + k2 * c + k3 * x, k0 * y0 + k1 * b + k2 * d + k3 * y))
        self._to(*points)
        self.handle = (c, d)

    def _s(self, c: float, d: float, x: float, y: float) -> None:
        self._c(*self._mirrored("cs"), c, d, x, y)

    def _q(self, a: float, b: float, x: float, y: float) -> None:
        x0, y0 = self.at
        self._c(x0 + 2 / 3 * (a - x0), y0 + 2 / 3 * (b - y0), x + 2 / 3 * (a - x), y + 2 / 3 * (b - y), x, y)
        self.handle = (a, b)

    def _t(self, x: float, y: float) -> None:
        self._q(*self._mirrored("qt"), x, y)

    def _mirrored(self, kinds: str) -> Point:
        """The last handle on the other side of where we are; right here after any other command."""
        if self.before not in tuple(kinds) or self.handle is None:
            return self.at
        return 2 * self.at[0] - self.handle[0], 2 * self.at[1] - self.handle[1]

    def _a(self, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float) -> None:
        """An arc of an ellipse, by its centre (SVG 2, B.2.4)."""
        x0, y0 = self.at
        rx, ry = abs(rx), abs(ry)
        if not rx or not ry or (x0, y0) == (x, y):
            return self._to((x, y))
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        dx, dy = (x0 - x) / 2, (y0 - y) / 2
        px, py = cos * dx + sin * dy, cos * dy - sin * dx
        grow = math.sqrt(max(1, px * px / (rx * rx) + py * py / (ry * ry)))
        rx, ry = rx * grow, ry * grow
        rest = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
        away = math.sqrt(max(0, rest / ((rx * py) ** 2 + (ry * px) ** 2)))
        away = -away if large == sweep else away
        cx, cy = away * rx * py / ry, -away * ry * px / rx
        start = math.atan2((py - cy) / ry, (px - cx) / rx)
        span = math.atan2((-py - cy) / ry, (-px - cx) / rx) - start
        if sweep and span < 0:
            span += 2 * math.pi
        elif not sweep and span > 0:
            span -= 2 * math.pi
        mx, my = cos * cx - sin * cy + (x0 + x) / 2, sin * cx + cos * cy + (y0 + y) / 2
        points = []
        for i in range(1, 2 * _STEPS + 1):
            angle = start + span * i / (2 * _STEPS)
            ex, ey = rx * math.cos(angle), ry * math.sin(angle)
            points.append((cos * ex - sin * ey + mx, sin * ex + cos * ey + my))
        self._to(*points)


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; one that repeats without its letter gets it back."""
    place, command = 0, ""
    while place < len(d):
        if d[place] in " ,\t\r\n":
            place += 1
            continue
        found = _TOKEN.match(d, place)
        if not found:
            raise NotSimple("path d=")
        if found[1]:
            command, place = found[1], found.end()
            if command not in "Zz":
                continue
        numbers: list[float] = []
        while len(numbers) < _TAKES[command.lower()]:
            # The two flags of an arc need no space behind them.
            flag = command in "Aa" and len(numbers) in (3, 4)
            found = (_FLAGS if flag else _NUMBER).match(d, place)
            if not found:
                raise NotSimple("path d=")
            numbers.append(float(found[1]))
            place = found.end()
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


_NUMBER = re.compile(r"\s*,?\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")


_LINES = 4  # looked at in each row of pixels

Edge = tuple[float, float, float, float, int]
"""Top, bottom, x at the top, how far x goes in a row, and which way it was drawn."""


class Canvas:
    def __init__(self, width: int, height: int, ground: RGB) -> None:
        self.width, self.height = width, height
        self.rows = [bytearray(bytes(ground) * width) for _ in range(height)]

    def copy(self) -> Canvas:
        other = Canvas(0, 0, (0, 0, 0))
        other.width, other.height = self.width, self.height
        other.rows = [bytearray(row) for row in self.rows]
        return other

    def paint(self, shapes: Iterable[Shape]) -> Canvas:
        for shape in shapes:
            self._fill(shape)
        return self

    def png(self) -> bytes:
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self.rows), 6)
        parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)

    def _fill(self, shape: Shape) -> None:
        rows: dict[int, list[Edge]] = defaultdict(list)
        for edge in _edges(shape):
            for row in range(max(0, int(edge[0])), min(self.height, int(edge[1]) + 1)):
                rows[row].append(edge)
        for row, edges in rows.items():
            self._blend(row, _cover(row, edges, self.width), shape.fill)

    def _blend(self, row: int, cover: dict[int, float], fill: RGB) -> None:
        """`cover` holds by how much the covered part changes at a pixel."""
        line, places = self.rows[row], sorted(cover)
        part = 0.0
        for place, after in pairwise([*places, self.width]):
            part += cover[place]
            if part <= 0.002 or place >= self.width:
                continue
            end = min(after, self.width)
            if part >= 0.998:
                line[place * 3 : end * 3] = bytes(fill) * (end - place)
            else:
                for i in range(place * 3, end * 3):
                    line[i] += round((fill[i % 3] - line[i]) * part)


def _edges(shape: Shape) -> Iterable[Edge]:
    for polygon in shape.polygons:
        for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
            if y0 < y1:
                yield y0, y1, x0, (x1 - x0) / (y1 - y0), 1
            elif y1 < y0:
                yield y1, y0, x1, (x0 - x1) / (y0 - y1), -1


def _cover(row: int, edges: list[Edge], width: int) -> dict[int, float]:
    """How much of each pixel of a row is inside (nonzero winding), as changes from pixel to pixel."""
    cover: dict[int, float] = defaultdict(float)
    for i in range(_LINES):
        y = row + (i + 0.5) / _LINES
        crossings = sorted(
            (x + (y - top) * slope, way) for top, bottom, x, slope, way in edges if top <= y < bottom
        )
        winding, left = 0, 0.0
        for x, way in crossings:
            if not winding:
                left = x
            winding += way
            if not winding and x > left:
                _add(cover, min(max(left, 0.0), width), min(max(x, 0.0), width))
    return cover


def _add(cover: dict[int, float], left: float, right: float) -> None:
    """A stretch of one line: its first and last pixel count for the part they are covered."""
    for at, sign in ((left, 1), (right, -1)):
        pixel = int(at)
        inside = pixel + 1 - at
        cover[pixel] += sign * inside / _LINES
        cover[pixel + 1] += sign * (1 - inside) / _LINES


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
