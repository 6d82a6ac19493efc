"""Volumes: the records of a type bound into one page with a table of contents, to read or to print.

<folder>/all/     the first two hundred; the next in all-2/ and so on
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.catalog import Record
from generator.model import RecordType
from generator.outputs import Made, Output
from generator.site.environment import Desk
from generator.site.head import About
from generator.site.pages import ROWS_A_PAGE, fill, sections_of, site_path, state_key
from generator.site.shell import Shell

Part = tuple[str, int, int, list[Record]]
"""Path, number of the part, how many parts, and its records."""


def volumes(desk: Desk, shell: Shell, basis: str) -> Iterator[Output]:
    for record_type in desk.views.catalog.model.types:
        for part in _parts(desk, record_type):
            own = "".join(r.digest for r in part[3])
            key = state_key(desk, f"{basis}{part[:3]}{own}")
            yield Output(site_path(desk, part[0]), _maker(desk, shell, record_type, part), key, alone=True)


def volume_paths(desk: Desk) -> Iterator[str]:
    """The addresses of all these pages, for the site map."""
    for record_type in desk.views.catalog.model.types:
        yield from (path for path, *_ in _parts(desk, record_type))


def _parts(desk: Desk, record_type: RecordType) -> Iterator[Part]:
    if not record_type.volume:
        return
    every = desk.views.records(record_type.folder)
    bound = [r for r in every if r.data["status"] in record_type.volume]
    parts = [bound[i : i + ROWS_A_PAGE] for i in range(0, len(bound), ROWS_A_PAGE)] or [[]]
    for number, records in enumerate(parts, 1):
        folder = "all" if number == 1 else f"all-{number}"
        yield f"{record_type.folder}/{folder}/", number, len(parts), records


def _maker(desk: Desk, shell: Shell, record_type: RecordType, part: Part) -> Any:
    path, page, pages, records = part

    def make(_files: object) -> Made:
        look = desk.look(path)
        names = desk.names(path, look)
        views = [desk.views.view(r) for r in records]
        names |= {"type": record_type, "page": page, "pages": pages}
        names |= {"rows": [(view, sections_of(record_type, view)) for view in views]}
        plural = record_type.plural.in_(desk.lang)
        title = desk.words.volume_of.format(what=plural)
        about = About(title, above=((plural, f"{record_type.folder}/"),))
        body = desk.template("volume.html").render(names)
        return Made(fill(desk, shell, names, title, body, about), look.seen)

    return make
