"""Every published indicator computed again from the published files alone: once with the published
queries in a database of the reader's own, once in plain Python that shares nothing with them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import ROOT
from published import Published, Row
from retold import RETOLD, by_key, differences, retell
from retold.figures import FACTORS
from world import BEGIN, TODAY, World

from generator import pipeline
from generator.config.project import Project
from generator.records.catalog import Catalog, Record

Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def data(built: Path) -> Published:
    return Published(built / "data")


@pytest.fixture(scope="module")
def database(data: Published) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published script over tables made from the CSV files, in a database that knows nothing else."""
    script = (data.folder / "indicators.sql").read_text("utf-8")
    script, tables = re.subn(r"CREATE TABLE (\w+) AS FROM '\1.parquet'", lambda m: data.create(m[1]), script)
    assert tables > 40
    with duckdb.connect() as connection:
        connection.execute(script)
        yield connection


def published(data: Published, indicator: str) -> dict[Key, Row]:
    rows = [r for r in data["indicators"] if r["indicator"] == indicator]
    return {(r["area"], r["period"], r["breakdown"]): r for r in rows}


# With the published queries


def test_every_figure_follows_from_the_published_query(
    data: Published, database: duckdb.DuckDBPyConnection
) -> None:
    assert len(data["indicator_definitions"]) > 50
    for definition in data["indicator_definitions"]:
        cursor = database.execute(f'FROM "{definition["id"]}"')
        names = [d[0] for d in cursor.description or ()]
        found = {}
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found[row["area"], row.get("period") or str(data.as_of), row.get("breakdown") or "all"] = row
        expected = published(data, definition["id"])
        extra = {key for key in expected.keys() - found.keys() if key[0] == data.district}
        assert expected.keys() - extra == found.keys(), definition["id"]
        assert all(expected[key]["reason"] == "nothing_to_count" for key in extra)
        for key, row in found.items():
            assert_published(expected[key], row, f"{definition['id']} {key}")


def assert_published(figure: Row, row: Row, where: str) -> None:
    """What the query says, divided and rounded, is what is published, if anything is."""
    if figure["status"] in ("suppressed", "not_set"):
        assert figure["value"] is figure["numerator"] is figure["denominator"] is figure["ci_low"] is None, (
            where
        )
        return
    over, under = row.get("numerator"), row.get("denominator")
    value = row.get("value")
    if value is None and over is not None and under:
        value = FACTORS.get(figure["unit"], 1) * float(over) / float(under)
    assert figure["value"] == (None if value is None or row.get("reason") else round(float(value), 4)), where
    for name in ("numerator", "denominator", "n", "missing"):
        said = row.get(name, row.get("denominator") if name == "n" else 0 if name == "missing" else None)
        assert figure[name] == (None if said is None else round(float(said), 4)), f"{where} {name}"
    assert (figure["status"] == "computed") == (figure["value"] is not None), where
    assert (figure["status"] == "computed") == (figure["reason"] is None), where


def test_intervals_are_those_of_wilson(data: Published) -> None:
    """Solved as the quadratic that the interval's ends are the roots of: (p - x)² = z² x (1 - x) / n."""
    sampled = {d["id"] for d in data["indicator_definitions"] if d["interval"]}
    rows = [r for r in data["indicators"] if r["ci_low"] is not None]
    assert {r["indicator"] for r in rows} == sampled
    for r in rows:
        p, k = r["numerator"] / r["denominator"], 1.959963984540054**2 / r["denominator"]
        half = sqrt((2 * p + k) ** 2 - 4 * (1 + k) * p * p)
        ends = [(2 * p + k - half) / (2 + 2 * k), (2 * p + k + half) / (2 + 2 * k)]
        assert [r["ci_low"], r["ci_high"]] == pytest.approx([100 * x for x in ends], abs=1e-4)
        assert r["ci_low"] <= r["value"] <= r["ci_high"]
        assert 0 < r["age_min"] < r["age_max"], "young people of which age?"


# In plain Python


def test_every_indicator_is_retold(data: Published) -> None:
    assert RETOLD.keys() == {d["id"] for d in data["indicator_definitions"]}


def test_plain_python_tells_the_same_of_every_area_period_and_breakdown(data: Published) -> None:
    assert differences(by_key(data["indicators"]), retell(data)) == {}


def test_small_numbers_are_withheld_and_no_others(data: Published) -> None:
    definitions, told = data.by_id("indicator_definitions"), retell(data)
    least, sample = data.plan["min_cell"], data.plan["min_survey_n"]
    for key, row in by_key(data["indicators"]).items():
        protects, kind = (definitions[key[0]][name] for name in ("protects", "kind"))
        if protects == "nothing" or row["unit"] == "events" or key not in told:
            assert row["status"] != "suppressed", key
            continue
        figure = told[key]
        over, under = figure.over or 0, figure.under or 0
        cells = {"share": (over, under, under - over), "ratio": (over,), "mean": (under,)}
        is_small = any(0 < cell < least for cell in cells.get(kind, (figure.value or 0,)))
        too_few = protects == "sample" and under < sample
        if row["status"] == "suppressed":
            assert is_small or too_few or figure.reason or row["reason"] == "secondary", key
        else:
            assert not is_small, key
            assert not too_few, key


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return pipeline.inspect(Project(ROOT), BEGIN).catalog


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.soak) for n in range(3, 50))]
)
def test_they_tell_the_same_of_records_that_leave_much_open(seed: int, catalog: Catalog) -> None:
    world = World(catalog, random.Random(seed))
    changed = {r.id: disturbed(r, world) for name in catalog.of_type for r in catalog.of_type[name]}
    (plan,) = catalog.of_type["plan"]
    week = {"days": ["MO", "TU", "WE", "TH", "FR"], "from": "09:00", "to": "17:00"}
    weights = {"party_gov": 0.3, "internal": 0.3, "youth": 0.4}
    decided = {"work_hours": [week], "evaluation_weights": weights, "reply_target_workdays": 5}
    world.put({**changed, plan.id: {**plan.data, **decided}})
    figures = world.figures()
    assert not any(row["status"] == "not_set" for row in figures.computed.values())
    assert differences(figures.computed, figures.told) == {}


