"""Writes a workbook that can be filled in: drop-downs, notes, a header that stays, ids that are locked.

The same records give the same bytes, whatever the day and the machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import xlsxwriter

from generator.core.text import Lang, Text
from generator.records.catalog import REMOVED
from generator.schema.model import Field
from generator.spreadsheets.cells import NO, YES, Cell, Names, plain
from generator.spreadsheets.sheets import Column, Sheet

GUIDE, OPTIONS = Text("说明", "Guide"), Text("选项", "Options")
SPARE_ROWS = 500
"""This many empty rows below the records have drop-downs too."""

_CREATED = datetime(2000, 1, 1)
_REQUIRED = Text("必填", "required")
_ONE_OF = Text("可选：", "one of: ")
_SEVERAL = Text("可填几项，用“；”隔开：", "several, separated by semicolons: ")
_LINES = Text("可填几项，每项一行（Alt+Enter 换行）", "several, one a line (Alt+Enter)")
_CHOOSE = Text("请从下拉列表里选", "please choose from the list")
_WORDS = (
    Text("怎样填这个工作簿", "How to fill in this workbook"),
    Text("一张表一类记录，一行一条；带“·”的表是记录里的列表（例如开放时间），一行一项，编号要与主表一致。",
         "One sheet a kind of record, one row a record. Sheets with a dot in their name are lists inside records (such as opening hours)."),
    Text("点一下列名看说明。深色列名必填；有下拉箭头的从列表里选。",
         "Point at a column's name to read what it is for. Dark ones are required; choose from the list where there is an arrow."),
    Text("新增：在最后一行下面接着填，编号写没有用过的。不认识的编号当作新记录。",
         "To add: go on below the last row, with an id that was never used."),
    Text("灰色的编号不能改。不想动的行可以整行删去：删去的行不会撤下记录。",
         "Grey ids are fixed. Rows that you do not change may be deleted; that removes no record."),
    Text("清空一格就是去掉这一项。不知道的不要填“无”或 0。",
         "An emptied cell takes the value out. Leave empty what you do not know."),
    Text("不写任何人的姓名、手机号码、身份证件号码。导入前会检查。",
         "Never write a person's name, mobile number or identity number; it is checked before import."),
    Text("工作表加了保护，没有密码：要调整时“审阅→撤消工作表保护”。",
         "Sheets are protected without a password (Review, Unprotect Sheet)."),
)  # fmt: skip


def workbook(sheets: Iterable[tuple[Sheet, list[list[Cell]]]], names: Names, lang: Lang) -> bytes:
    """The bytes of an .xlsx file with a guide, each sheet with its rows, and the lists to choose from."""
    out = io.BytesIO()
    options = {"constant_memory": True, "in_memory": False, "strings_to_urls": False,
               "strings_to_formulas": False, "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _CREATED})
        _Writer(book, names, lang).write(list(sheets))
    return out.getvalue()


def sheet_title(sheet: Sheet, lang: Lang) -> str:
    """What spreadsheets allow as a name: 31 characters, none of []:*?/\\ (which titles do not use)."""
    title = sheet.title.in_(lang).replace(": ", "·")
    return title if len(title) <= 31 else sheet.name[:31]


class _Writer:
    def __init__(self, book: Any, names: Names, lang: Lang) -> None:
        self.book, self.names, self.lang = book, names, lang
        self.lists: dict[tuple[str, ...], str] = {}
        self.columns: list[list[str]] = []
        plain_text = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "bg_color": "#E7EEF7", "border": 1, **plain_text})
        self.needed = book.add_format(
            {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1, **plain_text}
        )
        self.fixed = book.add_format({"bg_color": "#EEEEEE", "num_format": "@", "valign": "top"})
        formats = {"": "@", "date": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm", "number": "General"}
        self.free = {
            kind: book.add_format({"num_format": shape, "locked": False, **plain_text})
            for kind, shape in formats.items()
        }

    def write(self, sheets: list[tuple[Sheet, list[list[Cell]]]]) -> None:
        self.guide([sheet for sheet, _ in sheets])
        for sheet, rows in sheets:
            self.sheet(sheet, rows)
        page = self.book.add_worksheet(OPTIONS.in_(self.lang))
        for row in range(max(map(len, self.columns), default=0)):
            for column, values in enumerate(self.columns):
                if row < len(values):
                    page.write_string(row, column, values[row])
        page.hide()

    def guide(self, sheets: list[Sheet]) -> None:
        page = self.book.add_worksheet(GUIDE.in_(self.lang))
        page.set_column(0, 0, 24)
        page.set_column(1, 1, 90)
        bold, wrapped = self.book.add_format({"bold": True}), self.book.add_format({"text_wrap": True})
        title, *lines = (words.in_(self.lang) for words in _WORDS)
        page.write_string(0, 0, title, bold)
        for row, line in enumerate(lines, 1):
            page.write_string(row, 1, line, wrapped)
        for row, sheet in enumerate(sheets, len(lines) + 2):
            page.write_string(row, 0, sheet_title(sheet, self.lang), bold)
            page.write_string(row, 1, sheet.about.in_(self.lang), wrapped)

    def sheet(self, sheet: Sheet, rows: list[list[Cell]]) -> None:
        page = self.book.add_worksheet(sheet_title(sheet, self.lang))
        last = len(rows) + SPARE_ROWS
        for at, column in enumerate(sheet.all_columns):
            page.set_column(at, at, _width(column), self.format(column))
            self.choices(page, at, column, last)
        page.freeze_panes(1, 2 if not sheet.lists else 1)
        page.protect("", {"sort": True, "autofilter": True, "insert_rows": True, "delete_rows": True,
                          "format_cells": True, "format_columns": True, "format_rows": True})  # fmt: skip
        for at, column in enumerate(sheet.all_columns):
            page.write_string(
                0, at, column.title.in_(self.lang), self.needed if column.required else self.head
            )
            page.write_comment(0, at, self.note(column), {"x_scale": 2, "y_scale": 1.6, "author": ""})
        for number, row in enumerate(rows, 1):
            for at, (column, cell) in enumerate(zip(sheet.all_columns, row, strict=True)):
                fixed = at == 0 and not sheet.lists
                _write(page, number, at, cell, self.fixed if fixed else self.format(column))
        if rows:
            page.autofilter(0, 0, len(rows), len(sheet.all_columns) - 1)

    def format(self, column: Column) -> Any:
        kind = column.field.kind
        return self.free["number" if kind in ("integer", "number") else kind if kind in self.free else ""]

    def choices(self, page: Any, at: int, column: Column, last: int) -> None:
        """A drop-down where there is a list to choose from; and what the column is for, when one comes to it."""
        f = column.field
        rule: dict[str, Any] = {"validate": "any"}
        if source := self.source(f) if column.path != ("id",) else None:
            strict = f.kind != "ref"
            rule = {"validate": "list", "source": source, "error_type": "stop" if strict else "warning",
                    "error_message": _CHOOSE.in_(self.lang)}  # fmt: skip
        title, about = column.title.in_(self.lang)[:32], self.note(column)[:255]
        page.data_validation(1, at, last, at, {**rule, "input_title": title, "input_message": about})

    def source(self, f: Field) -> str | None:
        """Where the values to choose from stand: once for all columns that offer the same."""
        if f.kind == "boolean":
            values = [YES.in_(self.lang), NO.in_(self.lang)]
        elif f.kind == "code":
            values = [label.in_(self.lang) for code, label in f.codes.items() if code != REMOVED]
        elif f.kind == "ref":
            hits = (id for (of, _), ids in self.names.ids.items() if of in f.ref for id in ids)
            values = [f"{id} {self.names.titles[id]}" for id in sorted(hits)]
        else:
            return None
        if not values:
            return None
        key = tuple(values)
        if key not in self.lists:
            letter = xlsxwriter.utility.xl_col_to_name(len(self.columns), col_abs=True)
            self.columns.append(values)
            self.lists[key] = f"='{OPTIONS.in_(self.lang)}'!{letter}$1:{letter}${len(values)}"
        return self.lists[key]

    def note(self, column: Column) -> str:
        f = column.field
        words = [f"[{_REQUIRED.in_(self.lang)}]" if column.required else "", f.help.in_(self.lang)]
        if f.kind == "list" and f.item and f.item.codes:
            labels = "；".join(label.in_(self.lang) for label in f.item.codes.values())
            words.append(_SEVERAL.in_(self.lang) + labels)
        elif f.kind == "list":
            words.append(_LINES.in_(self.lang))
        elif f.codes:
            words.append(
                _ONE_OF.in_(self.lang) + "；".join(label.in_(self.lang) for label in f.codes.values())
            )
        return "\n".join(filter(None, words))


def _write(page: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, date) and cell.year >= 1900:  # the calendar of spreadsheets begins there
        page.write_datetime(row, column, cell, style)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        page.write_number(row, column, cell, style)
    elif cell is None:
        page.write_blank(row, column, None, style)
    else:
        page.write_string(row, column, plain(cell), style)


def _width(column: Column) -> float:
    wide = {
        "markdown": 50,
        "lines": 50,
        "ref": 26,
        "uri": 26,
        "list": 26,
        "date": 12,
        "instant": 17,
        "code": 12,
    }
    return wide.get(column.field.kind, 10 if column.field.kind in ("integer", "number", "boolean") else 20)
