"""Official lists of areas (statistical codes): a CSV file with a column of codes and one of names.

Codes have 6 (district), 9 (town) or 12 digits (village), or always 12 with zeros at the end, as the
statistics bureau prints them. Files are UTF-8 or, as older lists are, GB 18030.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text

_TITLE = Text("区划名录", "List of areas")
_CODES = ("code", "area_code", "统计用区划代码", "区划代码", "行政区划代码", "代码")
_NAMES = ("name", "名称", "单位名称")
_LEVELS = {6: "district", 9: "town", 12: "village"}
# GB/T 10114: what the three digits of a town, and of a village, say about its kind.
_TYPES = {
    "town": ((99, "subdistrict"), (199, "town"), (399, "township"), (599, "subdistrict")),
    "village": ((199, "community"), (399, "village")),
}

NO_COLUMNS = Rule(
    "V-002", "error",
    Text("名录缺少代码列或名称列，首行是：{header}", "the list has no column of codes or of names; its first row is: {header}"),
    Text(f"代码列叫 {'、'.join(_CODES)} 之一，名称列叫 {'、'.join(_NAMES)} 之一",
         f"name the codes one of {', '.join(_CODES)}, the names one of {', '.join(_NAMES)}"), _TITLE,
)  # fmt: skip
BAD_CODE = Rule(
    "V-102", "error",
    Text("区划代码“{code}”不是6、9或12位数字", 'the area code "{code}" has not 6, 9 or 12 digits'),
    Text("照官方名录改正；表格软件可能改动了数字，请把该列设成文本",
         "copy it from the official list; a spreadsheet may have changed it, so make the column text"), _TITLE,
)  # fmt: skip
NO_NAME = Rule(
    "V-002", "error", Text("代码 {code} 没有名称", "{code} has no name"),
    Text("补上名称", "give its name"), _TITLE,
)  # fmt: skip
TWICE = Rule(
    "V-101", "error", Text("代码 {code} 出现了两次", "{code} stands there twice"),
    Text("只保留一行", "keep one row"), _TITLE,
)  # fmt: skip
NO_PARENT = Rule(
    "V-101", "error",
    Text("{code}（{name}）的上级 {parent} 不在名录里", "{code} ({name}) lies in {parent}, which the list does not have"),
    Text("补上上级，或改正代码", "add it, or correct the code"), _TITLE,
)  # fmt: skip
NONE = Rule(
    "V-101", "error",
    Text("名录里没有 {code} 的乡镇（街道）", "the list has no towns of {code}"),
    Text("核对区划代码和文件", "check the code and the file"), _TITLE,
)  # fmt: skip


@dataclass(frozen=True)
class Area:
    """A district, town or village by its code of 6, 9 or 12 digits, as text."""

    code: str
    name: str

    @property
    def level(self) -> str:
        return _LEVELS[len(self.code)]

    @property
    def type(self) -> str:
        """`district`, or what the last three digits say; the nearest kind if no standard names them."""
        kinds = _TYPES.get(self.level, ())
        number = int(self.code[-3:])
        return next((kind for most, kind in kinds if number <= most), kinds[-1][1] if kinds else self.level)

    @property
    def parent(self) -> str:
        return self.code[:-3]


def read_areas(content: bytes, file: str, district: str) -> tuple[list[Area], list[Problem]]:
    """The towns and villages of a district (6 digits), sorted by code, and all that is wrong with the list.

    Rows of other districts and of higher levels are passed over.
    """
    rows = csv.reader(io.StringIO(_decoded(content)))
    header = [cell.strip() for cell in next(rows, [])]
    columns = [next((header.index(n) for n in names if n in header), None) for names in (_CODES, _NAMES)]
    if None in columns:
        return [], [problem(NO_COLUMNS, Location(file), header="，".join(header) or "—")]
    at_code, at_name = (c for c in columns if c is not None)
    found: dict[str, Area] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows, 2):
        if max(at_code, at_name) < len(row) and row[at_code].strip():
            area, wrong = _area(row[at_code].strip(), row[at_name].strip(), district, Location(file, number))
            problems += wrong
            if area and area.code in found:
                problems.append(problem(TWICE, Location(file, number), code=area.code))
            elif area:
                found[area.code] = area
    problems += _orphans(found, district, file)
    return [found[code] for code in sorted(found)], problems


def _area(code: str, name: str, district: str, where: Location) -> tuple[Area | None, list[Problem]]:
    short = _short(code)
    if short is None:
        return None, [problem(BAD_CODE, where, code=code)]
    if not short.startswith(district) or len(short) <= len(district):
        return None, []
    return (Area(short, name), []) if name else (None, [problem(NO_NAME, where, code=short)])


def _short(code: str) -> str | None:
    """Without the zeros that only fill it up; None for what is no code. Provinces and cities have 2 or 4 digits."""
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}", code):
        return None
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    return code


def _orphans(found: dict[str, Area], district: str, file: str) -> Iterator[Problem]:
    if not any(area.level == "town" for area in found.values()):
        yield problem(NONE, Location(file), code=district)
        return
    for area in found.values():
        if area.level == "village" and area.parent not in found:
            yield problem(NO_PARENT, Location(file), code=area.code, name=area.name, parent=area.parent)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
