"""Looks at every file just before it is published; one that holds a person's datum stops it all.

Takes bytes and a path, whatever made them: pages, tables, archives, the search index. Pages and text
datasets cost one pass of `prefilter`; what is packed (gzip, zip, SQLite, Parquet) is opened first.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from os.path import splitext
from typing import IO

from generator.core.outputs import Dependencies, Files, Made, Output
from generator.core.problems import Location, Problem, Refused, Rule, problem
from generator.core.text import Text
from generator.privacy import tabular
from generator.privacy.allow import Allowed
from generator.privacy.detect import detect
from generator.privacy.images import Damaged, embedded, kind_of, metadata_in
from generator.privacy.pages import outside, shapes
from generator.privacy.prefilter import CHUNK, OVERLAP, SMALL, is_suspicious
from generator.privacy.rules import FORMULA, METADATA, OF_KIND, OUTSIDE, SHAPES, UNREADABLE, leaking, told_as

MOST = 20
"""At most this many leaks are reported for a file; most likely they have one cause."""

_NONE: Files = {}
_LARGE = 1 << 24
_DEEPEST = 3  # an archive in an archive in an archive
_LIBRARIES = ("assets/vendor/", "assets/stylesheets/", "assets/javascripts/", "pagefind/pagefind")
_NO_TEXT = (".woff", ".woff2", ".ttf", ".ico", ".pagefind", ".wasm", ".map")
_ID = re.compile(rb"(?<![a-z0-9-])[a-z]{1,20}(?:-[a-z0-9]{1,20}){0,4}-[0-9]{1,8}(?![0-9a-z])")
_REMOTE = {
    ".html": (b'src="http', b'src="//', b"<iframe"),
    ".svg": (b"//",),
    ".css": (b"url(http", b"url(//", b"@import"),
    ".js": (b"{z}",),
}
"""What shows that a file of that kind may use another site."""
_NAMES = b"http://www.w3.org/"  # of namespaces, which nothing is fetched from
_SHAPED = (b"LineString", b"Polygon", b"GeometryCollection", b"Topology")
_SIGNS = (b"=", b"+", b"@", b"\t", b",-", b',"-', b"\n-", b'\n"-')
_CELL = re.compile(rb"(?:\A|[,\n])\"?[=+@\t-]")


@dataclass(frozen=True)
class Leak:
    """What may not be published: the rule, its words, and where in the file (bytes)."""

    rule: Rule
    values: dict[str, str | Text]
    content: bytes = b""
    offset: int = 0

    def shown(self, path: str) -> Problem:
        start = self.content.rfind(b"\n", 0, self.offset) + 1
        line = self.content.count(b"\n", 0, self.offset) + 1
        column = len(self.content[start : self.offset].decode(errors="replace")) + 1
        place = Text("将要发布的文件里", "the file to be published holds")
        where, source = Location(path, line, column), self._source(path)
        return problem(leaking(self.rule), where, None, None, place=place, source=source, **self.values)

    def _source(self, path: str) -> Text:
        """The record named in the path, or the one named last before the find, or first behind it."""
        before = _ID.findall(self.content[max(0, self.offset - 4096) : self.offset])
        behind = _ID.findall(self.content[self.offset : self.offset + 2048])
        for id in (*_ID.findall(path.encode())[-1:], *before[-1:], *behind[:1]):
            name = id.decode()
            return Text(
                f"记录 {name}（data/ 里的同名文件）", f"the record {name} (the file of that name in data/)"
            )
        return Text("data/ 或 content/ 里的文字", "a text in data/ or content/")


REVIEWED_MAP = "assets/map-base.geojson"
"""The one file that may hold lines and areas, once the settings give its review number."""


@dataclass(frozen=True)
class Guard:
    """What may be published although it looks like a person's datum."""

    allowed: Allowed
    map_is_reviewed: bool = False

    def watch(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """The same outputs, each looked at when it is made: making it raises Refused if it may not be
        published. A kept file is looked at again when the list of what is allowed changes."""
        mark = f"{self.allowed.fingerprint}{self.map_is_reviewed:d}"
        for output in outputs:
            key = _marked(output.key, mark) if output.key else None
            yield replace(output, make=partial(self._make, output), key=key)

    def _make(self, output: Output, files: Files) -> Made:
        made = output.make(files)
        if problems := self.scan(output.path, made.content, files):
            raise Refused(problems)
        return made

    def scan(self, path: str, content: bytes, looked_at: Files = _NONE) -> list[Problem]:
        """Everything in a file that may not be published, at most MOST. Files of the site that were
        looked at before are passed over where an archive holds them."""
        reviewed = (OUTSIDE, SHAPES) if path == REVIEWED_MAP else (OUTSIDE,)
        found = (
            f
            for f in _finds(path, content, self.allowed, looked_at)
            if not (self.map_is_reviewed and f.rule in reviewed)
        )
        return [find.shown(path) for find in islice(found, MOST)]


def _marked(key: Callable[[Dependencies], str], mark: str) -> Callable[[Dependencies], str]:
    return lambda seen: f"{key(seen)}{mark}"


def _finds(path: str, content: bytes, allowed: Allowed, looked_at: Files, depth: int = 0) -> Iterator[Leak]:
    if path.endswith(_NO_TEXT):
        return
    if kind_of(content):
        yield from _of_picture(path, content)
    elif content[:2] == b"\x1f\x8b":
        yield from _packed(path, lambda: [(path, zlib.decompress(content, wbits=31))], allowed, depth)
    elif content[:4] == b"PK\x03\x04":
        known = {w.sha256 for w in looked_at.values()} if path.endswith(".zip") else set()
        yield from _packed(path, lambda: _members(content, known), allowed, depth)
    elif content[:15] == b"SQLite format 3":
        yield from _packed(
            path, lambda: [(f"{path}.ndjson", t) for t in tabular.sqlite(content)], allowed, depth
        )
    elif content[:4] == b"PAR1":
        yield from _packed(
            path, lambda: [(f"{path}.ndjson", t) for t in tabular.parquet(content)], allowed, depth
        )
    else:
        yield from _of_text(path, content, allowed)


def _packed(
    path: str, parts: Callable[[], Iterable[tuple[str, bytes]]], allowed: Allowed, depth: int
) -> Iterator[Leak]:
    """What is inside, looked at as if it were published by itself."""
    if depth >= _DEEPEST:
        yield Leak(UNREADABLE, {})
        return
    try:
        for name, content in parts():
            yield from _finds(name, content, allowed, _NONE, depth + 1)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, tabular.Unreadable):
        yield Leak(UNREADABLE, {})


