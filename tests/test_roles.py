"""What the program knows of records it knows by the roles that schemas give, under whatever name."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, ROOT
from test_schemas import MODEL, copy_schemas

from generator.checks import uscc
from generator.checks.common import check_prefix
from generator.checks.subject import Subject
from generator.config.project import Project
from generator.core.problems import Refused
from generator.core.text import LANGS
from generator.datasets.metadata.publisher import publication_in, publication_of
from generator.records.catalog import Catalog, Record
from generator.records.load import LoadedRecords, read_records
from generator.schema.load import read_model
from generator.schema.model import Model
from generator.schema.record_type import record_type_from
from generator.site import settings_of
from generator.site.render.svg import Dot, svg
from generator.storage.cache import RecordCache

SETTINGS = {"site_name": "x", "site_description": "x", "site_root": "/"}
WRONG, RIGHT = ("91123456MA0000001" + digit for digit in "0N")


def catalog(renamed: dict[str, str]) -> Catalog:
    """The small project, some of its record types called otherwise."""
    records = read_records(BASE, MODEL, RecordCache(None)).records
    types = {
        t.type: replace(t, type=(n := renamed.get(t.type, t.type)), folder=f"{n}s", url=f"at-{n}")
        for t in MODEL.types
    }
    made = tuple(replace(r, type=types[r.type.type]) for r in records)
    return Catalog(replace(MODEL, types=tuple(types.values())), made)


def subject(model: Model, records: tuple[Record, ...]) -> Subject:
    day = date(2024, 6, 1)
    return Subject(Project(ROOT), model, LoadedRecords(records, (), {}), day, day)


def test_any_record_type_may_tell_which_district_it_is() -> None:
    changed = catalog({"plan": "programme", "org": "body"})
    said = publication_of(SETTINGS, SETTINGS, changed, date(2024, 6, 1))
    assert said.area_code == "990101"
    assert said.publisher_page == f"at-body/{said.publisher_id}/"
    assert len(said.bounds) == 4
    foreign = replace(changed.records[0], id="home-xyz-001")
    (found,) = check_prefix(subject(changed.model, (*changed.records, foreign)))
    assert found.values["prefix"] == "abc"


def test_without_such_a_type_nothing_is_said_of_a_district() -> None:
    types = tuple(replace(t, district=None) for t in MODEL.types)
    none = Catalog(replace(MODEL, types=types), catalog({}).records)
    assert none.district is None
    assert none.model.of_areas is None
    said = publication_of(SETTINGS, SETTINGS, none, date(2024, 6, 1))
    assert (said.area_code, said.publisher_id, said.bounds) == ("", "", ())
    assert list(check_prefix(subject(none.model, none.records))) == []


def test_settings_of_then_say_the_same_as_those_that_mkdocs_reads() -> None:
    day, records = date(2024, 6, 1), catalog({})
    now = publication_of(*(settings_of(Project(ROOT), lang) for lang in LANGS), records, day)
    assert publication_in(ROOT, records, day) == now


@pytest.mark.parametrize(
    "settings",
    [
        None,
        "- site_name",
        "site_name: 3",
        "site_name: x\nextra: {open_data: x}",
        "site_name: x\nINHERIT: other.yml",
    ],
    ids=["missing", "no group", "number", "no licence", "no parent"],
)
def test_settings_that_cannot_be_read_say_nothing(tmp_path: Path, settings: str | None) -> None:
    if settings is not None:
        for name in ("mkdocs.yml", "mkdocs.en.yml"):
            (tmp_path / name).write_text(settings, "utf-8")
    assert publication_in(tmp_path, catalog({}), date(2024, 6, 1)) is None


def test_a_role_that_names_no_field_is_refused(tmp_path: Path) -> None:
    schemas = copy_schemas(tmp_path)
    path = schemas / "records" / "plan.schema.json"
    path.write_text(path.read_text("utf-8").replace('"box": "bbox"', '"box": "bbxo"'), "utf-8")
    with pytest.raises(Refused, match="no such property: bbxo"):
        read_model(schemas)


@pytest.mark.parametrize(("code", "found"), [(WRONG, 1), (RIGHT, 0)], ids=["wrong", "right"])
def test_a_check_digit_is_looked_at_wherever_a_field_asks_for_it(code: str, found: int) -> None:
    schema: dict[str, Any] = json.loads((ROOT / "schemas/records/brand.schema.json").read_bytes())
    asking = {"type": "string", "x-check-digit": "GB 32100"}
    schema["properties"] = {
        "papers": {"type": "array", "items": {"type": "object", "properties": {"no": asking}}}
    }
    record = Record(
        "brand-abc-01", record_type_from(schema), "x.yaml", {"papers": [{"no": RIGHT}, {"no": code}]}
    )
    findings = list(uscc.check(replace(subject(MODEL, ()), records=(record,))))
    assert [f.route for f in findings] == [("papers", 1, "no")] * found


@pytest.mark.parametrize(("lat", "times"), [(0, 1), (60, 2)])
def test_the_map_is_as_wide_as_the_earth_is_at_its_latitude(lat: float, times: float) -> None:
    """Two places as many degrees apart both ways: at 60° north a degree of longitude is half as long."""
    dots = [Dot("a", "a", "a/", 0, lat - 0.5, ""), Dot("b", "b", "b/", 1, lat + 0.5, "")]
    points = re.findall(r'cx="([0-9.]+)" cy="([0-9.]+)"', svg(dots, {"north": "N", "label": "x"}))
    (x1, y1), (x2, y2) = ((float(x), float(y)) for x, y in points)
    assert abs((y1 - y2) / (x2 - x1)) == pytest.approx(times, rel=0.01)
