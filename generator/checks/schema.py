"""What one record owes its schema (V-002, V-008 and the x-rules), in an editor's words.

jsonschema-rs says quickly whether a record is sound; jsonschema, slower, tells why it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from generator.checks import messages
from generator.checks.hints import short
from generator.checks.subject import Subject
from generator.core.problems import Finding, Route, Rule
from generator.core.text import Text, text_of
from generator.privacy.fields import is_denied
from generator.records.catalog import Record
from generator.schema.model import Field, RecordType

Explain = Callable[[Record], list[Finding]]


def check(subject: Subject) -> Iterator[Finding]:
    """What in a record does not follow its schema. A validator takes long to make: only for types at hand."""
    types = subject.model.by_type
    explain = cache(lambda name: explainer(types[name]))
    for record in subject.records:
        yield from explain(record.type.type)(record)


def explainer(record_type: RecordType) -> Explain:
    """A function that gives the findings of a record of a type; none means that it follows its schema."""
    schema = {k: v for k, v in record_type.schema.items() if not k.startswith("$")}
    quick = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    computed = {f.name for f in record_type.fields.values() if f.computed}

    def explain(record: Record) -> list[Finding]:
        findings = [
            Finding(messages.COMPUTED, record.file, (name,), {"field": _label(record_type, (name,))},
                    record.id, at_key=True)
            for name in sorted(computed & record.data.keys())
        ]  # fmt: skip
        if quick.is_valid(record.data):
            return findings
        return findings + _explained(_errors(schema, record), record)

    return explain


def _errors(schema: Any, record: Record) -> list[Any]:
    import jsonschema  # slow to load, and seldom needed

    slow = jsonschema.Draft202012Validator
    return list(slow(schema, format_checker=slow.FORMAT_CHECKER).iter_errors(record.data))


def _explained(errors: list[Any], record: Record) -> list[Finding]:
    """One fault, one finding: where a value itself is wrong, nothing that follows from it is said."""
    special = {i: f for i, e in enumerate(errors) if (f := _special_rule(e, record))}
    first = {(f.rule.code, f.values["at"]): i for i, f in reversed(special.items())}
    plain = [f for i, e in enumerate(errors) if i not in special for f in _plain(e, record)]
    mistyped = {f.route for f in plain if f.rule is messages.TYPE}
    wrong = {f.route for f in plain if f.rule is not messages.MISSING}
    meant = {
        (*f.route[:-1], f.values["meant"]) for f in plain if f.rule in (messages.UNKNOWN, messages.PERSONAL)
    }
    kept = [
        f
        for f in plain
        if (f.rule is messages.TYPE or f.route not in mistyped)
        and not (f.rule is messages.MISSING and (*f.route, f.values["name"]) in meant)
    ]
    kept += [
        f
        for i, f in special.items()
        if i in first.values()
        and f.values["at"] not in meant
        and (errors[i].validator in _ABSENCE or tuple(errors[i].absolute_path) not in wrong)
    ]
    if not kept:
        kept = [Finding(messages.SCHEMA, record.file, (), {"reason": "rejected"}, record.id)]
    return list({(f.rule.code, f.route, str(f.values)): f for f in kept}.values())


_ABSENCE = ("required", "anyOf", "not")


def _plain(error: Any, record: Record) -> list[Finding]:
    route: Route = tuple(error.absolute_path)
    if error.validator in messages.LIMITS and (swapped := _swapped(record, route)):
        return [swapped]
    say = _EXPLAIN.get(str(error.validator), _other)
    return [
        Finding(rule, record.file, at, values, record.id, at_key)
        for rule, at, values, at_key in say(error, record.type, route)
    ]


def _swapped(record: Record, route: Route) -> Finding | None:
    """Longitude and latitude in each other's place: north of 73° lies no home, east of 3–54° no China."""
    if route[-1:] not in (("lon",), ("lat",)):
        return None
    lon, lat = (_value_at(record.data, (*route[:-1], axis)) for axis in ("lon", "lat"))
    if not all(isinstance(x, (int, float)) for x in (lon, lat)) or not (3 <= lon <= 54 and 73 <= lat <= 136):
        return None
    return Finding(messages.SWAPPED, record.file, (*route[:-1], "lon"), {"lon": lon, "lat": lat}, record.id)


