"""What an editor probably meant by a value that is not written as it should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.schema.model import Field

_DATE = re.compile(r"([0-9]{4})[^0-9]+([0-9]{1,2})[^0-9]+([0-9]{1,2})(?![0-9])")
_ZONE = re.compile(r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})$")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?![0-9])")


def meant(value: Any, f: Field | None) -> str | None:
    """A text near `value` that the field's pattern or format allows; None if there is none."""
    if f is None or not isinstance(value, str):
        return None
    return next((text for text in _candidates(value) if text != value and fits(text, f)), None)


def number_meant(value: str) -> str | None:
    """The digits of a number written as text: `"３０"`, `30人`, `约 30`."""
    found = re.findall(r"[0-9]+(?:\.[0-9]+)?", unicodedata.normalize("NFKC", value))
    return str(found[0]) if len(found) == 1 else None


def no_such_day(value: Any) -> bool:
    """Written like a date, but on no calendar (2024-02-30)."""
    if not isinstance(value, str) or not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    return not _is_date(value[:10])


def _candidates(value: str) -> Iterator[str]:
    narrow = unicodedata.normalize("NFKC", value).strip()
    yield narrow
    yield narrow.lower()
    yield narrow.replace(" ", "")
    yield "https://" + narrow
    time = _TIME.search(narrow)
    clock = f"{time[1]:0>2}:{time[2]}" if time else ""
    yield clock
    if found := _DATE.search(narrow):
        day = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
        yield day
        if not _ZONE.search(narrow):
            yield f"{day}T{clock}:00+08:00"


def fits(text: str, f: Field) -> bool:
    if f.kind == "date":
        return _is_date(text)
    pattern = f.schema.get("pattern")
    if f.kind == "uri" and "." not in text:
        return False
    return bool(pattern and re.search(pattern, text)) and not no_such_day(text)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
