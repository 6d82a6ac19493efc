"""Places side by side, lists in other sites, the wall screen: as those who use them do."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import Open, audit
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS = {x: yaml.load((ROOT / f"content/i18n/{x}.yaml").read_text("utf-8"), LOADER) for x in ("zh", "en")}
THREE = ("home-qbj-001", "home-qbj-002", "home-qbj-017")


def records(folder: str) -> dict[str, dict[str, Any]]:
    found = (yaml.load(p.read_text("utf-8"), LOADER) for p in (ROOT / "data" / folder).rglob("*.yaml"))
    return {r["id"]: r for r in found if r["status"] != "removed"}


HOMES, EVENTS = records("homes"), records("events")
PLACES = {**HOMES, **records("gathering-places")}


def test_ticked_places_are_compared(open_page: Open) -> None:
    """Ticked in the list, also while it is filtered; the table then holds the places' own data."""
    page = open_page("homes/")
    for name in THREE[:2]:
        page.locator(f"[data-id={name}]:visible .ya-tick input").check()
    page.locator(".ya-compare-bar a").click()
    expect(page).to_have_url(re.compile(rf"compare/\?ids={','.join(THREE[:2])}$"))
    heads = page.locator(".ya-compare thead th a")
    expect(heads).to_have_text([HOMES[i]["name"] for i in THREE[:2]])
    page.go_back()
    expect(page.locator(f"[data-id={THREE[0]}]:visible .ya-tick input")).to_be_checked()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_table_tells_what_is_recorded(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}compare/?ids={','.join(THREE)}", 360 if lang else 1280)
    expect(page.locator(".ya-compare")).to_be_visible()
    schema = json.loads((ROOT / "schemas/records/home.schema.json").read_text("utf-8"))["properties"]
    words = "en" if lang else "zh"

    def row(name: str) -> list[str]:
        title = schema[name]["x-en"]["title"] if lang else schema[name]["title"]
        return (
            page.locator(".ya-compare tr", has=page.get_by_role("rowheader", name=title, exact=True))
            .locator("td")
            .all_inner_texts()
        )

    assert row("address") == [HOMES[i]["address"] for i in THREE]
    assert row("fee") == [schema["fee"]["x-codes"][HOMES[i]["fee"]][words] for i in THREE]
    assert [c.split(" ")[0] for c in row("capacity")] == [str(HOMES[i]["capacity"]) for i in THREE]
    assert row("area") == [records("areas")[HOMES[i]["area"]]["name"] for i in THREE]
    assert [c == WORDS[words]["no_information"] for c in row("store_no")] == [
        "store_no" not in HOMES[i] for i in THREE
    ]
    assert audit(page) == []
    before = page.locator(".ya-compare tbody tr:visible").count()
    page.locator(".ya-compare__only input").check()
    assert page.locator(".ya-compare tbody tr:visible").count() < before


def test_comparing_too_few_or_without_a_script_says_so(open_page: Open) -> None:
    page = open_page("compare/?ids=home-qbj-001")
    expect(page.locator("#compare [role=status]")).to_have_text(WORDS["zh"]["compare_few"])
    page = open_page("compare/?ids=home-qbj-001,home-qbj-002", java_script_enabled=False)
    assert page.locator("noscript").inner_text() == WORDS["zh"]["compare_noscript"]


def test_the_code_made_shows_what_was_chosen(open_page: Open) -> None:
    """The code is a frame with the filters chosen; the preview shows just those; links leave the frame."""
    page = open_page("embed/")
    town = HOMES[THREE[0]]["area"]
    page.locator("[data-kind=homes] select[name=area]").select_option(town)
    code = page.locator("textarea").input_value()
    (src,) = re.findall(r'^<iframe src="([^"]+)"', code)
    assert src.endswith(f"/embed/homes/?area={town}")
    assert src.startswith("https://youth-home-atlas.example/")
    frame = page.frame_locator(".ya-embed__frame")
    here = {h["name"] for h in HOMES.values() if h["area"] == town}
    expect(frame.locator(".ya-place")).to_have_count(len(here))
    assert set(frame.locator(".ya-place h2 a").all_text_contents()) == here
    frame.locator(".ya-place h2 a").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("|".join(map(re.escape, here))))
    assert "/homes/home-" in page.url


@pytest.mark.parametrize("lang", ["", "en/"])
def test_events_stand_in_a_frame_without_a_script(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}embed/events/", 360, java_script_enabled=False)
    assert page.locator(".ya-event").count() > 10
    assert page.locator("header, footer").count() == 0
    assert page.locator("base").get_attribute("target") == "_top"
    assert "unsafe-inline" not in page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute(
        "content"
    )


NOW = datetime.datetime(2026, 11, 24, 11, 30, tzinfo=datetime.UTC)  # 19:30 in Beijing, a Tuesday


@pytest.fixture
def wall(browser: Browser, address: str) -> Iterator[Any]:
    """Opens the wall screen in a browser that lives elsewhere and whose clock stands at NOW."""
    with browser.new_context(
        viewport={"width": 1920, "height": 1080}, timezone_id="America/New_York"
    ) as context:

        def open_it(query: str = "", file: dict[str, Any] | None = None) -> Page:
            page = context.new_page()
            page.clock.install(time=NOW)
            if file is not None:
                page.route("**/wall/data.json", lambda route: route.fulfill(json=file))
            page.goto(f"{address}wall/{query}")
            return page

        yield open_it


