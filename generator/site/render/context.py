"""The context of one page: it resolves links and records, and notes what it reads.

A page whose dependencies have not changed need not be made again. Knows no page, and no template by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from generator.config.i18n import Words
from generator.core.outputs import Dependencies, Files
from generator.core.text import Lang
from generator.schema.model import Field, RecordType
from generator.site.render.page_queries import Row, question
from generator.site.render.svg import Dot, svg
from generator.site.render.values import ValueRenderer
from generator.site.render.views import View, Views
from generator.site.shell.shell import Shell


@dataclass(frozen=True)
class LanguageSite:
    """Everything needed to render one language, as it is on the day `as_of`.

    `shells` are the frames of the program's own pages, by kind. `state` changes with all that every
    page depends on besides the records that it reads. `names_of` gives the names that templates use.
    """

    lang: Lang
    views: Views
    words: Words
    settings: Mapping[str, Any]
    as_of: date
    shells: Mapping[str, Shell]
    state: str
    environment: Environment
    names_of: Callable[[PageContext], dict[str, Any]]

    @property
    def prefix(self) -> str:
        """The folder of this language below the site's root."""
        return "" if self.lang == "zh" else f"{self.lang}/"

    def context(self, path: str, files: Files | None = None) -> PageContext:
        """The context of the page at `path`, below this language's root. One page at a time.

        `files` are those of the site that come before the page.
        """
        depth = path.count("/")
        context = self._contexts.get(depth)
        if context is None:
            context = self._contexts[depth] = PageContext(self, "../" * depth)
        context.reads.clear()
        context.path, context.files = path, files or {}
        return context

    @cached_property
    def _contexts(self) -> dict[int, PageContext]:
        """By the depth of the page: what templates are given differs in nothing else but the page."""
        return {}

    def template(self, *names: str) -> Template:
        """The first that exists."""
        return self.environment.select_template(names)

    def prepare(self, path: str, templates: tuple[str, ...]) -> None:
        """Compile the first of the templates that exists, and make what all pages of that depth share."""
        kind = path.count("/"), templates
        if kind not in self._prepared:
            self._prepared.add(kind)
            _ = self.context(path).names
            if templates:
                self.template(*templates)

    @cached_property
    def _prepared(self) -> set[tuple[int, tuple[str, ...]]]:
        return set()


@dataclass(eq=False)
class PageContext:
    """What a page may ask. `reads` holds what it has asked so far, `root` leads to its language's root."""

    site: LanguageSite
    root: str
    path: str = ""
    files: Files = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)

    @property
    def base(self) -> str:
        """The way to the site's root, where files for all languages lie."""
        return self.root + "../" * self.site.prefix.count("/")

    @property
    def names(self) -> dict[str, Any]:
        """The names that the template of this page uses."""
        other_root = f"{self.base}en/" if self.site.lang == "zh" else self.base
        return {**self._shared, "path": self.path, "other": (other_root + self.path) or "./"}

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """What all pages of a depth share."""
        return self.site.names_of(self)

    @property
    def dependencies(self) -> Dependencies:
        return tuple(sorted(self.reads))

    def rec(self, id: str) -> View | None:
        self.reads.add(f"record:{id}")
        record = self.site.views.record(id)
        return self.site.views.view(record) if record else None

    def back(self, id: str, folder: str, name: str) -> list[View]:
        self.reads.add(f"back:{id}:{folder}:{name}")
        return [self.site.views.view(r) for r in self.site.views.back(id, folder, name)]

    def records(self, folder: str) -> list[View]:
        self.reads.add(f"records:{folder}")
        return [self.site.views.view(r) for r in self.site.views.records(folder)]

    def query(self, name: str, **where: Any) -> list[Row]:
        """The rows of a query of `schemas/pages/` in which columns have these values."""
        self.reads.add(f"query:{question(name, where)}")
        return self.site.views.rows.find(name, where)

    def referring(self, id: str) -> list[tuple[RecordType, Field, list[View]]]:
        self.reads.add(f"referring:{id}")
        view = self.site.views.view
        found = self.site.views.referring(id)
        return [(t, f, [view(r) for r in records]) for t, f, records in found]

    def type_of(self, r: View) -> RecordType:
        return self.site.views.catalog.by_id[r["id"]].type

    def url(self, id: str) -> str:
        record = self.site.views.record(id)
        return f"{self.root}{record.type.url}/{id}/" if record else "#"

    def link(self, id: str) -> Markup:
        self.reads.add(f"title:{id}")
        record = self.site.views.record(id)
        if record is None:
            return escape(id)
        return Markup(f'<a href="{self.url(id)}">{escape(record.title)}</a>')

    def title(self, id: str) -> str:
        self.reads.add(f"title:{id}")
        record = self.site.views.record(id)
        return record.title if record else id

    def show(self, r: View, name: str) -> Markup:
        return self.value_renderer.show(self.type_of(r).fields[name], r[name])

    @cached_property
    def value_renderer(self) -> ValueRenderer:
        return ValueRenderer(self.site.lang, self.site.words, self.link, self.base)

    def code(self, record_type: RecordType, name: str, value: str) -> str:
        f: Field | None = record_type.fields[name]
        f = f.item if f and f.item else f
        assert f
        return f.codes[value].in_(self.site.lang)

    def schematic(self, rows: list[View], highlight: str | None = None) -> Markup:
        dots = [d for r in rows if (d := self.dot(r))]
        words = {"north": self.site.words.north, "label": self.site.words.map_notice}
        return svg(dots, words, highlight)

    def dot(self, r: View) -> Dot | None:
        """A record's place on the schematic; None if it has no coordinates."""
        record = self.site.views.catalog.by_id[r["id"]]
        if r.get("lon_wgs84") is None:
            return None
        around = r.get(record.type.lies_in or "")
        group = self.title(around) if around else ""
        return Dot(record.id, record.title, self.url(record.id), r["lon_wgs84"], r["lat_wgs84"], group)
