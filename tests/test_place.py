"""The page of a home: what it tells, how it leads there, how it goes on paper, whom to tell of errors."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
import yaml
from browsing import Open, served
from conftest import ROOT, build_site
from playwright.sync_api import expect

from generator.config.raster import framed, png
from generator.core.geo import decimals, to_gcj02
from generator.site.files.qr import svg
from generator.site.render.record_quality import report_link

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HOMES = {p.stem: yaml.load(p.read_text("utf-8"), LOADER) for p in (ROOT / "data/homes").rglob("*.yaml")}
OPEN = {i: h for i, h in HOMES.items() if h["status"] == "open"}
SCHEMA = yaml.load((ROOT / "schemas/records/home.schema.json").read_text("utf-8"), LOADER)
WORDS = {x: yaml.load((ROOT / f"content/i18n/{x}.yaml").read_text("utf-8"), LOADER) for x in ("zh", "en")}
COMMON = yaml.load((ROOT / "schemas/common.schema.json").read_text("utf-8"), LOADER)["$defs"]


DRAWN = """size => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * 4;
    const pen = canvas.getContext("2d");
    pen.drawImage(document.querySelector(".ya-poster img"), 0, 0, size * 4, size * 4);
    const dots = pen.getImageData(0, 0, size * 4, size * 4).data;
    const each = Array.from({length: size}, (_, i) => i);
    return each.map(y => each.map(x => dots[((y * 4 + 2) * size * 4 + x * 4 + 2) * 4] < 128 ? "1" : "0").join(""));
}"""


def title_of(name: str) -> str:
    schema = SCHEMA["properties"][name]
    return str(schema.get("title") or COMMON[schema["$ref"].rpartition("/")[2]]["title"])


def test_every_empty_field_says_so(built: Path) -> None:
    """U2: what nobody has filled in is named as such, on the page of every home."""
    quiet = {
        "removed_on",
        "removed_reason",
        "replaced_by",
        "valid_from",
        "valid_to",
        "notes_public",
        "source",
    }
    for name, home in OPEN.items():
        html = (built / f"homes/{name}/index.html").read_text("utf-8")
        lacking = re.search(r'class="empty ya-lacking"[^>]*>([^<]*)', html)
        named = lacking[1] if lacking else ""
        told = re.findall(r'<dt>([^<]*)</dt><dd>(?:<[^>]*>)*<span class="empty">', html)
        for field in SCHEMA["properties"]:
            if home.get(field) in (None, [], "") and field not in quiet | {"review_due", "closed_dates"}:
                title = title_of(field)
                heading = f'{title}</h3>\n    <span class="empty">'
                assert title in named or title in told or heading in html, f"{name} {field}"


@pytest.mark.parametrize("app", ["uri.amap.com", "api.map.baidu.com", "apis.map.qq.com"])
def test_map_apps_get_the_right_point(built: Path, app: str) -> None:
    """All three take GCJ-02; Amap wants the longitude first, the others the latitude. They lead as near
    as is known of the place."""
    for name, home in OPEN.items():
        html = (built / f"homes/{name}/index.html").read_text("utf-8")
        (link,) = re.findall(rf'href="(https://{re.escape(app)}[^"]*)"', html)
        numbers = [float(n) for n in re.findall(r"\d+\.\d+", urlsplit(unquote(link)).query)[:2]]
        point = home["location"]
        lon, lat = to_gcj02(point["lon"], point["lat"], point["crs"])
        assert numbers == pytest.approx(
            [lon, lat] if "amap" in app else [lat, lon], abs=1.01 / 10 ** decimals(point["precision_m"])
        )
        query = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
        assert home["name"] in str(query)
        if "baidu" in app:
            assert query["coord_type"] == ["gcj02"]


def test_the_code_leads_to_the_page(open_page: Open) -> None:
    """The drawing is the QR code of the page's canonical address: drawn once more here, module for module."""
    page = open_page("homes/home-qbj-001/")
    url = page.locator("link[rel=canonical]").get_attribute("href")
    image = page.locator(".ya-poster img")
    assert url in image.get_attribute("alt")
    assert image.evaluate("e => e.complete && e.naturalWidth > 0")
    code = segno.make(url, error="m", micro=False, mask=3, boost_error=False)
    drawn = page.evaluate(DRAWN, code.symbol_size(border=4)[0])
    assert drawn == ["".join(map(str, row)) for row in code.matrix_iter(border=4)]


def test_a_notice_is_one_sheet_of_paper(open_page: Open) -> None:
    """Hours, address, code and the mark of demonstration stay; what paper cannot do goes; one A4 page."""
    page = open_page("homes/home-qbj-001/")
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    page.locator("[data-print=sheet]").click()
    assert "ya-print-sheet" in page.evaluate("window.printed")
    assert "ya-print-sheet" not in page.evaluate("document.documentElement.className")
    page.evaluate("document.documentElement.classList.add('ya-print-sheet')")
    page.emulate_media(media="print")
    for shown in ("h1", ".ya-week", ".ya-address", ".ya-poster img", ".ya-banner", ".ya-poster__address"):
        assert page.locator(shown).first.is_visible(), shown
    for gone in (".ya-header", ".ya-fix", "#quality", ".ya-colophon", ".ya-actions", ".ya-share"):
        assert not page.locator(gone).first.is_visible(), gone
    root = page.url.replace("home-qbj-001/", "")
    for name in OPEN:
        page.goto(f"{root}{name}/")
        page.evaluate("document.documentElement.classList.add('ya-print-sheet')")
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, name


