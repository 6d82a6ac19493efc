"""How near the district is to the grass roots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from published import Row

from retold.facts import Facts
from retold.figures import Item, Told, means, retell, shares

TIERS = {"district": 1, "direct": 2, "town": 2, "village": 3}
NUMBERS = {"one": 1, "two": 2, "three": 3, "more": 4}


def steps(facts: Facts, org: str | None) -> int | None:
    row = facts.by_id("orgs").get(org or "")
    if row is None:
        return None
    if row["tier"] == "unit":
        above = steps(facts, row["parent"])
        return above and above + 1
    return TIERS.get(row["tier"])


@retell("I-FLAT-01")
def steps_to_the_home(facts: Facts) -> Iterator[Item]:
    posts = facts.by_id("posts")
    led = {x["home"] for x in facts.leads if posts[x["post"]]["is_district_leader"]}
    ways = [
        (
            facts.within(h["area"]),
            1 if h["id"] in led else steps(facts, h["operator_org"]) or steps(facts, h["supervising_org"]),
        )
        for h in facts.open_homes.values()
    ]
    yield from means((areas, None, "all", hops) for areas, hops in ways)
    for name, number in NUMBERS.items():
        yield from shares(
            (areas, None, name, min(hops, 4) == number if hops else None) for areas, hops in ways
        )


@retell("I-FLAT-02", shares)
def led_by_the_district(facts: Facts) -> Iterator[Item]:
    posts = facts.by_id("posts")
    for e, areas, day in facts.held:
        leader = posts[e["led_by_post"]]["org"] if e["led_by_post"] else None
        tiers = (facts.tier(e["host_org"]), facts.tier(leader))
        yield areas, day.year, ("all", "events"), "district" in tiers
    for d in facts["deliveries"]:
        day = d["delivered_on"]
        if day and day <= facts.as_of and not d["event"]:
            by_district = facts.tier(d["customised_by_org"]) == "district"
            yield facts.around_place(d["place"], day), day.year, ("all", "deliveries"), by_district


@retell("I-FLAT-06")
def leaders_at_the_grass_roots(facts: Facts) -> Iterator[Item]:
    leaders = {
        p["id"]: p
        for p in facts["posts"]
        if p["is_district_leader"] and (p["status"] == "active" or p["valid_to"])
    }
    leads, points = facts.by_id("lead_assignments"), facts.by_id("contact_points")
    sessions: Counter[str] = Counter()
    for x in facts["lead_assignments__duty_sessions"]:
        if leads[x["lead_assignment_id"]]["post"] in leaders:
            sessions[f"{x['quarter'][:4]}-{x['quarter'][4:]}"] += x["count"]
    for x in facts["contact_points__activities"]:
        if points[x["contact_point_id"]]["holder_post"] in leaders and x["date"] <= facts.as_of:
            sessions[quarter_of(x["date"])] += 1
    for quarter, number in sessions.items():
        if quarter <= quarter_of(facts.as_of):
            there = sum(was_filled(facts, p, *days_of(quarter)) for p in leaders.values())
            yield facts.district, quarter, "all", Told(over=number, under=there)


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def days_of(quarter: str) -> tuple[date, date]:
    year, month = int(quarter[:4]), 3 * int(quarter[6]) - 2
    return date(year, month, 1), date(year + month // 10, (month + 3) % 12, 1) - timedelta(days=1)


def was_filled(facts: Facts, post: Row, first: date, last: date) -> bool:
    """Whether there was the post, and it was not vacant from the first day to the last."""
    is_there = (post["valid_from"] or first) <= last and (post["valid_to"] or last) >= first
    return is_there and not any(
        v["from"] <= first and (v["to"] or last) >= last for v in facts.of("posts__vacancies", post["id"])
    )
