"""The static API: what its description promises, in every file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pytest
from conftest import BASE, DAY, build_site, tree

Row = dict[str, Any]


def load(path: Path) -> Row:
    found: Row = json.loads(path.read_bytes())
    return found


@pytest.fixture(scope="module")
def api(built: Path) -> Path:
    return built / "api" / "v1"


@pytest.fixture(scope="module")
def description(api: Path) -> Row:
    return load(api / "openapi.json")


# openapi-spec-validator asks its own dependencies for what they are about to drop.
@pytest.mark.filterwarnings("default")
def test_the_description_is_valid_openapi(api: Path, description: Row) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    base = (api / "openapi.json").as_uri()
    assert [e.message for e in OpenAPIV31SpecValidator(description, base_uri=base).iter_errors()] == []
    broken = {**description, "info": {}}
    assert list(OpenAPIV31SpecValidator(broken, base_uri=base).iter_errors())


def test_the_description_keeps_the_rules_that_linters_recommend(description: Row) -> None:
    """Those of the set “recommended” of @redocly/cli 2 which a description can break and still be valid."""
    assert description["security"] == []  # security-defined
    assert description["info"]["license"]["url"]  # info-license, info-license-strict
    assert all("localhost" not in s["url"] and s["url"][-1] != "/" for s in description["servers"])
    operations = [o for item in description["paths"].values() for m, o in item.items() if m == "get"]
    assert len(operations) == len({o["operationId"] for o in operations}) == len(description["paths"])
    known = {tag["name"] for tag in description["tags"]}
    for operation in operations:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", operation["operationId"])  # operation-operationId-url-safe
        assert operation["summary"]
        assert set(operation["tags"]) <= known
        assert {code[0] for code in operation["responses"]} == {"2", "4"}  # operation-2xx-, -4xx-response
    assert all("?" not in p and (p == "/" or p[-1] != "/") for p in description["paths"])
    used = set(re.findall(r"#/components/[a-z]+/(\w+)", json.dumps(description)))
    assert used == {
        name for group in description["components"].values() for name in group
    }  # no-unused-components


def test_every_file_is_described_and_every_path_is_there(api: Path, description: Row) -> None:
    patterns = {
        path: re.compile(re.escape(path).replace(r"\{id\}", "[^/]+")) for path in description["paths"]
    }
    files = ["/" + p.relative_to(api).as_posix() for p in api.rglob("*.json") if p.name != "openapi.json"]
    fits = {f: [path for path, pattern in patterns.items() if pattern.fullmatch(f)] for f in files}
    assert [f for f, paths in fits.items() if not paths] == []
    assert {path for paths in fits.values() for path in paths} == set(patterns)


def test_records_are_what_their_schema_says(api: Path, built: Path, typed: dict[str, pa.Table]) -> None:
    for entry in load(api / "index.json")["collections"]:
        folder = api / entry["collection"]
        schema = load(
            built
            / entry["schema"].partition("/schemas/")[1].strip("/")
            / entry["schema"].partition("/schemas/")[2]
        )
        validator = jsonschema.Draft202012Validator(schema)
        table = typed[entry["collection"].replace("-", "_")]
        records = {p.stem: load(p) for p in folder.glob("*.json") if p.name != "index.json"}
        living = {id for id, r in records.items() if not r["_meta"]["removed"]}
        assert living == set(table["id"].to_pylist()), folder
        for id, record in list(records.items())[::5]:
            validator.validate(record["data"])
            assert record["data"]["id"] == id
            assert record["_meta"]["licence"] == "CC-BY-4.0"
            assert (built / record["_meta"]["page"].split("/", 3)[3] / "index.html").exists()
        assert entry["count"] == len(living)


def test_lists_hold_every_living_record_in_short(api: Path, typed: dict[str, pa.Table]) -> None:
    rows = {r["id"]: r for r in typed["homes"].to_pylist()}
    found = load(api / "homes" / "index.json")
    assert [r["id"] for r in found["data"]] == list(rows)
    assert found["_meta"]["count"] == len(rows)
    for entry in found["data"]:
        row = rows[entry["id"]]
        assert entry["name"] == row["name"]
        assert entry["services"] == row["services"]
        assert entry["point"]["wgs84"] == [row["lon_wgs84"], row["lat_wgs84"]]
        assert (api / entry["url"].partition("/api/v1/")[2]).exists()


def test_a_town_lists_what_belongs_to_it(api: Path, typed: dict[str, pa.Table]) -> None:
    homes = typed["homes"].select(["id", "area"]).to_pylist()
    for town in {h["area"] for h in homes}:
        found = load(api / "areas" / town / "records.json")
        assert [r["id"] for r in found["data"]["homes"]] == [h["id"] for h in homes if h["area"] == town]
        assert found["_meta"]["counts"] == {name: len(rows) for name, rows in found["data"].items()}
    events = [load(p)["data"].get("events", []) for p in (api / "areas").glob("*/records.json")]
    assert sum(map(len, events)) >= len(typed["events"])


def test_computed_fields_stand_beside_written_ones(api: Path, typed: dict[str, pa.Table]) -> None:
    rows = typed["demands"].select(["id", "reply_workdays"]).to_pylist()
    for row in rows:
        data = load(api / "demands" / f"{row['id']}.json")["data"]
        assert data.get("reply_workdays") == row["reply_workdays"]
    assert any(row["reply_workdays"] is not None for row in rows)


def test_the_index_tells_what_it_was_made_from(api: Path) -> None:
    index = load(api / "index.json")
    assert index["_meta"]["as_of"] == DAY.isoformat()
    assert index["_meta"]["modified"] == max(c["modified"] for c in index["collections"] if c["modified"])
    assert index["_meta"]["api_version"] == load(api / "changelog.json")["versions"][-1]["version"]
    assert index["_meta"]["api_version"] == load(api / "openapi.json")["info"]["version"]


def test_one_edit_changes_only_the_files_that_tell_of_it(small: Path) -> None:
    build_site(small)
    before = tree(small / "site" / "api")
    record = next((BASE / "homes").glob("*.yaml")).name
    path = small / "data" / "homes" / record
    text = path.read_text("utf-8")
    name = re.search(r"^name: (.*)$", text, re.M)
    assert name
    path.write_text(text.replace(name[0], f"{name[0]}新", 1), "utf-8")
    build_site(small)
    after = tree(small / "site" / "api")
    changed = {p for p in after if after[p] != before.get(p)}
    own = {f"v1/homes/{path.stem}.json", "v1/homes/index.json"}
    assert own <= changed
    assert all(p in own or p.endswith("/records.json") for p in changed), changed
    assert "新" in after[f"v1/homes/{path.stem}.json"].decode()
