"""Icons of the installed site and the cards that chats show beside a link, drawn without a font.

A card has the section's icon before the dots of all places, the same schematic as on the map; so
one a section will do, and none needs a letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from generator.config.colours import chosen, mix, named, rgb
from generator.config.raster import embedded, framed, png
from generator.core.line_ends import unix
from generator.core.outputs import Output, keyed
from generator.site.render.views import Views

CARD = (800, 420)
ICONS = {"icon-512": 512, "icon-192": 192, "apple-touch-icon": 180}
SITE = "site"
_OWN_LOGO = Path(__file__).parent.parent / "assets" / "logo.svg"
_OWN_COLOUR = b"#0b7a6b"
_MOST_DOTS = 400


def card_of(path: str, views: Views) -> str:
    """The card of a page, by its address below the root of a language."""
    folder = path.partition("/")[0]
    return f"assets/cards/{folder if folder in views.catalog.model.by_url else SITE}.png"


def logo(root: Path, settings: Mapping[str, Any]) -> bytes:
    """The SVG that `extra.logo` names, else our own in the main colour."""
    if own := settings.get("logo"):
        return unix(Path(root, own).read_bytes())
    return unix(_OWN_LOGO.read_bytes()).replace(_OWN_COLOUR, chosen(settings)["brand"].encode())


def pictures(root: Path, settings: Mapping[str, Any], views: Views) -> Iterator[Output]:
    svg = logo(root, settings)
    for name, size in ICONS.items():
        yield _drawn(f"assets/icons/{name}.png", framed(size, size, _icon(svg, size)))
    ground = _ground(chosen(settings)["brand"], list(_places(views)))
    for folder, icon in {SITE: "", **{t.url: t.icon for t in views.catalog.model.types}}.items():
        front = _section(icon) + _badge(svg, 716, 336, 52) if _section(icon) else _badge(svg, 150, 210, 104)
        yield _drawn(f"assets/cards/{folder}.png", framed(*CARD, ground + front))


def _drawn(path: str, svg: str) -> Output:
    key = hashlib.sha256(svg.encode()).hexdigest()
    return keyed(path, partial(png, svg), key, alone=True)


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


def _icon(logo: bytes, size: int) -> str:
    """The logo within the middle that launchers leave of an icon (maskable, W3C app manifest)."""
    part = size * 0.62
    return f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>' + embedded(
        logo, (size - part) / 2, (size - part) / 2, part
    )


def _ground(brand: str, places: list[tuple[float, float]]) -> str:
    """The main colour, and in a lighter one a dot a place."""
    lons, lats = zip(*places, strict=True) if places else ((0,), (0,))
    west, south = min(lons), min(lats)
    wide, high = max(lons) - west or 1, max(lats) - south or 1
    dots = "".join(
        f'<circle cx="{300 + (lon - west) / wide * 440:.2f}" cy="{380 - (lat - south) / high * 340:.2f}" r="9"/>'
        for lon, lat in places
    )
    tint = named(mix(rgb(brand), (255, 255, 255), 0.3))
    return f'<path fill="{brand}" d="M0 0h{CARD[0]}v{CARD[1]}H0z"/><g fill="{tint}">{dots}</g>'


def _badge(logo: bytes, x: float, y: float, radius: float) -> str:
    half = radius * 0.62
    circle = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#fff"/>'
    return circle + embedded(logo, x - half, y - half, 2 * half)


def _section(icon: str) -> str:
    """From the set that comes with the page engine, in white; nothing if another engine has none of that
    name."""
    path = files("material") / "templates" / ".icons" / "material" / f"{icon}.svg"
    if not icon or not path.is_file():
        return ""
    return path.read_text().replace("<svg ", '<svg x="56" y="120" width="180" height="180" fill="#fff" ', 1)
