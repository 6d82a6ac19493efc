"""Which dates of a record tell of what has happened (`x-happened`), and which come after which (`x-after`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.schema.model import Field, RecordType, walk

Path = tuple[str, ...]


class DateField(NamedTuple):
    """A field with a date, month, quarter or year, and the path to it."""

    path: Path
    field: Field


class Pair(NamedTuple):
    """`late` may not be before `early`, whose path starts `depth` objects below the record."""

    late: DateField
    early: DateField
    depth: int


def happened(record_type: RecordType) -> Iterator[DateField]:
    for path, f in walk(record_type.fields):
        if "x-happened" in f.schema:
            yield DateField(tuple(path.split(".")), f)


def pairs(record_type: RecordType) -> Iterator[Pair]:
    for late, name in _named(record_type):
        if found := _early(record_type, late, name):
            yield found


def unknown(record_type: RecordType) -> Iterator[tuple[Path, str]]:
    """Paths with an `x-after` that names no field, and what it names."""
    for late, name in _named(record_type):
        if _early(record_type, late, name) is None:
            yield late.path, name


def _named(record_type: RecordType) -> Iterator[tuple[DateField, str]]:
    for path, f in walk(record_type.fields):
        for name in f.schema.get("x-after", ()):
            yield DateField(tuple(path.split(".")), f), name


def _early(record_type: RecordType, late: DateField, name: str) -> Pair | None:
    """The field of that name in the same object, else in the nearest one around it."""
    known = dict(walk(record_type.fields))
    for depth in reversed(range(len(late.path))):
        path = (*late.path[:depth], *name.split("."))
        if f := known.get(".".join(path)):
            return Pair(late, DateField(path, f), depth)
    return None
