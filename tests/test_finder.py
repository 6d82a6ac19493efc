"""Map and list together in a real browser: hours, words, facets, distance, address, downloads.

What must be found is worked out here from the YAML files, not from what the page was given.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import Open, audit, served, watched
from conftest import build_site
from playwright.sync_api import Browser, Page, expect

from generator.config.raster import framed, png

ROOT = Path(__file__).parent.parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BEIJING = timezone(timedelta(hours=8))
THURSDAY_EVENING = datetime(2026, 11, 26, 19, 0, tzinfo=BEIJING)

Records = dict[str, dict[str, Any]]
At = Callable[..., Page]


def records(folder: str) -> Records:
    found = (yaml.load(p.read_text("utf-8"), LOADER) for p in (ROOT / "data" / folder).rglob("*.yaml"))
    return {r["id"]: r for r in found if r["status"] != "removed"}


HOMES = records("homes")
AREAS = records("areas")


@pytest.fixture
def at(open_page: Open, address: str) -> At:
    """Opens a page at a moment, on a device that is set to another time zone, and waits for the list."""

    def go(path: str, moment: datetime = THURSDAY_EVENING, width: int = 1280, **options: Any) -> Page:
        page = open_page("404.html", width, timezone_id="America/New_York", **options)
        page.clock.set_fixed_time(moment)
        page.goto(address + path)
        expect(page.locator(".ya-finder")).to_have_class(re.compile("is-ready"))
        return page

    return go


def found(page: Page) -> list[str]:
    """The ids in the list, all of it shown first."""
    more = page.locator(".ya-finder__list > .ya-button")
    while more.is_visible():
        more.click()
    return [e.get_attribute("data-id") or "" for e in page.locator(".ya-place").all()]


def homes(test: Callable[[dict[str, Any]], bool]) -> set[str]:
    return {i for i, home in HOMES.items() if test(home)}


def open_at(home: dict[str, Any], day: str, date: str, time: str) -> bool:
    shut = any(c["date"] <= date <= c.get("until", c["date"]) for c in home.get("closed_dates", []))
    rows = [r for r in home.get("opening", []) if not ("valid_from" in r and "valid_to" in r)]
    rows = [r for r in rows if r.get("valid_from", "") <= date <= r.get("valid_to", "9")]
    running = any(day in r["days"] and r["opens"] <= time < r["closes"] for r in rows)
    return home["status"] == "open" and running and not shut


WEEKDAYS = {"days": ["MO", "TU", "WE", "TH", "FR"], "opens": "09:00", "closes": "21:00"}
ALL = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def week(*rows: dict[str, Any], closed: tuple[dict[str, str], ...] = ()) -> dict[str, Any]:
    return {"opening": list(rows), "closed": list(closed)}


LATE = week(
    {"days": ["FR"], "opens": "18:00", "closes": "24:00"},
    {"days": ["SA"], "opens": "00:00", "closes": "02:00"},
)
NOON = week(
    {"days": ALL, "opens": "09:00", "closes": "12:00"}, {"days": ALL, "opens": "14:00", "closes": "20:00"}
)
SPRING = {**WEEKDAYS, "opens": "13:00", "valid_from": "2026-11-26", "valid_to": "2026-11-27"}
HOLIDAY = {"days": ["PH"], "opens": "10:00", "closes": "16:00"}
SHUT = ({"date": "2026-11-26", "until": "2026-11-27", "note": "停电"},)
LINES = [  # hours, moment in Beijing (2026-11-26 is a Thursday), what the line says
    (week(WEEKDAYS), "2026-11-26 10:00", "现在开放，21:00 关门"),
    (week(WEEKDAYS), "2026-11-26 20:59", "现在开放，21:00 关门"),
    (week(WEEKDAYS), "2026-11-26 21:00", "明天 09:00 开放"),
    (week(WEEKDAYS), "2026-11-26 08:59", "今天 09:00 开放"),
    (week(WEEKDAYS), "2026-11-27 22:00", "周一 09:00 开放"),
    (NOON, "2026-11-26 12:30", "今天 14:00 开放"),
    (LATE, "2026-11-27 23:00", "现在开放，次日 02:00 关门"),
    (LATE, "2026-11-28 01:00", "现在开放，02:00 关门"),
    (week(WEEKDAYS, closed=SHUT), "2026-11-26 10:00", "今天停电，周一 09:00 开放"),
    (week(WEEKDAYS, SPRING), "2026-11-26 10:00", "今天 13:00 开放"),
    (week({**WEEKDAYS, "valid_from": "2026-12-20"}), "2026-11-26 10:00", "12月21日 09:00 开放"),
    (week({**WEEKDAYS, "valid_to": "2026-11-25"}), "2026-11-26 10:00", "近期不开放"),
    (week(WEEKDAYS), "2026-12-31 22:00", "明天 09:00 开放（元旦，出发前请先核实）"),
    (week(WEEKDAYS, HOLIDAY), "2026-12-31 22:00", "明天 10:00 开放"),
    (week(WEEKDAYS, HOLIDAY), "2027-01-01 16:30", "明天 10:00 开放"),
    (week(WEEKDAYS, HOLIDAY), "2027-01-02 16:30", "周一 09:00 开放"),
]
HOLIDAYS = {"2027-01-01": ["holiday", "元旦"], "2027-01-02": ["holiday", "元旦"]}


def test_the_line_says_until_when_or_from_when(at: At) -> None:
    page = at("homes/")
    say = """([week, date, time, holidays]) => {
        const words = atlas.hours.clock(document.querySelector(".ya-finder")).words, now = { date, time };
        return atlas.hours.sentence(atlas.hours.state(week, now, holidays), now, words, holidays);
    }"""
    for hours, moment, line in LINES:
        assert page.evaluate(say, [hours, *moment.split(), HOLIDAYS]) == line, (hours, moment)


@pytest.mark.parametrize("hour", [10, 19])
def test_what_is_open_goes_by_the_clock_of_beijing(at: At, hour: int) -> None:
    page = at("homes/?open=now", THURSDAY_EVENING.replace(hour=hour))
    expected = homes(lambda h: open_at(h, "TH", "2026-11-26", f"{hour}:00"))
    assert len(expected) > 3
    assert set(found(page)) == expected
    line = page.locator(".ya-place .ya-now").first
    assert re.fullmatch(r"现在开放，\d\d:\d\d 关门", line.inner_text())
    assert page.locator(".ya-place .is-open").count() == len(expected)


def test_tonight_and_the_weekend(at: At) -> None:
    page = at("homes/?open=tonight", THURSDAY_EVENING.replace(hour=9))
    times = [f"{h}:{m}" for h in range(18, 24) for m in ("00", "30")]
    tonight = homes(lambda h: any(open_at(h, "TH", "2026-11-26", t) for t in times))
    assert set(found(page)) == tonight
    page.get_by_role("button", name="周末开放").click()
    expect(page).to_have_url(re.compile(r"\?open=weekend$"))
    hours = [f"{h:02}:{m:02}" for h in range(24) for m in (0, 30)]
    days = (("SA", "2026-11-28"), ("SU", "2026-11-29"))
    assert set(found(page)) == homes(lambda h: any(open_at(h, *day, t) for day in days for t in hours))


def test_events_of_this_week(at: At) -> None:
    page = at("homes/?events=week")
    on = {
        e["home"]
        for e in records("events").values()
        if e.get("home") and e["status"] not in ("cancelled", "postponed")
        and e["starts_at"][:10] <= "2026-11-29" and e.get("ends_at", e["starts_at"])[:10] >= "2026-11-26"
    }  # fmt: skip
    assert on
    assert set(found(page)) == on


def test_words_pinyin_and_initials_find_the_same(at: At) -> None:
    page = at("homes/")
    box = page.locator(".ya-ask input")
    meant = homes(lambda h: "大弯" in h["name"] + h.get("address", "") + AREAS[h["area"]]["name"])
    assert len(meant) > 3
    for typed in ("大弯", "dawan", "DaWan", "da'wan", "dw", "大wan", "ｄａｗａｎ"):
        box.fill(typed)
        expect(page).to_have_url(re.compile(r"\?q="))
        expect(page.locator(".ya-chosen button").first).to_have_text(f"“{typed}” ×")
        assert set(found(page)) == meant, typed
    box.fill("dawan 书屋")
    expect(page.locator(".ya-place h2")).to_have_text(["青江书屋共营店（示例）"])
    box.fill("loushang")  # not the nickname 楼下
    expect(page.locator(".ya-place")).to_have_count(0)
    box.fill("louxia")
    expect(page.locator(".ya-place h2")).to_have_text(["大弯青年之家（示例）"])


def test_old_towns_lead_to_the_new_ones(at: At) -> None:
    """All eleven of the plan: those that were merged are explained, by their sound too."""
    towns = [a for a in AREAS.values() if a["level"] == "town" and a.get("valid_from", "") < "2019-12"]
    assert len(towns) == 11
    page = at("homes/")
    for town in towns:
        page.fill(".ya-ask input", town["name"])
        expect(page.locator(".ya-chosen button").first).to_have_text(f"“{town['name']}” ×")
        after = {s["area"] for s in town.get("successors", [])} or {town["id"]}
        assert homes(lambda h, after=after: h["area"] in after) <= set(found(page)), town["name"]  # type: ignore[misc]
        note = page.locator(".ya-finder__bar .ya-notice").inner_text()
        assert (town["name"] in note) == (town["status"] == "abolished")
        for area in after if town["status"] == "abolished" else ():
            assert AREAS[area]["name"] in note
    page.fill(".ya-ask input", "xiangfu")
    expect(page.locator(".ya-finder__bar .ya-notice")).to_contain_text("祥福镇已不再设，现属城厢镇、姚渡镇")


def count_of(page: Page, facet: str, key: str) -> int:
    label = page.locator(f'.ya-pill:has(input[name="{facet}"][value="{key}"])')
    return int(label.locator("small").inner_text())


def choose(page: Page, facet: str, key: str) -> None:
    page.locator(f'.ya-pill input[name="{facet}"][value="{key}"]').check()


def test_counts_follow_the_other_filters(at: At) -> None:
    page = at("homes/")
    choose(page, "store_class", "co_operated")
    shared = [h for h in HOMES.values() if h["store_class"] == "co_operated"]
    for area in {h["area"] for h in HOMES.values()}:
        assert count_of(page, "area", area) == sum(h["area"] == area for h in shared)
    flagships = sum(h["store_class"] == "flagship" for h in HOMES.values())
    assert count_of(page, "store_class", "flagship") == flagships  # what would be added
    choose(page, "store_class", "flagship")
    assert set(found(page)) == homes(lambda h: h["store_class"] in ("co_operated", "flagship"))
    choose(page, "facilities", "wifi")  # of these a place must have all
    expected = count_of(page, "facilities", "charging")
    choose(page, "facilities", "charging")
    both = homes(
        lambda h: (
            h["store_class"] in ("co_operated", "flagship")
            and {"wifi", "charging"} <= set(h.get("facilities", []))
        )
    )
    assert 0 < len(both) == expected
    assert set(found(page)) == both


def test_the_address_holds_everything(at: At) -> None:
    page = at("homes/")
    choose(page, "fee", "free")
    choose(page, "area", "area-510113104")
    expect(page).to_have_url(re.compile(r"area=area-510113104&fee=free"))
    both = found(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?fee=free$"))
    assert len(found(page)) > len(both)
    page.go_forward()
    assert found(page) == both
    page.reload()
    expect(page.locator(".ya-place")).to_have_count(len(both))
    page.get_by_role("button", name="去掉条件：城厢镇").click()
    page.get_by_role("button", name="去掉条件：免费").click()
    assert len(found(page)) == len(HOMES)
    page.locator(".leaflet-control-zoom-in").click()
    page.get_by_role("button", name="只列图中的").click()
    expect(page).to_have_url(re.compile(r"\?box="))
    part = found(page)
    assert 0 < len(part) < len(HOMES)
    page.reload()
    expect(page.locator(".ya-place")).to_have_count(min(len(part), 30))
    assert set(found(page)) == set(part)


def test_a_share_of_an_english_page_means_the_same(at: At) -> None:
    question = "homes/?q=dw&store_class=functional&facilities=wifi"
    assert found(at("en/" + question)) == found(at(question)) != []


def test_downloads_hold_just_what_is_listed(at: At, built: Path) -> None:
    page = at("homes/?area=area-510113104")
    listed = found(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name="CSV").click()
    content = Path(caught.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    everything = (built / "data/homes.excel.csv").read_text("utf-8-sig")
    whole = {row[0]: row for row in csv.reader(io.StringIO(everything, newline=""))}
    assert rows == [rows[0], *(whole[i] for i in listed)]
    assert rows[0] == next(iter(whole.values()))
    with page.expect_download() as caught:
        page.get_by_role("button", name="GeoJSON").click()
    features = json.loads(Path(caught.value.path()).read_bytes())["features"]
    assert [f["id"] for f in features] == listed
    assert caught.value.suggested_filename == "homes-2026-11-26.geojson"


def test_the_nearest_first_and_nobody_is_told(at: At) -> None:
    here = {"latitude": 30.8636, "longitude": 104.3318}
    page = at("homes/", geolocation=here, permissions=["geolocation"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="离我最近").click()
    expect(page.locator(".ya-finder__bar .ya-notice")).to_contain_text("不会发送出去")
    expect(page).to_have_url(re.compile(r"\?sort=near$"))
    assert AREAS[HOMES[found(page)[0]]["area"]]["name"] == "城厢镇"
    shown = [e.inner_text() for e in page.locator(".ya-place").all()]
    away = [re.search(r"· ([\d.]+) (米|公里)", text) for text in shown]
    metres = [float(m[1]) * (1000 if m[2] == "公里" else 1) for m in away if m]
    assert metres == sorted(metres)
    assert metres[0] < 1500
    assert len(metres) == sum("location" in h for h in HOMES.values())
    assert not [url for url in asked if "30.8" in url or "104.3" in url]
    nearest = found(page)
    page.goto(page.url)  # as passed on: sorted by where its reader is
    expect(page.locator(".ya-finder__bar .ya-notice")).to_contain_text("不会发送出去")
    assert found(page) == nearest


@pytest.mark.parametrize("folder", ["homes", "gathering-places"])
def test_facets_are_those_of_the_schema(at: At, folder: str) -> None:
    """Of any record type with a point; a facet with one value tells nothing apart."""
    name = {"homes": "home", "gathering-places": "gathering-place"}[folder]
    schema = json.loads((ROOT / f"schemas/records/{name}.schema.json").read_bytes())
    common = json.loads((ROOT / "schemas/common.schema.json").read_bytes())["$defs"]
    rows = records(folder).values()
    titles = []
    for facet in schema["x-collection"]["facets"]:
        values = {
            v
            for r in rows
            for v in (r.get(facet) if isinstance(r.get(facet), list) else [r.get(facet)]) or []
        }
        f = schema["properties"][facet]
        if len(values - {None}) > 1:
            titles.append(f.get("title") or common[f["$ref"].rpartition("/")[2]]["title"])
    page = at(f"{folder}/")
    legends = [legend.split("（须")[0] for legend in page.locator(".ya-facet legend").all_inner_texts()]
    assert legends == titles


@pytest.mark.parametrize("path", ["homes/?q=dw&area=area-510113002&open=now", "en/homes/?q=zzz"])
def test_accessible_with_choices_made(at: At, path: str) -> None:
    page = at(path, width=360, color_scheme="dark")
    page.locator(".ya-facets > summary").click()
    assert audit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll(".ya-finder :is(button, summary, .ya-pill, input[type=search])"))
            .filter(e => e.offsetParent && Math.min(e.offsetHeight, e.offsetWidth) < 44).map(e => e.outerHTML)"""
    )
    assert small == []


