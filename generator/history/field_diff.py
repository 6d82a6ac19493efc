"""Two states of a record, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.schema.model import Field, RecordType

_BOOKKEEPING = frozenset(["id", "schema_version"])
_EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class FieldChange:
    """A field of a record before and after, None where it was or is not given.

    `withheld`: that it changed may be told, what it said may not; then both are None.
    """

    field: Field
    before: Any
    after: Any
    withheld: bool = False


def compare(
    record_type: RecordType, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[FieldChange]:
    """What staff changed in a record, in the order of the schema. Empty and not given are the same."""
    return [
        FieldChange(f, old, new)
        for f in written(record_type.fields.values())
        if (old := _given(before.get(f.name))) != (new := _given(after.get(f.name)))
    ]


def written(fields: Iterable[Field]) -> Iterable[Field]:
    """Those that staff write, less what every record only carries for the program."""
    return (f for f in fields if not f.computed and f.name not in _BOOKKEEPING)


def _given(value: Any) -> Any:
    return None if value in _EMPTY else value
