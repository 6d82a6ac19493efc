"""What changed between two revisions, told for people: as text, as Markdown for a pull request, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import orjson

from generator.core.text import Lang, Text
from generator.core.yaml_reader import read
from generator.history.change_text import NameOf, all_lines
from generator.history.record_diff import KINDS, RecordChange, record_changes
from generator.history.redaction import Redactor
from generator.history.revisions import Pair
from generator.schema.model import Model

Say = Callable[[list[RecordChange], Model, NameOf, Lang], str]

TITLES: dict[str, Text] = {
    "added": Text("新增", "added"),
    "changed": Text("有改动", "changed"),
    "renamed": Text("改了编号", "renamed"),
    "removed": Text("撤除", "removed"),
}
_NOTHING = Text("记录没有变化", "no record changed")


def differences(
    pairs: Iterable[Pair], model: Model, redactor: Redactor, moved: Mapping[str, str]
) -> list[RecordChange]:
    """One change a record, in order of type and id; a file that cannot be read counts as none."""
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    types = {}
    for pair in pairs:
        path = PurePosixPath(pair.file)
        record_type = model.by_folder.get(path.parts[1])
        if record_type is None:
            continue
        types[path.stem] = record_type
        for data, side in ((pair.before, before), (pair.after, after)):
            value = read(data, pair.file)[0] if data is not None else None
            if isinstance(value, dict):
                side[path.stem] = value
    order = {t.type: i for i, t in enumerate(model.types)}
    ids = sorted(types, key=lambda i: (order[types[i].type], i))
    return list(record_changes({i: types[i] for i in ids}, before, after, redactor, moved))


def text(changes: list[RecordChange], model: Model, name_of: NameOf, lang: Lang) -> str:
    if not changes:
        return _NOTHING.in_(lang)
    out: list[str] = []
    for change in changes:
        out.append(f"{_label(change, model, lang)} {change.title}（{change.id}）{_what(change, lang)}"
                   if lang == "zh" else
                   f"{_label(change, model, lang)} {change.title} ({change.id}) {_what(change, lang)}")  # fmt: skip
        out += [f"  - {line}" for line in _lines(change, name_of, lang)]
    return "\n".join([*out, summary(changes).in_(lang)])


def markdown(changes: list[RecordChange], model: Model, name_of: NameOf, lang: Lang) -> str:
    """For a comment under a pull request; what records say cannot become markup."""
    if not changes:
        return _NOTHING.in_(lang) + "\n"
    out = [summary(changes).in_(lang), ""]
    heading = ""
    for change in changes:
        if (label := model.by_folder[change.folder].plural.in_(lang)) != heading:
            heading = label
            out += [f"### {heading}", ""]
        out.append(f"- **{_plain(change.title)}** `{change.id}` {_what(change, lang)}")
        out += [f"  - {_plain(line)}" for line in _lines(change, name_of, lang)]
    return "\n".join(out) + "\n"


def json(changes: list[RecordChange], model: Model, name_of: NameOf, lang: Lang) -> str:
    """`[{change, collection, id, title, fields: [{field, before, after, words}]}]`."""
    return orjson.dumps([described(c, name_of) for c in changes], option=orjson.OPT_INDENT_2).decode()


FORMATS: dict[str, Say] = {"text": text, "markdown": markdown, "json": json}


def described(change: RecordChange, name_of: NameOf) -> dict[str, Any]:
    """A change for programs: values as recorded, and the same in words."""
    row: dict[str, Any] = {"change": change.kind, "collection": change.folder, "id": change.id}
    if change.kind in ("added", "changed"):
        row["title"] = change.title
    if change.fields:
        row["fields"] = [
            {
                "field": f.field.name,
                "title": f.field.title.zh,
                "title_en": f.field.title.en,
                **({"withheld": True} if f.withheld else {"before": f.before, "after": f.after}),
            }
            for f in change.fields
        ]
        words = all_lines(change.fields, name_of)
        row["words"], row["words_en"] = [w.zh for w in words], [w.en for w in words]
    if change.reason:
        row["reason"] = change.reason
    if change.to:
        row["replaced_by"] = change.to
    return row


def summary(changes: Iterable[RecordChange]) -> Text:
    """`2 added, 1 changed`."""
    kinds = [c.kind for c in changes]
    counts = [(kind, kinds.count(kind)) for kind in KINDS if kind in kinds]
    return Text(
        "，".join(f"{TITLES[k].zh} {n} 条" for k, n in counts),
        ", ".join(f"{n} {TITLES[k].en}" for k, n in counts),
    )


def _label(change: RecordChange, model: Model, lang: Lang) -> str:
    return model.by_folder[change.folder].label.in_(lang)


def _what(change: RecordChange, lang: Lang) -> str:
    return TITLES[change.kind].in_(lang)


def _lines(change: RecordChange, name_of: NameOf, lang: Lang) -> Iterator[str]:
    yield from (line.in_(lang) for line in all_lines(change.fields, name_of))
    if change.reason:
        yield Text(f"理由：{change.reason}", f"reason: {change.reason}").in_(lang)
    if change.to:
        yield Text(f"由 {change.to} 接替", f"{change.to} takes over").in_(lang)


def _plain(words: str) -> str:
    return "".join("\\" + c if c in "\\`*_{}[]<>#|!@" else c for c in words)
