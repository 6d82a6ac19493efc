"""Ids that have changed or ended: the list of renamed records, what each old address answers, no id used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text
from generator.core.yaml_reader import locate, read
from generator.history import Contents
from generator.history.events import Dates, RecordHistory, day_of
from generator.records.catalog import Record
from generator.schema.model import RecordType

FILE = "content/redirects.yaml"
_TITLE = Text("改过的编号", "Renamed records")
BAD_LIST = Rule(
    "V-010",
    "error",
    Text(
        "改编号的清单应是“旧编号: 新编号”",
        "the list of renamed records must consist of `old id: new id` lines",
    ),
    Text("一行一个，例如 home-abc-001: home-abc-014", "one a line, such as home-abc-001: home-abc-014"),
    _TITLE,
)
IN_USE = Rule(
    "V-010",
    "error",
    Text("旧编号“{old}”还有一个文件 {file}，编号用过就不能再用", 'the old id "{old}" has a file, {file}; an id is never used again'),
    Text("真是改编号就删掉旧文件；不是就删掉这一行", "delete the old file if it was renamed, else this line"),
    _TITLE,
)  # fmt: skip
NOWHERE = Rule(
    "V-010",
    "error",
    Text("“{old}”转到的“{new}”不存在", '"{old}" leads to "{new}", which does not exist'),
    Text(
        "写上现在有文件的编号；这条记录真的没有了，就删掉这一行（旧网址会说明它已不在）",
        "give an id that has a file now; if the record is really gone, delete this line (its address then says so)",
    ),
    _TITLE,
)
CIRCLE = Rule(
    "V-010",
    "error",
    Text("“{old}”转来转去又回到自己", '"{old}" leads round to itself'),
    Text("写上最后的编号", "give the id it has in the end"),
    _TITLE,
)

LIST = (BAD_LIST, IN_USE, NOWHERE, CIRCLE)
"""The rules of the list itself."""


def read_moved(root: Path, files: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """New ids by old ones, each the last of its chain, and what is wrong in the list.

    `files`: the file of every id that has one now.
    """
    path = root / FILE
    if not path.is_file():
        return {}, []
    data = path.read_bytes()
    value, found = read(data, FILE)
    if found or value is None:
        return {}, found
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        return {}, [problem(BAD_LIST, Location(FILE))]
    moved: dict[str, str] = {}
    wrong: dict[str, tuple[Rule, dict[str, str]]] = {}
    for old in value:
        new = _end(old, value)
        if old in files:
            wrong[old] = IN_USE, {"old": old, "file": files[old]}
        elif new is None:
            wrong[old] = CIRCLE, {"old": old}
        elif new not in files:
            wrong[old] = NOWHERE, {"old": old, "new": new}
        else:
            moved[old] = new
    places = locate(data, [((old,), True) for old in wrong])
    found = [
        problem(rule, Location(FILE, *at), id, None, **values)
        for (id, (rule, values)), at in zip(wrong.items(), places, strict=True)
    ]
    return moved, found


def _end(old: str, moved: Mapping[str, str]) -> str | None:
    """Where a chain of renamings ends; None if it never does."""
    seen, id = {old}, moved[old]
    while id in moved:
        if id in seen:
            return None
        seen.add(id)
        id = moved[id]
    return None if id in seen else id


class Gone(NamedTuple):
    """`<folder>/<id>/` was a page. `to` is the id that answers now; without one its file was deleted, `on` that day."""

    folder: str
    id: str
    to: str = ""
    on: date | None = None


def gone(
    record_history: RecordHistory, folders: Mapping[str, str], moved: Mapping[str, str]
) -> Iterator[Gone]:
    """In order of folder and id. `folders`: the folder of every id that has a record, removed ones too."""
    was = {(folder, id) for id, all_of in record_history.folders.items() for folder in all_of}
    was |= {(folders[new], old) for old, new in moved.items() if new in folders}
    for folder, id in sorted(was):
        if id in moved:
            yield Gone(folder, id, moved[id])
        elif id in folders:
            if folders[id] != folder:
                yield Gone(folder, id, id)
        elif (last := record_history.last[id]).new is None:
            yield Gone(folder, id, on=day_of(last.commit))


def since_renamed(dates: Mapping[str, Dates], moved: Mapping[str, str]) -> dict[str, Dates]:
    """The days of every id; a renamed record was first recorded when it was under its first id."""
    found = dict(dates)
    for old, new in moved.items():
        if old in dates and new in found:
            found[new] = found[new]._replace(created=min(dates[old].created, found[new].created))
    return found


def all_changes(changes: Mapping[str, int], moved: Mapping[str, str]) -> dict[str, int]:
    """How often every record has changed, under all its ids; that it got another is a change too."""
    found = dict(changes)
    for old, new in moved.items():
        if old in changes and new in found:
            found[new] += changes[old]
    return found


def first_ids(record_history: RecordHistory, moved: Mapping[str, str]) -> dict[str, str]:
    """The first id of every renamed record. What gave way to a record that was there already is none of its past.

    What the history does not know counts as it stands in the list.
    """
    begun: dict[str, int] = {}
    order = record_history.order
    for event in record_history.events:
        begun.setdefault(event.id, order[event.commit.id])
    found: dict[str, str] = {}
    for old in sorted(moved, key=lambda id: begun.get(id, 0)):
        last = record_history.last.get(old)
        ended = order[last.commit.id] if last else 0
        if ended <= begun.get(moved[old], ended):
            found.setdefault(moved[old], old)
    return found


REUSED = Rule(
    "V-010",
    "error",
    Text("编号“{id}”以前是“{old}”的，编号用过就不能再用", 'the id "{id}" was that of "{old}"; an id is never used again'),
    Text("换一个没用过的编号；真是同一条，只是改了名称，就先恢复原名提交，再改", "take an id that was never used; if it is the same record under a new name, bring it back under the old one first"),
    Text("与历史相比", "Compared with history"),
)  # fmt: skip


def reused(record_history: RecordHistory, records: Iterable[Record], contents: Contents) -> list[Problem]:
    """Living records under an id that was deleted, and that came back as something else."""
    living = {r.id: r for r in records if not r.removed}
    deleted: dict[str, str] = {}
    again: dict[str, str] = {}
    for event in record_history.events:
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
