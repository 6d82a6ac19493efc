"""The shipped records as they may become, and the figures of then: as the program computes them, and as plain Python
tells them again from the tables alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from published import Row, Tables
from retold import Key, Told, by_key, retell

from generator.records.catalog import Catalog, Record
from generator.tables.indicators import compute
from generator.tables.query import complete, database
from generator.tables.record_inventory import inventory
from generator.tables.tabulate import Table, tabulate

BEGIN = date(2026, 12, 1)
"""The first day on which something happens."""
TODAY = date(2027, 3, 31)


@dataclass
class Figures:
    """All of today, by indicator, area, period and breakdown."""

    computed: dict[Key, Row]
    told: dict[Key, Told]


@dataclass
class World:
    """Records, and what happens to them."""

    catalog: Catalog
    chance: random.Random

    def __post_init__(self) -> None:
        self.day = BEGIN

    def happens(self, event: Callable[[World], str]) -> str:
        self.day += timedelta(days=self.chance.randint(0, 2))
        return f"{self.day}: {event(self)}"

    def change(self, record: Record, **values: Any) -> str:
        self.put({record.id: {**record.data, **values}})
        return f"{record.id} {values}"

    def put(self, changed: dict[str, dict[str, Any]]) -> None:
        records = [replace(r, data=changed[r.id]) if r.id in changed else r for r in self.catalog.records]
        self.catalog = Catalog(self.catalog.model, tuple(records))

    def any(self, type: str, status: str = "active", **wanted: Any) -> Record:
        found = [r for r in self.catalog.of_type[type] if r.data["status"] == status]
        return self.chance.choice([r for r in found if all(r.data.get(k) == v for k, v in wanted.items())])

    def tables(self) -> dict[str, Table]:
        tables = tabulate(self.catalog)
        with database(tables, TODAY) as connection:
            tables = complete(connection, tables, self.catalog.model)
        return tables | inventory(self.catalog, ())

    def figures(self) -> Figures:
        """As the program computes them, and as plain Python tells them."""
        tables = self.tables()
        computed = compute(tables, self.catalog.model, TODAY)["indicators"].rows.to_pylist()
        return Figures(by_key(computed), told(tables))


def told(tables: dict[str, Table]) -> dict[Key, Told]:
    """In plain Python, from the rows as a CSV file has them."""
    rows = {n: [{c: cell(v) for c, v in r.items()} for r in t.rows.to_pylist()] for n, t in tables.items()}
    return retell(Tables(TODAY, rows))


def cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
