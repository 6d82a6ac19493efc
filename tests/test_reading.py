"""Cases and local projects: found by facets, read with what belongs to them, passed on, printed as a whole."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from browsing import Open
from conftest import ROOT
from playwright.sync_api import expect

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def records(folder: str) -> dict[str, dict[str, Any]]:
    found = (yaml.load(p.read_text("utf-8"), LOADER) for p in (ROOT / "data" / folder).rglob("*.yaml"))
    return {r["id"]: r for r in found if r["status"] != "removed"}


CASES, BRANDS = records("cases"), records("brands")
BOUND = {i for i, c in CASES.items() if c["status"] in ("published", "promoted")}


def shown(page: Any) -> set[str]:
    return {c.get_attribute("data-id") for c in page.locator(".ya-card[data-id]:visible").all()}


@pytest.mark.parametrize("name", ["field", "area", "org", "year"])
def test_cases_are_filtered_from_the_address(open_page: Open, name: str) -> None:
    def value(case: dict[str, Any]) -> str:
        return case.get("review", {}).get("date", "")[:4] if name == "year" else case[name]

    wanted = value(CASES["case-qbj-001"])
    expected = {i for i, c in CASES.items() if value(c) == wanted}
    assert expected != CASES.keys()
    for lang in ("", "en/"):
        page = open_page(f"{lang}cases/?{name}={wanted}")
        expect(page.locator(f"select[name={name}]")).to_have_value(wanted)
        assert shown(page) == expected
        assert str(len(expected)) in page.locator("[data-word-total]").inner_text()


def test_local_projects_are_filtered_by_many_valued_fields(open_page: Open) -> None:
    page = open_page("brands/")
    group = BRANDS["brand-qbj-001"]["target_groups"][0]
    page.locator("select[name=target_groups]").select_option(group)
    assert shown(page) == {i for i, b in BRANDS.items() if group in b["target_groups"]}
    expect(page).to_have_url(page.url.partition("?")[0] + f"?target_groups={group}")


def test_a_case_leads_to_its_home_and_brand_and_shows_evidence(open_page: Open) -> None:
    name = next(i for i, c in CASES.items() if c.get("home") and c.get("brand_project") and c.get("metrics"))
    case = CASES[name]
    page = open_page(f"cases/{name}/")
    cards = [c.get_attribute("data-id") for c in page.locator(".ya-card").all()]
    assert cards == [case["home"], case["brand_project"]]
    figures = page.locator(".ya-measures li").all_inner_texts()
    assert len(figures) == len(case["metrics"])
    for told, metric in zip(figures, case["metrics"], strict=True):
        assert str(metric["value"]) in told
        assert metric.get("evidence", "") in told or metric["evidence"].startswith("http")


def test_a_page_is_shared_where_the_phone_can(open_page: Open) -> None:
    page = open_page("cases/case-qbj-001/")
    assert not page.locator("[data-share]").is_visible() or page.evaluate("'share' in navigator")
    page.add_init_script("navigator.share = given => { window.given = given; return Promise.resolve(); }")
    page.reload()
    page.locator("[data-share]").click()
    assert page.evaluate("window.given") == {"title": CASES["case-qbj-001"]["title"], "url": page.url}


@pytest.mark.parametrize("lang", ["", "en/"])
def test_all_cases_are_bound_in_one(open_page: Open, lang: str) -> None:
    """All that were published and no others, each with its four parts; the contents lead to each."""
    page = open_page(f"{lang}cases/all/", java_script_enabled=False)
    found = [s.get_attribute("id") for s in page.locator(".ya-volume").all()]
    assert set(found) == BOUND != CASES.keys()
    assert [a.get_attribute("href") for a in page.locator(".ya-contents a").all()] == [f"#{i}" for i in found]
    for name in found:
        told = page.locator(f"#{name}").inner_text()
        for part in ("background", "practice", "effect", "insight"):
            line = CASES[name][part].strip().splitlines()[0].strip("- *#")
            assert line.replace("**", "")[:12] in told.replace("*", ""), f"{name} {part}"


def test_the_volume_is_printed_with_each_case_on_a_new_sheet(open_page: Open) -> None:
    page = open_page("cases/all/")
    pdf = page.pdf(prefer_css_page_size=True)
    pages = pdf.count(b"/Type /Page\n")
    assert pages > len(BOUND)
    page.emulate_media(media="print")
    assert {s.evaluate("e => getComputedStyle(e).breakBefore") for s in page.locator(".ya-volume").all()} == {
        "page"
    }
    assert not page.locator(".ya-header").is_visible()
    assert page.locator(".ya-contents").is_visible()
