"""The list of tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from published import Row

from retold.facts import Areas, Facts, any_of, was_at_work, year_end
from retold.figures import Item, medians, retell, shares


def assignments(facts: Facts) -> Iterator[tuple[Row, Row, Areas, int]]:
    """Each that was not cancelled in the year of its list, its task, where it counts, and that year."""
    tasks = facts.by_id("tasks")
    for x in facts["task_assignments"]:
        task = tasks[x["task"]]
        year = task["list_year"]
        status = status_in(x, year)
        if year <= facts.as_of.year and status != "cancelled":
            yield {**x, "status": status}, task, facts.around_org(x["org"], year_end(year)), year


def status_in(x: Row, year: int) -> str:
    """The status of an assignment; if it was cancelled after the year, the one that its other dates tell."""
    if x["status"] != "cancelled" or not x["cancelled_on"] or x["cancelled_on"] <= year_end(year):
        return str(x["status"])
    steps = {
        "evaluation_date": "evaluated",
        "completed_on": "submitted",
        "started_on": "in_progress",
        "deployment_acknowledged_on": "acknowledged",
    }
    return next((status for column, status in steps.items() if x[column]), "deployed")


@retell("I-TASK-01", shares)
def assigned(facts: Facts) -> Iterator[Item]:
    tasks = facts.by_id("tasks")
    made = {(x["task"], x["org"]) for x in facts["task_assignments"]}
    kinds: dict[int, set[bool]] = defaultdict(set)
    for task, org in made:
        kinds[tasks[task]["list_year"]].add(facts.is_made_up(org))
    for task in tasks.values():
        year = task["list_year"]
        if task["status"] in ("issued", "closed") and year <= facts.as_of.year:
            for org in addressees(facts, task):
                # A list that was only given to made-up organisations asks nothing of real ones, and the other way round.
                if not kinds[year] or facts.is_made_up(org) in kinds[year]:
                    areas = facts.around_org(org, year_end(year))
                    yield areas, year, ("all", task["list_class"]), (task["id"], org) in made


def addressees(facts: Facts, task: Row) -> set[str]:
    tiers, year = any_of(task["applies_to_tiers"]), task["list_year"]
    begins = task["issued_on"] or date(year, 1, 1)
    named = {x["value"] for x in facts.of("tasks__applies_to_orgs", task["id"])}
    return named | {
        o["id"]
        for o in facts["orgs"]
        if o["tier"] in tiers and o["org_kind"] == "league" and was_at_work(o)
        if not (o["valid_from"] and o["valid_from"].year > year)
        if not (o["valid_to"] and o["valid_to"] < begins)
    }


@retell("I-TASK-02", shares)
def completed(facts: Facts) -> Iterator[Item]:
    for x, task, areas, year in assignments(facts):
        yield areas, year, ("all", task["list_class"]), x["status"] == "evaluated"


@retell("I-TASK-03", shares)
def in_time(facts: Facts) -> Iterator[Item]:
    for x, task, areas, year in assignments(facts):
        if x["status"] in ("submitted", "evaluated"):
            done, due = x["completed_on"], task["due_on"]
            yield areas, year, ("all", task["list_class"]), done <= due if done and due else None


@retell("I-TASK-04", shares)
def guided(facts: Facts) -> Iterator[Item]:
    for x, task, areas, year in assignments(facts):
        guidance = facts.of("task_assignments__guidance", x["id"])
        yield areas, year, ("all", task["list_class"]), any(g["date"] <= facts.as_of for g in guidance)


@retell("I-FLAT-04", medians)
def days_to_acknowledge(facts: Facts) -> Iterator[Item]:
    for x, task, areas, year in assignments(facts):
        if facts.tier(x["org"]) in ("town", "village"):
            issued = x["deployment_issued_on"] or task["issued_on"]
            days = facts.workdays(issued, x["deployment_acknowledged_on"])
            yield areas, year, facts.tier(x["org"]), days
