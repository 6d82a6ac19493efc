"""Says of every Chinese word on an English page that it is Chinese, so that it is read out as such.

Done once on the finished HTML, so that no template has to think of it (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff"
_MARKS = "\u3000-\u303f\uff00-\uffef“”‘’…—·"
# From the end of the tag before: most texts have no Chinese, and are then passed over at once.
_TEXT = re.compile(rf">([^<>{_HAN}]*[{_HAN}][^<>]*)(?=<(/?[a-zA-Z0-9]+))")
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)([^<>]*)")
_RUN = re.compile(rf"[“‘]?[{_HAN}](?:[{_HAN}{_MARKS}0-9.%/+ -]*[{_HAN}{_MARKS}])?")
_LATIN = re.compile(r"[A-Za-z]{2}")
_NOT_READ = frozenset(["script", "style"])
# What may hold no element, or no HTML element.
_WHOLE = frozenset(["option", "title", "text", "tspan", "desc", "textarea"])


def mark(html: str) -> str:
    """The same HTML with `lang="zh"` on Chinese text; entities and attributes stay as they are."""
    return _TEXT.sub(_marked, html)


def _marked(found: re.Match[str]) -> str:
    text, after = found.groups()
    before = _TAG.fullmatch(found.string, found.string.rfind("<", 0, found.start()), found.start())
    if before is None:
        return found[0]
    closes, tag, attributes = before.groups()
    if not closes and (tag in _NOT_READ or 'lang="' in attributes):
        return found[0]
    opens = not closes and not attributes.endswith("/")
    if opens and (tag in _WHOLE or (after == f"/{tag}" and not _LATIN.search(text))):
        return f' lang="zh">{text}'
    return ">" + _RUN.sub(r'<span lang="zh">\g<0></span>', text)
