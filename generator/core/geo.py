"""Coordinates: WGS84, GCJ-02 (China's public maps) and BD-09 (Baidu). Degrees, longitude first.

CGCS2000 differs from WGS84 by centimetres and is treated as equal. GCJ-02 has no published
definition; the formula is the well-known one, its inverse is found by iteration and agrees with
gcoord (npm) to a tenth of a millimetre. What is published is rounded: to four decimals (about 11 m)
at most, and to no more than is known of the point.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from math import atan2, cos, floor, hypot, log10, pi, sin, sqrt
from typing import Any

Point = tuple[float, float]

_A = 6378245.0  # semi-major axis of the Krasovsky 1940 ellipsoid, which GCJ-02 is built on
_EE = 0.00669342162296594323  # its first eccentricity squared
_X_PI = pi * 3000.0 / 180.0
_DEGREE = 111_320  # metres in a degree at the equator
_MOST = 4


def decimals(metres: float | None) -> int:
    """How many decimals a point gets that is known to so many metres: the last is no finer than that."""
    return min(_MOST, max(0, floor(log10(_DEGREE / metres)))) if metres else _MOST


def public(location: Mapping[str, Any], metres: float = 0) -> dict[str, Any]:
    """A recorded location as it may be shown; `metres` if less is known of it than it says itself."""
    places = decimals(max(location.get("precision_m") or 0, metres))
    return {k: round(v, places) if k in ("lon", "lat") else v for k, v in location.items()}


def wkb(lon: float, lat: float) -> bytes:
    """The point as well-known binary (OGC 06-103r4), little endian."""
    return struct.pack("<BIdd", 1, 1, lon, lat)


def bounding_box(points: Iterable[Point | None]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of the points; None without any."""
    axes = list(zip(*(point for point in points if point), strict=True))
    return (min(axes[0]), min(axes[1]), max(axes[0]), max(axes[1])) if axes else None


def to_wgs84(lon: float, lat: float, crs: str) -> Point:
    """From any of the four recorded systems, rounded to 6 decimals (about 0.1 m)."""
    if crs == "BD-09":
        lon, lat = _bd09_to_gcj02(lon, lat)
    if crs in ("BD-09", "GCJ-02"):
        lon, lat = gcj02_to_wgs84(lon, lat)
    return round(lon, 6), round(lat, 6)


def to_gcj02(lon: float, lat: float, crs: str) -> Point:
    """From any of the four recorded systems, rounded to 6 decimals (about 0.1 m)."""
    if crs == "BD-09":
        lon, lat = _bd09_to_gcj02(lon, lat)
    elif crs != "GCJ-02":
        lon, lat = wgs84_to_gcj02(lon, lat)
    return round(lon, 6), round(lat, 6)


def gcj02_to_wgs84(lon: float, lat: float) -> Point:
    """Fixed-point iteration: the shift changes so slowly that four rounds reach 1e-9 degrees."""
    x, y = lon, lat
    for _ in range(4):
        shifted_x, shifted_y = wgs84_to_gcj02(x, y)
        x, y = x + lon - shifted_x, y + lat - shifted_y
    return x, y


def wgs84_to_gcj02(lon: float, lat: float) -> Point:
    x, y = lon - 105.0, lat - 35.0
    common = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + common
    d_lat += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    d_lat += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + common
    d_lon += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    d_lon += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    phi = lat / 180.0 * pi
    magic = 1.0 - _EE * sin(phi) ** 2
    d_lat = d_lat * 180.0 / (_A * (1.0 - _EE) / (magic * sqrt(magic)) * pi)
    d_lon = d_lon * 180.0 / (_A / sqrt(magic) * cos(phi) * pi)
    return lon + d_lon, lat + d_lat


def _bd09_to_gcj02(lon: float, lat: float) -> Point:
    x, y = lon - 0.0065, lat - 0.006
    radius = hypot(x, y) - 0.00002 * sin(y * _X_PI)
    angle = atan2(y, x) - 0.000003 * cos(x * _X_PI)
    return radius * cos(angle), radius * sin(angle)
