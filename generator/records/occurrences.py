"""When a record with a time takes place: once, over several days, or again and again by a plain rule.

The rule means what RFC 5545 (3.3.10) means by RRULE and EXDATE, with weeks that begin on Monday.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import count, islice, takewhile
from typing import Any, NamedTuple

from generator.records.catalog import Record
from generator.schema.roles import Calendar

MOST = 1000
"""A record takes place at most so often; a check tells of one that is to do so more often."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCY = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}
_LAST = -1


class Rule(NamedTuple):
    """Every `interval` days, weeks or months (`unit`), until a day (included), on these days of the week (MO to
    SU; of a month: the same one as the first time), but not on the days in `without`."""

    unit: str
    until: date
    interval: int = 1
    days: tuple[str, ...] = ()
    without: tuple[date, ...] = ()


class Occurrence(NamedTuple):
    """One time that a record takes place. `start` and `end` are ISO text: instants in Beijing time, or days
    (`end` the last one) if it lasts whole days or its schema asks for days."""

    start: str
    end: str | None = None

    @property
    def first(self) -> str:
        """Its first day."""
        return self.start[:10]

    @property
    def last(self) -> str:
        """The day of its end; what ends at midnight ends the day before."""
        end = self.end or self.start
        if "T00:00:00" in end:
            end = (datetime.fromisoformat(end) - timedelta(days=1)).isoformat()
        return max(end[:10], self.first)

    def days(self, within: str = "") -> Iterator[str]:
        """Every day from its first to its last; given a month (`2026-11`), only those in it."""
        first, last = self.first, self.last
        if within:
            first, last = max(first, f"{within}-01"), min(last, f"{within}-{_length(within):02}")
        day = date.fromisoformat(first)
        while (iso := day.isoformat()) <= last:
            yield iso
            day += timedelta(days=1)

    def months(self) -> Iterator[str]:
        """Every month (`2026-11`) from that of its first day to that of its last."""
        year, month = int(self.start[:4]), int(self.start[5:7])
        while (iso := f"{year}-{month:02}") <= self.last[:7]:
            yield iso
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def moved(self, days: int) -> Occurrence:
        """The same so many days later."""
        return Occurrence(_later(self.start, days), _later(self.end, days) if self.end else None)


def occurrences(record: Record) -> tuple[Occurrence, ...]:
    """Every time that it takes place, in order; none if it has no time yet."""
    first = first_time(record)
    if first is None:
        return ()
    if (rule := rule_of(record)) is None:
        return (first,)
    begins = date.fromisoformat(first.first)
    away = ((day - begins).days for day in days_of(rule, begins))
    return tuple(first.moved(n) if n else first for n in islice(away, MOST))


def rule_of(record: Record) -> Rule | None:
    """None if it takes place once."""
    cal = record.type.calendar
    given = record.data.get(cal.repeats.field) if cal and cal.repeats else None
    if not (cal and cal.repeats and given):
        return None
    names, days = cal.repeats, [date.fromisoformat(day) for day in given.get(cal.repeats.without, ())]
    return Rule(
        given[names.unit],
        date.fromisoformat(given[names.until]),
        given.get(names.interval, 1),
        tuple(sorted(given.get(names.days, ()), key=DAYS.index)),
        tuple(sorted(days)),
    )


def first_time(record: Record) -> Occurrence | None:
    """As it is recorded: the first time of those that are repeated."""
    cal = record.type.calendar
    if cal is None or not record.data.get(cal.start):
        return None
    start, end = str(record.data[cal.start]), record.data.get(cal.end) if cal.end else None
    found = Occurrence(start, str(end) if end else None)
    return Occurrence(found.first, found.last) if is_all_day(record.data, cal) else found


def is_all_day(data: Mapping[str, Any], cal: Calendar) -> bool:
    return bool(cal.all_day and data.get(cal.all_day))


def days_of(rule: Rule, first: date) -> Iterator[date]:
    """The days on which something begins by the rule, if it does so for the first time on `first`."""
    for day in takewhile(lambda day: day <= rule.until, _beginnings(rule, first)):
        if day >= first and day not in rule.without:
            yield day


def _beginnings(rule: Rule, first: date) -> Iterator[date]:
    """Without end, in order; the first may lie before `first`, in the same week."""
    if rule.unit == "day":
        yield from (first + timedelta(days=n) for n in count(0, rule.interval))
    elif rule.unit == "week":
        monday = first - timedelta(days=first.weekday())
        numbers = [DAYS.index(day) for day in rule.days or (DAYS[first.weekday()],)]
        for week in count(0, rule.interval):
            yield from (monday + timedelta(weeks=week, days=n) for n in numbers)
    else:
        for n in count(first.month - 1, rule.interval):
            yield from _in_month(rule, first, first.year + n // 12, n % 12 + 1)


def _in_month(rule: Rule, first: date, year: int, month: int) -> Iterator[date]:
    """A month that has no such day (the 31st) is passed over, as RFC 5545 does."""
    length = calendar.monthrange(year, month)[1]
    if not rule.days:
        if first.day <= length:
            yield date(year, month, first.day)
        return
    begins, which = date(year, month, 1).weekday(), which_of_month(first)
    of_each = (range((DAYS.index(day) - begins) % 7 + 1, length + 1, 7) for day in rule.days)
    yield from sorted(date(year, month, found[which - 1 if which > 0 else _LAST]) for found in of_each)


def which_of_month(day: date) -> int:
    """Whether it is the 1st, 2nd, 3rd or 4th of its day of the week in the month; -1 for a fifth, the last."""
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else _LAST


def rrule(rule: Rule, first: date) -> str:
    """The rule as the value of RRULE (RFC 5545, 3.3.10), without its end: `FREQ=WEEKLY;BYDAY=WE`."""
    parts = [f"FREQ={_FREQUENCY[rule.unit]}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.days:
        which = which_of_month(first) if rule.unit == "month" else ""
        parts.append("BYDAY=" + ",".join(f"{which}{day}" for day in rule.days))
    return ";".join(parts)


def as_row(record: Record, occurrence: Occurrence) -> dict[str, str]:
    """An occurrence as a row of the computed list: always instants if the fields are, days from midnight to
    midnight."""
    cal = record.type.calendar
    assert cal
    start, end = occurrence
    if is_all_day(record.data, cal) and record.type.fields[cal.start].kind == "instant":
        zone = str(record.data[cal.start])[19:]
        start, end = f"{occurrence.first}T00:00:00{zone}", f"{_later(occurrence.last, 1)}T00:00:00{zone}"
    return {cal.start: start, **({cal.end: end} if cal.end and end else {})}


def _later(text: str, days: int) -> str:
    """The same time of day so many days later, but not after the year 9999."""
    day = date.fromisoformat(text[:10])
    return (day + timedelta(days=min(days, (date.max - day).days))).isoformat() + text[10:]


def _length(month: str) -> int:
    return calendar.monthrange(int(month[:4]), int(month[5:7]))[1]
