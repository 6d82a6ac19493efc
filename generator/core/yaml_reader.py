"""Reads one YAML file: strict, positioned, safe. Knows YAML and bytes, not schemas.

PyYAML's C parser gives events; the values are built here, so that a plain word stays a word
(`no`, `012`, `12:30`), a key given twice is an error, and nothing deep, large, aliased or tagged
gets in. Only `true`, `false`, `null` and decimal numbers are not text. Standard: YAML 1.2.2, cut
down to what a record needs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container
from typing import Any, NamedTuple

import yaml

from generator.core.problems import Location, Problem, Refused, Route, problem
from generator.core.yaml_messages import (
    ALIAS,
    CHARACTER,
    DEEP,
    DOCUMENTS,
    DUPLICATE,
    EMPTY,
    ENCODING,
    GBK,
    KEY,
    LARGE,
    LONG,
    NOT_A_NUMBER,
    NOT_NFC,
    SYNTAX,
    TAG,
    UTF16,
    syntax_words,
)

MAX_BYTES = 256 * 1024
MAX_SCALAR = 64 * 1024
MAX_DEPTH = 12
MAX_PROBLEMS = 20

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_NOT_A_NUMBER = re.compile(r"[-+]?\.?(?:nan|inf|infinity)", re.IGNORECASE)
# Control characters, line and paragraph separators, zero-width space, word joiner, direction
# marks and overrides, byte order mark, surrogates and non-characters: invisible, and able to make
# a text read other than it is. U+200D (joins emoji) stays.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# A carriage return ends a line of the file; inside a text only an escape can put one, and it breaks a row of CSV.
NOT_IN_TEXT = re.compile(f"\r|{FORBIDDEN.pattern}")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Place(NamedTuple):
    """Line and column, counted from 1, of a value and of the key it stands behind."""

    value: tuple[int, int]
    key: tuple[int, int]


def read(
    data: bytes, file: str, max_depth: int = MAX_DEPTH, tags: Container[str] = ()
) -> tuple[Any, list[Problem]]:
    """The value of a YAML file, and every problem found in it (the value is None if it is unusable).

    `data` is UTF-8, with or without BOM, LF or CRLF. `file` is only used to say where. `tags`, written out
    in full, are let through and mean nothing; every other tag is a problem.
    """
    try:
        text = decode(data, file)
    except Refused as refusal:
        return None, list(refusal.problems)
    reader = _Reader(text, file, max_depth, tags=tags)
    value = reader.document()
    return (None if reader.problems else value), reader.problems


def locate(data: bytes, routes: list[tuple[Route, bool]]) -> list[tuple[int, int]]:
    """Line and column of each (route, at_key) in a file; of the nearest parent if it is not there."""
    try:
        reader = _Reader(decode(data, ""), "", 64, places={})
    except Refused:
        return [(1, 1)] * len(routes)
    reader.document()
    assert reader.places is not None
    return [_nearest(reader.places, route, at_key) for route, at_key in routes]


def routes_at(data: bytes, places: list[tuple[int, int]]) -> list[Route]:
    """The inverse: for each line and column the route of the value that stands there or begins before it."""
    try:
        reader = _Reader(decode(data, ""), "", 64, places={})
    except Refused:
        return [()] * len(places)
    reader.document()
    assert reader.places is not None
    marks = sorted((mark, len(route), route) for route, place in reader.places.items() for mark in set(place))
    starts = [mark for mark, _, _ in marks]
    return [marks[max(0, bisect_right(starts, place) - 1)][2] if marks else () for place in places]


def _nearest(places: dict[Route, Place], route: Route, at_key: bool) -> tuple[int, int]:
    while route and route not in places:
        route, at_key = route[:-1], True
    place = places.get(route, Place((1, 1), (1, 1)))
    return place.key if at_key else place.value


def decode(data: bytes, file: str) -> str:
    """UTF-8 text without its BOM; raises Refused with the place of what is not allowed."""
    if len(data) > MAX_BYTES:
        raise Refused([problem(LARGE, Location(file), kb=len(data) // 1024)])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused([problem(UTF16, Location(file))])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        rule = GBK if _is_gbk(data) else ENCODING
        raise Refused([problem(rule, Location(file, line, column))]) from None
    found = [
        problem(CHARACTER, _location(file, text, m.start()), name=character_name(m.group()))
        for m in list(FORBIDDEN.finditer(text))[:MAX_PROBLEMS]
    ]
    if not unicodedata.is_normalized("NFC", text):
        found.append(problem(NOT_NFC, _location(file, text, _first_not_nfc(text))))
    if found:
        raise Refused(found)
    return text


class _Unusable(Exception):
    """The rest of this file cannot be read; what is wrong has been noted."""


class _Reader:
    """Builds one document from parser events; notes every problem it meets on the way."""

    def __init__(
        self,
        text: str,
        file: str,
        max_depth: int,
        places: dict[Route, Place] | None = None,
        tags: Container[str] = (),
    ) -> None:
        self.text, self.file, self.max_depth, self.places = text, file, max_depth, places
        self.tags = tags
        self.problems: list[Problem] = []
        self.has_escapes = "\\" in text

    def document(self) -> Any:
        self.parser = yaml.CSafeLoader(self.text)
        try:
            self.next()  # stream start
            if isinstance(self.next(), yaml.StreamEndEvent):
                self.problems.append(problem(EMPTY, Location(self.file)))
                return None
            value = self.node(self.next(), (), 0, None)
            self.next()  # document end
            if not isinstance(event := self.next(), yaml.StreamEndEvent):
                self.note(DOCUMENTS, event)
            return value
        except yaml.MarkedYAMLError as error:
            self.problems.append(self.explain(error))
        except yaml.reader.ReaderError as error:
            where = _location(self.file, self.text, error.position)
            self.problems.append(problem(CHARACTER, where, name=character_name(chr(error.character))))
        except _Unusable:
            pass
        finally:
            self.parser.dispose()
        return None

    def next(self) -> Any:
        return self.parser.get_event()

    def note(self, rule: Any, event: Any, **values: Any) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Unusable
        mark = event.start_mark
        where = Location(self.file, mark.line + 1, mark.column + 1)
        self.problems.append(problem(rule, where, **values))

    def node(self, event: Any, route: Route, depth: int, key: Any) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.note(ALIAS, event, name=event.anchor)
            return None
        if event.anchor is not None:
            self.note(ALIAS, event, name=event.anchor)
        if event.tag is not None and event.tag not in self.tags:
            self.note(TAG, event, tag=event.tag)
        if self.places is not None:
            mark = event.start_mark
            value_at = (mark.line + 1, mark.column + 1)
            key_at = (key.start_mark.line + 1, key.start_mark.column + 1) if key else value_at
            # A block list or mapping begins on the line below its key: the key is what one sees.
            shown_at = value_at if kind is yaml.ScalarEvent or event.flow_style else key_at
            self.places[route] = Place(shown_at, key_at)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if depth >= self.max_depth:
            self.note(DEEP, event, depth=self.max_depth)
            raise _Unusable
        if kind is yaml.MappingStartEvent:
            return self.mapping(route, depth)
        return self.sequence(route, depth)

    def mapping(self, route: Route, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(key := self.next(), yaml.MappingEndEvent):
            name = key.value if isinstance(key, yaml.ScalarEvent) else None
            if name is None or name == "<<" or key.anchor or key.tag:
                self.note(KEY, key)
                name = None if name is None else name
                if name is None:
                    self.node(key, route, depth + 1, None)
            elif name in result:
                self.note(DUPLICATE, key, key=name)
            value = self.node(self.next(), (*route, name or ""), depth + 1, key)
            if name is not None:
                result.setdefault(name, value)
        return result

    def sequence(self, route: Route, depth: int) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            result.append(self.node(event, (*route, len(result)), depth + 1, None))
        return result

    def scalar(self, event: Any) -> Any:
        value: str = event.value
        if len(value) > MAX_SCALAR:
            self.note(LONG, event, kb=len(value) // 1024)
            return ""
        if event.style:  # quoted or block: always text
            if self.has_escapes and (bad := NOT_IN_TEXT.search(value)):
                self.note(CHARACTER, event, name=character_name(bad.group()))
            return value
        if _NOT_A_NUMBER.fullmatch(value):
            self.note(NOT_A_NUMBER, event, value=value)
        return plain_value(value)

    def explain(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in (error.context or ""):
            mark = error.context_mark  # where the quote opens, not where the file ends
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = self.text.splitlines() or [""]
        around = lines[max(0, line - 1) : line + 1]
        what, hint = syntax_words(error.problem or "", around)
        where = Location(self.file, min(line, len(lines) - 1) + 1, column + 1)
        return problem(SYNTAX, where, what=what, hint=hint)


def plain_value(word: str) -> Any:
    """What a word without quotes means: only true, false, null and decimal numbers are no text."""
    if word in _WORDS:
        return _WORDS[word]
    if _NUMBER.fullmatch(word):
        return float(word) if "." in word else int(word)
    return word


def _location(file: str, text: str, offset: int) -> Location:
    line = text.count("\n", 0, offset) + 1
    return Location(file, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def character_name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def _first_not_nfc(text: str) -> int:
    normal = unicodedata.normalize("NFC", text)
    pairs = enumerate(zip(text, normal, strict=False))
    return next((i for i, (a, b) in pairs if a != b), 0)


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= c <= "\u9fff" for c in text)
