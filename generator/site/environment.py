"""The templates' world: Jinja with autoescape and strict names, and the functions they may call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.filters import do_urlencode
from markupsafe import Markup, escape

from generator.i18n import Words
from generator.model import Field, RecordType
from generator.outputs import Seen
from generator.site.compiler import Generator, InWords
from generator.site.diary import Diary
from generator.site.facets import Facets
from generator.site.mapbase import address
from generator.site.markdown import render
from generator.site.schematic import Dot, svg
from generator.site.show import Shower
from generator.site.trust import Trust
from generator.site.views import View, Views
from generator.text import Lang, Text

_NOTHING = object()

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Desk:
    """All that is needed to render pages in one language."""

    lang: Lang
    views: Views
    words: Words
    settings: Mapping[str, Any]
    today: date
    environment: Environment

    def look(self, path: str) -> Look:
        """A page's eyes on the records; `path` is below this language's root. One page at a time."""
        depth = path.count("/")
        look = self._looks.get(depth)
        if look is None:
            look = self._looks[depth] = Look(self, "../" * depth, set())
        look.noted.clear()
        return look

    @cached_property
    def _looks(self) -> dict[int, Look]:
        """By the depth of the page: all that a template is given but the page itself."""
        return {}

    def names(self, path: str, at: Look) -> dict[str, Any]:
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
class Look:
    """The functions of one page: they know how far away its root is and note what they show."""

    desk: Desk
    root: str
    noted: set[str]

    @property
    def base(self) -> str:
        """The way to the site's root, where files for all languages lie."""
        return self.root + ("../" if self.desk.lang == "en" else "")

    @cached_property
    def names(self) -> dict[str, Any]:
        """What all pages of a depth share, the macros too: they would take longest to make."""
        desk = self.desk
        plans = desk.views.records("plan")
        names: dict[str, Any] = {
            "lang": desk.lang,
            "w": desk.words,
            "site": desk.settings,
            "today": desk.today,
            "root": self.root,
            "base": self.base,
            "collections": desk.views.catalog.model.types,
            "options": desk.views.catalog.model.settings,
            "indicators": desk.views.catalog.model.indicators,
            "map_base": address(desk.settings, self.base),
            "plan": desk.views.view(plans[0]) if plans else None,
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
            **Diary(self).names,
            **Facets(self).names,
            **Trust(self).names,
        }
        names["m"] = desk.template("macros.html").make_module(names)
        names["h"] = desk.template("hours.html").make_module(names)
        return names

    @property
    def seen(self) -> Seen:
        return tuple(sorted(self.noted))

    def rec(self, id: str) -> View | None:
        self.noted.add(f"record:{id}")
        record = self.desk.views.record(id)
        return self.desk.views.view(record) if record else None

    def back(self, id: str, folder: str, name: str) -> list[View]:
        self.noted.add(f"back:{id}:{folder}:{name}")
        return [self.desk.views.view(r) for r in self.desk.views.back(id, folder, name)]

    def records(self, folder: str) -> list[View]:
        self.noted.add(f"records:{folder}")
        return [self.desk.views.view(r) for r in self.desk.views.records(folder)]

    def referring(self, id: str) -> list[tuple[RecordType, Field, list[View]]]:
        self.noted.add(f"referring:{id}")
        view = self.desk.views.view
        found = self.desk.views.referring(id)
        return [(t, f, [view(r) for r in records]) for t, f, records in found]

    def type_of(self, r: View) -> RecordType:
        return self.desk.views.catalog.by_id[r["id"]].type

    def url(self, id: str) -> str:
        record = self.desk.views.record(id)
        return f"{self.root}{record.type.folder}/{id}/" if record else "#"

    def link(self, id: str) -> Markup:
        self.noted.add(f"title:{id}")
        record = self.desk.views.record(id)
        if record is None:
            return escape(id)
        return Markup(f'<a href="{self.url(id)}">{escape(record.title)}</a>')

    def title(self, id: str) -> str:
        self.noted.add(f"title:{id}")
        record = self.desk.views.record(id)
        return record.title if record else id

    def show(self, r: View, name: str) -> Markup:
        return self.shower.show(self.type_of(r).fields[name], r[name])

    @cached_property
    def shower(self) -> Shower:
        return Shower(self.desk.lang, self.desk.words, self.link, self.base)

    def code(self, record_type: RecordType, name: str, value: str) -> str:
        f: Field | None = record_type.fields[name]
        f = f.item if f and f.item else f
        assert f
        return f.codes[value].in_(self.desk.lang)

    def schematic(self, rows: list[View], highlight: str | None = None) -> Markup:
        dots = [d for r in rows if (d := self.dot(r))]
        words = {"north": self.desk.words.north, "label": self.desk.words.map_notice}
        return svg(dots, words, highlight)

    def dot(self, r: View) -> Dot | None:
        """A record's place on the schematic; None if it has no coordinates."""
        record = self.desk.views.catalog.by_id[r["id"]]
        if r.get("lon_wgs84") is None:
            return None
        area = self.rec(r["area"]) if r.get("area") else None
        group = area["name"] if area else ""
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
