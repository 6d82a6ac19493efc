"""A file that was taken away from its page still says what it is worth; what is made up is no event to go to."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
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
