"""What a value looks like in a cell, and what a cell means: the same for workbooks and CSV.

A cell is read leniently where it can mean only one thing (full-width digits, 2023年5月4日, 8：00, the
label of a code, the name of a record); else it stays as it was typed, and `check` says what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from generator.checks import suggestions
from generator.core.text import Lang, Text
from generator.editing.canon import number
from generator.schema.model import Field


@dataclass(frozen=True)
class Odd:
    """A cell that holds no value of its own: a formula, or the error that one gave."""

    kind: Literal["formula", "error", "keep"]
    text: str


KEEP = Odd("keep", "")
"""Stands where a sheet says nothing, so that the record keeps what it has."""

Cell = str | int | float | bool | date | datetime | time | Odd | None

YES, NO = Text("是", "yes"), Text("否", "no")
_TRUE = frozenset(["是", "有", "√", "✓", "yes", "y", "true", "1"])
_FALSE = frozenset(["否", "无", "没有", "×", "no", "n", "false", "0"])
_BLANKS = " \t\n\r\u3000\u00a0\u200b\ufeff"
_AMOUNT = re.compile(rf"¥? ?({suggestions.WHOLE_NUMBER}(?:\.[0-9]{{1,2}})?) ?元?")
_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_APART = re.compile(r"[;；\n]")
_APART_ALSO = re.compile(r"[;；\n、，,]")
_WORDS = ("code", "ref")


@dataclass(frozen=True)
class Names:
    """How records are called, to show a name beside an id and to find an id by its name."""

    titles: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[tuple[str, str], list[str]] = field(default_factory=dict)
    """Type and name → ids, sorted."""

    def found(self, types: tuple[str, ...], name: str) -> str | None:
        """The one record of these types that is called so; None if there is none or more than one."""
        hits = [id for t in types for id in self.ids.get((t, name), ())]
        return hits[0] if len(hits) == 1 else None


def shown(f: Field, value: Any, names: Names, lang: Lang) -> Cell:
    """A value of a record as people see it: labels for codes, `id name` for references, days as days."""
    if value is None or f.kind == "text":
        return value if value is None or isinstance(value, str) else str(value)
    if isinstance(value, bool):
        return (YES if value else NO).in_(lang)
    if f.kind == "list" and isinstance(value, list) and f.item:
        apart = "；" if f.item.kind == "code" else "\n"
        return apart.join(plain(shown(f.item, item, names, lang)) for item in value)
    if f.kind == "code":
        return f.codes[value].in_(lang) if value in f.codes else str(value)
    if f.kind == "ref":
        title = names.titles.get(value)
        return f"{value} {title}" if title and title != value else str(value)
    if f.kind == "date":
        return _day(value)
    if f.kind == "instant":
        return _instant(value)
    return value if isinstance(value, (int, float)) else str(value)


def plain(cell: Cell) -> str:
    """A cell as text that can be compared: no blanks around it, days as ISO 8601, numbers in digits."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n"))
        return text.strip(_BLANKS)
    if isinstance(cell, bool):
        return YES.zh if cell else NO.zh
    if isinstance(cell, (int, float)):
        whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15
        return number(int(cell) if whole else cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes" if cell.second == 0 else "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return (
        cell.text if isinstance(cell, Odd) else cell.isoformat("minutes" if cell.second == 0 else "seconds")
    )


def meaning(f: Field, cell: Cell, names: Names) -> Any:
    """The value that a cell gives a field; None if it is empty; what cannot be read stays text."""
    if f.kind == "date" and isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()  # a day in a format that shows hours too
    text = plain(cell)
    if not text:
        return None
    if f.kind == "list" and f.item:
        return [meaning(f.item, part, names) for part in _parts(f.item, text) if part.strip(_BLANKS)]
    if f.kind in ("integer", "number"):
        return _number(f, text)
    if f.kind == "boolean":
        word = narrow(text).lower()
        return True if word in _TRUE else False if word in _FALSE else text
    if f.kind == "code":
        return _code(f, text)
    if f.kind == "ref":
        return _reference(f, text, names)
    if f.kind == "money":
        return _money(text)
    if f.kind in ("markdown", "lines", "uri"):
        return text
    return _fitting(f, text)


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones (Unicode NFKC), no blanks around."""
    return unicodedata.normalize("NFKC", text).strip(_BLANKS)


def _parts(item: Field, text: str) -> list[str]:
    """The items of a list in one cell; between words a comma will do, between texts only a line."""
    if item.kind in _WORDS or item.kind in ("integer", "number"):
        labels = {label.zh for label in item.codes.values()} | {label.en for label in item.codes.values()}
        parts = _APART.split(text)
        if all(part.strip(_BLANKS) in labels for part in parts):
            return parts
        return [
            p
            for part in parts
            for p in ([part] if part.strip(_BLANKS) in labels else _APART_ALSO.split(part))
        ]
    return text.split("\n")


def _number(f: Field, text: str) -> Any:
    digits = suggestions.number(text, f)
    if digits is None:
        return text
    return float(digits) if "." in digits else int(digits)


def _money(text: str) -> str:
    """Two decimals, as the schema writes amounts; what is no amount stays as it is."""
    found = _AMOUNT.fullmatch(suggestions.half_width(text))
    if not found:
        return text
    whole, _, cents = found[1].replace(",", "").partition(".")
    return f"{whole}.{cents:0<2}"


def _code(f: Field, text: str) -> str:
    if text in f.codes:
        return text
    wanted = narrow(text).casefold()
    for code, label in f.codes.items():
        if wanted in (code.casefold(), narrow(label.zh).casefold(), narrow(label.en).casefold()):
            return code
    return text


def _reference(f: Field, text: str, names: Names) -> str:
    """`home-abc-001`, `home-abc-001 河边青年之家`, or a name that only one such record has."""
    first, _, behind = suggestions.half_width(text).partition(" ")
    if first in names.titles or (_ID.fullmatch(first) and behind):
        return first
    return names.found(f.ref, text) or (first if _ID.fullmatch(first) else text)


def _fitting(f: Field, text: str) -> str:
    """Text as it is, or in the form that the field's pattern or format asks for."""
    return text if suggestions.fits(text, f) else suggestions.meant(text, f) or text


def _day(value: Any) -> Cell:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)


def _instant(value: Any) -> Cell:
    """Beijing time; another offset is shown as it is written."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    if moment.utcoffset() != timedelta(hours=8) or moment.second:
        return str(value)
    return moment.replace(tzinfo=None)
