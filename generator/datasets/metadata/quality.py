"""`quality_report`: every rule with what it says, where it comes from and what it found in this build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from generator.core.outputs import Output, constant
from generator.core.problems import Problem, RuleReport, without_values
from generator.core.text import Text
from generator.datasets.formats import csv, json
from generator.datasets.publication import Dataset, Publication
from generator.tables.derived import both, column, kind_of, table, words_columns

NAME = "quality_report"
PATH = f"data/{NAME}"
REPORT_FORMATS = (".csv", ".excel.csv", ".json", ".ndjson")
"""What it is written in; its JSON has a form of its own."""
_ABOUT = Text(
    "全部检查规则：每行一条，有编号、轻重、依据、提示的说法，以及这次发现了几处；具体是哪些在同名的 JSON 里。每次发现才知道的内容以“…”表示。",
    "All rules that records are checked by: a row holds one, with its code, severity, source, what it says and how many places it found this time; which they are stands in the JSON of the same name. What only a finding knows is written “…”.",
)
_SEVERITIES = {
    "error": Text("错误：不改正就不发布", "Error: nothing is published until it is mended"),
    "warning": Text("提醒", "Warning"),
    "info": Text("说明", "Note"),
}
_COLUMNS = [
    column("code", "编号", "Code", "规则的编号，几条规则可以同号", "Code of the rule; several rules may share one",
           key=True, example="V-401"),
    column("seq", "序号", "Position", "同一编号里的第几条，从 1 起", "Which rule of that code it is, from 1", "integer",
           key=True, example=1),
    column("severity", "轻重", "Severity", "发现问题时怎样处理", "What a finding means", "code",
           required=True, codes=_SEVERITIES, example="error"),
    column("source", "依据", "Source", "方案的章节；general 表示一般要求", "A place in the plan; general for good order",
           required=True, example="general"),
    *words_columns("title", "规则", "Title", "规则管什么", "What the rule is about"),
    *words_columns("message", "提示", "Message", "发现问题时怎样说", "What a finding says"),
    *words_columns("hint", "改法", "Hint", "怎样改正", "How to mend it"),
    column("found", "发现", "Found", "这次发现了几处", "How many places it found this time", "integer",
           required=True, example=0),
]  # fmt: skip


def report_dataset(reports: Sequence[RuleReport], publication: Publication) -> Dataset:
    """The rules as a dataset, whose page is that of the rules."""
    kind = kind_of("rule", NAME, Text("检查规则与结果", "Rules and what they found"), _ABOUT)
    made = table(kind, _COLUMNS, list(_rows(reports)))
    return Dataset(made, publication, publication.as_of, own_page="quality/")


def quality_report(dataset: Dataset, reports: Sequence[RuleReport]) -> Iterator[Output]:
    """Tables with a row a rule, and a JSON that holds the problems found as well."""
    rules = dataset.table.rows.to_pylist()
    problems = [_problem(p) for v in reports for p in v.found]
    document = {
        "_meta": {"rules": len(rules), "problems": len(problems)},
        "rules": rules,
        "problems": problems,
    }
    yield constant(f"{PATH}.csv", csv.write(dataset))
    yield constant(f"{PATH}.excel.csv", csv.for_excel(dataset))
    yield constant(f"{PATH}.ndjson", json.lines(dataset))
    yield constant(f"{PATH}.json", orjson.dumps(document, option=orjson.OPT_INDENT_2))


def _rows(reports: Sequence[RuleReport]) -> Iterator[dict[str, Any]]:
    seq: dict[str, int] = {}
    for report in reports:
        rule = report.rule
        seq[rule.code] = seq.get(rule.code, 0) + 1
        yield {
            "code": rule.code,
            "seq": seq[rule.code],
            "severity": rule.severity,
            "source": rule.source,
            **both("title", rule.title),
            **both("message", without_values(rule.message)),
            **both("hint", without_values(rule.hint)),
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
        "hint": problem.hint.zh,
        "hint_en": problem.hint.en,
    }
