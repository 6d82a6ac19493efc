"""Partners, shared resources, cases, inspections and reports."""

from __future__ import annotations

from collections.abc import Iterator

from published import Row

from retold.facts import Areas, Facts, any_of, lasts
from retold.figures import Item, counts, judged, retell, shares

STAGES = 3


def partnerships(facts: Facts) -> Iterator[tuple[Row, Areas]]:
    for p in facts["partnerships"]:
        if p["status"] == "active":
            yield p, facts.around_org(p["league_org"])


@retell("I-PART-01", counts)
def partners(facts: Facts) -> Iterator[Item]:
    for p, areas in partnerships(facts):
        yield areas, None, "all", p["partner_org"]


@retell("I-PART-02", counts)
def supported_youth_organisations(facts: Facts) -> Iterator[Item]:
    orgs = facts.by_id("orgs")
    for p, areas in partnerships(facts):
        of_youth = orgs[p["partner_org"]]["org_kind"] == "youth_social_org"
        supported = p["kind"] == "incubation" and any_of(p["support"]) - {"none"}
        yield areas, None, "all", p["partner_org"] if of_youth and supported else None


@retell("I-PART-03", shares)
def partners_in_all_stages(facts: Facts) -> Iterator[Item]:
    for p, areas in partnerships(facts):
        yield areas, None, "all", len(any_of(p["stages"])) == STAGES if p["stages"] else None


@retell("I-RES-01", shares)
def resources_across_tiers(facts: Facts) -> Iterator[Item]:
    resources = facts.by_id("resources")
    for use in facts["resources__uses"]:
        if use["date"] <= facts.as_of:
            crosses = facts.differ(use["org"], resources[use["resource_id"]]["owner_org"])
            yield facts.around_org(use["org"], use["date"]), use["date"].year, "all", crosses


@retell("I-FLAT-07", shares)
def sharing(facts: Facts) -> Iterator[Item]:
    for r in facts["resources"]:
        if r["status"] == "active" and lasts(r, facts.as_of, "available_from", "available_to"):
            others = (x["value"] for x in facts.of("resources__shared_with", r["id"]))
            yield [facts.district], None, "all", any(facts.differ(o, r["owner_org"]) for o in others)


@retell("I-CASE-01", counts)
def promoted_cases(facts: Facts) -> Iterator[Item]:
    for case in facts["cases"]:
        if case["status"] in ("published", "promoted"):
            areas = facts.within(case["area"])
            yield areas, None, "published", case["id"]
            yield areas, None, "promoted", case["id"] if case["promoted_to"] else None


@retell("I-INSP-01", shares)
def put_right_in_time(facts: Facts) -> Iterator[Item]:
    inspections = facts.by_id("inspections")
    for x in facts["inspections__issues"]:
        found = x["found_on"] or inspections[x["inspection_id"]]["date"]
        if found <= facts.as_of:
            fixed, due = x["fixed_on"], x["due_on"]
            is_fixed = fixed is not None and fixed <= facts.as_of
            is_judged = due is not None and (is_fixed or due < facts.as_of)
            areas = facts.around_org(x["org"], found)
            yield areas, found.year, "all", is_fixed and fixed <= due if is_judged else None


@retell("I-REP-01")
def reported_in_time(facts: Facts) -> Iterator[Item]:
    items: list[Item] = []
    limits: list[int | None] = []
    for r in facts["info_reports"]:
        if r["reported_on"] <= facts.as_of:
            limit = facts.plan_on(r["happened_on"])["info_report_days"]
            days = (r["reported_on"] - r["happened_on"]).days
            areas = facts.around_org(r["org"], r["reported_on"])
            items.append((areas, r["reported_on"].year, "all", None if limit is None else days <= limit))
            limits.append(limit)
    yield from judged(items, [limit is not None for limit in limits], "report_days_not_set", shares)
