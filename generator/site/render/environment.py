"""The templates' world: Jinja with autoescape and strict names, and the functions they may call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.filters import do_urlencode
from jinja2.visitor import NodeTransformer
from markupsafe import escape

from generator.config.i18n import Words
from generator.core.text import Lang, Text
from generator.schema.model import Field
from generator.site.files.assets import address
from generator.site.render.calendar_functions import CalendarFunctions
from generator.site.render.context import PageContext
from generator.site.render.facets import Facets
from generator.site.render.markdown import render
from generator.site.render.record_quality import RecordQuality
from generator.site.render.views import View


class InWords(NodeTransformer):
    """Puts each interface word (`w.home`) in its place. One that does not exist is an error at once."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        if isinstance(node.node, nodes.Name) and node.node.name == "w":
            return nodes.Const(getattr(self._words, node.attr), lineno=node.lineno)
        return self.generic_visit(node)


class TemplateCompiler(CodeGenerator):
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


class _Environment(Environment):
    """Most of what templates ask for are fields of records: look there first, it halves the work."""

    code_generator_class = TemplateCompiler

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


def names_of(context: PageContext) -> dict[str, Any]:
    """What all pages of a depth share, the macros too: they would take longest to make."""
    site = context.site
    district = site.views.catalog.district
    model = site.views.catalog.model
    names: dict[str, Any] = {
        "lang": site.lang,
        "w": site.words,
        "site": site.settings,
        "as_of": site.as_of,
        "root": context.root,
        "base": context.base,
        "collections": model.types,
        "options": model.settings,
        "indicators": model.indicators,
        "map_base": address(site.settings, context.base),
        "plan": site.views.view(district.record) if district else None,
        "show": context.show,
        "has": has,
        "code": context.code,
        "link": context.link,
        "title_of": context.title,
        "url": context.url,
        "rec": context.rec,
        "back": context.back,
        "records": context.records,
        "query": context.query,
        "type_of": context.type_of,
        "schematic": context.schematic,
        "fmt": fmt,
        "without": without,
        **CalendarFunctions(context).names,
        **Facets(context).names,
        **RecordQuality(context).names,
    }
    names["m"] = site.template("macros.html").make_module(names)
    names["h"] = site.template("hours.html").make_module(names)
    return names


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
