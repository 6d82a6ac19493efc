"""The templates' world: Jinja with autoescape and strict names, and the functions they may call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.filters import do_urlencode
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.config.i18n import Words
from generator.core.outputs import Dependencies
from generator.core.text import Lang, Text
from generator.schema.model import Field, RecordType
from generator.site.files.assets import address
from generator.site.render.calendar_functions import CalendarFunctions
from generator.site.render.facets import Facets
from generator.site.render.markdown import render
from generator.site.render.record_quality import RecordQuality
from generator.site.render.svg import Dot, svg
from generator.site.render.values import ValueRenderer
from generator.site.render.views import View, Views


class InWords(NodeTransformer):
    """Puts each interface word (`w.home`) in its place. One that does not exist is an error at once."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        if isinstance(node.node, nodes.Name) and node.node.name == "w":
            return nodes.Const(getattr(self._words, node.attr), lineno=node.lineno)
        return self.generic_visit(node)


class Generator(CodeGenerator):
    """Calls at once what a template calls, as none of our functions asks for the context, and asks in
    place whether a value is HTML; Jinja calls four functions to leave it as it is."""

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        outer, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), outer
        self.write(f"({arguments.removeprefix(', ')})")

    def _output_child_pre(self, node: nodes.Expr, frame: object, finalize: object) -> None:
        self.write("(it if type(it := ")

    def _output_child_post(self, node: nodes.Expr, frame: object, finalize: object) -> None:
        self.write(") is Markup else environment.escaped(it))")


_NOTHING = object()

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class LanguageSite:
    """All that is needed to render pages in one language."""

    lang: Lang
    views: Views
    words: Words
    settings: Mapping[str, Any]
    today: date
    environment: Environment

    def context(self, path: str) -> PageContext:
        """A page's eyes on the records; `path` is below this language's root. One page at a time."""
        depth = path.count("/")
        context = self._looks.get(depth)
        if context is None:
            context = self._looks[depth] = PageContext(self, "../" * depth, set())
        context.reads.clear()
        return context

    @cached_property
    def _looks(self) -> dict[int, PageContext]:
        """By the depth of the page: all that a template is given but the page itself."""
        return {}

    def names(self, path: str, at: PageContext) -> dict[str, Any]:
        """The names that templates use, for the page at `path`."""
        other_root = f"{at.base}en/" if self.lang == "zh" else at.base
        return {**at.names, "path": path, "other": (other_root + path) or "./"}

    def template(self, *names: str) -> Template:
        return self.environment.select_template(names)


class _Environment(Environment):
    """Most of what templates ask for are fields of records: look there first, it halves the work."""

    code_generator_class = Generator

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(**options)
        self._in_words = InWords(words)
        # Half of what a page shows stands in it twice, or on the page before. True and 1 are not the same.
        self.escaped = lru_cache(maxsize=4096, typed=True)(escape)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = self._in_words.visit(super()._parse(source, name, filename))
        return parsed

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            if attribute in obj:
                return obj[attribute]
        elif (found := getattr(obj, attribute, _NOTHING)) is not _NOTHING:
            return found
        return super().getattr(obj, attribute)


def make_environment(lang: Lang, words: Words) -> Environment:
    """Kept, with what it has compiled, for the next build of this process with the same words and
    templates."""
    templates = tuple((path, path.stat().st_mtime_ns) for path in sorted(TEMPLATES.rglob("*.html")))
    return _make_environment(lang, tuple(words.items()), templates)


@lru_cache(maxsize=4)
def _make_environment(
    lang: Lang, words: tuple[tuple[str, str], ...], _templates: tuple[tuple[Path, int], ...]
) -> Environment:
    environment = _Environment(
        Words(dict(words)),
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["t"] = partial(_pick, lang)
    environment.filters["markdown"] = render
    # A name stands in many links of its page, in two languages.
    environment.filters["urlencode"] = lru_cache(maxsize=1024)(do_urlencode)
    return environment


@dataclass(frozen=True)
class PageContext:
    """The functions of one page: they know how far away its root is and note what they show."""

    site: LanguageSite
    root: str
    reads: set[str]

    @property
    def base(self) -> str:
        """The way to the site's root, where files for all languages lie."""
        return self.root + ("../" if self.site.lang == "en" else "")

    @cached_property
    def names(self) -> dict[str, Any]:
        """What all pages of a depth share, the macros too: they would take longest to make."""
        site = self.site
        district = site.views.catalog.district
        names: dict[str, Any] = {
            "lang": site.lang,
            "w": site.words,
            "site": site.settings,
            "today": site.today,
            "root": self.root,
            "base": self.base,
            "collections": site.views.catalog.model.types,
            "options": site.views.catalog.model.settings,
            "indicators": site.views.catalog.model.indicators,
            "map_base": address(site.settings, self.base),
            "plan": site.views.view(district.record) if district else None,
            "show": self.show,
            "has": has,
            "code": self.code,
            "link": self.link,
            "title_of": self.title,
            "url": self.url,
            "rec": self.rec,
            "back": self.back,
            "records": self.records,
            "type_of": self.type_of,
            "schematic": self.schematic,
            "fmt": fmt,
            "without": without,
            **CalendarFunctions(self).names,
            **Facets(self).names,
            **RecordQuality(self).names,
        }
        names["m"] = site.template("macros.html").make_module(names)
        names["h"] = site.template("hours.html").make_module(names)
        return names

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

    def referring(self, id: str) -> list[tuple[RecordType, Field, list[View]]]:
        self.reads.add(f"referring:{id}")
        view = self.site.views.view
        found = self.site.views.referring(id)
        return [(t, f, [view(r) for r in records]) for t, f, records in found]

    def type_of(self, r: View) -> RecordType:
        return self.site.views.catalog.by_id[r["id"]].type

    def url(self, id: str) -> str:
        record = self.site.views.record(id)
        return f"{self.root}{record.type.folder}/{id}/" if record else "#"

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


def has(r: View, name: str) -> bool:
    """Whether a field holds anything; `false` and 0 are something."""
    return r[name] not in (None, [], "")


def without(
    sections: list[tuple[Text, list[Field]]], *names: Iterable[str]
) -> list[tuple[Text, list[Field]]]:
    """The sections without the fields of these names, and without sections that are then empty."""
    out = frozenset().union(*names)
    left = [(title, [f for f in fields if f.name not in out]) for title, fields in sections]
    return [(title, fields) for title, fields in left if fields]


def fmt(words: str, **values: Any) -> str:
    return words.format(**values)


def _pick(lang: Lang, text: Text | Mapping[str, str] | str) -> str:
    if isinstance(text, Text):
        return text.in_(lang)
    return text if isinstance(text, str) else text[lang]
