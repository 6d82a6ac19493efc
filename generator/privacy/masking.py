"""No message repeats what may not be published: logs of checks are as public as the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.core.problems import Problem
from generator.core.text import Text
from generator.privacy.allow import Allowed
from generator.privacy.detect import detect
from generator.privacy.prefilter import is_suspicious_input


def concealed(problems: Iterable[Problem], allowed: Allowed) -> list[Problem]:
    """The same problems; whatever other rules quote is masked, in the names of files too."""
    return [_concealed(problem, allowed) for problem in problems]


def _concealed(problem: Problem, allowed: Allowed) -> Problem:
    said = f"{problem.where.file}\n{problem.message.zh}\n{problem.message.en}\n{problem.hint.zh}\n{problem.hint.en}"
    if not is_suspicious_input(said.encode(errors="replace")):
        return problem

    def mask(text: str) -> str:
        for hit in reversed(detect(text)):
            if hit.kind != "landline" and hit not in allowed:
                text = text[: hit.start] + hit.masked + text[hit.end :]
        return text

    return replace(
        problem,
        where=replace(problem.where, file=mask(problem.where.file)),
        message=Text(mask(problem.message.zh), mask(problem.message.en)),
        hint=Text(mask(problem.hint.zh), mask(problem.hint.en)),
        record=mask(problem.record) if problem.record else None,
    )
