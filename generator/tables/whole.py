"""All tables from those of the records: the inventory, the indicators, and what tells about the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from generator.core.problems import Problem
from generator.records.catalog import Catalog
from generator.tables.dataset_scores import COLUMNS, datasets_table
from generator.tables.dictionary import DATASETS, dictionary_tables
from generator.tables.indicators import compute
from generator.tables.record_inventory import RECORDS, Days, Ended, inventory, retired
from generator.tables.tabulate import Table


def with_made(
    tables: Mapping[str, Table],
    catalog: Catalog,
    problems: Iterable[Problem],
    dates: Days,
    ended: Iterable[Ended],
    as_of: date,
) -> dict[str, Table]:
    """The tables of the records, with those that are made of them: records, retired, indicators."""
    found = {**tables, **inventory(catalog, problems, dates), **retired(catalog, ended)}
    return found | compute(found, catalog.model, as_of)


def explained(tables: Mapping[str, Table], as_of: date) -> dict[str, Table]:
    """The tables about all tables, themselves included."""
    found = dictionary_tables(tables.values(), [(DATASETS, COLUMNS)])
    found.append(datasets_table([*tables.values(), *found], tables[RECORDS], as_of))
    return {t.name: t for t in found}
