"""Runs the SQL checks of `schemas/checks/` and turns the rows they return into findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.catalog import Catalog
from generator.model import Check
from generator.problems import Finding, Location, Refused, Severity, problem, route_of
from generator.queries import BAD_QUERY, Connection, fetch

_MILDER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}


def check(connection: Connection, catalog: Catalog, whole: bool) -> Iterator[Finding]:
    """Findings of every rule; those about absent things only if the catalog is `whole`.

    What was absent on a day of the past nobody can mend now: it weighs a step less.
    """
    for rule in catalog.model.checks:
        if rule.scope == "record" or whole:
            for row in fetch(connection, rule.query):
                finding = _finding(rule, row, catalog)
                if catalog.restored and rule.scope == "catalog":
                    finding = replace(finding, severity=_MILDER[finding.severity or rule.rule.severity])
                yield finding


def _finding(check: Check, row: dict[str, Any], catalog: Catalog) -> Finding:
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


def _wrong(check: Check, reason: str) -> Refused:
    where = Location(check.query.file, check.query.first_line)
    return Refused([problem(BAD_QUERY, where, reason=reason)])
