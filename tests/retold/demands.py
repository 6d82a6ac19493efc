"""What young people asked for."""

from __future__ import annotations

from collections.abc import Iterator

from published import Row

from retold.facts import Areas, Facts
from retold.figures import Item, judged, means, medians, retell, shares

FALLEN = ("withdrawn", "duplicate")


def demands(facts: Facts) -> Iterator[tuple[Row, Areas, int, int | None]]:
    """Each that was neither withdrawn nor given twice in its year, where and in which year it counts, and the
    working days to the first reply."""
    for d in facts["demands"]:
        ended = d["resolved_on"] or d["received_on"]
        fell = d["outcome"] in FALLEN and ended.year <= d["received_on"].year
        if d["kind"] == "demand" and not fell and d["received_on"] <= facts.as_of:
            days = facts.workdays(d["received_on"], d["first_reply_on"])
            yield d, facts.within(d["area"] or facts.district), d["received_on"].year, days


@retell("I-DEM-01", medians)
def days_to_reply(facts: Facts) -> Iterator[Item]:
    for _, areas, year, days in demands(facts):
        yield areas, year, ("median", "p90"), days


@retell("I-DEM-02")
def replied_in_time(facts: Facts) -> Iterator[Item]:
    items: list[Item] = []
    targets: list[int | None] = []
    for d, areas, year, days in demands(facts):
        target = facts.plan_on(d["received_on"])["reply_target_workdays"]
        waited = facts.workdays(d["received_on"], d["first_reply_on"] or facts.as_of)
        is_judged = None not in (target, waited) and (days is not None or waited > target)
        items.append((areas, year, "all", waited <= target if is_judged else None))
        targets.append(target)
    yield from judged(items, [t is not None for t in targets], "reply_target_not_set", shares)


@retell("I-DEM-03", shares)
def solved(facts: Facts) -> Iterator[Item]:
    for d, areas, year, _ in demands(facts):
        again = d["reopened_on"]
        was_closed = again and again.year > year and d["resolved_on"] and d["resolved_on"] <= again
        is_closed = d["outcome"] not in (None, "", *FALLEN) and (
            d["status"] in ("resolved", "closed_unresolved") or was_closed
        )
        yield areas, year, "all", d["outcome"] == "solved" if is_closed else None


@retell("I-DEM-04", shares)
def satisfied(facts: Facts) -> Iterator[Item]:
    for d, areas, year, _ in demands(facts):
        has_opinion = d["satisfaction"] in ("satisfied", "neutral", "dissatisfied")
        yield areas, year, "all", d["satisfaction"] == "satisfied" if has_opinion else None


@retell("I-DEM-05", shares)
def led_to_something(facts: Facts) -> Iterator[Item]:
    for d, areas, year, _ in demands(facts):
        yield areas, year, "all", bool(facts.of("demands__led_to", d["id"]))


@retell("I-FLAT-03")
def hands_a_demand_goes_through(facts: Facts) -> Iterator[Item]:
    ways = [(d, *key, len(facts.of("demands__routing", d["id"]))) for d, *key, _ in demands(facts)]
    yield from means((areas, year, "all", hands or None) for _, areas, year, hands in ways)
    yield from shares(
        (areas, year, "first_receiver", hands == 1 if hands else None)
        for d, areas, year, hands in ways
        if d["first_reply_on"] or not hands
    )


@retell("I-FLAT-05", medians)
def days_to_reply_by_tier(facts: Facts) -> Iterator[Item]:
    for d, areas, year, days in demands(facts):
        for step in facts.of("demands__routing", d["id"]):
            tier = facts.tier(step["org"])
            if step["seq"] == 1 and tier:
                yield areas, year, tier, days
