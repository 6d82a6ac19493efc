"""The pages of records: a page each, lists of every type, and what answers at addresses that have no record now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any, TypeVar

from generator.core.outputs import Output
from generator.core.text import Text
from generator.datasets.api.entries import api_path
from generator.datasets.record_files import yaml_path
from generator.history.redirects import Gone
from generator.records.catalog import Record
from generator.records.places import is_place
from generator.schema.model import RecordType
from generator.schema.roles import Section
from generator.site.files.old_addresses import gone_addresses
from generator.site.render.agenda import Entry, coming
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.environment import has
from generator.site.render.head import About
from generator.site.render.page import Content, page
from generator.site.render.schema_org import thing
from generator.site.render.values import undecided
from generator.site.render.views import View
from generator.tables.provenance import MADE_UP

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
        rows = _listed(site, record_type)
        parts = in_parts(rows) or [()]
        for number, part in enumerate(parts, 1):
            facts = {"page": number, "pages": len(parts), "total": len({_record(row).id for row in rows})}
            yield _list_page(site, record_type, part, facts)


def list_paths(site: LanguageSite) -> Iterator[str]:
    """The addresses of the further pages of long lists."""
    for record_type in site.views.catalog.model.types:
        parts = in_parts(_listed(site, record_type))
        yield from (_list_path(record_type, number) for number in range(2, len(parts) + 1))


def _listed(site: LanguageSite, record_type: RecordType) -> Sequence[Row]:
    """What is over has pages of its own."""
    records = site.views.records(record_type.folder)
    return coming(records, site.as_of) if record_type.calendar else records


def _list_path(record_type: RecordType, number: int) -> str:
    return f"{record_type.url}/" + ("" if number == 1 else f"page-{number}/")


def _list_page(
    site: LanguageSite, record_type: RecordType, rows: Sequence[Row], facts: dict[str, int]
) -> Output:
    def content(_context: PageContext) -> Content:
        groups = _groups(record_type, views_of(site, rows))
        about = About(
            record_type.plural.in_(site.lang),
            record_type.about.in_(site.lang),
            feed=f"{record_type.url}/",
            listed=facts["page"] == 1 or are_listed(rows),
        )
        return {"type": record_type, "groups": groups, **facts}, about

    path, state = _list_path(record_type, facts["page"]), f"{facts}{state_of(rows)}"
    return page(site, path, content, "list.html", "list" if facts["page"] == 1 else "record", state)


R = TypeVar("R")


def in_parts(rows: Sequence[R]) -> list[Sequence[R]]:
    """As many at a time as a page holds."""
    return [rows[i : i + ROWS_A_PAGE] for i in range(0, len(rows), ROWS_A_PAGE)]


Row = Record | Entry
"""What a list has a row for: a record, or one of the times at which it takes place."""


def views_of(site: LanguageSite, rows: Iterable[Row]) -> list[View]:
    return [site.views.entry(row) if isinstance(row, Entry) else site.views.view(row) for row in rows]


def state_of(rows: Iterable[Row]) -> str:
    """Changes with the content of any of the records and with the times shown."""
    return "".join(_record(row).digest + (row.time.start if isinstance(row, Entry) else "") for row in rows)


def _record(row: Row) -> Record:
    return row.record if isinstance(row, Entry) else row


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
    listed = is_listed(record)
    return About(
        record.title,
        description,
        above,
        thing(context, kind, view) if listed else None,
        view["updated_on"],
        listed=listed,
        feed=_feed(record),
        alternates=_alternates(record),
    )


def is_listed(record: Record) -> bool:
    """Whether search engines may list its page: nobody shall set out for what is made up and has a date."""
    return not (record.type.calendar and record.data.get("provenance") == MADE_UP)


def are_listed(rows: Sequence[Row]) -> bool:
    """The same of a page of many: not if it shows nothing else."""
    return not rows or any(is_listed(_record(row)) for row in rows)


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
    for path, gone in gone_addresses(site.views.catalog, all_gone).items():
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
