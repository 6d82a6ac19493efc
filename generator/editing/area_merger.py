"""What becomes of the records when areas are merged: which end, which follow, and what stays as history.

Fields are found by what the schemas say of them: `x-ref`, `x-former`, `x-collection.succession` and
`until`. A record that speaks of a day before the merger, or whose state is final, keeps the names of then;
so does a row of a list that is past. What moves notes where it was before, if its type has a list for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.records.catalog import Catalog, Record
from generator.schema.model import Field, RecordType
from generator.schema.roles import Succession

Data = dict[str, Any]


@dataclass
class Merger:
    """`successor`: by id of what ends, the id that takes over; `ended` ends with nothing known to follow.

    `on` is the first day of the new order, `today` the day of the edit.
    """

    catalog: Catalog
    on: date
    today: date
    successor: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    def changed(self, into: str, merged: Iterable[str]) -> dict[str, Data]:
        """The new values of all records that change, by id."""
        self.successor = dict.fromkeys(merged, into)
        self._children()
        self._only_ones()
        new: dict[str, Data] = {}
        for id in sorted({*self.successor, *self.ended}):
            new[id] = self._closed(self.catalog.by_id[id])
        for record in self.catalog.records:
            if record.id not in new and self._lives(record):
                new[record.id] = self._moved(record)
        for old, to in self.successor.items():
            self._note_predecessor(self.catalog.by_id[to], old, new)
        changed = {id: data for id, data in new.items() if data != self.catalog.by_id[id].data}
        for data in changed.values():
            data["updated_on"] = self.today.isoformat()
        return changed

    # What ends

    def _children(self) -> None:
        """What lies inside an area ends with it: its code holds that of the area above. What names it as
        its predecessor inside the new area takes over, if there is one such only."""
        for record in self._of_types():
            above = {record.data.get(f.name) for f in _own_refs(record.type)}
            if record.id in self.successor or not self._lives(record) or not above & {*self.successor}:
                continue
            heirs = [r.id for r in self._of_types() if record.id in _named(r, _succession(r.type).came_from)]
            if len(heirs) == 1 and self._lives(self.catalog.by_id[heirs[0]]):
                self.successor[record.id] = heirs[0]
            else:
                self.ended.add(record.id)

    def _of_types(self) -> list[Record]:
        types = {self.catalog.by_id[id].type.type for id in self.successor}
        return [r for r in self.catalog.records if r.type.type in types]

    def _only_ones(self) -> None:
        """Of what a place has only one, the one that is there stays; without one the first moves in."""
        for record_type in self.catalog.model.types:
            s = record_type.succession
            if s is None or s.one_in is None:
                continue
            there: dict[tuple[str, bool], list[Record]] = {}
            for record in self.catalog.of_type[record_type.type]:
                if self._lives(record) and all(record.data.get(f) in codes for f, codes in s.where.items()):
                    place = str(record.data.get(s.one_in))
                    made_up = record.data.get("provenance") == "demo"  # stands beside the real one
                    there.setdefault((self.successor.get(place, place), made_up), []).append(record)
            for (place, _), records in there.items():
                if any(r.data.get(s.one_in) in self.successor for r in records):
                    keeps = next((r for r in records if r.data.get(s.one_in) == place), records[0])
                    self.successor |= {r.id: keeps.id for r in records if r is not keeps}

    def _closed(self, record: Record) -> Data:
        data, s = deepcopy(record.data), _succession(record.type)
        data["status"] = s.ended
        data["valid_to"] = (self.on - timedelta(days=1)).isoformat()
        if s.went_to and record.id in self.successor:
            _add(data, record.type, s.went_to, self.successor[record.id], s.how)
        return data

    def _note_predecessor(self, record: Record, old: str, new: dict[str, Data]) -> None:
        s = _succession(record.type)
        if old not in _named(record, s.came_from):
            data = new.setdefault(record.id, deepcopy(record.data))
            _add(data, record.type, s.came_from, old, s.how)

    # What follows

    def _lives(self, record: Record) -> bool:
        """Whether a record speaks of the time after the merger, as far as it says."""
        if record.removed or record.id in self.ended:
            return False
        states = record.type.fields["status"].schema.get("x-states", {})
        if len(states) > 1 and states.get(record.data.get("status")) == []:
            return False
        given = (v for path in record.type.until if (v := self._value(record, path)) is not None)
        last = next(given, None)
        return last is None or str(last)[:10] >= self.on.isoformat()[: len(str(last)[:10])]

    def _moved(self, record: Record) -> Data:
        s = record.type.succession
        apart = {s.came_from, s.went_to} if s else set()
        kept = {name: value for name, value in record.data.items() if name in apart}
        data = self._in_object(record.type.fields, record.data) | kept
        if s and s.one_in:  # what worked together with a place that it is now itself in does so no more
            place = data.get(s.one_in)
            for name, value in list(data.items()):
                if isinstance(value, list) and value != record.data[name] and place in value:
                    data[name] = [v for v in value if v != place]
        data = {name: value for name, value in data.items() if value != [] or record.data[name] == []}
        return data | self._former(record, data)

    def _former(self, record: Record, data: Data) -> Data:
        """The lists of where it was, with what `data` changes."""
        until = (self.on - timedelta(days=1)).isoformat()
        lists = {}
        for f in record.type.fields.values():
            before = record.data.get(f.former) if f.former else None
            if f.former and before is not None and before != data.get(f.former):
                rows = data.get(f.name) or []
                if not rows or rows[-1]["until"] < until:  # else it was not there for a day
                    lists[f.name] = [*rows, {f.former: before, "until": until}]
        return lists

    def _value(self, record: Record, path: str) -> Any:
        """What stands at a path, which may lead through a reference into another record."""
        value: Any = record.data
        for step in path.split("."):
            if isinstance(value, str) and value in self.catalog.by_id:
                value = self.catalog.by_id[value].data
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _in_object(self, fields: Mapping[str, Field], data: Data) -> Data:
        return {n: self._in_value(fields[n], v) if n in fields else v for n, v in data.items()}

    def _in_value(self, f: Field, value: Any) -> Any:
        if f.kind == "ref":
            return self.successor.get(value, value)
        if f.kind == "object" and isinstance(value, dict):
            return self._in_object(f.fields, value)
        if f.kind == "list" and f.item and f.may_refer and isinstance(value, list):
            rows = [v if self._is_past(f.item, v) else self._in_value(f.item, v) for v in value]
            return rows if rows == value else _each_once(rows)
        return value

    def _is_past(self, item: Field, row: Any) -> bool:
        """Of one date it is the day of the row, of two the last is its end; without any it still holds."""
        dates = [n for n, f in item.fields.items() if f.kind in ("date", "instant")]
        last = row.get(dates[-1]) if dates and isinstance(row, dict) else None
        return last is not None and str(last)[:10] < self.on.isoformat()


def _each_once(rows: list[Any]) -> list[Any]:
    return [row for i, row in enumerate(rows) if row not in rows[:i]]


def _succession(record_type: RecordType) -> Succession:
    assert record_type.succession
    return record_type.succession


def _own_refs(record_type: RecordType) -> list[Field]:
    """Fields that name a record of the same type above this one; not what took its place."""
    own = (f for f in record_type.fields.values() if f.ref == (record_type.type,))
    return [f for f in own if f.name != "replaced_by"]


def _named(record: Record, name: str) -> set[str]:
    """The ids in a field of predecessors or successors: plain, or one in each row."""
    rows = record.data.get(name) or []
    return {
        v for row in rows for v in (row.values() if isinstance(row, dict) else [row]) if isinstance(v, str)
    }


def _add(data: Data, record_type: RecordType, name: str, id: str, how: str | None) -> None:
    item = record_type.fields[name].item
    assert item
    row: Any = id
    if item.kind == "object":
        row = {n: id if f.ref else how for n, f in item.fields.items() if f.required}
    data[name] = [*(data.get(name) or []), row]
