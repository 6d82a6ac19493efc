"""The tables without what is made up: no demonstration record, no list of one, no figure from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from generator.core.text import Text
from generator.datasets.publication import Publication
from generator.records.catalog import Record
from generator.tables.dictionary import dictionary_tables
from generator.tables.provenance import MADE_UP, without_made_up
from generator.tables.tabulate import Column, Table

FOLDER = "data/official/"
_WORDS = Text("（不含演示）", " (without demonstration data)")


def official(tables: Iterable[Table], demo_note: str) -> Iterator[Table]:
    """A table for each of `tables` that holds records, lists of them or figures, empty where all of it is
    made up. `demo_note` is the code that marks a figure which rests on demonstration data.

    The dictionary is that of these tables; the scores are left out, which are those of the complete ones.
    """
    kept = {table.name: table for table in _without_demo(tables, demo_note)}
    kept |= {table.name: table for table in dictionary_tables(list(kept.values()), [])}
    for table in kept.values():
        yield replace(table, columns=tuple(_sound(c, table, kept) for c in table.columns))


def _sound(column: Column, table: Table, kept: dict[str, Table]) -> Column:
    """The column, no longer called a reference if what it refers to is not all there any more."""
    target = kept.get(column.refers_to or "")
    if target is None:
        return replace(column, refers_to=None)
    there = target.rows.column("id").combine_chunks()
    values = table.rows.column(column.name).drop_null()
    holds = pc.all(pc.is_in(values, value_set=there)).as_py() in (True, None)
    return column if holds else replace(column, refers_to=None)


def _without_demo(tables: Iterable[Table], demo_note: str) -> Iterator[Table]:
    for table in without_made_up(tables):
        rows, names = table.rows, table.rows.column_names
        if "notes" in names and pa.types.is_list(rows.schema.field("notes").type):
            marked = [demo_note in (notes or ()) for notes in rows.column("notes").to_pylist()]
            yield replace(table, rows=rows.filter(pa.array([not m for m in marked], pa.bool_())))
        elif "provenance" in names or (table.parent and table.type.schema):
            yield table


def without_demo(records: Mapping[str, Iterable[Record]]) -> dict[str, list[Record]]:
    """The records of these tables, by type."""
    return {t: [r for r in own if r.data.get("provenance") != MADE_UP] for t, own in records.items()}


def renamed(publication: Publication) -> Publication:
    """What the package of these tables says of itself."""
    title, words = publication.title, publication.description
    return replace(
        publication,
        name=f"{publication.name}-official",
        identifier=f"{publication.identifier}/official",
        title=Text(title.zh + _WORDS.zh, title.en + _WORDS.en),
        description=Text(words.zh + _WORDS.zh, words.en + _WORDS.en),
    )
