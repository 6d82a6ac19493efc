"""Markdown of records to HTML that can do no harm: CommonMark without HTML, then cleaned."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {
    "p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote",
    "code", "pre", "a", "hr", "table", "thead", "tbody", "tr", "th", "td", "img",
}  # fmt: skip


@lru_cache(maxsize=256)  # a record is shown in two languages, one after the other
def render(text: str) -> Markup:
    """Safe HTML. Headings start at h3, below the page's own; images only from this site."""
    html = _MARKDOWN.render(text)
    cleaned = nh3.clean(
        html,
        tags=_TAGS - {"h2"},
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_filter,
    )
    return Markup(cleaned)


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src" and (":" in value or value.startswith("//")):
        return None
    return value
