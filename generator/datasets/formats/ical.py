"""Calendars as text (iCalendar, RFC 5545): entries in UTC, lines folded. Same entries, same bytes.

What repeats is in the time of China instead: a Wednesday there is not always one in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

_WIDTH = 75  # octets a line, without its end (RFC 5545, 3.1)


_CHINA = timezone(timedelta(hours=8))
_ZONE = "Asia/Shanghai"
_VTIMEZONE = (
    "BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True)
class Recurrence:
    """`rule` is the value of RRULE without its end; `until` the last day on which it may begin again;
    `without` are days in China on which it does not."""

    rule: str
    until: date
    without: tuple[date, ...] = ()


@dataclass(frozen=True)
class CalendarEntry:
    """One VEVENT. `start` and `end` are both dates (`end` the last day) or both instants with an offset.

    `changed` is the day of its last change: DTSTAMP and LAST-MODIFIED come from it and not from a clock.
    `sequence` never becomes less. `status` is CONFIRMED, TENTATIVE or CANCELLED; `point` is WGS84 latitude, longitude.
    """

    uid: str
    title: str
    start: date | datetime
    changed: date
    end: date | datetime | None = None
    status: str = "CONFIRMED"
    place: str = ""
    point: tuple[float, float] | None = None
    kind: str = ""
    notes: str = ""
    url: str = ""
    sequence: int = 0
    recurrence: Recurrence | None = None


def day_number(day: date) -> int:
    """A SEQUENCE for what has no count of its changes: it grows from day to day."""
    return (day - date(1970, 1, 1)).days


def calendar(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A VCALENDAR as UTF-8 with CRLF. Subscribers are asked to look again after a day (RFC 7986)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//youth-atlas//calendar//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
    entries = list(entries)
    if any(entry.recurrence and isinstance(entry.start, datetime) for entry in entries):
        lines += _VTIMEZONE
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def _event(entry: CalendarEntry) -> Iterator[str]:
    changed = f"{entry.changed:%Y%m%d}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    local = entry.recurrence is not None
    yield f"DTSTART{_time(entry.start, local)}"
    if entry.end is not None:
        whole_days = not isinstance(entry.end, datetime)
        yield f"DTEND{_time(entry.end + timedelta(days=1) if whole_days else entry.end, local)}"
    if entry.recurrence:
        yield from _repeats(entry.start, entry.recurrence)
    yield f"SUMMARY:{_text(entry.title)}"
    yield f"STATUS:{entry.status}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.point:
        yield f"GEO:{entry.point[0]:.6f};{entry.point[1]:.6f}"
    if entry.kind:
        yield f"CATEGORIES:{_text(entry.kind)}"
    if entry.notes:
        yield f"DESCRIPTION:{_text(entry.notes)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "END:VEVENT"


def _repeats(start: date | datetime, recurrence: Recurrence) -> Iterator[str]:
    """UNTIL is of the type of DTSTART, but in UTC if that has a zone (3.3.10); EXDATE names whole beginnings."""
    if not isinstance(start, datetime):
        yield f"RRULE:{recurrence.rule};UNTIL={recurrence.until:%Y%m%d}"
        yield from (f"EXDATE{_time(day)}" for day in recurrence.without)
        return
    at = start.astimezone(_CHINA).timetz()
    until = datetime.combine(recurrence.until, at).astimezone(UTC)
    yield f"RRULE:{recurrence.rule};UNTIL={until:%Y%m%dT%H%M%SZ}"
    yield from (f"EXDATE{_time(datetime.combine(day, at), True)}" for day in recurrence.without)


def _time(moment: date | datetime, local: bool = False) -> str:
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    if local:
        return f";TZID={_ZONE}:{moment.astimezone(_CHINA):%Y%m%dT%H%M%S}"
    return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def fold(line: str) -> str:
    """The line cut so that none has more than 75 octets; no character is cut."""
    if len(line) * 4 <= _WIDTH:  # no character has more than four octets
        return line
    parts, part, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _WIDTH:
            parts.append(part)
            part, size = " ", 1
        part += character
        size += octets
    return "\r\n".join([*parts, part])
