"""Which sheet and which columns a file holds, and its rows under the names of fields."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import LANGS, Text
from generator.core.yaml_reader import FORBIDDEN, character_name
from generator.spreadsheets.cells import Cell, Odd, narrow, plain
from generator.spreadsheets.grid import (
    ERROR,
    FORMULA,
    LONG,
    MAX_TEXT,
    MERGED,
    Body,
    Grid,
    Row,
    cell_name,
    column_name,
    sheet_rule,
)
from generator.spreadsheets.sheets import Column, Sheet
from generator.spreadsheets.xlsx_writer import GUIDE, OPTIONS, sheet_title

NO_SHEET = sheet_rule(
    "S-201",
    "不认识“{name}”这张表",
    'there is no sheet "{name}"',
    "{near}表名用导出文件里的名字，CSV 的文件名也是；不导入的表请删去",
    "{near}Name it as in the exported file (a CSV file too); delete what is not to be imported",
)
SAME_SHEET = sheet_rule(
    "S-201",
    "“{name}”和另一张表是同一类",
    '"{name}" and another sheet are of the same kind',
    "合成一张表",
    "put them into one sheet",
)
NO_HEADER = sheet_rule(
    "S-202",
    "前 20 行里没有找到列名“{id}”",
    'no row of the first 20 has the column name "{id}"',
    "第一行写列名，与导出的文件相同；可以先导出一份空表来填",
    "write the names of columns in the first row as in the exported file; export an empty one to start from",
)
UNKNOWN = sheet_rule(
    "S-203",
    "{cell} 不认识列名“{name}”",
    '{cell}: there is no column "{name}"',
    "{near}不导入的列请删去；外来的表用 --mapping 指明各列的意思",
    "{near}Delete a column that is not to be imported; give a --mapping for sheets of others",
)
TWICE = sheet_rule(
    "S-203",
    "{cell} 的列名“{name}”与 {other} 列重复",
    '{cell}: the column "{name}" is also in {other}',
    "只留一列",
    "keep one of them",
)
NAMELESS = sheet_rule(
    "S-203",
    "{column} 列有内容却没有列名",
    "column {column} holds something but has no name",
    "在第一行写上列名，或删去这一列",
    "name it in the first row, or delete the column",
)
INVISIBLE = sheet_rule(
    "S-105",
    "{cell} 含有看不见的或控制字符 {name}",
    "{cell} holds an invisible or control character {name}",
    "清空后重新输入；多半是从网页或文档复制带来的",
    "clear it and type it again; it was probably pasted from a page or document",
)


@dataclass(frozen=True)
class Incoming:
    """The rows of one sheet: `columns` by their place in a row.

    `whole`: a record with no row here has no such list (else it keeps the one it has).
    """

    sheet: Sheet
    grid: Grid
    columns: dict[int, Column]
    rows: list[Row] = field(default_factory=list)
    whole: bool = True

    def cell(self, row: Row, path: tuple[str, ...]) -> Cell:
        place = self.places.get(path)
        return row.cells.get(place) if place is not None else None

    def where(self, row: Row, path: tuple[str, ...]) -> tuple[Location, str]:
        """The place of the cell with this value, or of what leads to it; else of the row's id."""
        ends = (path[:end] for end in range(len(path), 0, -1))
        place = next((self.places[end] for end in ends if end in self.places), self.places.get(("id",), 0))
        column = (row.origins or {}).get(place, place)
        return self.grid.at(row.number, column), cell_name(row.number, column)

    @cached_property
    def places(self) -> dict[tuple[str, ...], int]:
        return {column.path: at for at, column in self.columns.items()}


def incoming(grids: Iterable[Grid], sheets: list[Sheet], found: list[Problem]) -> list[Incoming]:
    """Every sheet of records in these grids. Problems are put into `found`; what they concern is left out."""
    known = _known(sheets)
    taken: dict[str, Incoming] = {}
    for grid in grids:
        title = grid.sheet or grid.file.rpartition(".")[0]
        if title in (*_words(GUIDE), *_words(OPTIONS)):
            continue
        sheet = known.get(_key(title))
        if sheet is None:
            if grid.head and not grid.hidden:
                found.append(problem(NO_SHEET, grid.at(1), name=title, near=_near_sheet(title, known)))
        elif sheet.name in taken:
            found.append(problem(SAME_SHEET, grid.at(1), name=title))
        elif read := _read(grid, sheet, found):
            taken[sheet.name] = read
    order = [sheet.name for sheet in sheets]
    return sorted(taken.values(), key=lambda i: order.index(i.sheet.name))


