"""Fields made for the mailbox or landline of an office: what stands in them may be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.model import Field, Model, walk

MAILBOX = "schema:email"


def office_fields(model: Model) -> frozenset[str]:
    """The names of such fields, in whichever record type and in the settings."""
    fields = (f for record_type in (*model.types, model.settings) for _, f in walk(record_type.fields))
    return frozenset(f.name for f in fields if f.iri in (MAILBOX, "schema:telephone"))


def mailboxes(model: Model, records: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """What stands in fields for a shared mailbox; `records` gives the type and data of each."""
    fields = {
        t.type: t.fields
        for t in (*model.types, model.settings)
        if any(f.iri == MAILBOX for _, f in walk(t.fields))
    }
    for type_name, data in records:
        if type_name in fields:
            yield from _in(fields[type_name], data)


def _in(fields: dict[str, Field], data: Any) -> Iterator[str]:
    for f in fields.values():
        value = data.get(f.name) if isinstance(data, dict) else None
        if f.iri == MAILBOX and isinstance(value, str):
            yield value
        elif f.kind == "object":
            yield from _in(f.fields, value)
        elif isinstance(value, list) and f.item and f.item.fields:
            for item in value:
                yield from _in(f.item.fields, item)
