"""Pictures of README and handbook, taken by the tests' browser from real pages, so that they cannot grow stale.

What a picture showed, in words, lies in `tests/shown/`. A test compares these: pixels differ from machine
to machine with the fonts. `make pictures` takes all pictures anew.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parent.parent
IMAGES, SHOWN = ROOT / "content/images", ROOT / "tests/shown"
UPDATE = "UPDATE_PICTURES" in os.environ
WIDEST = 720  # of the handbook's
COLOURS = 64

# What is written in an element, field by field; what only a screen reader hears of a change is left out.
WORDS = """element => {
    const found = [], walk = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.currentNode; node; node = walk.nextNode()) {
        const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (!holder.checkVisibility({visibilityProperty: true}) || holder.closest("[aria-live], script, style")) continue;
        const chosen = node.selectedOptions && [...node.selectedOptions].map(o => o.text).join();
        const text = node.nodeType === Node.TEXT_NODE ? holder.closest("select") ? "" : node.data : chosen ?? node.value ?? node.alt;
        if (typeof text === "string" && text.trim()) found.push(text.trim().replace(/\\s+/g, " "));
    }
    return found;
}"""


def hold(name: str, picture: Page | Locator, *parts: Locator) -> None:
    """The picture `name` still shows what `parts` (or all of it) say; or is taken anew, if asked to."""
    shown = [line for part in parts or (picture,) for line in part.evaluate(WORDS)]  # type: ignore[union-attr]
    words = SHOWN / f"{name}.txt"
    if UPDATE:
        SHOWN.mkdir(exist_ok=True)
        words.write_text("\n".join(shown) + "\n", "utf-8")
        (IMAGES / f"{name}.png").write_bytes(_small(picture.screenshot(animations="disabled")))
    assert (IMAGES / f"{name}.png").exists(), f"there is no picture {name} yet: run `make pictures`"
    then = words.read_text("utf-8").splitlines()
    assert shown == then, f"{name}.png shows what is no longer so: run `make pictures`, then look at it"


def _small(png: bytes) -> bytes:
    """Few colours, nothing but the picture, and no wider than a page of the handbook unless it was meant for more."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    if WIDEST < image.width < 1000:
        image = image.resize((WIDEST, round(image.height * WIDEST / image.width)), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
