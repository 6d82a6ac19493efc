"""What people write in a cell or a record is understood whole, or it is an error that tells what is left over."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, tree
from hypothesis import given
from hypothesis import strategies as st
from sheets import MODEL, Rows, found_in, table

from generator.__main__ import main
from generator.checks import messages, suggestions
from generator.core.problems import Problem, Refused
from generator.schema.model import Field
from generator.spreadsheets.cells import Names, meaning, plain
from generator.spreadsheets.mapping import read_mapping
from generator.spreadsheets.xlsx_dates import moment

HOURS, MAPPING = ROOT / "tests/imports/hours.csv", ROOT / "tests/imports/hours.yaml"
HOME = MODEL.by_type["home"].fields
ROW = (HOME["opening"].item or HOME["opening"]).fields
FIELDS: dict[str, Field] = {
    "opens": ROW["opens"],
    "closes": ROW["closes"],
    "day": HOME["opened_on"],
    "instant": MODEL.by_type["event"].fields["starts_at"],
    "month": next(
        f for f in MODEL.by_type["extended-service"].fields.values() if f.example and len(f.example) == 7
    ),
    "people": HOME["capacity"],
    "area": HOME["floor_area_m2"],
    "money": MODEL.by_type["funding"].fields["amount_requested"],
}

UNDERSTOOD: list[tuple[str, Any, Any]] = [
    ("opens", "9:00", "09:00"),
    ("opens", " 9：００　", "09:00"),
    ("opens", "09:00:00", "09:00"),
    ("opens", "9点", "09:00"),
    ("opens", "9时30分", "09:30"),
    ("opens", "10点整", "10:00"),
    ("opens", time(9, 0), "09:00"),
    ("closes", "24:00", "24:00"),
    ("day", "2023年5月4日", "2023-05-04"),
    ("day", "2023 年 5 月 4 号", "2023-05-04"),
    ("day", "2023.5.4", "2023-05-04"),
    ("day", "２０２３／５／４", "2023-05-04"),
    ("day", "20230504", "2023-05-04"),
    ("day", 20230504, "2023-05-04"),
    ("day", date(2023, 5, 4), "2023-05-04"),
    ("day", datetime(2023, 5, 4), "2023-05-04"),
    ("day", "2023-05-04T00:00:00", "2023-05-04"),
    ("instant", "2024-05-10 19:00", "2024-05-10T19:00:00+08:00"),
    ("instant", "2024年5月10日19：00", "2024-05-10T19:00:00+08:00"),
    ("instant", datetime(2024, 5, 10, 19), "2024-05-10T19:00:00+08:00"),
    ("month", "2024年5月", "2024-05"),
    ("people", "６０ 人", 60),
    ("people", "1,200", 1200),
    ("area", "300㎡", 300),
    ("area", "80.50 平方米", 80.5),
    ("money", "￥6,000.5元", "6000.50"),
]

LEFT: list[tuple[str, Any, str]] = [
    ("opens", "下午1:30", "下午"),
    ("opens", "晚上9:00", "晚上"),
    ("opens", "1:30 PM", "PM"),
    ("opens", "9点半", "半"),
    ("opens", "9:00左右", "左右"),
    ("opens", "1 9:00", "1"),
    ("opens", "周一至周五9:00-21:00", "周一至周五…-21:00"),
    ("opens", "8:30～11:30", "～11:30"),
    ("opens", datetime(2023, 5, 4, 9, 30), "2023-05-04"),
    ("closes", "12:00；14:00-18:00", "；14:00-18:00"),
    ("closes", "11：30（周日休息）", "（周日休息）"),
    ("closes", "次日2:00", "次日"),
    ("closes", "21:00①", "①"),
    ("day", "2023年5月4日至2023年6月1日", "至2023年6月1日"),
    ("day", "2023-05-04（试运行）/2023-09-01", "（试运行）/2023-09-01"),
    ("day", "2023年5月4、5日", "、5日"),
    ("day", "2023年5月4日前后", "前后"),
    ("day", "2023-05-1¹", "¹"),
    ("day", datetime(2023, 5, 4, 9, 30), "09:30"),
    ("instant", "2024-05-10 19:00-20:30", "-20:30"),
    ("instant", "2024-05-10T20:30:00Z", "Z"),
    ("month", "2024年5月至6月", "至6月"),
    ("people", "约300人", "约"),
    ("people", "300-400", "-400"),
    ("people", "300 400", "400"),
    ("people", "300人以上", "人以上"),
    ("people", "3万", "万"),
    ("people", "300¹", "¹"),
    ("area", "约80平方米", "约"),
]
"""Field, what is typed, and what of it cannot be understood."""

NOT_AT_ALL: list[tuple[str, Any]] = [
    ("opens", "全天"),
    ("opens", "9.30"),
    ("opens", time(9, 0, 30)),
    ("day", "4/1/2024"),
    ("day", "2023年5月至6月"),
    ("day", "2023-5、4"),
    ("instant", "2024-05-10 下午7:00"),
    ("month", "2024年第3季"),
    ("people", "五十"),
    ("people", "123456789012345678901"),
    ("people", 1e20),
    ("people", "9" * 400),
    ("people", "0.1234567890123456789"),
    ("money", "6000-7000元"),
    ("money", "约6000元"),
    ("money", "1,2"),
    ("money", "300 400"),
    ("money", "3万元"),
]


def suggested(f: Field, text: str) -> str | None:
    return suggestions.number(text, f) if f.kind in ("integer", "number") else suggestions.meant(text, f)


def hint(f: Field, value: str) -> str:
    if f.kind in ("integer", "number"):
        return messages.type_values(value, f.schema, f, (f.name,))["hint"].zh
    return messages.pattern_values(value, f, (f.name,))["hint"].zh


@pytest.mark.parametrize(("name", "typed", "value"), UNDERSTOOD)
def test_what_can_mean_one_thing_is_understood(name: str, typed: Any, value: Any) -> None:
    assert meaning(FIELDS[name], typed, Names()) == value


@pytest.mark.parametrize(("name", "typed", "left"), LEFT)
def test_what_is_left_over_is_told_and_nothing_is_guessed(name: str, typed: Any, left: str) -> None:
    f, text = FIELDS[name], plain(typed)
    assert meaning(f, typed, Names()) == text
    assert f"没有看懂“{left}”" in hint(f, text)
    assert suggested(f, text) is None


@pytest.mark.parametrize(("name", "typed"), NOT_AT_ALL)
def test_what_is_not_understood_stays_as_it_was_typed(name: str, typed: Any) -> None:
    f, text = FIELDS[name], plain(typed)
    assert meaning(f, typed, Names()) == text
    assert suggested(f, text) is None


READ = [(name, plain(typed)) for name, typed, _ in UNDERSTOOD]
BESIDE = st.text("上下午晚约至半共到前后起PMam（）；～①²½万", min_size=1, max_size=6)


@given(st.sampled_from(READ), BESIDE, st.booleans())
def test_nothing_may_stand_beside_a_value(read: tuple[str, str], beside: str, before: bool) -> None:
    f, text = FIELDS[read[0]], read[1]
    whole = f"{beside}{text}" if before else f"{text}{beside}"
    assert meaning(f, whole, Names()) == whole
    assert suggested(f, whole) is None


PIECES = [
    *"：:-—～至/.、,年月日点分 人元T",
    "9",
    "12",
    "00",
    "05",
    "2023",
    "20230504",
    *(text for _, text in READ),
]


@given(st.sampled_from(sorted(FIELDS)), st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_a_value_says_every_number_of_what_was_typed(name: str, typed: list[str]) -> None:
    f, text = FIELDS[name], plain("".join(typed))
    value = meaning(f, text, Names())
    if value is None or value == text:
        return
    if f.kind in ("integer", "number", "money"):
        assert abs(float(value)) == float(re.sub("[^0-9.]", "", suggestions.half_width(text)))
    else:
        assert suggestions.fits(value, f)
        assert numbers(value.removesuffix("+08:00")) == numbers(suggestions.half_width(text))


def numbers(text: str) -> list[int]:
    """Those in a text, without zeros at its end: 9点 is 09:00, and a day begins at 00:00."""
    text = re.sub("(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])", r"\1-\2-\3", text)
    found = [int(digits) for digits in re.findall("[0-9]+", text)]
    while found and not found[-1]:
        found.pop()
    return found


def test_seconds_of_a_cell_are_not_rounded_away() -> None:
    assert moment(0.375, "time", False) == time(9, 0)
    assert moment((9 * 3600 + 30) / 86400, "time", False) == time(9, 0, 30)
    assert moment(1.0, "time", False) == "24:00"


def told(problems: list[Problem]) -> dict[tuple[int, int], str]:
    return {
        (p.where.line, p.where.column): p.message.zh + p.hint.zh for p in problems if p.severity == "error"
    }


def test_hours_and_days_that_are_not_understood_are_errors_at_their_cells(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(small / "data")
    words_ = ("import", HOURS, "--mapping", MAPPING, "--write", "--project", small, "--lang", "zh")
    assert main([*map(str, words_)]) == 1
    said = capsys.readouterr()
    assert tree(small / "data") == before
    wrong = {tuple(map(int, m)) for m in re.findall(r"^hours\.csv:(\d+):(\d+): 错误 V-002", said.out, re.M)}
    assert wrong == {(2, 6), (3, 5), (4, 5), (4, 6), (6, 6), (7, 6)}
    for left in ("；14:00-18:00", "至2023年6月1日", "（试运行）/2023-09-01", "下午", "（周日休息）", "晚上"):
        assert f"没有看懂“{left}”" in said.out


def test_in_own_sheets_every_cell_that_is_not_understood_is_an_error(small: Path, tmp_path: Path) -> None:
    rows: Rows = [["编号", "星期", "开门", "关门"]]
    rows += [["home-abc-001", "SA", plain(typed), "23:59"] for name, typed, _ in LEFT if name == "opens"]
    rows += [["home-abc-002", "SA", "9：00", typed] for name, typed, _ in LEFT if name == "closes"]
    homes: Rows = [
        ["编号", "可容纳人数", "开放日期"],
        ["home-abc-001", "300-400", "2023年5月4日至6月1日"],
        ["home-abc-002", "约300人", "2024年4月2日"],
    ]
    found = found_in(
        small, table(tmp_path / "homes__opening.csv", rows), table(tmp_path / "homes.csv", homes)
    )
    places = {(p.where.file, p.where.line, p.where.column) for p in found if p.code == "V-002"}
    hours = {("homes__opening.csv", i, 4 if row[2] == "9：00" else 3) for i, row in enumerate(rows[1:], 2)}
    assert places == hours | {("homes.csv", *at) for at in ((2, 2), (2, 3), (3, 2))}


def foreign(folder: Path, rows: list[str], changes: dict[str, str], columns: str = "") -> tuple[Path, Path]:
    """A foreign sheet with these rows, and the mapping of hours with other words in some places."""
    sheet, mapping = folder / "v.csv", folder / "v.yaml"
    header, *_ = HOURS.read_text("utf-8").splitlines()
    sheet.write_text("\n".join([header + columns, *rows]), "utf-8")
    text = MAPPING.read_text("utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    mapping.write_text(text, "utf-8")
    return sheet, mapping


CLOSES = '"[-—~至](.+)$"'


def test_the_parts_of_a_cell_add_up_to_all_of_it(small: Path, tmp_path: Path) -> None:
    rows = [
        "甲处青年之家,东风街道,某路1号,免费,2023.5.4,9:00-12:00；14:00-18:00,",
        "乙处青年之家,东风街道,某路2号,免费（讲座收费）,2023.5.4,9:00-12:00,",
        "丙处青年之家,东风街道,某路3号,免费,2023.5.4,8:30～11:30,",
        "丁处青年之家,东风街道,某路4号,免费,2023.5.4,9:00-12:00,服务：读书",
        "戊处青年之家,东风街道,某路5号,免费,2023.5.4,9:00-12:00,服务：读书（周三除外）",
    ]
    services = "{from: 服务, part: '服务：(.+)', patterns: {读书: culture_learning}}"
    changes = {
        CLOSES: '"-([0-9:]+)"',
        "codes: {免费: free}": "patterns: {免费: free}",
        "constants:": f"  services: {services}\nconstants:",
    }
    sheet, mapping = foreign(tmp_path, rows, changes, ",服务")
    found = told(found_in(small, sheet, mapping=mapping))
    assert found.keys() == {(2, 6), (3, 4), (4, 6), (6, 7)}
    assert "“；14:00-18:00”" in found[2, 6]
    assert "“（讲座收费）”" in found[3, 4]
    assert "“（周三除外）”" in found[6, 7]


def test_an_error_is_at_the_column_that_was_read(small: Path, tmp_path: Path) -> None:
    row = "甲处青年之家,东风街道,某路1号,免费,2023.5.4,9:00-12:00,,约300人"
    changes = {"  address: 详细地址": "  address: 详细地址\n  capacity: [座位数, 容纳人数]"}
    sheet, mapping = foreign(tmp_path, [row], changes, ",座位数,容纳人数")
    assert told(found_in(small, sheet, mapping=mapping)).keys() == {(2, 8)}


def test_a_part_without_a_group_is_told_at_its_line(tmp_path: Path) -> None:
    _, mapping = foreign(tmp_path, [], {CLOSES: '"[0-9:]+$"'})
    with pytest.raises(Refused) as refused:
        read_mapping(mapping, "v.yaml", MODEL, ROOT / "schemas")
    (problem,) = refused.value.problems
    assert (problem.code, problem.where.line) == ("S-401", 12)
    assert "括号" in problem.message.zh


def test_a_position_that_is_no_number_is_an_error(small: Path, tmp_path: Path) -> None:
    rows = [["编号", "序号"], ["survey-2024-001", "第2题"]]
    (problem,) = found_in(small, table(tmp_path / "surveys__questions.csv", rows))
    assert (problem.code, problem.where.line, problem.where.column) == ("S-305", 2, 2)