def _words(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _key(name: str) -> str:
    return narrow(name).casefold().replace(" ", "")


def _known(sheets: list[Sheet]) -> dict[str, Sheet]:
    names: dict[str, Sheet] = {}
    for sheet in sheets:
        for name in (sheet.name, *(sheet_title(sheet, lang) for lang in LANGS), *_words(sheet.title)):
            names.setdefault(_key(name), sheet)
    return names


def _near_sheet(title: str, known: dict[str, Sheet]) -> Text:
    close = difflib.get_close_matches(_key(title), known, 1, 0.5)
    if not close:
        return Text("", "")
    title_of = known[close[0]].title
    return Text(f"是不是“{title_of.zh}”？", f'Did you mean "{title_of.en}"? ')


def _read(grid: Grid, sheet: Sheet, found: list[Problem]) -> Incoming | None:
    names = _names(sheet)
    header = next((row for row in grid.head if _is_header(row, names)), None)
    if header is None:
        if grid.head:
            found.append(problem(NO_HEADER, grid.at(grid.head[0].number), id=sheet.id_column.title))
        return None
    columns = _columns(grid, header, names, found)
    body = grid.body(frozenset(columns))
    named = header.cells.keys()
    for column, row in sorted(body.outside.items()):
        if column not in named and row >= header.number:
            found.append(problem(NAMELESS, grid.at(row, column), column=column_name(column)))
    rows = sound_rows(grid, body, header.number, frozenset(columns), found)
    return Incoming(sheet, grid, columns, rows)


def _names(sheet: Sheet) -> dict[str, Column]:
    names: dict[str, Column] = {}
    for column in sheet.all_columns:
        for name in (column.title.zh, column.title.en, column.name):
            names.setdefault(_key(name), column)
    return names


def _is_header(row: Row, names: dict[str, Column]) -> bool:
    known = [names.get(_header(cell)) for cell in row.cells.values()]
    return any(column is not None and column.path == ("id",) for column in known)


def _header(cell: Cell) -> str:
    return _key(plain(cell).rstrip("*＊").replace("\n", ""))


def _columns(grid: Grid, header: Row, names: dict[str, Column], found: list[Problem]) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    seen: dict[tuple[str, ...], int] = {}
    for at, cell in sorted(header.cells.items()):
        where = grid.at(header.number, at)
        shown: dict[str, Any] = {"cell": cell_name(header.number, at), "name": plain(cell)[:40]}
        column = names.get(_header(cell))
        if column is None:
            found.append(problem(UNKNOWN, where, near=_near_column(cell, names), **shown))
        elif column.path in seen:
            found.append(problem(TWICE, where, other=column_name(seen[column.path]), **shown))
        else:
            columns[at], seen[column.path] = column, at
    return columns


def _near_column(cell: Cell, names: dict[str, Column]) -> Text:
    close = difflib.get_close_matches(_header(cell), names, 1, 0.5)
    if not close:
        return Text("", "")
    title = names[close[0]].title
    return Text(f"是不是“{title.zh}”？", f'Did you mean "{title.en}"? ')


def sound_rows(
    grid: Grid, body: Body, header: int, columns: frozenset[int], found: list[Problem]
) -> list[Row]:
    """The rows below the header; cells that hold no value are put into `found`."""
    for area in body.merged:
        if area.bottom >= header and columns & set(range(area.left, min(area.right, area.left + 1000) + 1)):
            name = cell_name(area.top, area.left)
            found.append(problem(MERGED, grid.at(area.top, area.left), cell=name, range=area.name))
    rows = [row for row in body.rows if row.number > header and any(plain(c) for c in row.cells.values())]
    for row in rows:
        for at, cell in row.cells.items():
            if fault := _fault(cell):
                rule, values = fault
                where = grid.at(row.number, at)
                found.append(problem(rule, where, cell=cell_name(row.number, at), **values))
    return rows


def _fault(cell: Cell) -> tuple[Rule, dict[str, Any]] | None:
    if isinstance(cell, Odd):
        return (FORMULA, {}) if cell.kind == "formula" else (ERROR, {"text": cell.text[:20]})
    if not isinstance(cell, str):
        return None
    if len(cell) > MAX_TEXT:
        return LONG, {"size": len(cell)}
    if not cell.isascii() or not cell.isprintable():
        bad = FORBIDDEN.search(plain(cell))
        return (INVISIBLE, {"name": character_name(bad.group())}) if bad else None
    return None
