"""Addresses that were published once and have no record any more: where each leads, or that it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from generator.changes.events import Chronicle, day_of


class Gone(NamedTuple):
    """`<folder>/<id>/` was a page. `to` is the id that answers now; without one its file was deleted, `on` that day."""

    folder: str
    id: str
    to: str = ""
    on: date | None = None


def gone(chronicle: Chronicle, folders: Mapping[str, str], moved: Mapping[str, str]) -> Iterator[Gone]:
    """In order of folder and id. `folders`: the folder of every id that has a record, removed ones too."""
    was = {(folder, id) for id, all_of in chronicle.folders.items() for folder in all_of}
    was |= {(folders[new], old) for old, new in moved.items() if new in folders}
    for folder, id in sorted(was):
        if id in moved:
            yield Gone(folder, id, moved[id])
        elif id in folders:
            if folders[id] != folder:
                yield Gone(folder, id, id)
        elif (last := chronicle.last[id]).new is None:
            yield Gone(folder, id, on=day_of(last.commit))
