"""Every table, as programs that are not ours read it: each format says the same, value for value."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from conftest import ROOT

from generator.core.text import Text, same
from generator.datasets.formats import csv as csv_format
from generator.datasets.formats import json as json_format
from generator.datasets.formats import sqlite as sqlite_format
from generator.datasets.formats.csv import for_excel
from generator.datasets.publication import Dataset, Licence, Publication
from generator.schema.load import read_model
from generator.schema.model import walk
from generator.schema.names import OWN_TABLES
from generator.tables import derived

Row = dict[str, Any]

TEXT = re.compile(r'="([0-9A-Za-z.:/+-]+)"')
"""How the CSV for Excel holds text that looks like a number."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@pytest.fixture(scope="module")
def package(data: Path) -> Row:
    found: Row = json.loads((data / "datapackage.json").read_bytes())
    return found


# The formats


def test_every_table_is_there_in_every_format(data: Path, typed: dict[str, pa.Table]) -> None:
    for suffix in (".csv", ".excel.csv", ".json", ".ndjson", ".xlsx"):
        found = {p.name.removesuffix(suffix) for p in data.glob(f"*{suffix}")}
        if suffix == ".csv":
            found = {name for name in found if not name.endswith(".excel")}
        assert found - {"datapackage", "csv-metadata", "changelog", "quality_report"} == typed.keys(), suffix


def test_tables_of_no_record_type_are_known(data: Path) -> None:
    """So that a schema which claims the name of one is refused."""
    of_types = {t.table for t in read_model(ROOT / "schemas").types}
    published = {re.split(r"__|\.", path.name)[0] for path in data.glob("*.csv")}
    assert published - of_types == OWN_TABLES


def test_json_and_ndjson_agree_with_parquet(data: Path, typed: dict[str, pa.Table]) -> None:
    for name, table in typed.items():
        expected = [{k: as_json(v) for k, v in row.items()} for row in table.to_pylist()]
        document = json.loads((data / f"{name}.json").read_bytes())
        assert document["data"] == expected, name
        assert document["_meta"]["rows"] == len(expected), name
        assert document["_meta"]["table"] == name
        assert document["_meta"]["licence"] == "CC-BY-4.0"
        assert "CC-BY-4.0" in document["_meta"]["attribution"]
        assert [list(r) for r in document["data"]] == [table.column_names] * len(expected), name
        lines = (data / f"{name}.ndjson").read_bytes().split(b"\n")
        assert lines.pop() == b"", f"{name}.ndjson ends with a line break"
        assert [json.loads(line) for line in lines] == expected, name


def test_csv_agrees_with_parquet(data: Path, typed: dict[str, pa.Table]) -> None:
    for name, table in typed.items():
        header, *rows = read_csv((data / f"{name}.csv").read_bytes().decode("utf-8"))
        assert header == table.column_names, name
        kinds = table.schema.types
        assert [[parse(c, k) for c, k in zip(r, kinds, strict=True)] for r in rows] == [
            [v if v != [] else None for v in row.values()] for row in table.to_pylist()
        ], name


def test_sqlite_agrees_with_parquet(data: Path, typed: dict[str, pa.Table]) -> None:
    with database(data) as connection:
        listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        assert {name for (name,) in listed} == typed.keys() | {"about"}
        for name, table in typed.items():
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            assert [d[0] for d in cursor.description] == table.column_names, name
            expected = [tuple(as_cell(v) for v in row.values()) for row in table.to_pylist()]
            assert cursor.fetchall() == expected, name


def test_every_format_holds_the_types_that_the_descriptor_names(data: Path, package: Row) -> None:
    """A reader who compares amounts with a number gets all that are larger, whatever file it is."""
    with database(data) as connection:
        for resource in (r for r in package["resources"] if r["name"] != "quality_report"):
            name = resource["name"]
            rows = json.loads((data / f"{name}.json").read_bytes())["data"]
            for field in resource["schema"]["fields"]:
                column = f'"{field["name"]}"'
                stored = connection.execute(f'SELECT DISTINCT typeof({column}) FROM "{name}"').fetchall()
                where = f"{name}.{field['name']} is {field['type']}"
                assert {kind for (kind,) in stored} <= IN_SQLITE[field["type"]] | {"null"}, where
                found = {type(row[field["name"]]) for row in rows}
                kinds = {list} if "delimiter" in field else IN_JSON[field["type"]]
                assert found <= kinds | {type(None)}, where
        asked = [r["amount_requested"] for r in json.loads((data / "funding.json").read_bytes())["data"]]
        (more,) = connection.execute("SELECT count(*) FROM funding WHERE amount_requested > 5000").fetchone()
        assert more == sum(float(amount) > 5000 for amount in asked) > 10