def test_tonight_is_one_tap_from_the_front_page(open_page: Open) -> None:
    page = open_page("404.html", 360, has_touch=True, timezone_id="America/New_York")
    page.clock.set_fixed_time(THURSDAY_EVENING.replace(hour=15))
    page.goto(page.url.replace("404.html", ""))
    page.get_by_role("link", name="今晚开放").tap()
    expect(page.locator(".ya-finder")).to_have_class(re.compile("is-ready"))
    expect(page.get_by_role("button", name="今晚开放").first).to_have_attribute("aria-pressed", "true")
    assert page.locator(".ya-place").count() > 5


TYPED = [  # in the box of the front page, what is found before any Enter
    ("dwqn", "homes/home-qbj-001/"),
    ("xiangfu", "areas/area-510113105/"),
    ("祥福", "areas/area-510113104/"),  # what became of it
    ("louxiayishi", "homes/home-qbj-001/"),  # a nickname
    ("夜校", "homes/home-qbj-005/"),
]


def test_titles_answer_while_one_types(open_page: Open) -> None:
    page = open_page("", 360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for typed, path in TYPED:
        page.fill("#q", typed)
        expect(page.locator(f'#search-results a[href$="{path}"]')).to_have_count(1)
        expect(page).to_have_url(re.compile(r"\?q="))
    assert not [url for url in asked if "pagefind" in url]
    page.fill("#q", "鱻麤龘")
    expect(page.locator("#search-results li")).to_have_count(0)
    expect(page.locator("#search-status")).to_contain_text("没有找到")  # the full text was asked
    assert [url for url in asked if "pagefind" in url]


# A licensed map, where the settings name one


GROUND = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[104.0, 30.6], [104.6, 30.6], [104.6, 31.1], [104.0, 31.1], [104.0, 30.6]]],
            },
        }
    ],
}
TILES = "https://tiles.example/{z}/{x}/{y}.png"


