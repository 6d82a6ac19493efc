"""Rows of a list before and after: which row became which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.model import Field
from generator.text import Text

Row = dict[str, Any]


def by_key(
    key: Field, shown: Callable[[Row], Text], before: list[Row], after: list[Row]
) -> Iterator[tuple[list[Any], list[Text], list[Text]]]:
    """What stands at each value of the key field before and after, where that differs.

    A row that names several values (days of the week) stands at each; values at which the same
    happened are given together.
    """
    old, new = _spread(key, shown, before), _spread(key, shown, after)
    order = list((key.item or key).codes) or sorted({*old, *new}, key=str)
    found: dict[tuple[tuple[Text, ...], tuple[Text, ...]], list[Any]] = {}
    for value in [*order, *({*old, *new} - set(order))]:
        was, is_now = tuple(old.get(value, ())), tuple(new.get(value, ()))
        if sorted(map(repr, was)) != sorted(map(repr, is_now)):
            found.setdefault((was, is_now), []).append(value)
    for (was, is_now), values in found.items():
        yield values, [w for w in was if w not in is_now], [w for w in is_now if w not in was]


def _spread(key: Field, shown: Callable[[Row], Text], rows: list[Row]) -> dict[Any, list[Text]]:
    found: dict[Any, list[Text]] = {}
    for row in rows:
        values = row.get(key.name)
        for value in values if isinstance(values, list) else [values]:
            found.setdefault(value, []).append(shown(row))
    return found


def paired(before: list[Row], after: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows that changed with what they became; None for a row that came or went.

    Two rows are the same row, changed, if more of their fields agree than differ.
    """
    old = [row for row in before if row not in after]
    for row in after:
        if row in before:
            continue
        best = max(old, key=lambda o: _alike(o, row), default=None)
        if best is not None and _alike(best, row) > 0.5:
            old.remove(best)
            yield best, row
        else:
            yield None, row
    yield from ((row, None) for row in old)


def _alike(one: Row, other: Row) -> float:
    names = {*one, *other}
    return sum(one.get(n) == other.get(n) for n in names) / len(names) if names else 0.0
