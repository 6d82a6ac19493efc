"""The recipes, run as the page prints them on what the site gives away; their results, found in another way."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from conftest import ROOT
from published import Published

CODED = ("python", "sql", "r", "sh")
LANGS = ("zh", "en")


def section(lang: str, anchor: str) -> str:
    text = (ROOT / f"content/{lang}/data/recipes.md").read_text("utf-8")
    found = re.search(rf"^## .*\{{#{anchor}\}}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"{lang} has no recipe {anchor}"
    return found[1]


def program(anchor: str) -> str:
    """The one program of a recipe."""
    (found,) = re.findall(r"^```[a-z]+\n(.*?)^```$", section("zh", anchor), re.M | re.S)
    return str(found)


@pytest.fixture(scope="module")
def data(built: Path) -> Published:
    return Published(built / "data")


@pytest.fixture(scope="module")
def folder(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has who follows the page: both archives unpacked."""
    place = tmp_path_factory.mktemp("recipes")
    for name, below in (("youth-atlas", ""), ("youth-atlas-official", "official")):
        with zipfile.ZipFile(built / f"data/{name}.zip") as archive:
            archive.extractall(place / below)
    return place


def run_python(anchor: str, folder: Path) -> dict[str, int]:
    """What the program prints: a name and a number a line."""
    done = subprocess.run([sys.executable, "-c", program(anchor)], cwd=folder, capture_output=True, text=True,
                          check=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"})  # fmt: skip
    return {name: int(n) for name, n in re.findall(r"^(\S+) +(\d+)$", done.stdout, re.M)}


def run_sql(anchor: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    monkeypatch.chdir(folder)
    with duckdb.connect() as db:
        return db.sql(program(anchor)).fetchall()


def names(data: Published) -> dict[str, str]:
    return {a["id"]: a["name"] for a in data["areas"]}


def in_order(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def test_both_languages_have_the_same_recipes() -> None:
    pages = [(ROOT / f"content/{lang}/data/recipes.md").read_text("utf-8") for lang in LANGS]
    anchors, programs = ([re.findall(p, page, re.M | re.S) for page in pages]
                         for p in (r"^## .*\{#(.*?)\}$", r"^```([a-z]+)\n(.*?)^```$"))  # fmt: skip
    assert anchors[0] == anchors[1]
    assert programs[0] == programs[1]
    assert {kind for kind, _ in programs[0]} == set(CODED)


@pytest.mark.parametrize("lang", LANGS)
def test_every_file_and_column_that_the_page_names_is_there(built: Path, data: Published, lang: str) -> None:
    text = (ROOT / f"content/{lang}/data/recipes.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_-]+(?:\.[a-z]+)*\.(?:csv|zip|xlsx|sql|geojson|gpkg|parquet))`", text))
    assert len(named) >= 7
    assert [name for name in named if not (built / "data" / name).is_file()] == []
    for table, column in re.findall(r"`([a-z_]+)\.(home_id|id)`", text):
        assert column in data[table][0], (table, column)


def test_pandas_counts_the_open_homes_of_each_town(folder: Path, data: Published) -> None:
    wanted = Counter(names(data)[h["area"]] for h in data["homes"] if h["status"] == "open")
    assert run_python("pandas", folder) == dict(wanted)


def test_duckdb_finds_the_homes_that_usually_stay_open_after_nine(
    folder: Path, data: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None that closes at nine sharp, none by a row of last summer or of the next, none on some days only."""
    found = run_sql("duckdb", folder, monkeypatch)
    today = max(i["as_of"] for i in data["indicators"])
    late: dict[str, str] = {}
    for row in data["homes__opening"]:
        begins, ends, closes = row["valid_from"], row["valid_to"], row["closes"]
        usual = not (begins and ends) and (begins or today) <= today <= (ends or today)
        if usual and closes > "21:00":
            late[row["home_id"]] = max(closes, late.get(row["home_id"], ""))
    open_homes = {h["id"]: h["name"] for h in data["homes"] if h["status"] == "open"}
    wanted = [(open_homes[id], closes) for id, closes in late.items() if id in open_homes]
    assert found == sorted(wanted, key=lambda row: ([-ord(c) for c in row[1]], row[0]))
    assert 5 < len(found) < len(open_homes)
    assert all(closes > "21:00" for _, closes in found)


def test_a_row_out_of_season_does_not_make_a_home_late(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program on made-up rows, each wrong in one way, and one that is right."""
    rows = """('a', '21:00', NULL, NULL), ('b', '22:00', DATE '2027-06-01', DATE '2027-08-31'),
        ('c', '22:00', NULL, DATE '2026-10-31'), ('d', '22:00', DATE '2027-01-01', NULL),
        ('e', '22:00', DATE '2026-11-01', DATE '2026-11-30'), ('f', '21:30', NULL, NULL), ('g', '23:00', NULL, NULL)"""
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as db:
        db.sql(f"COPY (SELECT * FROM (VALUES {rows}) AS t(home_id, closes, valid_from, valid_to))"
               " TO 'homes__opening.parquet'")  # fmt: skip
        db.sql("COPY (SELECT id, id AS name, if(id = 'g', 'closed', 'open') AS status"
               " FROM (SELECT unnest(['a', 'b', 'c', 'd', 'e', 'f', 'g']) AS id)) TO 'homes.parquet'")  # fmt: skip
        db.sql("COPY (SELECT DATE '2026-11-22' AS as_of) TO 'indicators.parquet'")
    assert run_sql("duckdb", tmp_path, monkeypatch) == [("f", "21:30")]


def test_an_indicator_is_computed_again_as_the_page_says(
    folder: Path, data: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "`duckdb -init indicators.sql`" in section("zh", "duckdb")
    assert '`FROM "I-COV-01";`' in section("zh", "duckdb")
    monkeypatch.chdir(folder)
    with duckdb.connect() as db:
        db.execute((folder / "indicators.sql").read_text("utf-8"))
        again = db.sql('FROM "I-COV-01"')
        found = {
            (r["area"], r["period"]): r
            for r in (dict(zip(again.columns, row, strict=True)) for row in again.fetchall())
        }
    published = [i for i in data["indicators"] if i["indicator"] == "I-COV-01" and i["breakdown"] == "all"]
    assert published
    for row in published:
        own = found[row["area"], row["period"]]
        assert float(own["numerator"]) == float(row["numerator"])
        assert float(own["denominator"]) == float(row["denominator"])


def test_duckdb_counts_the_events_of_each_town(
    folder: Path, data: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run_sql("events-by-town", folder, monkeypatch)
    areas = {t: {r["id"]: r["area"] for r in data[t]} for t in ("homes", "gathering_places", "orgs")}
    held = [e for e in data["events"] if e["status"] in ("held", "archived")]
    wanted = Counter(
        names(data)[
            areas["homes"].get(e["home"])
            or areas["gathering_places"].get(e["gathering_place"])
            or areas["orgs"][e["host_org"]]
        ]
        for e in held
    )
    assert found == in_order(wanted)
    assert sum(n for _, n in found) == len(held) > 20
    level = {a["name"]: a["level"] for a in data["areas"]}
    assert {level[name] for name, _ in found} <= {"town", "district"}


def test_duckdb_counts_without_demonstration_records(
    folder: Path, data: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run_sql("without-demo", folder, monkeypatch)
    real = [o for o in data["orgs"] if o["provenance"] != "demo"]
    assert found == in_order(
        Counter(names(data)[o["area"]] for o in real if o["area"] and o["status"] == "active")
    )
    assert 0 < len(real) < len(data["orgs"])
    assert "provenance" not in data["homes__opening"][0]


def test_pandas_counts_the_villages_of_each_town_from_the_official_datasets(
    folder: Path, data: Published
) -> None:
    assert "`youth-atlas-official.zip`" in section("zh", "official")
    now = [a for a in data["areas"] if a["status"] == "active" and a["provenance"] != "demo"]
    towns = {a["id"]: a["name"] for a in now if a["level"] == "town"}
    wanted = Counter(towns[a["parent"]] for a in now if a["level"] == "village")
    assert run_python("official", folder) == dict(wanted)
    for path in (folder / "official").glob("*.csv"):
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        assert all(row.get("provenance") != "demo" for row in rows), path.name


def test_r_counts_by_the_month_of_beijing(folder: Path, data: Published) -> None:
    """R is not here: what the program reads and cuts off is compared with the instants of the Parquet file."""
    assert program("r") == (
        'events <- read.csv("events.csv", colClasses = "character", fileEncoding = "UTF-8")\n'
        "table(substr(events$starts_at, 1, 7))\n"
    )
    by_text = Counter(e["starts_at"][:7] for e in data["events"])
    with duckdb.connect() as db:
        db.sql("SET TimeZone = 'Asia/Shanghai'")
        months = db.sql(f"SELECT strftime(starts_at, '%Y-%m') FROM '{folder}/events.parquet'").fetchall()
    assert by_text == Counter(month for (month,) in months)


@pytest.mark.parametrize("lang", LANGS)
def test_the_excel_recipe_names_what_is_in_the_workbook(built: Path, data: Published, lang: str) -> None:
    steps = section(lang, "excel")
    books: dict[str, Any] = {
        name: openpyxl.load_workbook(built / f"data/{name}.xlsx") for name in ("homes", "areas")
    }
    homes = books["homes"]["数据"]
    heads = {name: [c.value for c in book["数据"][1]] for name, book in books.items()}
    quoted = set(re.findall("“(.*?)”", steps))
    assert quoted == {"数据", "字段说明", "代码", "所属镇街", "编号", "名称"}
    assert quoted <= {*books["homes"].sheetnames, *heads["homes"], *heads["areas"]}
    assert homes.freeze_panes.endswith("2"), "the first row stays"
    assert all(cell.comment for cell in homes[1])
    pivot = pivoted(homes, "所属镇街", "编号")
    assert pivot == Counter(h["area"] for h in data["homes"])
    of_areas = books["areas"]["数据"]
    named = dict(zip(column(of_areas, "编号"), column(of_areas, "名称"), strict=True))
    assert {named[area] for area in pivot} == {names(data)[area] for area in pivot}
    raw = {name: (built / f"data/{name}.csv").read_bytes() for name in ("homes.excel", "homes")}
    assert {name: text.startswith(b"\xef\xbb\xbf") for name, text in raw.items()} == {
        "homes.excel": True,
        "homes": False,
    }
    assert next(csv.reader(io.StringIO(raw["homes.excel"].decode("utf-8-sig")))) == heads["homes"]


def column(sheet: Any, title: str) -> list[Any]:
    (at,) = (i for i, cell in enumerate(sheet[1]) if cell.value == title)
    return [row[at] for row in sheet.iter_rows(min_row=2, values_only=True)]


def pivoted(sheet: Any, rows: str, counted: str) -> Counter[Any]:
    """What a pivot table shows: for each value of one column, how many cells of another are not empty."""
    pairs = zip(column(sheet, rows), column(sheet, counted), strict=True)
    return Counter(key for key, value in pairs if value is not None)


def test_qgis_finds_the_points_where_the_page_says(built: Path, data: Published) -> None:
    with closing(sqlite3.connect(f"file:{built}/data/youth-atlas.gpkg?mode=ro", uri=True)) as db:
        layers = dict(db.execute("SELECT table_name, srs_id FROM gpkg_contents WHERE data_type = 'features'"))
    assert layers["homes"] == 4326
    layer = json.loads((built / "data/homes.geojson").read_bytes())
    homes = {h["id"]: h for h in data["homes"]}
    shown = {f["properties"]["id"]: f["geometry"]["coordinates"] for f in layer["features"] if f["geometry"]}
    assert shown == {
        id: [float(h["lon_wgs84"]), float(h["lat_wgs84"])] for id, h in homes.items() if h["lon_wgs84"]
    }
    gaps = [
        abs(float(h["lon_gcj02"]) - float(h["lon_wgs84"])) * 95_000 for h in homes.values() if h["lon_gcj02"]
    ]
    assert 100 < max(gaps) < 500, "metres east; a point that is known roughly may be rounded to the same"
    assert all(h["lat_gcj02"] for h in homes.values() if h["lon_gcj02"])


def test_curl_takes_a_file_and_verifies_it(address: str, tmp_path: Path, built: Path) -> None:
    text = program("curl")
    line = re.search(r"^SITE=.*$", text, re.M)
    assert line
    text = text.replace(line[0], f"SITE={address.rstrip('/')}")
    done = subprocess.run(["sh", "-ec", text], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "homes.csv").read_bytes() == (built / "data/homes.csv").read_bytes()
    (tmp_path / "homes.csv").write_bytes(b"changed")
    verify = text[text.index("grep") :]
    assert subprocess.run(["sh", "-c", verify], cwd=tmp_path, capture_output=True, check=False).returncode
