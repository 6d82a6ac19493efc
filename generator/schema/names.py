"""Folders, addresses and tables: whose they are, since each may belong to one alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.core.problems import Route
from generator.core.text import LANGS
from generator.schema.model import Query, RecordType

OWN_TABLES = frozenset(
    (
        "codes",
        "datasets",
        "fields",
        "indicator_definitions",
        "indicator_series",
        "indicators",
        "quality_report",
        "records",
        "retired",
    )
)
"""Tables of no record type, which the program adds."""


def names_of_the_program(views: Iterable[Query], content: Path) -> dict[tuple[str, str], list[str]]:
    """Addresses and tables that no type may have, with who has them."""
    taken = {("table", name): ["the program itself"] for name in OWN_TABLES}
    for view in views:
        taken["table", view.makes] = [f"the view schemas/views/{view.makes}.sql"]
    for lang in LANGS:
        for path in (content / lang).glob("*"):
            stem = path.stem.casefold()
            taken["url", stem] = [f"a written page, content/…/{stem}"]
    return taken


def names_of(t: RecordType) -> Iterator[tuple[tuple[str, str], Route]]:
    """What no other type may have, and where the schema says it: what is not given follows the folder."""
    given = t.schema["x-collection"]

    def route(name: str) -> Route:
        return ("x-collection", name if name in given else "folder")

    yield ("folder", t.folder), route("folder")
    yield ("table", t.table), route("table")
    yield ("url", t.url), route("url")
    for old in t.former_urls:
        at = "former_urls" if old in given.get("former_urls", ()) else "folder"
        yield ("url", old), ("x-collection", at)
