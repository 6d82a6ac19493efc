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

__all__ = ["RETOLD", "Key", "Told", "by_key", "differences", "retell"]

Key = tuple[str, str, str, str]

for module in iter_modules(__path__):
    import_module(f"{__name__}.{module.name}")


def retell(tables: Tables) -> dict[Key, Told]:
    """Every figure by indicator, area, period and breakdown."""
    facts = Facts(tables)
    return {
        (indicator, *key): figure for indicator in RETOLD for key, figure in told(indicator, facts).items()
    }


def differences(figures: dict[Key, Row], retold: dict[Key, Told]) -> dict[Key, Any]:
    """Where what is published is not what was told, number by number, with both. What is withheld to protect persons
    cannot be compared; a row that nothing was told of has nothing to count."""
    found = {key: (None, retold[key]) for key in retold.keys() - figures.keys()}
    for key, row in figures.items():
        told = retold.get(key)
        if told is None and row["reason"] != "nothing_to_count" and row["status"] != "not_set":
            found[key] = (row, None)
        elif told and row["status"] != "suppressed":
            wanted = told.published(row["unit"])
            given = {name: row[name] for name in wanted}
            if not wanted["n"]:  # a sum of nothing may be 0 or empty
                nothing = ("numerator", "denominator")
                wanted, given = (
                    {**r, **{name: r[name] or None for name in nothing}} for r in (wanted, given)
                )
            if given != wanted:
                found[key] = (given, wanted)
    return found


def by_key(rows: list[dict[str, Any]]) -> dict[Key, Row]:
    return {(r["indicator"], r["area"], r["period"], r["breakdown"]): r for r in rows}
