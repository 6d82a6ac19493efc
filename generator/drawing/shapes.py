"""The shapes of a simple SVG picture as polygons: `path`, `circle` and `rect` with plain fills.

Standard: SVG 2, https://www.w3.org/TR/SVG2/paths.html; what is more than that is refused by name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.drawing.colours import RGB, rgb

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
