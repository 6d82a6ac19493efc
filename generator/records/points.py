"""Records as they are published: their points no more precise than they are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generator.core.geo import public
from generator.records.catalog import Catalog
from generator.schema.model import Field

POINT = frozenset(("lon", "lat", "crs"))
"""The properties of an object that is a point."""


def published(catalog: Catalog) -> Catalog:
    """The same records, with every point in them rounded."""
    shown = {
        t.type: [(f.name, show) for f in t.fields.values() if (show := rounding(f))]
        for t in catalog.model.types
    }
    records = []
    for record in catalog.records:
        points = {
            name: show(record.data[name]) for name, show in shown[record.type.type] if record.data.get(name)
        }
        records.append(replace(record, data=record.data | points) if points else record)
    return replace(catalog, records=tuple(records))


def rounding(f: Field, metres: float = 0) -> Callable[[Any], Any] | None:
    """What rounds the points in a value of the field; None if it can hold none. `metres`: see `geo.public`."""
    if f.kind == "list" and f.item:
        of_item = rounding(f.item, metres)
        return (lambda rows: [of_item(row) for row in rows]) if of_item else None
    if f.fields.keys() >= POINT:
        return lambda location: public(location, metres)
    inside = {name: show for name, inner in f.fields.items() if (show := rounding(inner, metres))}
    if not inside:
        return None
    return lambda value: value | {n: show(value[n]) for n, show in inside.items() if value.get(n)}


def known_to(catalog: Catalog) -> dict[str, float]:
    """By the id of a record with a point, to how many metres it is known, if it says so."""
    located = ((r.id, r.data.get(r.type.point)) for r in catalog.records if r.type.point)
    return {id: metres for id, at in located if at and (metres := at.get("precision_m"))}
