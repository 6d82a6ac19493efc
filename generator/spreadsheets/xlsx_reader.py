"""Reads a workbook (ECMA-376, .xlsx): strictly, as a stream, nothing but the columns asked for.

Parts are found by their local names, so that workbooks of Excel, WPS and LibreOffice read alike.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from generator.core.problems import Location, Refused, problem
from generator.spreadsheets.cells import Cell, Odd
from generator.spreadsheets.grid import HEAD, MAX_COLUMNS, MAX_ROWS, TOO_MANY, Area, Body, Grid, Row
from generator.spreadsheets.xlsx_dates import Shape, Styles, moment, shape_of
from generator.spreadsheets.xlsx_package import NOT_XLSX, elements, opened, refusal, weigh

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Raw(NamedTuple):
    """A cell as it stands in the file: kind (`t`), text, style."""

    kind: str
    text: str
    style: str | None


class _TooMany(Exception):
    """The row at which a sheet became too large."""


def read_workbook(path: Path) -> list[Grid]:
    """Its sheets, in order, with their first rows. Raises Refused if it is no sound workbook."""
    if not zipfile.is_zipfile(path):
        raise refusal(path, NOT_XLSX)
    with opened(path, "xl/workbook.xml") as book:
        weigh(book, path)
        styles = _styles(book, path)
        return [_grid(book, path, sheet, styles) for sheet in _sheets(book, path)]


def _sheets(book: zipfile.ZipFile, path: Path) -> list[tuple[str, str, bool]]:
    """Name, part and hiddenness of every sheet."""
    targets = {}
    for event, name, element in elements(book, path, "xl/_rels/workbook.xml.rels"):
        if event == "end" and name == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))
            targets[element.get("Id")] = target.lstrip("/")
    found = []
    for event, name, element in elements(book, path, "xl/workbook.xml"):
        if event == "end" and name == "sheet":
            by = next((v for k, v in element.items() if k.endswith("}id")), "")
            part = targets[by]
            if "/worksheets/" in part:
                hidden = element.get("state", "visible") != "visible"
                found.append((element.get("name", ""), part, hidden))
    return found


def _styles(book: zipfile.ZipFile, path: Path) -> Styles:
    from_1904 = False
    for event, name, element in elements(book, path, "xl/workbook.xml"):
        if event == "end" and name == "workbookPr":
            from_1904 = element.get("date1904", "0") in ("1", "true")
    if "xl/styles.xml" not in book.namelist():
        return Styles((), from_1904)
    codes: dict[int, str] = {}
    shapes: list[Shape] = []
    inside = False
    for event, name, element in elements(book, path, "xl/styles.xml"):
        if name == "cellXfs":
            inside = event == "start"
        elif event == "end" and name == "numFmt":
            codes[int(element.get("numFmtId", 0))] = element.get("formatCode", "")
        elif event == "end" and name == "xf" and inside:
            number = int(element.get("numFmtId", 0))
            shapes.append(shape_of(number, codes.get(number)))
    return Styles(tuple(shapes), from_1904)


def _grid(book: zipfile.ZipFile, path: Path, sheet: tuple[str, str, bool], styles: Styles) -> Grid:
    name, part, hidden = sheet
    first = list(_rows(book, path, part, None, Body(), HEAD))
    texts = _texts(book, path, {int(raw.text) for _, row in first for raw in row.values() if raw.kind == "s"})
    head = tuple(Row(n, _values(row, texts, styles)) for n, row in first)
    return Grid(path.name, name, head, partial(_body, path, sheet, styles), hidden)


def _body(path: Path, sheet: tuple[str, str, bool], styles: Styles, columns: frozenset[int]) -> Body:
    name, part, _ = sheet
    body = Body()
    with opened(path, part) as book:
        try:
            raw = list(_rows(book, path, part, columns, body))
        except _TooMany:
            where = Location(f"{path.name}!{name}", MAX_ROWS + 1)
            raise Refused([problem(TOO_MANY, where, rows=MAX_ROWS, columns=MAX_COLUMNS)]) from None
        wanted = {int(cell.text) for _, row in raw for cell in row.values() if cell.kind == "s"}
        texts = _texts(book, path, wanted)
        body.rows = [Row(n, cells) for n, row in raw if (cells := _values(row, texts, styles))]
    return body


def _rows(
    book: zipfile.ZipFile,
    path: Path,
    part: str,
    columns: frozenset[int] | None,
    body: Body,
    most: int = MAX_ROWS + 1,
) -> Iterator[tuple[int, dict[int, _Raw]]]:
    """Rows that hold something, of the wanted columns; merged cells and other columns go to `body`."""
    number, count = 0, 0
    rows: ET.Element | None = None
    for event, name, element in elements(book, path, part):
        if event == "start":
            if name == "sheetData":
                rows = element
            continue
        if name == "row" and rows is not None:
            number = int(element.get("r") or number + 1)
            found = _cells(element, number, columns, body)
            rows.clear()
            if found:
                count += 1
                yield number, found
            if count >= most:
                if columns is None:
                    return
                raise _TooMany
        elif name == "mergeCell":
            body.merged.append(_area(element.get("ref", "")))


def _cells(row: ET.Element, number: int, columns: frozenset[int] | None, body: Body) -> dict[int, _Raw]:
    found: dict[int, _Raw] = {}
    column = -1
    for cell in row:
        reference = cell.get("r")
        column = _place(reference)[1] if reference else column + 1
        if columns is not None and column not in columns:
            if len(cell):
                body.outside.setdefault(column, number)
            continue
        if column >= MAX_COLUMNS:
            continue
        if len(cell) and (raw := _raw(cell)):
            found[column] = raw
    return found


def _raw(cell: ET.Element) -> _Raw | None:
    kind, text = cell.get("t", "n"), None
    for part in cell:
        tag = part.tag.rpartition("}")[2]
        if tag == "f":
            return _Raw("formula", part.text or "", None)
        if tag == "v":
            text = part.text
        elif tag == "is":
            text = _text_in(part)
    return _Raw(kind, text, cell.get("s")) if text else None


def _values(row: dict[int, _Raw], texts: dict[int, str], styles: Styles) -> dict[int, Cell]:
    values = ((column, _value(raw, texts, styles)) for column, raw in row.items())
    return {column: value for column, value in values if value not in (None, "")}


def _value(raw: _Raw, texts: dict[int, str], styles: Styles) -> Cell:
    kind, text, style = raw
    if kind == "s":
        return texts[int(text)]
    if kind in ("inlineStr", "str", "d"):
        return _unescaped(text)
    if kind == "formula":
        return Odd("formula", text)
    if kind == "e":
        return Odd("error", text)
    if kind == "b":
        return text == "1"
    value = float(text)
    if shape := styles.shape(style):
        return moment(value, shape, styles.from_1904)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _texts(book: zipfile.ZipFile, path: Path, wanted: set[int]) -> dict[int, str]:
    """The shared strings with these numbers; the others are passed over."""
    texts: dict[int, str] = {}
    if not wanted:
        return texts
    at = 0
    root: ET.Element | None = None
    for event, name, element in elements(book, path, "xl/sharedStrings.xml"):
        if root is None:
            root = element
        if event == "end" and name == "si":
            if at in wanted:
                texts[at] = _text_in(element)
            at += 1
            root.clear()
    return texts


def _text_in(element: ET.Element) -> str:
    """The text of a string, its runs joined, without the readings of ideographs (rPh)."""
    pieces = []
    for part in element:
        tag = part.tag.rpartition("}")[2]
        if tag == "t":
            pieces.append(part.text or "")
        elif tag == "r":
            pieces.append(_text_in(part))
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _place(reference: str) -> tuple[int, int]:
    """`C5` → (5, 2)."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    return Area(top, left, bottom, right)
