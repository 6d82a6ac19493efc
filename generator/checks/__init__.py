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

from generator.catalog import Catalog, Record
from generator.checks import common, pictures, references, rules, schema, text, transitions, uscc
from generator.checks.past import as_it_was
from generator.checks.quiet import Quiet
from generator.checks.settings import check_settings
from generator.history import Former
from generator.model import Model
from generator.problems import Finding, Problem, sort
from generator.queries import complete, database
from generator.records import Draft, proof
from generator.tables import Table, tabulate
from generator.yamlio import locate

RECORD_CHECKS = (text.check, uscc.check)
CATALOG_CHECKS = (references.check, common.check_prefix)


@dataclass(frozen=True)
class Sound:
    """What the checks let through, and everything they found (sorted, placed at line and column).

    `proven` tells which records need not be looked at by themselves again, `silent` which rules need
    not be asked (see `Draft.proven`).
    """

    catalog: Catalog
    tables: dict[str, Table]
    problems: tuple[Problem, ...]
    proven: tuple[Record, ...] = ()
    silent: frozenset[str] = frozenset()


def check(
    draft: Draft, model: Model, as_of: date, today: date, project: Path, base: Mapping[str, Former]
) -> Sound:
    """Run every check over what was read. Raises Refused only if a query itself is wrong.

    The rules are asked on the day `as_of`; `today` is the day it really is. `base` holds what has
    changed since the revision that this is compared with.
    """
    findings: list[Finding] = []
    sound: list[Record] = []
    explain = schema.explainers()
    proven: list[Record] = []
    for record in draft.records:
        wrong = own = []
        if proof(record) not in draft.proven:
            wrong = explain(record)
            own = [*wrong, *(f for record_check in RECORD_CHECKS for f in record_check(record))]
        if not own:
            proven.append(record)
        if not wrong:
            sound.append(record)
            findings += pictures.check(record, project)
        findings += own
        findings += common.check(record, as_of)
        findings += common.check_update(record, today)
    everything = Catalog(model, draft.records)
    for catalog_check in CATALOG_CHECKS:
        findings += catalog_check(everything, draft.files)
    findings += transitions.check(draft.records, base)
    catalog = everything if len(sound) == len(draft.records) else Catalog(model, tuple(sound))
    whole = len(sound) == len(draft.files) and not draft.problems
    plain = tabulate(catalog)
    then = as_it_was(catalog, plain, as_of) if as_of < today else catalog
    if then.restored:
        plain = tabulate(then)
    with database(plain, as_of) as connection:
        tables = complete(connection, plain, model)
        quiet = Quiet(connection, tables, model.views, as_of)
        found, silent = rules.check(connection, then, whole, quiet, draft.proven)
    findings += found
    wrong, unreadable = check_settings(project, model.settings)
    findings += wrong
    problems = [*draft.problems, *unreadable, *transitions.gone(draft.files, base), *place(findings, project)]
    return Sound(then, tables, sort(problems), tuple(proven), silent)


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