def test_the_address_is_copied(open_page: Open) -> None:
    page = open_page("homes/home-qbj-001/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator(f"[data-copy='{HOMES['home-qbj-001']['address']}']")
    button.click()
    expect(button).to_have_text(WORDS["zh"]["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == HOMES["home-qbj-001"]["address"]


def test_no_button_is_there_that_does_nothing(open_page: Open) -> None:
    page = open_page("homes/home-qbj-001/", java_script_enabled=False)
    assert [b.text_content() for b in page.locator("button:visible").all()] == []
    assert page.locator(".ya-poster img").is_visible()


def test_the_score_follows_from_the_published_table(built: Path) -> None:
    with (built / "data/records.csv").open(encoding="utf-8") as file:
        rows = {r["id"]: r for r in csv.DictReader(file)}
    for name in HOMES:
        html = (built / f"homes/{name}/index.html").read_text("utf-8")
        if HOMES[name]["status"] == "removed":
            continue
        row = rows[name]
        parts = [100 * int(row["filled"]) / int(row["expected"]), 100, 0 if int(row["warnings"]) else 100]
        (score,) = re.findall(r'class="ya-score"><b>([\d.]+)</b>', html)
        assert float(score) == pytest.approx(sum(parts) / 3, abs=0.06), name
        assert f"{row['filled']} " in html


@pytest.mark.parametrize(
    ("setting", "start", "names"),
    [
        (
            "https://github.com/o/r/issues/new?labels=data",
            "https://github.com/o/r/issues/new?labels=data&",
            "title body",
        ),
        ("https://gitea.example/o/r/issues/new", "https://gitea.example/o/r/issues/new?", "title body"),
        (
            "https://gitlab.example/o/r/-/issues/new",
            "https://gitlab.example/o/r/-/issues/new?",
            "issue[title] issue[description]",
        ),
        ("mailto:office@example.org", "mailto:office@example.org?", "subject body"),
    ],
)
def test_a_report_is_filled_in(setting: str, start: str, names: str) -> None:
    title, body = "报错：A&B (x)", "一行\n又一行 #1 ?&="
    told = {"title": "某处", "page": "https://x.example/a/?b=1", "section": "时间"}
    link = report_link(setting, title, body, told)
    assert link.startswith(start)
    query = parse_qs(urlsplit(link).query)
    assert [query[n] for n in names.split()] == [[title], [body]]
    assert report_link("https://forms.example/x", title, body, told) == "https://forms.example/x"
    placed = report_link("https://forms.example/?t={title}&p={page}&s={section}", title, body, told)
    assert parse_qs(urlsplit(placed).query) == {k[0]: [v] for k, v in told.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_part_can_be_reported(open_page: Open, lang: str) -> None:
    """Without configuration the links lead to the page that says how."""
    page = open_page(("" if lang == "zh" else "en/") + "homes/home-qbj-001/")
    links = page.locator(".ya-fix")
    assert links.count() >= 5
    names = [a.inner_text() for a in links.all()]
    assert len(set(page.locator(".ya-fix").all_text_contents())) == len(names)
    links.first.click()
    expect(page.locator("#report")).to_be_visible()


def test_a_configured_report_names_record_and_part(small: Path, browser: Any) -> None:
    config = small / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        re.sub(r'report_url: ""', "report_url: https://git.example/o/r/issues/new", text), "utf-8"
    )
    build_site(small)
    with served(small / "site") as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}homes/home-abc-001/")
        link = page.locator(".ya-fix").first.get_attribute("href")
        query = parse_qs(urlsplit(link).query)
        assert "home-abc-001" in query["title"][0]
        assert "开放时间" in query["title"][0]
        assert "https://youth-home-atlas.example/homes/home-abc-001/" in query["body"][0]


@pytest.mark.parametrize(
    "page", ["homes/home-qbj-001/", "homes/home-abc-99999/", "o/é/", f"homes/{'x' * 90}/"]
)
def test_a_code_is_that_of_the_standard(page: str) -> None:
    """Put together of sums, it is module for module what an encoder draws."""
    root = "https://youth-home.example/"
    matrix = segno.make((root + page).encode(), error="m", micro=False, mask=3, boost_error=False).matrix
    drawn = [[0] * len(matrix) for _ in matrix]
    runs = re.findall(rb"M(\d+) (\d+)\.5h(\d+)", svg(root, page))
    for x, y, length in (map(int, run) for run in runs):
        drawn[y - 4][x - 4 : x - 4 + length] = [1] * length
    assert drawn == [list(row) for row in matrix]


def test_a_picture_of_a_place_is_shown_with_its_words(small: Path) -> None:
    picture = png(framed(8, 6, ""))
    (small / "content/images/homes").mkdir(parents=True)
    (small / "content/images/homes/door.png").write_bytes(picture)
    home = small / "data/homes/home-abc-002.yaml"
    told = {"path": "homes/door.png", "alt": "临街的玻璃门", "licence": "本单位拍摄，CC BY 4.0"}
    record = yaml.load(home.read_text("utf-8"), LOADER)
    record["images"] = [{**told, "contains_people": False, "contains_minors": False}]
    home.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
    build_site(small)
    site = small / "site"
    for page in ("homes/home-abc-002", "en/homes/home-abc-002"):
        html = (site / page / "index.html").read_text("utf-8")
        found = re.search(
            r'<img src="([^"]*)" alt="临街的玻璃门"[^>]*><figcaption[^>]*>(.*?)</figcaption>', html
        )
        assert found, page
        assert (site / page / found[1]).read_bytes() == picture
        assert "本单位拍摄" in found[2]
        linked = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])  # type: ignore[index]
        assert [i["contentUrl"].rpartition("/assets/")[2] for i in linked["mainEntity"]["image"]] == [
            "photos/homes/door.png"
        ]
