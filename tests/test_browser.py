"""The published site in a real browser: accessibility, map, search, both languages, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import Open, served
from conftest import build_site
from playwright.sync_api import Browser, Page, expect

from generator.site.search import fulltext as search_index

ROOT = Path(__file__).parent.parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

HOME = "homes/home-qbj-001/"
OLD_TOWN = "areas/area-510113105/"
TWINS = [  # pages that exist in both languages
    "",
    "homes/",
    "events/",
    HOME,
    "events/2026-12/",
    "cases/",
    "cases/case-qbj-001/",
    "cases/all/",
    "embed/",
    "areas/",
    "areas/area-510113002/",
    OLD_TOWN,
    "orgs/org-qbj-0013/",
    "plan/plan-qbj/",
    "plan-explained/",
    "organisation/",
    "partners/",
    "leaders/",
    "phases/",
    "data/",
    "search/?q=夜校",
    "handbook/",
]
LANGS = {"zh": "", "en": "en/"}


def records(folder: str) -> dict[str, dict[str, Any]]:
    paths = sorted((ROOT / "data" / folder).rglob("*.yaml"))
    return {p.stem: yaml.load(p.read_text("utf-8"), LOADER) for p in paths}


def words(lang: str) -> dict[str, str]:
    return yaml.load((ROOT / f"content/i18n/{lang}.yaml").read_text("utf-8"), LOADER)


def expect_scheme(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


@pytest.mark.parametrize(("asked", "given"), [("light", "default"), ("dark", "slate")])
def test_the_scheme_is_that_of_the_system(open_page: Open, asked: str, given: str) -> None:
    expect_scheme(open_page(color_scheme=asked, path=""), given)


@pytest.mark.parametrize("path", TWINS)
def test_languages_and_schemes_switch(open_page: Open, path: str, address: str) -> None:
    """The switch leads to the same page in the other language and back; the scheme chosen stays."""
    page = open_page(path, color_scheme="light")
    plain = address + path.partition("?")[0]
    page.click(".ya-tool--scheme")
    page.click(".ya-tool--lang")
    expect(page).to_have_url(plain.replace(address, address + "en/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_scheme(page, "slate")
    page.click(".ya-tool--lang")
    expect(page).to_have_url(plain)
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect_scheme(page, "slate")


@pytest.mark.parametrize("lang", LANGS)
def test_list_needs_no_script(open_page: Open, lang: str) -> None:
    """Every home with its link and hours; the map as a drawing that says what it is; nothing dead."""
    page = open_page(LANGS[lang] + "homes/", java_script_enabled=False)
    homes = {i: h for i, h in records("homes").items() if h["status"] != "removed"}
    assert page.locator(".ya-card[data-id]").count() == len(homes)
    for name, home in homes.items():
        card = page.locator(f"#{name}")
        link = card.locator("h2 a")
        assert link.text_content() == home["name"]  # cards out of sight are not laid out
        assert link.get_attribute("href").endswith(f"homes/{name}/")
        for row in home.get("opening", []):
            if not row.get("valid_to"):
                assert f"{row['opens']}–{row['closes']}" in card.text_content()
    drawing = page.locator(".ya-map svg")
    assert drawing.is_visible()
    assert drawing.locator("a").count() == sum("location" in home for home in homes.values())
    assert page.locator(".ya-notice").inner_text() == words(lang)["map_notice"]
    assert page.locator(".ya-ask, .ya-facets").count() == 0
    assert not page.locator(".ya-tool--scheme").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_record_needs_no_script(open_page: Open, lang: str) -> None:
    page = open_page(LANGS[lang] + HOME, java_script_enabled=False)
    home = records("homes")["home-qbj-001"]
    assert page.locator("h1").inner_text() == home["name"]
    assert page.locator(".ya-week tr[data-day]").count() == 7
    for row in home["opening"]:
        for day in row["days"]:
            cell = page.locator(f".ya-week tr[data-day={day}] td")
            assert f"{row['opens']}–{row['closes']}" in cell.inner_text()
            assert cell.is_visible()
    assert not page.locator(".ya-now").is_visible()


def test_search_says_that_it_needs_a_script(open_page: Open) -> None:
    page = open_page("search/", java_script_enabled=False)
    notice = page.locator("noscript p")
    assert notice.inner_text() == words("zh")["search_noscript"]
    assert notice.is_visible()
    assert page.locator(".ya-names a").count() > 5


def search(page: Page, query: str) -> None:
    page.fill("#q", query)
    page.press("#q", "Enter")
    busy = re.escape(page.locator(".ya-search").get_attribute("data-word-busy") or "")
    expect(page.locator("#search-status")).to_have_text(re.compile(f"^(?!{busy})."))


def rare_words() -> Iterator[tuple[str, str, str]]:
    """Folder, record and a clause that no other record holds, from the prose of three collections."""
    everything = "\n".join(p.read_text("utf-8") for p in (ROOT / "data").rglob("*.yaml"))
    for folder, field in (
        ("cases", "practice"),
        ("cases", "insight"),
        ("brands", "summary"),
        ("homes", "summary"),
    ):
        for name, record in records(folder).items():
            clauses = re.findall(r"[\u4e00-\u9fff]{4,8}", record.get(field) or "")
            rare = [c for c in clauses if everything.count(c) == 1 and c not in record.get("title", "")]
            if rare:
                yield folder, name, rare[0]
                break


@pytest.mark.parametrize("lang", LANGS)
def test_search_finds_words_of_records(open_page: Open, lang: str, address: str) -> None:
    """A clause that stands in one record alone is found, and the result leads to that record."""
    found = list(rare_words())
    assert len(found) >= 3
    page = open_page(LANGS[lang] + "search/")
    for folder, name, clause in found:
        search(page, clause)
        result = page.locator(f'#search-results a[href$="{folder}/{name}/"]')
        expect(result).to_have_count(1)
        result.click()
        expect(page).to_have_url(f"{address}{LANGS[lang]}{folder}/{name}/")
        expect(page.locator("article")).to_contain_text(clause)
        page.go_back()
        expect(page.locator("#q")).to_have_value(clause)  # the search is in the address
        expect(page.locator("#search-results li")).not_to_have_count(0)


def test_an_index_in_parts_is_searched_as_one(
    small: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large sites have an index of several parts; here every fifteen pages make one."""
    monkeypatch.setattr(search_index, "PART", 15)
    build_site(small)
    assert (small / "site/pagefind/2/pagefind-entry.json").exists()
    assert not (small / "site/pagefind/2/pagefind.js").exists()
    with served(small / "site") as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}search/")
        for path in sorted((small / "data/homes").glob("*.yaml")):
            search(page, yaml.load(path.read_text("utf-8"), LOADER)["name"])
            expect(page.locator(f'#search-results a[href$="homes/{path.stem}/"]')).to_have_count(1)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", ["鼋鼍魍魉", "qzxwvjk", "<img src=x onerror=alert(1)>"])
