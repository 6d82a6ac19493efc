"""Where the League, its homes and its projects are."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from published import Row

from retold.facts import Facts, lasts, was_at_work
from retold.figures import Item, Told, means, retell, shares

NEW_KINDS = ("private_enterprise", "social_org", "youth_social_org", "volunteer_org")


@retell("I-COV-01", shares)
def towns_with_a_league_organisation(facts: Facts) -> Iterator[Item]:
    areas = facts.by_id("areas")
    baselines = {plan["baseline_date"] or facts.as_of for _, plan in facts.plans}
    for day in {facts.as_of, *(day for day in baselines if day <= facts.as_of)}:
        covered = set()
        for o in facts["orgs"]:
            if o["tier"] == "town" and was_at_work(o) and lasts(o, day):
                town = areas.get(facts.lay_in("orgs", o["id"], day) or "")
                if town and (o["provenance"] != "demo" or town["provenance"] == "demo"):
                    covered.add(town["id"])
        for town in facts.towns(day):
            yield facts.within(town), day, "all", town in covered


@retell("I-COV-02", shares)
def villages_with_a_branch(facts: Facts) -> Iterator[Item]:
    branches = [o for o in facts["orgs"] if (o["org_kind"], o["tier"]) == ("league", "village")]
    covered = {o["area"] for o in branches if o["status"] == "active"}
    for a in facts["areas"]:
        if a["level"] == "village" and lasts(a, facts.as_of):
            yield facts.within(a["id"]), None, "all", a["id"] in covered


@retell("I-COV-03", shares)
def towns_with_a_home(facts: Facts) -> Iterator[Item]:
    for kind in ("all", "flagship", "functional", "co_operated"):
        there = {h["area"] for h in facts.open_homes.values() if kind in ("all", h["store_class"])}
        for town in facts.towns_today:
            yield facts.within(town), None, kind, town in there


@retell("I-COV-04", shares)
def places_near_a_home(facts: Facts) -> Iterator[Item]:
    homes = [h for h in facts.open_homes.values() if h["lon_wgs84"] is not None]
    for place in facts["gathering_places"]:
        if place["status"] == "active":
            near = None
            if place["lon_wgs84"] is not None:
                near = any(metres(place, home) <= 1500 for home in homes)
            yield facts.within(place["area"]), None, "all", near


def metres(one: Row, other: Row) -> float:
    """Along the great circle of a ball with the mean radius of the earth (IUGG)."""
    x1, y1, x2, y2 = (radians(p[name]) for p in (one, other) for name in ("lon_wgs84", "lat_wgs84"))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * 6371008.8 * asin(sqrt(half))


@retell("I-COV-05")
def homes_per_young_people(facts: Facts) -> Iterator[Item]:
    ages = facts.plan["youth_age_min"], facts.plan["youth_age_max"]
    for area in (facts.district, *facts.towns_today):
        homes = sum(area in facts.within(h["area"]) for h in facts.open_homes.values())
        known = [
            (d["year"], -d["seq"], d["value"])
            for d in facts.of("areas__denominators", area)
            if (d["indicator"], d["age_min"], d["age_max"]) == ("youth_population", *ages)
            and d["value"]
            and d["year"] <= facts.as_of.year
        ]
        population = max(known)[2] if known else None
        yield (
            area,
            None,
            "all",
            Told(over=homes, under=population, reason=None if known else "population_missing"),
        )


@retell("I-COV-06", shares)
def two_new_members(facts: Facts) -> Iterator[Item]:
    committees, orgs = facts.by_id("committees"), facts.by_id("orgs")
    for m in facts["committees__members"]:
        committee, org = committees[m["committee_id"]], orgs[m["org"]]
        has_left = m["left_on"] and m["left_on"] <= facts.as_of
        if committee["status"] == "active" and not has_left and lasts(m, facts.as_of, "joined_on", "left_on"):
            is_new = org["unit_type"] == "two_new" or (not org["unit_type"] and org["org_kind"] in NEW_KINDS)
            yield facts.within(committee["area"]), None, "all", is_new


@retell("I-COV-07", shares)
def towns_with_a_brand(facts: Facts) -> Iterator[Item]:
    counted = {b["id"]: b["area"] for b in facts["brands"] if b["status"] in ("running", "completed")}
    covered = {*counted.values()}
    covered |= {x["value"] for x in facts["brands__areas"] if x["brand_id"] in counted}
    for town in facts.towns_today:
        yield facts.within(town), None, "all", town in covered


@retell("I-COV-08", shares)
def homes_on_the_cloud_platform(facts: Facts) -> Iterator[Item]:
    for home in facts.open_homes.values():
        yield facts.within(home["area"]), None, "all", home["cloud_platform_joined"]


@retell("I-SVC-02", means)
def spread_of_flagship_services(facts: Facts) -> Iterator[Item]:
    homes = facts.by_id("homes")
    for item in facts["service_items"]:
        origin = homes.get(item["origin_home"] or "")
        if item["status"] == "active" and origin and origin["store_class"] == "flagship":
            others = {
                x["home"]
                for x in facts.of("service_items__extended_to", item["id"])
                if not (x["since"] and x["since"] > facts.as_of)
            }
            yield facts.within(origin["area"]), None, "all", len(others - {origin["id"]})