@pytest.mark.parametrize(("end", "statuses"), [("2023-06-30", "computed"), ("2023-12-31", "not_set")])
def test_they_tell_the_same_of_two_plans_one_after_another(end: str, statuses: str, catalog: Catalog) -> None:
    """The first leaves open what the second decides, in the middle of a year or at its end."""
    world = World(catalog, random.Random(0))
    (plan,) = catalog.of_type["plan"]
    since = (date.fromisoformat(end) + timedelta(1)).isoformat()
    week = {"days": ["MO", "TU", "WE", "TH", "FR"], "from": "09:00", "to": "17:00"}
    weights = {"party_gov": 0.3, "internal": 0.3, "youth": 0.4}
    decided = {"work_hours": [week], "evaluation_weights": weights, "reply_target_workdays": 5}
    begun = {"id": "plan-qbj-2", "valid_from": since, "baseline_date": since}
    second = replace(plan, id="plan-qbj-2", data={**plan.data, **decided, **begun})
    world.catalog = Catalog(catalog.model, (*catalog.records, second))
    world.put({plan.id: {**plan.data, "status": "ended", "valid_to": end, "info_report_days": None}})
    figures = world.figures()
    of_the_year = {
        i: figures.computed[i, plan.data["district_area"], "2023", part]
        for i, part in (
            ("I-DEM-02", "all"),
            ("I-EVA-05", "all"),
            ("I-REP-01", "all"),
            ("I-OPEN-02", "events"),
        )
    }
    assert {i: row["status"] for i, row in of_the_year.items()} == dict.fromkeys(of_the_year, statuses)
    if statuses == "computed":
        assert of_the_year["I-REP-01"]["missing"] > 0, "reports of what happened before there was a limit"
    for day in (plan.data["baseline_date"], since):
        assert figures.computed["I-COV-01", plan.data["district_area"], day, "all"]["status"] == "computed"
    assert differences(figures.computed, figures.told) == {}


EDGES = (
    *(date(2019, 10, 31), date(2019, 11, 1)),  # the plan's baseline date
    *(date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)),
    *(TODAY, TODAY + timedelta(1)),
)
"""Days with which something ends or begins."""
SHARED = ("area", "home", "partner_org")
"""Several records may name the same one."""


def disturbed(record: Record, world: World) -> dict[str, Any]:
    """The record with optional fields taken away, with another status, with what another of its kind says, real or made
    up, with days moved to an edge, and with what few of the shipped ones have."""
    chance, peers = world.chance, world.catalog.of_type[record.type.type]
    if record.type.type in ("calendar", "survey"):  # their fields need each other
        return record.data
    if record.type.type == "area":
        return {**moved(record.data, chance), "denominators": young_people(chance)}
    optional = {name for name, field in record.type.fields.items() if not field.required}
    data = {n: v for n, v in record.data.items() if n not in optional or chance.random() < 0.85}
    if chance.random() < 0.1:
        data["status"] = chance.choice([s for s in record.type.fields["status"].codes if s != "removed"])
    for name in SHARED:
        if name in data and chance.random() < 0.1:
            data[name] = chance.choice(peers).data.get(name, data[name])
    if chance.random() < 0.2:
        data["provenance"] = chance.choice(["demo", "official"])
    return {**moved(data, chance), **its_past(record, world)}


def young_people(chance: random.Random) -> list[dict[str, Any]]:
    ages = {"age_min": chance.choice([14, 14, 18]), "age_max": 35}
    years = chance.sample(range(2022, 2029), chance.randint(0, 3))
    return [{"indicator": "youth_population", **ages, "value": 5000 + y, "year": y} for y in years]


def its_past(record: Record, world: World) -> dict[str, Any]:
    """Where it lay before, and when it was vacant."""
    chance, found = world.chance, {}
    if "former_areas" in record.type.fields and chance.random() < 0.3:
        areas = chance.sample(world.catalog.of_type["area"], 2)
        years = sorted(chance.sample(range(2019, 2027), 2))
        found["former_areas"] = [
            {"area": a.id, "until": f"{year}-06-30"} for a, year in zip(areas, years, strict=True)
        ]
    if "vacancies" in record.type.fields:
        first, last = sorted(day.isoformat() for day in chance.sample(EDGES, 2))
        found["vacancies"] = [{"from": first, "to": last}, {"from": last}][: chance.randint(0, 2)]
    return found


def moved(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {name: moved(part, chance) for name, part in value.items()}
    if isinstance(value, list):
        return [moved(part, chance) for part in value]
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    return chance.choice(EDGES).isoformat() if is_day and chance.random() < 0.15 else value
