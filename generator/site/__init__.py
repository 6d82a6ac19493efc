"""All pages: those that people wrote (with their slots filled), those of records, map, search, assets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.config.i18n import Words
from generator.config.project import Project, load_settings
from generator.core.outputs import Files, Made, Output
from generator.core.problems import RuleReport
from generator.core.text import LANGS, Lang
from generator.datasets.publication import Dataset
from generator.forms.backend import LOCAL
from generator.history.changelog import Changelog
from generator.records.catalog import Record
from generator.site.files.assets import assets, map_base, photos
from generator.site.files.calendar_files import calendars
from generator.site.files.cards import pictures
from generator.site.files.qr import qr_codes
from generator.site.files.service_worker import manifests
from generator.site.files.sitemap import sitemap
from generator.site.pages.calendars import calendar_pages, calendar_paths, volume_paths, volumes
from generator.site.pages.datasets import catalog_node, data_pages, data_paths
from generator.site.pages.dictionary import dictionary
from generator.site.pages.editor import editor_libraries, editor_pages
from generator.site.pages.indicators import figure_pages, indicator_paths, indicator_titles
from generator.site.pages.records import block, gone_pages, list_pages, record_page, state_key
from generator.site.pages.releases import release_pages, release_paths
from generator.site.pages.rules import plain, quality, says
from generator.site.pages.tools import tool_pages, tool_paths
from generator.site.render.environment import LanguageSite, make_environment
from generator.site.render.head import About, head
from generator.site.render.views import Views
from generator.site.search.fulltext import SearchIndex
from generator.site.search.places import points
from generator.site.search.titles import Entry, title_files
from generator.site.shell.engine import Engine
from generator.site.shell.shell import Shell


@dataclass(frozen=True)
class Site:
    """What all pages are made with: a desk a language, the engine's shells, and the key of it all."""

    project: Project
    engine: Engine
    languages: dict[Lang, LanguageSite]
    reports: tuple[RuleReport, ...]
    changelog: Changelog
    basis: str

    @property
    def views(self) -> Views:
        return self.languages["zh"].views

    def name_of(self, id: str) -> str:
        """What the record of an id is called today; the id itself if there is none."""
        record = self.views.record(id)
        return record.title if record else id


def open_site(
    project: Project,
    engine: Engine,
    words: dict[Lang, Words],
    views: Views,
    reports: tuple[RuleReport, ...],
    changelog: Changelog,
    today: date,
) -> Site:
    languages = {lang: _desk(project, lang, words[lang], views, today) for lang in LANGS}
    return Site(project, engine, languages, reports, changelog, _basis(engine, views, words, today))


def search_index(site: Site) -> SearchIndex:
    return SearchIndex(site.languages["zh"], site.engine.pages["zh"], site.project.cache)


def pages(site: Site, published: Sequence[Dataset]) -> Iterator[Output]:
    """Lists, map data, calendars, indicators, the page of every record, what people wrote: all that
    needs no other file. A record's page comes in one language after the other, so that they share
    what they can."""
    tables = {d.name: d.table for d in published}
    for lang, language_site in site.languages.items():
        yield from list_pages(language_site, site.engine.shells[lang], site.basis)
        yield from calendar_pages(language_site, site.engine.shells[lang]["record"], site.basis)
        yield from volumes(language_site, site.engine.shells[lang]["record"], site.basis)
        yield from tool_pages(language_site, site.engine.shells[lang], site.basis)
        yield from points(language_site, site.basis)
        yield from gone_pages(
            language_site, site.engine.shells[lang]["record"], site.changelog.gone, site.basis
        )
        yield from figure_pages(language_site, site.engine.shells[lang], tables, site.basis)
        yield from (page for page in _written_pages(language_site, site, published) if page.alone)
    yield from calendars(site.languages["zh"], site.basis)
    yield from qr_codes(site.languages["zh"])
    yield from pages_of(site.views.catalog.records, site)


def pages_of(records: Iterable[Record], site: Site) -> Iterator[Output]:
    """The page of each record, in one language after the other."""
    for record in records:
        for lang, language_site in site.languages.items():
            yield record_page(language_site, site.engine.shells[lang]["record"], record, site.basis)


