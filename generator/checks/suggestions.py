"""What an editor probably meant by a value that is not written as it should be.

A value is understood whole or not at all: 下午1:30 is not 01:30, and of 9:00-12:00 no half is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.core.text import Text
from generator.schema.model import Field

WHOLE_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_NUMBER = re.compile(rf"[-+]?{WHOLE_NUMBER}(?:\.[0-9]+)?")
_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")

_APART = r"[-–—/.,、_ ]"
_YEAR, _MONTH, _DAY = r"(?P<year>[12][0-9]{3})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_DATE = rf"{_YEAR} ?(?:年|(?P<apart>{_APART})) ?{_MONTH} ?(?:月|(?P=apart)) ?{_DAY}(?: ?[日号])?"
_CLOCK = r"(?P<hour>[0-9]{1,2}) ?: ?(?P<minute>[0-9]{2})"
_NUMBERS = Text("只写半角数字，不加引号和单位", "write digits only, no quotes or units")
_A_DAY = Text("只写一天", "write one day only")
_A_MONTH = Text("只写一个月份", "write one month only")
_AN_INSTANT = Text("只写一个时刻，用北京时间", "write one time only, by Beijing's clock")
_A_TIME = Text("只写一个时刻，用24小时制", "write one time only, by the 24-hour clock")


def _shape(written: str, pattern: str, one: Text) -> tuple[str, re.Pattern[str], Text]:
    return written, re.compile(rf"(?<![0-9:]){pattern}(?![0-9:])"), one


_SHAPES = (
    _shape("{year}-{month:0>2}-{day:0>2}", rf"{_DATE}(?:[ T]+0?0:00(?::00)?)?", _A_DAY),
    _shape("{year}-{month}-{day}", rf"{_YEAR}(?P<month>[01][0-9])(?P<day>[0-3][0-9])", _A_DAY),
    _shape("{year}-{month:0>2}", rf"{_YEAR} ?(?:年|{_APART}) ?{_MONTH}(?: ?月份?)?", _A_MONTH),
    _shape("{hour:0>2}:{minute}", rf"{_CLOCK}(?::00)?", _A_TIME),
    _shape("{hour:0>2}:{minute:0>2}",
           r"(?P<hour>[0-9]{1,2}) ?[点时](?: ?(?P<minute>[0-9]{1,2}) ?分?|整)?", _A_TIME),
    _shape("{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second:0>2}+08:00",
           rf"{_DATE}(?:[ T,]+|(?<=[日号])){_CLOCK}(?::(?P<second>[0-9]{{2}}))?", _AN_INSTANT),
)  # fmt: skip
"""How days, months and times are written by people, and in which form a record holds them."""


@dataclass(frozen=True)
class Half:
    """A value of which only a part was understood; `one` says what a value like that is."""

    understood: str
    left: str
    one: Text


def half_width(text: str) -> str:
    """Every character in half width (Unicode NFKC), none more or fewer; a footnote's ¹ is no digit."""
    return text if text.isascii() else "".join(map(_half_width, text))


def _half_width(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    hides_digit = narrow.isdecimal() and not character.isdecimal()
    return character if len(narrow) != 1 or hides_digit else narrow


def meant(value: Any, f: Field | None) -> str | None:
    """What `value` says, all of it, as the field's pattern or format asks for; None if that cannot be told."""
    if f is None or not isinstance(value, str):
        return None
    return next((text for text in _candidates(value) if text != value and fits(text, f)), None)


def _candidates(value: str) -> Iterator[str]:
    narrow = half_width(value.strip())
    yield narrow
    yield narrow.lower()
    yield "https://" + narrow
    for written, pattern, _ in _SHAPES:
        if found := pattern.fullmatch(narrow):
            yield written.format(**found.groupdict("0"))
    joined = narrow.replace(" ", "")
    if not any(pattern.fullmatch(joined) for _, pattern, _ in _SHAPES):  # "1 9:00" is not 19:00
        yield joined


_DIGITS = 20
"""No number of a record needs more."""


def number(value: str, f: Field | None) -> str | None:
    """The decimal number that all of a text says, in full width, with the field's unit or without; else None.
    So it is for more digits than a number keeps: a float of IEEE 754 would say something else.
    """
    text = half_width(value.strip())
    found = _NUMBER.match(text)
    if not found or not _is_unit(text[found.end() :], f):
        return None
    said = Decimal(found[0].replace(",", ""))
    digits = format(said, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    kept = "." not in digits or Decimal(repr(float(digits))) == said
    return digits if kept and len(digits) <= _DIGITS else None


def _is_unit(text: str, f: Field | None) -> bool:
    unit = (f.unit.zh, f.unit.en) if f and f.unit else ()
    return _bare(text) in ("", *map(_bare, unit))


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def half(value: Any, f: Field | None) -> Half | None:
    """The first part of a text that the field could hold, and what is left over; None if there is none."""
    if f is None or not isinstance(value, str):
        return None
    text = value.strip()
    narrow = half_width(text)
    if f.kind in ("integer", "number"):
        found = _NUMBER.search(narrow)
        return _half(text, found, f, _NUMBERS) if found else None
    for written, pattern, one in _SHAPES:
        for found in pattern.finditer(narrow):
            if fits(written.format(**found.groupdict("0")), f):
                return _half(text, found, f, one)
    return None


def _half(text: str, found: re.Match[str], f: Field, one: Text) -> Half | None:
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    if f.unit and _is_unit(after, f):
        after = ""
    left = "…".join(part for part in (before, after) if part)
    return Half(text[found.start() : found.end()], left, one) if left else None


def no_such_day(value: Any) -> bool:
    """Written like a date, but on no calendar (2024-02-30)."""
    if not isinstance(value, str) or not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    return not _is_date(value[:10])


def fits(text: str, f: Field) -> bool:
    """Whether the field can hold this text."""
    if f.kind == "date":
        return _is_date(text)
    if f.codes:
        return text in f.codes
    if f.kind == "ref":
        return bool(_ID.fullmatch(text))
    if f.kind == "uri" and "." not in text:
        return False
    pattern = f.schema.get("pattern")
    if pattern is None:
        return f.kind in ("text", "lines", "markdown")
    return bool(re.search(pattern, text)) and not no_such_day(text)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
