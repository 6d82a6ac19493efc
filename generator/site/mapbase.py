"""The licensed map below the points, if the settings name one: a file of the repository, or tiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.outputs import Output, copied
from generator.privacy.outputs import REVIEWED_MAP as NAME


def map_base(root: Path, settings: Mapping[str, Any]) -> Iterator[Output]:
    """The GeoJSON (WGS84) that `extra.map_base` names; nothing for tiles, which others serve."""
    named = settings.get("map_base") or ""
    if named and not tiles_from(settings):
        yield copied(NAME, root / named)


def address(settings: Mapping[str, Any], base: str) -> str:
    """Where the map script finds it, from a page from which `base` leads to the site's root; else empty."""
    named = settings.get("map_base") or ""
    return named if not named or tiles_from(settings) else f"{base}{NAME}"


def tiles_from(settings: Mapping[str, Any]) -> str:
    """The origin of the tiles, the one other host from which a page may then load pictures; else empty."""
    parts = urlsplit(settings.get("map_base") or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
