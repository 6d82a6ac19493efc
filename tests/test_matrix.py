"""The plan's mechanisms M01 to M72: each row of the plan record leads to pages, datasets, rules and indicators."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SITE = "https://youth-home-atlas.example/"
PLAN = yaml.safe_load((ROOT / "data/plan/plan-qbj.yaml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = PLAN["mechanisms"]
PAGES = {"zh": "plan-explained/", "en": "en/plan-explained/"}


def row_html(site: Path, page: str, code: str) -> str:
    html = (site / page / "index.html").read_text("utf-8")
    start = html.index(f'<tr id="{code}">')
    return html[start : html.index("</tr>", start)]


def missing(site: Path, page: str, html: str) -> list[str]:
    """Links of a row that lead to no file, or to an anchor that its page does not have."""
    lost = []
    for link in map(unescape, re.findall(r'href="([^"]+)"', html)):
        target, _, anchor = urljoin(SITE + page, link).removeprefix(SITE).partition("#")
        file = site / target / "index.html" if target.endswith("/") else site / target
        if not file.is_file() or (anchor and f'id="{anchor}"' not in file.read_text("utf-8")):
            lost.append(link)
    return lost


def test_all_seventy_two_mechanisms_have_a_row_in_both_languages(built: Path) -> None:
    codes = [f"M{n:02}" for n in range(1, 73)]
    assert [row["code"] for row in ROWS] == codes
    for page in PAGES.values():
        html = (built / page / "index.html").read_text("utf-8")
        assert re.findall(r'<tr id="(M\d\d)">', html) == codes


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_a_mechanism_lives_where_its_row_says(built: Path, row: dict[str, Any], lang: str) -> None:
    page = PAGES[lang]
    html = row_html(built, page, row["code"])
    assert unescape(row["phrase"]) in unescape(html)
    assert missing(built, page, html) == []
    for name in row.get("pages", []):
        assert f'href="../{name}/"' in html
    for folder in row["folders"]:
        assert f'href="../{folder}/"' in html
        table = folder.replace("-", "_")
        assert f'href="../data/#{table}"' in html
        assert (built / f"data/{table}.csv").stat().st_size > 0
        assert len((built / f"data/{table}.csv").read_text("utf-8").splitlines()) > 1, "an empty dataset"
    for rule in row.get("rules", []):
        assert f'href="../quality/#{rule}"' in html
    for indicator in row.get("indicators", []):
        assert f'href="../indicators/{indicator.lower()}/"' in html


def test_a_lost_link_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "quality").mkdir()
    (tmp_path / "quality/index.html").write_text('<p id="V-001">', "utf-8")
    html = '<a href="../quality/#V-001"><a href="../quality/#V-999"><a href="../tasks/">'
    assert missing(tmp_path, "plan-explained/", html) == ["../quality/#V-999", "../tasks/"]
