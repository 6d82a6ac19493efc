"""Calendars to load or to subscribe to (`.ics`): of all entries, of one, and of each place and area.

<url>/calendar.ics               everything
<url>/<id>/<id>.ics              one entry
<place>/<place id>/<folder>.ics     what stands in the calendar of a place, an area, …
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from markupsafe import Markup, escape

from generator.core.outputs import Output, keyed
from generator.datasets.formats.ical import CalendarEntry, Recurrence, calendar, day_number
from generator.records.catalog import Record
from generator.records.occurrences import first_time, rrule, rule_of
from generator.schema.model import RecordType
from generator.site.render.agenda import calendar_of, owned, owners, timed
from generator.site.render.context import LanguageSite
from generator.site.render.values import ValueRenderer

_ADDRESS = "schema:address"


def calendars(site: LanguageSite) -> Iterator[Output]:
    """In the language of the records, one for both languages of the site."""
    for record_type in site.views.catalog.model.types:
        if record_type.calendar:
            yield from _of_type(site, record_type)


def _of_type(site: LanguageSite, record_type: RecordType) -> Iterator[Output]:
    catalog = site.views.catalog
    plural = record_type.plural.in_(site.lang)
    entries = timed(record_type, site.views.records(record_type.folder))
    name = f"{site.settings['site_name']} {plural}"
    yield _output(site, f"{record_type.url}/calendar.ics", name, entries)
    for record in entries:
        path = f"{record_type.url}/{record.id}/{record.id}.ics"
        yield _output(site, path, record.title, [record])
    for id, own in owned(catalog, record_type).items():
        owner = catalog.by_id[id]
        path = f"{owner.type.url}/{id}/{record_type.folder}.ics"
        yield _output(site, path, f"{owner.title} {plural}", own)


def _output(site: LanguageSite, path: str, name: str, records: list[Record]) -> Output:
    key = hashlib.sha256(f"{site.state}{name}{_state(site, records)}".encode()).hexdigest()
    return keyed(path, lambda: calendar(name, (_entry(site, r) for r in records)), key, alone=True)


def _state(site: LanguageSite, records: Iterable[Record]) -> str:
    """Digests of the entries and of the places that they tell of, and how often the entries have changed."""
    catalog = site.views.catalog
    return "".join(
        f"{r.digest}{_sequence(site, r)}{_first_id(site, r)}" + "".join(o.digest for o in owners(catalog, r))
        for r in records
    )


def _sequence(site: LanguageSite, record: Record) -> int:
    """How often it has changed since it came (RFC 5545, 3.8.7.4). Without the history only the day of the
    last change is known; its number is larger than any count, so that nothing goes back."""
    if (changes := site.views.changes) is not None:
        return changes.get(record.id, 0)
    return day_number(date.fromisoformat(record.data["updated_on"]))


def _first_id(site: LanguageSite, record: Record) -> str:
    """Its own unless it was renamed: what was saved under the old id is updated, not doubled."""
    return site.views.first_ids.get(record.id, record.id)


def _entry(site: LanguageSite, record: Record) -> CalendarEntry:
    cal, data = calendar_of(record.type), record.data
    off, status = data["status"], "CONFIRMED"
    title = record.title
    if off in cal.off:  # many calendars show no status, so the title says it, too
        status = "CANCELLED" if off in cal.called_off else "TENTATIVE"
        title = f"{record.type.fields['status'].codes[off].in_(site.lang)}{site.words.colon}{title}"
    place, point = _place(site, record)
    path = f"{record.type.url}/{record.id}/"
    kind = record.type.fields[cal.kind].codes.get(data.get(cal.kind) or "") if cal.kind else None
    first = first_time(record)
    assert first
    return CalendarEntry(
        uid=f"{_namespace(site)}:{_first_id(site, record)}",
        title=title,
        start=_moment(first.start),
        end=_moment(first.end) if first.end else None,
        recurrence=_recurrence(record, date.fromisoformat(first.first)),
        changed=date.fromisoformat(data["updated_on"]),
        sequence=_sequence(site, record),
        status=status,
        place=place,
        point=point,
        kind=kind.in_(site.lang) if kind else "",
        notes=_notes(site, record),
        url=site.settings["site_root"] + path if len(site.settings["site_root"]) > 1 else "",
    )


def _namespace(site: LanguageSite) -> str:
    """What makes ids unique in the world: the district, for a site may move to another address. Without
    an "@", which would look like a mailbox."""
    district = site.views.catalog.district
    return f"youth-atlas:{district.area.id if district and district.area else site.settings['site_name']}"


def _recurrence(record: Record, first: date) -> Recurrence | None:
    rule = rule_of(record)
    return Recurrence(rrule(rule, first), rule.until, rule.without) if rule else None


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _place(site: LanguageSite, record: Record) -> tuple[str, tuple[float, float] | None]:
    """Where it is, in words, and its point: of the first place given, with the room beside it."""
    places, point = [], None
    for name in calendar_of(record.type).places:
        value = record.data.get(name)
        if value is None:
            continue
        there = site.views.record(value) if record.type.fields[name].kind == "ref" else None
        places.append(f"{there.title} {_address(there)}".strip() if there else str(value))
        if there and there.type.point and point is None:
            view = site.views.view(there)
            if view["lon_wgs84"] is not None:
                point = (view["lat_wgs84"], view["lon_wgs84"])
    return site.words.list_semicolon.join(places), point


def _address(place: Record) -> str:
    named = (f.name for f in place.type.fields.values() if f.iri == _ADDRESS)
    return str(place.data.get(next(named, ""), ""))


def _notes(site: LanguageSite, record: Record) -> str:
    """Why it is off, what its card tells besides time and place, and that it is made up if it is."""
    cal, view = calendar_of(record.type), site.views.view(record)
    value_renderer = ValueRenderer(
        site.lang, site.words, lambda id: _plain_link(site, id), site.settings["site_root"]
    )
    used = {cal.start, cal.end, *cal.places}
    names = [cal.reason, *(n for n in record.type.card if n not in used), record.type.summary]
    fields = [record.type.fields[n] for n in names if n and view[n] not in (None, [], "")]
    lines = [
        f"{f.title.in_(site.lang)}{site.words.colon}{value_renderer.show(f, view[f.name]).striptags()}"
        for f in fields
    ]
    if record.data["provenance"] == "demo":
        lines.append(f"{site.words.demo}{site.words.colon}{site.words.demo_banner}")
    return "\n".join(lines)


def _plain_link(site: LanguageSite, id: str) -> Markup:
    there = site.views.record(id)
    return escape(there.title if there else id)
