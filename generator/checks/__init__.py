"""All checks, in order: what one record says, what records owe each other, the SQL rules.

Every problem is gathered; none stops the others. A record found wrong by its schema is withheld
from what follows, and so are the rules about absent things, so that one fault is told once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks import (
    addresses,
    common,
    dates,
    messages,
    recurrence,
    references,
    schema,
    settings,
    settled,
    sql_rules,
    text,
    transitions,
    uscc,
)
from generator.checks.as_of import as_it_was
from generator.checks.sql_rules import QueryCache
from generator.checks.subject import Check, Scope, Subject
from generator.config import settings_reader
from generator.config.project import unsettled
from generator.core.problems import Finding, Problem, rules_in, sort
from generator.core.yaml_reader import locate
from generator.history import redaction, redirects, releases
from generator.privacy import allow
from generator.records.catalog import Catalog, Record
from generator.records.load import record_key
from generator.tables.query import complete, database
from generator.tables.tabulate import Table, tabulate


def _reused(subject: Subject) -> list[Problem]:
    return redirects.reused(subject.record_history, subject.loaded.records, subject.history.contents)


SCHEMA = Check(rules_in(messages), "record", schema.check)
"""What it finds wrong is withheld from the tables."""

CHECKS = (
    SCHEMA,
    Check(rules_in(text), "record", text.check),
    Check(rules_in(uscc), "record", uscc.check),
    Check((messages.URL, messages.NOT_PUBLIC), "record", addresses.check),
    Check((dates.ORDER,), "record", dates.check),
    Check((dates.FUTURE,), "project", dates.check_future),
    Check((common.REVIEW,), "project", common.check_review),
    Check((common.PREFIX,), "project", common.check_prefix),
    Check((common.MISSING,), "project", common.check_pictures),
    Check(rules_in(recurrence), "project", recurrence.check),
    Check(rules_in(references), "project", references.check),
    Check(rules_in(transitions), "project", transitions.check),
    Check(rules_in(settled), "project", settled.check),
    Check((redirects.REUSED,), "project", _reused),
    Check(redirects.LIST, "project", lambda s: redirects.read_moved(s.root, s.loaded.places)[1]),
    Check(rules_in(releases), "project", lambda s: releases.check_releases(s.root)),
    Check(rules_in(redaction), "project", lambda s: redaction.read_withheld(s.root)[1]),
    Check(rules_in(allow), "project", lambda s: allow.read_allowed(s.root)[1]),
    Check(rules_in(settings), "project", settings.check),
    Check(rules_in(settings_reader), "project", lambda s: unsettled(s.project)),
)
"""Every check that is written in Python; those of `schemas/checks/` follow."""


@dataclass(frozen=True)
class CheckResult:
    """What the checks let through, and everything they found (sorted, placed at line and column).

    `passed_records` and `passed_rules` need not be asked again (see `LoadedRecords.passed`).
    """

    catalog: Catalog
    tables: dict[str, Table]
    problems: tuple[Problem, ...]
    passed_records: tuple[Record, ...] = ()
    passed_rules: frozenset[str] = frozenset()


def check(subject: Subject) -> CheckResult:
    """Run every check over what was read. Raises Refused only if a query itself is wrong."""
    loaded, model = subject.loaded, subject.model
    new = replace(subject, records=tuple(r for r in loaded.records if record_key(r) not in loaded.passed))
    of_schema = list(SCHEMA.run(new))
    invalid = {finding.file for finding in of_schema if isinstance(finding, Finding)}
    valid = tuple(r for r in loaded.records if r.file not in invalid)
    everything = replace(subject, records=loaded.records, valid=valid)
    found = [*of_schema, *_run("record", new)]
    faulty = {finding.file for finding in found if isinstance(finding, Finding)}
    found += _run("project", everything)
    catalog = everything.catalog if len(valid) == len(loaded.records) else Catalog(model, valid)
    whole = len(valid) == len(loaded.files) and not loaded.problems
    tables = tabulate(catalog)
    then = as_it_was(catalog, tables, subject.as_of) if subject.as_of < subject.today else catalog
    if then.restored:
        tables = tabulate(then)
    with database(tables, subject.as_of) as connection:
        tables = complete(connection, tables, model)
        queries = QueryCache(connection, tables, model.views, subject.as_of)
        of_rules, passed_rules = sql_rules.check(connection, then, whole, queries, loaded.passed)
    passed = tuple(r for r in loaded.records if r.file not in faulty)
    problems = [*loaded.problems, *placed([*found, *of_rules], subject.root)]
    return CheckResult(then, tables, sort(problems), passed, passed_rules)


def _run(scope: Scope, subject: Subject) -> list[Finding | Problem]:
    """All that the checks of a scope find, the schema's aside."""
    return [f for c in CHECKS if c.scope == scope and c is not SCHEMA for f in c.run(subject)]


def placed(found: Iterable[Finding | Problem], project: Path) -> list[Problem]:
    """Findings as problems at line and column, each file concerned read once; problems as they are."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            by_file[one.file].append(one)
    for file, group in by_file.items():
        places = locate((project / file).read_bytes(), [(f.route, f.at_key) for f in group])
        problems += [f.placed(*where) for f, where in zip(group, places, strict=True)]
    return problems
