"""More than 120 broken inputs, each with one fault: every one is told at its place, with a remedy.

None ends in a traceback, and none leaves a file half written.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from conftest import BASE, copy_project, tree, warm_up
from openpyxl.styles import Font
from sheets import MODEL, book, found_in, table

from generator.__main__ import main
from generator.core.problems import Problem
from generator.editing.text import fixed

HOMES = MODEL.by_type["home"]
RECORD = """id: home-abc-001
schema_version: "1.0"
name: 东风青年之家
status: open
opening:
  - days: [MO, TU]
    opens: "09:00"
    closes: "21:00"
services: [culture_learning]
"""

# What stands in the file, the line and column told. `^` marks the place and is taken out.
YAML = {
    "tab": RECORD.replace("  - days", "^\t- days"),
    "no colon": RECORD + "fee free^\n",
    "full-width colon": RECORD + "fee：free^\n",
    "colon in a value": RECORD.replace("东风青年之家", "东风: 青年^: 之家"),
    "open quote": RECORD.replace('"21:00"', '^"21:00'),
    "open single quote": RECORD + "fee: ^'free\n",
    "open bracket": RECORD.replace("[culture_learning]", "[culture_learning") + "^",
    "open brace": RECORD + "location: {lon: 104\n^",
    "stray bracket": RECORD + "fee: free\n^]\n",
    "comma missing": RECORD.replace("[MO, TU]", '["MO" ^"TU"]'),
    "key twice": RECORD + "^name: 又一个\n",
    "key twice in a row": RECORD.replace('    closes: "21:00"', '    closes: "21:00"\n    ^opens: "10:00"'),
    "anchor": RECORD + "fee: ^&a free\n",
    "alias": RECORD + "fee: ^*a\n",
    "merge key": RECORD + "^<<: free\n",
    "tag": RECORD + "fee: ^!!python/object:os.system free\n",
    "own tag": RECORD + "fee: ^!x free\n",
    "two documents": RECORD + "^---\nid: b\n",
    "not a number": RECORD + "capacity: ^.nan\n",
    "infinity": RECORD + "capacity: ^-.inf\n",
    "bad indentation": RECORD.replace('    closes: "21:00"', '   ^closes: "21:00"'),
    "item not aligned": RECORD.replace("services:", " ^- days: [SA]\nservices:"),
    "at sign": RECORD + "fee: ^@free\n",
    "per cent": RECORD + "fee: ^%free\n",
    "backtick": RECORD + "fee: ^`free`\n",
    "bad escape": RECORD + 'fee: "a\\^qb"\n',
    "escaped nul": RECORD + 'fee: ^"a\\0b"\n',
    "zero-width space": RECORD + "fee: fr^\u200bee\n",
    "direction override": RECORD + "fee: ^\u202efree\n",
    "control character": RECORD + "fee: ^\x07free\n",
    "list as key": RECORD + "? ^[a]\n: b\n",
    "deep": RECORD + "fee: " + "[" * 11 + "^" + "[[[[]]]]" + "]" * 11 + "\n",
    "not composed": RECORD + "fee: cafe^e\u0301\n",
    "empty": "^",
    "only a comment": "^# 还没写\n",
}
BYTES = {
    "gbk": (RECORD.encode("gb18030"), 3, 7),
    "utf-16": (RECORD.encode("utf-16"), 1, 1),
    "not utf-8": (RECORD.encode() + b"fee: \xff\xfe\n", 10, 6),
    "too large": (RECORD.encode() + b"# " + b"x" * 300_000, 1, 1),
    "long text": (RECORD.encode() + b"fee: " + b"x" * 70_000 + b"\n", 10, 6),
}


def is_told(problem: Problem) -> None:
    """What is wrong and what to do, in both languages."""
    for text in (problem.message, problem.hint):
        assert text.zh.strip()
        assert text.en.strip()
        assert text.zh != text.en


@pytest.mark.parametrize("name", YAML)
def test_yaml_that_cannot_be_read(name: str) -> None:
    before, mark, _ = YAML[name].partition("^")
    data = YAML[name].replace("^", "").encode()
    after, problems = fixed(data, "home-abc-001.yaml", HOMES.fields)
    assert after == data, "it is left alone"
    is_told(problems[0])
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert mark
    assert abs(problems[0].where.line - line) <= 1, problems[0]
    if problems[0].where.line == line and name not in ("deep",):
        assert abs(problems[0].where.column - column) <= 8, (problems[0], column)


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_record(name: str) -> None:
    data, line, column = BYTES[name]
    after, problems = fixed(data, "home-abc-001.yaml", HOMES.fields)
    assert after == data
    is_told(problems[0])
    assert (problems[0].where.line, problems[0].where.column) == (line, column)


# Column, cell, code of the rule: each a row of its own in one workbook, all told at once.
CELLS: list[tuple[str, Any, str]] = [
    ("名称", "家", "V-002"),
    ("名称", "很长" * 60, "V-002"),
    ("名称", "东风<b>之家</b>", "V-911"),
    ("名称", "-东风之家", "V-910"),
    ("名称", "@东风之家", "V-910"),
    ("名称", "两行\n名称", "V-007"),
    ("状态", "开着", "V-008"),
    ("收费", "gratis", "V-008"),
    ("收费", 3, "V-008"),
    ("三级体系类别", "大店", "V-008"),
    ("一句话简介", "字" * 250, "V-002"),
    ("坐标·经度", "东经一百零四度", "V-002"),
    ("坐标·经度", 30.2345, "V-002"),
    ("坐标·纬度", "30.2.3", "V-002"),
    ("坐标·纬度", 230, "V-002"),
    ("坐标·坐标系", "北京54", "V-008"),
    ("坐标·仅为大致位置", "也许", "V-002"),
    ("面积", "很大", "V-002"),
    ("面积", -5, "V-002"),
    ("可容纳人数", "几十人", "V-002"),
    ("可容纳人数", "20-30", "V-002"),
    ("可容纳人数", 3.5, "V-002"),
    ("可容纳人数", -1, "V-002"),
    ("开放日期", "五一那天", "V-002"),
    ("开放日期", "2024年2月30日", "V-002"),
    ("开放日期", "4/1/2024", "V-002"),
    ("开放日期", 45383, "V-002"),
    ("命名日期", "去年", "V-002"),
    ("所属镇街", "area-990101999", "V-003"),
    ("所属镇街", "火星镇", "V-003"),
    ("所属镇街", "org-abc-02", "V-003"),
    ("运营单位", "没有这个单位", "V-003"),
    ("维护单位", "org-abc-99", "V-003"),
    ("预约·预约网址", "见公众号", "V-012"),
    ("预约·预约网址", "javascript:alert(1)", "V-012"),
    ("服务类别", "文化学习；睡觉", "V-008"),
    ("服务类别", "文化学习；文化学习", "V-002"),
    ("星级", "五星级", "V-002"),
    ("更新日期", "2999-01-01", "V-011"),
    ("失效日期", "2020-01-01", "V-005"),
    ("数据性质", "真的", "V-008"),
    ("交通", "联系 1390000" + "1234", "V-902"),
    ("交通", "身份证 11010519491231002X", "V-901"),
    ("详细介绍", "![图](https://example.org/a.png)", "V-911"),
]


def test_cells_that_say_what_may_not_be_said(small: Path, tmp_path: Path) -> None:
    columns = ["编号", "名称", "状态", "三级体系类别", "示范性等级", "所属镇街", "运营单位", "主管团组织", "建设方式", "依托场所", "地址",
               "坐标·经度", "坐标·纬度", "坐标·坐标系", "收费", "服务类别", "开放日期", "维护单位", "数据性质", "更新日期", "生效日期"]  # fmt: skip
    plain = ["", "家", "开放", "旗舰店", "未命名", "东风街道", "org-abc-02", "org-abc-02", "开放", "社区服务阵地", "示例区东风街道1号",
             100.2101, 30.2345, "GCJ-02", "免费", "文化学习", "2024-04-01", "org-abc-01", "演示数据", "2024-05-20", "2024-04-01"]  # fmt: skip
    others = [name for name, _, _ in CELLS if name not in columns]
    header = [*columns, *dict.fromkeys(others)]
    rows, hours = [], [["编号", "星期", "开门", "关门"]]
    for i, (name, cell, _) in enumerate(CELLS, 1):
        row = [*plain, *[None] * (len(header) - len(plain))]
        row[0], row[1] = f"home-abc-1{i:02}", f"第{i}处青年之家"
        row[11] += i / 1000  # apart from each other
        row[header.index(name)] = cell
        rows.append(row)
        hours.append([row[0], "周一", "09:00", "21:00"])
    path = book(tmp_path / "homes.xlsx", {"青年之家": [header, *rows], "青年之家·开放时间": hours})
    found = [p for p in found_in(small, path) if p.severity == "error"]
    for i, (name, cell, code) in enumerate(CELLS, 2):
        place = ("homes.xlsx!青年之家", i, header.index(name) + 1)
        hits = [p for p in found if (p.where.file, p.where.line, p.where.column) == place]
        assert [p.code for p in hits] == [code], (name, cell, hits, [p for p in found if p.where.line == i])
        is_told(hits[0])
        assert hits[0].message.zh.startswith(("A", "B", "C", "D", "E", "F", *"GHIJKLMNOPQRSTUVWXYZ"))
    assert {p.where.file for p in found} == {"homes.xlsx!青年之家"}, "nothing else is found fault with"


ROW = ["home-abc-001", "东风青年之家", "免费"]
BASIC = [["编号", "名称", "收费"], ROW]


def _merge(sheet: Any) -> None:
    sheet.merge_cells("B2:B3")


def _formula(sheet: Any) -> None:
    sheet["B2"] = '=CONCATENATE("东","风")'


def _error(sheet: Any) -> None:
    sheet["C2"] = "#REF!"


def _rich(sheet: Any) -> None:
    sheet["B2"].font = Font(bold=True)
    sheet["D2"] = "没有列名"


# Rows of the sheet of homes, what is done to it, row and column told, code.
SHEETS: dict[str, tuple[list[list[Any]], Callable[[Any], None] | None, int, int, str]] = {
    "unknown column": ([["编号", "名称", "负责人"], ROW], None, 1, 3, "S-203"),
    "misspelt column": ([["编号", "名 字", "收费用"], ["home-abc-001", None, "免费"]], None, 1, 2, "S-203"),
    "column twice": ([["编号", "名称", "名称"], ROW], None, 1, 3, "S-203"),
    "two names of one column": ([["编号", "名称", "Name"], ROW], None, 1, 3, "S-203"),
    "no id column": ([["名称", "收费"], ROW[1:]], None, 1, 1, "S-202"),
    "no header": ([ROW], None, 1, 1, "S-202"),
    "merged cells": ([*BASIC, ["home-abc-002", None, "免费"]], _merge, 2, 2, "S-103"),
    "formula": (BASIC, _formula, 2, 2, "S-104"),
    "error value": (BASIC, _error, 2, 3, "S-104"),
    "no name for a column": (BASIC, _rich, 2, 4, "S-203"),
    "id missing": ([*BASIC, [None, "新家", "免费"]], None, 3, 1, "S-301"),
    "id of blanks": ([*BASIC, [" \u3000", "新家", "免费"]], None, 3, 1, "S-301"),
    "id in capitals": ([*BASIC, ["HOME-abc-010", "新家", "免费"]], None, 3, 1, "S-301"),
    "id that leaves the folder": ([*BASIC, ["../../home-abc-010", "新家", "免费"]], None, 3, 1, "S-301"),
    "id twice": ([*BASIC, ROW], None, 3, 1, "S-302"),
    "id twice, full-width": ([*BASIC, ["ｈｏｍｅ-abc-001", "名称", "免费"]], None, 3, 1, "S-302"),
    "id of another type": ([*BASIC, ["org-abc-01", "单位", "免费"]], None, 3, 1, "S-303"),
    "invisible character": ([BASIC[0], ["home-abc-001", "东\u202e风", "免费"]], None, 2, 2, "S-105"),
    "zero-width": ([BASIC[0], ["home-abc-001", "东\u200b风之家", "免费"]], None, 2, 2, "S-105"),
}


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory, _warm: Path) -> Path:
    """A small project that these tests leave as it is."""
    return warm_up(copy_project(tmp_path_factory.mktemp("still") / "project", BASE), _warm)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", SHEETS)
def test_sheets_that_are_wrong(name: str, kind: str, still: Path, tmp_path: Path) -> None:
    rows, change, row, column, code = SHEETS[name]
    if kind == "xlsx":
        path = book(tmp_path / "homes.xlsx", {"青年之家": rows}, lambda b: change and change(b["青年之家"]))
        file = "homes.xlsx!青年之家"
    elif change is _formula:
        path, file = table(tmp_path / "homes.csv", [rows[0], [rows[1][0], "=A1", "免费"]]), "homes.csv"
    elif change is _rich:
        path, file = table(tmp_path / "homes.csv", [rows[0], [*rows[1], "没有列名"]]), "homes.csv"
    elif change:
        pytest.skip("CSV has no such thing")
    else:
        path, file = table(tmp_path / "homes.csv", rows), "homes.csv"
    before = tree(still / "data")
    found = [p for p in found_in(still, path) if p.severity == "error"]
    assert (found[0].where.file, found[0].where.line, found[0].where.column, found[0].code) == (
        file,
        row,
        column,
        code,
    ), found
    is_told(found[0])
    assert tree(still / "data") == before


HOURS = ["编号", "星期", "开门", "关门"]
LISTS: dict[str, tuple[list[list[Any]], int, int, str]] = {
    "no such day": ([HOURS, ["home-abc-001", "周八", "09:00", "21:00"]], 2, 2, "V-008"),
    "no time": ([HOURS, ["home-abc-001", "周一", "早上", "21:00"]], 2, 3, "V-002"),
    "25 o'clock": ([HOURS, ["home-abc-001", "周一", "09:00", "25:00"]], 2, 4, "V-002"),
    "closes before it opens": ([HOURS, ["home-abc-001", "周一", "21:00", "09:00"]], 2, 4, "V-409"),
    "no closing time": ([HOURS, ["home-abc-001", "周一", "09:00", None]], 2, 2, "V-002"),
    "overlap": ([HOURS, ["home-abc-001", "周一", "09:00", "12:00"], ["home-abc-001", "周一", "11:00", "13:00"]], 3, 3, "V-409"),
    "no such record": ([HOURS, ["home-abc-777", "周一", "09:00", "21:00"]], 2, 1, "S-304"),
    "record of another type": ([HOURS, ["org-abc-01", "周一", "09:00", "21:00"]], 2, 1, "S-304"),
    "no id": ([HOURS, [None, "周一", "09:00", "21:00"]], 2, 1, "S-301"),
    "ends before it begins": (
        [[*HOURS, "起用日期", "停用日期"], ["home-abc-001", "周一", "09:00", "21:00", "2024-05-02", "2024-05-01"]], 2, 6, "V-005",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_rows_of_lists_that_are_wrong(name: str, still: Path, tmp_path: Path) -> None:
    rows, row, column, code = LISTS[name]
    found = [
        p for p in found_in(still, table(tmp_path / "homes__opening.csv", rows)) if p.severity == "error"
    ]
    told = [(p.where.file, p.where.line, p.where.column, p.code) for p in found]
    assert told[0] == ("homes__opening.csv", row, column, code), found
    is_told(found[0])


def _xlsx(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book_:
        for name, data in parts.items():
            book_.writestr(name, data)
    return out.getvalue()


def _part(sound: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound)) as book_:
        return _xlsx({n: change(book_.read(n)) if n == name else book_.read(n) for n in book_.namelist()})


def _flipped(sound: bytes, name: str) -> bytes:
    """One byte of a packed part turned over."""
    with zipfile.ZipFile(io.BytesIO(sound)) as book_:
        at = book_.getinfo(name).header_offset + 30 + len(name) + 40
    return sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :]


def _as_excel_does(rows: list[list[Any]]) -> bytes:
    """A workbook whose texts are shared strings, which openpyxl does not write."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("青年之家")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LOL = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'
