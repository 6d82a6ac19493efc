"""What others say of the work: surveys of young people, and scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from statistics import mean
from typing import Any

from published import Row

from retold.facts import Areas, Facts, year_end
from retold.figures import Item, Told, means, retell

DIMENSIONS = ("party_gov", "internal", "youth")


def last_surveys(facts: Facts) -> dict[int, Row]:
    """The last one published each year; of two that ended the same day, the one whose id comes first."""
    found: dict[int, Row] = {}
    for s in sorted(facts["surveys"], key=lambda s: s["id"], reverse=True):
        if (s["kind"], s["status"]) == ("youth_evaluation", "published") and s["period_to"] <= facts.as_of:
            last = found.get(s["period_to"].year)
            if last is None or s["period_to"] >= last["period_to"]:
                found[s["period_to"].year] = s
    return found


def rates(facts: Facts, code: str) -> Iterator[Item]:
    """How many answered a question, and how many of them in a way that counts as positive."""
    for year, survey in last_surveys(facts).items():
        for q in facts.of("surveys__questions", survey["id"]):
            if q["code"] == code:
                answers = [
                    c
                    for c in facts.of("surveys__questions__counts", survey["id"])
                    if c["questions_seq"] == q["seq"] and c["is_positive"]
                ]
                withheld = any(c["suppressed"] for c in answers)
                positive = None if withheld else sum(c["count"] for c in answers)
                yield rate(facts.district, year, positive, q["base_n"] or survey["valid_n"])
        results = facts.of("surveys__by_area__results", survey["id"])
        told = {x["by_area_seq"]: x for x in results if x["question"] == code}
        for place in facts.of("surveys__by_area", survey["id"]) if told else ():
            x = told.get(place["seq"], {})  # of a town without a row it is withheld, too
            yield rate(place["area"], year, x.get("positive"), x.get("n"))


def rate(area: str, year: int, positive: int | None, n: int | None) -> Item:
    reason = "withheld_in_survey" if positive is None else None
    return area, year, "all", Told(over=positive, under=n, reason=reason)


@retell("I-EVA-01")
def awareness(facts: Facts) -> Iterator[Item]:
    yield from rates(facts, "awareness")


@retell("I-EVA-02")
def satisfaction(facts: Facts) -> Iterator[Item]:
    yield from rates(facts, "satisfaction")


@retell("I-ACT-04")
def participation(facts: Facts) -> Iterator[Item]:
    yield from rates(facts, "participation")


def scores(facts: Facts) -> Iterator[tuple[Row, Row, Areas]]:
    """Published evaluations, each with its measures, one at a time."""
    for e in facts["evaluations"]:
        if e["status"] == "published" and e["year"] <= facts.as_of.year:
            for m in facts.of("evaluations__measures", e["id"]):
                yield e, m, facts.around_org(e["subject_org"], year_end(e["year"]))


@retell("I-EVA-03", means)
def league_scores(facts: Facts) -> Iterator[Item]:
    for e, m, areas in scores(facts):
        if e["dimension"] == "internal" and m["code"] in ("visibility", "participation", "satisfaction"):
            yield areas, e["year"], m["code"], m["value"]


@retell("I-EVA-04", means)
def party_and_government_scores(facts: Facts) -> Iterator[Item]:
    for e, m, areas in scores(facts):
        if e["dimension"] == "party_gov" and m["code"] in ("alignment", "support"):
            yield areas, e["year"], m["code"], m["value"]


def weights(facts: Facts, year: int) -> dict[str, float]:
    plan = facts.plan_on(year_end(year))
    return {name: plan[f"evaluation_weights_{name}"] or 0 for name in DIMENSIONS}


@retell("I-EVA-05")
def composite(facts: Facts) -> Iterator[Item]:
    found: dict[Any, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for e, m, areas in scores(facts):
        of_org = found[e["subject_org"], areas, e["year"]]
        if e["dimension"] in DIMENSIONS and m["value"] is not None:
            of_org[e["dimension"]].append(m["value"])

    def weighted(by_dimension: dict[str, list[float]], year: int) -> float | None:
        if len(by_dimension) < len(DIMENSIONS):
            return None
        return round(
            sum(weights(facts, year)[name] * mean(values) for name, values in by_dimension.items()), 4
        )

    items = ((areas, year, "all", weighted(values, year)) for (_, areas, year), values in found.items())
    for *key, figure in means(items):
        reason = None if figure.under else "dimension_missing"
        is_set = sum(weights(facts, key[1]).values())
        yield *key, replace(figure, reason=reason if is_set else "weights_not_set")