def _members(content: bytes, known: set[str]) -> Iterator[tuple[str, bytes]]:
    """What an archive holds, but files whose SHA-256 is `known`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if info.file_size > _LARGE and info.filename.endswith(".xml"):
                with archive.open(info) as opened:
                    yield from ((info.filename, piece) for piece in _streamed(opened))
            elif hashlib.sha256(member := archive.read(info)).hexdigest() not in known:
                yield info.filename, member


def _streamed(member: IO[bytes]) -> Iterator[bytes]:
    """A long text in pieces that overlap: the sheet of a large table is hundreds of megabytes unpacked."""
    before = b""
    while piece := member.read(_LARGE):
        yield before + piece
        before = piece[-OVERLAP:]


def _of_picture(path: str, content: bytes) -> Iterator[Leak]:
    try:
        yield from (Leak(METADATA, {"says": told_as(says), "file": path}) for says in metadata_in(content))
    except Damaged:
        yield Leak(UNREADABLE, {})


def _of_text(path: str, content: bytes, allowed: Allowed) -> Iterator[Leak]:
    if not path.startswith(_LIBRARIES):
        yield from _numbers(content, allowed)
        signs = _REMOTE.get(splitext(path)[1], ())
        if any(sign in content.replace(_NAMES, b"") for sign in signs):
            text = content.decode(errors="replace")
            yield from (
                Leak(OUTSIDE, {"shown": url}, content, _at(text, at)) for at, url in outside(text, path)
            )
        if b"data:image/" in content:
            for picture in embedded(content):
                if kind_of(picture):
                    yield from _of_picture(path, picture)
    if path.endswith((".geojson", ".json")) and any(name in content for name in _SHAPED):
        text = content.decode(errors="replace")
        yield from (
            Leak(SHAPES, {"shape": shape}, content, _at(text, at)) for at, shape in shapes(text, path)
        )
    if path.endswith(".csv") and any(sign in content for sign in _SIGNS) and _CELL.search(content):
        yield from _formulas(content)


def _numbers(content: bytes, allowed: Allowed) -> Iterator[Leak]:
    """Personal data, piece by piece; pieces overlap, so that none is cut in two unseen."""
    seen: set[tuple[int, str]] = set()
    for start, piece in _suspicious(content):
        text = piece.decode(errors="ignore")
        for hit in detect(text):
            at = start + len(text[: hit.start].encode())
            if hit.kind != "landline" and hit not in allowed and (at, hit.value) not in seen:
                seen.add((at, hit.value))
                yield Leak(OF_KIND[hit.kind], {"shown": hit.masked}, content, at)


def _suspicious(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Pieces of text worth a closer look, with their offsets: first large ones, then those cut small."""
    for start, piece in _pieces(content, CHUNK):
        if is_suspicious(piece):
            for inner, small in _pieces(piece, SMALL):
                if is_suspicious(small):
                    yield start + inner, small


def _pieces(content: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """Overlapping, and never cut inside a word: half a checksum could pass for a number."""
    if len(content) <= size:
        yield 0, content
        return
    for start in range(0, len(content), size):
        begin, end = max(0, start - OVERLAP), min(start + size, len(content))
        while begin > 0 and content[begin - 1 : begin].isalnum() and start - begin < 2 * OVERLAP:
            begin -= 1
        while end < len(content) and content[end : end + 1].isalnum() and end - start < size + OVERLAP:
            end += 1
        yield begin, content[begin:end]


def _at(text: str, offset: int) -> int:
    """Where a character stands among the bytes."""
    return len(text[:offset].encode())


def _formulas(content: bytes) -> Iterator[Leak]:
    """Cells that a spreadsheet would run."""
    text = content.decode("utf-8-sig", errors="replace")
    for row in tabular.rows(text):
        for cell in row:
            if tabular.is_formula(cell):
                yield Leak(FORMULA, {"shown": cell[:1]}, content, max(0, content.find(cell.encode())))
