"""An id is never used again (V-010): one whose file was deleted must not come back as something else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.catalog import Record
from generator.changes.events import Chronicle
from generator.history import Contents
from generator.model import RecordType
from generator.problems import Location, Problem, Rule, problem
from generator.text import Text
from generator.yamlio import read

REUSED = Rule(
    "V-010",
    "error",
    Text("编号“{id}”以前是“{old}”的，编号用过就不能再用", 'the id "{id}" was that of "{old}"; an id is never used again'),
    Text("换一个没用过的编号；真是同一条，只是改了名称，就先恢复原名提交，再改", "take an id that was never used; if it is the same record under a new name, bring it back under the old one first"),
    Text("与历史相比", "Compared with history"),
)  # fmt: skip


def reused(chronicle: Chronicle, records: Iterable[Record], contents: Contents) -> list[Problem]:
    """Living records under an id that was deleted, and that came back as something else."""
    living = {r.id: r for r in records if not r.removed}
    deleted: dict[str, str] = {}
    again: dict[str, str] = {}
    for event in chronicle.events:
        if event.new is None and event.old and event.id in living:
            deleted[event.id] = event.old
            again.pop(event.id, None)
        elif event.id in deleted and event.old is None and event.new:
            again[event.id] = event.new
    blobs = [*deleted.values(), *again.values()]
    values = dict(zip(blobs, contents(blobs), strict=True))
    found = []
    for id, blob in deleted.items():
        record = living[id]
        was = _title(record.type, read(values[blob], id)[0])
        now = _title(record.type, read(values[again[id]], id)[0] if id in again else record.data)
        if was and now and was != now:
            found.append(problem(REUSED, Location(record.file), id, id=id, old=was))
    return found


def _title(record_type: RecordType, data: Any) -> Any:
    return data.get(record_type.title) if isinstance(data, dict) else None
