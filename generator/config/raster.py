"""SVG drawn as PNG by resvg, and whether a logo can be drawn by it."""

from __future__ import annotations

import base64
import faulthandler
import multiprocessing
import resource
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import resvg_py

from generator.core.text import Text

_SVG, _HTML = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xhtml}"
# Text needs a font, which another machine may lack; the rest brings in other files, bitmaps or programs.
_NOT_DRAWN = frozenset(["text", "image", "feImage", "foreignObject", "script"])
_SECONDS = 1  # a logo takes some thousandths of one


def png(svg: str) -> bytes:
    """The picture in its own size, in pixels (PNG, 8 bits a channel). Text is left out."""
    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)


def framed(width: int, height: int, inside: str) -> str:
    """A picture of that size with these elements."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{inside}</svg>'


def embedded(svg: bytes, x: float, y: float, size: float) -> str:
    """An element that draws another picture in the middle of a square; its styles and ids stay its own."""
    data = base64.b64encode(svg).decode()
    box = f'width="{size:g}" height="{size:g}"'
    # In a viewport of its own: resvg then draws on a canvas of that size and not on one of the whole picture.
    return f'<svg x="{x:g}" y="{y:g}" {box}><image {box} href="data:image/svg+xml;base64,{data}"/></svg>'


def undrawable(svg: bytes) -> Text | None:
    """Why no picture can be made of an SVG file that somebody sent; None if it can."""
    try:
        root = ElementTree.fromstring(svg.decode())
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        return Text(f"不是完好的SVG（{error}）", f"it is not well-formed SVG ({error})")
    if root.tag != f"{_SVG}svg":
        start = f'<svg xmlns="{_SVG[1:-1]}">'
        return Text(f"最外层不是 {start}", f"it does not begin with {start}")
    if found := next(_foreign(root), None):
        return Text(f"里面有 {found}", f"it holds {found}")
    return _tried(svg)


def _foreign(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in _NOT_DRAWN or element.tag.startswith(_HTML):
            yield f"<{name}>"
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "href" and not value.startswith("#"):
                yield f'href="{value[:40]}"'


def _tried(svg: bytes) -> Text | None:
    """Draw it in a process of its own: what refers to itself a million times, or is nested a thousand
    deep, would take hours or end this one."""
    process = multiprocessing.get_context("fork").Process(target=_draw, args=(svg,))
    process.start()
    process.join()
    if process.exitcode == 0:
        return None
    if process.exitcode == 1:
        return Text("什么也没有画出来", "nothing of it is drawn")
    return Text("太复杂，画不完", "it is too complex to be drawn")


def _draw(svg: bytes) -> None:
    faulthandler.disable()  # a crash is an answer here
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    sys.exit(png(framed(64, 64, embedded(svg, 0, 0, 64))) == png(framed(64, 64, "")))
