"""Says of every Chinese word on an English page that it is Chinese, so that it is read out as such.

Done once on the finished HTML, so that no template has to think of it (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff"
_MARKS = "\u3000-\u303f\uff00-\uffef“”‘’…—·"
_TEXT = re.compile(rf"<(/?)([a-zA-Z0-9]+)([^<>]*)>([^<>]*[{_HAN}][^<>]*)(?=<(/?[a-zA-Z0-9]+))")
_RUN = re.compile(rf"[“‘]?[{_HAN}](?:[{_HAN}{_MARKS}0-9.%/+ -]*[{_HAN}{_MARKS}])?")
_LATIN = re.compile(r"[A-Za-z]{2}")
_NOT_READ = frozenset(["script", "style"])
# What may hold no element, or no HTML element.
_WHOLE = frozenset(["option", "title", "text", "tspan", "desc", "textarea"])


def mark(html: str) -> str:
    """The same HTML with `lang="zh"` on Chinese text; entities and attributes stay as they are."""
    return _TEXT.sub(_marked, html)


def _marked(found: re.Match[str]) -> str:
    closes, tag, attributes, text, after = found.groups()
    if not closes and (tag in _NOT_READ or 'lang="' in attributes):
        return found[0]
    alone = not closes and after == f"/{tag}" and not _LATIN.search(text)
    if alone or (not closes and tag in _WHOLE):
        return f'<{tag} lang="zh"{attributes}>{text}'
    return f"<{closes}{tag}{attributes}>" + _RUN.sub(r'<span lang="zh">\g<0></span>', text)
