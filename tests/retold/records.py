"""The records themselves."""

from __future__ import annotations

from collections.abc import Iterator

from published import Row

from retold.facts import Areas, Facts
from retold.figures import Item, means, medians, ratios, retell, shares


def kept(facts: Facts) -> Iterator[tuple[Row, Areas]]:
    """Every record, in the town of the organisation that keeps it; if that has none, in the district."""
    orgs = facts.by_id("orgs")
    for r in facts["records"]:
        keeper = orgs.get(r["maintainer_org"] or "")
        yield r, facts.within(keeper["area"] if keeper and keeper["area"] else facts.district)


@retell("I-QUAL-01", ratios)
def completeness(facts: Facts) -> Iterator[Item]:
    for r, areas in kept(facts):
        yield areas, None, "all", r["filled"], r["expected"]


@retell("I-QUAL-02", shares)
def with_a_source(facts: Facts) -> Iterator[Item]:
    for r, areas in kept(facts):
        if r["provenance"] != "demo":
            yield areas, None, "all", r["has_source"]


@retell("I-QUAL-03", medians)
def age_of_records(facts: Facts) -> Iterator[Item]:
    for r, areas in kept(facts):
        yield areas, None, "all", max(0, (facts.as_of - r["updated_on"]).days)


@retell("I-QUAL-04", means)
def warnings(facts: Facts) -> Iterator[Item]:
    for r, areas in kept(facts):
        yield areas, None, "all", r["warnings"]