IN_SQLITE = {
    "string": {"text"},
    "date": {"text"},
    "datetime": {"text"},
    "boolean": {"integer"},
    "integer": {"integer"},
    "number": {"real"},
}
IN_JSON: dict[str, set[type]] = {
    "string": {str},
    "date": {str},
    "datetime": {str},
    "boolean": {bool},
    "integer": {int},
    "number": {float},
}


AMOUNTS = [Decimal(cents).scaleb(-2) for cents in (0, 1, 10, 1999, 123_456_78, 99_999_999_999_999)]


def test_an_amount_is_the_same_number_to_the_cent_in_every_format() -> None:
    """The largest that a record may hold (V-505) and the least, each as its format's own number."""
    columns = [
        derived.column("id", "编号", "Id", "编号", "Id", key=True),
        derived.column("paid", "金额", "Paid", "金额", "Paid", "money"),
    ]
    kind = derived.kind_of("payment", "payments", Text("付款", "Payments"), Text("付款", "Payments"))
    rows = [{"id": str(i), "paid": amount} for i, amount in enumerate(AMOUNTS)]
    licence = Licence("CC-BY-4.0", "", Text("", ""), False)
    publication = Publication("x", "x", Text("例", "x"), Text("例", "x"), "", date(2024, 6, 1), "", licence,
                              Text("", ""), "", Text("", ""), "")  # fmt: skip
    dataset = Dataset(derived.table(kind, columns, rows), publication)
    cells = [r[1] for r in read_csv(csv_format.write(dataset).decode())[1:]]
    assert [Decimal(cell) for cell in cells] == AMOUNTS
    assert {len(cell.partition(".")[2]) for cell in cells} == {2}
    listed = [
        json.loads(line, parse_float=Decimal)["paid"] for line in json_format.lines(dataset).splitlines()
    ]
    assert listed == AMOUNTS
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(sqlite_format.write([dataset]))
        stored = [n for (n,) in connection.execute("SELECT paid FROM payments ORDER BY id")]
    assert [Decimal(repr(number)) for number in stored] == AMOUNTS


