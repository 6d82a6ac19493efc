"""The pictures of README and handbook show what is there today. Those of the form are held by `test_form.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from browsing import Open, served
from conftest import DAY, SMALL_DAY
from pictures import IMAGES, ROOT, SHOWN, WIDEST, hold
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from generator.__main__ import main
from generator.privacy.images import metadata_in

ZONE = ZoneInfo("Asia/Shanghai")
PICTURES = sorted(IMAGES.glob("*.png"))


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZONE)


@pytest.fixture
def warm(_warm: Path) -> Path:
    """The small project and its site, which these tests only read."""
    return _warm


@pytest.fixture
def small_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDEST, "height": 560}, timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.clock.set_fixed_time(noon(SMALL_DAY))
    yield page
    context.close()


def test_picture_of_the_notice_for_the_door(small_page: Page, warm: Path) -> None:
    with served(warm / "site") as address:
        small_page.goto(address + "homes/home-abc-001/")
        small_page.evaluate("document.documentElement.classList.add('ya-print-sheet')")  # as its button does
        small_page.emulate_media(media="print")
        hold("handbook-notice", small_page.locator(".md-content__inner"))


def test_picture_of_the_link_to_the_form(small_page: Page, warm: Path) -> None:
    with served(warm / "site") as address:
        small_page.goto(address + "homes/home-abc-001/")
        hold("handbook-link", small_page.locator(".ya-colophon"))


def test_picture_of_a_bulletin(small_page: Page, warm: Path, tmp_path: Path) -> None:
    words = ["bulletin", "--project", str(warm), "--quarter", "2024-Q2", "--as-of", "2024-07-02"]
    assert main([*words, "--out", str(tmp_path), "--lang", "zh"]) == 0
    small_page.goto((tmp_path / "2024-Q2-area-990101001.html").as_uri())
    hold("handbook-bulletin", small_page, small_page.locator("h1"), *small_page.locator("table").all()[:1])


def test_pictures_of_the_readme(open_page: Open) -> None:
    """The records in them may change; what a visitor can do there may not, without a new picture."""
    for width, height in ((1280, 900), (360, 760)):
        page = open_page("about/", width, timezone_id="Asia/Shanghai")
        page.set_viewport_size({"width": width, "height": height})
        page.clock.set_fixed_time(noon(DAY))
        page.goto(page.url.replace("about/", "homes/"))
        expect(page.locator(".ya-pin, .ya-cluster").first).to_be_visible()
        parts = [page.locator(part) for part in (".ya-header", "h1", ".ya-sorts", ".ya-facets > summary")]
        hold(f"readme-homes-{width}", page, *parts)
    page.goto(page.url.replace("homes/", "homes/home-qbj-002/"))
    hold("readme-home-360", page, page.locator("h1"), page.locator("h2").first)


@pytest.mark.parametrize("path", PICTURES, ids=lambda p: p.stem)
def test_a_picture_is_small_tells_nothing_else_and_has_its_words(path: Path) -> None:
    assert path.stat().st_size <= 60_000
    assert metadata_in(path.read_bytes()) == []
    with Image.open(path) as image:
        assert image.width <= WIDEST or path.name.startswith("readme-")
    assert (SHOWN / f"{path.stem}.txt").read_text("utf-8").strip()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_of_the_handbook_is_shown_with_words_for_those_who_cannot_see_it(lang: str) -> None:
    pages = "".join(p.read_text("utf-8") for p in (ROOT / "content" / lang / "handbook").glob("*.md"))
    alone = dict(
        (file, alt) for alt, file in re.findall(r"!\[(.*?)\]\(\.\./\.\./images/([\w-]+)\.png\)", pages)
    )
    assert alone.keys() == {p.stem for p in PICTURES if p.name.startswith("handbook-")}
    assert all(len(alt) > 15 for alt in alone.values())


def test_the_pages_show_them(built: Path) -> None:
    for prefix, up in (("", "../../"), ("en/", "../../../")):
        html = (built / prefix / "handbook/forms/index.html").read_text("utf-8")
        assert f'src="{up}assets/images/handbook-form.png"' in html
    assert (built / "assets/images/handbook-form.png").exists()
