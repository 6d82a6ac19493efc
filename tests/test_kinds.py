"""Every template of the built site in a real browser, found by walking the site.

A page is of a kind of its own if it shows an element, a class or a script that no other page chosen
before it shows; so templates that are added later are tested by themselves.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ROOT
from playwright.sync_api import Browser, Page, Response

LANGS = {"zh": "", "en": "en/"}
FEATURES = re.compile(r'\bclass="([^"]*)"|<([a-z][a-z0-9]*)[ >]|<script src="[^"]*?([^/"]+)"')
ALWAYS = ("index.html", "404.html", "offline/index.html", "search/index.html")
TEXTS = re.compile(r"text/|json|javascript|svg|manifest")


def features(html: str) -> set[str]:
    found: set[str] = set()
    for classes, tag, script in FEATURES.findall(html):
        found.update(f".{name}" for name in classes.split())
        found.update(x for x in (tag, script) if x)
    return found


def kinds(site: Path) -> list[str]:
    """Chinese pages that together show everything that any page shows, few and always the same."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("en/"):
            pages[name] = features(path.read_text("utf-8"))
    chosen = [name for name in ALWAYS if name in pages]
    left = set().union(*pages.values()).difference(*(pages[name] for name in chosen))
    while left:
        best = max(pages, key=lambda name: (len(pages[name] & left), -len(name)))
        chosen.append(best)
        left -= pages[best]
    return chosen


@pytest.fixture(scope="module")
def chosen(built: Path) -> list[str]:
    """The chosen pages in both languages."""
    found = kinds(built)
    assert len(found) >= 15
    return [f"{root}{name}" for root in LANGS.values() for name in found if (built / root / name).exists()]


def url(name: str) -> str:
    return name.removesuffix("index.html")


def ready(page: Page) -> None:
    """Scripts have run and fetched what they need."""
    page.wait_for_load_state("networkidle")


def test_kinds_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p class="x y">')
    (tmp_path / "b.html").write_text('<p class="x">')
    (tmp_path / "c.html").write_text('<p class="z"><script src="../s/new.js">')
    assert sorted(kinds(tmp_path)) == ["a.html", "c.html"]


def test_every_template_is_valid_html(built: Path, chosen: list[str]) -> None:
    """By the checker of the W3C and WHATWG, which does not know SVG 2's pathLength of circles yet."""
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--exit-zero-always", *chosen]
    told = subprocess.run(command, cwd=built, check=True, capture_output=True, text=True).stderr
    found = [
        f"{m['url'].rpartition('site/')[2]}:{m.get('lastLine')} {m['message']}"
        for m in json.loads(told)["messages"]
        if "pathLength" not in m["message"]
    ]
    assert found == []


def test_the_first_page_is_light(browser: Browser, address: str) -> None:
    """At most 300 KB over the line, as servers send it; so is the list of places."""
    for path in ("", "homes/"):
        with browser.new_context(service_workers="block") as context:
            page = context.new_page()
            answers: list[Response] = []
            page.on("response", lambda answer, answers=answers: answers.append(answer))
            page.goto(address + path)
            ready(page)
            sizes = {a.url.removeprefix(address): over_the_line(a) for a in answers}
        assert 10_000 < sum(sizes.values()) <= 300_000, sizes


def over_the_line(answer: Response) -> int:
    body = answer.body()
    return len(gzip.compress(body, 6) if TEXTS.search(answer.headers.get("content-type", "")) else body)


def own_scripts() -> Iterator[Path]:
    site = ROOT / "generator/site"
    yield from sorted([*site.rglob("assets/**/*.js"), *site.rglob("templates/**/*.js")])


LATER = {"async", "await", "**"}  # words of ES2016 and ES2017; esprima knows no later ones
CHECK = """
const esprima = require("esprima"), fs = require("fs"), later = new Set(%s), wrong = [];
for (const file of process.argv.slice(1)) {
  const text = fs.readFileSync(file, "utf8");
  try {
    try { esprima.parseModule(text); } catch (error) { esprima.parseScript(text); }
    esprima.tokenize(text, {loc: true}).filter(t => later.has(t.value) && t.type !== "String")
      .forEach(t => wrong.push(file + ":" + t.loc.start.line + " " + t.value));
  } catch (error) { wrong.push(file + ": " + error.message); }
}
console.log(JSON.stringify(wrong));
"""


def later_than_2015(files: list[Path]) -> list[str]:
    script = CHECK % json.dumps(sorted(LATER))
    told = subprocess.run(
        ["node", "-e", script, *map(str, files)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return json.loads(told.stdout)


def test_own_scripts_are_short_and_run_in_old_browsers(tmp_path: Path) -> None:
    files = list(own_scripts())
    assert len(files) > 8
    assert [f.name for f in files if len(f.read_text("utf-8").splitlines()) >= 300] == []
    modules = [f for f in files if f.name == "pagefind.js"]  # browsers too old for import() never parse it
    assert later_than_2015([f for f in files if f not in modules]) == []
    for i, late in enumerate(
        ("a?.b", "async function f() { await 1; }", "let x = {...y}", "a ** b", "a ?? b")
    ):
        file = tmp_path / f"{i}.js"
        file.write_text(late)
        assert later_than_2015([file]), late
