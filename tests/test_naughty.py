"""A text goes from the YAML file into every format as it is, or is refused; none is changed on the way."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import BASE, SMALL_DAY, copy_project
from naughty import strings
from test_workbooks import read

from generator.config.project import open_project
from generator.core.text import same
from generator.datasets import FORMATS
from generator.datasets.formats import sqlite
from generator.datasets.publication import Dataset, Licence, Publication
from generator.pipeline import inspect
from generator.privacy.allow import Allowed
from generator.privacy.outputs import Guard
from generator.tables.tabulate import Table

FIELDS = ("name", "notes_public", "body")  # a line, several lines, Markdown
PUBLICATION = Publication("x", "x", same("x"), same("x"), "", date(2024, 1, 1), "",
                          Licence("CC-BY-4.0", "", same(""), True), same(""), "", same(""), "")  # fmt: skip


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, tuple[str, str]], dict[str, Table]]:
    """Every string in every kind of text field, each in a home of its own: by id, the field and the text;
    and the tables of those that were let in."""
    root = copy_project(tmp_path_factory.mktemp("naughty") / "project", BASE)
    texts = [(field, text) for text in strings() for field in FIELDS]
    written = {f"home-abc-{n:05}": pair for n, pair in enumerate(texts, 10_000)}
    template = (BASE / "homes" / "home-abc-002.yaml").read_text("utf-8")
    folder = root / "data" / "homes"
    for id, (field, text) in written.items():
        lines = [line for line in template.splitlines() if not line.startswith((f"{field}:", "id:"))]
        lines += [f"id: {id}", f"{field}: {quoted(text)}"]
        (folder / f"{id}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    project = open_project(root)
    refused = {p.where.file for p in inspect(project, SMALL_DAY).problems if p.severity == "error"}
    for id in [id for id in written if f"data/homes/{id}.yaml" in refused]:
        (folder / f"{id}.yaml").unlink()
    sound = inspect(project, SMALL_DAY)
    assert [p for p in sound.problems if p.severity == "error"] == []
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return written, sound.tables


def quoted(text: str) -> str:
    """The text as YAML in double quotes: JSON, but for halves of surrogate pairs and the like."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\x85")


def test_there_are_enough_of_them_and_both_happen(entered: Any) -> None:
    written, tables = entered
    assert len(strings()) >= 500
    let_in = set(tables["homes"].rows["id"].to_pylist())
    texts = {
        field: {text for id, (f, text) in written.items() if f == field and id in let_in} for field in FIELDS
    }
    for must in (
        '前"后',
        "前,后",
        "👩‍👩‍👧‍👦",
        "مرحبا بالعالم",
        "0123",
        "null",
        "_x0041_",
        "锟斤拷",
        "'; DROP TABLE homes; --",
    ):
        assert must in texts["notes_public"], must
    for never in (
        "甲\0乙",
        "\ud800",
        "=1+1",
        "@x",
        "甲\u202e乙",
        "上\r下",
        "甲\ufffe乙",
        "<script>alert(1)</script>",
        "e\u0301",
    ):
        assert not any(never in found for found in texts.values()), ascii(never)
    assert len(texts["name"]) > 150


def test_what_is_let_in_is_the_same_in_every_format(entered: Any, tmp_path: Path) -> None:
    written, tables = entered
    expected = {id: pair for id, pair in written.items() if id in set(tables["homes"].rows["id"].to_pylist())}
    for name, rows in read_back(tables["homes"], tmp_path):
        found = {row["id"]: row for row in rows}
        wrong = [
            (name, field, ascii(text)) for id, (field, text) in expected.items() if found[id][field] != text
        ]
        assert wrong == []


def test_every_column_of_text_of_every_table_carries_them(entered: Any, tmp_path: Path) -> None:
    """What a line may hold, in each column of each table that has text."""
    written, tables = entered
    let_in = set(tables["homes"].rows["id"].to_pylist())
    texts = [t for id, (f, t) in written.items() if id in let_in and f == "notes_public"]
    assert len(texts) > 250
    columns = 0
    for table in tables.values():
        filled = {
            c.name for c in table.columns if c.field.kind in ("text", "lines", "markdown") and not c.is_key
        }
        if not filled:
            continue
        columns += len(filled)
        whole = sample(table, texts, filled)
        for name, rows in read_back(whole, tmp_path, workbook=table.name in ("cases", "events")):
            for column in filled:
                assert [row[column] for row in rows] == texts, (name, table.name, column)
    assert columns > 250


def sample(table: Table, texts: list[str], filled: set[str]) -> Table:
    """The table with a row a text: all its columns of text hold it, the others are empty."""
    keys = [str(n) for n in range(len(texts))]
    arrays = []
    for c in table.columns:
        if c.name in filled:
            arrays.append(pa.array(texts))
        elif c.is_key and c.arrow_type == pa.string():
            arrays.append(pa.array(keys))
        else:
            arrays.append(
                pa.array(range(len(texts)), c.arrow_type) if c.is_key else pa.nulls(len(texts), c.arrow_type)
            )
    made = pa.table(arrays, names=[c.name for c in table.columns])
    columns = tuple(replace_required(c) for c in table.columns)
    return Table(table.name, table.type, table.title, table.description, columns, made, table.parent)


def replace_required(column: Any) -> Any:
    from dataclasses import replace

    return column if column.is_key else replace(column, required=False, refers_to=None)


def read_back(
    table: Table, folder: Path, workbook: bool = True
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows as a reader of each format finds them. No guard stops what the checks let in."""
    dataset = Dataset(table, PUBLICATION)
    made = {
        f.suffix: f.write(dataset) for f in FORMATS if f.only(table) and (workbook or f.suffix != ".xlsx")
    }
    for suffix, content in made.items():
        assert Guard(Allowed()).scan(f"data/x{suffix}", content) == [], suffix
    yield ".csv", list(csv.DictReader(io.StringIO(made[".csv"].decode("utf-8"), newline="")))
    _, *lines = csv.reader(io.StringIO(made[".excel.csv"].decode("utf-8-sig"), newline=""))
    lines = [[re.sub(r'="([^"]*)"', r"\1", cell) for cell in line] for line in lines]
    yield ".excel.csv", [dict(zip(table.rows.column_names, line, strict=True)) for line in lines]
    yield ".json", json.loads(made[".json"])["data"]
    yield ".ndjson", [json.loads(line) for line in made[".ndjson"].decode("utf-8").split("\n")[:-1]]
    yield ".parquet", pq.read_table(io.BytesIO(made[".parquet"])).to_pylist()
    if ".geojson" in made and any(table.rows["lon_wgs84"].is_valid().to_pylist()):
        features = json.loads(made[".geojson"])["features"]
        yield ".geojson", [f["properties"] for f in features]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(sqlite.write([dataset]))
        connection.row_factory = sqlite3.Row
        yield ".sqlite", [dict(row) for row in connection.execute(f'SELECT * FROM "{table.name}"')]
    path = folder / "x.csv"
    path.write_bytes(made[".csv"])
    with duckdb.connect() as connection:
        found = connection.read_csv(
            str(path), header=True, all_varchar=True, quotechar='"', escapechar='"', sep=","
        )
        yield "DuckDB", [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    if workbook:
        sheet = openpyxl.load_workbook(io.BytesIO(made[".xlsx"]))["数据"]
        names = table.rows.column_names
        yield ".xlsx", [dict(zip(names, map(read, row), strict=True)) for row in sheet.iter_rows(min_row=2)]
