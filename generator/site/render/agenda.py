"""Records with a time: which are to come, in which month, and whose calendars they stand in.

Times are ISO text as recorded, in Beijing time; such text sorts as time does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from generator.records.catalog import Catalog, Record
from generator.schema.model import RecordType
from generator.schema.roles import Calendar

EVENING = "18:00"
"""From when on it is evening: what "tonight" means on the pages of homes, too."""


def timed(record_type: RecordType, records: Iterable[Record]) -> list[Record]:
    """Those that have a time, the earliest first."""
    cal = calendar_of(record_type)
    return sorted((r for r in records if r.data.get(cal.start)), key=lambda r: (r.data[cal.start], r.id))


def coming(record_type: RecordType, records: Iterable[Record], as_of: date) -> list[Record]:
    """Those that are not over on the day `as_of`, the next one first."""
    return [r for r in timed(record_type, records) if last_day(r) >= as_of.isoformat()]


def over(record_type: RecordType, records: Iterable[Record], as_of: date) -> dict[str, list[Record]]:
    """Those that are over, by the year in which they began, the latest first."""
    years: dict[str, list[Record]] = defaultdict(list)
    for record in reversed(timed(record_type, records)):
        if last_day(record) < as_of.isoformat():
            years[first_day(record)[:4]].append(record)
    return dict(years)


def months(record_type: RecordType, records: Iterable[Record], as_of: date) -> dict[str, list[Record]]:
    """By month (`2026-11`): every month in which something begins or goes on, and the present one."""
    found: dict[str, list[Record]] = {f"{as_of:%Y-%m}": []}
    for record in timed(record_type, records):
        for month in sorted({day[:7] for day in days(record)}):
            found.setdefault(month, []).append(record)
    return dict(sorted(found.items()))


def days(record: Record) -> Iterator[str]:
    """Every day from its first to its last, at most a year."""
    day = date.fromisoformat(first_day(record))
    for _ in range(366):
        yield day.isoformat()
        day += timedelta(days=1)
        if day.isoformat() > last_day(record):
            return


def first_day(record: Record) -> str:
    return str(record.data[calendar_of(record.type).start])[:10]


def last_day(record: Record) -> str:
    """The day of its end; one that ends at midnight ends the day before."""
    cal = calendar_of(record.type)
    end = record.data.get(cal.end) if cal.end else None
    if not end:
        return first_day(record)
    if "T00:00:00" in end:
        end = (datetime.fromisoformat(end) - timedelta(days=1)).isoformat()
    return max(str(end)[:10], first_day(record))


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
