"""A sheet of others, taken over by a mapping file: the rows that our own sheet would have.

Columns that the mapping does not name are never read: the file is read a second time for the columns
that are wanted, once their names are known. Only the names of the others are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from generator.core.problems import Location, Problem, problem
from generator.editing.ids import Ids, district_prefix
from generator.records.catalog import Record
from generator.spreadsheets.cells import KEEP, Cell, Names, meaning, plain, shown
from generator.spreadsheets.grid import MAX_COLUMNS, MAX_ROWS, Body, Grid, Row, cell_name, sheet_rule
from generator.spreadsheets.mapped_cells import AGAIN, EMPTY, Fault, Index, Reader, column_of, key_of
from generator.spreadsheets.mapping import Mapping, Target
from generator.spreadsheets.own_sheets import Incoming, sound_rows
from generator.spreadsheets.rows import at
from generator.spreadsheets.sheets import Sheet, sheets_of

NO_TABLE = sheet_rule(
    "S-402",
    "没有找到“{name}”这张表",
    'there is no sheet "{name}"',
    "核对对照文件里的 sheet；这个文件有：{known}",
    "check `sheet` in the mapping file; this file has: {known}",
)
NO_COLUMNS = sheet_rule(
    "S-402",
    "前 20 行里没有找到对照文件写的列：{names}",
    "no row of the first 20 has the columns of the mapping file: {names}",
    "核对列名（空格和全角半角不计），改对照文件里的“from”",
    "check the names of columns (blanks and width do not count) and mend `from` in the mapping file",
)
NOT_MAPPED = sheet_rule(
    "S-403",
    "{cell} 的列“{name}”没有写进对照文件",
    '{cell}: the mapping file does not name the column "{name}"',
    "在 columns 里写上它是哪个字段；不要的列就写 others: drop，程序不会读取",
    "name its field under columns; write others: drop for columns that are not wanted and shall not be read",
)


@dataclass
class Taken:
    """What came of a foreign sheet. `dropped`: names of columns that were not read; `unplaced`: why rows were not."""

    sheets: list[Incoming] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unplaced: list[Problem] = field(default_factory=list)


def take_over(
    grids: list[Grid], mapping: Mapping, records: Map[str, Record], names: Names, found: list[Problem]
) -> Taken:
    """The rows of our own sheets that a foreign sheet comes to; problems go to `found`."""
    grid = next((g for g in grids if not mapping.sheet or g.sheet == mapping.sheet), None)
    if grid is None:
        known = "、".join(g.sheet for g in grids)
        found.append(problem(NO_TABLE, Location(grids[0].file), name=mapping.sheet, known=known))
        return Taken()
    taker = _Taker(grid, mapping, records, names, found)
    return taker.taken() if taker.header else Taken()


class _Taker:
    def __init__(
        self, grid: Grid, mapping: Mapping, records: Map[str, Record], names: Names, found: list[Problem]
    ) -> None:
        self.grid, self.mapping, self.records, self.names, self.found = grid, mapping, records, names, found
        self.header, self.columns = self.find_header()
        self.out = Taken()
        self.prefix = district_prefix(records)
        self.reader = Reader(self.columns, Index(records, {}, mapping))

    def find_header(self) -> tuple[Row | None, dict[str, int]]:
        """The row that names most of the columns, and where each is; those written twice count once."""
        wanted = {key_of(name): name for name in self.mapping.headers}
        best: tuple[Row | None, dict[str, int]] = (None, {})
        for row in self.grid.head:
            columns: dict[str, int] = {}
            for place, cell in sorted(row.cells.items()):
                if name := wanted.get(key_of(plain(cell))):
                    columns.setdefault(name, place)
            if len(columns) > len(best[1]):
                best = row, columns
        missing = self.missing(best[1])
        if missing:
            where = self.grid.at(best[0].number if best[0] else 1)
            self.found.append(problem(NO_COLUMNS, where, names="、".join(missing)))
            return None, {}
        return best

    def missing(self, columns: dict[str, int]) -> list[str]:
        """Columns that are not there, where none of those that would do is."""
        sources = (s for s in self.mapping.columns.values() if not any(n in columns for n in s.columns))
        return sorted({s.columns[0] for s in sources} | {n for n in self.mapping.skip if n not in columns})

    def taken(self) -> Taken:
        assert self.header
        wanted = frozenset(self.columns.values())
        for place, cell in sorted(self.header.cells.items()):
            if place not in wanted:
                self.out.dropped.append(plain(cell)[:40])
                if not self.mapping.drop:
                    name = cell_name(self.header.number, place)
                    where = self.grid.at(self.header.number, place)
                    self.found.append(problem(NOT_MAPPED, where, cell=name, name=plain(cell)[:40]))
        body = self.grid.body(wanted)
        if self.mapping.fill:
            _fill(body)
        rows = sound_rows(self.grid, body, self.header.number, wanted, self.found)
        self.place([row for row in rows if not self.is_skipped(row)])
        return self.out

    def is_skipped(self, row: Row) -> bool:
        texts = {name: plain(row.cells.get(self.columns[name])) for name in self.mapping.skip}
        return any(re.fullmatch(pattern, texts[name]) for name, pattern in self.mapping.skip.items())

    def place(self, rows: list[Row]) -> None:
        """Give every row its id, then its values; a row that names a row which has no place has none either."""
        while True:
            left = self.identified(rows)
            new = {id: key for id, (key, _) in left.items()}
            self.reader = Reader(self.columns, Index(self.records, new, self.mapping))
            wrong: dict[str, Fault] = {}
            values = {}
            for id, (_, row) in left.items():
                try:
                    values[id] = self.values(row, id)
                except Fault as fault:
                    wrong[id] = fault
            for id, why in wrong.items():
                self.tell(why, left[id][1])
            rows = [row for id, (_, row) in left.items() if id not in wrong]
            if not wrong or not self.mapping.skip_unplaced:
                break
        placed = {id: kept for id, kept in left.items() if id in values}
        self.out.sheets = list(self.sheets(placed, values))

    def tell(self, fault: Fault, row: Row) -> None:
        where = self.grid.at(row.number, fault.column)
        cell = cell_name(row.number, fault.column)
        skipped = self.mapping.skip_unplaced
        said = problem(fault.rule, where, None, "warning" if skipped else None, cell=cell, **fault.values)
        (self.out.unplaced if skipped else self.found).append(said)

    def identified(self, rows: list[Row]) -> dict[str, tuple[tuple[str, ...], Row]]:
        """By id: what the row is known by, and the row. New ids are counted on in the order of rows."""
        known = {
            tuple(plain(at(r.data, tuple(name.split(".")))) for name in self.mapping.match): r.id
            for r in sorted(self.records.values(), key=lambda r: r.id, reverse=True)
            if r.type is self.mapping.type and not r.removed
        }
        of_type = (r for r in self.records.values() if r.type is self.mapping.type)
        series = Ids(of_type).series(self.mapping.new.replace("{prefix}", self.prefix or "abc"))
        found: dict[str, tuple[tuple[str, ...], Row]] = {}
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            try:
                key = self.key(row)
                if key in seen:
                    raise Fault(AGAIN, 0, row=row.number, other=seen[key], key=" ".join(key)[:40])
            except Fault as fault:
                self.tell(fault, row)
                continue
            seen[key] = row.number
            id = known.get(key) or next(series)
            found[id] = (key, row)
        return found

    def key(self, row: Row) -> tuple[str, ...]:
        given = {".".join(t.path): (t, s) for t, s in self.mapping.columns.items() if t.row is None}
        fixed = {".".join(t.path): v for t, v in self.mapping.constants.items() if t.row is None}
        values = []
        for name in self.mapping.match:
            if name in fixed:
                values.append(str(fixed[name]))
                continue
            target, source = given[name]
            text = plain(self.reader.cell(row, source))
            if not text:
                raise Fault(EMPTY, self.reader.place(row, source))
            values.append(
                str(meaning(column_of(target).field, self.reader.read(row, target, source), self.names))
            )
        return tuple(values)

    def values(self, row: Row, id: str) -> dict[Target, Cell]:
        is_new = id not in self.records
        fixed = self.mapping.constants | (self.mapping.defaults if is_new else {})
        found = {
            target: shown(column_of(target).field, value, self.names, "zh") for target, value in fixed.items()
        }
        for target, source in self.mapping.columns.items():
            asked = is_new or not source.only_new
            if asked and (cell := self.reader.read(row, target, source)) is not None:
                found[target] = cell
        self.reader.check_whole(row, self.mapping.columns.values())
        return found

    def sheets(
        self, left: dict[str, tuple[tuple[str, ...], Row]], values: dict[str, dict[Target, Cell]]
    ) -> Iterator[Incoming]:
        """Our own sheets: that of the records with every id, and those of the lists that something stands in."""
        main, *lists = sheets_of(self.mapping.type)
        targets = [*self.mapping.columns, *self.mapping.constants, *self.mapping.defaults]
        targets = list(dict.fromkeys(targets))
        yield self.sheet(main, [t for t in targets if t.table == main.name], left, values, (None,))
        for sheet in lists:
            if inner := [t for t in targets if t.table == sheet.name]:
                yield self.sheet(
                    sheet, inner, left, values, tuple(sorted({t.row for t in inner}, key=lambda r: r or 0))
                )

    def sheet(
        self,
        sheet: Sheet,
        targets: list[Target],
        left: dict[str, tuple[tuple[str, ...], Row]],
        values: dict[str, dict[Target, Cell]],
        numbers: tuple[int | None, ...],
    ) -> Incoming:
        """Place 0 of a row is its id; what a row does not say, the record keeps."""
        places = {path: i for i, path in enumerate(dict.fromkeys(t.path for t in targets), 1)}
        columns = {0: sheet.id_column} | {places[t.path]: column_of(t) for t in targets}
        rows = []
        for id, (_, row) in left.items():
            for number in numbers:
                given = {t: values[id].get(t, KEEP) for t in targets if t.row == number}
                if number is None or any(
                    t in self.mapping.columns and c is not KEEP for t, c in given.items()
                ):
                    cells = {i: KEEP for i in columns} | {places[t.path]: cell for t, cell in given.items()}
                    sources = {
                        places[t.path]: self.reader.place(row, s)
                        for t, s in self.mapping.columns.items()
                        if t in given
                    }
                    rows.append(Row(row.number, cells | {0: id}, {0: self.known_by(row), **sources}))
        return Incoming(sheet, self.grid, columns, rows, whole=False)

    def known_by(self, row: Row) -> int:
        """The column that tells records apart, to show what concerns all of a row."""
        named = {".".join(t.path): s for t, s in self.mapping.columns.items() if t.row is None}
        return next((self.reader.place(row, named[n]) for n in self.mapping.match if n in named), 0)


def _fill(body: Body) -> None:
    """Merged cells all say what the first of them says."""
    rows = {row.number: row for row in body.rows}
    for area in body.merged:
        first = rows.get(area.top)
        cell = first.cells.get(area.left) if first else None
        if cell is None:
            continue
        for number in range(area.top, min(area.bottom, area.top + MAX_ROWS) + 1):
            if number in rows:
                for column in range(area.left, min(area.right, area.left + MAX_COLUMNS) + 1):
                    rows[number].cells.setdefault(column, cell)
    body.merged.clear()
