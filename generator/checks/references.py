"""References between records: they lead somewhere (V-003, V-010) and keep real apart from demo (V-013)."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks.hints import short
from generator.checks.messages import label
from generator.checks.subject import Subject
from generator.core.problems import Finding, Rule
from generator.core.text import Text, join, same
from generator.records.catalog import Catalog, Record, Reference

_TITLE = Text("引用", "References")
DANGLING = Rule(
    "V-003",
    "error",
    Text("{field}指向的“{target}”不存在", '{field} names "{target}", which does not exist'),
    Text("{near}", "{near}"),
    _TITLE,
)
WRONG_TYPE = Rule(
    "V-003",
    "error",
    Text(
        "{field}应指向{wanted}，“{target}”是{actual}",
        '{field} must name a record of type {wanted}, "{target}" is of type {actual}',
    ),
    Text("换成{wanted}的编号", "give the id of such a record"),
    _TITLE,
)
REMOVED = Rule(
    "V-010",
    "error",
    Text("{field}指向的“{target}”已撤除", '{field} names "{target}", which was removed'),
    Text("改指{instead}，或删除这一行", "name {instead} or delete the line"),
    _TITLE,
)
DEMO = Rule(
    "V-013",
    "error",
    Text("{field}引用了示例记录“{target}”，这条却是正式记录", '{field} names the demonstration record "{target}", but this record is a real one'),
    Text("正式记录只能引用正式记录；示例请标 provenance: demo", "real records name real records only; mark examples with provenance: demo"),
    _TITLE,
)  # fmt: skip
MADE_UP = Rule(
    "V-013",
    "error",
    Text("这是示例记录，{field}指向的“{name}”（{target}）却是真实的", 'this record is an example, but {field} names "{name}" ({target}), which is real'),
    Text("换成示例记录；确有其事的，provenance 改为 official 并写明 source", "name a demonstration record; if it is true, set provenance to official and give the source"),
    Text("示例不说真实单位的事", "Examples tell nothing of real bodies"),
)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    """V-003, V-010 and V-013. Naming a record whose file is broken is no second fault."""
    catalog = subject.catalog
    guide = _Guide(catalog, subject.files)
    for refs in catalog.references.values():
        for ref in refs:
            if not ref.record.removed:
                yield from _check(ref, catalog, guide)


def _check(ref: Reference, catalog: Catalog, guide: _Guide) -> Iterator[Finding]:
    target = catalog.by_id.get(ref.target)
    actual = target.type.type if target else guide.files.get(ref.target)
    if actual is None:
        yield _finding(DANGLING, ref, near=guide.near(ref))
    elif actual not in ref.field.ref:
        types = catalog.model.by_type
        wanted = join([types[t].label for t in ref.field.ref], "或", " or ")
        yield _finding(WRONG_TYPE, ref, wanted=wanted, actual=types[actual].label)
    elif target and target.removed:
        successor = target.data.get("replaced_by")
        instead = Text(f"接替它的 {successor}", f"its successor {successor}")
        yield _finding(REMOVED, ref, instead=instead if successor else Text("别的记录", "another record"))
    elif target and _is_demo(target.data) != _is_demo(ref.record.data):
        if _is_demo(target.data):
            yield _finding(DEMO, ref)
        elif _describes(ref, target):
            yield _finding(MADE_UP, ref, name=target.title)


def _finding(rule: Rule, ref: Reference, **values: object) -> Finding:
    words = {"field": label(ref.field, ref.route), "target": short(ref.target), **values}
    return Finding(rule, ref.record.file, ref.route, words, ref.record.id)


def _describes(ref: Reference, target: Record) -> bool:
    """Whether to name a record there says something of it, as the schemas declare."""
    return ref.field.schema.get("x-describes", True) and not target.type.schema["x-collection"].get(
        "reference_data"
    )


def _is_demo(data: dict[str, object]) -> bool:
    return data.get("provenance") == "demo"


@dataclass(frozen=True)
class _Guide:
    """Finds the record that an editor probably meant; looks through all of them once."""

    catalog: Catalog
    files: Mapping[str, str]

    @cached_property
    def by_title(self) -> dict[tuple[str, str], str]:
        return {(r.type.type, r.title): r.id for r in reversed(self.catalog.records) if not r.removed}

    @cached_property
    def by_number(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id, type_name in self.files.items():
            found[type_name, _number(id)].append(id)
        return found

    def near(self, ref: Reference) -> Text:
        for type_name in ref.field.ref:
            if id := self.by_title.get((type_name, ref.target)):
                return Text(f"写编号，不写名称：{id}", f"give the id, not the name: {id}")
        alike = [i for t in ref.field.ref for i in self.by_number.get((t, _number(ref.target)), ())[:50]]
        for id in difflib.get_close_matches(ref.target, alike, 1, 0.8):
            title = self.catalog.by_id[id].title if id in self.catalog.by_id else id
            return Text(f"是不是 {id}（{title}）？", f"did you mean {id} ({title})?")
        types = self.catalog.model.by_type
        folders = join([same(f"data/{types[t].folder}/") for t in ref.field.ref], "或", " or ")
        return Text(
            f"在 {folders.zh} 里找到它的编号（文件名）", f"find its id (the file name) in {folders.en}"
        )


def _number(id: str) -> str:
    """Another number is another record, however alike the ids; only its zeros may be miscounted."""
    return "".join(c for c in id if c.isdigit()).lstrip("0")
