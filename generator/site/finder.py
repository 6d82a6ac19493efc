"""`<folder>/points.json`: what the browser needs to map, filter and sort a collection, and no more.

Columns instead of rows, codes by number, equal opening hours once: 10,000 homes take a megabyte
before compression. Places are sorted by the pinyin of their title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from generator.model import Field, RecordType
from generator.outputs import Made, Output
from generator.site.environment import Desk, Look
from generator.site.pages import state_key
from generator.site.pinyin import readings, spelled
from generator.site.schematic import bounds, labels
from generator.site.upcoming import upcoming
from generator.site.views import View


def points(desk: Desk, basis: str) -> Iterator[Output]:
    """An index for every record type with a point."""
    for record_type in desk.views.catalog.model.types:
        if record_type.point:
            prefix = "" if desk.lang == "zh" else "en/"
            path = f"{prefix}{record_type.folder}/points.json"
            yield Output(path, _maker(desk, record_type), state_key(desk, basis), alone=True)


def _maker(desk: Desk, record_type: RecordType) -> Any:
    def make(_files: object) -> Made:
        look = desk.look(f"{record_type.folder}/")
        return Made(orjson.dumps(_index(look, record_type)), look.seen)

    return make


def _index(look: Look, record_type: RecordType) -> dict[str, Any]:
    """Coordinates are WGS84 degrees, null where there are none. See `assets/find.js`, its reader."""
    title = record_type.title
    rows = sorted(look.records(record_type.folder), key=lambda r: (spelled(r[title] or r["id"]), r["id"]))
    dots = [dot for r in rows if (dot := look.dot(r))]
    facets = [_facet(look, record_type.fields[name], rows) for name in record_type.facets]
    texts = [
        {"name": name, "rows": [_plain(look, record_type.fields[name], r[name]) for r in rows]}
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
        "dated": upcoming(look, record_type, [r["id"] for r in rows]),
        "labels": [[t.name, t.lat, t.lon] for t in labels(dots)],
        "box": bounds(dots) if dots else None,
    }
    return {**index, "pinyin": readings(_named(index))}


def _facet(look: Look, f: Field, rows: list[View]) -> dict[str, Any]:
    """`values` are key, label and former names; `rows` hold their numbers, -1 for none."""
    many = f.kind == "list"
    given = [[v for v in (r[f.name] if many else [r[f.name]]) if v is not None] for r in rows]
    keys = _ordered(look, f.item if many and f.item else f, {_key(v) for row in given for v in row})
    numbers = {key: i for i, key in enumerate(keys)}
    coded = [[numbers[_key(v)] for v in row] for row in given]
    return {
        "name": f.name,
        "label": f.title.in_(look.desk.lang),
        "many": many,
        "values": [[key, *_worded(look, f.item if many and f.item else f, key)] for key in keys],
        "rows": coded if many else [row[0] if row else -1 for row in coded],
    }


def _key(value: Any) -> str:
    return orjson.dumps(value).decode() if isinstance(value, bool | int | float) else str(value)


def _ordered(look: Look, f: Field, keys: set[str]) -> list[str]:
    """Codes as the schema has them, the rest by the pinyin of what is read."""
    rank = {code: i for i, code in enumerate(f.codes)}
    return sorted(keys, key=lambda k: (rank.get(k, len(rank)), spelled(_worded(look, f, k)[0]), k))


def _worded(look: Look, f: Field, key: str) -> tuple[str, list[str]]:
    """A value in words, and the names of what it came out of."""
    if f.kind == "ref":
        return look.title(key), former_names(look, key)
    if f.kind == "code" and key in f.codes:
        return f.codes[key].in_(look.desk.lang), []
    if f.kind == "boolean":
        return (look.desk.words.yes if key == "true" else look.desk.words.no), []
    return key, []


def former_names(look: Look, id: str) -> list[str]:
    """The titles of the records that this one came out of: old towns by which people still search."""
    record = look.desk.views.record(id)
    if not record or not record.type.former:
        return []
    view = look.rec(id) or {}
    name = record.type.former
    f = record.type.fields[name].item
    inner = [n for n, part in f.fields.items() if part.kind == "ref"] if f else []
    return [look.title(row[n]) for row in view.get(name) or [] for n in inner if row[n]]


def _plain(look: Look, f: Field, value: Any) -> str:
    return "" if value in (None, []) else str(look.shower.show(f, value).striptags())


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
