"""What the cells of a foreign sheet mean, by its mapping: codes for words, ids for names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import replace
from typing import Any

from generator.core.problems import Rule
from generator.records.catalog import Record
from generator.spreadsheets.cells import Cell, narrow, plain
from generator.spreadsheets.grid import Row, sheet_rule
from generator.spreadsheets.mapping import Mapping, Source, Target
from generator.spreadsheets.rows import at
from generator.spreadsheets.sheets import Column

NO_CODE = sheet_rule(
    "S-404",
    "{cell} 的“{text}”在对照文件里没有对应的代码",
    '{cell}: the mapping file has no code for "{text}"',
    "在对照文件的 codes 里加上，或改正这一格；已有：{known}",
    "add it to codes in the mapping file, or correct the cell; there are: {known}",
)
NO_PART = sheet_rule(
    "S-404",
    "{cell} 的“{text}”不合对照文件的写法 {pattern}",
    '{cell}: "{text}" is not written as the mapping file expects: {pattern}',
    "改正这一格，或改对照文件里的 part、patterns",
    "correct the cell, or part or patterns in the mapping file",
)
LEFT = sheet_rule(
    "S-404",
    "{cell} 的“{text}”没有一列读取",
    '{cell}: no column reads "{text}"',
    "改正这一格，或改对照文件里的 part、patterns，合起来要读到整格",
    "correct the cell, or part or patterns in the mapping file, so that together they read all of it",
)
NO_RECORD = sheet_rule(
    "S-405",
    "{cell} 的“{text}”不是任何一条{label}的“{by}”",
    '{cell}: "{text}" is the {by} of no {label}',
    "先登记它，或改正这一格的写法",
    "record it first, or correct the cell",
)
EMPTY = sheet_rule(
    "S-406",
    "{cell} 空着",
    "{cell} is empty",
    "填上内容，或删去这一行",
    "fill it in, or delete the row",
)
AGAIN = sheet_rule(
    "S-407",
    "第 {row} 行与第 {other} 行是同一条记录（“{key}”）",
    'row {row} and row {other} are the same record ("{key}")',
    "合成一行",
    "put them into one row",
)


class Fault(Exception):
    """A row that cannot be placed, and the column at which that shows."""

    def __init__(self, rule: Rule, column: int, **values: Any) -> None:
        self.rule, self.column, self.values = rule, column, values


class Index:
    """Finds records, and rows that become records, by a field."""

    def __init__(self, records: Map[str, Record], new: dict[str, tuple[str, ...]], mapping: Mapping) -> None:
        self.records, self.new, self.mapping = records, new, mapping
        self.made: dict[tuple[tuple[str, ...], str], dict[str, str]] = {}

    def find(self, types: tuple[str, ...], source: Source, text: str) -> str | None:
        ids = self.ids(types, source.by)
        if not source.within:
            return ids.get(text)
        # Chinese names of organisations go from the large to the small: the last place named is the nearest.
        hits = [
            (text.rfind(value) + len(value), len(value), value) for value in ids if value and value in text
        ]
        return ids[max(hits)[2]] if hits else None

    def ids(self, types: tuple[str, ...], by: str) -> dict[str, str]:
        """Value → id; what more than one record has leads to none of them."""
        if (types, by) not in self.made:
            values: dict[str, list[str]] = defaultdict(list)
            for record in self.records.values():
                if record.type.type in types and not record.removed:
                    values[plain(at(record.data, tuple(by.split("."))))].append(record.id)
            if self.mapping.type.type in types and self.mapping.match == (by,):
                for id, key in self.new.items():
                    if id not in values[key[0]]:
                        values[key[0]].append(id)
            self.made[types, by] = {value: ids[0] for value, ids in values.items() if len(ids) == 1}
        return self.made[types, by]


class Reader:
    """Reads the cells of a row by their sources. `columns`: name → place in the grid."""

    def __init__(self, columns: dict[str, int], index: Index) -> None:
        self.columns, self.index = columns, index

    def place(self, row: Row, source: Source) -> int:
        """The first of its columns that says something in this row, else the last."""
        *places, last = (self.columns[name] for name in source.columns if name in self.columns)
        return next((place for place in places if plain(row.cells.get(place))), last)

    def cell(self, row: Row, source: Source) -> Cell:
        return row.cells.get(self.place(row, source))

    def read(self, row: Row, target: Target, source: Source) -> Cell:
        """The cell in our own words; None if it says nothing. Raises Fault if it cannot be placed."""
        place = self.place(row, source)
        cell = row.cells.get(place)
        text = plain(cell)
        if text and source.part:
            hit = re.search(source.part, text)
            if not hit:
                raise Fault(NO_PART, place, text=text[:40], pattern=source.part)
            cell = text = plain(hit[1])
        if not text:
            if source.needed:
                raise Fault(EMPTY, place)
            return None
        if source.patterns:
            code = next((code for pattern, code in source.patterns.items() if re.search(pattern, text)), None)
            if code is None:
                raise Fault(NO_PART, place, text=text[:40], pattern="、".join(source.patterns))
            return code or None
        if source.codes:
            codes = {key_of(name): code for name, code in source.codes.items()}
            if key_of(text) not in codes:
                raise Fault(NO_CODE, place, text=text[:40], known="、".join(source.codes))
            return str(codes[key_of(text)])
        if source.by:
            return self.reference(text, target, source, place)
        return cell

    def check_whole(self, row: Row, sources: Iterable[Source]) -> None:
        """Raises Fault where a cell is only read in parts, and something of it is in none of them."""
        readers: dict[int, list[Source]] = defaultdict(list)
        for source in sources:
            readers[self.place(row, source)].append(source)
        for place, of_cell in readers.items():
            if all(source.reads_parts for source in of_cell):
                text = plain(row.cells.get(place))
                spans = [span for source in of_cell for span in _spans(source, text)]
                if left := _outside(spans, text) if spans else "":
                    raise Fault(LEFT, place, text=left[:40])

    def reference(self, text: str, target: Target, source: Source, place: int) -> Cell:
        f = column_of(target).field
        if id := self.index.find(f.ref, source, text):
            return id
        if source.within and not source.needed:
            return None
        label = next((r.type.label for r in self.index.records.values() if r.type.type in f.ref), "")
        raise Fault(NO_RECORD, place, text=text[:40], by=source.by, label=label)


def _spans(source: Source, text: str) -> list[tuple[int, int]]:
    """What a source reads of a text, from where to where; names that it only looks for are not counted."""
    hit = re.search(source.part, text) if source.part else None
    if hit and hit[1] and source.patterns:
        start = text.index(inner := plain(hit[1]), hit.start(1))
        within = [(start + a, start + b) for a, b in _spans(replace(source, part=""), inner)]
        return [(hit.start(), start), *within, (start + len(inner), hit.end())]
    if not source.part:
        hit = next((found for pattern in source.patterns if (found := re.search(pattern, text))), None)
    return [hit.span()] if hit else []


def _outside(spans: list[tuple[int, int]], text: str) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return "…".join(piece for part in text.split("\0") if (piece := plain(part)))


def column_of(target: Target) -> Column:
    return next(column for column in target.sheet.columns if column.path == target.path)


def key_of(name: str) -> str:
    """A name without what people write differently: blanks, width, case."""
    return narrow(name).casefold().replace(" ", "").replace("\n", "")
