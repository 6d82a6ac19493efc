"""What templates ask about time: what is to come or over, months and years, whose calendars there are."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.records.catalog import Record
from generator.schema.model import RecordType
from generator.site.render import agenda
from generator.site.render.context import PageContext
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
            "marks": self.marks,
            "months": self.months,
            "years": self.years,
            "weeks": self.weeks,
            "entries": self.entries,
            "calendars_of": self.calendars_of,
        }

    def coming(self, rows: Iterable[View]) -> list[View]:
        """Those of one type that are not over, the next one first."""
        return self._pick(rows, lambda t, records: agenda.coming(t, records, self.context.site.as_of))

    def over(self, rows: Iterable[View]) -> list[View]:
        """Those of one type that are over, the latest first."""
        return self._pick(rows, lambda t, records: [r for y in self._over(t, records).values() for r in y])

    def marks(self, r: View) -> list[str]:
        """`evening`, `weekend`, both or neither."""
        record = self._record(r)
        start = record.data[agenda.calendar_of(record.type).start]
        found = {"evening": agenda.is_evening(start), "weekend": agenda.is_weekend(start)}
        return [name for name, is_so in found.items() if is_so]

    def months(self, record_type: RecordType) -> dict[str, int]:
        """How many entries each month has; the present one is always there."""
        found = agenda.months(record_type, self._all(record_type), self.context.site.as_of)
        return {month: len(records) for month, records in found.items()}

    def years(self, record_type: RecordType) -> dict[str, int]:
        """How many entries of each year are over, the latest year first."""
        return {y: len(records) for y, records in self._over(record_type, self._all(record_type)).items()}

    def weeks(self, month: str, rows: Iterable[View]) -> list[list[tuple[date, list[View]]]]:
        """The weeks of a month from Monday to Sunday; each day with the entries that go on on it."""
        by_day: dict[str, list[View]] = {}
        for r in rows:
            for day in agenda.days(self._record(r)):
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

    def _over(self, record_type: RecordType, records: Iterable[Record]) -> dict[str, list[Record]]:
        return agenda.over(record_type, records, self.context.site.as_of)

    def _all(self, record_type: RecordType) -> tuple[Record, ...]:
        self.context.reads.add(f"records:{record_type.folder}")
        return self.context.site.views.records(record_type.folder)

    def _record(self, r: View) -> Record:
        return self.context.site.views.catalog.by_id[r["id"]]

    def _pick(self, rows: Iterable[View], choose: Any) -> list[View]:
        records = [self._record(r) for r in rows]
        return [self.context.site.views.view(r) for r in choose(records[0].type, records)] if records else []
