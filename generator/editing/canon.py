"""The one way in which a record is written: order of fields, quotes, lists, comments in their place.

YAML 1.2 that reads alike with YAML 1.1: whatever another reader might take for a date, a time, a
number or a yes stands in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.editing.tree import Branch, Entry, Node, Scalar
from generator.schema.model import Field

WIDTH = 140
_STEP = "  "
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# What some reader of YAML takes for something other than text: numbers, dates, times, yes and no.
_LIKE_A_NUMBER = re.compile(
    r"[-+.]?[0-9][0-9A-Fa-f_.,:/TZtzxXoO \-+]*|[-+]?\.(?:inf|nan)|~|=|<<", re.IGNORECASE
)
_LIKE_A_WORD = re.compile(r"yes|no|on|off|true|false|null", re.IGNORECASE)
_INDICATORS = "-?:,[]{}#&*!|>'\"%@` \t"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}

Fields = Mapping[str, Field]


def canonical(root: Node, fields: Fields) -> str:
    """The text of a record (or of any other YAML file: no fields, no order), with LF and no BOM."""
    if isinstance(root, Scalar):
        return _scalar(root) + "\n"
    lines = [*root.head, *_entries(root, fields, "")]
    return "\n".join(_one_blank(lines)) + "\n"


def in_order(branch: Branch, fields: Fields) -> list[Entry]:
    """Entries as the schema lists their fields; what it does not know comes last, as it was."""
    place = {name: i for i, name in enumerate(fields)}
    return sorted(branch.entries, key=lambda e: place.get(e.key or "", len(place)))


def _one_blank(lines: Iterable[str]) -> Iterator[str]:
    """Never two blank lines, none on top or at the end."""
    waiting, begun = False, False
    for line in lines:
        if line:
            if waiting and begun:
                yield ""
            yield line
            waiting, begun = False, True
        else:
            waiting = True


def _entries(branch: Branch, fields: Fields, indent: str) -> Iterator[str]:
    entries = branch.entries if branch.is_list else in_order(branch, fields)
    if not entries:
        yield indent + ("[]" if branch.is_list else "{}")
    for entry in entries:
        yield from (indent + line if line else "" for line in _above(entry, fields))
        if branch.is_list:
            yield from _item(entry, fields, indent)
        else:
            yield from _pair(entry, fields, indent)
    yield from (indent + line if line else "" for line in branch.after)


def _above(entry: Entry, fields: Fields) -> list[str]:
    """The lines above an entry; above an item of several lines also what stands at its first one."""
    if entry.key is not None or not isinstance(entry.value, Branch) or not entry.value.entries:
        return entry.before
    if flow_of(entry.value, 0) is not None:
        return entry.before
    beside = [entry.beside] if entry.beside else []
    return [*entry.before, *beside, *_above(_first(entry.value, fields), fields)]


def _first(branch: Branch, fields: Fields) -> Entry:
    return branch.entries[0] if branch.is_list else in_order(branch, fields)[0]


def _pair(entry: Entry, fields: Fields, indent: str) -> Iterator[str]:
    key = f"{indent}{quoted(entry.key or '')}:"
    f = fields.get(entry.key or "")
    inner = (f.item.fields if f.item else f.fields) if f else {}
    value = entry.value
    if isinstance(value, Scalar):
        yield from _behind(key, value, entry.beside, indent)
    elif (flow := flow_of(value, len(key) + 1)) is not None:
        yield _with(f"{key} {flow}", entry.beside)
    else:
        yield _with(key, entry.beside)
        yield from _entries(value, inner, indent + _STEP)


def _item(entry: Entry, fields: Fields, indent: str) -> Iterator[str]:
    dash = f"{indent}-"
    value = entry.value
    if isinstance(value, Scalar):
        yield from _behind(dash, value, entry.beside, indent)
    elif (flow := flow_of(value, len(dash) + 1)) is not None:
        yield _with(f"{dash} {flow}", entry.beside)
    else:
        first, *rest = _entries(_bare(value, fields), fields, indent + _STEP)
        yield f"{dash} {first[len(indent) + 2 :]}"
        yield from rest


def _bare(branch: Branch, fields: Fields) -> Branch:
    """Without the lines above its first entry: they stand above the item."""
    top = _first(branch, fields)
    entries = [replace(e, before=[]) if e is top else e for e in branch.entries]
    return replace(branch, entries=entries)


def _behind(start: str, value: Scalar, beside: str, indent: str) -> Iterator[str]:
    """A scalar behind its key or dash; text of several lines as a literal block below it."""
    if isinstance(value.value, str) and (block := _block(value.value)):
        mark, lines = block
        yield _with(f"{start} {mark}", beside)
        yield from (f"{indent}{_STEP}{line}" if line else "" for line in lines)
    else:
        yield _with(f"{start} {_scalar(value)}", beside)


def _with(line: str, beside: str) -> str:
    return f"{line}  {beside}" if beside else line


def _block(text: str) -> tuple[str, list[str]] | None:
    """Mark and lines of a literal block; None if the text cannot or need not stand in one."""
    body = text[:-1] if text.endswith("\n") else text
    if "\n" not in text or not body or body.endswith("\n") or body[0] in " \n\t" or "\r" in text:
        return None
    return ("|" if body != text else "|-"), body.split("\n")


def flow_of(branch: Branch, used: int) -> str | None:
    """`[a, b]` for a list of plain words without comments that fits on the line, else None."""
    if not branch.entries and not branch.after:
        return "[]" if branch.is_list else "{}"
    if not branch.is_list or branch.after or any(e.before or e.beside for e in branch.entries):
        return None
    words = [e.value.value for e in branch.entries if isinstance(e.value, Scalar)]
    if len(words) < len(branch.entries):
        return None
    if not all(isinstance(w, str) and _WORD.fullmatch(w) and quoted(w) == w for w in words):
        return None
    text = "[" + ", ".join(words) + "]"
    return text if used + len(text) <= WIDTH else None


def _scalar(scalar: Scalar) -> str:
    value = scalar.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str):
        return quoted(value)
    return scalar.raw or number(value)


def number(value: int | float) -> str:
    """Decimal digits, never with an exponent."""
    return format(Decimal(repr(value)), "f")


def quoted(text: str) -> str:
    """The text as it is where no reader can take it for something else, else in double quotes."""
    if _is_plain(text):
        return text
    return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'


def _is_plain(text: str) -> bool:
    if not text or text[0] in _INDICATORS or text[-1] in " \t:" or "\n" in text or "\r" in text:
        return False
    if ": " in text or " #" in text or "\t" in text:
        return False
    return not (_LIKE_A_NUMBER.fullmatch(text) or _LIKE_A_WORD.fullmatch(text))


def node_of(value: Any) -> Node:
    """A tree without comments from a plain value."""
    if isinstance(value, dict):
        return Branch(False, [Entry(k, node_of(v)) for k, v in value.items()])
    if isinstance(value, list):
        return Branch(True, [Entry(None, node_of(v)) for v in value])
    return Scalar(value)
