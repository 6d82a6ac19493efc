"""Opens a package of XML parts (ECMA-376 part 2) that a stranger may have made, and reads its parts."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

from generator.core.problems import Location, Refused, Rule, problem
from generator.spreadsheets.grid import sheet_rule

MAX_UNPACKED = 300 << 20
MAX_PARTS = 2000

NOT_XLSX = sheet_rule(
    "S-101",
    "不是 .xlsx 工作簿（可能是旧的 .xls、.et，或设了密码）",
    "not an .xlsx workbook (perhaps an old .xls or .et, or one with a password)",
    "在 Excel 或 WPS 里去掉密码，“另存为”选 Excel 工作簿（.xlsx）",
    "take the password off and save it as an Excel workbook (.xlsx)",
)
DAMAGED = sheet_rule(
    "S-101",
    "工作簿损坏，读不出 {part}",
    "the workbook is damaged: {part} cannot be read",
    "用 Excel 或 WPS 打开后另存为新的 .xlsx；打不开就重新导出",
    "open it in Excel or WPS and save it as a new .xlsx, or export it again",
)
BOMB = sheet_rule(
    "S-102",
    "工作簿解开后有 {mb} MB、{parts} 个部件，超过上限",
    "the workbook unpacks to {mb} MB in {parts} parts, which is too much",
    "只留要导入的表，删去图片和空行，再另存",
    "keep only the sheets to import, delete pictures and empty rows, and save it again",
)
DECLARES = sheet_rule(
    "S-101",
    "工作簿的 {part} 里有不该有的声明（DOCTYPE）",
    "{part} of the workbook holds a declaration that does not belong there (DOCTYPE)",
    "不要导入来历不明的文件；用 Excel 或 WPS 另存一份再试",
    "do not import files of unknown origin; save it anew with Excel or WPS",
)
_TROUBLE = (ET.ParseError, expat.ExpatError, zipfile.BadZipFile, zlib.error, LookupError, ValueError,
            EOFError, NotImplementedError, RuntimeError)  # fmt: skip


@contextmanager
def opened(path: Path, part: str) -> Iterator[zipfile.ZipFile]:
    """Whatever a damaged file makes of the reading becomes a problem."""
    try:
        with zipfile.ZipFile(path) as book:
            yield book
    except _TROUBLE:
        raise refusal(path, DAMAGED, part=part) from None


def refusal(path: Path, rule: Rule, **values: Any) -> Refused:
    return Refused([problem(rule, Location(path.name), **values)])


def weigh(book: zipfile.ZipFile, path: Path) -> None:
    """zipfile gives no more of a part than the directory says, so what it says can be relied on."""
    parts = book.infolist()
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise refusal(path, BOMB, mb=size >> 20, parts=len(parts))


def elements(book: zipfile.ZipFile, path: Path, part: str) -> Iterator[tuple[str, str, ET.Element]]:
    """(event, local name, element) of a part without declarations of its own."""
    with book.open(part) as stream:
        if _declares(stream.read(1 << 16)):
            raise refusal(path, DECLARES, part=part)
    with book.open(part) as stream:
        for event, element in ET.iterparse(stream, ("start", "end")):
            yield event, element.tag.rpartition("}")[2], element


class _Begun(Exception):
    """The root element has begun: no declaration can follow."""


def _declares(start: bytes) -> bool:
    def begin(*_: Any) -> None:
        raise _Begun

    def declare(*_: Any) -> None:
        raise _Declared

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begin, declare
    try:
        parser.Parse(start, False)
    except _Begun:
        return False
    except _Declared:
        return True
    raise ValueError("no root element")


class _Declared(Exception):
    """A DOCTYPE."""
