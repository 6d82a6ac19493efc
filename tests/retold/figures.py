"""How figures are added up. An indicator is a function that yields what it counts, an item a time: the areas in which
that counts, the period (None: the day itself), the breakdown or breakdowns, and its numbers. A number that is not
recorded is None, and the item is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from retold.facts import Facts

FACTORS = {"percent": 100, "per_100": 100, "per_10000": 10_000}


@dataclass(frozen=True)
class Told:
    """One figure; a quotient has no value of its own. Sums that nothing went into are None."""

    value: float | None = None
    over: float | None = None
    under: float | None = None
    n: float | None = None
    missing: int = 0
    reason: str | None = None

    def published(self, unit: str) -> dict[str, Any]:
        """The columns of its row, unless persons have to be protected."""
        if self.reason and self.reason.endswith("_not_set"):
            names = ("value", "numerator", "denominator", "n", "missing")
            return {"status": "not_set", "reason": self.reason, **dict.fromkeys(names)}
        value = self.value
        if self.over is not None and self.under:
            value = FACTORS.get(unit, 1) * self.over / self.under
        nothing = "unknown" if self.missing else "nothing_to_count"
        reason = self.reason or (nothing if value is None else None)
        return {
            "status": "not_computable" if reason else "computed",
            "reason": reason,
            "value": None if value is None else round(value, 4),
            "numerator": self.over,
            "denominator": self.under,
            "n": self.under if self.n is None else self.n,
            "missing": self.missing,
        }


Key = tuple[str, str, str]
Item = tuple[Any, ...]
Adder = Callable[[Iterable[Item]], Iterator[Item]]
Teller = Callable[[Facts], Iterator[Item]]
Unless = dict[str, Callable[[Facts], Any]]
RETOLD: dict[str, tuple[Teller, Unless]] = {}


def retell(
    indicator: str, adder: Adder | None = None, **needs: Callable[[Facts], Any]
) -> Callable[[Teller], Teller]:
    """Under which id to tell; how the items add up, if they are no figures yet; and the reason for no figure where
    the plan does not set what is needed."""

    def register(teller: Teller) -> Teller:
        RETOLD[indicator] = ((lambda facts: adder(teller(facts))) if adder else teller, needs)
        return teller

    return register


def told(indicator: str, facts: Facts) -> dict[Key, Told]:
    teller, needs = RETOLD[indicator]
    reason = next((name for name, need in needs.items() if not need(facts)), None)
    found: dict[Key, Told] = {}
    for area, period, part, figure in teller(facts):
        key = (area, str(period or facts.as_of), part)
        assert key not in found, f"{indicator} {key} twice"
        found[key] = replace(figure, reason=reason or figure.reason)
    return found


def grouped(items: Iterable[Item]) -> Iterator[tuple[Key, list[Any]]]:
    """The numbers of each area, period and breakdown."""
    found: dict[Key, list[Any]] = defaultdict(list)
    for areas, period, parts, *numbers in items:
        for area in areas:
            for part in [parts] if isinstance(parts, str) else parts:
                found[area, period, part].append(numbers[0] if len(numbers) == 1 else tuple(numbers))
    yield from found.items()


def ratios(items: Iterable[Item]) -> Iterator[Item]:
    """Items with a number above and one below the line; both have to be known."""
    for key, pairs in grouped(items):
        known = [(over, under) for over, under in pairs if over is not None and under is not None]
        over, under = (round(sum(p[i] for p in known), 4) if known else None for i in (0, 1))
        yield *key, Told(over=over, under=under, n=len(known), missing=len(pairs) - len(known))


def means(items: Iterable[Item]) -> Iterator[Item]:
    """Items with a number each; below the line is how many are known."""
    for *key, figure in ratios((*key, number, None if number is None else 1) for *key, number in items):
        yield *key, replace(figure, under=figure.n)


def shares(items: Iterable[Item]) -> Iterator[Item]:
    """Items that are in or not."""
    for *key, figure in means(items):
        yield *key, replace(figure, over=figure.over or 0)


def judged(items: list[Item], is_set: list[bool], reason: str, adder: Adder) -> Iterator[Item]:
    """Items that the plan of their day sets a parameter for or not: with the reason where it does for none."""
    by_area = (
        (areas, period, part, yes) for (areas, period, part, *_), yes in zip(items, is_set, strict=True)
    )
    any_set = {key: any(found) for key, found in grouped(by_area)}
    for *key, figure in adder(items):
        yield *key, figure if any_set[*key] else replace(figure, reason=reason)


def medians(items: Iterable[Item]) -> Iterator[Item]:
    """Items with a number each; the breakdown may ask for the ninth decile or the least instead."""
    for key, numbers in grouped(items):
        known = sorted(number for number in numbers if number is not None)
        value = {"p90": _ninth_decile, "minimum": min}.get(key[2], median)(known) if known else None
        yield *key, Told(value=value, n=len(known), missing=len(numbers) - len(known))


def _ninth_decile(numbers: list[float]) -> float:
    place = 0.9 * (len(numbers) - 1)
    below, above = numbers[int(place)], numbers[min(int(place) + 1, len(numbers) - 1)]
    return below + (place - int(place)) * (above - below)


def counts(items: Iterable[Item]) -> Iterator[Item]:
    """Items that name what is counted, or None; a thing that is named twice counts once."""
    for key, things in grouped(items):
        yield *key, Told(value=len({*things} - {None}), n=len(things))
