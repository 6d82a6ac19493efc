"""What templates ask about time: what is to come or over, months and years, whose calendars there are."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.records.catalog import Record
from generator.records.occurrences import Occurrence, occurrences
from generator.schema.model import RecordType
from generator.site.render import agenda
from generator.site.render.context import PageContext
from generator.site.render.recurrence import in_words
from generator.site.render.views import View

_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True)
class CalendarFunctions:
    """Functions for one page; `context` notes what they read."""

    context: PageContext

    @property
    def names(self) -> dict[str, Callable[..., Any]]:
        return {
            "coming": self.coming,
            "over": self.over,
            "times": self.times,
            "recurrence": self.recurrence,
            "last_day": self.last_day,
            "marks": self.marks,
            "months": self.months,
            "years": self.years,
            "weeks": self.weeks,
            "entries": self.entries,
            "calendars_of": self.calendars_of,
        }

    def coming(self, rows: Iterable[View]) -> list[View]:
        """Each time of those of one type that is not over, the next one first."""
        views = self.context.site.views
        return [views.entry(e) for e in agenda.coming(self._records(rows), self.context.site.as_of)]

    def over(self, rows: Iterable[View]) -> list[View]:
        """Those of one type that are over, the latest first."""
        view, records = self.context.site.views.entry, self._records(rows)
        years = agenda.over(records[0].type, records, self.context.site.as_of) if records else {}
        return [view(entry) for found in years.values() for entry in found]

    def times(self, r: View) -> list[View]:
        """Each time that it takes place, in order."""
        record, view = self._record(r), self.context.site.views.entry
        return [view(agenda.Entry(record, time)) for time in occurrences(record)]

    def recurrence(self, r: View) -> str:
        """How it repeats, as a sentence; empty if it does not."""
        return in_words(self._record(r), self.context.site.words)

    def last_day(self, r: View) -> str:
        """The last day of the time that the row tells of."""
        return self._time(r).last

    def _time(self, r: View) -> Occurrence:
        cal = agenda.calendar_of(self._record(r).type)
        return Occurrence(r[cal.start], r[cal.end] if cal.end else None)

    def marks(self, r: View) -> list[str]:
        """`evening`, `weekend`, both or neither."""
        start = r[agenda.calendar_of(self._record(r).type).start]
        found = {"evening": agenda.is_evening(start), "weekend": agenda.is_weekend(start)}
        return [name for name, is_so in found.items() if is_so]

    def months(self, record_type: RecordType) -> dict[str, int]:
        """How many entries each month has; the present one is always there."""
        self.context.reads.add(f"records:{record_type.folder}")
        found = self.context.site.views.months(record_type.folder, self.context.site.as_of)
        return {month: agenda.number(entries) for month, entries in found.items()}

    def years(self, record_type: RecordType) -> dict[str, int]:
        """How many entries of each year are over, the latest year first."""
        self.context.reads.add(f"records:{record_type.folder}")
        found = self.context.site.views.over(record_type.folder, self.context.site.as_of)
        return {year: len(entries) for year, entries in found.items()}

    def weeks(self, month: str, rows: Iterable[View]) -> list[list[tuple[date, list[View]]]]:
        """The weeks of a month from Monday to Sunday; each day with the entries that go on on it."""
        by_day: dict[str, list[View]] = {}
        for r in rows:
            for day in self._time(r).days(month):
                by_day.setdefault(day, []).append(r)
        weeks = _WEEKS.monthdatescalendar(int(month[:4]), int(month[5:]))
        return [[(day, by_day.get(day.isoformat(), [])) for day in week] for week in weeks]

    def entries(self, id: str, folder: str) -> list[View]:
        """What stands in the calendar that a record has of a folder."""
        self.context.reads.add(f"entries:{id}:{folder}")
        views = self.context.site.views
        return [views.view(r) for r in views.entries(id, folder)]

    def calendars_of(self, id: str) -> list[RecordType]:
        """The types of which a record has a calendar: `<its page>/<folder>.ics`."""
        types = [t for t in self.context.site.views.catalog.model.types if t.calendar]
        return [t for t in types if self.entries(id, t.folder)]

    def _record(self, r: View) -> Record:
        return self.context.site.views.catalog.by_id[r["id"]]

    def _records(self, rows: Iterable[View]) -> list[Record]:
        """Each once, whichever of its times the rows tell of."""
        return list({r["id"]: self._record(r) for r in rows}.values())
