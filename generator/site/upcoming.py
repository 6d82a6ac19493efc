"""What is on at a record in the coming weeks: the days of all that stands in its calendar."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from generator.model import RecordType
from generator.site.agenda import coming, days, owners
from generator.site.environment import Look

WEEKS = 9


def upcoming(look: Look, record_type: RecordType, ids: list[str]) -> list[dict[str, Any]]:
    """For each type of calendar entry that leads to these records: its name, and per row of `ids` the
    days on which something takes place, counted from `since`. What is called off is left out."""
    numbers = {id: i for i, id in enumerate(ids)}
    catalog, since = look.desk.views.catalog, look.desk.today - timedelta(days=1)
    found = []
    for other in catalog.model.types:
        if not other.calendar or not _leads_to(other, record_type):
            continue
        look.noted.add(f"records:{other.folder}")
        on: dict[int, set[int]] = defaultdict(set)
        for entry in coming(other, look.desk.views.records(other.folder), since):
            if entry.data["status"] not in other.calendar.off:
                away = [(date.fromisoformat(day) - since).days for day in days(entry)]
                for owner in owners(catalog, entry):
                    if owner.id in numbers:
                        on[numbers[owner.id]].update(n for n in away if 0 <= n <= WEEKS * 7)
        rows = {str(i): sorted(on[i]) for i in sorted(on) if on[i]}
        label = other.plural.in_(look.desk.lang)
        found.append({"folder": other.folder, "label": label, "since": since.isoformat(), "rows": rows})
    return found


def _leads_to(other: RecordType, record_type: RecordType) -> bool:
    """Whether entries of this type stand in the calendars of such records: by a field of their own."""
    paths = other.calendar.of if other.calendar else ()
    return any(record_type.type in other.fields[path].ref for path in paths if "." not in path)
