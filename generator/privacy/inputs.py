"""Scans what people write, before a build: records, pages, settings, schemas, pictures, file names."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from generator.core.problems import Location, Problem, Rule, problem
from generator.privacy import names
from generator.privacy.allow import FILE, Allowed
from generator.privacy.detect import Hit, detect
from generator.privacy.distress import distress, minors
from generator.privacy.households import households
from generator.privacy.images import Damaged, embedded, kind_of, metadata_in
from generator.privacy.pages import active, outside, shapes
from generator.privacy.prefilter import is_suspicious_input, without_inline_tags
from generator.privacy.rules import (
    ACTIVE,
    BIRTH,
    DISTRESS,
    HERE,
    HOUSEHOLD,
    IN_NAME,
    LABELLED,
    METADATA,
    MINOR,
    OF_KIND,
    OUTSIDE,
    PERSON,
    SCHOOL_CLASS,
    SHAPES,
    UNREADABLE,
    told_as,
)

_IGNORED = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"}
_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
_TEXTS = {".md", ".yaml", ".yml", ".json", ".geojson", ".css", ".js", ".svg", ".txt", ".csv", ".html", ".sql"}
_KEY = re.compile(r"(\w+)[\"']?\s*:\s*[\"']?[^:,{}\n]*$")
_COMMENT = re.compile(r"(?:^|\s)#")
_REVIEWED = re.compile(rb"^\s*map_review_number:\s*[\"']?[^\"'\s#]", re.MULTILINE)
_BATCH = 100
_APART = b"\n\x1f\n"
_LARGEST = 1 << 20  # what is longer is no text that a person wrote, and refused elsewhere


@dataclass(frozen=True)
class Scan:
    """What the scan needs to know: the reviewed list, and the fields that an office's mailbox or
    landline belongs in."""

    root: Path
    allowed: Allowed
    office_fields: frozenset[str] = frozenset()
    map_is_reviewed: bool = False


def scan_inputs(
    root: Path, allowed: Allowed, office_fields: frozenset[str], clean: frozenset[str] = frozenset()
) -> list[Problem]:
    """V-901 to V-911 over data/, content/, schemas/ and mkdocs*.yml.

    `clean` names the files of data/ that need not be looked at: they were, and have not changed; so
    may the folder `schemas`.
    """
    found: list[Problem] = []
    settings = sorted(root.glob("mkdocs*.yml"))
    scan = Scan(root, allowed, office_fields, map_is_reviewed(root))
    for folder in sorted({"content", "schemas"} - clean):
        for path, relative in _files(str(root / folder), folder):
            found += _file(scan, relative, _bytes(path))
    for config in settings:
        found += _file(scan, config.name, config.read_bytes())
    records = (file for file in _files(str(root / "data"), "data") if file[1] not in clean)
    while batch := {relative: _bytes(path) for path, relative in islice(records, _BATCH)}:
        if not _is_clean(batch):
            for relative, data in batch.items():
                found += _file(scan, relative, data)
    return found


def schemas_key(root: Path) -> str:
    """Names the folder `schemas` with all it holds: as long as that stays, so does what was found there."""
    total = hashlib.sha256()
    for path, relative in _files(str(root / "schemas"), "schemas"):
        total.update(relative.encode(errors="replace") + b"\0" + _bytes(path) + b"\0")
    return f"schemas:{total.hexdigest()}"


def map_is_reviewed(root: Path) -> bool:
    """Whether the settings give the review number (审图号) that a public map needs."""
    return any(_REVIEWED.search(config.read_bytes()) for config in root.glob("mkdocs*.yml"))


def _is_clean(batch: dict[str, bytes]) -> bool:
    """Whether nothing is in these records, looked at in one go: ten times as quick as one by one."""
    data = _APART.join((*(name.encode(errors="replace") for name in batch), *batch.values()))
    if is_suspicious_input(data) or any(not name.endswith(".yaml") for name in batch):
        return False
    return next(_guesses(data.decode("utf-8", errors="replace")), None) is None


def _files(folder: str, relative: str) -> Iterator[tuple[str, str]]:
    """Path and path below the project. Links and special files are left to those who refuse them."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        below = f"{relative}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, below)
        elif entry.is_file(follow_symlinks=False) and entry.name not in _IGNORED:
            yield entry.path, below


