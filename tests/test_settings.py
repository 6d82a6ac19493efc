"""The settings of the site: wrong ones are pointed at, right ones change what is published."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, build_site
from PIL import Image

from generator.checks import placed, settings
from generator.checks.subject import Subject
from generator.config.colours import contrast, nearest_readable, rgb, scheme, unreadable
from generator.config.project import Project
from generator.config.raster import embedded, framed, png, undrawable
from generator.core.problems import Problem
from generator.records.load import LoadedRecords
from generator.schema.load import read_model

MODEL = read_model(ROOT / "schemas")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def found(root: Path, extra: str) -> list[Problem]:
    (root / "mkdocs.yml").write_text(f"site_name: 甲\nextra:\n{extra}", "utf-8")
    return check(root)


def check(root: Path) -> list[Problem]:
    nothing = LoadedRecords((), (), {})
    day = date(2024, 6, 1)
    return placed(settings.check(Subject(Project(root), MODEL, nothing, day, day)), root)


WRONG = {  # settings: the code, line and column, and a word of the hint
    "  colour: red\n": ("V-002", 3, 3, "colours"),
    "  colours: {brand: green}\n": ("V-002", 3, 20, "#00695c"),
    '  district: 甲\n  colours: {brand: "#ffcc00"}\n': ("V-022", 4, 20, "4.5"),
    '  colours: {brand_dark: "#222222"}\n': ("V-022", 3, 25, "4.5"),
    "  footer:\n    icp: 备案中\n": ("V-002", 4, 10, "蜀ICP备"),
    '  contact: {phone: "13800000000"}\n': ("V-002", 3, 20, "12355"),
    "  logo: content/images/none.svg\n": ("V-022", 3, 9, "路径"),
    "  logo: content/images/rich.svg\n": ("V-022", 3, 9, "转成路径"),
    "  map_base: content/images/map.geojson\n": ("V-909", 3, 13, "map_review_number"),
    "  open_data: {frequency: sometimes}\n": ("V-008", 3, 26, "daily"),
    "  district: 甲\n  district: 乙\n": ("V-007", 4, 3, "一处"),
    "  - 甲\n": ("V-022", 2, 1, "settings.schema.json"),
}


@pytest.mark.parametrize("extra", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_a_way_out(tmp_path: Path, extra: str) -> None:
    images = tmp_path / "content/images"
    images.mkdir(parents=True)
    (images / "rich.svg").write_text(LOGO.format("<text>甲</text>"), "utf-8")
    (images / "map.geojson").write_text("{}")
    (problem,) = found(tmp_path, extra)
    code, line, column, hint = WRONG[extra]
    where = problem.where
    assert (problem.code, problem.severity, where.file, where.line) == (code, "error", "mkdocs.yml", line)
    assert where.column == column
    assert hint in problem.hint.zh
    assert re.search("[\u4e00-\u9fff]", problem.message.zh)
    assert not re.search("[\u4e00-\u9fff]", re.sub('“.*?”|".*?"', "", problem.message.en))


def test_what_is_empty_or_right_is_no_problem(tmp_path: Path) -> None:
    empty = '  report_url: ""\n  contact: {name: ""}\n  colours:\n  footer: {icp: ""}\n'
    assert found(tmp_path, empty) == []
    right = '  colours: {brand: "#4527a0", brand_dark: "#b39ddb"}\n  map_review_number: GS（2024）0000号\n'
    assert found(tmp_path, right) == []
    for path in ROOT.glob("mkdocs*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert check(tmp_path) == []


def test_every_setting_of_the_schema_can_be_given(tmp_path: Path) -> None:
    """Its first example, all of them at once."""

    def example(fields: Any) -> dict[str, Any]:
        return {
            f.name: example(f.fields)
            if f.kind == "object"
            else [example(f.item.fields)]
            if f.kind == "list"
            else f.example
            for f in fields.values()
        }

    images = tmp_path / "content/images"
    images.mkdir(parents=True)
    (images / "logo.svg").write_text(LOGO.format('<path d="M0 0h10v10z"/>'))
    (images / "base.geojson").write_text("{}")
    (tmp_path / "mkdocs.yml").write_text(
        yaml.safe_dump({"extra": example(MODEL.settings.fields)}, allow_unicode=True), "utf-8"
    )
    assert check(tmp_path) == []


@pytest.mark.parametrize(
    "colour", ["#000000", "#00695c", "#b71c1c", "#ffcc00", "#777777", "#ffffff", "#4527a0"]
)
@pytest.mark.parametrize("name", ["brand", "brand_dark"])
def test_a_colour_that_is_let_through_can_be_read(name: str, colour: str) -> None:
    """The nearest that will do is let through, and everything made of it keeps the contrast of AA."""
    found = nearest_readable(name, colour)
    assert unreadable(name, found) is None
    if unreadable(name, colour) is None:
        assert found == colour
    ground = "#ffffff" if name == "brand" else "#0f1a1b"
    made = scheme(name, found)
    for one, other in (("brand", "on-brand"), ("brand", "brand-soft"), ("brand-strong", "brand-soft")):
        assert contrast(rgb(made[one]), rgb(made[other])) >= 4.5
    assert contrast(rgb(made["brand"]), rgb(ground)) >= 4.5
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)


SHAPE = '<path d="M0 0h10v10z"/>'
LEVEL = '<mask id="m{0}">' + '<path d="M0 0h9v9z" mask="url(#m{1})"/>' * 10 + "</mask>"
MASKS = "".join(LEVEL.format(i + 1, i) for i in range(9)) + '<path d="M0 0h9v9z" mask="url(#m9)"/>'

UNDRAWABLE = {  # what is wrong with it: the logo, and what the message says
    "text": (LOGO.format(f"{SHAPE}<text>甲</text>"), "<text>"),
    "a file of this machine": (LOGO.format(f'{SHAPE}<image href="/etc/logo.png"/>'), "<image>"),
    "a bitmap": (LOGO.format(f'{SHAPE}<image href="data:image/png;base64,AA"/>'), "<image>"),
    "another picture": (LOGO.format(f'{SHAPE}<use href="file:///a.svg#b"/>'), "file:///a.svg#b"),
    "a page": (LOGO.format(f'{SHAPE}<x:p xmlns:x="http://www.w3.org/1999/xhtml"/>'), "<p>"),
    "a program": (LOGO.format(f"{SHAPE}<script/>"), "<script>"),
    "cut off": (LOGO.format(SHAPE)[:-9], "unclosed"),
    "no SVG": ("<html/>", "xmlns"),
    "without a namespace": (f"<svg>{SHAPE}</svg>", "xmlns"),
    "nothing": (LOGO.format("<g/>"), "什么也没有"),
    "nothing that is right": (LOGO.format('<path d="L1 1"/>'), "什么也没有"),
    "entities upon entities": (
        f'<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "&a;">]>{LOGO.format("<desc>&a;</desc>")}',
        "recursive",
    ),
    "masks upon masks": (LOGO.format(MASKS), "太复杂"),
    "groups in groups": (LOGO.format("<g>" * 9000 + SHAPE + "</g>" * 9000), "太复杂"),
}


@pytest.mark.parametrize("case", UNDRAWABLE)
def test_a_logo_that_cannot_be_drawn_is_refused(case: str) -> None:
    svg, why = UNDRAWABLE[case]
    found = undrawable(svg.encode())
    assert found
    assert why in found.zh


def test_a_logo_may_have_whatever_a_drawing_program_writes() -> None:
    """Declarations, its own elements, styles, gradients, clips and transforms; each quarter shows one."""
    logo = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY red "#f00">]>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:own="urn:own" own:version="1" viewBox="0 0 20 20"
          xmlns:xlink="http://www.w3.org/1999/xlink"><own:view/><style>.a { fill: &red; } circle { fill: #000 }</style>
          <defs><path id="p" d="M0 0h5v5H0z"/><clipPath id="c"><use xlink:href="#p"/></clipPath>
          <linearGradient id="l"><stop stop-color="#00f"/></linearGradient></defs>
          <rect class="a" width="10" height="10"/>
          <g transform="translate(10) scale(2)"><use href="#p" fill="lime"/></g>
          <rect y="10" width="10" height="10" fill="url(#l)"/>
          <g transform="translate(10 10)"><path d="M0 0h10v10H0z" clip-path="url(#c)"/></g></svg>"""
    assert undrawable(logo.encode()) is None
    drawn = png(framed(40, 40, embedded(logo.encode(), 0, 0, 40) + '<circle r="3" fill="#fff"/>'))
    with Image.open(io.BytesIO(drawn)) as picture:
        seen = {at: picture.getpixel(at) for at in [(1, 1), (10, 10), (30, 10), (10, 30), (22, 22), (38, 38)]}
    assert seen == {
        (1, 1): (255, 255, 255, 255),  # the styles of a logo do not reach what is drawn beside it
        (10, 10): (255, 0, 0, 255),
        (30, 10): (0, 255, 0, 255),
        (10, 30): (0, 0, 255, 255),
        (22, 22): (0, 0, 0, 255),
        (38, 38): (0, 0, 0, 0),
    }


