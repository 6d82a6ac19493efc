"""Runs the SQL checks of `schemas/checks/`, and passes over those that found nothing in the same tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import pyarrow as pa

from generator.core.problems import Finding, Location, Refused, Severity, problem, route_of
from generator.records.catalog import Catalog
from generator.schema.model import Query, SqlCheck
from generator.tables.query import BAD_QUERY, Connection, fetch
from generator.tables.tabulate import Table

_MILDER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}


def check(
    connection: Connection, catalog: Catalog, whole: bool, queries: QueryCache, known: Container[str]
) -> tuple[list[Finding], frozenset[str]]:
    """Findings of every rule; those about absent things only if the catalog is `whole`. Rules that are
    `known` to be quiet are not asked; those that are quiet now are named.

    What was absent on a day of the past nobody can mend now: it weighs a step less.
    """
    findings: list[Finding] = []
    passed_rules = set()
    for rule in catalog.model.checks:
        if rule.scope == "catalog" and not whole:
            continue
        name = queries.name(rule.query)
        rows = [] if name in known else fetch(connection, rule.query)
        if not rows:
            passed_rules.add(name)
        for row in rows:
            finding = _finding(rule, row, catalog)
            if catalog.restored and rule.scope == "catalog":
                finding = replace(finding, severity=_MILDER[finding.severity or rule.rule.severity])
            findings.append(finding)
    return findings, frozenset(passed_rules)


def _finding(check: SqlCheck, row: dict[str, Any], catalog: Catalog) -> Finding:
    record = catalog.by_id.get(str(row.get("id")))
    if record is None:
        raise _wrong(check, f"no record has the id {row.get('id')}")
    finding = Finding(
        check.rule,
        record.file,
        route_of(row.get("field")),
        row,
        record.id,
        severity=row.get("severity"),
    )
    try:
        check.rule.message.format(row)
        check.rule.hint.format(row)
    except (KeyError, IndexError, ValueError) as error:
        raise _wrong(check, f"the message names {error}, which the query does not return") from None
    return finding


def _wrong(check: SqlCheck, reason: str) -> Refused:
    where = Location(check.query.file, check.query.first_line)
    return Refused([problem(BAD_QUERY, where, reason=reason)])


_WORD = re.compile(r"[a-z][a-z0-9_]*")


class QueryCache:
    """Names a query with all that it looks at: as long as that stays, so does what it finds."""

    def __init__(
        self, connection: Connection, tables: Mapping[str, Table], views: Iterable[Query], as_of: date
    ) -> None:
        self._connection, self._tables, self._as_of = connection, tables, as_of
        self._names = {*tables, *(PurePath(view.file).stem for view in views)}
        self._state = lru_cache(maxsize=None)(self._make_state)

    def name(self, query: Query) -> str:
        """A table that is looked at is named in the query (so is a column that is called like one: the
        query is then asked once too often). SQL does not care how a name is capitalised."""
        names = sorted(self._names.intersection(_WORD.findall(query.sql.lower())))
        seen = "".join(map(self._state, names))
        return f"quiet:{hashlib.sha256(f'{query.sql}{self._as_of}{seen}'.encode()).hexdigest()}"

    def _make_state(self, name: str) -> str:
        """Changes with the rows of a table or view.

        A view gives its rows in no certain order, and what stands in memory below a NULL is not certain
        either, so its rows are hashed one by one, as text.
        """
        if table := self._tables.get(name):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.rows.schema) as stream:
                stream.write_table(table.rows)
            return hashlib.sha256(sink.getvalue()).hexdigest()
        rows = f"(SELECT to_json(r)::VARCHAR AS row FROM {name} AS r)"
        sums = "count(*), sum(md5_number_lower(row)), sum(md5_number_upper(row))"
        return repr(self._connection.execute(f"SELECT {sums} FROM {rows}").fetchone())
