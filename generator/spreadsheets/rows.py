"""Records as the rows of sheets, and those as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from generator.core.text import Lang
from generator.records.catalog import Record
from generator.spreadsheets.cells import Cell, Names, plain, shown
from generator.spreadsheets.sheets import Sheet


class Placed(NamedTuple):
    """A row of a list: its position in the outer list (None if there is none) and in its own."""

    above: int | None
    position: int
    value: dict[str, Any]


def names_of(records: Iterable[Record]) -> Names:
    """How living records are called."""
    titles: dict[str, str] = {}
    ids: dict[tuple[str, str], list[str]] = {}
    for record in records:
        if not record.removed:
            titles[record.id] = record.title
            ids.setdefault((record.type.type, record.title), []).append(record.id)
    return Names(titles, ids)


def rows_of(sheet: Sheet, records: Iterable[Record], names: Names, lang: Lang) -> Iterator[list[Cell]]:
    """The rows of a sheet without its header, columns as in `all_columns`."""
    for record in records:
        for placed in placed_in(record.data, sheet.lists):
            own: list[Cell] = [placed.above] if sheet.above else []
            own += [placed.position] if sheet.position else []
            yield [
                record.id,
                *own,
                *(shown(c.field, at(placed.value, c.path), names, lang) for c in sheet.columns),
            ]


def placed_in(data: dict[str, Any], lists: tuple[tuple[str, ...], ...]) -> Iterator[Placed]:
    """The record itself for no lists, else the rows of the innermost list."""
    if not lists:
        yield Placed(None, 1, data)
        return
    *outer, inner = lists
    for above in placed_in(data, tuple(outer)):
        for i, item in enumerate(at(above.value, inner) or (), 1):
            if isinstance(item, dict):
                yield Placed(above.position if outer else None, i, item)


def at(value: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path; None where anything on the way is missing."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def as_csv(sheet: Sheet, rows: Iterable[list[Cell]], lang: Lang) -> bytes:
    """RFC 4180 with the byte order mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(c.title.in_(lang) for c in sheet.all_columns)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
