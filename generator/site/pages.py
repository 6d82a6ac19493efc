"""The pages of records: a page each, and the lists of every record type, in both languages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import escape

from generator.catalog import Record
from generator.changes.places import is_place
from generator.model import RecordType, Section
from generator.outputs import Made, Output, Seen
from generator.site.agenda import coming
from generator.site.chinese import mark
from generator.site.environment import Desk, Look, has
from generator.site.head import About, head
from generator.site.linked import thing
from generator.site.shell import Shell
from generator.site.show import undecided
from generator.site.views import View
from generator.text import Text

ROWS_A_PAGE = 200
OTHER = Text("其他", "Other")
# Shown by every page's colophon or as its heading, so not again among the sections.
_ELSEWHERE = frozenset(
    ["id", "schema_version", "provenance", "source", "updated_on", "maintainer_org", "review_due"]
)


def record_page(desk: Desk, shell: Shell, record: Record, basis: str) -> Output:
    """`<folder>/<id>/index.html`, for a tombstone too."""
    path = f"{record.type.folder}/{record.id}/"
    make = _record_maker(desk, shell, record, path)
    key = state_key(desk, f"{basis}{record.digest}{desk.views.recorded.get(record.id)}")
    return Output(site_path(desk, path), make, key, alone=True)


def list_pages(desk: Desk, shells: dict[str, Shell], basis: str) -> Iterator[Output]:
    """`<folder>/index.html`, and `<folder>/page-2/` and so on where there are many records."""
    for record_type in desk.views.catalog.model.types:
        records = desk.views.records(record_type.folder)
        if record_type.calendar:  # what is over has pages of its own
            records = tuple(coming(record_type, records, desk.today))
        pages = [records[i : i + ROWS_A_PAGE] for i in range(0, len(records), ROWS_A_PAGE)] or [()]
        for number, rows in enumerate(pages, 1):
            path = f"{record_type.folder}/" + (f"page-{number}/" if number > 1 else "")
            shell = shells["list" if number == 1 else "record"]
            facts = (number, len(pages), len(records))
            make = _list_maker(desk, shell, record_type, rows, path, facts)
            own = f"{basis}{facts}{''.join(r.digest for r in rows)}"
            yield Output(site_path(desk, path), make, state_key(desk, own), alone=True)


def state_key(desk: Desk, basis: str) -> Callable[[Seen], str]:
    """The key of a page: what it is made with, and the state of all that it looked at."""
    return lambda seen: hashlib.sha256(f"{basis}{desk.views.state(seen)}".encode()).hexdigest()


def site_path(desk: Desk, path: str) -> str:
    return ("" if desk.lang == "zh" else "en/") + path + "index.html"


def _record_maker(desk: Desk, shell: Shell, record: Record, path: str) -> Any:
    def make(_files: object) -> Made:
        view = desk.views.view(record)
        look = desk.look(path)
        names = desk.names(path, look)
        names |= {
            "type": record.type,
            "r": view,
            "sections": sections_of(record.type, view),
            "referring": look.referring(record.id),
            "source_path": record.file,
            "feed": _feed(record),
            "recorded": desk.views.recorded.get(record.id),
        }
        template = desk.template(f"records/{record.type.type}.html", "record.html")
        about = _about(look, record, view)
        page = fill(desk, shell, names, record.title, template.render(names), about)
        return Made(page, look.seen)

    return make


def _list_maker(
    desk: Desk,
    shell: Shell,
    record_type: RecordType,
    rows: tuple[Record, ...],
    path: str,
    facts: tuple[int, int, int],
) -> Any:
    def make(_files: object) -> Made:
        page, pages, total = facts
        look = desk.look(path)
        names = desk.names(path, look)
        groups = _groups(record_type, [desk.views.view(r) for r in rows])
        names |= {"type": record_type, "groups": groups}
        names |= {"page": page, "pages": pages, "total": total}
        body = desk.template("list.html").render(names)
        title = record_type.plural.in_(desk.lang)
        about = About(title, record_type.about.in_(desk.lang), feed=f"{record_type.folder}/")
        return Made(fill(desk, shell, names, title, body, about), look.seen)

    return make


def _feed(record: Record) -> str | None:
    """The folder of the feed of a place."""
    return f"{record.type.folder}/{record.id}/" if is_place(record) else None


def _about(look: Look, record: Record, view: View) -> About:
    kind = record.type
    above = ((kind.plural.in_(look.desk.lang), f"{kind.folder}/"),)
    if view["status"] == "removed":
        return About(record.title, look.desk.words.removed_title, above, keep=False)
    summary = view[kind.summary] if kind.summary else None
    description = f"{kind.label.in_(look.desk.lang)}{look.desk.words.colon}{summary or record.title}"
    return About(
        record.title, description, above, thing(look, kind, view), view["updated_on"], feed=_feed(record)
    )


def fill(
    desk: Desk, shell: Shell, names: dict[str, Any], title: str, body: str, about: About | None = None
) -> bytes:
    """A page of the generator's own: its body between what the engine made, and its head."""
    told = head(desk, names, about or About(title))

    def value(slot: str) -> str:
        if slot == "title":
            return str(escape(title))
        if slot == "body":
            return mark(body) if desk.lang == "en" else body
        if slot == "head":
            return told
        return block(desk, slot, names)

    return shell.fill(value)


def block(desk: Desk, slot: str, names: dict[str, Any]) -> str:
    """What stands at a slot: the template of its name; the slot `edit` is the record's own affair,
    and of the past there is something to say only if that is what is shown."""
    if slot == "edit" or (slot == "past" and not desk.views.catalog.restored):
        return ""
    html = desk.template(f"blocks/{slot}.html").render(names)
    return mark(html) if desk.lang == "en" else html


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
