"""Every indicator again in plain Python, out of what its words say: formula, numerator, denominator and population.

It knows nothing of the SQL, and of the program nothing but the tables that it publishes.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from published import Row, Tables

from retold.facts import Facts
from retold.figures import RETOLD, Told, told

__all__ = ["RETOLD", "Told", "assert_same", "by_key", "retell"]

Key = tuple[str, str, str, str]

for module in iter_modules(__path__):
    import_module(f"{__name__}.{module.name}")


def retell(tables: Tables) -> dict[Key, Told]:
    """Every figure by indicator, area, period and breakdown."""
    facts = Facts(tables)
    return {
        (indicator, *key): figure for indicator in RETOLD for key, figure in told(indicator, facts).items()
    }


def assert_same(figures: dict[Key, Row], retold: dict[Key, Told]) -> None:
    """What is published is what was told, number by number, but for what is withheld to protect persons. A row that
    nothing was told of says so."""
    assert retold.keys() <= figures.keys(), sorted(retold.keys() - figures.keys())[:9]
    for key, row in figures.items():
        if key not in retold:
            assert row["reason"] == "nothing_to_count" or row["status"] == "not_set", key
        elif row["status"] != "suppressed":
            wanted = retold[key].published(row["unit"])
            assert {name: row[name] for name in wanted} == wanted, key


def by_key(rows: list[dict[str, Any]]) -> dict[Key, Row]:
    return {(r["indicator"], r["area"], r["period"], r["breakdown"]): r for r in rows}