def _special_rule(error: Any, record: Record) -> Finding | None:
    """The words that the schema itself gives (x-rule) to the branch that failed, the deepest one.

    `at` of an x-rule counts from the object that holds the rule.
    """
    branch: Any = record.type.schema
    rule: dict[str, Any] = {}
    steps, taken = 0, 0
    path = list(error.absolute_schema_path)
    for i, step in enumerate(path):
        if step == "items" or (i and path[i - 1] == "properties"):
            steps += 1  # one key or position further into the record
        branch = branch[step]
        if isinstance(branch, dict) and "x-rule" in branch:
            rule, taken = branch, steps
    if not rule:
        return None
    given, above = rule["x-rule"], tuple(error.absolute_path)[:taken]
    words_of = Rule(given["code"], "error", text_of(given["message"]), text_of(given["hint"]))
    at = _shown_at(rule, _value_at(record.data, above))
    values = {"at": (*above, given["at"])}
    return Finding(words_of, record.file, (*above, at), values, record.id)


def _shown_at(rule: dict[str, Any], holder: Any) -> str:
    """The field that the rule names; if that is missing, the field that asks for it."""
    at = str(rule["x-rule"]["at"])
    condition = rule["if"]
    asking = [n for n, test in condition.get("properties", {}).items() if "not" not in test]
    asking += condition.get("required", ())
    return next((name for name in (at, *asking) if name in holder), at)


def _value_at(value: Any, route: Route) -> Any:
    for step in route:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


Said = list[tuple[Rule, Route, dict[str, Any], bool]]


def _unknown(error: Any, record_type: RecordType, route: Route) -> Said:
    known = error.schema.get("properties", {})
    fields = _field_at(record_type, route)
    said: Said = []
    for name in error.instance:
        if name not in known:
            near = messages.nearest_field(name, fields)
            rule = messages.PERSONAL if is_denied(name) else messages.UNKNOWN
            said.append((rule, (*route, name), {"name": short(name), **near}, True))
    return said


def _missing(error: Any, record_type: RecordType, route: Route) -> Said:
    said: Said = []
    for name in error.validator_value:
        if name not in error.instance:
            f = _field_at(record_type, route).get(name)
            said.append((messages.MISSING, route, messages.about(f, (*route, name)), False))
    return said


def _code(error: Any, record_type: RecordType, route: Route) -> Said:
    f = _field(record_type, route)
    rule = messages.CODE if f and f.codes else messages.FIXED
    return [(rule, route, messages.code_values(error.instance, error.validator_value, f, route), False)]


def _type(error: Any, record_type: RecordType, route: Route) -> Said:
    f = _field(record_type, route)
    return [(messages.TYPE, route, messages.type_values(error.instance, error.schema, f, route), False)]


def _pattern(error: Any, record_type: RecordType, route: Route) -> Said:
    f = _field(record_type, route)
    rule = messages.ID if route == ("id",) else messages.URL if f and f.kind == "uri" else messages.PATTERN
    return [(rule, route, messages.pattern_values(error.instance, f, route), False)]


def _limit(error: Any, record_type: RecordType, route: Route) -> Said:
    f = _field(record_type, route)
    return [(messages.LIMITS[error.validator], route, messages.limit_values(error, f, route), False)]


def _other(error: Any, record_type: RecordType, route: Route) -> Said:
    return [(messages.SCHEMA, route, {"reason": error.message[:200]}, False)]


_EXPLAIN: dict[str, Callable[[Any, RecordType, Route], Said]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "enum": _code,
    "const": _code,
    "type": _type,
    "pattern": _pattern,
    "format": _pattern,
    **dict.fromkeys(messages.LIMITS, _limit),
}


def _label(record_type: RecordType, route: Route) -> Text:
    return messages.label(_field(record_type, route), route)


def _field(record_type: RecordType, route: Route) -> Field | None:
    fields = record_type.fields
    f: Field | None = None
    for step in route:
        if isinstance(step, int):
            f = f.item if f else None
        else:
            f = fields.get(step)
        if f is None:
            return None
        inner = f.item if f.kind == "list" and f.item else f
        fields = inner.fields
    return f


def _field_at(record_type: RecordType, route: Route) -> dict[str, Field]:
    """The fields that may stand in the object at a route."""
    if not route:
        return record_type.fields
    f = _field(record_type, route)
    return f.fields if f else {}
