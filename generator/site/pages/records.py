"""The pages of records: a page each, lists of every type, and what answers at addresses that have no record now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markupsafe import escape

from generator.core.outputs import Dependencies, Made, Output
from generator.core.text import Text
from generator.history.redirects import Gone
from generator.records.catalog import Record
from generator.records.places import is_place
from generator.schema.model import RecordType, Section
from generator.site.render.agenda import coming
from generator.site.render.environment import LanguageSite, PageContext, has
from generator.site.render.head import About, head
from generator.site.render.schema_org import thing
from generator.site.render.values import undecided
from generator.site.render.views import View
from generator.site.shell.mark_chinese import mark
from generator.site.shell.shell import Shell

ROWS_A_PAGE = 200
OTHER = Text("其他", "Other")
# Shown by every page's colophon or as its heading, so not again among the sections.
_ELSEWHERE = frozenset(
    ["id", "schema_version", "provenance", "source", "updated_on", "maintainer_org", "review_due"]
)


def record_page(site: LanguageSite, shell: Shell, record: Record, basis: str) -> Output:
    """`<folder>/<id>/index.html`, for a tombstone too."""
    path = f"{record.type.folder}/{record.id}/"
    make = _record_maker(site, shell, record, path)
    key = state_key(site, f"{basis}{record.digest}{site.views.recorded.get(record.id)}")
    return Output(site_path(site, path), make, key, alone=True)


def list_pages(site: LanguageSite, shells: dict[str, Shell], basis: str) -> Iterator[Output]:
    """`<folder>/index.html`, and `<folder>/page-2/` and so on where there are many records."""
    for record_type in site.views.catalog.model.types:
        records = site.views.records(record_type.folder)
        if record_type.calendar:  # what is over has pages of its own
            records = tuple(coming(record_type, records, site.today))
        pages = [records[i : i + ROWS_A_PAGE] for i in range(0, len(records), ROWS_A_PAGE)] or [()]
        for number, rows in enumerate(pages, 1):
            path = f"{record_type.folder}/" + (f"page-{number}/" if number > 1 else "")
            shell = shells["list" if number == 1 else "record"]
            facts = (number, len(pages), len(records))
            make = _list_maker(site, shell, record_type, rows, path, facts)
            own = f"{basis}{facts}{''.join(r.digest for r in rows)}"
            yield Output(site_path(site, path), make, state_key(site, own), alone=True)


def state_key(site: LanguageSite, basis: str) -> Callable[[Dependencies], str]:
    """The key of a page: what it is made with, and the state of all that it looked at."""
    return lambda dependencies: hashlib.sha256(
        f"{basis}{site.views.state(dependencies)}".encode()
    ).hexdigest()


def site_path(site: LanguageSite, path: str) -> str:
    return ("" if site.lang == "zh" else "en/") + path + "index.html"


def _record_maker(site: LanguageSite, shell: Shell, record: Record, path: str) -> Any:
    def make(_files: object) -> Made:
        view = site.views.view(record)
        context = site.context(path)
        names = site.names(path, context)
        names |= {
            "type": record.type,
            "r": view,
            "sections": sections_of(record.type, view),
            "referring": context.referring(record.id),
            "source_path": record.file,
            "feed": _feed(record),
            "recorded": site.views.recorded.get(record.id),
        }
        template = site.template(f"records/{record.type.type}.html", "record.html")
        about = _about(context, record, view)
        page = fill(site, shell, names, record.title, template.render(names), about)
        return Made(page, context.dependencies)

    return make


def _list_maker(
    site: LanguageSite,
    shell: Shell,
    record_type: RecordType,
    rows: tuple[Record, ...],
    path: str,
    facts: tuple[int, int, int],
) -> Any:
    def make(_files: object) -> Made:
        page, pages, total = facts
        context = site.context(path)
        names = site.names(path, context)
        groups = _groups(record_type, [site.views.view(r) for r in rows])
        names |= {"type": record_type, "groups": groups}
        names |= {"page": page, "pages": pages, "total": total}
        body = site.template("list.html").render(names)
        title = record_type.plural.in_(site.lang)
        about = About(title, record_type.about.in_(site.lang), feed=f"{record_type.folder}/")
        return Made(fill(site, shell, names, title, body, about), context.dependencies)

    return make


def _feed(record: Record) -> str | None:
    """The folder of the feed of a place."""
    return f"{record.type.folder}/{record.id}/" if is_place(record) else None


def _about(context: PageContext, record: Record, view: View) -> About:
    kind = record.type
    above = ((kind.plural.in_(context.site.lang), f"{kind.folder}/"),)
    if view["status"] == "removed":
        return About(record.title, context.site.words.removed_title, above, keep=False)
    summary = view[kind.summary] if kind.summary else None
    description = f"{kind.label.in_(context.site.lang)}{context.site.words.colon}{summary or record.title}"
    return About(
        record.title, description, above, thing(context, kind, view), view["updated_on"], feed=_feed(record)
    )


def fill(
    site: LanguageSite, shell: Shell, names: dict[str, Any], title: str, body: str, about: About | None = None
) -> bytes:
    """A page of the generator's own: its body between what the engine made, and its head."""
    told = head(site, names, about or About(title))

    def value(slot: str) -> str:
        if slot == "title":
            return str(escape(title))
        if slot == "body":
            return mark(body) if site.lang == "en" else body
        if slot == "head":
            return told
        return block(site, slot, names)

    return shell.fill(value)


def block(site: LanguageSite, slot: str, names: dict[str, Any]) -> str:
    """What stands at a slot: the template of its name; the slot `edit` is the record's own affair,
    and of the past there is something to say only if that is what is shown."""
    if slot == "edit" or (slot == "past" and not site.views.catalog.restored):
        return ""
    html = site.template(f"blocks/{slot}.html").render(names)
    return mark(html) if site.lang == "en" else html


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


def gone_pages(site: LanguageSite, shell: Shell, all_gone: Iterable[Gone], basis: str) -> Iterator[Output]:
    """`<folder>/<id>/index.html`: leads on at once to where the record is now, else says that it ended."""
    prefix = "" if site.lang == "zh" else "en/"
    for gone in all_gone:
        path = f"{gone.folder}/{gone.id}/"
        key = state_key(site, f"{basis}{gone}")
        yield Output(f"{prefix}{path}index.html", _maker(site, shell, gone, path), key, alone=True)


def _maker(site: LanguageSite, shell: Shell, gone: Gone, path: str) -> Callable[[Any], Made]:
    def make(_files: object) -> Made:
        context = site.context(path)
        record_type = site.views.catalog.model.by_folder.get(gone.folder)
        names = site.names(path, context) | {"gone": gone, "type": record_type}
        title = site.words.moved_title if gone.to else site.words.gone_title
        about = About(title, title, keep=False, moved_to=_to(context, gone))
        body = site.template("gone.html").render(names)
        return Made(fill(site, shell, names, title, body, about), context.dependencies)

    return make


def _to(context: PageContext, gone: Gone) -> str | None:
    """The path below this language's root of the record that answers now."""
    context.reads.add(f"title:{gone.to}")
    record = context.site.views.record(gone.to) if gone.to else None
    return f"{record.type.folder}/{record.id}/" if record else None
