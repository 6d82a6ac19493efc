"""The pages of records: a page each, lists of every type, and what answers at addresses that have no record now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any

from generator.core.outputs import Output
from generator.core.text import Text
from generator.datasets.api.entries import api_path
from generator.datasets.record_files import yaml_path
from generator.history.redirects import Gone
from generator.records.catalog import Catalog, Record
from generator.records.places import is_place
from generator.schema.model import RecordType, Section
from generator.site.render.agenda import coming
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.environment import has
from generator.site.render.head import About
from generator.site.render.page import Content, page
from generator.site.render.schema_org import thing
from generator.site.render.values import undecided
from generator.site.render.views import View

ROWS_A_PAGE = 200
OTHER = Text("其他", "Other")
# Shown by every page's colophon or as its heading, so not again among the sections.
_ELSEWHERE = frozenset(
    ["id", "schema_version", "provenance", "source", "updated_on", "maintainer_org", "review_due"]
)


def record_page(site: LanguageSite, record: Record) -> Output:
    """`<url>/<id>/index.html`, for a tombstone too."""
    kind, recorded = record.type, site.views.recorded.get(record.id)

    def content(context: PageContext) -> Content:
        view = site.views.view(record)
        names = {
            "type": kind,
            "r": view,
            "sections": sections_of(kind, view),
            "referring": context.referring(record.id),
            "source_path": record.file,
            "feed": _feed(record),
            "recorded": recorded,
        }
        return names, _about(context, record, view)

    templates = (f"records/{kind.type}.html", "record.html")
    return page(site, f"{kind.url}/{record.id}/", content, templates, state=f"{record.digest}{recorded}")


def list_pages(site: LanguageSite) -> Iterator[Output]:
    """`<url>/index.html`, and `<url>/page-2/` and so on where there are many records."""
    for record_type in site.views.catalog.model.types:
        records = site.views.records(record_type.folder)
        if record_type.calendar:  # what is over has pages of its own
            records = tuple(coming(record_type, records, site.as_of))
        parts = in_parts(records) or [()]
        for number, rows in enumerate(parts, 1):
            facts = {"page": number, "pages": len(parts), "total": len(records)}
            yield _list_page(site, record_type, rows, facts)


def _list_page(
    site: LanguageSite, record_type: RecordType, records: Sequence[Record], facts: dict[str, int]
) -> Output:
    def content(_context: PageContext) -> Content:
        groups = _groups(record_type, [site.views.view(r) for r in records])
        about = About(
            record_type.plural.in_(site.lang),
            record_type.about.in_(site.lang),
            feed=f"{record_type.url}/",
        )
        return {"type": record_type, "groups": groups, **facts}, about

    first = facts["page"] == 1
    path = f"{record_type.url}/" + ("" if first else f"page-{facts['page']}/")
    state = f"{facts}{digests(records)}"
    return page(site, path, content, "list.html", "list" if first else "record", state)


def in_parts(records: Sequence[Record]) -> list[Sequence[Record]]:
    """As many at a time as a page holds."""
    return [records[i : i + ROWS_A_PAGE] for i in range(0, len(records), ROWS_A_PAGE)]


def digests(records: Iterable[Record]) -> str:
    """Changes with the content of any of the records."""
    return "".join(r.digest for r in records)


def _feed(record: Record) -> str | None:
    """The folder of the feed of a place."""
    return f"{record.type.url}/{record.id}/" if is_place(record) else None


def _about(context: PageContext, record: Record, view: View) -> About:
    kind = record.type
    above = ((kind.plural.in_(context.site.lang), f"{kind.url}/"),)
    if view["status"] == "removed":
        words = context.site.words.removed_title
        return About(record.title, words, above, keep=False, alternates=_alternates(record))
    summary = view[kind.summary] if kind.summary else None
    description = f"{kind.label.in_(context.site.lang)}{context.site.words.colon}{summary or record.title}"
    found = thing(context, kind, view)
    return About(
        record.title,
        description,
        above,
        found,
        view["updated_on"],
        feed=_feed(record),
        alternates=_alternates(record),
    )


def _alternates(record: Record) -> tuple[tuple[str, str], ...]:
    return (("application/json", api_path(record)), ("application/yaml", yaml_path(record)))


def sections_of(record_type: RecordType, view: View) -> list[tuple[Text, list[Any]]]:
    named = {n for s in record_type.sections for n in s.fields}
    shown_elsewhere = _ELSEWHERE | {record_type.title, record_type.summary}
    rest = tuple(n for n in record_type.fields if n not in named | shown_elsewhere)
    sections = []
    for section in (*record_type.sections, Section(OTHER, rest)):
        fields = [
            record_type.fields[n] for n in section.fields if has(view, n) or undecided(record_type.fields[n])
        ]
        if fields:
            sections.append((section.title, fields))
    return sections


def _groups(record_type: RecordType, rows: list[View]) -> list[tuple[Text | None, list[View]]]:
    if not record_type.group:
        return [(None, rows)] if rows else []
    codes = record_type.fields[record_type.group].codes
    found = [(label, [r for r in rows if r[record_type.group] == code]) for code, label in codes.items()]
    rest = [r for r in rows if r[record_type.group] not in codes]
    return [(label, group) for label, group in [*found, (OTHER, rest)] if group]


def gone_pages(site: LanguageSite, all_gone: Iterable[Gone]) -> Iterator[Output]:
    """Every address that was published and has no page now: leads on at once to where the record is, else
    says that it ended."""
    for path, gone in _gone_addresses(site.views.catalog, all_gone).items():
        yield page(site, path, partial(_gone, gone), "gone.html", state=f"{gone}")


def moved_lists(site: LanguageSite, paths: Iterable[str]) -> Iterator[Output]:
    """A collection that has moved leads on from where its list was, and from those of the `paths` that
    belong to it."""
    if not (kinds := [kind for kind in site.views.catalog.model.types if kind.former_urls]):
        return
    below = list(paths)
    for kind in kinds:
        own = [f"{kind.url}/", *(path for path in below if path.startswith(f"{kind.url}/"))]
        for former, path in product(kind.former_urls, own):
            old = former + path.removeprefix(kind.url)
            yield page(site, old, partial(_moved_list, kind, path), "moved_list.html", state=path)


def _gone_addresses(catalog: Catalog, all_gone: Iterable[Gone]) -> dict[str, Gone]:
    """By path. A folder that was renamed itself may be a former address of the type that has its records."""
    types = catalog.model.by_folder
    former = {url: kind for kind in catalog.model.types for url in kind.former_urls}
    living = {f"{record.type.url}/{record.id}/" for record in catalog.records}
    found = {
        f"{url}/{record.id}/": Gone(record.type.folder, record.id, record.id)
        for record in catalog.records
        for url in record.type.former_urls
    }
    for gone in all_gone:
        kind = types.get(gone.folder) or former.get(gone.folder)
        for url in (kind.url, *kind.former_urls) if kind else (gone.folder,):
            if (path := f"{url}/{gone.id}/") not in living:
                found.setdefault(path, gone)
    return found


def _moved_list(kind: RecordType, path: str, context: PageContext) -> Content:
    title = context.site.words.moved_title
    return {"type": kind, "path": path}, About(title, title, keep=False, moved_to=path)


def _gone(gone: Gone, context: PageContext) -> Content:
    words, folders = context.site.words, context.site.views.catalog.model.by_folder
    title = words.moved_title if gone.to else words.gone_title
    names = {"gone": gone, "type": folders.get(gone.folder)}
    return names, About(title, title, keep=False, moved_to=_to(context, gone))


def _to(context: PageContext, gone: Gone) -> str | None:
    """The path below this language's root of the record that answers now."""
    if not gone.to:
        return None
    context.reads.add(f"title:{gone.to}")
    record = context.site.views.record(gone.to)
    return f"{record.type.url}/{record.id}/" if record else None
