"""The published pages as files: every link leads somewhere, and what is made up says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import yaml

ROOT = Path(__file__).parent.parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SITE = "https://youth-home-atlas.example/"
LINK = re.compile(r'\s(href|src|action|data-points|data-module)="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')
SCHEME = re.compile(r"(https?|mailto|tel|geo|webcal):")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in site.rglob("*.html"):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


def broken_links(site: Path) -> list[str]:
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    texts = dict(pages(site))
    anchors = {path: set(map(unescape, ID.findall(html))) for path, html in texts.items()}
    broken = []
    for path, html in texts.items():
        for kind, link in set(LINK.findall(html)):
            target, _, anchor = urljoin(SITE + path, unescape(link)).partition("#")
            if not target.startswith(SITE):
                if kind != "href" or not SCHEME.match(target):
                    broken.append(f"{path}: {link}")
                continue
            file = unquote(target.removeprefix(SITE)).partition("?")[0]
            if not file or file.endswith("/"):
                file += "index.html"
            is_route = anchor.startswith("/")  # the editing form's own way from view to view
            if file not in files or (
                anchor and not is_route and unquote(anchor) not in anchors.get(file, set())
            ):
                broken.append(f"{path}: {link}")
    return broken


def test_every_link_and_anchor_leads_somewhere(built: Path) -> None:
    assert broken_links(built) == []


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    """The test above is worth nothing if it cannot fail."""
    links = ("b/", "b/#there", "#here", "no/", "b/#nowhere", "//cdn.example/x", "javascript:x")
    (tmp_path / "index.html").write_text(
        '<p id="here">' + "".join(f'<a href="{x}"></a>' for x in links) + '<img src="https://x.example/y">'
    )
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text('<p id="there">')
    found = {line.removeprefix("index.html: ") for line in broken_links(tmp_path)}
    assert found == {"no/", "b/#nowhere", "javascript:x", "https://x.example/y"}


def test_every_page_has_a_policy_a_title_and_one_heading(built: Path) -> None:
    """Nothing may be loaded or run from elsewhere; no inline script or style but by its hash."""
    for path, html in pages(built):
        policy = re.search(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy, path
        assert "default-src 'self'" in policy[1]
        assert "unsafe-inline" not in policy[1]
        assert "http" not in policy[1]
        assert not re.search(r'\s(style|on[a-z]+)="', html), path
        assert "<!-- slot:" not in html, path
        assert len(re.findall(r"<h1[ >]", html)) == 1, path
        assert re.search(r"<title>[^<]+</title>", html), path


def records() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        folder = path.relative_to(ROOT / "data").parts[0]
        yield folder, path.stem, yaml.load(path.read_text("utf-8"), LOADER)


def test_made_up_records_say_so_and_real_ones_do_not(built: Path) -> None:
    seen = {"demo": 0, "public_source": 0}
    for lang, root in (("zh", built), ("en", built / "en")):
        words = yaml.load((ROOT / f"content/i18n/{lang}.yaml").read_text("utf-8"), LOADER)
        banner = f"<strong>{words['demo']}</strong> {escape(words['demo_banner'])}</p>"
        for folder, name, record in records():
            html = (root / folder / name / "index.html").read_text("utf-8")
            demo = record["provenance"] == "demo"
            assert html.count(banner) == demo, f"{lang} {name}"
            seen["demo" if demo else "public_source"] += 1
    assert min(seen.values()) > 100


def test_what_nobody_decided_is_told_as_not_set(built: Path) -> None:
    """In lists, on a record's own page and inside its tables; what is merely unknown reads differently."""
    phases = (built / "phases/index.html").read_text("utf-8")
    assert phases.count('<dd><span class="empty">未设定</span></dd>') == 6
    own = [
        p
        for f, i, p in records()
        if f == "work-plans" and any(m.get("due_on") is None for m in p["measures"])
    ]
    html = (built / f"work-plans/{own[0]['id']}/index.html").read_text("utf-8")
    assert '<span class="empty">未设定</span></td>' in html
    home = (built / "en/homes/index.html").read_text("utf-8")
    assert "Not set" not in home
