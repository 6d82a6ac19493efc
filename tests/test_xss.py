"""Code in the texts of records is refused; and if it were let in, it would run on no page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import conftest
import pytest
import yaml
from browsing import COUNTING, served, settle
from conftest import BASE, ROOT, SMALL_DAY, build_site, copy_project, warm_up
from playwright.sync_api import Browser, Page, expect
from test_kinds import kinds, url
from xss import PAYLOADS, free, records

import generator.checks
import generator.pipeline
from generator.config.project import open_project
from generator.pipeline import inspect
from generator.privacy.outputs import Guard
from generator.schema.load import read_model
from generator.schema.model import walk

MODEL = read_model(ROOT / "schemas")


WRITTEN = "written/index.html"
PAGE = """---
title: 手写的页
ran: !!python/object/apply:os.system ["touch {ran}"]
---
# 手写的页

<script>document.documentElement.setAttribute("pwned", "")</script>

<script>alert(1)</script>
"""


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory, _warm: Path) -> Path:
    """The small project with payloads in every text of every type, and code in a written page."""
    root = warm_up(copy_project(tmp_path_factory.mktemp("xss") / "project", BASE), _warm)
    (root / "content/zh/written.md").write_text(PAGE.format(ran=root / "ran"), "utf-8")
    for _, path, data in records(MODEL, root / "data"):
        path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), "utf-8")
    return root


@pytest.fixture(scope="module")
def believed(entered: Path) -> tuple[Path, set[tuple[str, str]]]:
    """Its site, as it would be without any of the checks that refuse payloads; the fields that hold some."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator.checks, "CHECKS", (generator.checks.SCHEMA,))
        patch.setattr(generator.pipeline, "errors", lambda _: [])
        patch.setattr(Guard, "scan", lambda *_: [])
        sound = inspect(open_project(entered), SMALL_DAY)
        held = {(r.type.type, where) for r in sound.catalog.records for where in texts(r.data)}
        patch.setattr(conftest, "errors", lambda _: [])
        build_site(entered)
    return entered / "site", held


def texts(value: Any, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Where a value holds a payload."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*above, name))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, above)
    elif isinstance(value, str) and PAYLOADS[0] in value:
        yield ".".join(above)


def test_every_payload_is_refused_with_a_problem(entered: Path) -> None:
    """At its place, with a hint; no file that holds one is let through."""
    found = inspect(open_project(entered), SMALL_DAY).problems
    refused = {p.where.file for p in found if p.severity == "error" and p.hint.zh and p.where.line}
    files = {
        p.relative_to(entered).as_posix()
        for p in (entered / "data").rglob("*.yaml")
        if "pwned" in p.read_text("utf-8")
    }
    assert len(files) > 80
    assert files - refused == set()


PARSED = """async addresses => {
  const found = [], odd = /^[\\s\\0-\\x1f]*(javascript|vbscript|data:text)/i;
  for (const address of addresses) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    for (const element of page.querySelectorAll("*")) {
      const wrong = [...element.attributes].filter(({name, value}) =>
        name === "pwned" || /^on/.test(name) || (/^(href|src|action|data|xlink:href)$/.test(name) && odd.test(value.replace(/[\\t\\n\\r]/g, ""))));
      const script = element.localName === "script" && !element.src && element.type !== "application/ld+json" && /alert/.test(element.text);
      if (wrong.length || script) found.push(`${address}: ${element.outerHTML.slice(0, 200)}`);
      if (element.type === "application/ld+json") JSON.parse(element.text);
    }
  }
  return found;
}"""
HEARD = """addEventListener("securitypolicyviolation", event =>
  console.error("refused: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample));"""


def test_no_page_runs_what_a_text_says(believed: Any, browser: Browser) -> None:
    """Let in past all checks, in all but a few fields, no payload makes an element or a dialog, and the page's
    policy has nothing to refuse: in every file of HTML, and in the browser on every kind of page."""
    site, held = believed
    whole = {
        (t.type, where) for t in MODEL.types for where, f in walk(t.fields) if free(f) and not f.computed
    }
    assert len(held & whole) > 0.95 * len(whole), sorted(whole - held)
    pages = [p.relative_to(site).as_posix() for p in sorted(site.rglob("*.html"))]
    pages.remove(WRITTEN)
    faults: list[str] = []
    with served(site) as address, browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script(HEARD)
        context.add_init_script(COUNTING)
        context.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
        context.on("request", lambda r: r.url.startswith((address, "data:")) or faults.append(r.url))
        context.on("console", lambda m: told(m) and faults.append(f"{m.page.url}: {m.text}"))
        context.on("weberror", lambda e: faults.append(str(e.error)))
        page = context.new_page()
        page.goto(address)
        assert len(pages) > 300
        faults += page.evaluate(PARSED, pages)
        for name in {*kinds(site), "en/homes/index.html"} - {WRITTEN}:
            page.goto(address + url(name))
            settle(page)
            faults += made(page)
        for ask in (find, search, compare, explore):
            ask(page, address)
            faults += made(page)
    assert faults == []


REFUSED = """addEventListener("securitypolicyviolation", event =>
  (window.refused = [...window.refused || [], event.effectiveDirective]))"""


def test_no_page_runs_a_script_that_a_person_wrote_into_it(believed: Any, browser: Browser) -> None:
    """The page's policy knows the scripts of the theme only, whatever else stands in the page when it is made;
    and what its front matter says is not run either."""
    site, _ = believed
    assert not (site.parent / "ran").exists()
    assert "alert(1)</script>" in (site / WRITTEN).read_text("utf-8")
    with served(site) as address, browser.new_context() as context:
        dialogs: list[str] = []
        context.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
        context.add_init_script(REFUSED)
        page = context.new_page()
        page.goto(address + url(WRITTEN))
        expect(page.locator("html")).to_have_class("js")  # which a script of the theme says
        expect(page.locator("html[pwned]")).to_have_count(0)
        assert page.evaluate("window.refused") == ["script-src-elem"] * 2
        page.click(".ya-tool--scheme")
        assert dialogs == []


def told(message: Any) -> bool:
    """An error; a picture named in Markdown may be missing."""
    return message.type == "error" and "404" not in message.text


def made(page: Page) -> list[str]:
    """Elements made by a payload, now that scripts have run."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[pwned], [onerror], [onload], [onmouseover]")]
            .map(element => location.pathname + ": " + element.outerHTML.slice(0, 200))"""
    )


def find(page: Page, address: str) -> None:
    """The finder with a payload typed, and what a mark on its map shows."""
    page.goto(f"{address}homes/?q=%3Cimg%20pwned")
    page.wait_for_selector(".ya-cluster, .ya-pin")
    for _ in range(15):
        if page.locator(".ya-popup").count():
            break
        page.locator(".ya-cluster, .ya-pin").first.dispatch_event("click")
    page.locator("input[type=search]").first.fill(PAYLOADS[4])


def search(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=%3Cimg%20pwned%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.goto(f"{address}search/?q=alert")
    expect(page.locator("#search-results li")).not_to_have_count(0)


def compare(page: Page, address: str) -> None:
    page.goto(f"{address}compare/?ids=home-abc-900,home-abc-901,%3Cimg%20pwned%20src=x%20onerror=alert(1)%3E")
    settle(page)


def explore(page: Page, address: str) -> None:
    page.goto(f"{address}explore/?table=homes&q=%3Cimg%20pwned")
    settle(page)