def licensed(root: Path, base: str) -> None:
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    for name, value in (("map_base", base), ("map_review_number", "GS（2024）0000号")):
        assert f'{name}: ""' in text
        text = text.replace(f'{name}: ""', f'{name}: "{value}"')
    settings.write_text(text, "utf-8")


def test_a_map_of_ones_own_lies_below_the_points(small: Path, browser: Browser) -> None:
    licensed(small, "content/images/base.geojson")
    (small / "content/images/base.geojson").write_text(json.dumps(GROUND), "utf-8")
    build_site(small)
    for path in ("homes/", "en/homes/"):
        with served(small / "site") as address, watched(browser, address) as page:
            page.goto(address + path)
            expect(page.locator("path.ya-ground")).to_have_count(1)
            expect(page.locator(".ya-finder > .ya-notice").first).to_contain_text("GS（2024）0000号")


def test_tiles_come_from_where_the_settings_say_and_nowhere_else(small: Path, browser: Browser) -> None:
    licensed(small, TILES)
    build_site(small)
    faults: list[str] = []
    with served(small / "site") as address, browser.new_context() as context:
        context.on("console", lambda m: m.type == "error" and faults.append(m.text))
        context.route(
            "https://tiles.example/**",
            lambda route: route.fulfill(body=png(framed(8, 8, "")), content_type="image/png"),
        )
        page = context.new_page()
        page.goto(f"{address}homes/")
        page.wait_for_selector("img.leaflet-tile-loaded")
        assert faults == []
        policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
        assert policy
        assert "img-src 'self' data: https://tiles.example;" in policy
        assert policy.count("https://") == 1
