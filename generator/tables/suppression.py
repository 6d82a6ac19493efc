"""Secondary suppression: what a total and the other parts would tell about a part that is withheld.

Towns add up to the district, and parts to their whole. A line of parts whose total is published may
not have a single part withheld, nor a few that make up less than a cell together: then the next
smallest part is withheld too, and where there is none, the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.tables.figures import SECONDARY, SMALL_CELL, WHOLE, Figure, Limits, is_small

Key = tuple[str, str, str, str]


class _Line(NamedTuple):
    total: Key
    parts: tuple[Key, ...]


def suppress(figures: Iterable[Figure], district: str, limits: Limits) -> list[Figure]:
    """The figures of one indicator that protects persons, with more of them withheld; same order."""
    found = {f.key: f for f in figures}
    lines = list(_lines(found.values(), district))
    while any([_mend(line, found, limits) for line in lines]):
        pass
    return list(found.values())


def _lines(figures: Iterable[Figure], district: str) -> Iterator[_Line]:
    areas: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    parts: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for f in figures:
        areas[f.period, f.breakdown].append(f)
        parts[f.period, f.area].append(f)
    for group in areas.values():
        yield from _line(group, [f for f in group if f.area == district])
    for group in parts.values():
        yield from _line(group, [f for f in group if f.breakdown == WHOLE])


def _line(group: list[Figure], totals: list[Figure]) -> Iterator[_Line]:
    for total in totals:
        yield _Line(total.key, tuple(f.key for f in group if f is not total))


def _mend(line: _Line, found: dict[Key, Figure], limits: Limits) -> bool:
    """Withhold one more figure if this line gives something away."""
    parts = [found[key] for key in line.parts]
    hidden = [f for f in parts if f.reason in (SMALL_CELL, SECONDARY)]
    if not hidden or found[line.total].status != "computed" or not _gives_away(hidden, limits):
        return False
    shown = [f for f in parts if f.status == "computed"]
    # A part of nobody hides little: it is taken only if there is no other.
    least = min(shown, key=lambda f: (not any(f.cells), f.cells, f.key), default=found[line.total])
    found[least.key] = least.withheld(SECONDARY)
    return True


def _gives_away(hidden: list[Figure], limits: Limits) -> bool:
    together = (sum(cells) for cells in zip(*(f.cells for f in hidden), strict=True))
    return len(hidden) == 1 or any(is_small(cell, limits) for cell in together)
