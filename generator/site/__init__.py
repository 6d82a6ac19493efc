"""All pages: those that people wrote (with their slots filled), those of records, map, search, assets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from generator.config.i18n import Words
from generator.config.project import Project, load_settings
from generator.core.fingerprint import fingerprint
from generator.core.outputs import Output
from generator.core.problems import RuleReport
from generator.core.text import LANGS, Lang
from generator.datasets.publication import Dataset
from generator.forms.backend import LOCAL
from generator.history.changelog import Changelog
from generator.records.catalog import Record
from generator.site.files.assets import assets, map_base, photos
from generator.site.files.calendar_files import calendars
from generator.site.files.cards import pictures
from generator.site.files.old_addresses import at_old_addresses
from generator.site.files.qr import qr_codes
from generator.site.files.service_worker import manifests
from generator.site.files.sitemap import sitemap
from generator.site.pages.calendars import calendar_pages, calendar_paths, volume_paths, volumes
from generator.site.pages.datasets import api_pages, data_pages, data_paths
from generator.site.pages.editor import editor_libraries, editor_pages
from generator.site.pages.indicators import figure_pages, indicator_paths, indicator_titles
from generator.site.pages.records import (
    gone_pages,
    is_listed,
    list_pages,
    list_paths,
    moved_lists,
    record_page,
)
from generator.site.pages.releases import release_pages, release_paths
from generator.site.pages.tools import tool_pages, tool_paths
from generator.site.pages.written import NOT_FOUND, written_pages
from generator.site.render.context import LanguageSite
from generator.site.render.environment import make_environment, names_of
from generator.site.render.views import Views
from generator.site.search.fulltext import SearchIndex
from generator.site.search.places import points
from generator.site.search.titles import Title, title_files
from generator.site.shell.engine import Engine


@dataclass(frozen=True)
class Site:
    """What all pages are made with: a site a language, what the engine made, rules and the changelog."""

    project: Project
    engine: Engine
    languages: dict[Lang, LanguageSite]
    rules: tuple[RuleReport, ...]
    changelog: Changelog

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
    rules: tuple[RuleReport, ...],
    changelog: Changelog,
    as_of: date,
) -> Site:
    state = _state(engine, views, words, as_of)

    def in_language(lang: Lang) -> LanguageSite:
        environment = make_environment(lang, words[lang])
        settings, shells = settings_of(project, lang), engine.shells[lang]
        return LanguageSite(lang, views, words[lang], settings, as_of, shells, state, environment, names_of)

    languages = {lang: in_language(lang) for lang in LANGS}
    return Site(project, engine, languages, rules, changelog)


def search_index(site: Site) -> SearchIndex:
    return SearchIndex(site.languages["zh"], site.engine.pages["zh"], site.project.cache)


def pages(site: Site, published: Sequence[Dataset]) -> Iterator[Output]:
    """Lists, map data, calendars, indicators, the page of every record, what people wrote: all that
    needs no other file. A record's page comes in one language after the other, so that they share
    what they can."""
    yield from at_old_addresses(_pages(site, published), site.views.catalog, site.changelog.gone)


def _pages(site: Site, published: Sequence[Dataset]) -> Iterator[Output]:
    tables = {d.name: d.table for d in published}
    for language in site.languages.values():
        yield from list_pages(language)
        yield from calendar_pages(language)
        yield from volumes(language)
        yield from tool_pages(language)
        yield from points(language)
        yield from gone_pages(language, site.changelog.gone)
        yield from moved_lists(language, _paths_below(language))
        yield from figure_pages(language, tables)
        yield from api_pages(language)
        yield from (page for page in _written_pages(language, site, published) if page.alone)
    yield from calendars(site.languages["zh"])
    yield from qr_codes(site.languages["zh"])
    yield from pages_of(site.views.catalog.records, site)


def _paths_below(language: LanguageSite) -> Iterator[str]:
    """The addresses of pages below the lists of records."""
    return chain(list_paths(language), calendar_paths(language), volume_paths(language))


def pages_of(records: Iterable[Record], site: Site) -> Iterator[Output]:
    """The page of each record, in one language after the other."""
    for record in records:
        for language in site.languages.values():
            yield record_page(language, record)


def other_pages(site: Site, published: Sequence[Dataset], state: str) -> Iterator[Output]:
    """What people wrote that tells of datasets, and the page of each, after those; assets and sitemap.
    `state` changes with any of the datasets."""
    for language in site.languages.values():
        yield from (page for page in _written_pages(language, site, published) if not page.alone)
        yield from editor_pages(language)
        yield from release_pages(language, site.changelog)
        yield from data_pages(language, published, state)
    yield from title_files(site.languages, {lang: list(_titled(site, lang)) for lang in LANGS})
    project, chinese = site.project, site.languages["zh"]
    yield from assets(project, chinese.settings, site.engine.assets)
    yield from editor_libraries(project, chinese)
    cards = pictures(project.root, chinese.settings, site.views)
    yield from at_old_addresses(cards, site.views.catalog, ())
    yield from map_base(project.root, chinese.settings)
    yield from photos(project.content / "images", site.views)
    yield from manifests(site.languages)
    yield from sitemap(_paths(site, published), chinese.settings["site_root"])


def _written_pages(language: LanguageSite, site: Site, published: Sequence[Dataset]) -> Iterator[Output]:
    return written_pages(language, site.engine.pages[language.lang], published, site.rules)


def settings_of(project: Project, lang: Lang) -> dict[str, Any]:
    """What `mkdocs.yml` says in this language, with the root of the site and the form that is switched on."""
    config = load_settings(project, lang)
    settings: dict[str, Any] = dict(config.extra)
    for name in ("site_name", "site_description", "site_url", "repo_url", "edit_uri", "copyright"):
        settings[name] = config[name] or ""
    chinese = load_settings(project, "zh")
    settings["site_root"] = (chinese.site_url or "").rstrip("/") + "/"
    settings["editing"] = LOCAL if project.local_form else chinese.extra.get("editing")
    return settings


def _titled(site: Site, lang: Lang) -> Iterator[Title]:
    """What pages are called that are not of records."""
    for path, page in site.engine.pages[lang].items():
        if path != NOT_FOUND:
            yield Title(path.removesuffix("index.html"), (page.title,))
    for path, title in indicator_titles(site.views.catalog.model, lang):
        yield Title(path, (title,))


def _paths(site: Site, published: Sequence[Dataset]) -> Iterator[str]:
    views = site.views
    for path in site.engine.pages["zh"]:
        if path != NOT_FOUND:
            yield path.removesuffix("index.html")
    yield from indicator_paths(views.catalog.model)
    yield from data_paths(published)
    yield from calendar_paths(site.languages["zh"], only_listed=True)
    yield from tool_paths(site.languages["zh"])
    yield from volume_paths(site.languages["zh"], only_listed=True)
    yield from release_paths(site.changelog)
    for record_type in views.catalog.model.types:
        yield f"{record_type.url}/"
        for record in filter(is_listed, views.catalog.of_type[record_type.type]):
            yield f"{record_type.url}/{record.id}/"


def _state(engine: Engine, views: Views, words: dict[Lang, Words], as_of: date) -> str:
    """Changes with all that every page depends on besides its records."""
    total = hashlib.sha256(f"{fingerprint()}{engine.key}{as_of}".encode())
    total.update(views.catalog.model.fingerprint.encode())
    total.update(repr([dict(words[lang]) for lang in LANGS]).encode())
    if district := views.catalog.district:
        total.update(district.record.digest.encode())
    return total.hexdigest()
