"""Fills polygons with soft edges and writes PNG (ISO/IEC 15948, 8 bits a channel, no alpha)."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from generator.drawing.colours import RGB
from generator.drawing.shapes import Shape

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
