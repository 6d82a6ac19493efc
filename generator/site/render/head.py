"""What the head of a page tells others: addresses, languages, a card for sharing, JSON-LD."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import orjson
from markupsafe import Markup

from generator.site.files.cards import CARD, card_of
from generator.site.render.context import LanguageSite
from generator.site.render.schema_org import CONTEXT, Node

_LENGTH = 160
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class About:
    """What a page is: its title, a sentence or two, the pages above it (names and paths), the thing it
    is about, when it last changed (ISO date), and whether search engines should keep it."""

    title: str
    description: str = ""
    above: tuple[tuple[str, str], ...] = ()
    thing: Node | None = None
    changed: str | None = None
    keep: bool = True
    listed: bool = True
    """Whether search engines may list it; if not, it is still the page at its address."""
    moved_to: str | None = None
    """The path of the page that took over, below this language's root: browsers go there at once."""
    feed: str | None = None
    """The folder of a feed of what changes here, below this language's root."""
    alternates: tuple[tuple[str, str], ...] = ()
    """The same in other forms: media types, and paths below the root of the site."""
    written: bool = False
    """Written by people: the engine has given it its title, description and canonical address."""


def head(site: LanguageSite, names: dict[str, Any], about: About) -> str:
    """The tags for the page at `names["path"]`, at the slot `head`."""
    root = site.settings["site_root"]
    path = names["path"]
    own = path if site.lang == "zh" else f"en/{path}"
    description = shortened(about.description or site.settings["site_description"])
    trail = [(site.words.front_page, ""), *about.above, (about.title, path)] if path else []
    names = names | {
        "about": about,
        "card_size": CARD,
        "description": description,
        "zh_url": f"{root}{path}" if root else "",
        "en_url": f"{root}en/{path}" if root else "",
        "card": f"{root}{card_of(path, site.views)}",
        "own_url": f"{root}{own}" if root else "",
        "moved_url": f"{root}{own[: -len(path)]}{about.moved_to}"
        if root
        else f"{names['root']}{about.moved_to}",
        "linked": in_script(_page(site, about, description, trail, f"{root}{own}")),
    }
    return site.template("head.html").render(names)


def shortened(text: str) -> str:
    """One line, short enough for search results and shared links to show it whole."""
    text = _SPACE.sub(" ", text).strip()
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"


def _page(site: LanguageSite, about: About, description: str, trail: list[tuple[str, str]], url: str) -> Node:
    node: Node = {
        "@context": CONTEXT,
        "@type": "WebPage" if trail else "WebSite",
        "url": url,
        "name": about.title,
        "description": description,
        "inLanguage": "zh-CN" if site.lang == "zh" else "en",
    }
    if about.changed:
        node["dateModified"] = about.changed
    if trail:
        node["breadcrumb"] = _crumbs(site, trail)
    else:
        node["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{url}search/?q={{query}}",
            "query-input": "required name=query",
        }
    if about.thing:
        node["mainEntity"] = about.thing
    return node


def _crumbs(site: LanguageSite, trail: list[tuple[str, str]]) -> Node:
    root = site.settings["site_root"] + ("" if site.lang == "zh" else "en/")
    steps = [
        {"@type": "ListItem", "position": i, "name": name, "item": f"{root}{path}"}
        for i, (name, path) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def in_script(node: Node) -> Markup:
    """JSON that no HTML parser can take for the end of its element."""
    return Markup(orjson.dumps(node).decode().replace("<", "\\u003c").replace("&", "\\u0026"))
