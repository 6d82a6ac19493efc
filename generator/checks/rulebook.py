"""Every rule there is, for those who want to read them: of the program, of the schemas, of the queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.checks import common, messages, references, text, transitions, uscc
from generator.config import i18n
from generator.core import yaml_messages
from generator.core.problems import Problem, Rule, RuleReport
from generator.core.text import Text, join, text_of
from generator.privacy import allow
from generator.privacy import rules as privacy
from generator.records import load
from generator.schema import sql_files
from generator.schema.model import Model
from generator.tables import query

ROOMS = (
    load,
    yaml_messages,
    messages,
    text,
    common,
    references,
    common,
    transitions,
    uscc,
    i18n,
    load,
    sql_files,
    query,
    privacy,
    allow,
)
"""The modules that hold rules, as names of theirs."""

_EVERYWHERE = Text("各类记录", "Records of every kind")
_MOST_NAMED = 3


def rule_reports(model: Model, problems: Iterable[Problem]) -> tuple[RuleReport, ...]:
    """Each rule once, by code, with what it found. A rule of a schema is named after its record types."""
    found: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.rule:
            found[_key(problem.rule)].append(problem)
    rules = {_key(rule): rule for rule in (*of_program(), *_of_records(model), *of_queries(model))}
    ordered = sorted(rules.items(), key=lambda r: (r[1].code, r[1].title.zh, r[1].message.zh, r[1].hint.zh))
    return tuple(RuleReport(rule, tuple(found[key])) for key, rule in ordered)


def of_program() -> Iterator[Rule]:
    for room in ROOMS:
        for value in vars(room).values():
            rules = value.values() if isinstance(value, dict) else (value,)
            yield from (rule for rule in rules if isinstance(rule, Rule))


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


def _key(rule: Rule) -> tuple[str, str, str]:
    return rule.code, rule.message.zh, rule.hint.zh