FILES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "old format": ("a.xls", lambda b: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "S-101"),
    "old format under a new name": ("a.xlsx", lambda b: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "S-101"),
    "empty file": ("a.xlsx", lambda b: b"", "S-101"),
    "text under a wrong name": ("a.xlsx", lambda b: "编号,名称".encode(), "S-101"),
    "cut short": ("a.xlsx", lambda b: b[: len(b) // 2], "S-101"),
    "bytes flipped": ("a.xlsx", lambda b: _flipped(b, SHEET), "S-101"),
    "zip of nothing": ("a.xlsx", lambda b: _xlsx({"a.txt": b"a"}), "S-101"),
    "sheet missing": ("a.xlsx", lambda b: _xlsx({"xl/workbook.xml": b"<workbook/>"}), "S-101"),
    "sheet is no XML": ("a.xlsx", lambda b: _part(b, SHEET, lambda _: b"not xml"), "S-101"),
    "sheet cut short": ("a.xlsx", lambda b: _part(b, SHEET, lambda x: x[: len(x) // 2]), "S-101"),
    "bad reference": ("a.xlsx", lambda b: _part(b, SHEET, lambda x: x.replace(b'r="B2"', b'r="2B"')), "S-101"),
    "string that is not there": ("a.xlsx", lambda b: _part(b, SHEET, lambda x: x.replace(b"<v>3</v>", b"<v>999</v>")), "S-101"),
    "number that is none": ("a.xlsx", lambda b: _part(b, SHEET, lambda x: x.replace(b't="s"><v>3', b't="n"><v>x')), "S-101"),
    "entities": ("a.xlsx", lambda b: _part(b, SHEET, lambda _: LOL), "S-101"),
    "entities in strings": ("a.xlsx", lambda b: _part(b, "xl/sharedStrings.xml", lambda _: LOL), "S-101"),
    "zip bomb": ("a.xlsx", lambda b: _part(b, SHEET, lambda _: b"0" * (301 << 20)), "S-102"),
    "many parts": ("a.xlsx", lambda b: _xlsx({f"{i}.xml": b"" for i in range(2100)} | {"xl/workbook.xml": b"<a/>"}), "S-102"),
    "binary CSV": ("homes.csv", lambda b: bytes(range(256)) * 9, "S-101"),
    "quote left open": ("homes.csv", lambda b: '编号,名称\nhome-abc-001,"东风\n'.encode(), "S-101"),
    "quote in the middle": ("homes.csv", lambda b: '编号,名称\nhome-abc-001,"东"风"\n'.encode(), "S-101"),
    "no sheet of ours": ("名单.csv", lambda b: "编号,名称\na,b\n".encode(), "S-201"),
    "picture": ("a.png", lambda b: b"\x89PNG", "S-101"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_sheets(
    name: str, still: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, spoil, code = FILES[name]
    sound = _as_excel_does(BASIC)
    path = tmp_path / file
    path.write_bytes(spoil(sound))
    before = tree(still / "data")
    for lang in ("zh", "en"):
        words = ["import", str(path), "--write", "--project", str(still), "--lang", lang, "--format", "json"]
        assert main(words) == 1
        said = capsys.readouterr()
        (told,) = json.loads(said.out)
        assert told["code"] == code
        assert told["file"].startswith(file)
        assert told["hint"]
        assert "Traceback" not in said.err
    assert tree(still / "data") == before


def test_there_are_as_many_as_promised() -> None:
    in_csv = sum(change in (None, _formula, _rich) for _, change, *_ in SHEETS.values())
    assert len(YAML) + len(BYTES) + len(CELLS) + len(SHEETS) + in_csv + len(LISTS) + len(FILES) >= 140
