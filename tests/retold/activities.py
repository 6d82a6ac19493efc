"""Events, and when homes are open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from typing import Any

from published import Row

from retold.facts import WEEK, Facts, lasts, minutes, year_end
from retold.figures import Item, Told, judged, medians, ratios, retell, shares


@retell("I-ACT-01")
def events_and_participations(facts: Facts) -> Iterator[Item]:
    found: dict[Any, list[tuple[bool, int | None]]] = defaultdict(list)
    for held, events in ((True, facts.held), (False, over_and_forgotten(facts))):
        for e, areas, day in events:
            for area in areas:
                found[area, day.year].append((held, e["result_participants"] if held else None))
    for year in {year for _, year in found}:
        towns = facts.towns(date(year, 1, 1), year_end(year))
        for area in {facts.district, *towns, *(a for a, y in found if y == year)}:
            there = found.get((area, year), [])
            held_there = sum(held for held, _ in there)
            known = [number for _, number in there if number is not None]
            yield area, year, "events", Told(held_there, n=held_there, missing=len(there) - held_there)
            value = sum(known) if known else None
            yield area, year, "participations", Told(value, n=len(known), missing=len(there) - len(known))


def over_and_forgotten(facts: Facts) -> Iterator[tuple[Row, Any, date]]:
    """Still announced though the last time of it is over."""
    for e, areas, day in facts.events("announced"):
        ends = [datetime.fromisoformat(x["ends_at"]) for x in facts.of("events__occurrences", e["id"])]
        midnight = (0, 0, 0)
        if ends and (max(ends).date(), max(ends).timetuple()[3:6]) <= (facts.as_of, midnight):
            yield e, areas, day


@retell("I-ACT-02", ratios)
def events_a_home_a_month(facts: Facts) -> Iterator[Item]:
    held = Counter((e["home"], day.year) for e, _, day in facts.held)
    for year, home in product({day.year for *_, day in facts.held}, facts["homes"]):
        opened = home["opened_on"]
        if opened and opened <= facts.as_of and home["status"] in ("open", "suspended", "closed"):
            first = max(opened, date(year, 1, 1))
            last = min(home["closed_on"] or facts.as_of, facts.as_of, year_end(year))
            if first <= last:
                areas = facts.around_place(home["id"], year_end(year))
                yield areas, year, "all", held[home["id"], year], last.month - first.month + 1


@retell("I-ACT-03", ratios)
def attendance(facts: Facts) -> Iterator[Item]:
    for e, areas, day in facts.held:
        yield areas, day.year, "all", e["result_participants"], e["capacity"] or None


def usual_week(facts: Facts, home: str) -> list[tuple[str, int, int]]:
    """Day of the week, and the minutes from and until which the home is open; without holidays."""
    return [
        (day, minutes(row["opens"]), minutes(row["closes"]))
        for row in facts.of("homes__opening", home)
        if not (row["valid_from"] and row["valid_to"]) and lasts(row, facts.as_of)
        for day in row["days"]
        if day in WEEK
    ]


@retell("I-OPEN-01", medians)
def weekly_opening_hours(facts: Facts) -> Iterator[Item]:
    for home in facts.open_homes.values():
        week = usual_week(facts, home["id"])
        hours = sum(end - begin for _, begin, end in week) / 60 if week else None
        yield facts.within(home["area"]), None, ("median", "minimum"), hours


@retell("I-OPEN-02")
def outside_working_hours(facts: Facts) -> Iterator[Item]:
    events = [(areas, day.year, "events", facts.is_outside_hours(e)) for e, areas, day in facts.held]
    has_hours = [bool(facts.work_hours(day)) for *_, day in facts.held]
    yield from judged(events, has_hours, "work_hours_not_set", shares)
    hours = [*hours_outside(facts)]
    yield from judged(hours, [bool(facts.work_hours(facts.as_of))] * len(hours), "work_hours_not_set", ratios)


def hours_outside(facts: Facts) -> Iterator[Item]:
    for home in facts.open_homes.values():
        week = usual_week(facts, home["id"])
        if week:
            work = facts.work_hours(facts.as_of)
            free = sum(len({*range(begin, end)} - work.get(day, set())) for day, begin, end in week)
            total = sum(end - begin for _, begin, end in week)
            yield facts.within(home["area"]), None, "hours", free / 60, total / 60
