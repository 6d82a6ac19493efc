"""Reads CSV as spreadsheets write it: UTF-8, UTF-16 or GBK, split by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from generator.core.problems import Location, Refused, problem
from generator.spreadsheets.cells import Cell, Odd
from generator.spreadsheets.grid import HEAD, MAX_COLUMNS, MAX_ROWS, TOO_MANY, Body, Grid, Row, sheet_rule

MAX_BYTES = 64 << 20

ENCODING = sheet_rule(
    "S-101",
    "文件不是 UTF-8、UTF-16 或 GBK 编码的文字",
    "the file is not text in UTF-8, UTF-16 or GBK",
    "在 Excel 或 WPS 里“另存为”，选“CSV UTF-8（逗号分隔）”",
    "save it as “CSV UTF-8 (comma delimited)”",
)
QUOTE = sheet_rule(
    "S-101",
    "第 {row} 行的引号没有配对",
    "a quote in row {row} is not closed",
    "用 Excel 或 WPS 打开后另存；或给这一格的内容补上引号",
    "open it in Excel or WPS and save it again, or close the quote",
)
LARGE = sheet_rule(
    "S-102",
    "文件有 {mb} MB，超过 {most} MB 的上限",
    "the file has {mb} MB, more than the {most} MB allowed",
    "拆成几个文件分次导入",
    "split it into several files",
)


def read_csv(path: Path) -> list[Grid]:
    """The one grid of a CSV file. Raises Refused if it is no text or not well formed."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Refused([problem(LARGE, Location(path.name), mb=size >> 20, most=MAX_BYTES >> 20)])
    text = _decoded(path)
    head = tuple(islice(_rows(path.name, text), HEAD))
    return [Grid(path.name, "", head, partial(_body, path))]


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    names = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused([problem(ENCODING, Location(path.name))])


def _body(path: Path, columns: frozenset[int]) -> Body:
    body = Body()
    for row in _rows(path.name, _decoded(path)):
        if len(body.rows) >= MAX_ROWS:
            where = Location(path.name, row.number)
            raise Refused([problem(TOO_MANY, where, rows=MAX_ROWS, columns=MAX_COLUMNS)])
        for column in row.cells.keys() - columns:
            body.outside.setdefault(column, row.number)
        if cells := {c: v for c, v in row.cells.items() if c in columns}:
            body.rows.append(Row(row.number, cells))
    return body


def _rows(file: str, text: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, values in enumerate(reader, 1):
            cells: dict[int, Cell] = {c: _cell(v) for c, v in enumerate(values[:MAX_COLUMNS]) if v.strip()}
            if cells:
                yield Row(number, cells)
    except csv.Error:
        raise Refused([problem(QUOTE, Location(file, number + 1), row=number + 1)]) from None


def _cell(value: str) -> Cell:
    return Odd("formula", value) if value.startswith("=") else value
