"""Runs the SQL checks of `schemas/checks/` and turns the rows they return into findings."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import Any

from generator.catalog import Catalog
from generator.checks.quiet import Quiet
from generator.model import Check
from generator.problems import Finding, Location, Refused, Severity, problem, route_of
from generator.queries import BAD_QUERY, Connection, fetch

_MILDER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}


def check(
    connection: Connection, catalog: Catalog, whole: bool, quiet: Quiet, known: Container[str]
) -> tuple[list[Finding], frozenset[str]]:
    """Findings of every rule; those about absent things only if the catalog is `whole`. Rules that are
    `known` to be quiet are not asked; those that are quiet now are named.

    What was absent on a day of the past nobody can mend now: it weighs a step less.
    """
    findings: list[Finding] = []
    silent = set()
    for rule in catalog.model.checks:
        if rule.scope == "catalog" and not whole:
            continue
        name = quiet.name(rule.query)
        rows = [] if name in known else fetch(connection, rule.query)
        if not rows:
            silent.add(name)
        for row in rows:
            finding = _finding(rule, row, catalog)
            if catalog.restored and rule.scope == "catalog":
                finding = replace(finding, severity=_MILDER[finding.severity or rule.rule.severity])
            findings.append(finding)
    return findings, frozenset(silent)


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
