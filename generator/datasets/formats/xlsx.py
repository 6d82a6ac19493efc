"""XLSX (ECMA-376) for people: typed cells, a frozen header with notes, what columns and codes mean.

XlsxWriter makes the workbook; the rows of data are put in by `_Data`, several times as fast and
without its two liberties: it rounds numbers to 16 digits and takes text in `<r>` for markup.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.datasets.formats.values import AT_A_TIME, flat_column
from generator.datasets.publication import Dataset
from generator.datasets.terms import caveats
from generator.tables.tabulate import SEPARATOR, Column

DATA, FIELDS, CODES, ABOUT = "数据", "字段说明", "代码", "关于"

_WIDTHS = {"date": 12, "instant": 19, "boolean": 8, "integer": 10, "number": 12, "money": 14, "code": 14}
_LONG = {"lines": 40, "markdown": 40, "uri": 30}
_FORMATS = {"date": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm:ss", "money": "0.00", "integer": "0",
            "number": "General", "boolean": "General"}  # fmt: skip
_NOTE_LENGTH = 900

IN_MEMORY = 10_000
"""The sheets of a table with fewer rows are put together in memory; those of others in temporary files."""


def write(dataset: Dataset) -> bytes:
    """The bytes of the workbook; the same for the same rows, since every time in it is fixed."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": dataset.table.rows.num_rows < IN_MEMORY}) as book:
        book.set_properties({
            "title": dataset.table.title.zh,
            "author": dataset.publication.publisher.zh or dataset.publication.title.zh,
            "comments": dataset.attribution.zh,
            "created": datetime(1980, 1, 1),
        })  # fmt: skip
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"})
        _data_sheet(book, dataset, head)
        _sheet(book, FIELDS, head, _FIELD_TITLES, _fields(dataset), [22, 20, 60, 12, 10, 8, 24])
        if codes := list(_codes(dataset)):
            _sheet(book, CODES, head, _CODE_TITLES, codes, [22, 24, 30, 30])
        _sheet(book, ABOUT, head, ("项目", "内容"), _about(dataset), [16, 90])
    return content.getvalue()


class _Data(Worksheet):  # type: ignore[misc]
    """A sheet whose header is written as any other, and whose rows come from an Arrow table."""

    dataset: Dataset
    formats: list[Any]

    def _write_rows(self) -> None:
        super()._write_rows()
        styles = [f._get_xf_index() for f in self.formats]
        start = 2
        for batch in self.dataset.table.rows.to_batches(max_chunksize=AT_A_TIME):
            columns = [
                cells_of(values, number, style, start)
                for number, (values, style) in enumerate(zip(batch.columns, styles, strict=True))
            ]
            for i, row in enumerate(zip(*columns, strict=True), start):
                self.fh.write(f'<row r="{i}">{"".join(row)}</row>')
            start += batch.num_rows


def _data_sheet(book: Workbook, dataset: Dataset, head: Any) -> None:
    columns, rows = dataset.table.columns, dataset.table.rows.num_rows
    sheet = book.add_worksheet(DATA, worksheet_class=_Data)
    formats = {kind: book.add_format({"num_format": f}) for kind, f in _FORMATS.items()}
    text = book.add_format({"num_format": "@"})
    sheet.dataset, sheet.formats = dataset, [formats.get(c.field.kind, text) for c in columns]
    for i, column in enumerate(columns):
        kind = column.field.kind
        width = _WIDTHS.get(kind, _LONG.get(kind, 22))
        sheet.set_column(i, i, max(width, len(column.title.zh) * 2 + 2), sheet.formats[i])
        sheet.write_string(0, i, column.title.zh, head)
        sheet.write_comment(0, i, _note(column), {"x_scale": 2.2, "y_scale": 1.6})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    sheet.dim_rowmax = rows


def _note(column: Column) -> str:
    """What stands behind the red corner of a header cell."""
    unit = f"\n单位：{column.field.unit.zh}" if column.field.unit else ""
    codes = "".join(f"\n{code} {words.zh}" for code, words in column.codes.items())
    note = f"{column.name}\n{column.field.description.zh}{unit}{codes}"
    return note if len(note) <= _NOTE_LENGTH else f"{note[:_NOTE_LENGTH]}…（见“{CODES}”表）"


_FIELD_TITLES = ("字段名", "名称", "说明", "类型", "单位", "必填", "对应的表", "例子", "Title", "Description")
_CODE_TITLES = ("字段名", "代码", "中文", "English")


