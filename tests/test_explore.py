"""Looking at the data in a browser, and computing a published figure again there."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from browsing import Open, audit
from playwright.sync_api import Page, expect
from published import Published


@pytest.fixture(scope="module")
def data(built: Path) -> Published:
    return Published(built / "data")


def shown(page: Page) -> list[list[str]]:
    """The cells of the table on the page."""
    rows = page.locator(".ya-grid tbody tr").all()
    return [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]


def saved(page: Page, button: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.locator(button).click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "a spreadsheet would garble the Chinese"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_table_is_filtered_sorted_drawn_and_saved(open_page: Open, data: Published) -> None:
    page = open_page("explore/?table=homes&columns=id,name,store_class")
    page.locator("[name=column]").select_option("status")
    page.locator("select[name=value]").select_option("open")
    page.locator("[data-column=id]").click()
    page.locator("[data-column=id]").click()
    wanted = sorted((h["id"] for h in data["homes"] if h["status"] == "open"), reverse=True)
    expect(page.locator(".ya-grid tbody tr")).to_have_count(len(wanted))
    assert [row[0] for row in shown(page)] == wanted
    assert page.locator("[data-column=id]").evaluate("e => e === document.activeElement")
    assert [row["id"] for row in saved(page, "#explore-save")] == wanted
    page.locator("[name=chart]").select_option("store_class")
    counts = Counter(h["store_class"] for h in data["homes"] if h["status"] == "open")
    assert sorted(map(int, page.locator(".ya-bars b").all_inner_texts())) == sorted(counts.values())
    page.reload()
    expect(page.locator(".ya-grid tbody tr")).to_have_count(len(wanted))
    assert shown(page)[0][0] == wanted[0]
    assert page.locator(".ya-bars li").count() == len(counts)


def test_text_is_looked_for_in_any_column_and_the_next_rows_follow(open_page: Open, data: Published) -> None:
    page = open_page("en/explore/?table=areas")
    page.locator("[name=column]").select_option("name")
    page.locator("input[name=value]").fill("社区")
    wanted = [a for a in data["areas"] if "社区" in a["name"]]
    assert len(wanted) > 50
    expect(page.locator(".ya-grid tbody tr")).to_have_count(50)
    while page.locator("#explore-more").is_visible():
        page.locator("#explore-more").click()
    expect(page.locator(".ya-grid tbody tr")).to_have_count(len(wanted))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_viewer_is_accessible(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("explore/?table=events&chart=type", width, color_scheme=scheme)
    page.wait_for_selector(".ya-grid tbody tr")
    assert audit(page) == []


def test_every_indicator_is_computed_again_and_equals_what_was_published(
    open_page: Open, data: Published
) -> None:
    page = open_page("query/?indicator=I-COV-01")
    verdict = page.locator("#query-verdict")
    expect(verdict).to_be_visible(timeout=240_000)
    computed = Counter(i["indicator"] for i in data["indicators"] if i["status"] == "computed")
    compared: dict[str, int] = {}
    for option in page.locator("[name=indicator] option").all():
        if id := option.get_attribute("value"):
            page.locator("[name=indicator]").select_option(id)
            page.locator(".ya-query button").first.click()
            expect(page.locator("#query-status")).to_contain_text("行", timeout=60_000)
            expect(verdict).to_be_visible()
            assert verdict.get_attribute("data-differ") == "0", (id, verdict.inner_text())
            compared[id] = int(verdict.get_attribute("data-same") or 0)
    assert {id: n for id, n in compared.items() if n} == dict(computed)
    assert audit(page) == []


def test_a_query_of_ones_own_and_a_wrong_one(open_page: Open, data: Published) -> None:
    page = open_page("en/query/")
    assert page.locator("script[src*=duckdb]").count() == 0, "the engine is fetched only when asked for"
    page.locator("#sql").fill("SELECT count(*) AS n, max(starts_at) AS last FROM events")
    page.locator(".ya-query button").first.click()
    expect(page.locator(".ya-grid tbody tr")).to_have_count(1, timeout=240_000)
    assert shown(page)[0][0] == str(len(data["events"]))
    assert shown(page)[0][1] == max(e["starts_at"] for e in data["events"])[:10]
    page.locator("#sql").fill("SELECT nothing FROM nowhere")
    page.locator(".ya-query button").first.click()
    expect(page.locator("#query-status")).to_contain_text("nowhere")
