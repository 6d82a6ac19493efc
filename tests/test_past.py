"""Sites of earlier days: the district as it was, from the records of today."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, ROOT, build_site, copy_project, warm_up
from test_pages import broken_links

from generator.config.project import open_project
from generator.core.periods import last_day
from generator.core.problems import errors
from generator.pipeline import inspect
from generator.schema.dates import happened

THEN = {
    "2019-10-31": ("红阳街道 大弯街道 弥牟镇 大同镇 城厢镇 祥福镇 姚渡镇 清泉镇 龙王镇 福洪镇 人和乡", 124),
    "2023-06-30": ("大弯街道 大同街道 弥牟镇 城厢镇 姚渡镇 清泉镇 福洪镇", 83),
}


@pytest.fixture(scope="module", params=THEN)
def then(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, built: Path
) -> tuple[str, Path]:
    """The shipped records, built today for an earlier day."""
    root = warm_up(copy_project(tmp_path_factory.mktemp("then") / "project"), built.parent)
    build_site(root, date.fromisoformat(request.param), today=DAY)
    return request.param, root / "site"


def rows(site: Path, table: str) -> list[dict[str, str]]:
    with (site / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text("utf-8")))


def test_the_towns_are_those_of_the_day(then: tuple[str, Path]) -> None:
    day, site = then
    names, villages = THEN[day]
    html = (site / "areas/index.html").read_text("utf-8")
    listed = html[
        html.index('<ul class="ya-towns">') : html.index("</ul>", html.index('<ul class="ya-towns">'))
    ]
    assert sorted(re.findall(r"<b>([^<]+)</b>", listed)) == sorted(names.split())
    active = [r for r in rows(site, "areas") if r["status"] == "active"]
    assert sum(r["level"] == "town" for r in active) == len(names.split())
    assert sum(r["level"] == "village" for r in active) == villages
    towns = {r["id"] for r in active if r["level"] == "town"}
    leagues = [r for r in rows(site, "orgs") if r["tier"] == "town" and r["status"] == "active"]
    assert {r["area"] for r in leagues} == towns


def test_nothing_later_is_shown(then: tuple[str, Path]) -> None:
    day, site = then
    began = {
        "events": "starts_at",
        "homes": "opened_on",
        "lead_assignments": "from",
        "info_reports": "reported_on",
    }
    for table, column in began.items():
        assert all(r[column][:10] <= day for r in rows(site, table)), table
    assert all(r["date"] <= day for r in rows(site, "funding__disbursements"))
    assert all(r["fixed_on"] <= day for r in rows(site, "inspections__issues"))
    assert broken_links(site) == []


def test_every_page_says_which_day_it_shows(then: tuple[str, Path], built: Path) -> None:
    day, site = then
    for path in (p for p in site.rglob("*.html") if "/en/" not in p.as_posix()):
        assert f"这里是 {day} 的情况" in path.read_text("utf-8"), path
    assert "的情况。</strong>" not in (built / "index.html").read_text("utf-8")


def test_a_town_says_since_when_and_what_changed(then: tuple[str, Path]) -> None:
    day, site = then
    own = text(site / "areas/area-510113002/index.html")
    assert f"到 {day} 仍在列" in own
    assert ("口径变化" in own) == (day > "2020")
    assert "到 2019-12-31 止" in text(site / "areas/area-510113105/index.html")


def test_the_rules_ask_about_the_towns_of_the_day() -> None:
    """What was lacking then is told, a step milder: nobody can mend it now. No error keeps a look back away."""
    project = open_project(ROOT)
    found = {day: inspect(project, date.fromisoformat(day), DAY).problems for day in THEN}
    assert all(errors(problems) == [] for problems in found.values())
    without_a_brand = {day: [p for p in problems if p.code == "V-305"] for day, problems in found.items()}
    assert {day: len(problems) for day, problems in without_a_brand.items()} == {
        "2019-10-31": 11,
        "2023-06-30": 0,
    }
    assert {p.severity for p in without_a_brand["2019-10-31"]} == {"info"}


@pytest.mark.parametrize("day", THEN)
def test_nothing_that_happened_later_is_known(day: str) -> None:
    """Every date, month, quarter, year or span that a schema says has happened, in every type and at any depth."""
    catalog = inspect(open_project(ROOT), date.fromisoformat(day), DAY).catalog
    later, seen = [], 0
    for record in catalog.records:
        for path, _ in happened(record.type):
            if path[0] not in ("updated_on", "removed_on", "source"):
                values = list(values_at(record.data, path))
                seen += len(values)
                later += [(record.id, path, v) for v in values if last_day(v) > day]
    assert later == []
    assert seen > 500 or day < "2020"


def values_at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from values_at(item, path)
    elif path and isinstance(value, dict):
        yield from values_at(value.get(path[0]), path[1:])
    elif not path and value is not None:
        yield value


def test_what_was_cancelled_or_reopened_later_goes_on() -> None:
    then = {r.id: r.data for r in inspect(open_project(ROOT), date(2023, 10, 1), DAY).catalog.records}
    now = {r.id: r.data for r in inspect(open_project(ROOT), DAY).catalog.records}
    task, demand = "assign-2023-0105", "demand-2023-0051"
    assert (now[task]["status"], then[task]["status"]) == ("cancelled", "in_progress")
    assert {"cancelled_on", "cancelled_reason"} & then[task].keys() == set()
    assert (now[demand]["status"], then[demand]["status"]) == ("reopened", "resolved")
    assert "reopened_on" not in then[demand]
    assert then["assign-2023-0126"]["cancelled_on"] == "2023-09-18", "this one had been cancelled by then"


def test_an_award_of_later_leaves_no_trace() -> None:
    brands = {r.id: r for r in inspect(open_project(ROOT), date(2023, 6, 30), DAY).catalog.of_type["brand"]}
    now = [
        r
        for r in inspect(open_project(ROOT), DAY).catalog.of_type["brand"]
        if r.data["demonstration"]["is_demo"]
    ]
    assert now, "one has been recognised since"
    for record in now:
        assert brands[record.id].data["demonstration"] == {"is_demo": False, "level": "none"}


def test_a_record_stands_as_it_was_written_by_that_day(small: Path) -> None:
    """Only what was recorded later is put back; with nothing later there is nothing to put back."""
    project = open_project(small)
    early = inspect(project, date(2024, 5, 20), date(2024, 6, 1)).catalog
    assert not early.restored
    march = inspect(project, date(2024, 3, 15), date(2024, 6, 1)).catalog
    assert march.restored
    assert "event-2024-001" in early.by_id
    assert "event-2024-001" not in march.by_id


def test_what_changed_later_stands_as_it_was(small: Path) -> None:
    """Where a home lay before its town was another, and that a post was filled before it fell vacant."""
    home, post = small / "data/homes/home-abc-005.yaml", small / "data/posts/post-abc-02.yaml"
    moved = 'area: area-990101001\nformer_areas: [{area: area-990101, until: "2024-05-27"}]'
    vacant = 'filled: false\nvacancies: [{from: "2024-05-28"}]'
    for path, swaps in {
        home: [("area: area-990101001", moved), ("2024-05-20", "2024-05-29")],
        post: [("filled: true", vacant), ("social_worker", "vacant"), ("2024-05-20", "2024-05-29")],
    }.items():
        text = path.read_text("utf-8")
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    project, today = open_project(small), date(2024, 6, 1)
    then = inspect(project, date(2024, 5, 27), today).catalog.by_id
    assert then["home-abc-005"].data["area"] == "area-990101"
    assert then["home-abc-005"].data["former_areas"] == []
    assert then["post-abc-02"].data["filled"] is True
    assert "held_by_category" not in then["post-abc-02"].data
    now = inspect(project, date(2024, 5, 28), today).catalog.by_id
    assert now["home-abc-005"].data["area"] == "area-990101001"
    assert (now["post-abc-02"].data["filled"], now["post-abc-02"].data["held_by_category"]) == (
        False,
        "vacant",
    )


def test_an_update_after_today_is_wrong_on_whatever_day_one_looks(small: Path) -> None:
    project = open_project(small)
    for day in (date(2024, 3, 15), date(2024, 5, 1), date(2025, 1, 1)):
        found = inspect(project, day, date(2024, 5, 1)).problems
        assert {p.code for p in errors(found)} >= {"V-011"}
