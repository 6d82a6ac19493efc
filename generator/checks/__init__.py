"""All checks, in order: what one record says, what records owe each other, the SQL rules.

Every problem is gathered; none stops the others. A record found wrong by its schema is withheld
from what follows, and so are the rules about absent things, so that one fault is told once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checks import common, references, schema, sql_rules, text, transitions, uscc
from generator.checks.as_of import as_it_was
from generator.checks.settings import check_settings
from generator.checks.sql_rules import QueryCache
from generator.core.problems import Finding, Problem, sort
from generator.core.yaml_reader import locate
from generator.history import BaseRecord
from generator.records.catalog import Catalog, Record
from generator.records.load import LoadedRecords, proof
from generator.schema.model import Model
from generator.tables.query import complete, database
from generator.tables.tabulate import Table, tabulate

RECORD_CHECKS = (text.check, uscc.check)
CATALOG_CHECKS = (references.check, common.check_prefix)


@dataclass(frozen=True)
class CheckResult:
    """What the checks let through, and everything they found (sorted, placed at line and column).

    `proven` tells which records need not be looked at by themselves again, `silent` which rules need
    not be asked (see `LoadedRecords.proven`).
    """

    catalog: Catalog
    tables: dict[str, Table]
    problems: tuple[Problem, ...]
    proven: tuple[Record, ...] = ()
    passed_rules: frozenset[str] = frozenset()


def check(
    loaded: LoadedRecords,
    model: Model,
    as_of: date,
    today: date,
    project: Path,
    base: Mapping[str, BaseRecord],
) -> CheckResult:
    """Run every check over what was read. Raises Refused only if a query itself is wrong.

    The rules are asked on the day `as_of`; `today` is the day it really is. `base` holds what has
    changed since the revision that this is compared with.
    """
    findings: list[Finding] = []
    valid: list[Record] = []
    explain = schema.explainers()
    proven: list[Record] = []
    for record in loaded.records:
        wrong = own = []
        if proof(record) not in loaded.proven:
            wrong = explain(record)
            own = [*wrong, *(f for record_check in RECORD_CHECKS for f in record_check(record))]
        if not own:
            proven.append(record)
        if not wrong:
            valid.append(record)
            findings += common.check_pictures(record, project)
        findings += own
        findings += common.check(record, as_of)
        findings += common.check_update(record, today)
    everything = Catalog(model, loaded.records)
    for catalog_check in CATALOG_CHECKS:
        findings += catalog_check(everything, loaded.files)
    findings += transitions.check(loaded.records, base)
    catalog = everything if len(valid) == len(loaded.records) else Catalog(model, tuple(valid))
    whole = len(valid) == len(loaded.files) and not loaded.problems
    plain = tabulate(catalog)
    then = as_it_was(catalog, plain, as_of) if as_of < today else catalog
    if then.restored:
        plain = tabulate(then)
    with database(plain, as_of) as connection:
        tables = complete(connection, plain, model)
        queries = QueryCache(connection, tables, model.views, as_of)
        found, passed_rules = sql_rules.check(connection, then, whole, queries, loaded.proven)
    findings += found
    wrong, unreadable = check_settings(project, model.settings)
    findings += wrong
    problems = [
        *loaded.problems,
        *unreadable,
        *transitions.gone(loaded.files, base),
        *place(findings, project),
    ]
    return CheckResult(then, tables, sort(problems), tuple(proven), passed_rules)


def place(findings: Iterable[Finding], project: Path) -> list[Problem]:
    """Look up line and column, reading each file concerned once."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    placed: list[Problem] = []
    for file, group in by_file.items():
        places = locate((project / file).read_bytes(), [(f.route, f.at_key) for f in group])
        placed += [f.placed(*where) for f, where in zip(group, places, strict=True)]
    return placed
