"""V-016: a result that is public is corrected with a note that says when and why, never silently.

Schemas say which fields are settled in which states (`x-collection.settled`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.checks.subject import Subject
from generator.core.problems import Finding, Rule
from generator.core.text import Text
from generator.records.catalog import Record
from generator.schema.model import walk

NOTES = "corrections"

UNSAID = Rule(
    "V-016",
    "error",
    Text(
        "{field}已经公布（当时的状态是“{status}”），改了却没有更正说明",
        '{field} was public already (its status was "{status}") and has changed without a note of correction',
    ),
    Text(
        "确要更正的，在 corrections 下加一行：date（哪天更正）和 what（改了什么、为什么）；改错了就恢复原来的值",
        "if it is a correction, add a row to corrections with date and what (what changed and why); if it is a slip, put the value back",
    ),
    Text("与上一版相比", "Compared with the base"),
)

MISDATED = Rule(
    "V-016",
    "error",
    Text("更正的日期 {day} 早于{what}（{since}）", "the correction is dated {day}, before {what} ({since})"),
    Text("date 写更正的那天；按日期先后排，新的加在最后", "give the day of the correction as date; rows go by date, a new one at the end"),
    Text("与上一版相比", "Compared with the base"),
)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    """Every record that has changed since the base and was settled there. A note that was public stays."""
    for record in subject.records:
        if record.removed or NOTES not in record.type.fields:
            continue
        was = subject.base.get(record.id)
        before = was.data if was else {}
        stood, notes = before.get(NOTES) or [], record.data.get(NOTES) or []
        if notes[: len(stood)] != stood:
            yield _finding(record, before, NOTES)
        elif len(notes) == len(stood):
            yield from (_finding(record, before, path) for path in _changed(record, before))
        yield from _misdated(record, len(stood))


def _misdated(record: Record, stood: int) -> Iterator[Finding]:
    """Notes dated before the result was settled, or before the note above; not those that stood at the base."""
    notes, since, what = record.data.get(NOTES) or [], "", Text("", "")
    for settled in record.type.schema["x-collection"].get("settled", ()):
        path = settled.get("since", "")
        if path and (value := _values(record.data, path.split("."))):
            since, title = str(value)[:10], dict(walk(record.type.fields))[path].title
            what = Text(f"“{title.zh}”", f'"{title.en}"')
            break
    for i, note in enumerate(notes):
        day = str(note.get("date", "")) if isinstance(note, dict) else ""
        if i >= stood and day[: len(since)] < since:
            values = {"day": day, "what": what, "since": since}
            yield Finding(MISDATED, record.file, (NOTES, i, "date"), values, record.id)
        if day > since:
            since, what = day, Text("上一次更正", "the correction above")


def _changed(record: Record, before: Mapping[str, Any]) -> Iterator[str]:
    for settled in record.type.schema["x-collection"].get("settled", ()):
        if before.get("status") in settled["status"]:
            for path in settled["fields"]:
                if not _stays(*(_values(data, path.split(".")) for data in (before, record.data))):
                    yield path


def _stays(before: Any, after: Any) -> bool:
    """Whether nothing that was there is another now. What was left out may be given later, at any depth."""
    if before is None or before == after:
        return True
    if isinstance(before, dict) and isinstance(after, dict):
        return all(_stays(inner, after.get(name)) for name, inner in before.items())
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return _goes_on(before, after)
    return False


def _goes_on(before: Sequence[Any], after: Sequence[Any]) -> bool:
    """Whether a list only has new rows at its end, and what its rows left out. Plain values have no order."""
    if isinstance(before, list) and not any(isinstance(row, dict) for row in before):
        return all(value in after for value in before)
    same = len(before) <= len(after)
    return same and all(_stays(old, new) for old, new in zip(before, after, strict=False))


def _values(data: Any, path: list[str]) -> Any:
    """The value at a path; of a path through a list, that of each row, as a tuple."""
    if not path:
        return data
    if isinstance(data, list):
        return tuple(_values(row, path) for row in data)
    return _values(data.get(path[0]), path[1:]) if isinstance(data, dict) else None


def _finding(record: Record, before: Mapping[str, Any], path: str) -> Finding:
    f = dict(walk(record.type.fields))[path]
    status = record.type.fields["status"].codes.get(str(before.get("status")), Text("", ""))
    first = path.partition(".")[0]
    at = (first,) if first in record.data else ()
    values = {"field": Text(f"“{f.title.zh}”（{path}）", f'"{f.title.en}" ({path})'), "status": status}
    return Finding(UNSAID, record.file, at, values, record.id)
