"""What other site generators are run with: the homes as Markdown, and no more work than they need.

MkDocs Material gets its search with Chinese and pages left out of the navigation, which costs it
most. Hugo gets no theme but the head and foot of our own page, so that both write like HTML.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import run
from benchmarks.ours import html_of
from benchmarks.table import Row

MKDOCS = """\
site_name: Peer
theme: {name: material, language: zh, font: false}
plugins: [search: {lang: [zh]}]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""

HUGO = """\
baseURL = "https://example.org/"
title = "Peer"
disableKinds = ["taxonomy", "term", "RSS"]
"""

LIST = "{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}"
SINGLE = "<h1>{{ .Title }}</h1>{{ .Content }}"


def mkdocs(homes: int, project: Path, folder: Path, root: Path) -> Row:
    """A first build of plain mkdocs-material, one page a home."""
    _write(folder / "mkdocs.yml", MKDOCS)
    _write(folder / "docs" / "index.md", "# Peer\n")
    _pages(project, folder / "docs" / "homes", root)
    result = run([sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet"], folder)
    return Row("mkdocs-material", homes, "first build", result, *html_of(folder / "site"))


def hugo(homes: int, project: Path, folder: Path, root: Path) -> Row:
    """A first build of Hugo, one page a home, inside the frame of our built page."""
    head, foot = _frame(project)
    _write(folder / "hugo.toml", HUGO)
    _write(folder / "layouts" / "single.html", head + SINGLE + foot)
    _write(folder / "layouts" / "list.html", head + LIST + foot)
    _write(folder / "layouts" / "home.html", head + "<h1>{{ .Site.Title }}</h1>" + foot)
    _pages(project, folder / "content" / "homes", root)
    cache = str(folder / "cache")
    command = [sys.executable, "-m", "hugo", "--quiet", "--destination", "site", "--cacheDir", cache]
    return Row("hugo", homes, "first build", run(command, folder), *html_of(folder / "site"))


def _frame(project: Path) -> tuple[str, str]:
    """What stands before and after the article in a home's page that we built."""
    page = min((project / "site" / "homes").glob("home-*/index.html")).read_text(encoding="utf-8")
    head, _, rest = page.strip().partition("<article")
    attributes, _, rest = rest.partition(">")
    foot = rest.partition("</article>")[2]
    return f"{head}<article{attributes}>\n", f"\n</article>{foot}"


def _pages(project: Path, out: Path, root: Path) -> None:
    run([sys.executable, "-m", "benchmarks.pages", str(project), str(out)], root)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
