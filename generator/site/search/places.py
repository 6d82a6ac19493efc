"""`<url>/points.json`: what the browser needs to map, filter and sort a collection, and no more.

Columns instead of rows, codes by number, equal opening hours once: 10,000 homes take a megabyte
before compression. Places are sorted by the pinyin of their title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import orjson

from generator.core.outputs import Output
from generator.schema.model import Field, RecordType
from generator.site.render.agenda import coming, owners
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.page import tracked
from generator.site.render.svg import bounds, labels
from generator.site.render.views import View
from generator.site.search.pinyin import readings, spelled


def points(site: LanguageSite) -> Iterator[Output]:
    """An index for every record type with a point."""
    for record_type in site.views.catalog.model.types:
        if record_type.point:
            folder = f"{record_type.url}/"
            yield tracked(site, f"{folder}points.json", folder, partial(_points, record_type))


def _points(record_type: RecordType, context: PageContext) -> bytes:
    return orjson.dumps(_index(context, record_type))


def _index(context: PageContext, record_type: RecordType) -> dict[str, Any]:
    """Coordinates are WGS84 degrees, null where there are none. See `assets/find.js`, its reader."""
    title = record_type.title
    rows = sorted(context.records(record_type.folder), key=lambda r: (spelled(r[title] or r["id"]), r["id"]))
    dots = [dot for r in rows if (dot := context.dot(r))]
    facets = [_facet(context, record_type.fields[name], rows) for name in record_type.facets]
    texts = [
        {"name": name, "rows": [_plain(context, record_type.fields[name], r[name]) for r in rows]}
        for name in record_type.card
        if name not in record_type.facets
    ]
    index = {
        "ids": [r["id"] for r in rows],
        "titles": [r[title] or r["id"] for r in rows],
        "names": _sparse([r[name] for name in record_type.names if r[name]] for r in rows),
        "at": [[r["lat_wgs84"], r["lon_wgs84"]] if r.get("lon_wgs84") is not None else None for r in rows],
        "demo": [i for i, r in enumerate(rows) if r["provenance"] == "demo"],
        "facets": facets,
        "texts": texts,
        "card": [name for name in record_type.card],
        "hours": _hours(record_type, rows),
        "dated": upcoming(context, record_type, [r["id"] for r in rows]),
        "labels": [[t.name, t.lat, t.lon] for t in labels(dots)],
        "box": bounds(dots) if dots else None,
    }
    return {**index, "pinyin": readings(_named(index))}


def _facet(context: PageContext, f: Field, rows: list[View]) -> dict[str, Any]:
    """`values` are key, label and former names; `rows` hold their numbers, -1 for none."""
    many = f.kind == "list"
    given = [[v for v in (r[f.name] if many else [r[f.name]]) if v is not None] for r in rows]
    keys = _ordered(context, f.item if many and f.item else f, {_key(v) for row in given for v in row})
    numbers = {key: i for i, key in enumerate(keys)}
    coded = [[numbers[_key(v)] for v in row] for row in given]
    return {
        "name": f.name,
        "label": f.title.in_(context.site.lang),
        "many": many,
        "values": [[key, *_worded(context, f.item if many and f.item else f, key)] for key in keys],
        "rows": coded if many else [row[0] if row else -1 for row in coded],
    }


def _key(value: Any) -> str:
    return orjson.dumps(value).decode() if isinstance(value, bool | int | float) else str(value)


def _ordered(context: PageContext, f: Field, keys: set[str]) -> list[str]:
    """Codes as the schema has them, the rest by the pinyin of what is read."""
    rank = {code: i for i, code in enumerate(f.codes)}
    return sorted(keys, key=lambda k: (rank.get(k, len(rank)), spelled(_worded(context, f, k)[0]), k))


def _worded(context: PageContext, f: Field, key: str) -> tuple[str, list[str]]:
    """A value in words, and the names of what it came out of."""
    if f.kind == "ref":
        return context.title(key), former_names(context, key)
    if f.kind == "code" and key in f.codes:
        return f.codes[key].in_(context.site.lang), []
    if f.kind == "boolean":
        return (context.site.words.yes if key == "true" else context.site.words.no), []
    return key, []


def former_names(context: PageContext, id: str) -> list[str]:
    """The titles of the records that this one came out of: old towns by which people still search."""
    record = context.site.views.record(id)
    if not record or not record.type.former:
        return []
    view = context.rec(id) or {}
    name = record.type.former
    f = record.type.fields[name].item
    inner = [n for n, part in f.fields.items() if part.kind == "ref"] if f else []
    return [context.title(row[n]) for row in view.get(name) or [] for n in inner if row[n]]


def _plain(context: PageContext, f: Field, value: Any) -> str:
    return "" if value in (None, []) else str(context.value_renderer.show(f, value).striptags())


def _hours(record_type: RecordType, rows: list[View]) -> dict[str, Any] | None:
    """Each different week once; `rows` hold its number, -1 where nothing is open (or it is not known)."""
    hours = record_type.hours
    if not hours:
        return None
    weeks: dict[bytes, int] = {}
    numbers = []
    for r in rows:
        if r["status"] not in hours.status or not r[hours.opening]:
            numbers.append(-1)
            continue
        week = {
            "opening": _given(r[hours.opening]),
            "closed": _given(r[hours.closed] if hours.closed else []),
        }
        numbers.append(weeks.setdefault(orjson.dumps(week), len(weeks)))
    return {"weeks": [orjson.loads(week) for week in weeks], "rows": numbers}


def _given(rows: Iterable[View]) -> list[View]:
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _sparse(lists: Iterable[list[str]]) -> dict[str, list[str]]:
    return {str(i): values for i, values in enumerate(lists) if values}


def _named(index: dict[str, Any]) -> Iterator[str]:
    """All that is searched by pinyin."""
    yield from index["titles"]
    for names in index["names"].values():
        yield from names
    for facet in index["facets"]:
        for _, label, former in facet["values"]:
            yield label
            yield from former


WEEKS = 9


def upcoming(context: PageContext, record_type: RecordType, ids: list[str]) -> list[dict[str, Any]]:
    """For each type of calendar entry that leads to these records: its name, and per row of `ids` the
    days on which something takes place, counted from `since`. What is called off is left out."""
    numbers = {id: i for i, id in enumerate(ids)}
    catalog, since = context.site.views.catalog, context.site.as_of - timedelta(days=1)
    found = []
    for other in catalog.model.types:
        if not other.calendar or not _leads_to(other, record_type):
            continue
        context.reads.add(f"records:{other.folder}")
        on: dict[int, set[int]] = defaultdict(set)
        shown = {(since + timedelta(days=n)).isoformat(): n for n in range(WEEKS * 7 + 1)}
        months = {day[:7] for day in shown}
        for entry, time in coming(context.site.views.records(other.folder), since):
            if entry.data["status"] not in other.calendar.off:
                away = [shown[day] for month in months for day in time.days(month) if day in shown]
                for owner in owners(catalog, entry):
                    if owner.id in numbers:
                        on[numbers[owner.id]].update(away)
        rows = {str(i): sorted(on[i]) for i in sorted(on) if on[i]}
        label = other.plural.in_(context.site.lang)
        found.append({"folder": other.folder, "label": label, "since": since.isoformat(), "rows": rows})
    return found


def _leads_to(other: RecordType, record_type: RecordType) -> bool:
    """Whether entries of this type stand in the calendars of such records: by a field of their own."""
    paths = other.calendar.of if other.calendar else ()
    return any(record_type.type in other.fields[path].ref for path in paths if "." not in path)
