"""QR codes (ISO/IEC 18004) of the pages of places: on a notice board they lead a phone to the page."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import partial

import segno

from generator.outputs import Output, keyed
from generator.site.environment import Desk

NAME = "qr.svg"


def qr_codes(desk: Desk) -> Iterator[Output]:
    """`<folder>/<id>/qr.svg` for every record of a type with a point, once the site has an address."""
    root = desk.settings["site_root"]
    if len(root) <= 1:
        return
    for record_type in desk.views.catalog.model.types:
        for record in desk.views.records(record_type.folder) if record_type.point else ():
            url = f"{root}{record_type.folder}/{record.id}/"
            key = hashlib.sha256(f"{segno.__version__}{url}".encode()).hexdigest()
            yield keyed(f"{record_type.folder}/{record.id}/{NAME}", partial(svg, url), key, alone=True)


def svg(url: str) -> bytes:
    """Dark on white whatever the scheme, with the quiet zone of four modules. Level M restores 15 % of
    what is scratched. A fixed mask is as readable and five times as quick as the choice of the best."""
    code = segno.make(url, error="m", micro=False, mask=3, boost_error=False)
    file = io.BytesIO()
    code.save(file, kind="svg", border=4, xmldecl=False, light="#fff", unit="", omitsize=True)
    return file.getvalue()
