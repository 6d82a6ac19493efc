"""The Youth Homes after HSDS 3.1, checked by what https://docs.openreferral.org/en/3.1/hsds/schema_reference.html asks for."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pytest

Row = dict[str, str]

FIELDS: dict[str, set[str]] = {
    "organization": {"id", "name", "alternate_name", "description", "email", "website", "parent_organization_id"},
    "service": {"id", "organization_id", "name", "description", "url", "status", "application_process",
                "fees_description", "eligibility_description", "assured_date", "alert"},
    "location": {"id", "location_type", "organization_id", "name", "alternate_name", "description", "transportation",
                 "latitude", "longitude", "external_identifier", "external_identifier_type"},
    "service_at_location": {"id", "service_id", "location_id"},
    "phone": {"id", "location_id", "number", "type"},
    "schedule": {"id", "location_id", "valid_from", "valid_to", "timezone", "freq", "interval", "wkst", "byday",
                 "opens_at", "closes_at", "description"},
}  # fmt: skip
"""Of the fields that the standard gives each table, those that we fill."""
REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "organization_id", "name", "status"},
    "location": {"id", "location_type"},
    "service_at_location": {"id", "service_id", "location_id"},
    "phone": {"id", "number"},
    "schedule": {"id"},
}
ENUMS = {
    ("service", "status"): {"active", "inactive", "defunct", "temporarily closed"},
    ("location", "location_type"): {"physical", "postal", "virtual"},
    ("schedule", "freq"): {"WEEKLY", "MONTHLY", ""},
    ("schedule", "wkst"): {"MO", "TU", "WE", "TH", "FR", "SA", "SU"},
}
PATHS = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "location": "locations.csv",
    "service_at_location": "service_at_location.csv",
    "phone": "phones.csv",
    "schedule": "schedules.csv",
}


@pytest.fixture(scope="module")
def package(data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data / "hsds/datapackage.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def tables(data: Path) -> dict[str, list[Row]]:
    found = {}
    for name, path in PATHS.items():
        with (data / "hsds" / path).open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_tables_have_the_fields_of_the_standard(package: dict[str, Any]) -> None:
    assert package["profile"] == "tabular-data-package"
    assert {r["name"]: r["path"] for r in package["resources"]} == PATHS
    for resource in package["resources"]:
        assert {f["name"] for f in resource["schema"]["fields"]} == FIELDS[resource["name"]]


def test_rows_keep_its_rules(tables: dict[str, list[Row]]) -> None:
    for name, rows in tables.items():
        assert len({row["id"] for row in rows}) == len(rows), name
        for row in rows:
            assert all(row[field] for field in REQUIRED[name]), (name, row)
            for field, value in row.items():
                if value and (field == "id" or field.endswith("_id")):
                    assert str(UUID(value)) == value
                    target = field.removesuffix("_id").removeprefix("parent_")
                    assert field == "id" or value in {r["id"] for r in tables[target]}, (name, field)
                assert value in ENUMS.get((name, field), {value}), (name, field, value)
    for row in tables["schedule"]:
        assert re.fullmatch(r"((MO|TU|WE|TH|FR|SA|SU)(,|$))*", row["byday"])
        assert bool(row["byday"]) == bool(row["freq"])
        for end in ("opens_at", "closes_at"):
            assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d\+08:00", row[end])


def test_it_tells_of_every_home_what_the_homes_tell(
    tables: dict[str, list[Row]], typed: dict[str, pa.Table]
) -> None:
    homes = {h["id"]: h for h in typed["homes"].to_pylist()}
    places = {row["external_identifier"]: row for row in tables["location"]}
    assert places.keys() == homes.keys()
    for id, home in homes.items():
        point = tuple(float(places[id][axis]) for axis in ("longitude", "latitude"))
        assert point == (home["lon_wgs84"], home["lat_wgs84"])
        assert home["address"] in places[id]["description"]
    assert len(tables["service"]) == len(tables["service_at_location"])
    assert len(tables["service"]) == sum(len(h["services"] or ()) for h in homes.values())
    assert len(tables["schedule"]) == typed["homes__opening"].num_rows
    demo = sum(bool(row["alert"]) for row in tables["service"])
    assert demo == sum(len(h["services"] or ()) for h in homes.values() if h["provenance"] == "demo")


# frictionless calls what its own dependencies have renamed.
@pytest.mark.filterwarnings("default")
def test_frictionless_finds_the_package_valid(data: Path) -> None:
    import frictionless

    report = frictionless.validate(str(data / "hsds/datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_it_is_packed_listed_and_summed(data: Path) -> None:
    with zipfile.ZipFile(data / "youth-atlas-hsds.zip") as archive:
        assert set(archive.namelist()) == {*PATHS.values(), "datapackage.json", "README.txt"}
    sums = (data / "checksums.txt").read_text("utf-8")
    assert all(f"  hsds/{path}\n" in sums for path in PATHS.values())
    assert "youth-atlas-hsds.zip" in (data / "index.html").read_text("utf-8")
