"""Pages at addresses whose record has another id now, or none any more: an address once given always answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.changes.gone import Gone
from generator.outputs import Made, Output
from generator.site.environment import Desk, Look
from generator.site.head import About
from generator.site.pages import fill, state_key
from generator.site.shell import Shell


def gone_pages(desk: Desk, shell: Shell, all_gone: Iterable[Gone], basis: str) -> Iterator[Output]:
    """`<folder>/<id>/index.html`: leads on at once to where the record is now, else says that it ended."""
    prefix = "" if desk.lang == "zh" else "en/"
    for gone in all_gone:
        path = f"{gone.folder}/{gone.id}/"
        key = state_key(desk, f"{basis}{gone}")
        yield Output(f"{prefix}{path}index.html", _maker(desk, shell, gone, path), key, alone=True)


def _maker(desk: Desk, shell: Shell, gone: Gone, path: str) -> Callable[[Any], Made]:
    def make(_files: object) -> Made:
        look = desk.look(path)
        record_type = desk.views.catalog.model.by_folder.get(gone.folder)
        names = desk.names(path, look) | {"gone": gone, "type": record_type}
        title = desk.words.moved_title if gone.to else desk.words.gone_title
        about = About(title, title, keep=False, moved_to=_to(look, gone))
        body = desk.template("gone.html").render(names)
        return Made(fill(desk, shell, names, title, body, about), look.seen)

    return make


def _to(look: Look, gone: Gone) -> str | None:
    """The path below this language's root of the record that answers now."""
    look.noted.add(f"title:{gone.to}")
    record = look.desk.views.record(gone.to) if gone.to else None
    return f"{record.type.folder}/{record.id}/" if record else None
