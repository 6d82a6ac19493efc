"""What became of each record since the base: its status moved as its schema allows (V-014), its id stayed (V-010)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.subject import Subject
from generator.core.problems import Finding, Location, Problem, Rule, problem
from generator.core.text import Text, join
from generator.history.events import day_of
from generator.history.redaction import read_withheld
from generator.history.redirects import read_moved
from generator.records.catalog import REMOVED, Record
from generator.schema.model import Field

_TITLE = Text("与上一版相比", "Compared with the base")
BACK = Rule(
    "V-014",
    "error",
    Text("{field}从“{old}”改成了“{new}”，不允许这样变", '{field} went from "{old}" to "{new}", which may not be'),
    Text("“{old}”之后只能是：{allowed}；改错了就改回 {code}", 'after "{old}" may come: {allowed}; if it is a slip set {code} again'),
    _TITLE,
)  # fmt: skip
SKIPPED = Rule(
    "V-014",
    "error",
    Text("{field}从“{old}”直接到了“{new}”，跳过了“{between}”", '{field} went from "{old}" straight to "{new}", past "{between}"'),
    Text("一步一步改：先改为 {step}，合并以后再改下一步（同一次合并里分几次提交也算跳步）；中间各步的日期照实写", "go step by step: set {step} first, and the next when that is merged (several commits in one merge are still one jump); give each step its real date"),
    _TITLE,
)  # fmt: skip
GONE = Rule(
    "V-010",
    "error",
    Text(
        "“{id}”的文件被删掉了，旧网址会打不开", 'the file of "{id}" was deleted, and its old address with it'
    ),
    Text(
        "恢复文件，把 status 改为 removed，写上 removed_on 和 removed_reason；由别的记录接替的再写 replaced_by。只是改了编号的，在 content/redirects.yaml 加一行“{id}: 新编号”",
        "bring it back and set status to removed, with removed_on and removed_reason; add replaced_by if another record takes over. If it only has another id now, add a line `{id}: new id` to content/redirects.yaml",
    ),
    _TITLE,
)

VANISHED = Rule(
    "V-010",
    "warning",
    Text(
        "“{id}”的文件在 {day} 被删掉了，旧网址只能说它已不在",
        'the file of "{id}" was deleted on {day}; its old address can only say that it is gone',
    ),
    GONE.hint,
    _TITLE,
)


def check(subject: Subject) -> Iterator[Finding | Problem]:
    """V-014 for every field with `x-states`, before and after; V-010 for files that are gone. A state that
    is new to the schema is not judged."""
    yield from _gone(subject)
    for record in subject.records:
        if was := subject.base.get(record.id):
            for f in record.type.fields.values():
                old, new = str(was.data.get(f.name)), str(record.data.get(f.name))
                if old != new and "x-states" in f.schema and {old, new} <= f.codes.keys():
                    yield from _check(record, f, old, new)


def _gone(subject: Subject) -> Iterator[Problem]:
    """Ids that the base has, or that git knows, and that have no file now: neither renamed nor withheld."""
    moved, _ = read_moved(subject.root, subject.loaded.places)
    withheld, _ = read_withheld(subject.root)
    told = {id for id, field in withheld if not field} | moved.keys() | subject.files.keys()
    for id, base in subject.base.items():
        if id not in told:
            yield problem(GONE, Location(base.file), id, id=id)
    for id, last in subject.record_history.last.items():
        if id not in told and id not in subject.base:
            where = Location(f"data/{last.folder}/{id}.yaml")
            if last.new:  # it is there in the latest commit, not on disk
                yield problem(GONE, where, id, id=id)
            else:
                yield problem(VANISHED, where, id, id=id, day=day_of(last.commit))


def _check(record: Record, f: Field, old: str, new: str) -> Iterator[Finding]:
    states: dict[str, list[str]] = f.schema["x-states"]
    allowed = [*states.get(old, ()), REMOVED] if old != REMOVED else []
    if new in allowed:
        return
    values = {"field": f.title, "old": f.codes[old], "new": f.codes[new], "code": old}
    steps = _path(states, old, new)
    first = next(iter(states))
    if steps and len(_path(states, first, new)) > len(_path(states, first, old)):
        between = join([f.codes[s] for s in steps[:-1]])
        yield Finding(
            SKIPPED, record.file, (f.name,), {**values, "between": between, "step": steps[0]}, record.id
        )
    else:
        named = join([Text(f"{s}（{f.codes[s].zh}）", f"{s} ({f.codes[s].en})") for s in allowed])
        nothing = Text("没有别的，撤除是最后一步", "no other, removed is final")
        yield Finding(
            BACK, record.file, (f.name,), {**values, "allowed": named if allowed else nothing}, record.id
        )


def _path(states: Mapping[str, list[str]], start: str, goal: str) -> list[str]:
    """The shortest way from one state to another without the start; empty if there is none."""
    ways: dict[str, list[str]] = {start: []}
    queue = [start]
    for state in queue:
        for after in states.get(state, ()):
            if after not in ways:
                ways[after] = [*ways[state], after]
                queue.append(after)
    return ways.get(goal, [])
