"""The records as they were on an earlier day, as far as those of today can tell.

What a record's schema names in `begins`, and its `valid_from`, say since when there has been such a
thing, lists of former values (`x-former`) what stood in a field before; the queries of `schemas/past/` say
which status and values it had, and which values it did not have yet.
What was recorded by that day stands as it was recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from generator.core.periods import first_day, last_day
from generator.core.problems import route_of
from generator.records.catalog import Catalog, Record
from generator.schema.model import Field, Model
from generator.tables.query import complete, database, fetch
from generator.tables.tabulate import Table

# Housekeeping of the record itself: it may name what came later, but does not stand on it.
_ASIDE = ("maintainer_org", "replaced_by", "updated_on", "removed_on", "source")


def as_it_was(catalog: Catalog, tables: dict[str, Table], as_of: date) -> Catalog:
    """Without what began after `day`, what stands on that, and rows of lists that are later."""
    iso = as_of.isoformat()
    since = {r.id: r for r in catalog.records if str(r.data.get("updated_on", "")) > iso}
    if not since:
        return catalog
    gone = _without_ground(since, {r.id for r in since.values() if not _had_begun(r, iso)}, catalog)
    changes = _changes(tables, catalog.model, as_of)
    kept = []
    for record in catalog.records:
        if record.id not in gone:
            data = record.data
            if record.id in since:
                data = _former(record.type.fields, _changed(data, changes.get(record.id, [])), iso)
            data = _object(record.type.fields, data, gone, iso if record.id in since else None, top=True)
            kept.append(replace(record, data=data))
    return Catalog(catalog.model, tuple(kept), restored=True)


def _had_begun(record: Record, as_of: str) -> bool:
    """A type that says where its beginning stands does not exist before that is known, but for what
    tells by its validity that it did."""
    data = record.data
    own = [(path, value) for path in record.type.begins if (value := _value(data, path)) is not None]
    known = [_day(record.type.fields[path.partition(".")[0]], value) for path, value in own][:1]
    known += [data["valid_from"]] if "valid_from" in data else []
    if record.type.begins and not known and "valid_to" not in data:
        return False
    return all(value <= as_of for value in known)


def _day(f: Field, value: Any) -> str:
    """From which day one can know of it: what is counted over a period at its end, all else when it begins."""
    return last_day(value) if "x-happened" in f.schema else first_day(value)


def _without_ground(since: dict[str, Record], gone: set[str], catalog: Catalog) -> set[str]:
    """`gone`, and what cannot be without it: a record that has to name it, and so on."""
    found = list(gone)
    while found:
        for ref in catalog.referring.get(found.pop(), ()):
            id, stands_on_it = ref.record.id, len(ref.route) == 1 and ref.field.required
            if id in since and id not in gone and stands_on_it and ref.field.name not in _ASIDE:
                gone.add(id)
                found.append(id)
    return gone


def _object(
    fields: dict[str, Field], data: dict[str, Any], gone: set[str], as_of: str | None, top: bool = False
) -> dict[str, Any]:
    """A copy without what names what is gone and, given a day, without what had not happened by then: fields,
    objects and rows of lists."""
    copy = {}
    for name, value in data.items():
        f = fields.get(name)
        if f is None or (top and name in _ASIDE):
            copy[name] = value
        elif f.kind == "list" and f.item and isinstance(value, list):
            copy[name] = list(_rows(f.item, value, gone, as_of))
        elif f.kind == "object" and isinstance(value, dict):
            if f.required or not _is_later(f, value, as_of):
                copy[name] = _object(f.fields, value, gone, as_of)
        elif not (f.kind == "ref" and value in gone) and not _has_not_happened(f, value, as_of):
            copy[name] = value
    return copy


def _has_not_happened(f: Field, value: Any, as_of: str | None) -> bool:
    return as_of is not None and "x-happened" in f.schema and last_day(value) > as_of


def _is_later(of: Field, value: dict[str, Any], as_of: str | None, is_row: bool = False) -> bool:
    """An object or a row is as old as the first date in it that has happened; of a row any date tells."""
    if as_of is None:
        return False
    dated = (
        f
        for f in of.fields.values()
        if "x-happened" in f.schema or (is_row and f.kind in ("date", "instant"))
    )
    first = next(dated, None)
    return first is not None and _day(first, value.get(first.name)) > as_of


def _rows(item: Field, rows: list[Any], gone: set[str], as_of: str | None) -> Iterator[Any]:
    refs = [f.name for f in item.fields.values() if f.kind == "ref"]
    for row in rows:
        if not isinstance(row, dict):
            if row not in gone:
                yield row
        elif not _is_later(item, row, as_of, is_row=True) and not any(row.get(name) in gone for name in refs):
            yield _object(item.fields, row, gone, as_of)


def _changes(tables: dict[str, Table], model: Model, as_of: date) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    with database(tables, as_of) as connection:
        complete(connection, tables, model)
        for query in model.past:
            for row in fetch(connection, query):
                found.setdefault(row["id"], []).append(row)
    return found


def _changed(data: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    data = deepcopy(data) if changes else data
    for change in changes:
        if change["status"]:
            data["status"] = change["status"]
        *above, name = route_of(change["field"]) or (None,)
        holder: Any = data
        for step in above:
            holder = holder[step]
        if isinstance(holder, dict) and change.get("value") is not None:
            holder[name] = change["value"]
        elif isinstance(holder, dict):
            holder.pop(name, None)
    return data


def _former(fields: dict[str, Field], data: dict[str, Any], as_of: str) -> dict[str, Any]:
    """A copy in which fields have the value of the day where a list tells of former ones."""
    data = dict(data)
    for f in fields.values():
        rows = data.get(f.name) if f.former else None
        if f.former and isinstance(rows, list):
            later = [row for row in rows if str(row["until"]) >= as_of]
            data[f.name] = [row for row in rows if row not in later]
            if later:
                data[f.former] = later[0][f.former]
    return data


def _value(data: dict[str, Any], path: str) -> Any:
    value: Any = data
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value
