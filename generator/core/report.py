"""Problems as text for people, and as what GitHub, GitLab and other tools read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from generator.core.problems import Problem, Severity
from generator.core.text import Lang, Text

_SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("提醒", "warning"),
    "info": Text("提示", "info"),
}
_UNITS: dict[Severity, Text] = {
    "error": Text("{n} 个错误", "{n} errors"),
    "warning": Text("{n} 个提醒", "{n} warnings"),
    "info": Text("{n} 个提示", "{n} notes"),
}
_NONE = Text("没有发现问题", "no problems found")


def text(problems: tuple[Problem, ...], lang: Lang) -> str:
    """`file:line:column: severity code message`, the hint on the next line, a count at the end."""
    lines = []
    for p in problems:
        where = f"{p.where.file}:{p.where.line}:{p.where.column}"
        lines.append(f"{where}: {_SEVERITY[p.severity].in_(lang)} {p.code} {p.message.in_(lang)}")
        if hint := p.hint.in_(lang):
            lines.append(f"    → {hint}")
    return "\n".join([*lines, summary(problems, lang)])


def summary(problems: tuple[Problem, ...], lang: Lang) -> str:
    counts = Counter(p.severity for p in problems)
    parts = [_UNITS[s].in_(lang).format(n=counts[s]) for s in _UNITS if counts[s]]
    return ("，" if lang == "zh" else ", ").join(parts) or _NONE.in_(lang)


def github(problems: tuple[Problem, ...], lang: Lang) -> str:
    """Workflow commands that annotate the lines of a pull request."""
    level = {"error": "error", "warning": "warning", "info": "notice"}
    return "\n".join(
        f"::{level[p.severity]} file={_escape(p.where.file, True)},line={p.where.line},"
        f"col={p.where.column},title={p.code}::{_escape(_both(p, lang))}"
        for p in problems
    )


def gitlab(problems: tuple[Problem, ...], lang: Lang) -> str:
    """GitLab's code quality report."""
    level = {"error": "major", "warning": "minor", "info": "info"}
    return _json(
        [
            {
                "description": _both(p, lang),
                "check_name": p.code,
                "fingerprint": hashlib.sha256(repr(p).encode()).hexdigest(),
                "severity": level[p.severity],
                "location": {"path": p.where.file, "lines": {"begin": p.where.line}},
            }
            for p in problems
        ]
    )


def as_json(problems: tuple[Problem, ...], lang: Lang) -> str:
    return _json(
        [
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.where.file,
                "line": p.where.line,
                "column": p.where.column,
                "message": p.message.in_(lang),
                "hint": p.hint.in_(lang),
                "record": p.record,
            }
            for p in problems
        ]
    )


def sarif(problems: tuple[Problem, ...], lang: Lang) -> str:
    """SARIF 2.1.0."""
    level = {"error": "error", "warning": "warning", "info": "note"}
    results = [
        {
            "ruleId": p.code,
            "level": level[p.severity],
            "message": {"text": _both(p, lang)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": p.where.file},
                        "region": {"startLine": p.where.line, "startColumn": p.where.column},
                    }
                }
            ],
        }
        for p in problems
    ]
    rules = [{"id": code} for code in sorted({p.code for p in problems})]
    tool = {"driver": {"name": "youth-atlas", "rules": rules}}
    return _json({"version": "2.1.0", "runs": [{"tool": tool, "results": results}]})


FORMATS: dict[str, Callable[[tuple[Problem, ...], Lang], str]] = {
    "text": text,
    "github": github,
    "gitlab": gitlab,
    "json": as_json,
    "sarif": sarif,
}


def _both(p: Problem, lang: Lang) -> str:
    return f"{p.message.in_(lang)}\n{p.hint.in_(lang)}".strip()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _escape(value: str, in_property: bool = False) -> str:
    value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return value.replace(":", "%3A").replace(",", "%2C") if in_property else value
