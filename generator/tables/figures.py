"""One figure: what an indicator is in one area and period, its interval, or why it is not given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, NamedTuple

from generator.schema.model import Indicator

WHOLE = "all"
SMALL_SAMPLE, SMALL_CELL, SECONDARY = "small_sample", "small_cell", "secondary"
_WITHHELD = (SMALL_SAMPLE, SMALL_CELL, SECONDARY, "withheld_in_survey")
NOTHING, UNKNOWN = "nothing_to_count", "unknown"
CHANGED, DEMO = "definition_change", "demo_data"

_FACTORS = {"percent": 100, "per_100": 100, "per_10000": 10_000}
_DECIMALS = 4


class Limits(NamedTuple):
    """The least number of persons a figure may tell of, and the least sample a rate may rest on."""

    cell: int
    sample: int


@dataclass(frozen=True)
class Figure:
    """A row of the table of indicators. `cells` are the numbers of persons that it tells of."""

    indicator: str
    area: str
    period: str
    breakdown: str
    unit: str
    status: str
    reason: str | None = None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    missing: int | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    age_min: int | None = None
    age_max: int | None = None
    notes: tuple[str, ...] = ()
    cells: tuple[float, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.indicator, self.area, self.period, self.breakdown)

    def withheld(self, reason: str, n: int | None = None) -> Figure:
        """The same row with nothing that could tell of few people."""
        return replace(
            self, status="suppressed", reason=reason, n=n, missing=None,
            value=None, numerator=None, denominator=None, ci_low=None, ci_high=None,
        )  # fmt: skip


def figure(indicator: Indicator, row: dict[str, Any], as_of: str, limits: Limits) -> Figure:
    """From a row of the query. A column it does not have counts as empty; `reason` ends the matter."""
    breakdown = row.get("breakdown") or WHOLE
    part = indicator.breakdowns.get(breakdown)
    numerator, denominator = _number(row.get("numerator")), _number(row.get("denominator"))
    value = _number(row.get("value"))
    unit, protects = (part.unit, part.protects) if part else (indicator.unit, indicator.protects)
    if value is None and numerator is not None and denominator:
        value = _FACTORS.get(unit, 1) * numerator / denominator
    n = row.get("n", row.get("denominator"))
    found = Figure(
        indicator.id,
        row["area"],
        str(row.get("period") or as_of),
        breakdown,
        unit,
        "computed",
        value=_rounded(value),
        numerator=_rounded(numerator),
        denominator=_rounded(denominator),
        n=None if n is None else int(n),
        missing=int(row.get("missing") or 0),
        age_min=row.get("age_min"),
        age_max=row.get("age_max"),
        notes=tuple(sorted(row.get("notes") or ())),
    )
    if protects != "nothing":
        found = replace(found, cells=_cells(indicator.kind, found))
    reason = row.get("reason")
    if reason in _WITHHELD:
        return found.withheld(reason)
    if reason and reason.endswith("_not_set"):
        return replace(found.withheld(reason), status="not_set")
    if reason:
        return replace(found, status="not_computable", reason=reason, value=None)
    if found.value is None:
        return replace(found, status="not_computable", reason=UNKNOWN if found.missing else NOTHING)
    if any(is_small(c, limits) for c in found.cells):
        return found.withheld(SMALL_CELL)
    if protects == "sample" and (found.n or 0) < limits.sample:
        return found.withheld(SMALL_SAMPLE, found.n)
    return _with_interval(found) if indicator.interval else found


def no_figure(indicator: Indicator, area: str, period: str) -> Figure:
    """For an indicator of which the query knows nothing at all."""
    return Figure(
        indicator.id, area, period, WHOLE, indicator.unit, "not_computable", NOTHING, n=0, missing=0
    )


def is_small(cell: float, limits: Limits) -> bool:
    return 0 < cell < limits.cell


def _with_interval(found: Figure) -> Figure:
    if found.numerator is None or not found.denominator:
        return found
    low, high = wilson(found.numerator, found.denominator)
    return replace(found, ci_low=_rounded(100 * low), ci_high=_rounded(100 * high))


def _cells(kind: str, found: Figure) -> tuple[float, ...]:
    """The numbers of persons: of a share both sides and the whole, else what is counted or divided by."""
    over, under = found.numerator or 0, found.denominator or 0
    by_kind = {
        "share": (under, over, under - over),
        "ratio": (over,),
        "mean": (under,),
        "count": (found.value or 0,),
    }
    return by_kind.get(kind, (found.n or 0,))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS) + 0.0


_Z = 1.959963984540054  # the normal distribution's 97.5 % point


def wilson(hits: float, n: float) -> tuple[float, float]:
    """The 95 % score interval of `hits` in `n` (> 0), as shares from 0 to 1 (Wilson 1927).

    Unlike p ± z·s it stays inside 0 and 1 and holds for rates near them.
    """
    p, z2 = hits / n, _Z * _Z
    middle = p + z2 / (2 * n)
    reach = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - reach) / (1 + z2 / n)), min(1.0, (middle + reach) / (1 + z2 / n))
