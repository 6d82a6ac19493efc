"""What is published of records that were checked; and all tables of a release, made as they were then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.checks import CheckResult, check
from generator.checks.subject import Subject
from generator.config.project import Project
from generator.history import History
from generator.history.events import day_of, record_history
from generator.history.redirects import Gone, gone, read_moved
from generator.history.releases import Release
from generator.records.catalog import Catalog
from generator.records.load import LoadedRecords
from generator.records.points import published
from generator.tables.points import public_points
from generator.tables.query import complete, database
from generator.tables.record_inventory import Ended
from generator.tables.tabulate import Table, tabulate
from generator.tables.whole import explained, with_made


def as_published(checked: CheckResult) -> CheckResult:
    """Checks look at points as they are recorded; all that is published has them rounded."""
    tables = {name: public_points(table) for name, table in checked.tables.items()}
    return replace(checked, catalog=published(checked.catalog), tables=tables)


def ended_in(gone: Iterable[Gone]) -> Iterator[Ended]:
    return (Ended(*ended) for ended in gone)


def tables_of_release(
    history: History, folder: Path, recorded: Catalog, shown: Catalog, release: Release
) -> dict[str, Table]:
    """All tables as of the day of a release: `folder` holds its files, `recorded` its records as they were
    written, `shown` as the public may see them."""
    day = day_of(release.commit)
    log = record_history(history.until(release.commit))
    loaded = LoadedRecords(recorded.records, (), {r.id: r.type.type for r in recorded.records})
    found = check(Subject(Project(folder), recorded.model, loaded, day, day)).problems
    tables = tabulate(shown)
    with database(tables, day) as connection:
        tables = complete(connection, tables, shown.model)
    public = as_published(CheckResult(shown, tables, found))
    moved, _ = read_moved(folder, loaded.places)
    ended = ended_in(gone(log, {r.id: r.type.folder for r in recorded.records}, moved))
    tables = with_made(public.tables, public.catalog, found, log.dates, ended, day)
    return tables | explained(tables, day)
