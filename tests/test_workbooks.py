"""The XLSX files as openpyxl reads them: every value typed and equal, nothing a spreadsheet could run."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from generator.core.text import Text, same
from generator.datasets.formats import xlsx
from generator.datasets.publication import Dataset, Licence, Publication
from generator.schema.model import Kind
from generator.tables.derived import column, kind_of, table

Book = openpyxl.Workbook
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@pytest.fixture(scope="module")
def books(data: Path) -> dict[str, Book]:
    return {path.stem: openpyxl.load_workbook(path) for path in sorted(data.glob("*.xlsx"))}


def test_cells_agree_with_parquet(books: dict[str, Book], typed: dict[str, pa.Table]) -> None:
    assert books.keys() == typed.keys()
    for name, rows in typed.items():
        sheet = books[name]["数据"]
        found = [[read(c) for c in line] for line in sheet.iter_rows(min_row=2)]
        expected = [[as_cell(v) for v in row.values()] for row in rows.to_pylist()]
        assert found == (expected or found[:0]), name


def test_the_header_is_frozen_and_every_column_has_a_note(
    books: dict[str, Book], typed: dict[str, pa.Table]
) -> None:
    for name, book in books.items():
        sheet = book["数据"]
        assert sheet.freeze_panes == "B2", name
        assert sheet.auto_filter.ref, name
        for cell, field in zip(sheet[1], typed[name].schema, strict=True):
            assert cell.value == field.metadata[b"title"].decode(), name
            assert cell.comment.text.startswith(f"{field.name}\n{field.metadata[b'description'].decode()}"), (
                name
            )


def test_codes_and_columns_are_explained_on_sheets_of_their_own(
    books: dict[str, Book], typed: dict[str, pa.Table]
) -> None:
    for name, book in books.items():
        _, *rows = book["字段说明"].iter_rows(values_only=True)
        assert [r[0] for r in rows] == typed[name].column_names
        codes = {f.name: json.loads(f.metadata.get(b"codes", b"{}")) for f in typed[name].schema}
        listed = {(f, code, words["zh"]) for f, of in codes.items() for code, words in of.items()}
        found = (
            set()
            if "代码" not in book
            else {r[:3] for r in list(book["代码"].iter_rows(values_only=True))[1:]}
        )
        assert found == listed, name
        assert "CC-BY-4.0" in dict(book["关于"].iter_rows(values_only=True))["署名"]


def test_no_cell_is_a_formula_and_no_time_of_the_build_is_in_it(data: Path) -> None:
    for path in data.glob("*.xlsx"):
        with zipfile.ZipFile(path) as archive:
            assert {info.date_time[0] for info in archive.infolist()} == {1980}, path.name
            core = archive.read("docProps/core.xml").decode()
            assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"1980-01-01T"}
            for info in archive.infolist():
                assert b"<f>" not in archive.read(info), path.name


def test_values_that_spreadsheets_spoil_survive() -> None:
    rows: dict[Kind, list[Any]] = {
        "text": ["=1+1", "<r>bold</r>", "_x0041_", " blank ", "a\r\nb", "0123", "🏠", "&amp;", "1e5", None],
        "integer": [0, -1, 2**53, 2**53 + 1, -(2**62), 1, 1, 1, 1, None],
        "number": [0.1 + 0.2, 1 / 3, 1e300, 5e-324, -0.0, 104.25, 1.0, 2.5, 1e16, None],
        "money": [Decimal("0.10"), Decimal("9999999999999.99"), Decimal("1234567890123456.78"), *[Decimal("1.00")] * 6, None],
        "date": [date(1899, 12, 31), date(1900, 2, 28), date(1900, 3, 1), date(2024, 2, 29), *[date(9999, 12, 31)] * 5, None],
        "instant": [datetime.fromisoformat(f"2024-05-01T{t}+08:00") for t in
                    ("03:12:00", "04:00:00", "23:59:59", "00:00:00", "00:00:01", "12:34:56", "01:01:01", "05:05:05", "06:07:08")] + [None],
        "boolean": [True, False] * 4 + [True, None],
    }  # fmt: skip
    columns = [column("id", "编号", "Id", "编号", "Id", key=True)]
    columns += [column(kind, kind, kind, kind, kind, kind) for kind in rows]
    made = table(kind_of("x", "x", same("x"), same("x")), columns,
                 [{"id": str(i), **{k: v[i] for k, v in rows.items()}} for i in range(10)])  # fmt: skip
    licence = Licence("CC-BY-4.0", "", same(""), True)
    publication = Publication(
        "x", "x", Text("x", "x"), same(""), "", date(2024, 1, 1), "", licence, same(""), "", same(""), ""
    )
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(Dataset(made, publication))))
    cells = {head.value: list(c) for head, *c in book["数据"].iter_cols()}
    assert [read(c) for c in cells["text"]] == rows["text"]
    assert [as_integer(c.value) for c in cells["integer"]] == rows["integer"]
    assert [c.value for c in cells["number"]] == rows["number"]
    assert [c.value if c.value is None else Decimal(str(c.value)) for c in cells["money"]] == rows["money"]
    dates = [c.value.date().isoformat() if isinstance(c.value, datetime) else c.value for c in cells["date"]]
    assert dates == [v and v.isoformat() for v in rows["date"]]
    assert [read(c) for c in cells["instant"]] == [as_cell(v) for v in rows["instant"]]
    assert [c.value for c in cells["boolean"]] == rows["boolean"]


def as_integer(value: Any) -> int | None:
    return None if value is None else int(value)


def read(cell: Any) -> Any:
    """A cell as a typed value; escapes of ECMA-376 (22.9.2.19) undone, which openpyxl leaves to its reader."""
    assert cell.data_type != "f"
    if isinstance(cell.value, str):
        return ESCAPE.sub(lambda m: chr(int(m[1], 16)), cell.value)
    return cell.value


def as_cell(value: Any) -> Any:
    """What a value is in a spreadsheet: moments without zone (Beijing time), money as a number."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, Decimal):
        return float(value)
    return ";".join(value) or "" if isinstance(value, list) else value
