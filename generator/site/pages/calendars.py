"""Pages of what has a time, beside the list of what is to come: a page a month, and the past by year.

<folder>/2026-11/   the month as a grid
<folder>/2025/      what was in that year and is over
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.outputs import Made, Output
from generator.records.catalog import Record
from generator.schema.model import RecordType
from generator.site.pages.records import ROWS_A_PAGE, fill, sections_of, site_path, state_key
from generator.site.render.agenda import months, over
from generator.site.render.environment import LanguageSite
from generator.site.render.head import About
from generator.site.shell.shell import Shell


def calendar_pages(site: LanguageSite, shell: Shell, basis: str) -> Iterator[Output]:
    for record_type in site.views.catalog.model.types:
        for path, template, records, facts in _pages(site, record_type):
            make = _maker(site, shell, record_type, path, template, records, facts)
            own = f"{basis}{path}{''.join(r.digest for r in records)}"
            yield Output(site_path(site, path), make, state_key(site, own), alone=True)


def calendar_paths(site: LanguageSite) -> Iterator[str]:
    """The addresses of all these pages, for the site map."""
    for record_type in site.views.catalog.model.types:
        yield from (page[0] for page in _pages(site, record_type))


Page = tuple[str, str, list[Record], dict[str, Any]]


def _pages(site: LanguageSite, record_type: RecordType) -> Iterator[Page]:
    if not record_type.calendar:
        return
    folder, every = record_type.folder, site.views.records(record_type.folder)
    by_month = months(record_type, every, site.today)
    for month, records in by_month.items():
        yield f"{folder}/{month}/", "month.html", records, {"month": month}
    for year, records in over(record_type, every, site.today).items():
        parts = [records[i : i + ROWS_A_PAGE] for i in range(0, len(records), ROWS_A_PAGE)]
        for number, part in enumerate(parts, 1):
            path = f"{folder}/{year}/" if number == 1 else f"{folder}/{year}-page-{number}/"
            facts = {"year": year, "page": number, "pages": len(parts), "total": len(records)}
            yield path, "year.html", part, facts


def _maker(
    site: LanguageSite,
    shell: Shell,
    record_type: RecordType,
    path: str,
    template: str,
    records: list[Record],
    facts: dict[str, Any],
) -> Any:
    def make(_files: object) -> Made:
        context = site.context(path)
        names = site.names(path, context) | facts
        names |= {"type": record_type, "rows": [site.views.view(r) for r in records]}
        body = site.template(template).render(names)
        when = facts.get("month") or facts["year"]
        title = f"{record_type.plural.in_(site.lang)} {when}"
        about = About(title, above=((record_type.plural.in_(site.lang), f"{record_type.folder}/"),))
        return Made(fill(site, shell, names, title, body, about), context.dependencies)

    return make


Part = tuple[str, int, int, list[Record]]
"""Path, number of the part, how many parts, and its records."""


def volumes(site: LanguageSite, shell: Shell, basis: str) -> Iterator[Output]:
    for record_type in site.views.catalog.model.types:
        for part in _parts(site, record_type):
            own = "".join(r.digest for r in part[3])
            key = state_key(site, f"{basis}{part[:3]}{own}")
            yield Output(
                site_path(site, part[0]), _volume_maker(site, shell, record_type, part), key, alone=True
            )


def volume_paths(site: LanguageSite) -> Iterator[str]:
    """The addresses of all these pages, for the site map."""
    for record_type in site.views.catalog.model.types:
        yield from (path for path, *_ in _parts(site, record_type))


def _parts(site: LanguageSite, record_type: RecordType) -> Iterator[Part]:
    if not record_type.volume:
        return
    every = site.views.records(record_type.folder)
    bound = [r for r in every if r.data["status"] in record_type.volume]
    parts = [bound[i : i + ROWS_A_PAGE] for i in range(0, len(bound), ROWS_A_PAGE)] or [[]]
    for number, records in enumerate(parts, 1):
        folder = "all" if number == 1 else f"all-{number}"
        yield f"{record_type.folder}/{folder}/", number, len(parts), records


def _volume_maker(site: LanguageSite, shell: Shell, record_type: RecordType, part: Part) -> Any:
    path, page, pages, records = part

    def make(_files: object) -> Made:
        context = site.context(path)
        names = site.names(path, context)
        views = [site.views.view(r) for r in records]
        names |= {"type": record_type, "page": page, "pages": pages}
        names |= {"rows": [(view, sections_of(record_type, view)) for view in views]}
        plural = record_type.plural.in_(site.lang)
        title = site.words.volume_of.format(what=plural)
        about = About(title, above=((plural, f"{record_type.folder}/"),))
        body = site.template("volume.html").render(names)
        return Made(fill(site, shell, names, title, body, about), context.dependencies)

    return make
