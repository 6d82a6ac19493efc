"""Computes the indicators of `schemas/indicators/`: SQL over the tables, and nothing but the tables.

What is the same for all is done here: quotients, small numbers, intervals, the reason why there is
no value. Whoever has the published tables and queries gets the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any

from generator.core.periods import last_day
from generator.core.problems import Location, Refused, problem
from generator.schema.model import Indicator, Model, Query
from generator.tables.derived import tables_of
from generator.tables.figures import CHANGED, DEMO, WHOLE, Figure, Limits, figure, no_figure
from generator.tables.indicator_tables import definition_tables, figures_table
from generator.tables.provenance import has_made_up, without_made_up
from generator.tables.query import BAD_QUERY, Connection, fetch, whole_database
from generator.tables.suppression import suppress
from generator.tables.tabulate import Table

Row = dict[str, Any]

_DISTRICT = Query("schemas/views/district.sql", "SELECT area, min_cell, min_survey_n FROM district")
_CHANGES = Query("schemas/views/town_changes.sql", "SELECT area, changed_on FROM town_changes")


def compute(tables: dict[str, Table], model: Model, as_of: date) -> dict[str, Table]:
    """The tables of figures and of their definitions; `tables` with computed columns filled.

    No figures while no plan is in force. Raises Refused with the place of a query that is wrong.
    """
    figures: list[Figure] = []
    demos = {name for name, table in tables.items() if has_made_up(table)}
    real = {table.name: table for table in without_made_up(tables.values())} if demos else tables
    with (
        whole_database(tables, model, as_of) as connection,
        whole_database(real, model, as_of) if demos else nullcontext(connection) as sound,
    ):
        for row in fetch(connection, _DISTRICT):
            district, limits = row["area"], Limits(row["min_cell"], row["min_survey_n"])
            changes = _changes(connection)
            for indicator in model.indicators:
                rows = fetch(connection, indicator.query)
                used = _record_tables(tables_of(indicator.query, model, tables), tables)
                whole = any(tables[name].rows.num_rows and not real[name].rows.num_rows for name in used)
                if demos & used:
                    _mark_made_up(rows, [] if whole else fetch(sound, indicator.query))
                found = list(_figures(rows, indicator, as_of, limits, changes))
                if not any(f.area == district for f in found):
                    found.append(no_figure(indicator, district, as_of.isoformat()))
                figures += suppress(found, district, limits) if indicator.protects != "nothing" else found
    made = [figures_table(figures, model, as_of), *definition_tables(model, tables)]
    return {table.name: table for table in made}


def _record_tables(names: Iterable[str], tables: dict[str, Table]) -> set[str]:
    """The tables themselves, and of tables of lists those of the records that the lists stand in."""
    return {tables[name].type.table if tables[name].parent else name for name in names}


def _mark_made_up(rows: list[Row], sound: list[Row]) -> None:
    """A row rests on demonstration records if it is another one, or none, without them: `sound` are the rows
    of the query over real records, none if it asks of a type of which there are only others."""
    real = {_key(row): row for row in sound}
    for row in rows:
        if real.get(_key(row)) != row:
            row["notes"] = [DEMO, *(row.get("notes") or ())]


def _key(row: Row) -> tuple[Any, ...]:
    return (row.get("area"), row.get("period"), row.get("breakdown"))


def _figures(
    rows: list[Row], indicator: Indicator, as_of: date, limits: Limits, changes: dict[str, list[date]]
) -> Iterator[Figure]:
    known: set[tuple[str, ...]] = set()
    for row in rows:
        row["notes"] = [*(row.get("notes") or ()), *_changed(row, changes, as_of)]
        try:
            found = figure(indicator, row, as_of.isoformat(), limits)
        except (KeyError, TypeError, ValueError) as error:
            raise _wrong(
                indicator, f"it returns area, and numerator and denominator or value: {error}"
            ) from None
        if found.key in known:
            raise _wrong(indicator, f"it returns {found.area}, {found.period}, {found.breakdown} twice")
        if found.breakdown not in {WHOLE, *indicator.breakdowns}:
            raise _wrong(indicator, f"the header has no breakdown {found.breakdown}")
        known.add(found.key)
        yield found


def _changes(connection: Connection) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for row in fetch(connection, _CHANGES):
        found.setdefault(row["area"], []).append(row["changed_on"])
    return found


def _changed(row: Row, changes: dict[str, list[date]], as_of: date) -> list[str]:
    """A note if the area has been another one since the period."""
    end = last_day(str(row.get("period") or as_of))
    changed = any(end < day.isoformat() and day <= as_of for day in changes.get(row.get("area", ""), ()))
    return [CHANGED] if end and changed else []


def _wrong(indicator: Indicator, reason: str) -> Refused:
    where = Location(indicator.query.file, indicator.query.first_line)
    return Refused([problem(BAD_QUERY, where, reason=reason)])
