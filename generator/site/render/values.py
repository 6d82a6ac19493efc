"""Any field of any record as HTML, by its kind. Escapes everything that is not Markdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.core.text import Lang
from generator.schema.model import Field
from generator.schema.roles import Picture
from generator.site.render.markdown import render

PHOTOS = "assets/photos/"
"""Where the site has the pictures of records."""


def undecided(f: Field) -> bool:
    """Whether an empty value means that somebody has yet to decide: pages then say so."""
    return f.schema.get("x-undecided", False)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class ValueRenderer:
    """Shows values in one language. From the page being made, `link` makes the link to a record, and
    `base` leads to the root of the site."""

    lang: Lang
    words: Any
    link: Callable[[str], Markup]
    base: str

    def show(self, f: Field, value: Any) -> Markup:
        if value is None or value == []:
            words = self.words.not_set if undecided(f) else self.words.no_information
            return Markup(f'<span class="empty">{escape(words)}</span>')
        return getattr(self, f"_{f.kind}")(f, value)  # type: ignore[no-any-return]

    def _text(self, f: Field, value: Any) -> Markup:
        return escape(value)

    def _lines(self, f: Field, value: str) -> Markup:
        return Markup("<br>").join(escape(line) for line in value.strip().splitlines())

    def _markdown(self, f: Field, value: str) -> Markup:
        return render(value)

    def _code(self, f: Field, value: Any) -> Markup:
        words = f.codes.get(value)
        return escape(words.in_(self.lang) if words else value)

    def _ref(self, f: Field, value: str) -> Markup:
        return self.link(value)

    def _date(self, f: Field, value: str) -> Markup:
        return Markup(f'<time datetime="{escape(value)}">{escape(value)}</time>')

    def _instant(self, f: Field, value: str) -> Markup:
        moment = datetime.fromisoformat(value)
        return Markup(f'<time datetime="{escape(value)}">{moment:%Y-%m-%d %H:%M}</time>')

    def _uri(self, f: Field, value: str) -> Markup:
        host = urlsplit(value).hostname or value
        return Markup('<a href="{}" rel="noopener">{}</a>').format(value, host)

    def _money(self, f: Field, value: str) -> Markup:
        whole, _, cents = value.partition(".")
        return self._with_unit(f, f"{int(whole):,}.{cents}")

    def _integer(self, f: Field, value: int) -> Markup:
        return self._with_unit(f, str(value))

    def _number(self, f: Field, value: float) -> Markup:
        return self._with_unit(f, f"{value:g}" if abs(value) >= 1000 else str(value))

    def _boolean(self, f: Field, value: bool) -> Markup:
        return escape(self.words.yes if value else self.words.no)

    def _object(self, f: Field, value: dict[str, Any]) -> Markup:
        rows = "".join(
            f"<div><dt>{escape(inner.title.in_(self.lang))}</dt><dd>{self.show(inner, value[name])}</dd></div>"
            for name, inner in f.fields.items()
            if value[name] not in (None, [])
        )
        return Markup(f'<dl class="ya-facts ya-facts--inner">{rows}</dl>')

    def _list(self, f: Field, value: list[Any]) -> Markup:
        assert f.item
        if f.item.picture:
            return self._pictures(f.item.picture, value)
        if f.item.kind == "object":
            return self._table(f.item, value)
        style = "ya-chips" if f.item.kind == "code" else "ya-list"
        items = "".join(f"<li>{self.show(f.item, v)}</li>" for v in value)
        return Markup(f'<ul class="{style}">{items}</ul>')

    def _pictures(self, picture: Picture, rows: list[dict[str, Any]]) -> Markup:
        """What is to be seen is written for those who do not see it; it is Chinese in either language."""
        figure = Markup(
            '<figure><img src="{}" alt="{}" lang="zh" loading="lazy"><figcaption>{}</figcaption></figure>'
        )
        figures = (
            figure.format(
                f"{self.base}{PHOTOS}{row[picture.file]}", row[picture.caption], row[picture.licence]
            )
            for row in rows
        )
        return Markup('<div class="ya-pictures">{}</div>').format(Markup("").join(figures))

    def _table(self, item: Field, rows: list[dict[str, Any]]) -> Markup:
        fields = [f for n, f in item.fields.items() if any(r[n] not in (None, []) for r in rows)]
        shown = [(f, escape(f.title.in_(self.lang))) for f in fields]
        head = "".join(f'<th scope="col">{title}</th>' for _, title in shown)
        lines = (
            "".join(f'<td data-label="{t}">{self._cell(f, row[f.name])}</td>' for f, t in shown)
            for row in rows
        )
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        return Markup(
            '<div class="ya-scroll"><table class="ya-table">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _cell(self, f: Field, value: Any) -> Markup:
        return Markup("") if value in (None, []) and not undecided(f) else self.show(f, value)

    def _with_unit(self, f: Field, number: str) -> Markup:
        unit = f.unit.in_(self.lang) if f.unit else ""
        return escape(f"{number} {unit}".rstrip())
