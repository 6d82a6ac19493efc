"""A file that was taken away from its page still says what it is worth; what is made up is no event to go to."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

MADE_UP, PROPOSED = "32 条记录中 32 条是演示", "拟用，待发布单位确认"
FORMS = (".csv", ".excel.csv", ".xlsx", ".json", ".ndjson", ".parquet")


@pytest.fixture(scope="module")
def data(built: Path) -> Path:
    return built / "data"


@pytest.mark.parametrize("suffix", [".json", ".geojson"])
def test_json_carries_its_caveats(data: Path, suffix: str) -> None:
    said = json.loads((data / f"homes{suffix}").read_bytes())["_meta"]
    assert any(MADE_UP in c for c in said["caveats"])
    assert any(PROPOSED in c for c in said["caveats"])
    assert any("32 of 32" in c for c in said["caveats_en"])


def test_parquet_and_workbook_carry_them(data: Path) -> None:
    words = pq.read_schema(data / "homes.parquet").metadata
    told = json.loads(words[b"caveats"])
    assert [c for c in told if MADE_UP in c or PROPOSED in c] == told
    sheet = openpyxl.load_workbook(data / "homes.xlsx")["关于"]
    notes = [str(row[1].value) for row in sheet.iter_rows() if row[0].value == "注意 / Note"]
    assert any(MADE_UP in n for n in notes)
    assert any(PROPOSED in n for n in notes)


def test_figures_say_which_of_them_count_demonstration(data: Path) -> None:
    said = json.loads((data / "indicators.json").read_bytes())["_meta"]["caveats_en"]
    assert any("demo_data" in c for c in said)


def test_catalogue_and_page_carry_them(data: Path) -> None:
    nodes = json.loads((data / "catalog.jsonld").read_bytes())["@graph"]
    homes = next(n for n in nodes if n["@id"].endswith("/data/homes/#dataset"))
    rights = json.dumps(homes["dct:rights"], ensure_ascii=False)
    assert MADE_UP in rights
    assert PROPOSED in rights
    page = (data / "homes/index.html").read_text("utf-8")
    (linked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert MADE_UP in linked
    assert PROPOSED in linked


def test_a_made_up_event_is_no_event_for_search_engines(built: Path) -> None:
    listed = (built / "sitemap.xml").read_text("utf-8")
    with (built / "data/events.csv").open(encoding="utf-8", newline="") as file:
        events = [r["id"] for r in csv.DictReader(file) if r["provenance"] == "demo"]
    assert events
    for id in events:
        page = (built / f"events/{id}/index.html").read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in page
        assert '"Event"' not in page
        assert f"events/{id}/" not in listed
    homes = (built / "homes/home-qbj-012/index.html").read_text("utf-8")
    assert "noindex" not in homes


def test_what_is_official_comes_in_every_form(data: Path) -> None:
    official = data / "official"
    for table in ("orgs", "areas", "indicators", "fields", "codes"):
        assert all((official / f"{table}{suffix}").is_file() for suffix in FORMS), table
    assert (official / "homes.geojson").is_file()
    with sqlite3.connect(official / "youth-atlas.sqlite") as connection:
        [(n, made_up)] = connection.execute("SELECT count(*), sum(provenance = 'demo') FROM orgs")
    assert (n > 0, made_up) == (True, 0)
    with (official / "orgs.csv").open(encoding="utf-8", newline="") as file:
        orgs = [r["id"] for r in csv.DictReader(file)]
    listed = json.loads((data.parent / "api/v1/official/orgs.json").read_bytes())
    assert [r["id"] for r in listed["data"]] == orgs
    assert listed["_meta"]["licence_confirmed"] is False
    assert "数据日期" in (official / "README.txt").read_text("utf-8")
    with (official / "fields.csv").open(encoding="utf-8", newline="") as file:
        assert {r["dataset"] for r in csv.DictReader(file)} <= {p.stem for p in official.glob("*.ndjson")}


def told(said: list[str], said_en: list[str]) -> tuple[bool, bool]:
    """Whether both languages tell of what is made up, and of the licence."""
    words, words_en = "。".join(said), ". ".join(said_en)
    made_up = "是演示（provenance 为 demo）" in words and "are demonstration" in words_en
    return made_up, PROPOSED in words and "to be confirmed by the publisher" in words_en


def test_databases_carry_them(data: Path) -> None:
    with closing(
        sqlite3.connect(f"file:{data / 'youth-atlas.gpkg'}?mode=ro&immutable=1", uri=True)
    ) as layers:
        words = dict(layers.execute("SELECT table_name, description FROM gpkg_contents"))
    assert MADE_UP in words["homes"]
    assert "32 of 32" in words["homes"]
    assert all(PROPOSED in w for w in words.values())
    with closing(
        sqlite3.connect(f"file:{data / 'youth-atlas.sqlite'}?mode=ro&immutable=1", uri=True)
    ) as found:
        columns = "dataset, caveats, caveats_en, licence, licence_confirmed"
        rows = {name: rest for name, *rest in found.execute(f"SELECT {columns} FROM about")}
        tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert rows.keys() == tables - {"about"}
    zh, en, licence, confirmed = rows["homes"]
    assert MADE_UP in zh
    assert told([zh], [en]) == (True, True)
    assert (licence, confirmed) == ("CC-BY-4.0", 0)


def test_descriptions_of_the_csv_files_carry_them(data: Path) -> None:
    (homes,) = (
        r for r in json.loads((data / "datapackage.json").read_bytes())["resources"] if r["name"] == "homes"
    )
    assert told(homes["caveats"], homes["caveats_en"]) == (True, True)
    tables = json.loads((data / "csv-metadata.json").read_bytes())["tables"]
    (rights,) = (json.dumps(t["dc:rights"], ensure_ascii=False) for t in tables if t["url"] == "homes.csv")
    assert told([rights], [rights]) == (True, True)


def test_the_export_for_others_carries_them(data: Path) -> None:
    said = json.loads((data / "hsds/datapackage.json").read_bytes())
    assert told(said["caveats"], said["caveats_en"]) == (True, True)
    assert told([said["description"]], [said["description"]]) == (True, True)
    assert PROPOSED in said["licenses"][0]["title"]
    (places,) = (r for r in said["resources"] if r["name"] == "location")
    assert MADE_UP in places["description"]


def test_lists_of_the_api_carry_them(built: Path) -> None:
    api = built / "api/v1"
    whole = json.loads((api / "index.json").read_bytes())
    for meta in (whole["_meta"], *(c for c in whole["collections"] if c["collection"] == "homes")):
        assert told(meta["caveats"], meta["caveats_en"]) == (True, True)
    for path in api.glob("*/index.json"):
        document = json.loads(path.read_bytes())
        made_up = any(row.get("provenance") == "demo" for row in document["data"])
        assert told(document["_meta"]["caveats"], document["_meta"]["caveats_en"]) == (made_up, True), path
    for path in api.glob("official/*.json"):
        meta = json.loads(path.read_bytes())["_meta"]
        assert told(meta["caveats"], meta["caveats_en"]) == (False, True), path
    for path in api.glob("areas/*/records.json"):
        document = json.loads(path.read_bytes())
        rows = [row for group in document["data"].values() for row in group]
        made_up = any(row["provenance"] == "demo" for row in rows)
        assert told(document["_meta"]["caveats"], document["_meta"]["caveats_en"]) == (made_up, True), path
    home = json.loads((api / "homes/home-qbj-012.json").read_bytes())
    assert told(home["_meta"]["caveats"], ["are demonstration", *home["_meta"]["caveats_en"]]) == (True, True)
    district = json.loads((api / "areas/area-510113.json").read_bytes())["_meta"]
    assert told(district["caveats"], district["caveats_en"]) == (False, True)
    schema = json.loads((api / "openapi.json").read_bytes())["components"]["schemas"]["meta"]
    assert {"caveats", "caveats_en", "licence_confirmed"} <= schema["properties"].keys()


def test_changes_and_feeds_carry_them(built: Path, data: Path) -> None:
    for path in (data / "changelog.json", data / "changelog/homes.json"):
        meta = json.loads(path.read_bytes())["_meta"]
        assert told(meta["caveats"], meta["caveats_en"]) == (True, True), path
        assert meta["licence_confirmed"] is False
    for path in ("feed", "homes/feed", "areas/area-510113/feed"):
        zh, en = built / path, built / "en" / path
        listed = [json.loads(p.with_suffix(".json").read_bytes())["description"] for p in (zh, en)]
        assert told(listed[:1], listed[1:]) == (True, True), path
        rights = [
            re.findall(r"<rights>(.*?)</rights>", p.with_suffix(".atom").read_text("utf-8")) for p in (zh, en)
        ]
        assert told(*rights) == (True, True), path
        assert "知识共享署名" in rights[0][0]


def test_a_calendar_of_what_is_made_up_is_no_page_for_search_engines(built: Path) -> None:
    """The months and years of events, all of which are made up; the list itself stays to be found."""
    sites = (built / "sitemap.xml").read_text("utf-8")
    periods = [
        p.name for p in (built / "events").iterdir() if re.fullmatch(r"\d{4}(-\d\d)?(-page-\d+)?", p.name)
    ]
    assert {"2026", "2026-12"} <= set(periods)
    for lang in ("", "en/"):
        for name in periods:
            page = (built / lang / "events" / name / "index.html").read_text("utf-8")
            assert '<meta name="robots" content="noindex">' in page, name
            assert f"/{lang}events/{name}/<" not in sites
        assert "noindex" not in (built / lang / "events/index.html").read_text("utf-8")
    assert "/events/<" in sites
