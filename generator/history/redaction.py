"""What history holds and nobody may be shown again: a person's data taken out, numbers kept back.

Git keeps what was once recorded, and whatever tells of the past could bring it back. Three things are
therefore withheld from every account of it: text in which the scanner sees a person, numbers that are
only open in groups (`x-publish: aggregate`), and what reviewers named in content/privacy-withhold.yaml.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text
from generator.core.yaml_reader import locate, read
from generator.history.field_diff import FieldChange
from generator.privacy.allow import Allowed
from generator.privacy.detect import detect
from generator.privacy.names import is_personal
from generator.privacy.prefilter import is_suspicious_input
from generator.records.points import rounding
from generator.schema.model import Field, RecordType

FILE = "content/privacy-withhold.yaml"
MARK = "[不公开 withheld]"
"""Stands in old releases where a text is withheld."""

BAD_ENTRY = Rule(
    "V-002",
    "error",
    Text("不公开清单的这一项有误", "this entry of the withhold-list is wrong"),
    Text(
        "第一行写 withhold:，下面每项写 record（编号）、可写 field（字段名，不写就是整条）、再写 reason 和 reviewed_on",
        "begin with `withhold:`; in each item below it give record (an id), field if it is not all of it, and reason and reviewed_on",
    ),
    Text("隐私", "Privacy"),
)
_KEYS = frozenset(["record", "field", "reason", "reviewed_on"])


@dataclass(frozen=True)
class Redactor:
    """Redacts personal and withheld values from historical records."""

    allowed: Allowed = field(default_factory=Allowed)
    listed: frozenset[tuple[str, str]] = frozenset()
    """Record and field; an empty field means all of the record."""
    rough: Mapping[str, float] = field(default_factory=dict)
    """By record, to how many metres its point is known today, as far as that is said."""

    def over(self, id: str, change: FieldChange) -> FieldChange:
        """The change with everything withheld that has to be."""
        if self.hides(id, change.field.name) or self.is_personal([change.before, change.after]):
            return replace(change, before=None, after=None, withheld=True)
        before, after = (self._shown(change.field, value, id) for value in (change.before, change.after))
        if before == after:
            return replace(change, before=None, after=None, withheld=True)
        return replace(change, before=before, after=after)

    def past(
        self, record_type: RecordType, id: str, data: Mapping[str, Any], still_open: Collection[str]
    ) -> dict[str, Any]:
        """A record as an old release may show it; `still_open` are the paths of `open_numbers` today."""
        fields = record_type.fields
        shown = {
            name: self._rounded(fields[name], self._past(fields[name], value, name, still_open), id)
            for name, value in data.items()
            if name in fields and not self.hides(id, name)
        }
        if id in self.rough and (at := shown.get(record_type.point or "")):
            at["precision_m"] = max(at.get("precision_m") or 0, self.rough[id])
        return shown

    def _shown(self, f: Field, value: Any, id: str) -> Any:
        return self._rounded(f, _open(f, value), id)

    def _rounded(self, f: Field, value: Any, id: str) -> Any:
        show = rounding(f, self.rough.get(id, 0))
        return show(value) if show and value else value

    def _past(self, f: Field, value: Any, path: str, still_open: Collection[str]) -> Any:
        if f.kind == "object" and isinstance(value, dict):
            return {
                n: self._past(f.fields[n], v, f"{path}.{n}", still_open)
                for n, v in value.items()
                if n in f.fields
            }
        if f.kind == "list" and f.item and isinstance(value, list):
            return [self._past(f.item, v, path, still_open) for v in value]
        if f.publish == "aggregate" and path not in still_open:
            return None
        return MARK if isinstance(value, str) and self._is_personal(value) else value

    def hides(self, id: str, name: str = "") -> bool:
        return (id, "") in self.listed or (id, name) in self.listed

    def is_personal(self, value: Any) -> bool:
        """Whether a text anywhere in a value looks like a person's datum."""
        return any(self._is_personal(text) for text in _texts(value))

    def _is_personal(self, text: str) -> bool:
        if is_personal(text):
            return True
        return is_suspicious_input(text.encode(errors="replace")) and any(
            hit not in self.allowed for hit in detect(text)
        )

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(
            repr((self.allowed.fingerprint, sorted(self.listed), sorted(self.rough.items()))).encode()
        ).hexdigest()


def read_withheld(root: Path) -> tuple[frozenset[tuple[str, str]], list[Problem]]:
    """The list of a project, empty if it has none, and what is wrong in it."""
    path = root / FILE
    if not path.is_file():
        return frozenset(), []
    data = path.read_bytes()
    value, found = read(data, FILE)
    if found:
        return frozenset(), found
    entries = value.get("withhold") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(entries, list):
        return frozenset(), [problem(BAD_ENTRY, Location(FILE))]
    listed = set()
    for i, entry in enumerate(entries):
        if not _is_entry(entry):
            [(line, column)] = locate(data, [(("withhold", i), False)])
            found.append(problem(BAD_ENTRY, Location(FILE, line, column)))
        else:
            listed.add((str(entry["record"]), str(entry.get("field", ""))))
    return frozenset(listed), found


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and _KEYS - {"field"} <= entry.keys() <= _KEYS


def _open(f: Field, value: Any) -> Any:
    """The value without the numbers that are only open in groups."""
    if f.publish == "aggregate" or value is None:
        return None
    if f.kind == "object" and isinstance(value, dict):
        shown = {name: _open(f.fields[name], v) for name, v in value.items() if name in f.fields}
        return {name: v for name, v in shown.items() if v is not None}
    if f.kind == "list" and f.item and isinstance(value, list):
        return [_open(f.item, v) for v in value]
    return value


def open_numbers(record_type: RecordType, data: Mapping[str, Any]) -> frozenset[str]:
    """Paths (`membership.total`) of the numbers open only in groups that a record gives, at every place."""
    found: dict[str, bool] = {}
    for f in record_type.fields.values():
        _note(f, data.get(f.name), f.name, found)
    return frozenset(path for path, given in found.items() if given)


def _note(f: Field, value: Any, path: str, found: dict[str, bool]) -> None:
    if f.kind == "object":
        for inner in f.fields.values():
            _note(inner, (value or {}).get(inner.name), f"{path}.{inner.name}", found)
    elif f.kind == "list" and f.item:
        for item in value or [None]:
            _note(f.item, item, path, found)
    elif f.publish == "aggregate":
        found[path] = found.get(path, True) and value is not None


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