def test_a_picture_shows_no_file_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(framed(8, 8, SHAPE)))
    logo = LOGO.format(f'<image href="{tmp_path}/secret.png" width="8" height="8"/>')
    drawn = png(framed(8, 8, embedded(logo.encode(), 0, 0, 8)))
    assert drawn == png(framed(8, 8, ""))


def test_settings_change_the_site(small: Path) -> None:
    """Colours, logo, names and what stands in the footer, on pages and in the pictures made for it."""
    (small / "content/images/own.svg").write_text(
        LOGO.format('<rect width="10" height="10" fill="#cc0000"/>')
    )
    config = small / "mkdocs.yml"
    text = config.read_text("utf-8").replace("site_name: 青年之家地图", "site_name: 甲区青年")
    text = text.replace("#00695c", "#4527a0").replace('logo: ""', "logo: content/images/own.svg")
    text = text.replace('icp: ""', "icp: 蜀ICP备12345678号-1").replace(
        'contact: {name: ""', "contact: {name: 甲区团委"
    )
    config.write_text(text, "utf-8")
    build_site(small)
    site = small / "site"
    assert "--ya-brand:#4527a0" in (site / "assets/atlas/atlas.css").read_text("utf-8")
    assert "#cc0000" in (site / "assets/atlas/logo.svg").read_text("utf-8")
    assert '"theme_color": "#4527a0"' in (site / "manifest.webmanifest").read_text("utf-8")
    with Image.open(site / "assets/icons/icon-192.png") as icon:
        assert icon.size == (192, 192)
        assert icon.getpixel((96, 96)) == (*rgb("#cc0000"), 255)
        assert icon.getpixel((2, 2)) == (255, 255, 255, 255)
    with Image.open(site / "assets/cards/homes.png") as card:
        assert card.size == (800, 420)
        assert card.getpixel((2, 2)) == (*rgb("#4527a0"), 255)
        assert card.getpixel((150, 180)) == (255, 255, 255, 255)  # in the middle of the house
    for path in ("index.html", "homes/home-abc-001/index.html", "en/homes/index.html"):
        html = (site / path).read_text("utf-8")
        footer = re.sub("<[^>]*>", "", html.partition("<footer class")[2])
        assert "蜀ICP备12345678号-1" in footer
        assert "甲区团委" in footer
        assert "公网安备" not in footer
    assert "<title>甲区青年</title>" in (site / "index.html").read_text("utf-8")


def test_nothing_is_made_up_in_the_footer(built: Path) -> None:
    footer = (built / "index.html").read_text("utf-8").partition("<footer class")[2]
    assert not re.search("ICP|公网安备|标识码|主办单位", footer)
