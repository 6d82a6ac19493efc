"""Posts and those who hold them, volunteers, and leaders with their homes."""

from __future__ import annotations

from collections.abc import Iterator

from published import Row

from retold.facts import Areas, Facts, year_end
from retold.figures import Item, means, ratios, retell, shares


@retell("I-TEAM-01", shares)
def posts_filled(facts: Facts) -> Iterator[Item]:
    orgs = facts.by_id("orgs")
    for p in facts["posts"]:
        if p["status"] == "active" and orgs[p["org"]]["org_kind"] == "league":
            yield facts.around_org(p["org"]), None, "all", p["filled"]


@retell("I-TEAM-02", means)
def social_workers_as_deputies(facts: Facts) -> Iterator[Item]:
    wanted = ("social_worker", "deputy_secretary", "active", True)
    # Where only made-up organisations have posts, only those are meant, and the other way round.
    kinds = {facts.is_made_up(p["org"]) for p in facts["posts"]}
    deputies = [
        p["stationed_at"] or p["org"]
        for p in facts["posts"]
        if (p["held_by_category"], p["title_code"], p["status"], p["filled"]) == wanted
    ]
    for o in facts["orgs"]:
        is_meant = not kinds or facts.is_made_up(o["id"]) in kinds
        if is_meant and (o["org_kind"], o["tier"], o["status"]) == ("league", "town", "active"):
            yield facts.around_org(o["id"]), None, "all", deputies.count(o["id"])


def teams(facts: Facts) -> Iterator[tuple[Row, Areas]]:
    for t in facts["teams"]:
        if t["year"] <= facts.as_of.year:
            yield t, facts.around_org(t["org"], year_end(t["year"]))


@retell("I-TEAM-03", ratios)
def active_volunteers(facts: Facts) -> Iterator[Item]:
    for t, areas in teams(facts):
        yield areas, t["year"], "all", t["active_volunteers"], t["registered_volunteers"]


@retell("I-TEAM-04", ratios)
def hours_a_volunteer(facts: Facts) -> Iterator[Item]:
    for t, areas in teams(facts):
        yield areas, t["year"], "all", t["volunteer_hours"], t["active_volunteers"]


@retell("I-LEAD-01", shares, leader_min_not_set=lambda facts: facts.plan["leader_min_homes"])
def leaders_with_homes(facts: Facts) -> Iterator[Item]:
    led = {(x["post"], x["home"]) for x in facts.leads if x["home"] in facts.open_homes}
    for p in facts["posts"]:
        if p["is_district_leader"] and p["filled"] and p["status"] == "active":
            homes = sum(post == p["id"] for post, _ in led)
            yield [facts.district], None, "all", homes >= (facts.plan["leader_min_homes"] or 0)
