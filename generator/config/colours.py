"""Colours of the site, worked out from the main one, and whether they can be read (WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.core.text import Text

RGB = tuple[int, int, int]

AA = 4.5
"""The least contrast of text and its ground, WCAG 2.2 1.4.3."""

DEFAULT = {"brand": "#00695c", "brand_dark": "#6fd9c6"}
_LIGHT = {"ground": "#ffffff", "soft": "#f2f7f6"}
_DARK = {"ground": "#0f1a1b", "soft": "#172628"}
_WHITE: RGB = (255, 255, 255)
_BLACK: RGB = (0, 0, 0)
_GROUNDS = {
    "ground": Text("页面背景", "the page"),
    "soft": Text("浅底色", "tinted ground"),
    "brand-soft": Text("主色的淡底色", "ground tinted with it"),
    "on-brand": Text("按钮上的字", "the words of buttons"),
}


def rgb(colour: str) -> RGB:
    """`#00695c` → (0, 105, 92)."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def named(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(one: RGB, other: RGB, part: float) -> RGB:
    """So much of the other colour in the first, by sRGB values."""
    r, g, b = (round(a + (c - a) * part) for a, c in zip(one, other, strict=True))
    return r, g, b


def contrast(one: RGB, other: RGB) -> float:
    """The ratio of WCAG, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: RGB) -> float:
    parts = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def chosen(settings: Mapping[str, Any]) -> dict[str, str]:
    """The main colours by name: those of `extra.colours`, else our own."""
    own = settings.get("colours") or {}
    return {name: own.get(name) or colour for name, colour in DEFAULT.items()}


def scheme(name: str, colour: str) -> dict[str, str]:
    """The variables of a scheme that follow from its main colour, `brand` or `brand_dark`."""
    brand = rgb(colour)
    if name == "brand":
        strong, soft, on = mix(brand, _BLACK, 0.26), mix(brand, _WHITE, 0.88), _WHITE
    else:
        strong = mix(brand, _WHITE, 0.32)
        soft, on = mix(brand, rgb(_DARK["ground"]), 0.8), mix(brand, _BLACK, 0.86)
    found = {"brand": brand, "brand-strong": strong, "on-brand": on, "brand-soft": soft}
    return {part: named(value) for part, value in found.items()}


def unreadable(name: str, colour: str) -> tuple[Text, float] | None:
    """The ground on which the colour stands out least, and the contrast there; None if all is well."""
    derived = scheme(name, colour)
    grounds = {**(_LIGHT if name == "brand" else _DARK), **derived}
    ratios = {part: contrast(rgb(colour), rgb(grounds[part])) for part in _GROUNDS}
    worst = min(ratios, key=lambda part: ratios[part])
    return (_GROUNDS[worst], ratios[worst]) if ratios[worst] < AA else None


def nearest_readable(name: str, colour: str) -> str:
    """The same colour darkened (lightened for the dark scheme) just as far as it takes."""
    towards = _BLACK if name == "brand" else _WHITE
    steps = (named(mix(rgb(colour), towards, i / 100)) for i in range(101))
    return next(step for step in steps if not unreadable(name, step))


def variables(settings: Mapping[str, Any]) -> str:
    """The custom properties for both schemes, as CSS. On paper the light one holds."""
    colours = chosen(settings)
    light, dark = (
        "".join(f"--ya-{part}:{value};" for part, value in scheme(name, colours[name]).items())
        for name in ("brand", "brand_dark")
    )
    return (
        f"[data-md-color-scheme=default]{{{light}}}\n"
        f"@media screen{{[data-md-color-scheme=slate]{{{dark}}}}}\n"
    )
