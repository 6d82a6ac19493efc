"""Icons of the installed site and the cards that chats show beside a link, drawn without a font.

A card has the section's icon before the dots of all places, the same schematic as on the map; so
one a section will do, and none needs a letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from generator.drawing.canvas import Canvas
from generator.drawing.colours import RGB, chosen, mix, rgb
from generator.drawing.shapes import Picture, Shape, circle, read_picture
from generator.outputs import Output, keyed
from generator.site.views import Views

CARD = (800, 420)
ICONS = {"icon-512": 512, "icon-192": 192, "apple-touch-icon": 180}
SITE = "site"
_OWN_LOGO = Path(__file__).parent / "assets" / "logo.svg"
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
