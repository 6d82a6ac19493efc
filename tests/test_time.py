"""Figures of a period that is over stay what they were, whatever happens later: as the program computes them, and as
plain Python tells them again from the tables alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import ROOT
from retold import Key, differences
from world import BEGIN, TODAY, Figures, World

from generator import pipeline
from generator.config.project import Project
from generator.editing.area_merger import Merger
from generator.records.catalog import Catalog, Record

PAST = {"year": "2025", "quarter": "2026-Q3", "day": "2026-11-30"}
"""What is over when the first thing happens."""
OWN = ("I-QUAL-01", "I-QUAL-02", "I-QUAL-03", "I-QUAL-04")
"""These are about the records themselves, always on the day of the build."""


def closed(figures: Figures) -> dict[tuple[str, Key], Any]:
    """What both say of periods that are over, but for the notes."""
    columns = ("status", "value", "numerator", "denominator", "n", "missing")
    rows = {k: tuple(row[c] for c in columns) for k, row in figures.computed.items()}
    return {
        (how, key): figure
        for how, found in {"computed": rows, "told": figures.told}.items()
        for key, figure in found.items()
        if key[0] not in OWN and is_over(key[2])
    }


def is_over(period: str) -> bool:
    last = PAST["quarter" if "Q" in period else "year" if len(period) == 4 else "day"]
    return period <= last


def merger(world: World) -> str:
    into, merged = world.chance.sample([a for a in world.catalog.of_type["area"] if is_town(a)], 2)
    for village in [r for r in world.catalog.of_type["area"] if r.data.get("parent") == merged.id]:
        if village.data["status"] == "active" and world.chance.random() < 0.5:
            give_heir(world, village, into)
    merger = Merger(world.catalog, world.day, TODAY)
    changed = merger.changed(into.id, [merged.id])
    world.put(changed)
    return f"{merged.title} into {into.title}, {len(changed)} records"


def is_town(area: Record) -> bool:
    return area.data["level"] == "town" and area.data["status"] == "active"


def give_heir(world: World, village: Record, town: Record) -> None:
    """The village as it is recorded anew, inside the town that takes it in."""
    codes = {r.data["code"] for r in world.catalog.of_type["area"]}
    code = next(c for n in range(300, 400) if (c := f"{town.data['code']}{n}") not in codes)
    own = {"id": f"area-{code}", "code": code, "parent": town.id, "valid_from": world.day.isoformat()}
    data = {**village.data, **own, "predecessors": [{"area": village.id, "kind": "continue"}]}
    heir = replace(village, id=f"area-{code}", file=f"data/areas/area-{code}.yaml", data=data)
    world.catalog = Catalog(world.catalog.model, (*world.catalog.records, heir))


def rename(world: World) -> str:
    type, name = world.chance.choice([("area", "name"), ("org", "short_name"), ("home", "name")])
    record = world.any(type, "open" if type == "home" else "active")
    return world.change(record, **{name: record.data[name] + "新"})


def vacate(world: World) -> str:
    return world.change(world.any("post", filled=True), filled=False, held_by_category="vacant")


def vacate_a_leader(world: World) -> str:
    post = world.any("post", is_district_leader=True)
    return world.change(
        post,
        filled=False,
        held_by_category="vacant",
        vacancies=[*post.data.get("vacancies", ()), {"from": world.day.isoformat()}],
    )


def give_up_a_post(world: World) -> str:
    return world.change(world.any("post"), status="abolished", valid_to=world.day.isoformat())


def dissolve(world: World) -> str:
    return world.change(world.any("org"), status="dissolved", valid_to=world.day.isoformat())


def close(world: World) -> str:
    return world.change(world.any("home", "open"), status="closed", closed_on=world.day.isoformat())


def end_a_lead(world: World) -> str:
    return world.change(world.any("lead-assignment"), status="ended", to=world.day.isoformat())


def end_a_partnership(world: World) -> str:
    return world.change(world.any("partnership"), status="ended", valid_to=world.day.isoformat())


def end_a_committee(world: World) -> str:
    return world.change(world.any("committee"), status="dissolved", valid_to=world.day.isoformat())


def cancel_a_task(world: World) -> str:
    task = world.any(
        "task-assignment", world.chance.choice(["acknowledged", "in_progress", "submitted", "evaluated"])
    )
    return world.change(
        task, status="cancelled", cancelled_on=world.day.isoformat(), cancelled_reason="不再需要"
    )


def reopen_a_demand(world: World) -> str:
    """It is dealt with anew, or even answered anew; the last reply and its outcome are kept."""
    status = world.chance.choice(["reopened", "replied"])
    return world.change(world.any("demand", "resolved"), status=status, reopened_on=world.day.isoformat())


def withdraw_a_demand(world: World) -> str:
    """The oldest that is open falls away."""
    is_open = ("received", "routed", "replied", "reopened")
    found = [r for r in world.catalog.of_type["demand"] if r.data["status"] in is_open]
    outcome = world.chance.choice(["withdrawn", "duplicate"])
    return world.change(
        min(found, key=lambda r: str(r.data["received_on"])),
        status="closed_unresolved",
        outcome=outcome,
        resolved_on=world.day.isoformat(),
    )


EVENTS = (
    merger, rename, rename, vacate, vacate_a_leader, give_up_a_post, dissolve, close, end_a_lead,
    end_a_partnership, end_a_committee, cancel_a_task, reopen_a_demand,
    withdraw_a_demand,
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return pipeline.inspect(Project(ROOT), BEGIN).catalog


@pytest.fixture(scope="module")
def before(catalog: Catalog) -> dict[tuple[str, Key], Any]:
    figures = closed(World(catalog, random.Random(0)).figures())
    for how in ("computed", "told"):
        indicators = [key[0] for by, key in figures if by == how]
        assert len(indicators) > 400, "there are figures to be kept"
        assert {i.split("-")[1] for i in indicators} >= {"TASK", "FUND", "TEAM", "ACT", "DEM", "EVA", "FLAT"}
    return figures


def assert_kept(world: World, before: dict[tuple[str, Key], Any], happened: list[str]) -> None:
    """No figure of a period that is over has changed; and of any other, too, both say the same."""
    figures = world.figures()
    after = closed(figures)
    changed = {k: (before.get(k), after.get(k)) for k in before | after if before.get(k) != after.get(k)}
    assert changed == {}, happened
    assert differences(figures.computed, figures.told) == {}, happened


@pytest.mark.parametrize("event", dict.fromkeys(EVENTS), ids=lambda e: e.__name__)
def test_what_happens_later_changes_no_figure_of_a_period_that_is_over(
    event: Callable[[World], str], catalog: Catalog, before: dict[tuple[str, Key], Any]
) -> None:
    world = World(catalog, random.Random(event.__name__))
    assert_kept(world, before, [world.happens(event) for _ in range(3)])


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50))
def test_nor_do_fifty_things_that_happen_later(
    seed: int, catalog: Catalog, before: dict[tuple[str, Key], Any]
) -> None:
    world = World(catalog, random.Random(seed))
    assert_kept(world, before, [world.happens(world.chance.choice(EVENTS)) for _ in range(8)])
