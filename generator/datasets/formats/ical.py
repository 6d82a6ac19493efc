"""Calendars as text (iCalendar, RFC 5545): entries in UTC, lines folded. Same entries, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_WIDTH = 75  # octets a line, without its end (RFC 5545, 3.1)


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


def calendar(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A VCALENDAR as UTF-8 with CRLF. Subscribers are asked to look again after a day (RFC 7986)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//youth-atlas//calendar//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
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
    yield f"DTSTART{_time(entry.start)}"
    if entry.end is not None:
        whole_days = not isinstance(entry.end, datetime)
        yield f"DTEND{_time(entry.end + timedelta(days=1) if whole_days else entry.end)}"
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


def _time(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";VALUE=DATE:{moment:%Y%m%d}"


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
