"""A YAML file as a tree that keeps its comments: what `fix` puts in order and `import` changes.

Only for texts in which `yaml_reader.read` finds nothing wrong: no anchors, tags or second documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from generator.core.yaml_reader import plain_value

_COMMENT = re.compile(r"(?:^|(?<=[ \t\n\[{,]))#[^\n]*")
_BLANK = re.compile(r"\n[ \t]*\n|^[ \t]*\n")
_KEEP = re.compile(r"[|>][0-9]*\+")
HEADER = re.compile(r"# *yaml-language-server:")


@dataclass
class Scalar:
    """A value without parts. `raw` is how a number was written: 1.50 stays 1.50."""

    value: Any
    raw: str = ""


@dataclass
class Entry:
    """A field with its value, or an item of a list (no key), and the comments that belong to it.

    `before`: the lines above it, "" for a blank one. `beside`: what stands behind it on its line.
    """

    key: str | None
    value: Node
    before: list[str] = field(default_factory=list)
    beside: str = ""
    line: int = -1
    column: int = 0
    closed: int = -1  # where the outermost bracket around it closes


@dataclass
class Branch:
    """A mapping or a list. `after`: comment lines below its last entry; `head`: of the whole file."""

    is_list: bool
    entries: list[Entry] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        return next((e for e in self.entries if e.key == key), None)


Node = Scalar | Branch


def parse(text: str) -> Node:
    """The tree of a text without BOM, with every comment in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(text)
    root = reader.document()
    if "#" in text or _BLANK.search(text):
        _attach(text, reader, root)
    return root


def value_of(node: Node) -> Any:
    """What the node says, without comments."""
    if isinstance(node, Scalar):
        return node.value
    if node.is_list:
        return [value_of(e.value) for e in node.entries]
    return {e.key: value_of(e.value) for e in node.entries}


class _Reader:
    """Builds the tree from parser events; notes where entries begin and where text is no comment."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.owners: list[Branch] = []
        self.spans: list[tuple[int, int]] = []

    def document(self) -> Node:
        self.parser = yaml.CSafeLoader(self.text)
        try:
            self.next()
            self.next()
            return self.node(self.next())
        finally:
            self.parser.dispose()

    def next(self) -> Any:
        return self.parser.get_event()

    def node(self, event: Any) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event)
        branch = Branch(is_list=False)
        first = len(self.entries)
        while not isinstance(key := self.next(), yaml.MappingEndEvent):
            self.span(key)
            entry = self.note(branch, Entry(key.value, Scalar(None)), key.start_mark, key.start_mark.column)
            entry.value = self.node(self.next())
        return self.closed(branch, event, key, first)

    def sequence(self, start: Any) -> Branch:
        branch = Branch(is_list=True)
        first = len(self.entries)
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            mark = event.start_mark
            column = mark.column if start.flow_style else start.start_mark.column
            entry = self.note(branch, Entry(None, Scalar(None)), mark, column)
            entry.value = self.node(event)
        return self.closed(branch, start, event, first)

    def closed(self, branch: Branch, start: Any, end: Any, first: int) -> Branch:
        if start.flow_style:
            for entry in self.entries[first:]:
                entry.closed = end.end_mark.index
        return branch

    def note(self, owner: Branch, entry: Entry, mark: Any, column: int) -> Entry:
        entry.line, entry.column = mark.line, column
        owner.entries.append(entry)
        self.entries.append(entry)
        self.owners.append(owner)
        return entry

    def scalar(self, event: Any) -> Scalar:
        self.span(event)
        if event.style:
            return Scalar(event.value)
        value = plain_value(event.value)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return Scalar(value, event.value if is_number else "")

    def span(self, event: Any) -> None:
        """Where a text stands, in which `#` is no comment; a block's own first line is left out."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            keeps = _KEEP.match(self.text, start)
            start = self.text.index("\n", start) if "\n" in self.text[start:end] else end
            body = self.text[start:end].rstrip(" ")
            end = end if keeps else start + len(body.rstrip("\n"))
        self.spans.append((start, end))


def _attach(text: str, reader: _Reader, root: Node) -> None:
    """Give each comment and blank line to the entry that it belongs to."""
    if not isinstance(root, Branch):
        return
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    lines = [e.line for e in reader.entries]
    for line, comment, column, alone in _remarks(text, starts, reader.spans):
        earlier = bisect_left(lines, line) if alone else bisect_right(lines, line)
        if alone:
            _above(reader, root, comment, column, earlier)
            continue
        at = starts[line] + column
        while earlier > 1 and 0 <= reader.entries[earlier - 1].closed <= at:
            earlier -= 1
        _beside(reader, root, comment, earlier)
    _take_head(root)


def _beside(reader: _Reader, root: Branch, comment: str, earlier: int) -> None:
    """Behind an entry: the last that began, those in brackets closed by then left out."""
    if earlier == 0:
        root.head.append(comment)
    elif (last := reader.entries[earlier - 1]).beside:
        last.before.append(comment)
    else:
        last.beside = comment


def _above(reader: _Reader, root: Branch, comment: str, column: int, earlier: int) -> None:
    """A line of its own: above the next entry, or below the list whose entries stand as far right."""
    following = reader.entries[earlier] if earlier < len(reader.entries) else None
    if comment and earlier and (following is None or column > following.column):
        for entry, owner in zip(
            reversed(reader.entries[:earlier]), reversed(reader.owners[:earlier]), strict=True
        ):
            if entry.column <= column and (following is None or entry.column > following.column):
                owner.after.append(comment)
                return
    if following is None:
        root.after.append(comment)
    else:
        following.before.append(comment)


def _remarks(
    text: str, starts: list[int], spans: list[tuple[int, int]]
) -> Iterator[tuple[int, str, int, bool]]:
    """Comments and blank lines: line from 0, text, column, and whether it has the line to itself."""
    gaps = [(a[1], b[0]) for a, b in pairwise([(0, 0), *spans, (len(text), len(text))])]
    is_free = bytearray(len(text) + 1)
    for start, end in gaps:
        is_free[start : end + 1] = b"\1" * max(0, end + 1 - start)
    for line, start in enumerate(starts):
        end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
        content = text[start:end]
        if not content.strip(" \t"):
            if is_free[start] and end < len(text) and (not start or is_free[start - 1]):
                yield line, "", 0, True
            continue
        if "#" not in content:
            continue
        for found in _COMMENT.finditer(content):
            if is_free[start + found.start()]:
                yield (
                    line,
                    found.group().rstrip(" \t"),
                    found.start(),
                    not content[: found.start()].strip(" \t"),
                )
                break


def _take_head(root: Branch) -> None:
    """What stands on top up to a blank line, and a line for editors, belongs to the file."""
    if not root.entries:
        return
    above = root.entries[0].before
    cut = len(above) - above[::-1].index("") if "" in above else 0
    if above and HEADER.match(above[0]):
        cut = max(cut, 1)
    root.head += above[:cut]
    root.entries[0].before = above[cut:]