def test_sqlite_has_indexes_and_views_that_read_without_codes(data: Path, typed: dict[str, pa.Table]) -> None:
    with database(data) as connection:
        views = {n for (n,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
        assert views == {f"{name}_readable" for name in typed}
        for name, table in typed.items():
            (rows,) = connection.execute(f'SELECT count(*) FROM "{name}_readable"').fetchone()
            assert rows == table.num_rows, name
            indexed = {c[2] for i in connection.execute(f'PRAGMA index_list("{name}")')
                       for c in connection.execute(f'PRAGMA index_info("{i[1]}")')}  # fmt: skip
            assert {k[3] for k in connection.execute(f'PRAGMA foreign_key_list("{name}")')} <= indexed, name
        home = connection.execute(
            'SELECT "状态", "所属镇街", "服务类别" FROM homes_readable WHERE "编号" = ?', ["home-qbj-001"]
        ).fetchone()
        assert home == ("开放", "大弯街道", "文化学习、志愿服务、公益、信息") or all(home)
        assert not any(re.search("[a-z]", word) for word in home), home
        described = connection.execute("SELECT dataset, name FROM fields").fetchall()
        assert set(described) == {(n, c) for n, t in typed.items() for c in t.column_names}


def test_duckdb_agrees_with_parquet_and_csv(data: Path, typed: dict[str, pa.Table]) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        for name, table in typed.items():
            found = connection.read_parquet(str(data / f"{name}.parquet"))
            own = [c for c in found.columns if c != "geometry"]
            assert own == table.column_names, name
            assert found.select(*own).to_arrow_table().to_pylist() == table.to_pylist(), name
            cells = connection.read_csv(str(data / f"{name}.csv"), header=True, all_varchar=True).fetchall()
            _, *rows = read_csv((data / f"{name}.csv").read_text("utf-8"))
            assert [[c or "" for c in row] for row in cells] == rows, name


def test_excel_csv_has_a_byte_order_mark_and_a_chinese_header(data: Path, typed: dict[str, pa.Table]) -> None:
    for name, table in typed.items():
        content = (data / f"{name}.excel.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), name
        header, *rows = read_csv(content.decode("utf-8-sig"))
        assert re.search("[\u4e00-\u9fff]", header[0]), name
        assert header == [titles(table.schema.field(c))[0] for c in table.column_names], name
        values = [[TEXT.sub(r"\1", cell) for cell in row] for row in rows]
        assert values == read_csv((data / f"{name}.csv").read_text("utf-8"))[1:], name
        outside_quotes = re.sub(rb'"[^"]*"', b"", content)
        assert outside_quotes.count(b"\n") == outside_quotes.count(b"\r\n") == len(rows) + 1, name


def test_excel_leaves_codes_as_they_are(data: Path, typed: dict[str, pa.Table]) -> None:
    """It would show 5.10113E+11 for the code of a village, and drop leading zeros: such text is marked."""
    marked = set()
    for name, table in typed.items():
        _, *rows = read_csv((data / f"{name}.excel.csv").read_text("utf-8-sig"))
        for i, field in enumerate(table.schema):
            is_text = pa.types.is_string(field.type) or pa.types.is_list(field.type)
            for row, cell in ((row, row[i]) for row in rows) if is_text else ():
                if TEXT.fullmatch(cell):
                    marked.add(f"{name}.{field.name}")
                assert not re.fullmatch(r"0\d+|\d{12,}|\d{1,4}[-/]\d{1,2}|\d+:\d+", cell), (
                    name,
                    field.name,
                    row,
                )
            cells = {bool(TEXT.fullmatch(row[i])) for row in rows if re.search(r"^(=\"|\d+$)", row[i])}
            assert not is_text or len(cells) < 2, (name, field.name, "both text and numbers")
    assert {"areas.code", "extended_service.month"} <= marked
    assert not any(column.endswith((".id", ".updated_on")) for column in marked)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("510113002001", '="510113002001"'),
        ("01234567890123456", '="01234567890123456"'),
        ("007", '="007"'),
        ("1e5", '="1e5"'),
        ("1.0", '="1.0"'),
        ("510113", "510113"),
        ("0", "0"),
        ("12345678901", "12345678901"),
        ("028-83600000", "028-83600000"),
        ("2026-11", '="2026-11"'),
        ("1/2", '="1/2"'),
        ("09:00", '="09:00"'),
        ("２０２６", "２０２６"),
    ],
)
def test_text_that_excel_would_change_is_marked_as_text(text: str, cell: str) -> None:
    table = pa.table({"a": [text], "b": [int(1e12)]})
    columns = [SimpleNamespace(title=same(n)) for n in "ab"]
    dataset = SimpleNamespace(table=SimpleNamespace(rows=table, columns=columns))
    _, row = read_csv(for_excel(dataset).decode("utf-8-sig"))
    assert row == [cell, "1000000000000"]


def test_no_cell_is_a_formula(data: Path) -> None:
    """A spreadsheet would run what begins so (OWASP: CSV injection)."""
    for path in data.glob("*.csv"):
        for row in read_csv(path.read_text("utf-8-sig")):
            for cell in row:
                if path.name.endswith(".excel.csv"):
                    cell = TEXT.sub(r"\1", cell)  # a constant, which runs nothing
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or NUMBER.fullmatch(cell), (
                    path.name
                )


def test_geojson_holds_every_point_and_nothing_else(data: Path, typed: dict[str, pa.Table]) -> None:
    west, south, east, north = typed["plan__bbox"].column("value").to_pylist()
    paths = list(data.glob("*.geojson"))
    assert {p.stem for p in paths} == {n for n, t in typed.items() if "lon_wgs84" in t.column_names}
    for path in paths:
        features = json.loads(path.read_bytes())["features"]
        located = [r for r in typed[path.stem].to_pylist() if r["lon_wgs84"] is not None]
        assert [f["id"] for f in features] == [r["id"] for r in located]
        for feature, row in zip(features, located, strict=True):
            assert feature["type"] == "Feature"
            assert feature["geometry"]["type"] == "Point"
            lon, lat = feature["geometry"]["coordinates"]
            assert (lon, lat) == (row["lon_wgs84"], row["lat_wgs84"])
            assert west <= lon <= east, row["id"]
            assert south <= lat <= north, row["id"]
            rest = {k: as_json(v) for k, v in row.items() if k not in ("lon_wgs84", "lat_wgs84")}
            assert feature["properties"] == rest
    assert any(json.loads(p.read_bytes())["features"] for p in paths)


# The relations


def test_foreign_keys_hold(data: Path, typed: dict[str, pa.Table]) -> None:
    with database(data) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, table in typed.items():
            keys = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            assert keys or "__" not in name, f"{name} refers to the table it belongs to"
            columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            key = [c[1] for c in columns if c[5]]
            values = list(zip(*(table.column(k).to_pylist() for k in key), strict=True))
            assert key, name
            assert values == sorted(set(values)), f"{name} is sorted by its key"


# The descriptions


# frictionless calls what its own dependencies have renamed.
@pytest.mark.filterwarnings("default")
def test_frictionless_finds_the_package_valid(data: Path, tmp_path: Path) -> None:
    import frictionless

    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(json.loads((data / "datapackage.json").read_bytes())["resources"])


@pytest.mark.filterwarnings("default")
def test_frictionless_would_have_found_a_wrong_row(data: Path, package: Row, tmp_path: Path) -> None:
    import frictionless

    homes = next(r for r in package["resources"] if r["name"] == "homes")
    del homes["schema"]["foreignKeys"]
    (tmp_path / "datapackage.json").write_text(json.dumps({**package, "resources": [homes]}))
    shutil.copy(data / "homes.csv", tmp_path)
    with (tmp_path / "homes.csv").open("a") as file:
        file.write("one,two\n")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {"missing-cell", "hash-count"} <= {e.type for task in report.tasks for e in task.errors}


def test_the_descriptor_follows_the_standard(package: Row, typed: dict[str, pa.Table], data: Path) -> None:
    """Data Package v2: https://datapackage.org/standard/data-package/"""
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert datetime.fromisoformat(package["created"]).utcoffset() is not None
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    names = [resource["name"] for resource in package["resources"]]
    assert sorted(names) == sorted([*typed, "quality_report"])
    for resource in package["resources"]:
        schema = resource["schema"]
        content = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert "/" not in resource["path"]
        columns = read_csv(content.decode())[0]
        assert [f["name"] for f in schema["fields"]] == columns
        assert set(schema["primaryKey"]) <= set(columns)
        for key in schema.get("foreignKeys", ()):
            assert key["reference"]["resource"] in {"", *names}
            assert len(key["fields"]) == len(key["reference"]["fields"])
        for field in schema["fields"]:
            zh, _, en = field["title"].partition(" / ")
            assert zh, field
            assert en, field
            assert " / " in field["description"], field
            assert field["type"] in STANDARD_TYPES
            assert set(field.get("constraints", ())) <= CONSTRAINTS


CONSTRAINTS = {"required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"}
STANDARD_TYPES = {"string", "number", "integer", "boolean", "date", "datetime"}


def test_every_public_column_is_explained_in_both_languages(
    typed: dict[str, pa.Table], project_copy: Path
) -> None:
    for name, table in typed.items():
        for field in table.schema:
            assert all(titles(field)), f"{name}.{field.name}"
            assert all(len(text) >= 4 for text in descriptions(field)), f"{name}.{field.name}"
    for record_type in read_model(project_copy / "schemas").types:
        for path, field in walk(record_type.fields):
            words = (field.title.zh, field.title.en, field.description.zh, field.description.en)
            assert field.publish in ("public", "aggregate"), path
            assert all(words), path


def test_checksums_are_those_of_the_files(data: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", "checksums.txt"]
    done = subprocess.run(command, cwd=data, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    listed = {line.partition("  ")[2] for line in (data / "checksums.txt").read_text("utf-8").splitlines()}
    there = {p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file()}
    assert {path for path in there - listed if not path.endswith(".html")} == {"checksums.txt"}


# How they are read


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@contextmanager
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """The SQLite file, opened so that nothing can be written."""
    with closing(
        sqlite3.connect(f"file:{data / 'youth-atlas.sqlite'}?mode=ro&immutable=1", uri=True)
    ) as found:
        yield found


def as_json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def as_cell(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(value)
    return int(value) if isinstance(value, bool) else as_json(value)


def parse(cell: str, kind: pa.DataType) -> Any:
    """The value that a cell of CSV means, its column being of a kind."""
    if cell == "":
        return None
    if pa.types.is_list(kind):
        return cell.split(";")
    if pa.types.is_boolean(kind):
        return {"true": True, "false": False}[cell]
    if pa.types.is_timestamp(kind):
        return datetime.fromisoformat(cell)
    if pa.types.is_date(kind):
        return date.fromisoformat(cell)
    if pa.types.is_decimal(kind):
        return Decimal(cell)
    if pa.types.is_integer(kind):
        return int(cell)
    return float(cell) if pa.types.is_floating(kind) else cell


def titles(field: pa.Field) -> tuple[str, str]:
    return field.metadata[b"title"].decode(), field.metadata[b"title_en"].decode()


def descriptions(field: pa.Field) -> Iterator[str]:
    yield field.metadata[b"description"].decode()
    yield field.metadata[b"description_en"].decode()
