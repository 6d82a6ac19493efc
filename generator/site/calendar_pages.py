"""Pages of what has a time, beside the list of what is to come: a page a month, and the past by year.

<folder>/2026-11/   the month as a grid
<folder>/2025/      what was in that year and is over
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.catalog import Record
from generator.model import RecordType
from generator.outputs import Made, Output
from generator.site.agenda import months, over
from generator.site.environment import Desk
from generator.site.head import About
from generator.site.pages import ROWS_A_PAGE, fill, site_path, state_key
from generator.site.shell import Shell


def calendar_pages(desk: Desk, shell: Shell, basis: str) -> Iterator[Output]:
    for record_type in desk.views.catalog.model.types:
        for path, template, records, facts in _pages(desk, record_type):
            make = _maker(desk, shell, record_type, path, template, records, facts)
            own = f"{basis}{path}{''.join(r.digest for r in records)}"
            yield Output(site_path(desk, path), make, state_key(desk, own), alone=True)


def calendar_paths(desk: Desk) -> Iterator[str]:
    """The addresses of all these pages, for the site map."""
    for record_type in desk.views.catalog.model.types:
        yield from (page[0] for page in _pages(desk, record_type))


Page = tuple[str, str, list[Record], dict[str, Any]]


def _pages(desk: Desk, record_type: RecordType) -> Iterator[Page]:
    if not record_type.calendar:
        return
    folder, every = record_type.folder, desk.views.records(record_type.folder)
    by_month = months(record_type, every, desk.today)
    for month, records in by_month.items():
        yield f"{folder}/{month}/", "month.html", records, {"month": month}
    for year, records in over(record_type, every, desk.today).items():
        parts = [records[i : i + ROWS_A_PAGE] for i in range(0, len(records), ROWS_A_PAGE)]
        for number, part in enumerate(parts, 1):
            path = f"{folder}/{year}/" if number == 1 else f"{folder}/{year}-page-{number}/"
            facts = {"year": year, "page": number, "pages": len(parts), "total": len(records)}
            yield path, "year.html", part, facts


def _maker(
    desk: Desk,
    shell: Shell,
    record_type: RecordType,
    path: str,
    template: str,
    records: list[Record],
    facts: dict[str, Any],
) -> Any:
    def make(_files: object) -> Made:
        look = desk.look(path)
        names = desk.names(path, look) | facts
        names |= {"type": record_type, "rows": [desk.views.view(r) for r in records]}
        body = desk.template(template).render(names)
        when = facts.get("month") or facts["year"]
        title = f"{record_type.plural.in_(desk.lang)} {when}"
        about = About(title, above=((record_type.plural.in_(desk.lang), f"{record_type.folder}/"),))
        return Made(fill(desk, shell, names, title, body, about), look.seen)

    return make