def other_pages(site: Site, published: Sequence[Dataset], state: str) -> Iterator[Output]:
    """What people wrote that tells of datasets, and the page of each, after those; assets and sitemap.
    `state` changes with any of the datasets."""
    for lang, language_site in site.languages.items():
        yield from (page for page in _written_pages(language_site, site, published) if not page.alone)
        yield from editor_pages(language_site, site.engine.shells[lang]["list"])
        yield from release_pages(language_site, site.engine.shells[lang], site.changelog, site.basis)
        yield from data_pages(
            language_site, site.engine.shells[lang]["record"], published, f"{site.basis}{state}"
        )
    yield from title_files(site.languages, {lang: list(_titled(site, lang)) for lang in LANGS})
    settings = site.languages["zh"].settings
    yield from assets(site.project, settings, site.engine.assets)
    yield from editor_libraries(site.project, site.languages["zh"])
    yield from pictures(site.project.root, settings, site.views)
    yield from map_base(site.project.root, settings)
    yield from photos(site.project.content / "images", site.views)
    yield from manifests(site.languages)
    yield from sitemap(_paths(site, published), settings["site_root"])


def _desk(project: Project, lang: Lang, words: Words, views: Views, today: date) -> LanguageSite:
    config = load_settings(project, lang)
    settings: dict[str, Any] = dict(config.extra)
    for name in ("site_name", "site_description", "site_url", "repo_url", "edit_uri", "copyright"):
        settings[name] = config[name] or ""
    chinese = load_settings(project, "zh")
    settings["site_root"] = (chinese.site_url or "").rstrip("/") + "/"
    settings["editing"] = LOCAL if project.local_form else chinese.extra.get("editing")
    return LanguageSite(lang, views, words, settings, today, make_environment(lang, words))


def _written_pages(language_site: LanguageSite, site: Site, published: Sequence[Dataset]) -> Iterator[Output]:
    for path, page in site.engine.pages[language_site.lang].items():
        yield _written_page(language_site, path, page, published, site)


def _written_page(
    language_site: LanguageSite, path: str, page: Shell, published: Sequence[Dataset], site: Site
) -> Output:
    """A page of `content/`. One that tells of files or rules is always made again."""
    own = path.removesuffix("index.html") if path != "404.html" else ""
    tells_of_files = {"downloads", "dictionary", "descriptions"} & set(page.slots)
    tells_of_rules = "quality" in page.slots

    def make(files: Files) -> Made:
        context = language_site.context(own)
        names = language_site.names(own, context)
        if tells_of_files:
            names["tables"] = dictionary(published, files)
            names["sizes"] = {path: files[path].size for path in files if path.startswith("data/")}
            names["publication"] = published[0].publication
        if tells_of_rules:
            names |= {"quality": quality(site.reports), "says": says, "plain": plain}
        thing = catalog_node(language_site, names["tables"], page.description) if tells_of_files else None
        about = About(page.title, page.description, thing=thing, keep=path != "404.html", written=True)
        changelog = head(language_site, names, about)
        html = page.fill(lambda slot: changelog if slot == "head" else block(language_site, slot, names))
        return Made(html, context.dependencies)

    key = None if tells_of_files or tells_of_rules else state_key(language_site, site.basis)
    return Output(path if language_site.lang == "zh" else f"en/{path}", make, key, alone=not tells_of_files)


def _titled(site: Site, lang: Lang) -> Iterator[Entry]:
    """What pages are called that are not of records."""
    for path, page in site.engine.pages[lang].items():
        if path != "404.html":
            yield Entry(path.removesuffix("index.html"), (page.title,))
    for path, title in indicator_titles(site.views.catalog.model, lang):
        yield Entry(path, (title,))


def _paths(site: Site, published: Sequence[Dataset]) -> Iterator[str]:
    views = site.views
    for path in site.engine.pages["zh"]:
        if path != "404.html":
            yield path.removesuffix("index.html")
    yield from indicator_paths(views.catalog.model)
    yield from data_paths(published)
    yield from calendar_paths(site.languages["zh"])
    yield from tool_paths(site.languages["zh"])
    yield from volume_paths(site.languages["zh"])
    yield from release_paths(site.changelog)
    for record_type in views.catalog.model.types:
        yield f"{record_type.folder}/"
        for record in views.records(record_type.folder):
            yield f"{record_type.folder}/{record.id}/"


def _basis(engine: Engine, views: Views, words: dict[Lang, Words], today: date) -> str:
    """All that every page depends on besides its records and the program."""
    total = hashlib.sha256(f"{engine.key}{today}".encode())
    total.update(views.catalog.model.fingerprint.encode())
    total.update(repr([dict(words[lang]) for lang in LANGS]).encode())
    if district := views.catalog.district:
        total.update(district.record.digest.encode())
    return total.hexdigest()
