"""Every kind of page, as `test_kinds` finds them, for people who see, hear or touch otherwise than most.

One load a page and language; what depends on width or colours is looked at by changing the open page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Open, audit, settle, watched
from playwright.sync_api import Browser, CDPSession, Page, expect
from test_kinds import LANGS, kinds, url

WIDTHS = (1280, 360)  # a desk, and a phone
SCHEMES = {
    "zh": {1280: "default", 360: "slate"},  # each width in one scheme: no colour hangs on the width
    "en": {360: "default"},  # the same pages with longer words
}

# Links, buttons and fields less than 44 px wide or high, other than words of a sentence (WCAG 2.5.5).
# A label is part of its field, a card of the link that is stretched over it.
SMALL = """() => {
  const found = [], letters = /[\\p{L}\\p{N}]/u;
  const shown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: false});
  const inSentence = element => {
    for (let one = element; one && /^inline|^contents/.test(getComputedStyle(one).display); one = one.parentElement)
      if ([...one.parentElement.childNodes].some(node => node.nodeType === 3 && letters.test(node.data))) return true;
    return false;
  };
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (!shown(element) || element.matches(".md-skip, [tabindex='-1']") || element.type === "hidden") continue;
    if (element.matches("svg a, .leaflet-container :not(.leaflet-control *) *")) continue; // where a map has it
    const own = [element, ...(element.labels || [])];
    if (getComputedStyle(element, "::after").position === "absolute") own.push(element.offsetParent);
    const boxes = own.map(one => one.getBoundingClientRect()).filter(box => box.width > 1);
    if (!boxes.length) continue;
    const width = Math.max(...boxes.map(box => box.width)), height = Math.max(...boxes.map(box => box.height));
    if ((width < 43.5 || height < 43.5) && !inSentence(element))
      found.push(`${Math.round(width)} x ${Math.round(height)} px: ${element.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""

# With letters twice as large: a page that scrolls sideways, and text that its box cuts off.
LARGE = """() => {
  const root = document.documentElement, found = [];
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px";
  if (root.scrollWidth > innerWidth) {
    const scrolls = one => one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const wide = [...document.querySelectorAll("body *")]
      .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one.parentElement));
    found.push(`page ${root.scrollWidth} px wide: ${wide.slice(-3).map(one => one.outerHTML.slice(0, 120)).join(" | ")}`);
  }
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const cut = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1
      || /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (cut && style.clipPath === "none" && element.clientWidth > 1 && element.textContent.trim() && !element.closest("svg, .leaflet-container"))
      found.push("cut off: " + element.outerHTML.slice(0, 160));
  }
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect();
    if (box.width && (box.left < frame.left - 1 || box.right > frame.right + 1))
      found.push(`cut off in a drawing: ${text.textContent}`);
  }
  root.style.fontSize = "";
  return found;
}"""


# The first stop of the Tab key leads past the header, where there is one.
FIRST = """() => document.activeElement.matches(".md-skip") || !document.querySelector(".ya-header")"""


def looked_at(page: Page, touch: CDPSession, schemes: dict[int, str]) -> Iterator[str]:
    """What is wrong with the open page in each width and its colours, with a mouse and under a finger."""
    for width, scheme in schemes.items():
        page.set_viewport_size({"width": width, "height": 800})
        touch.send("Emulation.setTouchEmulationEnabled", {"enabled": width < 500})
        page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", scheme)
        for fault in audit(page):
            yield f"{width}: {fault}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{width}: the page is {wide} px wide"
        touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        assert page.evaluate("matchMedia('(pointer: coarse)').matches")
        for fault in page.evaluate(SMALL):
            yield f"{width}: {fault}"
    yield from page.evaluate(LARGE)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_page_is_accessible(
    browser: Browser, address: str, built: Path, lang: str, part: int
) -> None:
    """axe finds nothing, targets are large enough for a finger, and large letters cost nothing."""
    chosen = [*kinds(built), "search/?q=夜校"][part::4]
    assert len(chosen) > 4
    found = []
    with watched(browser, address) as page:
        touch = page.context.new_cdp_session(page)
        for name in chosen:
            if "?" in name or (built / LANGS[lang] / name).exists():
                page.goto(address + LANGS[lang] + url(name))
                settle(page)
                page.keyboard.press("Tab")
                if not page.evaluate(FIRST):
                    found.append(f"{name} does not begin with the way past the header")
                found += [f"{name} {fault}" for fault in looked_at(page, touch, SCHEMES[lang])]
    assert found == []


def test_every_kind_of_page_can_be_read_without_scripts(browser: Browser, address: str, built: Path) -> None:
    """It has its heading and text, and says why where something is missing: a map, a search, a table."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        for name in kinds(built):
            page.goto(address + url(name))
            assert page.locator("h1").first.is_visible(), name
            assert len(page.locator("article").inner_text()) > 60, name
            for notice in page.locator("noscript p").all():
                assert notice.is_visible(), name
            if page.locator(".ya-finder").count():
                assert page.locator(".ya-finder noscript").inner_text().strip(), name
            for field in page.locator("article :is(button, select)").all():  # what would do nothing
                assert not field.is_visible() or field.locator("xpath=ancestor::form[@action]").count(), name


# How far what is seen has moved by itself: the cumulative layout shift of web.dev, good to 0.1.
MOVING = """window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(shift => { if (!shift.hadRecentInput) window.moved += shift.value; }))
  .observe({ type: "layout-shift", buffered: true });"""
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_under_a_finger_while_scripts_come(browser: Browser, address: str, width: int) -> None:
    """On a slow line, where a page is seen before its scripts have come."""
    moved = {}
    with watched(browser, address) as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.add_init_script(MOVING)
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_LINE)
        for name in ("homes/", "events/", "cases/", "explore/", "query/", "embed/", "compare/"):
            page.goto(address + name)
            settle(page)
            moved[name] = page.evaluate("window.moved")
    assert {name: shift for name, shift in moved.items() if shift > 0.1} == {}


REACHED = """() => {
  const at = document.activeElement, inside = Boolean(at.closest(".ya-finder"));
  if (inside) at.dataset.reached = "";
  return inside;
}"""
MISSED = """() => [...document.querySelectorAll(".ya-finder :is(a[href], button, input, select, summary)")]
  .filter(one => one.checkVisibility() && !one.disabled && !("reached" in one.dataset)).map(one => one.outerHTML)"""


def test_the_finder_works_by_keyboard(open_page: Open) -> None:
    """Tab stops at every control of it, in one round; Enter or Space does what a finger would."""
    page = open_page("homes/", reduced_motion="reduce")
    page.wait_for_selector(".ya-cluster, .ya-pin")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(8):  # the links above it
        page.keyboard.press("Tab")
        if page.evaluate(REACHED):
            break
    for _ in range(300):
        page.keyboard.press("Tab")
        if not page.evaluate(REACHED):
            break
    assert page.locator("[data-reached]").count() > 40
    assert page.evaluate(MISSED) == []

    count = page.locator(".ya-finder .ya-count")
    everything = count.inner_text()
    page.locator(".ya-facet input").first.focus()
    page.keyboard.press("Space")
    expect(count).not_to_have_text(everything)
    page.locator(".ya-chosen button").first.focus()
    page.keyboard.press("Enter")
    expect(count).to_have_text(everything)
    page.locator(".ya-finder input[type=search]").focus()
    page.keyboard.type("dwqn")
    expect(count).not_to_have_text(everything)
