"""A problem is a value: where it is, which rule says so, what is wrong and how to mend it.

Problems are collected, sorted and printed once; nothing here reads a file or knows a record type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

from generator.core.text import Text

Severity = Literal["error", "warning", "info"]
Route = tuple[str | int, ...]
"""The keys and list positions that lead from a record to one of its values."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


_UNTITLED = Text("", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is checked. `message` and `hint` hold `{placeholders}` that each finding fills.

    `source` is the place in the plan that the rule follows from, or "general".
    """

    code: str
    severity: Severity
    message: Text
    hint: Text
    title: Text = _UNTITLED
    source: str = "general"


_PLACEHOLDER = re.compile(r"\{\w[^{}]*\}")


def without_values(words: Text) -> Text:
    """A message or hint of a rule, with "…" for what each finding fills in."""
    zh, en = (_PLACEHOLDER.sub("…", w).replace("{{", "{").replace("}}", "}") for w in (words.zh, words.en))
    return Text(zh, en)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule found broken at a route of a record; its line is looked up only when it is shown.

    `at_key` points at the key instead of its value (a field that should not be there).
    """

    rule: Rule
    file: str
    route: Route
    values: dict[str, Any]
    record: str | None = None
    at_key: bool = False
    severity: Severity | None = None

    def placed(self, line: int, column: int) -> Problem:
        rule = self.rule
        return Problem(
            Location(self.file, line, column),
            rule.code,
            self.severity or rule.severity,
            rule.message.format(self.values),
            rule.hint.format(self.values),
            self.record,
            rule,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """What an editor is shown. `rule` is the rule behind it; two problems that read alike are one."""

    where: Location
    code: str
    severity: Severity
    message: Text
    hint: Text
    record: str | None = None
    rule: Rule | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RuleReport:
    """A rule, and everything it found."""

    rule: Rule
    found: tuple[Problem, ...]


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """All rules that stand in modules under a name of their own or in a dictionary, in their order."""
    values = (value for module in modules for value in vars(module).values())
    each = (v for value in values for v in (value.values() if isinstance(value, dict) else (value,)))
    return tuple(value for value in each if isinstance(value, Rule))


class Refused(Exception):
    """Carries problems out of a place that cannot go on; the command line prints them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort(problems)
        super().__init__("; ".join(p.message.en for p in self.problems))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Problem, ...]]]:
        """So that another process can raise it."""
        return Refused, (self.problems,)


def problem(
    rule: Rule,
    where: Location,
    record: str | None = None,
    severity: Severity | None = None,
    **values: Any,
) -> Problem:
    return Problem(
        where,
        rule.code,
        severity or rule.severity,
        rule.message.format(values),
        rule.hint.format(values),
        record,
        rule,
    )


def sort(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line, column and code, each problem once."""
    return tuple(sorted(set(problems), key=lambda p: (p.where, p.code, p.message.zh)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [p for p in problems if p.severity == "error"]


def route_of(path: str | None) -> Route:
    """`opening[2].closes` → `("opening", 2, "closes")`; None → `()`."""
    if not path:
        return ()
    parts: list[str | int] = []
    for piece in path.replace("[", ".[").split("."):
        if piece.startswith("["):
            parts.append(int(piece[1:-1]))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def path_of(route: Route) -> str:
    """The inverse of `route_of`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route)
    return text.lstrip(".")
