"""What became of one record between two moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.history.field_diff import FieldChange, compare
from generator.history.redaction import Redactor
from generator.history.revisions import renamed
from generator.records.catalog import REMOVED
from generator.schema.model import RecordType

Kind = Literal["added", "changed", "removed", "renamed"]
KINDS: tuple[Kind, ...] = ("added", "changed", "renamed", "removed")


@dataclass(frozen=True)
class RecordChange:
    """`fields` of one that changed; `to` is the id that took over from one that was removed or renamed.

    `title` is what it is called now; of one that is gone, what it was called.
    """

    kind: Kind
    id: str
    folder: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    reason: str = ""
    to: str = ""


Data = Mapping[str, Any]


def record_changes(
    types: Mapping[str, RecordType],
    before: Mapping[str, Data],
    after: Mapping[str, Data],
    redactor: Redactor,
    moved: Mapping[str, str],
) -> Iterator[RecordChange]:
    """What became of each of the ids that have a type here, in that order.

    `moved` tells the new ids of renamed records: one that was renamed is not told again as added.
    """
    came_from = {new: old for old, new in moved.items() if old in before and new not in before}
    for id, record_type in types.items():
        if id in came_from:
            continue
        if id in before and id not in after and came_from.get(moved.get(id, "")) == id:
            yield _renamed(record_type, id, before[id], after.get(moved[id]), redactor, moved)
        elif change := record_change(record_type, id, before.get(id), after.get(id), redactor, moved):
            yield change


def _renamed(
    record_type: RecordType,
    id: str,
    before: Data,
    after: Data | None,
    redactor: Redactor,
    moved: Mapping[str, str],
) -> RecordChange:
    to = moved[id]
    fields = tuple(redactor.over(to, c) for c in _compare(record_type, before, after or before, moved))
    title = _title(record_type, to, after or before, redactor)
    return RecordChange("renamed", id, record_type.folder, title, fields, to=to)


def _compare(
    record_type: RecordType, before: Data, after: Data, moved: Mapping[str, str]
) -> list[FieldChange]:
    """What changed besides references that follow a renamed record, and the day of an update that did only this."""
    found = compare(record_type, renamed(before, moved), renamed(after, moved))
    if all(c.field.name == "updated_on" for c in found) and len(compare(record_type, before, after)) > len(
        found
    ):
        return []
    return found


def record_change(
    record_type: RecordType,
    id: str,
    before: Data | None,
    after: Data | None,
    redactor: Redactor,
    moved: Mapping[str, str],
) -> RecordChange | None:
    """None if nothing happened that the public would notice. `moved`: new ids of renamed records."""
    was, is_now = _alive(before), _alive(after)
    folder, title = record_type.folder, _title(record_type, id, after if is_now else before, redactor)
    if is_now and not was:
        return RecordChange("added", id, folder, title)
    if was and not is_now:
        if after is None and id in moved:
            return RecordChange("renamed", id, folder, title, to=moved[id])
        tomb = after or {}
        reason, to = str(tomb.get("removed_reason") or ""), str(tomb.get("replaced_by") or "")
        return RecordChange("removed", id, folder, title, reason=reason, to=to)
    if not is_now or before is None or after is None:
        return None
    fields = tuple(redactor.over(id, change) for change in _compare(record_type, before, after, moved))
    return RecordChange("changed", id, folder, title, fields) if fields else None


def _alive(data: Data | None) -> bool:
    return data is not None and data.get("status") != REMOVED


def _title(record_type: RecordType, id: str, data: Data | None, redactor: Redactor) -> str:
    title = str((data or {}).get(record_type.title) or id)
    return id if redactor.hides(id, record_type.title) or redactor.is_personal(title) else title
