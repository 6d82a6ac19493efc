"""What becomes of records when the rows of sheets are taken over. Nothing is written here.

A cell that says what the record says already changes nothing, so that null stays null and what is
absent stays absent. Every value knows the row that it came from, so that a fault is shown there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from generator.checks.suggestions import half_width
from generator.core.problems import Problem, Route, Rule, problem
from generator.core.text import LANGS
from generator.editing.ids import Ids, is_id
from generator.records.catalog import Record
from generator.schema.model import Field, RecordType
from generator.spreadsheets.cells import KEEP, Cell, Names, meaning, plain, shown
from generator.spreadsheets.edit import Edits, SheetEdit, put, retired, set_at
from generator.spreadsheets.grid import Row, sheet_rule
from generator.spreadsheets.own_sheets import Incoming
from generator.spreadsheets.rows import at

NO_ID = sheet_rule(
    "S-301",
    "{cell} 没有填编号",
    "{cell}: the id is missing",
    "新记录写没有用过的编号，例如 {next}",
    "give a new record an id that was never used, such as {next}",
)
BAD_ID = sheet_rule(
    "S-301",
    "{cell} 的编号“{id}”写法不对",
    '{cell}: the id "{id}" is not written as it should be',
    "只用小写字母、数字和连字符，例如 {next}",
    "use lower-case letters, digits and hyphens, such as {next}",
)
SAME_ID = sheet_rule(
    "S-302",
    "{cell} 的编号“{id}”与第 {other} 行重复",
    '{cell}: the id "{id}" stands in row {other} too',
    "一条记录一行；其中一行换成没有用过的编号，或删去",
    "one row a record: give one of them an id that was never used, or delete it",
)
GONE = sheet_rule(
    "S-303",
    "{cell} 的记录“{id}”已撤除，不能再改",
    '{cell}: the record "{id}" was removed and cannot be changed',
    "删去这一行；要重新登记就用新编号",
    "delete the row; use a new id to record it anew",
)
TAKEN = sheet_rule(
    "S-303",
    "{cell} 的编号“{id}”已是一条{label}",
    '{cell}: the id "{id}" belongs to a record of type {label}',
    "这张表只放{wanted}；换成没有用过的编号，例如 {next}",
    "this sheet is for records of type {wanted}; use an id that was never used, such as {next}",
)
LOOSE = sheet_rule(
    "S-304",
    "{cell} 的编号“{id}”没有对应的记录",
    '{cell}: there is no record "{id}" for this row',
    "先在主表里写上这条记录，或改正编号",
    "write the record into its own sheet first, or correct the id",
)
NO_ROW = sheet_rule(
    "S-305",
    "{cell} 指的第 {number} 行在上一级表里没有",
    "{cell} names row {number} of the outer list, which is not there",
    "改成上一级表里有的序号",
    "give a position that the outer sheet has",
)

NO_POSITION = sheet_rule(
    "S-305",
    "{cell} 的“{text}”不是序号",
    '{cell}: "{text}" is no position in a list',
    "只写数字，从 1 起",
    "write digits only, counting from 1",
)


def edits_of(
    read: Iterable[Incoming],
    records: Mapping[str, Record],
    names: Names,
    today: date,
    found: list[Problem],
    remove: str = "",
) -> Edits:
    """What the sheets change in these records. `remove`: the reason for which absent ones are retired."""
    edits = Edits()
    groups: dict[str, list[Incoming]] = defaultdict(list)
    for one in read:
        groups[one.sheet.type.type].append(one)
    for group in groups.values():
        taker = _Taker(group[0].sheet.type, records, names, found)
        for one in group:
            if one.sheet.lists:
                taker.rows(one)
            else:
                taker.records(one)
        for edit in taker.edits.values():
            edit.stamp(today)
        edits.by_id |= taker.edits
        if not group[0].sheet.lists and group[0].whole:
            _retire(edits, taker, today, remove)
    return edits


def _retire(edits: Edits, taker: _Taker, today: date, reason: str) -> None:
    for record in taker.records_of_type():
        if not record.removed and record.id not in taker.edits:
            edits.absent.append(record.id)
            if reason:
                edits.by_id[record.id] = retired(record, today, reason)


class _Taker:
    """Takes over the sheets of one record type."""

    def __init__(
        self, record_type: RecordType, known: Mapping[str, Record], names: Names, found: list[Problem]
    ) -> None:
        self.type, self.known, self.names, self.found = record_type, known, names, found
        self.edits: dict[str, SheetEdit] = {}
        self.ids = Ids(r for r in self.records_of_type())
        self.has_sheet = False

    def records_of_type(self) -> Iterator[Record]:
        return (r for r in self.known.values() if r.type.type == self.type.type)

    def say(
        self, rule: Rule, read: Incoming, row: Row, path: tuple[str, ...] = ("id",), **values: Any
    ) -> None:
        where, cell = read.where(row, path)
        self.found.append(problem(rule, where, cell=cell, **values))

    def id_in(self, read: Incoming, row: Row) -> str:
        """The id that a row begins with; a name behind it does not count."""
        return half_width(plain(read.cell(row, ("id",)))).split(" ")[0]

    def records(self, read: Incoming) -> None:
        self.has_sheet = True
        seen: dict[str, int] = {}
        for row in read.rows:
            id = self.id_in(read, row)
            if not id:
                self.say(NO_ID, read, row, next=self.ids.next())
            elif not is_id(id):
                self.say(BAD_ID, read, row, id=id[:40], next=self.ids.next())
            elif id in seen:
                self.say(SAME_ID, read, row, id=id, other=seen[id])
            elif edit := self.edit(id, read, row):
                seen[id] = row.number
                self.edits[id] = edit
                edit.rows[()] = (read, row)
                self.fill(edit.new, edit.old or {}, read, row)

    def edit(self, id: str, read: Incoming, row: Row) -> SheetEdit | None:
        record = self.known.get(id)
        if record is None:
            start = {"id": id, "schema_version": self.type.version}
            return SheetEdit(id, self.type, self.ids.file(id, self.type), None, start)
        if record.type.type != self.type.type:
            wanted, label = self.type.label, record.type.label
            self.say(TAKEN, read, row, id=id, next=self.ids.next(), wanted=wanted, label=label)
            return None
        if record.removed:
            self.say(GONE, read, row, id=id)
            return None
        return SheetEdit(id, record.type, record.file, record.data, deepcopy(record.data))

    def fill(self, target: dict[str, Any], base: dict[str, Any], read: Incoming, row: Row) -> None:
        for place, column in read.columns.items():
            if column.path in (("id",), ("#",)) or column is read.sheet.above:
                continue
            cell = row.cells.get(place)
            value = at(base, column.path)
            if not self.says(column.field, value, cell):
                put(target, column, meaning(column.field, cell, self.names))

    def says(self, f: Field, value: Any, cell: Cell) -> bool:
        """Whether a cell says what the record says already, in whichever language."""
        if cell is KEEP:
            return True
        text = plain(cell)
        if value is None or not text:
            return value is None and not text
        if any(plain(shown(f, value, self.names, lang)) == text for lang in LANGS):
            return True
        return bool(meaning(f, cell, self.names) == value)

    def rows(self, read: Incoming) -> None:
        """The rows of a list: they are the whole list of every record that has a row here or in its own sheet."""
        groups: dict[tuple[str, int | None], list[Row]] = defaultdict(list)
        for row in read.rows:
            id = self.id_in(read, row)
            if self.counted(read, row) and self.owner(id, read, row):
                groups[id, self.above(read, row)].append(row)
        ids = {id for id, _ in groups} | (self.edits.keys() if self.has_sheet and read.whole else set())
        for id in sorted(ids):
            edit = self.edits[id]
            used = set()
            for above, holder, route in self.holders(edit, read):
                used.add(above)
                self.take(edit, holder, route, read, groups.get((id, above), []))
            for (of, above), rows in groups.items():
                if of == id and above not in used:
                    path = read.sheet.above.path if read.sheet.above else ("id",)
                    self.say(NO_ROW, read, rows[0], path, number=above or "")

    def owner(self, id: str, read: Incoming, row: Row) -> bool:
        """Whether the record of a row is there; it is then one of the edits."""
        if id in self.edits:
            return True
        record = self.known.get(id)
        if not id:
            self.say(NO_ID, read, row, next=self.ids.next())
        elif record is None or record.type.type != self.type.type:
            self.say(LOOSE, read, row, id=id[:40])
        elif edit := self.edit(id, read, row):
            self.edits[id] = edit
            edit.rows[()] = (read, row)
            return True
        return False

    def counted(self, read: Incoming, row: Row) -> bool:
        """Whether its positions in lists are numbers, or left out."""
        columns = [column for column in (read.sheet.above, read.sheet.position) if column]
        for column in columns:
            text = plain(read.cell(row, column.path))
            if text and not isinstance(meaning(column.field, text, self.names), int):
                self.say(NO_POSITION, read, row, column.path, text=text[:40])
                return False
        return True

    def above(self, read: Incoming, row: Row) -> int | None:
        column = read.sheet.above
        if column is None:
            return None
        value = meaning(column.field, read.cell(row, column.path), self.names)
        return value if isinstance(value, int) else 0

    def holders(self, edit: SheetEdit, read: Incoming) -> list[tuple[int | None, dict[str, Any], Route]]:
        """What holds the lists of this sheet: the record, or the rows of the outer list by position."""
        *outer, _ = read.sheet.lists
        if not outer:
            return [(None, edit.new, ())]
        (path,) = outer
        items = at(edit.new, path) or []
        return [(i, item, (*path, i - 1)) for i, item in enumerate(items, 1) if isinstance(item, dict)]

    def take(
        self, edit: SheetEdit, holder: dict[str, Any], route: Route, read: Incoming, rows: list[Row]
    ) -> None:
        path = read.sheet.lists[-1]
        rows = sorted(rows, key=lambda row: self.position(read, row)) if read.sheet.position else rows
        old = at(holder, path)
        items = [item for item in old or () if isinstance(item, dict)]
        bases = self.bases(read, rows, items)
        new = []
        for i, (row, base) in enumerate(zip(rows, bases, strict=True)):
            item = deepcopy(base)
            self.fill(item, base, read, row)
            new.append(item)
            edit.rows[(*route, *path, i)] = (read, row)
        if new != (old or []):
            set_at(holder, path, new or None)

    def position(self, read: Incoming, row: Row) -> float:
        value = (
            meaning(read.sheet.position.field, read.cell(row, ("#",)), self.names)
            if read.sheet.position
            else 0
        )
        return value if isinstance(value, (int, float)) else float("inf")

    def bases(self, read: Incoming, rows: list[Row], items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """For each row the item that it says the same as; else the one left over at its turn, else nothing."""
        left = list(items)
        found: list[dict[str, Any] | None] = []
        for row in rows:
            hit = next((item for item in left if self.agrees(read, row, item)), None)
            if hit is not None:
                left = [item for item in left if item is not hit]
            found.append(hit)
        return [hit if hit is not None else (left.pop(0) if left else {}) for hit in found]

    def agrees(self, read: Incoming, row: Row, item: dict[str, Any]) -> bool:
        fields = ((p, c) for p, c in read.columns.items() if c in read.sheet.columns)
        return all(self.says(c.field, at(item, c.path), row.cells.get(p)) for p, c in fields)
