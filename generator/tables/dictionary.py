"""The tables that explain the tables: every column, and every code that can stand in one.

A reader who has nothing but a file can look up there what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.core.text import Text
from generator.tables.derived import both, column, kind_of, table
from generator.tables.tabulate import TYPE_NAMES, Column, Table

DATASETS, FIELDS, CODES = "datasets", "fields", "codes"

_ABOUT_FIELDS = Text(
    "全部数据表的数据字典：每行是一个表的一个字段，有含义、类型、单位、例子，是否每行都有值，以及对应的表和通用词汇。",
    "The data dictionary of all tables: a row holds one column of one table, with its meaning, type, unit, an example, whether every row has a value, and the table it refers to.",
)
_ABOUT_CODES = Text(
    "全部代码表：每行是一个字段可以取的一个代码和它的中英文名称，用 dataset、field、code 与数据表关联。",
    "All code lists: a row holds one code that a column can have, with its words; join on dataset, field and code.",
)
_FIELDS = kind_of("field", FIELDS, Text("数据字典", "Data dictionary"), _ABOUT_FIELDS)
_CODES = kind_of("code", CODES, Text("代码表", "Code lists"), _ABOUT_CODES)

_DATASET = column("dataset", "数据表", "Dataset", "数据表的名称", "Name of the table", "ref",
                  key=True, to=DATASETS, example="homes")  # fmt: skip
_FIELD_COLUMNS = [
    _DATASET,
    column("name", "字段名", "Name", "字段的名称，即 CSV 的列名", "Name of the column, as in the CSV header",
           key=True, example="status"),
    column("seq", "序号", "Position", "是表里的第几列，从 1 起", "Which column of the table it is, from 1", "integer",
           required=True, example=3),
    column("title", "中文名称", "Title (Chinese)", "字段的中文名称", "What it is called in Chinese", required=True, example="状态"),
    column("title_en", "英文名称", "Title", "字段的英文名称", "What it is called in English", required=True, example="Status"),
    column("description", "中文说明", "Description (Chinese)", "字段的含义：是什么意思、什么单位、空着表示什么", "What its values mean, in Chinese", required=True),
    column("description_en", "英文说明", "Description", "字段的含义（英文）", "What its values mean, in English", required=True),
    column("type", "类型", "Type", "值的类型", "Type of its values", "code", required=True,
           codes={**TYPE_NAMES, "text": Text("文字", "text"), "lines": Text("多行文字", "text of several lines")},
           example="code"),
    column("unit", "单位", "Unit (Chinese)", "数值的单位；空表示没有单位", "Unit of a number, in Chinese; empty if there is none", example="人"),
    column("unit_en", "单位（英文）", "Unit", "数值的单位（英文）；空表示没有单位", "Unit of a number, in English; empty if there is none", example="people"),
    column("required", "必填", "Required", "是否每行都有值", "Whether every row has a value", "boolean", required=True, example=True),
    column("is_key", "主键", "Key", "是否属于主键", "Whether it is part of the key", "boolean", required=True, example=False),
    column("refers_to", "对应的表", "Refers to", "值是哪个表的编号；空表示不对应别的表", "The table whose ids its values are; empty if none", "ref", to=DATASETS,
           example="areas"),
    column("example", "例子", "Example", "一个可能的值；空表示没有例子", "A value that could stand there; empty if there is no example", example="open"),
    column("iri", "词汇", "Vocabulary term", "通用词汇表中的对应词；空表示没有对应", "The term of a public vocabulary behind it; empty if there is none",
           example="schema:name"),
]  # fmt: skip
_CODE_COLUMNS = [
    _DATASET,
    column("field", "字段名", "Field", "字段的名称，即 CSV 的列名", "Name of the column, as in the CSV header",
           key=True, example="status"),
    column("code", "代码", "Code", "数据里的代码", "The code as it stands in the data", key=True, example="open"),
    column("seq", "序号", "Position", "在代码表中的次序，从 1 起", "Its place in the list, from 1", "integer",
           required=True, example=1),
    column("title", "中文名称", "Title (Chinese)", "代码的中文名称", "What it means in Chinese", required=True, example="开放"),
    column("title_en", "英文名称", "Title", "代码的英文名称", "What it means in English", required=True, example="Open"),
]  # fmt: skip


def dictionary_tables(tables: Iterable[Table], others: Iterable[tuple[str, list[Column]]]) -> list[Table]:
    """The columns and the codes of the tables, of these two, and of `others` that are made later."""
    named = [*((t.name, list(t.columns)) for t in tables), *others]
    named += [(FIELDS, _FIELD_COLUMNS), (CODES, _CODE_COLUMNS)]
    fields = [_field(name, seq, c) for name, columns in named for seq, c in enumerate(columns, 1)]
    codes = [
        {"dataset": name, "field": c.name, "code": code, "seq": seq, **both("title", words)}
        for name, columns in named
        for c in columns
        for seq, (code, words) in enumerate(c.codes.items(), 1)
    ]
    fields.sort(key=lambda row: (row["dataset"], row["name"]))
    codes.sort(key=lambda row: (row["dataset"], row["field"], row["code"]))
    return [table(_FIELDS, _FIELD_COLUMNS, fields), table(_CODES, _CODE_COLUMNS, codes)]


def _field(dataset: str, seq: int, c: Column) -> dict[str, Any]:
    return {
        "dataset": dataset,
        "name": c.name,
        "seq": seq,
        **both("title", c.title),
        **both("description", c.field.description),
        "type": c.field.kind,
        **both("unit", c.field.unit),
        "required": c.required,
        "is_key": c.is_key,
        "refers_to": c.refers_to,
        "example": c.example or None,
        "iri": c.field.iri,
    }
