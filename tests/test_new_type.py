"""A record type that exists only here, as a schema file and data: everything follows from those."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from conftest import BASE, ROOT, build_site, copy_project, tree, warm_up

from generator.__main__ import main
from generator.site.pages import records

RECORD = """id: bench-abc-01
schema_version: "1.0"
name: 河边长椅
status: running
home: home-abc-001
seats: 4
notes: [晒太阳, 看书]
maintainer_org: org-abc-01
provenance: demo
updated_on: "2024-05-20"
"""


def described(zh: str, en: str, **rest: Any) -> dict[str, Any]:
    words = {
        "title": zh,
        "description": f"关于{zh}的说明。",
        "x-en": {"title": en, "description": f"About {en}."},
    }
    return {**words, "x-publish": "public", **rest}


def bench_schema() -> dict[str, Any]:
    """As the schema of brands, with other fields of its own."""
    schema: dict[str, Any] = json.loads((ROOT / "schemas" / "records" / "brand.schema.json").read_bytes())
    given = schema["properties"]
    shared = [
        "schema_version",
        "name",
        "status",
        "valid_from",
        "valid_to",
        "maintainer_org",
        "provenance",
        "source",
    ]
    shared += ["updated_on", "review_due", "notes_public", "removed_on", "removed_reason", "replaced_by"]
    note = {"type": "string", "minLength": 1, "maxLength": 20}
    own = {
        "id": {**given["id"], "pattern": "^bench-[a-z]{2,8}-[0-9]{2,6}$", "examples": ["bench-abc-001"]},
        **{name: given[name] for name in shared},
        "home": described(
            "所属之家", "Its home", type="string", examples=["home-abc-001"], **{"x-ref": "home"}
        ),
        "seats": described("座位", "Seats", type="integer", minimum=1, maximum=9, examples=[3]),
        "notes": described("随记", "Notes", type="array", maxItems=5, examples=[["看书"]], items=note),
    }
    collection = {
        **{"type": "bench", "folder": "benches", "order": 999, "icon": "star", "title": "name"},
        **{"label": {"zh": "长椅", "en": "Bench"}, "plural": {"zh": "长椅们", "en": "Benches"}},
        **{"about": {"zh": "可以坐的地方。", "en": "Places to sit."}, "facets": ["status"], "sort": ["name"]},
        **{"card": ["home", "seats"], "columns": ["name", "seats"]},
        "sections": [{"title": {"zh": "椅子", "en": "The bench"}, "fields": ["seats", "home"]}],
    }
    needed = [
        "id",
        "schema_version",
        "name",
        "status",
        "home",
        "seats",
        "provenance",
        "updated_on",
        "maintainer_org",
    ]
    first, *rules = schema["allOf"]
    first = {**first, "then": {"required": needed}}
    rules = [r for r in rules if r["x-rule"]["at"] in own]
    return {
        **schema,
        **{"$id": "urn:youth-atlas:schema:bench", "title": "长椅", "x-collection": collection},
        **{"properties": own, "allOf": [first, *rules]},
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, _warm: Path) -> Path:
    root = warm_up(copy_project(tmp_path_factory.mktemp("bench") / "project", BASE), _warm)
    path = root / "schemas" / "records" / "bench.schema.json"
    path.write_text(json.dumps(bench_schema(), ensure_ascii=False, indent=2), "utf-8")
    (root / "data" / "benches").mkdir()
    (root / "data" / "benches" / "bench-abc-01.yaml").write_text(RECORD, "utf-8")
    build_site(root)
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return root / "site"


def test_it_has_a_list_and_a_page_in_both_languages(site: Path) -> None:
    for lang, words, folder in (("zh", "长椅们", ""), ("en", "Benches", "en/")):
        listed = (site / folder / "benches" / "index.html").read_text("utf-8")
        page = (site / folder / "benches" / "bench-abc-01" / "index.html").read_text("utf-8")
        assert words in listed, lang
        assert "bench-abc-01/" in listed
        assert "河边长椅" in page
        assert "晒太阳" in page
        assert {"zh": "座位", "en": "Seats"}[lang] in page
        assert "homes/home-abc-001/" in page
    assert "bench-abc-01" in (site / "homes" / "home-abc-001" / "index.html").read_text("utf-8")
    assert "benches/bench-abc-01/" in (site / "sitemap.xml").read_text("utf-8")


def test_it_has_datasets_in_every_format(site: Path) -> None:
    data = site / "data"
    for table in ("benches", "benches__notes"):
        for suffix in (".csv", ".excel.csv", ".json", ".ndjson", ".parquet"):
            assert (data / f"{table}{suffix}").exists(), f"{table}{suffix}"
    assert pq.read_table(data / "benches.parquet").to_pylist()[0]["seats"] == 4
    notes = pq.read_table(data / "benches__notes.parquet").to_pylist()
    assert notes == [
        {"bench_id": "bench-abc-01", "seq": 1, "value": "晒太阳"},
        {"bench_id": "bench-abc-01", "seq": 2, "value": "看书"},
    ]
    with closing(sqlite3.connect(data / "youth-atlas.sqlite")) as connection:
        joined = "SELECT h.name FROM benches b JOIN homes h ON h.id = b.home"
        assert len(connection.execute(joined).fetchall()) == 1


def test_it_is_described(site: Path) -> None:
    package = json.loads((site / "data" / "datapackage.json").read_bytes())
    bench = next(r for r in package["resources"] if r["name"] == "benches")
    keys = {k["fields"][0]: k["reference"]["resource"] for k in bench["schema"]["foreignKeys"]}
    assert keys["home"] == "homes"
    assert "benches.csv" in (site / "data" / "checksums.txt").read_text("utf-8")
    for folder in ("", "en/"):
        assert "benches.csv" in (site / folder / "data" / "index.html").read_text("utf-8")


def test_it_is_searched(root: Path) -> None:
    entry = json.loads((root / "site" / "pagefind" / "pagefind-entry.json").read_bytes())
    assert entry["languages"]["zh"]["page_count"] > 24


def test_it_is_checked(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = copy_project(tmp_path / "project", root / "data")
    (spoilt / "schemas" / "records" / "bench.schema.json").write_bytes(
        (root / "schemas" / "records" / "bench.schema.json").read_bytes()
    )
    path = spoilt / "data" / "benches" / "bench-abc-01.yaml"
    path.write_text(RECORD.replace("home-abc-001", "home-abc-999").replace("seats: 4", "seats: 40"), "utf-8")
    words = ["--project", str(spoilt), "--as-of", "2024-06-01", "--format", "json", "--lang", "en"]
    assert main(["check", *words]) == 1
    found = {(p["code"], p["line"]) for p in json.loads(capsys.readouterr().out) if "bench" in p["file"]}
    assert ("V-003", 5) in found
    assert ("V-002", 6) in found


def test_it_has_a_scaffold(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "bench", "bench-abc-02", "--project", str(root), "--lang", "en"]) == 0
    path = Path(capsys.readouterr().out.strip())
    text = path.read_text("utf-8")
    path.unlink()
    assert path == root / "data" / "benches" / "bench-abc-02.yaml"
    assert "# Seats (required)" in text or "# Seats（required）" in text
    assert "\nseats: 3\n" in text


def test_it_has_sheets(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "benches.xlsx"
    assert main(["export", "benches", "--project", str(root), "--out", str(path)]) == 0
    made = openpyxl.load_workbook(path)
    columns = {c.value: c.column for c in made["长椅们"][1]}
    assert made["长椅们"].cell(2, columns["随记"]).value == "晒太阳\n看书"
    made["长椅们"].cell(2, columns["座位"]).value = "５"
    made.save(path)
    capsys.readouterr()
    assert main(["import", str(path), "--project", str(root), "--lang", "en"]) == 0
    assert "Seats: 4 → 5" in capsys.readouterr().out


def test_its_address_and_table_can_change_without_moving_data(root: Path, tmp_path: Path) -> None:
    moved = copy_project(tmp_path / "project", root / "data")
    collection = {
        "url": "river-seats",
        "former_urls": ["old-seats"],
        "table": "seating",
        "volume": ["active"],
    }
    schema = bench_schema()
    schema["x-collection"] |= collection
    path = moved / "schemas" / "records" / "bench.schema.json"
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=2), "utf-8")
    build_site(moved)
    site = moved / "site"
    assert "河边长椅" in (site / "river-seats/bench-abc-01/index.html").read_text("utf-8")
    assert 'href="bench-abc-01/"' in (site / "river-seats/index.html").read_text("utf-8") or (
        "river-seats/bench-abc-01/" in (site / "river-seats/index.html").read_text("utf-8")
    )
    for old in ("benches", "old-seats"):
        for lang in ("", "en/"):
            page = (site / lang / old / "bench-abc-01/index.html").read_text("utf-8")
            assert '<meta http-equiv="refresh" content="0; url=../../river-seats/bench-abc-01/">' in page
            assert "url=../river-seats/" in (site / lang / old / "index.html").read_text("utf-8")
            assert "url=../../river-seats/all/" in (site / lang / old / "all/index.html").read_text("utf-8")
        assert (site / old / "feed.atom").exists()
        assert (site / f"assets/cards/{old}.png").exists()
    assert "river-seats/bench-abc-01/" in (site / "homes/home-abc-001/index.html").read_text("utf-8")
    assert (site / "data/seating.csv").read_text("utf-8").splitlines()[1].startswith("bench-abc-01,")
    answer = json.loads((site / "api/v1/benches/bench-abc-01.json").read_bytes())
    assert answer["_meta"]["page"].endswith("river-seats/bench-abc-01/")
    assert not any("benches/" in p.read_text("utf-8") for p in site.glob("sitemap*.xml"))
    assert "edit/#/collections/benches/entries/bench-abc-01" in (
        site / "river-seats/bench-abc-01/index.html"
    ).read_text("utf-8")


def test_no_address_ends_when_collections_move(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages, further pages of lists, calendars, codes on notice boards, cards, parts for other sites, map data."""
    monkeypatch.setattr(records, "ROWS_A_PAGE", 2)
    build_site(small)
    before = tree(small / "site")
    for name, url in (("home", "houses"), ("event", "dates"), ("area", "towns")):
        path = small / f"schemas/records/{name}.schema.json"
        schema = json.loads(path.read_bytes())
        schema["x-collection"]["url"] = url
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2), "utf-8")
    build_site(small, site=tmp_path / "moved")
    after = tree(tmp_path / "moved")
    assert {path for path in before.keys() - after.keys() if not path.startswith("pagefind/")} == set()
    same = ("homes/points.json", "homes/home-abc-001/qr.svg", "homes/home-abc-001/events.ics", "events/calendar.ics",
            "events/event-2024-001/event-2024-001.ics", "embed/homes/index.html", "en/embed/events/index.html",
            "assets/cards/homes.png", "homes/page-2/index.html")  # fmt: skip
    assert {*same} <= before.keys()
    for path in same[:-1]:
        new = path.replace("homes", "houses").replace("/events", "/dates").replace("events/", "dates/")
        new = new.replace("home-abc-001/dates", "home-abc-001/events")
        assert after[path] == after[new], path
    assert "url=../../houses/page-2/" in after["homes/page-2/index.html"].decode()