def _fields(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    for c in dataset.table.columns:
        f = c.field
        unit, required = f.unit.zh if f.unit else "", "是" if c.required else ""
        yield (c.name, c.title.zh, f.description.zh, c.type_name.zh, unit, required, c.refers_to or "", c.example,
               c.title.en, f.description.en)  # fmt: skip


def _codes(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    for column in dataset.table.columns:
        for code, words in column.codes.items():
            yield (column.name, code, words.zh, words.en)


def _about(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    table, licence = dataset.table, dataset.publication.licence
    yield "名称", f"{table.title.zh} / {table.title.en}"
    yield "内容", f"{table.description.zh} / {table.description.en}"
    yield "标识", dataset.identifier
    yield "更新日期", str(dataset.modified or "")
    yield "许可", f"{licence.title.zh} {licence.url}"
    for caveat in caveats(dataset):
        yield "注意 / Note", f"{caveat.zh} / {caveat.en}"
    yield "署名", dataset.attribution.zh
    yield "Attribution", dataset.attribution.en
    yield "网页", dataset.page


def _sheet(
    book: Workbook, name: str, head: Any, titles: tuple[str, ...], rows: Any, widths: list[int]
) -> None:
    """A sheet of plain text; nothing in it is taken for a formula, a link or markup."""
    sheet = book.add_worksheet(name)
    wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, len(titles) - 1, 24, wrap)
    for i, width in enumerate(widths):
        sheet.set_column(i, i, width, wrap)
    sheet.freeze_panes(1, 0)
    for r, row in enumerate([titles, *rows]):
        for c, value in enumerate(row):
            sheet.write_string(r, c, value, wrap if r else head)


EPOCH = -25_569
"""Days from 1970-01-01 back to 1899-12-30, where spreadsheets begin to count."""

_FIRST = EPOCH + 61  # before 1900-03-01 they count a day that never was
_EXACT = 2**53
_DIGITS = 15
_DAY = 86_400


def cells_of(values: pa.Array, column: int, style: int, first_row: int) -> list[str]:
    """A cell for every value, "" where there is none. Numbers that a spreadsheet would round, and
    dates it cannot count, are text."""
    name = xl_col_to_name(column)
    plain = f'" s="{style}"><v>'
    text = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    truth = f'" s="{style}" t="b"><v>'
    if pa.types.is_boolean(values.type):
        made = [None if v is None else f"{truth}{v:d}</v></c>" for v in values.to_pylist()]
    elif (numbers := _numbers(values)) is not None:
        shown = zip(numbers, flat_column(values).to_pylist(), strict=True)
        made = [
            None if s is None else f"{text}{s}</t></is></c>" if n is None else f"{plain}{n}</v></c>"
            for n, s in shown
        ]
    else:
        made = [None if v is None else f"{text}{v}</t></is></c>" for v in _texts(values)]
    return ["" if m is None else f'<c r="{name}{row}{m}' for row, m in enumerate(made, first_row)]


def _numbers(values: pa.Array) -> list[Any] | None:
    """What to write as a number, None for what is better written as text; None if it is no number at all."""
    kind = values.type
    if pa.types.is_floating(kind):
        return [None if v is None else repr(v) for v in values.to_pylist()]
    if pa.types.is_integer(kind):
        return [v if v is not None and abs(v) <= _EXACT else None for v in values.to_pylist()]
    if pa.types.is_decimal(kind):
        return [None if v is None or _digits(v) > _DIGITS else str(v) for v in values.to_pylist()]
    if pa.types.is_date(kind):
        days = values.cast(pa.int32()).to_pylist()
        return [None if d is None or d < _FIRST else d - EPOCH for d in days]
    if pa.types.is_timestamp(kind):
        seconds = pc.local_timestamp(values).cast(pa.int64()).to_pylist()
        return [None if s is None or s < _FIRST * _DAY else _serial(s) for s in seconds]
    return None


def _serial(seconds: int) -> str:
    """Days and a fraction; nine decimals are a tenth of a millisecond, and fewer digits than a telephone number."""
    return f"{seconds / _DAY - EPOCH:.9f}".rstrip("0").rstrip(".")


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def _texts(values: pa.Array) -> list[str | None]:
    """Escaped for XML, and what looks like an escape of spreadsheets (`_x0041_`) kept as it is."""
    if pa.types.is_list(values.type):
        values = pc.binary_join(values, SEPARATOR)
    for plain, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        values = pc.replace_substring(values, plain, escaped)
    values = pc.replace_substring_regex(values, "_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1")
    return values.to_pylist()  # type: ignore[no-any-return]
