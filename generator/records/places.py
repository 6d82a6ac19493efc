"""Which places a record belongs to: those that it names, or that something it names does."""

from __future__ import annotations

from generator.records.catalog import Catalog, Record

_APART = "maintainer_org"
"""Who keeps a record says nothing of where its subject is."""


def places(catalog: Catalog) -> dict[str, frozenset[str]]:
    """The ids of the places of each record, by its id.

    A place itself belongs to none but itself.
    """
    named = {r.id: _named(catalog, r) for r in catalog.records}
    found = {}
    for record in catalog.records:
        if is_place(record):
            found[record.id] = frozenset([record.id])
            continue
        nearest = {i for i in named[record.id] if is_place(catalog.by_id[i])}
        if not nearest:
            around = (j for i in named[record.id] for j in named[i])
            nearest = {j for j in around if is_place(catalog.by_id[j])}
        found[record.id] = frozenset(nearest)
    return found


def is_place(record: Record) -> bool:
    """Whether others can belong to it (`x-collection.gathers`); it then has a feed of its own."""
    wanted = record.type.gathers
    return bool(wanted) and all(record.data.get(name) in codes for name, codes in wanted.items())


def _named(catalog: Catalog, record: Record) -> set[str]:
    refs = catalog.references[record.id]
    return {r.target for r in refs if r.route[0] != _APART and r.target in catalog.by_id}
