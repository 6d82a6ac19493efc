"""Pages of what has a time, beside the list of what is to come: a page a month, and the past by year.

<url>/2026-11/   the month as a grid
<url>/2025/      what was in that year and is over
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.core.outputs import Output
from generator.records.catalog import Record
from generator.schema.model import RecordType
from generator.site.pages.records import Row, are_listed, in_parts, sections_of, state_of, views_of
from generator.site.render.agenda import number
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.page import Content, page


def calendar_pages(site: LanguageSite) -> Iterator[Output]:
    for record_type in site.views.catalog.model.types:
        for period in _periods(site, record_type):
            yield _period_page(site, record_type, period)


def calendar_paths(site: LanguageSite, only_listed: bool = False) -> Iterator[str]:
    """The addresses of all these pages, or of those that search engines may list."""
    for record_type in site.views.catalog.model.types:
        for path, _, rows, _ in _periods(site, record_type):
            if not only_listed or are_listed(rows):
                yield path


Period = tuple[str, str, Sequence[Row], dict[str, Any]]
"""Path, template, rows and what else the template is given."""


def _periods(site: LanguageSite, record_type: RecordType) -> Iterator[Period]:
    if not record_type.calendar:
        return
    folder, views = record_type.url, site.views
    for month, entries in views.months(record_type.folder, site.as_of).items():
        yield f"{folder}/{month}/", "month.html", entries, {"month": month, "total": number(entries)}
    for year, entries in views.over(record_type.folder, site.as_of).items():
        parts = in_parts(entries)
        for n, part in enumerate(parts, 1):
            path = f"{folder}/{year}/" if n == 1 else f"{folder}/{year}-page-{n}/"
            facts = {"year": year, "page": n, "pages": len(parts), "total": len(entries)}
            yield path, "year.html", part, facts


def _period_page(site: LanguageSite, record_type: RecordType, period: Period) -> Output:
    path, template, rows, facts = period

    def content(_context: PageContext) -> Content:
        plural = record_type.plural.in_(site.lang)
        about = About(
            f"{plural} {facts.get('month') or facts['year']}",
            above=((plural, f"{record_type.url}/"),),
            listed=are_listed(rows),
        )
        return {**facts, "type": record_type, "rows": views_of(site, rows)}, about

    return page(site, path, content, template, state=f"{path}{facts}{state_of(rows)}")


Part = tuple[str, int, int, Sequence[Record]]
"""Path, number of the part, how many parts, and its records."""


def volumes(site: LanguageSite) -> Iterator[Output]:
    """The records of a type bound into one page with a table of contents, to read or to print.

    `<url>/all/` holds the first two hundred; the next are in `all-2/` and so on.
    """
    for record_type in site.views.catalog.model.types:
        for part in _parts(site, record_type):
            yield _volume(site, record_type, part)


def volume_paths(site: LanguageSite, only_listed: bool = False) -> Iterator[str]:
    """As `calendar_paths`."""
    for record_type in site.views.catalog.model.types:
        for path, _, _, records in _parts(site, record_type):
            if not only_listed or are_listed(records):
                yield path


def _parts(site: LanguageSite, record_type: RecordType) -> Iterator[Part]:
    if not record_type.volume:
        return
    every = site.views.records(record_type.folder)
    bound = [r for r in every if r.data["status"] in record_type.volume]
    parts = in_parts(bound) or [[]]
    for n, records in enumerate(parts, 1):
        folder = "all" if n == 1 else f"all-{n}"
        yield f"{record_type.url}/{folder}/", n, len(parts), records


def _volume(site: LanguageSite, record_type: RecordType, part: Part) -> Output:
    path, number, parts, records = part

    def content(_context: PageContext) -> Content:
        views = [site.views.view(r) for r in records]
        rows = [(view, sections_of(record_type, view)) for view in views]
        plural = record_type.plural.in_(site.lang)
        title, above = site.words.volume_of.format(what=plural), ((plural, f"{record_type.url}/"),)
        about = About(title, above=above, listed=are_listed(records))
        return {"type": record_type, "page": number, "pages": parts, "rows": rows}, about

    return page(site, path, content, "volume.html", state=f"{part[:3]}{state_of(records)}")
