"""The words of the published data are for those who read it; how to fill a field in is for editors alone."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT

from generator.editing.vscode import editor_files, scaffold
from generator.forms.fields import widgets
from generator.schema.load import read_model
from generator.schema.model import Field, Model
from generator.spreadsheets.sheets import sheets_of

# Words in which these characters tell nobody to write, choose or take care.
HARMLESS = re.compile("改写|填报|选址|选拔|选调生|单选|多选|申请|邀请|必要")
CLERK = re.compile(r"写|填|选|勿|务必|不得|不要|必须|必需|须|照抄|请|要加|[，。；：（]要|^要|^例如|应当")
CLERK_EN = re.compile(
    r"(?:^|[.;:(] ?)(?:write|leave|choose|give|copy|set|put|fill|name|state|select|enter|add|use|say)(?! of)\b"
    r"|\b(in|with) quotes\b|\bleave (it )?out\b|\bfill in\b|\bchoose\b|\bmust\b|\bneeds\b|\b(do|may) not\b"
    r"|\bnull\b|^for example\b|\byour?\b",
    re.IGNORECASE,
)


def instructs(zh: str, en: str) -> bool:
    """Whether a description tells somebody what to write, instead of what stands there."""
    return bool(CLERK.search(HARMLESS.sub("", zh)) or CLERK_EN.search(en))


@pytest.fixture(scope="module")
def package(data: Path) -> Any:
    return json.loads((data / "datapackage.json").read_bytes())


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ROOT / "schemas")


def split(both: str) -> tuple[str, str]:
    zh, _, en = both.partition(" / ")
    return zh, en


def columns(package: Any) -> Iterator[tuple[str, Any]]:
    for resource in package["resources"]:
        for column in resource["schema"]["fields"]:
            yield f"{resource['name']}.{column['name']}", column


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("统计用区划代码，要加引号：区6位。", "The area code: 6 digits."),
        ("填组织编号，例如 org-abc-0101。", "An org id."),
        ("经度。不清楚就不写。", "Longitude."),
        ("从列表中选一个。", "Kind of place."),
        ("要晚于开始时间。", "The end."),
        ("例如 18。", "Number of branches."),
        ("区划代码。", "The code, in quotes."),
        ("区划代码。", "The code. Leave out if unknown."),
        ("区划代码。", "true or false; null if unknown."),
    ],
)  # fmt: skip
def test_what_an_instructing_description_is(zh: str, en: str) -> None:
    assert instructs(zh, en)
    assert not instructs("收到的日期；空表示还没有收到。", "The day it came in; empty until it has.")


def test_no_published_column_instructs_a_clerk(package: Any) -> None:
    """Frictionless, and what is made of the same fields: CSVW, dictionary, XLSX, Parquet and pages."""
    told = {name: c["description"] for name, c in columns(package) if instructs(*split(c["description"]))}
    assert told == {}
    assert len(list(columns(package))) > 1500


def test_no_published_table_instructs_a_clerk(package: Any) -> None:
    found = {r["name"]: r["description"] for r in package["resources"] if instructs(*split(r["description"]))}
    assert found == {}


def test_every_dataset_has_an_abstract(package: Any) -> None:
    short = {r["name"]: zh for r in package["resources"] if len(zh := split(r["description"])[0]) < 50}
    assert short == {}
    assert {r["name"] for r in package["resources"] if len(split(r["description"])[1]) < 100} == set()


def test_a_column_says_what_an_empty_cell_means(model: Model) -> None:
    """Where a cell may be empty, the words say what that means; where it never is, they do not."""
    wrong = [path for path, f, may in cells(model) if may != says_empty(f)]
    assert wrong == []


def says_empty(f: Field) -> bool:
    zh, en = "空表示|为空|空等于|或空|空着", r"\bempty\b"
    return bool(re.search(zh, f.description.zh) and re.search(en, f.description.en, re.IGNORECASE))


def cells(model: Model) -> Iterator[tuple[str, Field, bool]]:
    """The fields of one value, and whether their cell may be empty; a list without items has no rows."""

    def inside(f: Field, path: str, always: bool) -> Iterator[tuple[str, Field, bool]]:
        filled = always and f.required and not f.nullable
        inner = f.item.fields if f.item else f.fields
        if not inner and f.kind != "list":
            yield path, f, not filled
        for g in inner.values():
            yield from inside(g, f"{path}.{g.name}", bool(f.item) or filled)

    for t in model.types:
        for f in t.fields.values():
            yield from inside(f, f"{t.type}.{f.name}", True)


def test_every_time_names_its_zone(package: Any) -> None:
    """An instant, and a time of day such as 09:00, say in which zone they are."""
    told = 0
    for name, column in columns(package):
        clock = "[0-5][0-9]" in column.get("constraints", {}).get("pattern", "")
        if column["type"] == "datetime" or clock or column["type"] == "time":
            zh, en = split(column["description"])
            assert "北京时间（UTC+8" in zh, name
            assert "Beijing time (UTC+8" in en, name
            told += 1
    assert told >= 8


# Editors lose nothing


def fields(model: Model) -> Iterator[tuple[str, Field]]:
    def inside(f: Field, path: str) -> Iterator[tuple[str, Field]]:
        yield path, f
        for g in (f.item.fields if f.item else f.fields).values():
            yield from inside(g, f"{path}.{g.name}")

    for t in model.types:
        for f in t.fields.values():
            yield from inside(f, f"{t.type}.{f.name}")


def test_help_stands_only_where_it_differs(model: Model) -> None:
    same = [path for path, f in fields(model) if f.guide and f.guide == f.description]
    assert same == []
    assert sum(1 for _, f in fields(model) if f.guide) > 500


def test_editors_see_the_help(model: Model) -> None:
    area = model.by_type["area"]
    code = area.fields["code"]
    assert "要加引号" in code.help.zh
    assert "in quotes" in code.help.en
    assert code.help.zh in scaffold(area, "area-123456001", "zh")
    assert code.help.en in scaffold(area, "area-123456001", "en")
    files = editor_files(model)
    assert json.dumps(code.help.zh, ensure_ascii=False)[1:-1] in files[".vscode/schemas/area.schema.json"]
    hints = {w["name"]: w["hint"] for w in widgets(model.by_type["home"].fields, model, "zh")}
    assert "填组织编号" in hints["operator_org"]
    sheets = {s.name: s for s in sheets_of(model.by_type["committee"])}
    assert "每个都要写清职责" in sheets["committees__members"].about.zh


def test_a_description_beside_a_reference_takes_its_own_help(tmp_path: Path) -> None:
    """What the shared definition tells editors would speak of another field."""
    from shutil import copytree

    schemas = copytree(ROOT / "schemas", tmp_path / "schemas")
    path = schemas / "records/home.schema.json"
    schema = json.loads(path.read_bytes())
    words = {
        "title": "负责单位",
        "description": "由谁负责。",
        "x-en": {"title": "In charge", "description": "In charge."},
    }
    schema["properties"]["maintainer_org"] = {"$ref": "../common.schema.json#/$defs/maintainer_org", **words}
    path.write_text(json.dumps(schema), "utf-8")
    assert read_model(schemas).by_type["home"].fields["maintainer_org"].help.zh == "由谁负责。"
    schema["properties"]["maintainer_org"]["x-help"] = {"zh": "填编号。", "en": "An id."}
    path.write_text(json.dumps(schema), "utf-8")
    assert read_model(schemas).by_type["home"].fields["maintainer_org"].help.zh == "填编号。"


# Chinese headings on English pages


@pytest.mark.parametrize("table", ["homes", "events", "indicators"])
def test_english_pages_give_the_chinese_heading_of_each_column(built: Path, table: str) -> None:
    """The heading that XLSX and the CSV for Excel have stands beside the name that all others have."""
    page = (built / f"en/data/{table}/index.html").read_text("utf-8")
    plain, excel = (
        next(csv.reader(io.StringIO((built / f"data/{name}.csv").read_bytes().decode("utf-8-sig"))))
        for name in (table, f"{table}.excel")
    )
    rows = re.findall(r"<tr>\s*<th scope=\"row\"[^>]*>(.*?)</th>", page, re.S)
    shown = [
        (re.findall("<code>(.*?)</code>", row), re.findall('<small lang="zh">(.*?)</small>', row))
        for row in rows
    ]
    assert shown[: len(plain)] == [
        ([name], [html.escape(title)]) for name, title in zip(plain, excel, strict=True)
    ]
    book: Any = openpyxl.load_workbook(built / f"data/{table}.xlsx", read_only=True)
    assert [c.value for c in next(book.worksheets[0].iter_rows())] == excel
    for sheet in book.sheetnames:
        assert f"{sheet} (" in re.sub("<[^>]+>", "", page), sheet
        assert sheet in (built / "en/data/index.html").read_text("utf-8") or sheet == "关于"
