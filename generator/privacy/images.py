"""What a picture tells besides what it shows: camera, place, author, remarks. Found, or taken out.

Reads the containers themselves: PNG (ISO/IEC 15948), JPEG (ITU-T T.81, Exif 3.0), WebP (RFC 9649).
Nothing is decoded, so that a picture made to break a decoder breaks nothing here.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


class Part(NamedTuple):
    """A stretch of the file; `says` names what it tells of a person, nothing if it is the picture."""

    start: int
    end: int
    says: str = ""


class Damaged(Exception):
    """Not a picture of its kind, or cut off."""


_PNG_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs sPLT acTL fcTL fdAT tIME".split()
)
_WEBP_PICTURE = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_EMBEDDED = re.compile(rb"data:image/(?:png|jpe?g|webp);base64,([A-Za-z0-9+/=\s]+)")
_GPS = re.compile(rb"GPS(?:Lat|Long|Info)|\x88\x25\x00\x04|\x25\x88\x04\x00")


def kind_of(data: bytes) -> str:
    if data.startswith(PNG):
        return "png"
    if data.startswith(JPEG):
        return "jpeg"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def metadata_in(data: bytes) -> list[str]:
    """What the file tells besides the picture, such as `Exif` or `Exif (GPS)`. Raises Damaged."""
    return list(dict.fromkeys(part.says for part in _parts(data) if part.says))


def embedded(text: bytes) -> Iterator[bytes]:
    """Pictures written into an SVG file, style sheet or page."""
    for found in _EMBEDDED.finditer(text):
        try:
            yield base64.b64decode(found[1], validate=False)
        except binascii.Error:
            continue


def strip(data: bytes) -> bytes:
    """The same picture, bit for bit, and nothing else. Raises Damaged."""
    kept = b"".join(data[p.start : p.end] for p in _parts(data) if not p.says)
    if kind_of(data) != "webp":
        return kept
    flags = bytes([kept[20] & ~0x0C]) if kept[12:16] == b"VP8X" else kept[20:21]  # Exif and XMP: gone
    return kept[:4] + struct.pack("<I", len(kept) - 8) + kept[8:20] + flags + kept[21:]


def _parts(data: bytes) -> Iterator[Part]:
    walk = {"png": _png, "jpeg": _jpeg, "webp": _webp}.get(kind_of(data))
    if walk is None:
        raise Damaged
    try:
        yield from walk(data)
    except (struct.error, IndexError):
        raise Damaged from None


def _png(data: bytes) -> Iterator[Part]:
    yield Part(0, 8)
    at, kind = 8, b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise Damaged
        yield Part(at, end, _png_says(kind, data[at + 8 : end - 4]))
        at = end
    yield from _tail(data, at)


def _png_says(kind: bytes, body: bytes) -> str:
    if kind in _PNG_PICTURE or (kind == b"tEXt" and body.startswith(b"Software\0")):
        return ""
    if kind == b"eXIf":
        return _exif(body)
    if kind in (b"tEXt", b"zTXt", b"iTXt"):
        return "XMP" if body.startswith(b"XML:com.adobe.xmp") else "text"
    return kind.decode("ascii", "replace")


def _jpeg(data: bytes) -> Iterator[Part]:
    yield Part(0, 2)
    at = 2
    while (marker := data[at + 1]) != 0xD9:
        if data[at] != 0xFF:
            raise Damaged
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        body = data[at + 4 : end]
        if marker == 0xDA:  # the picture itself, up to the next marker
            end = _after_scan(data, end)
        if end > len(data):
            raise Damaged
        yield Part(at, end, _jpeg_says(marker, body))
        at = end
    yield Part(at, at + 2)
    yield from _tail(data, at + 2)


def _after_scan(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) >= 0:
        if data[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    raise Damaged


def _jpeg_says(marker: int, body: bytes) -> str:
    if marker == 0xE1:
        return _exif(body) if body.startswith(b"Exif") else "XMP"
    if marker == 0xFE:
        return "text"
    if marker == 0xED:
        return "IPTC"
    of_picture = (
        not 0xE0 <= marker <= 0xEF
        or (marker == 0xE0 and body[:4] in (b"JFIF", b"JFXX"))
        or (marker == 0xE2 and body.startswith(b"ICC_PROFILE"))
        or (marker == 0xEE and body.startswith(b"Adobe"))
    )
    return "" if of_picture else f"APP{marker - 0xE0}"


def _webp(data: bytes) -> Iterator[Part]:
    (size,) = struct.unpack_from("<I", data, 4)
    yield Part(0, 12)
    at, last = 12, min(size + 8, len(data))
    while at < last:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if end > len(data) + 1:
            raise Damaged
        says = "" if kind in _WEBP_PICTURE else kind.decode("ascii", "replace").strip()
        yield Part(at, end, _exif(data[at + 8 : end]) if kind == b"EXIF" else says)
        at = end
    yield from _tail(data, at)


def _tail(data: bytes, at: int) -> Iterator[Part]:
    if data[at:].strip(b"\0"):
        yield Part(at, len(data), "appended data")


def _exif(body: bytes) -> str:
    return "Exif (GPS)" if _GPS.search(body) else "Exif"