def open_at(home: dict[str, Any], day: str, date: str, time: str) -> bool:
    """Once more, and simpler than the page: usual hours of a day on which nothing is temporary."""
    rows = home.get("opening", [])
    assert not any(
        "valid_from" in r and "valid_to" in r and r["valid_from"] <= date <= r["valid_to"] for r in rows
    )
    shut = any(c["date"] <= date <= c.get("until", c["date"]) for c in home.get("closed_dates", []))
    valid = [
        r for r in rows if r.get("valid_from", "") <= date and ("valid_from" in r or "valid_to" not in r)
    ]
    return (
        home["status"] == "open"
        and not shut
        and any(day in r["days"] and r["opens"] <= time < r["closes"] for r in valid)
    )


def test_the_wall_goes_by_the_clock_of_beijing(wall: Any) -> None:
    page = wall()
    expect(page.locator(".ya-wall__clock time")).to_have_text("19:30")
    events, homes = page.locator(".ya-wall__list").first, page.locator(".ya-wall__list").last
    today = [
        e for e in EVENTS.values() if e["starts_at"][:10] == "2026-11-24" and e["ends_at"][11:16] > "19:30"
    ]
    assert today
    expect(events.locator("b")).to_have_text([e["title"] for e in today])
    expect(events.locator(".is-now")).to_have_count(sum(e["status"] == "announced" for e in today))
    expected = {h["name"] for h in HOMES.values() if open_at(h, "TU", "2026-11-24", "19:30")}
    assert set(homes.locator("b").all_text_contents()) == expected
    assert audit(page, ["color-contrast"]) == []


def test_the_wall_fits_its_screen_and_turns_its_pages(wall: Any) -> None:
    """Big enough for three metres, nothing cut off; what finds no room comes in its turn, unless it is paused."""
    page = wall()
    homes = page.locator(".ya-wall__list").last
    expect(homes.locator("li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert (
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('.ya-wall__list b')).fontSize)")
        >= 1080 / 45
    )
    everything = set(homes.locator("b").all_text_contents())
    seen = set(homes.locator("li:visible b").all_text_contents())
    assert seen < everything
    page.clock.run_for(16_000)
    seen |= set(homes.locator("li:visible b").all_text_contents())
    page.clock.run_for(16_000)
    seen |= set(homes.locator("li:visible b").all_text_contents())
    assert seen == everything
    page.locator("[data-do=pause]").click()
    now = homes.locator("li:visible b").all_text_contents()
    page.clock.run_for(40_000)
    assert homes.locator("li:visible b").all_text_contents() == now


def test_the_wall_of_a_town_shows_just_the_town(wall: Any) -> None:
    town = "area-510113002"
    page = wall(f"?town={town}")
    expect(page.locator(".ya-wall__town")).to_have_text(records("areas")[town]["name"])
    names = set(page.locator(".ya-wall__list").last.locator("b").all_text_contents())
    assert names == {
        h["name"] for h in HOMES.values() if h["area"] == town and open_at(h, "TU", "2026-11-24", "19:30")
    }
    for title in page.locator(".ya-wall__list").first.locator("b").all_text_contents():
        event = next(e for e in EVENTS.values() if e["title"] == title)
        assert PLACES[event.get("home") or event["gathering_place"]]["area"] == town


def test_the_wall_shows_what_is_new_and_keeps_it_without_a_line(wall: Any, built: Path) -> None:
    file = json.loads((built / "wall/data.json").read_bytes())
    page = wall(file=file)
    homes = page.locator(".ya-wall__list").last.locator("b")
    expect(homes.first).to_be_visible()
    file["places"] = [{**file["places"][0], "title": "新开的一处", "week": {"opening": [
        {"days": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], "opens": "00:00", "closes": "24:00"}], "closed": []}}]  # fmt: skip
    page.clock.run_for(301_000)
    expect(homes).to_have_text(["新开的一处"])
    page.unroute("**/wall/data.json")
    page.route("**/wall/data.json", lambda route: route.abort())
    page.clock.run_for(301_000)
    stale = WORDS["zh"]["wall_stale"].partition("{")[0]
    expect(page.locator("#wall [role=status]")).to_contain_text(stale)
    expect(homes).to_have_text(["新开的一处"])


def test_the_wall_never_mixes_two_releases(wall: Any, built: Path) -> None:
    """A file of another release is not shown by this page: the page loads itself again, and not without end."""
    file = json.loads((built / "wall/data.json").read_bytes())
    page = wall(file={**file, "basis": "another", "places": [{**file["places"][0], "title": "混进来的"}]})
    loads: list[str] = []
    page.on("load", lambda p: loads.append(p.url))
    page.wait_for_load_state()
    page.clock.run_for(301_000)
    expect(page.locator("#wall [role=status]")).to_be_attached()
    assert page.get_by_text("混进来的").count() == 0
    assert len(loads) <= 2


@pytest.mark.parametrize(("lang", "width", "scheme"), [("", 360, "light"), ("en/", 1280, "dark")])
@pytest.mark.parametrize("path", ["wall/", "embed/homes/", "embed/events/", "compare/"])
def test_accessible(open_page: Open, path: str, lang: str, width: int, scheme: str) -> None:
    page = open_page(lang + path, width, color_scheme=scheme)
    page.wait_for_selector({"wall/": ".ya-wall__list li", "embed/homes/": ".ya-place"}.get(path, "h1"))
    assert audit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_wall_says_that_it_needs_a_script(open_page: Open) -> None:
    page = open_page("wall/", java_script_enabled=False)
    assert page.locator("noscript").inner_text() == WORDS["zh"]["wall_noscript"]
