"""`quality_report`: every rule with what it says, where it comes from and what it found in this build."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import orjson

from generator.core.outputs import Made, Output
from generator.core.problems import Problem, RuleReport

PATH = "data/quality_report"


def quality_report(reports: tuple[RuleReport, ...]) -> Iterator[Output]:
    """A CSV with a row a rule, and a JSON that holds the problems found as well."""
    rules = [_rule(v) for v in reports]
    problems = [_problem(p) for v in reports for p in v.found]
    document = {
        "_meta": {"rules": len(rules), "problems": len(problems)},
        "rules": rules,
        "problems": problems,
    }
    yield Output(f"{PATH}.csv", lambda _files: Made(_csv(rules)))
    yield Output(f"{PATH}.json", lambda _files: Made(orjson.dumps(document, option=orjson.OPT_INDENT_2)))


def _rule(report: RuleReport) -> dict[str, Any]:
    rule = report.rule
    return {
        "code": rule.code,
        "severity": rule.severity,
        "source": rule.source,
        "title": rule.title.zh,
        "title_en": rule.title.en,
        "message": rule.message.zh,
        "message_en": rule.message.en,
        "hint": rule.hint.zh,
        "hint_en": rule.hint.en,
        "found": len(report.found),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "record": problem.record,
        "file": problem.where.file,
        "line": problem.where.line,
        "message": problem.message.zh,
        "message_en": problem.message.en,
    }


def _csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
