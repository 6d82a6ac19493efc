"""Which tables a query reads, by its own words and through the views that it names."""

from __future__ import annotations

from collections.abc import Collection

from generator.model import Model, Query


def views_of(query: Query, model: Model) -> tuple[Query, ...]:
    """The views that a query rests on, in the order in which they are made."""
    wanted = set(query.reads)
    found = []
    for view in reversed(model.views):  # a view comes after those it reads
        if view.makes in wanted:
            wanted |= view.reads
            found.append(view)
    return tuple(reversed(found))


def tables_of(query: Query, model: Model, tables: Collection[str]) -> tuple[str, ...]:
    """The names of the published tables that a query rests on, sorted."""
    queries = (query, *views_of(query, model))
    return tuple(sorted({name for q in queries for name in q.reads} & set(tables)))
