"""A real browser for tests, and what they ask of every page.

Every page that a test opens is watched: a request to another host, a missing file, a breach of the
Content-Security-Policy or an error on the console fails the test, whatever it is about.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each file waits 40 ms for the other side

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:  # else a test that fails would never end
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with served(built) as found:
        yield found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield chromium
    chromium.close()


# Counts what a page has asked for by fetch and not yet had a moment to show.
COUNTING = """(() => {
  const real = window.fetch, tell = done => requestAnimationFrame(() => requestAnimationFrame(done));
  window.pending = 0;
  window.fetch = (...given) => {
    window.pending += 1;
    const answer = real.apply(window, given), done = () => tell(() => { window.pending -= 1; });
    answer.then(found => found.clone().arrayBuffer()).then(done, done);
    return answer;
  };
})()"""


def settle(page: Page) -> None:
    """Wait until scripts have run and shown what they fetched: of a page that was given COUNTING. (To wait
    for an idle network takes half a second more a page.)"""
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function("() => window.pending === 0")


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Page]:
    """A page to open many addresses in; at the end nothing may have gone wrong on any."""
    faults: list[str] = []
    with browser.new_context() as context:
        watch(context, address, faults)
        context.add_init_script(COUNTING)
        yield context.new_page()
    assert faults == []


def watch(context: BrowserContext, address: str, faults: list[str]) -> None:
    """Writes down what goes wrong on any page."""

    def heard(message: Any) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    context.on("request", lambda r: r.url.startswith((address, "data:")) or faults.append(r.url))
    context.on("response", lambda r: r.status < 400 or faults.append(f"{r.status} {r.url}"))
    context.on("console", heard)
    context.on("weberror", lambda e: faults.append(str(e.error)))


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site in a fresh context; at the end nothing may have gone wrong on any."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_it(path: str, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        watch(context, address, faults)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert faults == []


# A style sheet of the page's own making, which its Content-Security-Policy allows.
STILL = """() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}"""


def audit(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds, with the element. The page is stilled first, since a colour that changes would be
    measured half-way. (To wait for its end would not do: what is out of sight does not move at all.)"""
    page.evaluate(STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    told = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in told for node in rule["nodes"]]