def _bytes(path: str) -> bytes:
    """The beginning of a file, nothing if it cannot be read: the code that needs it reports that."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return b""
    try:
        return os.read(file, _LARGEST)
    finally:
        os.close(file)


def _file(scan: Scan, relative: str, data: bytes) -> Iterator[Problem]:
    name, suffix = os.path.splitext(relative)
    if is_suspicious_input(relative.encode(errors="replace")):
        for hit in _not_allowed(scan, detect(name), ""):
            yield problem(OF_KIND[hit.kind], Location(relative), place=IN_NAME, shown=hit.masked)
    if suffix.lower() in _PICTURES and relative.startswith("content/"):
        yield from _picture(data, relative)
    elif suffix.lower() in _TEXTS:
        yield from _text(scan, data, relative)
    elif relative.startswith("content/"):
        yield problem(UNREADABLE, Location(relative))


def _picture(data: bytes, relative: str) -> Iterator[Problem]:
    try:
        for says in metadata_in(data):
            yield problem(METADATA, Location(relative), says=told_as(says), file=relative)
    except Damaged:
        yield problem(UNREADABLE, Location(relative))


def _text(scan: Scan, data: bytes, relative: str) -> Iterator[Problem]:
    is_ours = relative.startswith("schemas/")
    page = relative.startswith("content/") or "/" not in relative
    suspicious = is_suspicious_input(without_inline_tags(data) if relative.endswith(".md") else data)
    if is_ours and not suspicious:
        return
    text = data.decode("utf-8-sig", errors="replace")
    found: list[Found] = []
    if suspicious and relative != FILE:
        hits = _not_allowed(scan, detect(text), text)
        found += ((OF_KIND[hit.kind], hit.start, {"shown": hit.masked}) for hit in hits)
    if not is_ours:
        found += _guesses(text)
    if page:
        found += _of_page(scan, text, relative)
        for picture in embedded(data):
            if kind_of(picture):
                yield from _picture(picture, relative)
    record = relative.rpartition("/")[2].removesuffix(".yaml") if relative.startswith("data/") else None
    for rule, offset, values in found:
        yield problem(rule, place_of(relative, text, offset), record, None, place=HERE, **values)


_FINDERS = (
    (HOUSEHOLD, households),
    (SCHOOL_CLASS, names.classes),
    (BIRTH, names.births),
    (MINOR, minors),
    (DISTRESS, distress),
)
"""Rules that show what they find as it is."""

Found = tuple[Rule, int, dict[str, str]]
"""A rule, the offset at which it is broken, and what its message names."""


def _guesses(text: str) -> Iterator[Found]:
    yield from ((LABELLED, offset, {"shown": label}) for offset, label in names.labelled(text))
    yield from ((PERSON, offset, {"shown": name[0] + "某"}) for offset, name in names.persons(text))
    for rule, find in _FINDERS:
        yield from ((rule, offset, {"shown": shown}) for offset, shown in find(text))


def _of_page(scan: Scan, text: str, file: str) -> Iterator[Found]:
    if not (scan.map_is_reviewed and file.endswith(".geojson")):
        yield from ((SHAPES, offset, {"shape": shape}) for offset, shape in shapes(text, file))
    yield from ((ACTIVE, offset, {"shown": code}) for offset, code in active(text, file))
    if not scan.map_is_reviewed:
        yield from ((OUTSIDE, offset, {"shown": url}) for offset, url in outside(text, file))


def _not_allowed(scan: Scan, hits: list[Hit], text: str) -> Iterator[Hit]:
    for hit in hits:
        if hit not in scan.allowed and not _is_in_office_field(scan, hit, text):
            yield hit


def _is_in_office_field(scan: Scan, hit: Hit, text: str) -> bool:
    """Whether a mailbox or landline stands in a field made for that of an office."""
    if hit.kind not in ("email", "landline"):
        return False
    before = text[text.rfind("\n", 0, hit.start) + 1 : hit.start]
    key = _KEY.search(before)
    return bool(key and key[1] in scan.office_fields and not _COMMENT.search(before))


def place_of(file: str, text: str, offset: int) -> Location:
    line = text.count("\n", 0, offset) + 1
    return Location(file, line, offset - text.rfind("\n", 0, offset))
