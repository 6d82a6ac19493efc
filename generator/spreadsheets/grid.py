"""A sheet as it comes in: rows of cells, whatever the file it stands in, and what may be wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.core.problems import Location, Rule
from generator.core.text import Text
from generator.spreadsheets.cells import Cell

HEAD = 20
"""The names of the columns are looked for in this many rows."""
MAX_ROWS = 200_000
MAX_COLUMNS = 1000
MAX_TEXT = 32_767  # the most that a cell of a spreadsheet holds

_TITLE = Text("表格导入", "Spreadsheets")


def sheet_rule(code: str, zh: str, en: str, hint_zh: str, hint_en: str) -> Rule:
    return Rule(code, "error", Text(zh, en), Text(hint_zh, hint_en), _TITLE)


TOO_MANY = sheet_rule(
    "S-102",
    "表太大：超过 {rows} 行或 {columns} 列",
    "the sheet is too large: more than {rows} rows or {columns} columns",
    "删去多余的行和列，或拆成几个文件分次导入",
    "delete rows and columns that hold nothing, or split it into several files",
)
MERGED = sheet_rule(
    "S-103",
    "{cell} 是合并单元格（{range}）",
    "{cell} is a merged cell ({range})",
    "选中后取消合并，每个单元格各填各的",
    "unmerge it and fill in every cell by itself",
)
FORMULA = sheet_rule(
    "S-104",
    "{cell} 是公式，不是内容",
    "{cell} holds a formula, not a value",
    "复制后“选择性粘贴”为“值”，再导入",
    "copy it, paste it as a value, and import again",
)
ERROR = sheet_rule(
    "S-104",
    "{cell} 是错误值 {text}",
    "{cell} holds the error {text}",
    "改成要填的内容，不知道就清空",
    "write what it should be, or clear it",
)
LONG = sheet_rule(
    "S-105",
    "{cell} 的文字有 {size} 个字，超过表格软件的上限",
    "{cell} has {size} characters, more than a spreadsheet holds",
    "请删减",
    "shorten it",
)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts from 1 as spreadsheets do; `cells` by column from 0, empty ones left out.

    `origins`: where in the grid a cell came from, if that is another column.
    """

    number: int
    cells: dict[int, Cell]
    origins: dict[int, int] | None = None


@dataclass(frozen=True)
class Area:
    """Cells from one corner to the other: rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


@dataclass
class Body:
    """What was read of the wanted columns. `outside`: other columns with something in them → first row."""

    rows: list[Row] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    outside: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Grid:
    """One sheet. `head`: its first rows. `body` reads the rows again, of the wanted columns only:

    what stands in others is never kept. `sheet` is empty for CSV, which has no sheets.
    """

    file: str
    sheet: str
    head: tuple[Row, ...]
    body: Callable[[frozenset[int]], Body]
    hidden: bool = False

    @property
    def name(self) -> str:
        return f"{self.file}!{self.sheet}" if self.sheet else self.file

    def at(self, row: int, column: int = 0) -> Location:
        return Location(self.name, row, column + 1)


def cell_name(row: int, column: int) -> str:
    """`(5, 2)` → `C5`: as spreadsheets name their cells."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
