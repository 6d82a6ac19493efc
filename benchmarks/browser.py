"""How fast the finished site is on a phone: `python -m benchmarks.browser SITE [--throttle 4]`.

Chromium's CPU is slowed down as DevTools do for a mid phone; the pages come from this machine, so
network time is next to none, and bytes are counted instead. `budget` is what the project promises;
`of it` is what was measured as a share of that.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import statistics
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SETTLED = 3000  # milliseconds in which what was asked for has come
TEXT = {".html", ".css", ".js", ".json", ".svg", ".geojson"}

READY = """new MutationObserver((_, watch) => {
    if (document.querySelector(".ya-finder.is-ready") && document.querySelector(".ya-cluster, .ya-pin")) {
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.readyAt = performance.now(); }));
    }
}).observe(document, { subtree: true, childList: true, attributes: true });
window.longest = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { window.longest = Math.max(window.longest, e.duration); }))
    .observe({ type: "longtask", buffered: true });"""
FRAMES = """() => { window.frames = []; (function next(t) { window.frames.push(t); window.raf = requestAnimationFrame(next); })(performance.now()); }"""
FIRST_KEY = """letter => new Promise(done => {
    const input = document.querySelector("#q"), list = document.querySelector("#search-results"), began = performance.now();
    new MutationObserver((_, watch) => {
        if (list.children.length) { watch.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))); }
    }).observe(list, { childList: true });
    input.value = letter;
    input.dispatchEvent(new Event("input"));
})"""
FILTER = """() => new Promise(done => {
    const began = performance.now();
    document.querySelector(".ya-pill input").click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


class Figure(NamedTuple):
    what: str
    value: float
    unit: str
    budget: float | None = None


class Server(SimpleHTTPRequestHandler):
    """Files as they are, or compressed where a server would; counts what goes over the line."""

    protocol_version = "HTTP/1.1"
    compress = False
    sent = 0
    searched = 0  # of it, what search downloads

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if self.compress and path.suffix in TEXT:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        type(self).sent += len(content)
        if "/titles/" in self.path or "/pagefind" in self.path:
            type(self).searched += len(content)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(site))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def phone(browser: Browser, throttle: int) -> Iterator[Page]:
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(READY)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    yield page
    context.close()


def stopwatch(page: Page) -> Callable[[], float]:
    """Seconds that the page's main thread has worked: others on a busy machine do not lengthen them."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    return worked


def map_page(browser: Browser, root: str, throttle: int) -> Iterator[Figure]:
    """The list page with all homes: until it answers, one filter, frames while the map is dragged."""
    with phone(browser, throttle) as page:
        worked = stopwatch(page)
        page.goto(f"{root}homes/")
        page.wait_for_function("() => window.readyAt > 0", timeout=120_000)
        busy = worked()
        yield Figure("map page: interactive", page.evaluate("window.readyAt") / 1000, "s", 3)
        yield Figure("map page: processor time until then", busy, "s", 3)
        yield Figure("map page: longest task", page.evaluate("window.longest") / 1000, "s")
        yield Figure("map page: a filter, answered", page.evaluate(FILTER), "ms")
        frames = dragged(page)
        yield Figure("map: frames a second while panning", 1000 / statistics.mean(frames), "fps", 50)
        yield Figure("map: slowest of 20 frames", sorted(frames)[-max(1, len(frames) // 20)], "ms")


def dragged(page: Page) -> list[float]:
    """Milliseconds between frames while the map is dragged there and back."""
    page.locator(".ya-map__canvas").scroll_into_view_if_needed()
    box = page.locator(".ya-map__canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(80):
        page.mouse.move(x + (step % 40 - 20) * 4 * (1 if step < 40 else -1), y + step % 20)
    page.evaluate("cancelAnimationFrame(window.raf)")
    page.mouse.up()
    times: list[float] = page.evaluate("window.frames")
    return [b - a for a, b in pairwise(times[1:])]


def search(browser: Browser, root: str, throttle: int) -> Iterator[Figure]:
    Server.searched = 0
    with phone(browser, throttle) as page:
        page.goto(f"{root}search/", wait_until="networkidle")
        worked = stopwatch(page)
        before = worked()
        yield Figure("search: first result after the first key", page.evaluate(FIRST_KEY, "d"), "ms", 300)
        yield Figure("search: processor time until then", (worked() - before) * 1000, "ms", 300)
        page.wait_for_timeout(SETTLED)
        kind = "gzip" if Server.compress else "plain"
        yield Figure(f"search: first download, titles ({kind})", Server.searched / 1000, "KB", 300)
        page.fill("#q", "夜校")
        page.press("#q", "Enter")
        page.wait_for_function(
            "busy => !document.querySelector('#search-status').textContent.startsWith(busy)",
            arg=page.get_attribute(".ya-search", "data-word-busy"),
        )
        page.wait_for_timeout(SETTLED)
        yield Figure(
            f"search: a Chinese word, titles and full text ({kind})", Server.searched / 1000, "KB", 300
        )


def weights(browser: Browser, root: str) -> Iterator[Figure]:
    for name, path in (("front page", ""), ("map page", "homes/")):
        Server.sent = 0
        with phone(browser, 1) as page:
            page.goto(root + path, wait_until="networkidle")
        kind = "gzip" if Server.compress else "plain"
        yield Figure(f"{name}: all it loads ({kind})", Server.sent / 1000, "KB", None if path else 300)


def figures(site: Path, throttle: int) -> Iterator[Figure]:
    with sync_playwright() as playwright, serving(site) as root:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for Server.compress in (True, False):
            yield from weights(browser, root)
            yield from (f for f in search(browser, root, throttle) if f.unit == "KB" or Server.compress)
        yield from map_page(browser, root, throttle)
        browser.close()


def table(site: Path, throttle: int) -> Iterator[str]:
    """Lines of a Markdown table, each as soon as it is measured."""
    yield f"| on a phone, CPU {throttle} times slower | measured | budget | of it |"
    yield "| --- | --: | --: | --: |"
    for f in figures(site, throttle):
        budget = f"{f.budget:g} {f.unit}" if f.budget else ""
        share = f"{f.value / f.budget:.0%}" if f.budget else ""
        yield f"| {f.what} | {f.value:,.1f} {f.unit} | {budget} | {share} |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.browser", description=__doc__)
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument(
        "--throttle", type=int, default=4, help="how many times slower the CPU is (default: 4)"
    )
    options = parser.parse_args()
    for line in table(options.site, options.throttle):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
