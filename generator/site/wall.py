"""`wall/data.json`: all that a wall screen shows, in one file, so that it never shows parts of two releases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import orjson

from generator.model import RecordType
from generator.outputs import Made, Output
from generator.site.agenda import coming, first_day, owners
from generator.site.environment import Desk, Look
from generator.site.pages import state_key
from generator.site.views import View

AHEAD = timedelta(days=60)
"""How far the file reaches: a screen stays right for so long without a new release."""


def wall_data(desk: Desk, basis: str) -> Output:
    """`basis` goes into the file: a page that was made with another one loads itself again.

    `places`: id, title, the areas it lies in, and its week, as in a place's own page. `entries`: what
    is to come, with Beijing times as recorded; `off` the status of what was called or put off.
    """

    def make(_files: object) -> Made:
        look = desk.look("wall/")
        types = desk.views.catalog.model.types
        document = {
            "basis": basis[:16],
            "as_of": desk.today.isoformat(),
            "places": [
                _place(look, t, r) for t in types if t.hours for r in look.records(t.folder) if _keeps(t, r)
            ],
            "entries": [e for t in types if t.calendar for e in _entries(look, t)],
        }
        return Made(orjson.dumps(document), look.seen)

    return Output("wall/data.json", make, state_key(desk, basis), alone=True)


def _keeps(record_type: RecordType, r: View) -> bool:
    hours = record_type.hours
    return bool(hours and r["status"] in hours.status and r[hours.opening])


def _place(look: Look, record_type: RecordType, r: View) -> dict[str, Any]:
    hours = record_type.hours
    assert hours
    given = {"opening": r[hours.opening], "closed": r[hours.closed] if hours.closed else []}
    week = {k: [{n: v for n, v in row.items() if v is not None} for row in rows] for k, rows in given.items()}
    told = {"id": r["id"], "title": look.title(r["id"]), "demo": r["provenance"] == "demo"}
    return {**told, "of": _areas(look, record_type, r), "week": week}


def _areas(look: Look, record_type: RecordType, r: View) -> list[str]:
    """Ids that the facets of a place refer to: the town it lies in."""
    fields = record_type.fields
    return [r[name] for name in record_type.facets if fields[name].kind == "ref" and r[name]]


def _entries(look: Look, record_type: RecordType) -> list[dict[str, Any]]:
    cal, found = record_type.calendar, []
    assert cal
    look.noted.add(f"records:{record_type.folder}")
    views = look.desk.views
    until = (look.desk.today + AHEAD).isoformat()
    for record in coming(record_type, views.records(record_type.folder), look.desk.today):
        if first_day(record) > until:
            break
        places = owners(views.catalog, record)
        look.noted.update(f"record:{place.id}" for place in places)
        told = [views.view(record)[name] for name in cal.places]
        where = [look.title(v) for v in told if v and views.record(v)] or [v for v in told if v]
        status = record.data["status"]
        found.append(
            {
                "title": record.title,
                "demo": record.data["provenance"] == "demo",
                "start": record.data[cal.start],
                "end": record.data.get(cal.end) if cal.end else None,
                "place": where[0] if where else "",
                "of": [place.id for place in places],
                "off": status if status in cal.off else None,
            }
        )
    return found
