"""QR codes (ISO/IEC 18004) of the pages of places: on a notice board they lead a phone to the page.

At a fixed mask a code is linear: its error correction too is a sum over GF(2) of bits of its data. So
what a bit of the address changes is worked out once, and every further code is a few XORs of that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache, partial

import segno

from generator.core.outputs import Output, keyed
from generator.site.render.context import LanguageSite

NAME = "qr.svg"
_QUIET = 4  # modules left white around it
_DARK = re.compile("1+")


def qr_codes(site: LanguageSite) -> Iterator[Output]:
    """`<folder>/<id>/qr.svg` for every record of a type with a point, once the site has an address."""
    root = site.settings["site_root"]
    if len(root) <= 1:
        return
    for record_type in site.views.catalog.model.types:
        for record in site.views.records(record_type.folder) if record_type.point else ():
            page = f"{record_type.url}/{record.id}/"
            key = hashlib.sha256(f"{root}{page}".encode()).hexdigest()
            yield keyed(f"{page}{NAME}", partial(svg, root, page), key, alone=True)


def svg(root: str, page: str) -> bytes:
    """The code of the address of a page below a root, which all its pages share.

    Dark on white whatever the scheme. Level M restores 15 % of what is scratched; a fixed mask is as
    readable as the choice of the best.
    """
    stem, data = root.encode(), page.encode()
    bits, size = _code(stem + bytes(len(data)))
    for at, byte in enumerate(data):
        for bit in range(8):
            if byte >> bit & 1:
                bits ^= _change(stem, len(data), at, bit)
    rows = f"{bits:0{size * size}b}"
    lines = (rows[y * size : (y + 1) * size] for y in range(size))
    path = "".join(
        f"M{run.start() + _QUIET} {y + _QUIET}.5h{run.end() - run.start()}"
        for y, line in enumerate(lines)
        for run in _DARK.finditer(line)
    )
    side = size + 2 * _QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{path}"/></svg>'
    ).encode()


@cache
def _change(stem: bytes, length: int, at: int, bit: int) -> int:
    """The modules that one bit of the data turns over."""
    one = bytearray(length)
    one[at] = 1 << bit
    return _code(stem + one)[0] ^ _code(stem + bytes(length))[0]


@cache
def _code(data: bytes) -> tuple[int, int]:
    """All modules, row by row, as bits of a number, the first one the highest; and how many are in a row."""
    matrix = segno.make(data, error="m", mode="byte", micro=False, mask=3, boost_error=False).matrix
    return int("".join("01"[module] for row in matrix for module in row), 2), len(matrix)