def test_search_finds_no_more_than_there_is(open_page: Open, lang: str, query: str) -> None:
    """Least of all its own question."""
    page = open_page(LANGS[lang] + "search/")
    search(page, query)
    assert page.locator("#search-results li").count() == 0
    assert page.locator("#search-status").inner_text() == words(lang)["search_nothing"]


def old_towns() -> dict[str, dict[str, Any]]:
    """The towns of 2019: all that did not begin later."""
    return {
        i: a
        for i, a in records("areas").items()
        if a["level"] == "town" and a.get("valid_from", "") < "2019-12"
    }


def test_search_knows_every_old_town(open_page: Open) -> None:
    """Whoever asks for any of the eleven towns of 2019 finds its page among the first ten."""
    towns = old_towns()
    assert len(towns) == 11
    page = open_page("search/")
    for name, town in towns.items():
        search(page, town["name"])
        expect(page.locator(f'#search-results a[href$="areas/{name}/"]')).to_have_count(1)


@pytest.mark.parametrize("lang", LANGS)
def test_old_towns_say_what_became_of_them(open_page: Open, lang: str) -> None:
    page = open_page(LANGS[lang] + "areas/")
    here = page.url
    for name, town in old_towns().items():
        page.goto(f"{here}{name}/")
        article = page.locator("article")
        assert article.locator("h1").inner_text() == town["name"]
        gone = town["status"] == "abolished"
        assert gone == bool(town.get("successors"))
        assert article.locator(".ya-banner", has_text=words(lang)["former_town"]).count() == gone
        for link in town.get("successors", []) + town.get("predecessors", []):
            assert article.locator(f'a[href$="areas/{link["area"]}/"]').first.is_visible()


