"""The installed site without a line, and when a new release comes while pages of the old one are open."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from browsing import served
from conftest import build_site, tree
from playwright.sync_api import Browser, BrowserContext, Page, expect

LIST, HOME, UNSEEN = "homes/", "homes/home-abc-001/", "homes/home-abc-002/"
KEPT = "url => stores().then(ss => Promise.all(ss.map(s => caches.match(url, {cacheName: s})))).then(f => f.some(x => x))"
STORES = "() => stores()"
FETCH = "url => fetch(url).then(r => r.text(), () => null)"
UNTIL = """async ([arg, want]) => {
  const stores = () => caches.keys().then(names => names.filter(name => name.startsWith("atlas-")));
  const wanted = ASK;
  for (let left = 150; left; left--) {
    const found = await wanted(arg);
    if (want === null ? found : found.length === want) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}"""


def until(page: Page, ask: str, arg: str = "", want: int | None = None) -> Any:
    """Ask the browser's stores until they answer so."""
    found = page.evaluate(UNTIL.replace("ASK", ask), [arg, want])
    assert found, ask
    return found


def publish(root: Path) -> dict[str, bytes]:
    """Build, and have closed pages forgotten at once instead of after a minute; what the site holds."""
    build_site(root)
    worker = root / "site/sw.js"
    script = worker.read_text("utf-8")
    assert "YOUNG = 60000" in script
    worker.unlink()  # its bytes may be shared with the release before
    worker.write_text(script.replace("YOUNG = 60000", "YOUNG = 0"), "utf-8")
    return tree(root / "site")


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as found:
        yield found


def visit(page: Page, address: str) -> None:
    """Open a page and wait until the worker has it."""
    page.goto(address)
    until(page, KEPT, address)


def colour(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).getPropertyValue('--ya-brand').trim()")


def name_of(page: Page) -> str:
    return page.locator("h1").inner_text()


def taken_over(context: BrowserContext, address: str) -> None:
    """Wait until the worker that waited is at work. A browser lets the old one, of which no page is open, end its
    work first, and a page opened meanwhile is still the old one's; so pages are opened that give no work."""
    for _ in range(200):
        page = context.new_page()
        page.goto(address + "release.txt")
        waits = page.evaluate(
            "navigator.serviceWorker.getRegistration().then(found => Boolean(found.waiting))"
        )
        page.close()
        if not waits:
            return
    pytest.fail("the worker of the new release never takes over")


def test_seen_pages_and_the_list_open_without_a_line(small: Path, context: BrowserContext) -> None:
    publish(small)
    with served(small / "site") as address:
        page = context.new_page()
        visit(page, address + HOME)  # the first page, which no worker has had in hand
        visit(page, address)
        title = page.title()
        context.set_offline(True)
        page.goto(address + HOME)
        assert name_of(page)
        assert colour(page) == "#00695c"
        page.goto(address + LIST)  # never opened
        expect(page.locator(f'a[href$="{HOME}"]:visible').first).to_be_visible()
        assert page.locator(".ya-card[data-id]").count() >= 2
        page.goto(address)
        assert page.title() == title
        page.goto(address + "en/" + UNSEEN)
        assert name_of(page) == "No connection"
        page.goto(address + UNSEEN)
        assert name_of(page) == "现在没有网络"
        saved = page.locator("#offline-pages a")
        expect(saved.filter(has_text="青年之家")).not_to_have_count(0)
        assert address + HOME in [a.get_attribute("href") for a in saved.all()]


def test_no_page_is_of_two_releases(small: Path, context: BrowserContext) -> None:
    """A page of the old release stays old to its last part; the next one is new from its first."""
    first = publish(small)
    with served(small / "site") as address:
        old = context.new_page()
        visit(old, address + HOME)
        visit(old, address + LIST)
        change(small, "data/homes/home-abc-001.yaml", "name: ", "name: 新")
        change(small, "mkdocs.yml", "#00695c", "#4527a0")
        second = publish(small)
        assert first["release.txt"] != second["release.txt"]
        changed = ["assets/atlas/atlas.css", "homes/points.json", f"{HOME}index.html", "data/homes.csv"]
        assert all(first[path] != second[path] for path in changed)

        new = context.new_page()
        new.goto(address + HOME)
        assert name_of(new).startswith("新")
        assert colour(new) == "#4527a0"
        for path in changed:
            assert new.evaluate(FETCH, address + path).encode() == second[path].replace(b"\xef\xbb\xbf", b"")
        assert colour(old) == "#00695c"
        for path in changed:
            given = old.evaluate(FETCH, address + path)
            assert given is None or given.encode() == first[path], path
        expect(old.locator("#ya-stale a")).to_be_visible()  # something could not be had: it says so

        until(new, STORES, want=2)
        new.goto(address + UNSEEN)
        assert len(until(new, STORES)) == 2, "the old page still needs its own"
        for page in (old, new):
            page.close()
        taken_over(context, address)
        after = context.new_page()
        visit(after, address + HOME)
        visit(after, address + LIST)
        assert until(after, STORES, want=1) == [f"atlas-{second['release.txt'].decode().strip()}"]
        context.set_offline(True)
        for path in (HOME, LIST):
            after.goto(address + path)
            assert colour(after) == "#4527a0", path
        after.goto(address + HOME)
        assert name_of(after).startswith("新")


VISITED = """async () => {
    const worker = await navigator.serviceWorker.ready;
    worker.active.postMessage({atlas: "visited", url: location.href});
}"""
STAY = """async want => {
    for (let left = 20; left; left--) {
        const names = (await caches.keys()).filter(name => name.startsWith("atlas-"));
        if (names.length !== want) return names;
        await new Promise(resolve => setTimeout(resolve, 100));
    }
}"""


def test_a_release_that_waits_for_its_turn_keeps_what_it_has(small: Path, context: BrowserContext) -> None:
    """A page of the old release is visited while the worker of the new one waits."""
    publish(small)
    with served(small / "site") as address:
        old = context.new_page()
        visit(old, address + LIST)
        old.evaluate("navigator.serviceWorker.ready.then(() => null)")
        visit(old, address + LIST)  # the first time no worker has it in hand
        old.wait_for_function("Boolean(navigator.serviceWorker.controller)")
        change(small, "mkdocs.yml", "#00695c", "#4527a0")
        publish(small)
        old.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
        until(old, STORES, want=2)
        old.wait_for_function("navigator.serviceWorker.getRegistration().then(found => found.waiting)")
        old.evaluate(VISITED)
        assert old.evaluate(STAY, 2) is None
        old.close()
        taken_over(context, address)
        context.set_offline(True)
        after = context.new_page()
        after.goto(address + LIST)
        assert colour(after) == "#4527a0"


def test_what_is_fetched_ahead_is_small(built: Path) -> None:
    """At most 300 KB over the line: the pages that the worker keeps from the first visit, with their parts."""
    kept = re.search(r'KEPT = "([^"]+)"', (built / "sw.js").read_text("utf-8"))
    assert kept
    taken: dict[str, bytes] = {}
    left = [path.removeprefix("./") for path in kept[1].split()]
    while left:
        path = left.pop()
        if path in taken:
            continue
        taken[path] = (built / path / "index.html" if path[-1:] in ("", "/") else built / path).read_bytes()
        if path[-1:] in ("", "/"):
            tags = re.findall(
                r'<(?:link[^>]*rel="(?:stylesheet|icon|manifest)"|script|img)[^>]*>', taken[path].decode()
            )
            named = [re.search(r' (?:href|src)="([^"]+)"', tag) for tag in tags]
            left += [urljoin(f"//x/{path}", one[1]).removeprefix("//x/") for one in named if one]
    assert len(taken) > 30
    assert 50_000 < sum(len(gzip.compress(data, 6)) for data in taken.values()) <= 300_000


def test_it_can_be_installed(built: Path) -> None:
    """A manifest a language, whose addresses stay inside the site; icons of the sizes it says."""
    for lang in ("", "en/"):
        manifest = json.loads((built / lang / "manifest.webmanifest").read_bytes())
        assert manifest["lang"] == ("en" if lang else "zh-CN")
        assert manifest["display"] == "standalone"
        assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
        for icon in manifest["icons"]:
            data = (built / lang / icon["src"]).read_bytes()
            assert data[:8] == b"\x89PNG\r\n\x1a\n"
            assert int.from_bytes(data[16:20]) == int(icon["sizes"].partition("x")[0])
        html = (built / lang / "index.html").read_text("utf-8")
        assert '<link rel="manifest" href="manifest.webmanifest">' in html.replace('"./', '"')
