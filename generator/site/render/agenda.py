"""Records with a time: which are to come, in which month, and whose calendars they stand in.

Times are ISO text as recorded, in Beijing time; such text sorts as time does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.records.catalog import Catalog, Record
from generator.records.occurrences import Occurrence, occurrences
from generator.schema.model import RecordType
from generator.schema.roles import Calendar

EVENING = "18:00"
"""From when on it is evening: what "tonight" means on the pages of homes, too."""


class Entry(NamedTuple):
    """A record at one of the times at which it takes place."""

    record: Record
    time: Occurrence


def timed(record_type: RecordType, records: Iterable[Record]) -> list[Record]:
    """Those that have a time, the earliest first."""
    cal = calendar_of(record_type)
    return sorted((r for r in records if r.data.get(cal.start)), key=lambda r: (r.data[cal.start], r.id))


def entries(records: Iterable[Record]) -> list[Entry]:
    """Each time of each record, the earliest first."""
    found = [Entry(record, time) for record in records for time in occurrences(record)]
    return sorted(found, key=lambda e: (e.time.start, e.record.id))


def coming(records: Iterable[Record], as_of: date) -> list[Entry]:
    """Those that are not over on the day `as_of`, the next one first."""
    return [e for e in entries(records) if e.time.last >= as_of.isoformat()]


def over(record_type: RecordType, records: Iterable[Record], as_of: date) -> dict[str, list[Entry]]:
    """Those that are over, each once and at its first time, by the year of that, the latest first."""
    years: dict[str, list[Entry]] = defaultdict(list)
    for record in reversed(timed(record_type, records)):
        times = occurrences(record)
        if times and times[-1].last < as_of.isoformat():
            years[times[0].first[:4]].append(Entry(record, times[0]))
    return dict(years)


def months(records: Iterable[Record], as_of: date) -> dict[str, list[Entry]]:
    """By month (`2026-11`): every month in which something begins or goes on, and the present one."""
    found: dict[str, list[Entry]] = {f"{as_of:%Y-%m}": []}
    for entry in entries(records):
        for month in entry.time.months():
            found.setdefault(month, []).append(entry)
    return dict(sorted(found.items()))


def number(found: Iterable[Entry]) -> int:
    """How many records these are: one that repeats counts once."""
    return len({e.record.id for e in found})


def is_weekend(day: str) -> bool:
    return date.fromisoformat(day[:10]).weekday() >= 5


def is_evening(start: str) -> bool:
    """Whether an instant is in the evening; a mere day never is."""
    return start[11:16] >= EVENING


def owners(catalog: Catalog, record: Record) -> list[Record]:
    """The records in whose calendars it stands, each once, in the order of the schema."""
    found: dict[str, Record] = {}
    for path in calendar_of(record.type).of:
        here: Record | None = record
        for name in path.split("."):
            here = catalog.by_id.get(here.data.get(name) or "") if here else None
        if here and not here.removed:
            found[here.id] = here
    return list(found.values())


def owned(catalog: Catalog, record_type: RecordType) -> dict[str, list[Record]]:
    """Entries by the id of the record in whose calendar they stand."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in timed(record_type, catalog.of_type[record_type.type]):
        for owner in owners(catalog, record):
            found[owner.id].append(record)
    return dict(sorted(found.items()))


def calendar_of(record_type: RecordType) -> Calendar:
    assert record_type.calendar
    return record_type.calendar
