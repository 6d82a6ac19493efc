"""The table of all datasets: what each holds, where its records come from, and how good it is.

Completeness, freshness and validity are shares of its records; the score is their mean. They follow
from the published table `records` alone, so that anyone can compute them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from generator.core.text import Text
from generator.tables.derived import both, column, kind_of, table
from generator.tables.dictionary import DATASETS
from generator.tables.record_inventory import RECORDS
from generator.tables.tabulate import Column, Table

FRESH_DAYS = 365
"""A record without a date of review counts as fresh for so long after it was updated."""

_ABOUT = Text(
    "全部数据表的目录：每行一个表，有内容提要、行数、来源构成，以及完整、及时、有效三项得分和它们的依据。",
    "The list of all tables: a row each, with content, number of rows, where its records come from, and scores of completeness, freshness and validity with what they rest on.",
)
_KIND = kind_of("dataset", DATASETS, Text("数据集目录", "Datasets"), _ABOUT)


def _share(name: str, zh: str, en: str, about_zh: str, about_en: str) -> Column:
    return column(name, zh, en, about_zh, about_en, "number", example=87.5)


def _count(name: str, zh: str, en: str, about_zh: str, about_en: str) -> Column:
    return column(name, zh, en, about_zh, about_en, "integer", example=12)


COLUMNS = [
    column("id", "数据表", "Id", "数据表的名称，也是文件名", "Name of the table and of its files", key=True, example="homes"),
    column("title", "中文名称", "Title (Chinese)", "数据表的中文名称", "What it is called in Chinese", required=True, example="青年之家"),
    column("title_en", "英文名称", "Title", "数据表的英文名称", "What it is called in English", required=True,
           example="Youth Homes"),
    column("description", "中文说明", "Description (Chinese)", "数据表的内容", "What it holds, in Chinese", required=True),
    column("description_en", "英文说明", "Description", "数据表的内容（英文）", "What it holds, in English", required=True),
    column("parent", "所属的表", "Parent", "明细表所属的表；空表示不是明细表", "The table whose lists it holds; empty if it is no table of details", "ref", to=DATASETS,
           example="homes"),
    column("schema_version", "模式版本", "Schema version", "字段说明的版本", "Version of its definition", required=True,
           example="1.0"),
    _count("rows", "行数", "Rows", "表里有几行", "How many rows it has"),
    _count("official", "正式发布", "Official", "正式发布的记录数", "Records published by ourselves"),
    _count("public_source", "公开资料", "Public source", "摘自公开资料的记录数", "Records taken from public sources"),
    _count("demo", "演示", "Demonstration", "演示记录数，都是虚构的，不是事实", "Records that are made up for demonstration and are no facts"),
    _share("completeness", "完整性", "Completeness", "应有内容的字段中有内容的占百分之几", "Per cent of the expected fields that have content"),
    _share("freshness", "及时性", "Freshness",
           f"没有过复核期限（没有期限的，{FRESH_DAYS} 天内更新过）的记录占百分之几",
           f"Per cent of records within their date of review (without one: updated within {FRESH_DAYS} days)"),
    _share("validity", "有效性", "Validity", "检查没有提醒的记录占百分之几", "Per cent of records that no check warns of"),
    _share("score", "得分", "Score", "以上三项的平均，满分 100", "Mean of these three, out of 100"),
    _count("expected", "应填数", "Expected", "全部记录应有内容的字段数", "Fields of its records that should have content"),
    _count("filled", "已填数", "Filled in", "其中有内容的字段数", "How many of them have content"),
    _count("fresh", "及时数", "Fresh", "及时的记录数", "Records that are fresh"),
    _count("valid", "有效数", "Valid", "没有提醒的记录数", "Records that no check warns of"),
]  # fmt: skip


def datasets_table(tables: Iterable[Table], records: Table, as_of: date) -> Table:
    """A row for each table and for this one. Tables that are not of records have no scores."""
    found, names = {}, {}
    for t in tables:
        found[t.name] = _row(t)
        if t.parent is None:
            names[t.type.folder] = t.name
    for collection, rows in _by_collection(records).items():
        found[names[collection]] |= scores(rows, as_of)
    found[DATASETS] = {
        "id": DATASETS,
        **both("title", _KIND.plural),
        **both("description", _ABOUT),
        "parent": None,
        "schema_version": _KIND.version,
        "rows": len(found) + 1,
    }
    blank = {c.name: None for c in COLUMNS}
    return table(_KIND, COLUMNS, [blank | found[name] for name in sorted(found)])


def _row(t: Table) -> dict[str, Any]:
    return {
        "id": t.name,
        **both("title", t.title),
        **both("description", t.description),
        "parent": t.parent,
        "schema_version": t.type.version,
        "rows": t.rows.num_rows,
    }


def _by_collection(records: Table) -> dict[str, list[dict[str, Any]]]:
    assert records.name == RECORDS
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in records.rows.to_pylist():
        groups.setdefault(row["collection"], []).append(row)
    return groups


def scores(rows: list[dict[str, Any]], as_of: date) -> dict[str, Any]:
    """What the table says of some rows of `records`; of one alone, it is that record's own score."""
    expected, filled = (sum(row[name] for row in rows) for name in ("expected", "filled"))
    fresh = sum(_is_fresh(row, as_of) for row in rows)
    valid = sum(row["warnings"] == 0 for row in rows)
    shares = [100 * filled / expected, 100 * fresh / len(rows), 100 * valid / len(rows)]
    names = ("completeness", "freshness", "validity")
    origins = {name: 0 for name in ("official", "public_source", "demo")}
    for row in rows:
        origins[row["provenance"]] += 1
    return {
        **origins,
        **{name: round(share, 1) for name, share in zip(names, shares, strict=True)},
        "score": round(sum(shares) / len(shares), 1),
        "expected": expected,
        "filled": filled,
        "fresh": fresh,
        "valid": valid,
    }


def _is_fresh(row: dict[str, Any], as_of: date) -> bool:
    due: date = row["review_due"] or row["updated_on"] + timedelta(days=FRESH_DAYS)
    return due >= as_of
