"""Events as visitors use them: the list, its filters, months, past years and the way into a calendar."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import Open
from conftest import DAY, ROOT, build_site
from playwright.sync_api import expect

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LANGS = {"zh": "", "en": "en/"}


def records(folder: str) -> dict[str, dict[str, Any]]:
    found = (yaml.load(p.read_text("utf-8"), LOADER) for p in (ROOT / "data" / folder).rglob("*.yaml"))
    return {r["id"]: r for r in found if r["status"] != "removed"}


EVENTS = records("events")
PLACES = {**records("homes"), **records("gathering-places")}
COMING = {i for i, e in EVENTS.items() if e["starts_at"][:10] >= DAY.isoformat()}


def town(event: dict[str, Any]) -> str | None:
    place = PLACES.get(event.get("home") or event.get("gathering_place") or "")
    return place["area"] if place else None


def links(page: Any, selector: str) -> list[str]:
    return [a.get_attribute("href").rstrip("/").rpartition("/")[2] for a in page.locator(selector).all()]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_to_come_is_listed_and_the_past_by_year(open_page: Open, lang: str) -> None:
    """Every event stands on just one of the lists, in order, without a script."""
    page = open_page(f"{LANGS[lang]}events/", java_script_enabled=False)
    rows = links(page, ".ya-event div > a:first-of-type")
    assert set(rows) == COMING
    starts = [EVENTS[i]["starts_at"] for i in rows]
    assert starts == sorted(starts)
    root, found = page.url, set(rows)
    for year in sorted({e["starts_at"][:4] for i, e in EVENTS.items() if i not in COMING}):
        page.goto(f"{root}{year}/")
        past = links(page, ".ya-event div > a:first-of-type")
        assert all(EVENTS[i]["starts_at"].startswith(year) for i in past)
        assert not found & set(past)
        found |= set(past)
    assert found == EVENTS.keys()
    assert not page.locator("[data-filters]").is_visible()


def test_a_month_is_a_grid_without_a_script(open_page: Open) -> None:
    """Each event in the cell of its day; every day of the month once, from Monday to Sunday."""
    page = open_page("events/2026-12/", java_script_enabled=False)
    days = [t.get_attribute("datetime") for t in page.locator(".ya-month td time").all()]
    assert days == [date(2026, 12, d).isoformat() for d in range(1, 32)]
    first = page.locator(".ya-month tbody tr").first.locator("td")
    assert first.nth(date(2026, 12, 1).weekday()).locator("time").get_attribute("datetime") == "2026-12-01"
    expected = defaultdict(set)
    for i, event in EVENTS.items():
        if event["starts_at"].startswith("2026-12"):
            expected[event["starts_at"][:10]].add(i)
    for day in days:
        cell = page.locator(f'.ya-month td:has(time[datetime="{day}"])')
        assert set(links(cell, "li a")) == expected[day], day


def test_a_phone_gets_a_month_as_a_list_of_its_days(open_page: Open) -> None:
    page = open_page("events/2026-12/", 360)
    seen = page.locator(".ya-month td:visible")
    busy = {e["starts_at"][:10] for e in EVENTS.values() if e["starts_at"].startswith("2026-12")}
    assert {c.locator("time").get_attribute("datetime") for c in seen.all()} == busy


def test_cancelled_evening_and_weekend_are_marked(open_page: Open) -> None:
    page = open_page("events/2026/")
    off = {i for i, e in EVENTS.items() if e["status"] in ("cancelled", "postponed") and i not in COMING}
    struck = set(links(page, ".ya-event--off div > a:first-of-type"))
    assert struck == {i for i in off if EVENTS[i]["starts_at"].startswith("2026")}
    assert struck
    for mark, is_so in (
        ("evening", lambda e: e["starts_at"][11:16] >= "18:00"),
        ("weekend", lambda e: date.fromisoformat(e["starts_at"][:10]).weekday() >= 5),
    ):
        marked = set(links(page, f".ya-event:has(.ya-tag--{mark}) div > a:first-of-type"))
        past = {i for i, e in EVENTS.items() if e["starts_at"].startswith("2026") and i not in COMING}
        assert marked == {i for i in past if is_so(EVENTS[i])}


@pytest.mark.parametrize("lang", LANGS)
def test_filters_live_in_the_address(open_page: Open, lang: str) -> None:
    """Town and time filter together; the address shows the same rows again, in the other language too."""
    page = open_page(f"{LANGS[lang]}events/")
    expect(page.locator("[data-filters]")).to_be_visible()
    rows = page.locator(".ya-event:visible div > a:first-of-type")
    wanted = town(EVENTS[min(COMING)])
    page.locator("select[name=area]").select_option(wanted)
    here = {i for i in COMING if town(EVENTS[i]) == wanted}
    expect(rows).to_have_count(len(here))
    assert set(links(page, ".ya-event:visible div > a:first-of-type")) == here
    page.locator("select[name=when]").select_option("evening")
    evening = {i for i in here if EVENTS[i]["starts_at"][11:16] >= "18:00"}
    assert evening != here
    assert evening
    expect(rows).to_have_count(len(evening))
    assert str(len(evening)) in page.locator("[data-word-total]").inner_text()
    page.click(".ya-tool--lang")
    page.goto(page.url.partition("?")[0] + f"?area={wanted}&when=evening")
    expect(rows).to_have_count(len(evening))
    assert page.locator("select[name=area]").input_value() == wanted
    page.locator(".ya-filters__reset a").click()
    expect(rows).to_have_count(len(COMING))


def test_an_option_counts_what_it_would_leave(open_page: Open) -> None:
    page = open_page("events/?when=weekend")
    expect(page.locator("select[name=when]")).to_have_value("weekend")
    weekend = [
        e for i, e in EVENTS.items() if i in COMING and date.fromisoformat(e["starts_at"][:10]).weekday() >= 5
    ]
    for option in page.locator("select[name=type] option").all():
        if value := option.get_attribute("value"):
            assert option.text_content().endswith(f"({sum(e.get('type') == value for e in weekend)})")


def test_a_long_list_is_filtered_over_all_its_pages(small: Path, browser: Any) -> None:
    """205 events stand on two pages; the only one of its type on the second is found from the first."""
    from browsing import served

    given = (small / "data/events/event-2024-001.yaml").read_text("utf-8")
    for n in range(205):
        text = given.replace("event-2024-001", f"event-2024-{300 + n}").replace(
            "status: held", "status: announced"
        )
        text = text.replace("2024-05-10T", f"2024-06-{10 + n // 15:02}T").partition("result:")[0]
        text = text.replace("type: training", "type: sports") if n == 204 else text
        text += 'maintainer_org: org-abc-01\nprovenance: demo\nupdated_on: "2024-05-20"\n'
        (small / f"data/events/event-2024-{300 + n}.yaml").write_text(text, "utf-8")
    build_site(small)
    with served(small / "site") as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}events/")
        assert page.locator(".ya-event").count() == 200
        page.locator("select[name=type]").select_option("sports")
        expect(page.locator(".ya-event:visible")).to_have_count(1)
        page.locator(".ya-event:visible a").first.click()
        expect(page).to_have_url(f"{root}events/event-2024-504/")
        expect(page.locator("h1")).to_have_text("青年夜校第一课")


def test_an_event_goes_into_a_calendar(open_page: Open, tmp_path: Path) -> None:
    name = next(i for i in sorted(COMING) if EVENTS[i]["status"] == "announced")
    page = open_page(f"events/{name}/")
    with page.expect_download() as download:
        page.locator(f'a[href$="{name}.ics"]').click()
    download.value.save_as(tmp_path / "one.ics")
    assert f"SUMMARY:{EVENTS[name]['title'][:10]}" in (tmp_path / "one.ics").read_text("utf-8")


def test_an_address_to_subscribe_to_is_copied(open_page: Open) -> None:
    page = open_page("areas/area-510113002/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy]").first
    button.click()
    expect(button).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/areas/area-510113002/events.ics")
    assert page.locator("a[href^='webcal:']").first.get_attribute("href") == copied.replace(
        "https:", "webcal:"
    )