SUM_DRAWN = """Array.from(document.querySelectorAll(".ya-cluster span[aria-hidden]"))
    .reduce((sum, e) => sum + Number(e.textContent), document.querySelectorAll(".ya-pin").length)"""


def expect_drawn(page: Page, count: int) -> None:
    """So many places are on the map: single ones, and those that clusters stand for."""
    page.wait_for_function(f"() => {count} === {SUM_DRAWN}", timeout=10_000)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", LANGS)
def test_map_and_list_show_the_same(open_page: Open, lang: str, width: int) -> None:
    """Every home in the list, those with a place on the map too; what scripts replace is gone."""
    homes = {i: h for i, h in records("homes").items() if h["status"] != "removed"}
    page = open_page(LANGS[lang] + "homes/", width)
    page.wait_for_selector(".ya-cluster, .ya-pin")
    expect_drawn(page, sum("location" in home for home in homes.values()))
    page.get_by_role("button", name=words(lang)["show_more"]).click()
    rows = page.locator(".ya-place[data-id]")
    assert {e.get_attribute("data-id"): e.locator("h2").inner_text() for e in rows.all()} == {
        i: home["name"] for i, home in homes.items()
    }
    assert not page.locator(".ya-card").first.is_visible()
    count = page.locator(".ya-finder .ya-count").text_content()
    n = str(len(homes))
    assert count == words(lang)["found"].replace("{n}", n).replace("{total}", n)


def test_map_shows_all_again(open_page: Open) -> None:
    page = open_page("homes/")
    page.wait_for_selector(".ya-cluster, .ya-pin")
    everything = sum("location" in home for home in records("homes").values())
    for _ in range(3):
        page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function(f"() => {SUM_DRAWN} < {everything}")
    # Both in one breath: "show all" must not be lost because the map is still busy with "+".
    page.evaluate(
        "['.leaflet-control-zoom-in', '.ya-button--map'].forEach(s => document.querySelector(s).click())"
    )
    expect_drawn(page, everything)


def test_map_by_keyboard(open_page: Open, address: str) -> None:
    """Tab reaches a marker, Enter opens it and stands on its link, Enter follows that."""
    page = open_page("homes/", reduced_motion="reduce")
    page.wait_for_selector(".ya-cluster, .ya-pin")
    on = "s => document.activeElement.matches(s)"
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate(on, ".ya-cluster"):
            page.keyboard.press("Enter")
        elif page.evaluate(on, ".ya-pin"):
            break
    assert page.evaluate(on, ".ya-pin")
    name = page.evaluate("document.activeElement.title")
    page.keyboard.press("Enter")
    link = page.locator(".ya-popup a")
    expect(link).to_be_focused()
    assert link.inner_text() == name
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
    assert page.evaluate("document.activeElement.title") == name
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    assert page.url.startswith(f"{address}homes/home-")


def test_print_leaves_out_what_paper_cannot_do(open_page: Open) -> None:
    page = open_page(HOME)
    page.emulate_media(media="print")
    assert not page.locator(".ya-header").is_visible()
    assert not page.locator(".ya-crumbs").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".ya-week").is_visible()
    assert page.locator(".ya-banner").is_visible()
