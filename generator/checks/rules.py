"""Every rule there is, for those who want to read them: of the program, of the schemas, of the queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.checks import CHECKS
from generator.config import i18n, project
from generator.core import yaml_messages
from generator.core.problems import Problem, Rule, RuleReport, rules_in
from generator.core.text import Text, join, text_of
from generator.forms import backend
from generator.privacy import rules as privacy
from generator.records import load as records
from generator.scaffold import area_list
from generator.schema import load as schemas
from generator.schema import sql_files
from generator.schema.model import Model
from generator.tables import query

RULES = (
    *(rule for check in CHECKS for rule in check.rules),
    *rules_in(
        yaml_messages,
        records,
        schemas,
        sql_files,
        query,
        project,
        i18n,
        backend,
        area_list,
        privacy,
    ),
)
"""The rules of all checks written in Python, and of all that reads files below them."""

_EVERYWHERE = Text("各类记录", "Records of every kind")
_MOST_NAMED = 3


def rule_reports(
    model: Model, problems: Iterable[Problem], of_program: Iterable[Rule]
) -> tuple[RuleReport, ...]:
    """Each rule once, by code, with what it found: of the program, of schemas and of queries.

    A rule of a schema is named after its record types.
    """
    found: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.rule:
            found[_key(problem.rule)].append(problem)
    rules = {_key(rule): rule for rule in (*of_program, *_of_records(model), *of_queries(model))}
    ordered = sorted(rules.items(), key=_order)
    return tuple(RuleReport(rule, tuple(found[key])) for key, rule in ordered)


def of_queries(model: Model) -> Iterator[Rule]:
    yield from (check.rule for check in model.checks)


def of_schema(schema: Any) -> Iterator[Rule]:
    """What a schema says in words of its own (x-rule), at any depth."""
    inner = schema if isinstance(schema, list) else schema.values() if isinstance(schema, dict) else ()
    for value in inner:
        yield from of_schema(value)
    if isinstance(schema, dict) and isinstance(given := schema.get("x-rule"), dict):
        message, hint = text_of(given["message"]), text_of(given["hint"])
        yield Rule(given["code"], "error", message, hint, source=given.get("source", "general"))


def _of_records(model: Model) -> Iterator[Rule]:
    """Rules of schemas, each with the record types that share it as its title."""
    shared: dict[tuple[str, str, str], tuple[Rule, dict[str, Text]]] = {}
    for record_type in model.types:
        for rule in of_schema(record_type.schema):
            shared.setdefault(_key(rule), (rule, {}))[1][record_type.type] = record_type.label
    for rule, types in shared.values():
        title = join(list(types.values())) if len(types) <= _MOST_NAMED else _EVERYWHERE
        yield replace(rule, title=title)


def _order(entry: tuple[object, Rule]) -> tuple[bool, str, str, str, str]:
    """Those of records first, by code; then those of sheets."""
    rule = entry[1]
    return not rule.code.startswith("V"), rule.code, rule.title.zh, rule.message.zh, rule.hint.zh


def _key(rule: Rule) -> tuple[str, str, str]:
    return rule.code, rule.message.zh, rule.hint.zh
