"""Records and how they refer to each other. Immutable; knows no disk and no page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.core.problems import Route
from generator.schema.model import Field, Model, RecordType
from generator.schema.roles import DistrictFields

REMOVED = "removed"


@dataclass(frozen=True)
class Record:
    """One file of `data/`. `data` is the value as written; `digest` the SHA-256 of its bytes, whatever
    ends its lines."""

    id: str
    type: RecordType
    file: str
    data: dict[str, Any]
    digest: str = ""

    @property
    def removed(self) -> bool:
        """A tombstone: the id stays answered for, the record is gone."""
        return self.data.get("status") == REMOVED

    @property
    def title(self) -> str:
        return str(self.data.get(self.type.title) or self.id)

    @property
    def pictures(self) -> Iterator[tuple[Route, str]]:
        """The files of its pictures, as paths below content/images/, and where it names them."""
        for name, file in self.type.pictured:
            for i, picture in enumerate(self.data.get(name) or ()):
                yield (name, i, file), picture[file]


@dataclass(frozen=True)
class Reference:
    """`record` names the record `target` at `route`, through the field `field`."""

    record: Record
    route: Route
    field: Field
    target: str


@dataclass(frozen=True)
class District:
    """The district that the records are for: `record` tells of it in `fields`, `area` is the area itself.

    `prefix` stands behind the type in every id: `abc` in `home-abc-001`.
    """

    record: Record
    fields: DistrictFields
    area: Record | None
    prefix: str

    @property
    def code(self) -> str:
        """The official code of its area; empty if there is none."""
        return str(self.area.data.get(self.fields.code or "", "")) if self.area else ""

    @property
    def box(self) -> tuple[float, ...]:
        """West, south, east and north in WGS84 degrees, or nothing."""
        return tuple(self.record.data.get(self.fields.box or "") or ())


@dataclass(frozen=True)
class Catalog:
    """All sound records, in order of type and id, with references in both directions.

    `restored` tells that later records were put back to what they say of an earlier day.
    """

    model: Model
    records: tuple[Record, ...]
    restored: bool = False

    @cached_property
    def by_id(self) -> dict[str, Record]:
        return {r.id: r for r in self.records}

    @cached_property
    def of_type(self) -> dict[str, tuple[Record, ...]]:
        """Living records by type."""
        groups: dict[str, list[Record]] = {t.type: [] for t in self.model.types}
        for record in self.records:
            if not record.removed:
                groups[record.type.type].append(record)
        return {name: tuple(records) for name, records in groups.items()}

    @cached_property
    def district(self) -> District | None:
        """The district that these records are for; None if no record tells. Of several the latest tells, but ids
        keep the prefix that the earliest gave."""
        for record_type in self.model.types:
            if (fields := record_type.district) and (records := self.of_type[record_type.type]):
                in_order = sorted(records, key=lambda r: str(r.data.get(fields.since or "") or ""))
                first, last = in_order[0], in_order[-1]
                area = self.by_id.get(str(last.data.get(fields.area)))
                return District(last, fields, area, first.id.split("-")[1])
        return None

    @cached_property
    def references(self) -> dict[str, tuple[Reference, ...]]:
        """By the id of the record that refers."""
        return {r.id: tuple(references(r)) for r in self.records}

    @cached_property
    def referring(self) -> dict[str, tuple[Reference, ...]]:
        """By the id of the record that is referred to."""
        back: dict[str, list[Reference]] = defaultdict(list)
        for refs in self.references.values():
            for ref in refs:
                if not ref.record.removed:
                    back[ref.target].append(ref)
        return {target: tuple(refs) for target, refs in back.items()}


def references(record: Record) -> Iterator[Reference]:
    """Every id that a record names, with the route to it."""
    for route, f, target in _targets(record.type.referring, record.data, ()):
        yield Reference(record, route, f, target)


def _targets(
    fields: tuple[Field, ...], data: dict[str, Any], above: Route
) -> Iterator[tuple[Route, Field, str]]:
    for f in fields:
        value = data.get(f.name)
        if f.kind == "ref" and isinstance(value, str):
            yield (*above, f.name), f, value
        elif value is not None:
            yield from _in_value(f, value, (*above, f.name))


def _in_value(f: Field, value: Any, route: Route) -> Iterator[tuple[Route, Field, str]]:
    if f.kind == "ref" and isinstance(value, str):
        yield route, f, value
    elif f.kind == "object" and isinstance(value, dict):
        yield from _targets(f.referring, value, route)
    elif f.kind == "list" and f.item and isinstance(value, list):
        for i, item in enumerate(value):
            yield from _in_value(f.item, item, (*route, i))
