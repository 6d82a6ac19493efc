"""What pages show that is counted, added up or joined: the rows of the queries of `schemas/pages/`.

All are run once a build over the published tables. A template reads rows by the name of the query and by
values of its columns, and adds nothing up itself: so a page, a test and a reader get one number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from generator.core.problems import Location, Problem, Refused, Rule, problem
from generator.core.text import Text
from generator.schema.model import Model, Query
from generator.schema.sql_files import read_headed, words_of
from generator.tables.derived import tables_of, views_of
from generator.tables.query import BAD_QUERY, database, fetch, make_views
from generator.tables.tabulate import Table

_TITLE = Text("模式与查询", "Schemas and queries")

BAD_PAGE_QUERY = Rule(
    "V-002",
    "error",
    Text("页面查询开头的说明有误：{reason}", "the header of the page's query is wrong: {reason}"),
    Text(
        "开头每行以“-- ”起，写 title、about、columns",
        'start each line with "-- " and give title, about and columns',
    ),
    _TITLE,
)
NO_PAGE_QUERY = Rule(
    "V-002",
    "error",
    Text("缺少页面要用的查询", "a page needs this query, and there is none"),
    Text("把程序自带的同名文件放回这里", "put back the file of this name that comes with the program"),
    _TITLE,
)

FOLDER = "pages"
Row = dict[str, Any]


@dataclass(frozen=True)
class PageQuery:
    """A query of `schemas/pages/`; `name` is its file name without `.sql`."""

    name: str
    title: Text
    about: Text
    columns: Mapping[str, Text]
    query: Query


class PageRows:
    """The rows of all queries, to be found by the values of columns at the cost of one look."""

    def __init__(self, rows: Mapping[str, list[Row]], columns: Mapping[str, Set[str]] | None = None) -> None:
        self._rows, self._columns = rows, columns or {}
        self._indexes: dict[tuple[str, ...], dict[tuple[Any, ...], list[Row]]] = {}

    def find(self, name: str, where: Mapping[str, Any]) -> list[Row]:
        """The rows with these values, in the order of the query.

        Raises Refused if there is no such query, KeyError if it has no such column.
        """
        if name not in self._rows:
            raise Refused([problem(NO_PAGE_QUERY, Location(f"schemas/{FOLDER}/{name}.sql"))])
        if not where:
            return self._rows[name]
        if odd := where.keys() - self._columns.get(name, where.keys()):
            raise KeyError(f"the query {name} has no column {', '.join(sorted(odd))}")
        return self._index(name, *where).get(tuple(where.values()), [])

    def _index(self, name: str, *columns: str) -> dict[tuple[Any, ...], list[Row]]:
        if (index := self._indexes.get((name, *columns))) is None:
            index = self._indexes[name, *columns] = {}
            for row in self._rows[name]:
                index.setdefault(tuple(row.get(column) for column in columns), []).append(row)
        return index

    def state(self, asked: str) -> str:
        """A hash that changes when the rows do that `asked` (see `question`) would find now."""
        name, _, where = asked.partition(":")
        found = self.find(name, orjson.loads(where)) if name in self._rows else None
        return hashlib.sha256(repr(found).encode()).hexdigest()


def question(name: str, where: Mapping[str, Any]) -> str:
    """What `find` is asked, as text: the name of the query, a colon, the values as JSON."""
    return f"{name}:{orjson.dumps(where).decode()}"


def read_page_queries(schemas: Path) -> tuple[PageQuery, ...]:
    """In order of their names. Raises Refused if a header is wrong."""
    found: list[Problem] = []
    queries = tuple(read_headed(schemas, FOLDER, BAD_PAGE_QUERY, _page_query, found))
    if found:
        raise Refused(found)
    return queries


def run_page_queries(
    queries: Sequence[PageQuery], tables: dict[str, Table], model: Model, as_of: date
) -> PageRows:
    """`tables` are complete and hold the table of all records. Raises Refused with the place of a query
    that is wrong or returns other columns than its header names."""
    views = {view.file for q in queries for view in views_of(q.query, model)}
    read = {name for q in queries for name in tables_of(q.query, model, tables)}
    with database({name: tables[name] for name in read}, as_of) as connection:
        make_views(connection, (view for view in model.views if view.file in views))
        rows = {q.name: _checked(q, fetch(connection, q.query)) for q in queries}
    return PageRows(rows, {q.name: q.columns.keys() for q in queries})


def _checked(query: PageQuery, rows: list[Row]) -> list[Row]:
    if rows and (odd := sorted(rows[0].keys() ^ query.columns.keys())):
        where = Location(query.query.file, query.query.first_line)
        reason = f"the header and the query differ in {', '.join(odd)}"
        raise Refused([problem(BAD_QUERY, where, reason=reason)])
    return rows


def _page_query(header: dict[str, Any], query: Query) -> PageQuery:
    columns = {name: words_of(words) for name, words in header["columns"].items()}
    return PageQuery(
        Path(query.file).stem, words_of(header["title"]), words_of(header["about"]), columns, query
    )
