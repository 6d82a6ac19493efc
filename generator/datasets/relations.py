"""How the tables hang together: which columns of one hold the keys of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.tables import Table


class ForeignKey(NamedTuple):
    """The values of `columns` stand in `keys` of the table `target`, or are missing."""

    columns: tuple[str, ...]
    target: str
    keys: tuple[str, ...]


def foreign_keys(table: Table, tables: Mapping[str, Table]) -> Iterator[ForeignKey]:
    """One for every reference to one of `tables`, and one for the list that a list stands in."""
    for column in table.columns:
        if column.refers_to and column.refers_to in tables:
            yield ForeignKey((column.name,), column.refers_to, ("id",))
    above = tables.get(table.parent or "")
    if above and above.parent:
        yield ForeignKey(table.key[: len(above.key)], above.name, above.key)
