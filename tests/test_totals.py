"""The totals that lists show, computed again from the published CSV files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from tests.published import Published, Row

TABLE = re.compile(r'<section id="([^"]+)">(.*?)</section>', re.DOTALL)
LINE = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
DISTRICT = "全区"


@pytest.fixture(scope="module")
def data(built: Path) -> Published:
    return Published(built / "data")


def table(built: Path, page: str, section: str) -> dict[str, list[str]]:
    """The cells of a section's table by the head of their row."""
    html = (built / page / "index.html").read_text("utf-8")
    body = dict(TABLE.findall(html))[section]
    lines = [[unescape(TAG.sub("", c)).strip() for c in CELL.findall(line)] for line in LINE.findall(body)]
    return {line[0]: line[1:] for line in lines[1:]}


def groups(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def town(data: Published, area: str | None) -> str:
    """The name of the town that an area lies in."""
    row = data.by_id("areas").get(area or "")
    if row and row["level"] == "village":
        row = data.by_id("areas")[row["parent"]]
    return row["name"] if row and row["level"] == "town" else DISTRICT


def town_of_org(data: Published, org: str) -> str:
    return town(data, data.by_id("orgs")[org]["area"])


def mean(values: list[int]) -> str:
    return str(round(sum(values) / len(values), 1)) if values else ""


def yuan(amounts: Iterable[str | None]) -> str:
    return f"{sum((Decimal(a) for a in amounts if a), Decimal(0)):,.2f}"


def test_the_task_board_counts_what_the_dataset_holds(built: Path, data: Published) -> None:
    rows = [a for a in data["task_assignments"] if a["status"] != "cancelled"]
    stages = (["evaluated"], ["submitted"], ["in_progress", "returned"], ["deployed", "acknowledged"])
    expected = {}
    for name, own in groups(rows, lambda a: town_of_org(data, a["org"])).items():
        counts = [str(sum(a["status"] in stage for a in own)) for stage in stages]
        progress = [a["progress"] for a in own if a["progress"] is not None]
        expected[name] = [str(len(own)), *counts, f"{mean(progress)}%"]
    assert table(built, "tasks", "by-town") == expected


def test_funding_adds_up_to_the_fen(built: Path, data: Published) -> None:
    paid: dict[str, list[str]] = defaultdict(list)
    for payment in data["funding__disbursements"]:
        paid[payment["funding_id"]].append(payment["amount"])

    def line(rows: list[Row]) -> list[str]:
        return [
            str(len(rows)),
            yuan(r["amount_requested"] for r in rows),
            yuan(r["amount_approved"] for r in rows),
            yuan(amount for r in rows for amount in paid[r["id"]]),
        ]

    by_town = groups(data["funding"], lambda r: town_of_org(data, r["applicant_org"]))
    total = {"合计": line(data["funding"])}
    assert table(built, "funding", "by-town") == {name: line(rows) for name, rows in by_town.items()} | total
    by_state = table(built, "funding", "by-state")
    assert sorted(by_state.values()) == sorted(
        [*(line(rows) for rows in groups(data["funding"], lambda r: r["status"]).values()), *total.values()]
    )


def test_time_to_reply_is_counted_in_working_days(data: Published) -> None:
    """By walking the calendar day by day, as a clerk would."""
    special = {r["date"]: r["kind"] for r in data["calendars__days"]}
    years = {r["year"] for r in data["calendars"]}
    checked = 0
    for demand in data["demands"]:
        received, replied = demand["received_on"], demand["first_reply_on"]
        if replied is None or not {received.year, replied.year} <= years:
            assert demand["reply_workdays"] is None
            continue
        days = (received + timedelta(n) for n in range(1, (replied - received).days + 1))
        assert demand["reply_workdays"] == sum(_is_workday(d, special) for d in days), demand["id"]
        checked += 1
    assert checked > 50


def _is_workday(day: date, special: dict[date, str]) -> bool:
    return special[day] == "workday" if day in special else day.isoweekday() <= 5


def test_demands_by_town(built: Path, data: Published) -> None:
    def line(rows: list[Row]) -> list[str]:
        replied = sum(r["first_reply_on"] is not None for r in rows)
        closed = [r for r in rows if r["status"] in ("resolved", "closed_unresolved")]
        solved = sum(r["outcome"] == "solved" for r in closed)
        known = [r["reply_workdays"] for r in rows if r["reply_workdays"] is not None]
        return [str(len(rows)), str(replied), str(solved), mean(known)]

    by_town = groups(data["demands"], lambda r: town(data, r["area"]))
    expected = {name: line(rows) for name, rows in by_town.items()} | {"合计": line(data["demands"])}
    assert table(built, "demands", "by-town") == expected


def test_extended_hours_by_month(built: Path, data: Published) -> None:
    names = ("sessions", "hours_total", "comp_hours_due", "comp_hours_taken")

    def line(rows: list[Row]) -> list[str]:
        return [f"{sum(r[n] or 0 for r in rows):,.1f}".removesuffix(".0") for n in names]

    rows = data["extended_service"]
    expected = {month: line(own) for month, own in groups(rows, lambda r: r["month"]).items()}
    assert table(built, "extended-service", "by-month") == expected | {"合计": line(rows)}


def test_issues_found_and_put_right(built: Path, data: Published) -> None:
    issues = data["inspections__issues"]
    fixed = sum(i["fixed_on"] is not None for i in issues)
    shown = table(built, "inspections", "by-kind")["合计"]
    assert shown == [str(len(issues)), str(fixed), str(len(issues) - fixed)]


def test_a_town_shows_what_is_its_own(built: Path, data: Published) -> None:
    """Its page agrees with the lists of the whole district."""
    checked = 0
    for area in data["areas"]:
        if area["level"] != "town" or area["status"] != "active":
            continue
        html = (built / "areas" / area["id"] / "index.html").read_text("utf-8")
        for folder, table_name, own in (
            ("tasks", "task_assignments", lambda a: town_of_org(data, a["org"])),
            ("funding", "funding", lambda a: town_of_org(data, a["applicant_org"])),
            ("demands", "demands", lambda a: town(data, a["area"])),
        ):
            n = sum(own(r) == area["name"] and r["status"] != "cancelled" for r in data[table_name])
            assert re.search(rf'<h2 id="{folder}">[^<]*<small>共 {n} 条</small>', html), (area["id"], folder)
            checked += 1
    assert checked == 21


def test_hotlines_stand_before_anything_else(built: Path) -> None:
    html = (built / "demands" / "index.html").read_text("utf-8")
    assert (
        html.index('href="tel:110"') < html.index('href="tel:12355"') < html.index("不要在这里公开个人信息")
    )
    assert html.index("不要在这里公开个人信息") < html.index('id="by-category"')
