"""Runs the SQL of `schemas/` over the tables, in an embedded DuckDB that can reach nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from generator.config.project import ZONE
from generator.core.problems import Location, Refused, Rule, problem
from generator.core.text import Text
from generator.schema.model import Model, Query
from generator.storage import workers
from generator.tables.tabulate import Table

BAD_QUERY = Rule(
    "V-002",
    "error",
    Text("查询有误：{reason}", "the query is wrong: {reason}"),
    Text(
        "按提示修改这个 SQL 文件；表和列见数据页的数据字典",
        "mend this SQL file; tables and columns are in the data dictionary",
    ),
    Text("模式与查询", "Schemas and queries"),
)


Connection = duckdb.DuckDBPyConnection


@contextmanager
def database(tables: dict[str, Table], as_of: date) -> Iterator[Connection]:
    """A connection that sees every table; `getvariable('as_of')` is the day `as_of`."""
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"SET threads = {workers.CORES}")
        connection.execute(f"SET TimeZone = '{ZONE}'")
        connection.execute("SET VARIABLE as_of = ?::DATE", [as_of])
        for table in tables.values():
            connection.register(table.name, table.rows)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


@contextmanager
def whole_database(tables: dict[str, Table], model: Model, as_of: date) -> Iterator[Connection]:
    """The same over tables that are complete, with the views too."""
    with database(tables, as_of) as connection:
        make_views(connection, model.views)
        yield connection


def fetch(connection: duckdb.DuckDBPyConnection, query: Query) -> list[dict[str, Any]]:
    """The rows of a query as dicts. Raises Refused with the query's own file and line."""
    try:
        cursor = connection.execute(query.sql)
        names = [d[0] for d in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        first, line, column = _place(str(error), query)
        where = Location(query.file, line, column)
        raise Refused([problem(BAD_QUERY, where, reason=first)]) from None


def complete(connection: Connection, tables: dict[str, Table], model: Model) -> dict[str, Table]:
    """Fills the computed columns (a missing id stays empty) and makes the views. A computed column may
    read the plain tables, and views into which no such column goes."""
    late = _after_computed(model)
    make_views(connection, (view for view in model.views if view.makes not in late))
    result = dict(tables)
    for computed in model.computed:
        rows = fetch(connection, computed.query)
        try:
            table = result[computed.table]
            names = {computed.column: "value"} if computed.column else _columns(rows)
            for name, given in names.items():
                values = {row["id"]: row[given] for row in rows}
                result[table.name] = _with_values(result[table.name], name, values)
        except (KeyError, pa.ArrowException) as error:
            where = Location(computed.query.file, computed.query.first_line)
            raise Refused([problem(BAD_QUERY, where, reason=f"{_NAMED}: {error}")]) from None
        connection.register(table.name, result[table.name].rows)
    make_views(connection, (view for view in model.views if view.makes in late))
    return result


_NAMED = "it is named after a table and a column, and returns id and value; or after a table, and returns id and columns"


def _columns(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {name: name for name in (rows[0] if rows else ()) if name != "id"}


def _after_computed(model: Model) -> set[str]:
    """The views that read a table with a computed column, and what reads those."""
    tables = {computed.table for computed in model.computed}
    late: set[str] = set()
    for view in model.views:
        if view.reads & (tables | late):
            late.add(view.makes)
    return late


def make_views(connection: Connection, views: Iterable[Query]) -> None:
    """What several queries share, each after what it reads, from tables that are complete."""
    for view in views:
        fetch(connection, view)


def _with_values(table: Table, name: str, values: dict[str, Any]) -> Table:
    if name not in table.rows.column_names:
        raise KeyError(name)
    index = table.rows.column_names.index(name)
    ids = table.rows.column("id").to_pylist()
    column = pa.array([values.get(i) for i in ids], table.rows.schema.field(index).type)
    rows = table.rows.set_column(index, name, column)
    return replace(table, rows=rows)


def _place(message: str, query: Query) -> tuple[str, int, int]:
    """DuckDB says `LINE 3: SELECT …` and marks the column with a caret two lines on."""
    lines = message.splitlines()
    for i, text in enumerate(lines):
        if text.startswith("LINE ") and ":" in text:
            head, _, _ = text.partition(": ")
            caret = lines[i + 1].find("^") - len(head) - 1 if i + 1 < len(lines) else 1
            return lines[0], query.first_line + int(head[5:]) - 1, max(caret, 1)
    return lines[0] if lines else "", query.first_line, 1
