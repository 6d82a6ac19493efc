"""Edits that come from sheets: the cells that say what a record will be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.core.problems import Location, Route
from generator.editing.text import Edit
from generator.records.catalog import REMOVED, Record
from generator.spreadsheets.grid import Row
from generator.spreadsheets.own_sheets import Incoming
from generator.spreadsheets.sheets import Column

UPDATED = "updated_on"


@dataclass
class SheetEdit(Edit):
    """An edit that comes from sheets; `rows` tells what came from where, by route."""

    rows: dict[Route, tuple[Incoming, Row]] = field(default_factory=dict)

    def place(self, route: Route) -> tuple[Location, str]:
        """Where the value at a route was read, and the name of its cell; the row's id if it has none."""
        for cut in range(len(route), -1, -1):
            if route[:cut] in self.rows:
                read, row = self.rows[route[:cut]]
                return read.where(row, tuple(str(step) for step in route[cut:]))
        return Location(self.file), ""

    def stamp(self, today: date) -> None:
        """A changed record was updated today, unless its day was given."""
        if self.old is None:
            self.new.setdefault(UPDATED, today.isoformat())
        elif self.changes and self.new.get(UPDATED) == self.old.get(UPDATED):
            self.new[UPDATED] = today.isoformat()


def retired(record: Record, today: date, reason: str) -> SheetEdit:
    """The edit that leaves a tombstone of a record."""
    kept = {name: v for name, v in record.data.items() if name in ("id", "schema_version", "provenance")}
    day = today.isoformat()
    gone = {"status": REMOVED, "removed_on": day, "removed_reason": reason, UPDATED: day}
    return SheetEdit(record.id, record.type, record.file, record.data, kept | gone)


@dataclass
class Edits:
    """All edits, by id; `absent`: living records that a sheet of their type does not hold."""

    by_id: dict[str, SheetEdit] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def put(target: dict[str, Any], column: Column, value: Any) -> None:
    """Set the value at a column's path; an emptied one goes, or becomes null where it must be given."""
    if value is None and column.field.required and column.field.nullable:
        set_at(target, column.path, None, keep=True)
    else:
        set_at(target, column.path, value)


def set_at(target: dict[str, Any], path: tuple[str, ...], value: Any, keep: bool = False) -> None:
    """None takes the value out, and with it the objects that it leaves empty."""
    name, *rest = path
    if not rest:
        if value is None and not keep:
            target.pop(name, None)
        else:
            target[name] = value
        return
    inner = target.get(name)
    inner = inner if isinstance(inner, dict) else {}
    set_at(inner, tuple(rest), value, keep)
    if inner:
        target[name] = inner
    elif isinstance(target.get(name), dict):
        del target[name]
