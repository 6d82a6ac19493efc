"""What the page of rules says: rules in families by their code, one entry a code, with what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.core.problems import Problem, Rule, RuleReport, Severity, without_values
from generator.core.text import Text, join

_TOO_SHORT = 4
_TITLES = 2
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class CodeReport:
    """All rules of one code. `sources` are places in the plan; none if they follow from good order alone."""

    code: str
    title: Text
    sources: tuple[str, ...]
    rules: tuple[RuleReport, ...]

    @property
    def found(self) -> list[Problem]:
        return [p for v in self.rules for p in v.found]

    @property
    def severities(self) -> list[Severity]:
        """The strictest first."""
        return [s for s in _ORDER if any(v.rule.severity == s for v in self.rules)]


@dataclass(frozen=True)
class Quality:
    """`families` are (name, entries): the family of V-801 is 8, that of S-101 is s."""

    families: tuple[tuple[str, tuple[CodeReport, ...]], ...]
    rules: int
    codes: int
    found: int


def quality(reports: Iterable[RuleReport]) -> Quality:
    entries = [_entry(code, tuple(group)) for code, group in groupby(reports, lambda v: v.rule.code)]
    families = tuple((n, tuple(group)) for n, group in groupby(entries, lambda e: _family(e.code)))
    rules = sum(len(e.rules) for e in entries)
    return Quality(families, rules, len(entries), sum(len(e.found) for e in entries))


def _family(code: str) -> str:
    return code[2] if code.startswith("V-") else code[0].lower()


def statement(rule: Rule) -> Text:
    """The message, or the title where the message is all filled in."""
    message = without_values(rule.message)
    return rule.title if len(message.zh.replace("…", "").strip()) < _TOO_SHORT else message


def _entry(code: str, reports: tuple[RuleReport, ...]) -> CodeReport:
    titles = Counter(v.rule.title for v in reports)
    sources = sorted({v.rule.source for v in reports} - {"general"})
    return CodeReport(
        code, join([title for title, _ in titles.most_common(_TITLES)]), tuple(sources), reports
    )
