"""One SQLite database of all tables: keys, indexes, and views that read as sentences do.

Dates and lists are text. What tables and columns are stands in the tables `datasets`, `fields` and
`codes`, what to mind and the licence in `about`; every table `homes` has a view `homes_readable` with Chinese headings, words for codes and
titles for ids.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.core.text import join
from generator.datasets.formats.values import cell_rows
from generator.datasets.publication import Dataset, foreign_keys
from generator.datasets.terms import caveats
from generator.tables.tabulate import SEPARATOR, Column, Table

_TYPES = {"integer": "INTEGER", "number": "REAL", "money": "REAL", "boolean": "INTEGER"}
"""An amount is REAL, not NUMERIC: that would keep whole yuan as integers, and 5/10 would be 0."""
APPLICATION = 0x59484131  # what `PRAGMA application_id` answers: YHA1


def write(datasets: Iterable[Dataset]) -> bytes:
    """The bytes of the database file. Booleans are 0 and 1, as SQLite has them."""
    published = list(datasets)
    tables = {d.name: d.table for d in published}
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        for table in tables.values():
            connection.execute(_create(table, tables))
        for table in tables.values():
            marks = ", ".join("?" * len(table.columns))
            insert = f"INSERT INTO {_quote(table.name)} VALUES ({marks})"
            connection.executemany(insert, cell_rows(table.rows))
        for table in tables.values():
            for statement in (*_indexes(table), _view(table, tables)):
                connection.execute(statement)
        connection.execute(_ABOUT)
        connection.executemany("INSERT INTO about VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_about, published))
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


_ABOUT = """CREATE TABLE about (
  dataset TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, title_en TEXT NOT NULL,
  caveats TEXT NOT NULL, caveats_en TEXT NOT NULL,
  licence TEXT NOT NULL, licence_url TEXT NOT NULL, licence_confirmed INTEGER NOT NULL)"""


def _about(dataset: Dataset) -> tuple[str | bool, ...]:
    title, licence = dataset.table.title, dataset.publication.licence
    notes = join(caveats(dataset), "。", ". ")
    return (dataset.name, title.zh, title.en, notes.zh, notes.en, licence.id, licence.url, licence.confirmed)


def _create(table: Table, tables: dict[str, Table]) -> str:
    parts = [_column(c) for c in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(map(_quote, table.key))})")
    for columns, target, keys in foreign_keys(table, tables):
        own, others = (", ".join(map(_quote, names)) for names in (columns, keys))
        parts.append(f"FOREIGN KEY ({own}) REFERENCES {_quote(target)} ({others})")
    return f"CREATE TABLE {_quote(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _column(column: Column) -> str:
    must = " NOT NULL" if column.required else ""
    return f"{_quote(column.name)} {_TYPES.get(column.field.kind, 'TEXT')}{must}"


def _indexes(table: Table) -> Iterator[str]:
    for c in table.columns:
        if c.refers_to and c.name != table.key[0]:
            yield f"CREATE INDEX {_quote(f'{table.name}_{c.name}')} ON {_quote(table.name)} ({_quote(c.name)})"


def _view(table: Table, tables: dict[str, Table]) -> str:
    """Chinese headings; a heading that two columns have is told apart by the column's name."""
    titles = Counter(c.title.zh for c in table.columns)
    shown = [
        f"{_readable(c, table, tables)} AS "
        + _quote(c.title.zh if titles[c.title.zh] == 1 else f"{c.title.zh}（{c.name}）")
        for c in table.columns
    ]
    columns = ",\n  ".join(shown)
    return f"CREATE VIEW {_quote(f'{table.name}_readable')} AS SELECT\n  {columns}\nFROM {_quote(table.name)} AS t"


def _readable(c: Column, table: Table, tables: dict[str, Table]) -> str:
    value = f"t.{_quote(c.name)}"
    target = tables.get(c.refers_to or "")
    if target and not c.is_key and (title := _title_of(target)):
        return f'(SELECT r.{_quote(title)} FROM {_quote(target.name)} AS r WHERE r."id" = {value})'
    if c.field.kind == "boolean":
        return f"CASE {value} WHEN 1 THEN '是' WHEN 0 THEN '否' END"
    return _words(c, table, value) if c.codes and "codes" in tables else value


def _words(c: Column, table: Table, value: str) -> str:
    """What the codes in a cell mean, in the order of their list."""
    return (
        f"(SELECT group_concat(title, '、') FROM (SELECT k.title FROM codes AS k "
        f"WHERE k.dataset = '{table.name}' AND k.field = '{c.name}' "
        f"AND instr('{SEPARATOR}' || {value} || '{SEPARATOR}', '{SEPARATOR}' || k.code || '{SEPARATOR}') ORDER BY k.seq))"
    )


def _title_of(table: Table) -> str | None:
    names = table.rows.column_names
    return next((n for n in (table.type.title, "title") if n in names), None)


def _quote(name: str) -> str:
    return f'"{name}"'
