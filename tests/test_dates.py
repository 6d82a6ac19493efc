"""Dates of records: each tells of what has happened or of a plan, and those that belong together are in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from conftest import ROOT
from test_schemas import MODEL, copy_schemas

from generator.checks import dates
from generator.checks.subject import Subject
from generator.config.project import Project
from generator.core.problems import Finding, Refused, path_of
from generator.records.catalog import Record
from generator.records.load import LoadedRecords
from generator.schema.dates import happened, pairs
from generator.schema.load import read_model
from generator.schema.model import RecordType, walk

TODAY = date(2024, 6, 1)
PERIODS = ("quarter", "month", "year", "wave")

PLANS = {
    "valid_from", "valid_to", "review_due",
    "home.opened_on", "home.closed_on", "home.closed_dates.date", "home.closed_dates.until",
    "home.opening.valid_from", "home.opening.valid_to",
    "home.cooperation.agreement_from", "home.cooperation.agreement_to",
    "home.former_areas.until", "gathering-place.former_areas.until", "org.former_areas.until",
    "event.starts_at", "event.ends_at", "event.signup.deadline", "event.repeats.until",
    "event.occurrences.starts_at", "event.occurrences.ends_at",
    "post.vacancies.from", "post.vacancies.to",
    "delivery.scheduled_at",
    "committee.established_on", "committee.rotation.from", "committee.rotation.to",
    "partnership.agreement.valid_to",
    "resource.available.from", "resource.available.to",
    "lead-assignment.from", "lead-assignment.to",
    "contact-point.from", "contact-point.to",
    "brand.started_on", "brand.ended_on",
    "task.due_on", "task.issued_on", "task.list_year",
    "work-plan.measures.due_on",
    "funding.year", "evaluation.year",
    "inspection.period.from", "inspection.period.to", "inspection.issues.due_on",
    "survey.period.from", "survey.period.to",
    "plan.baseline_date",
    "phase.starts_on", "phase.ends_on", "phase-review.rollout.date",
    "calendar.year", "calendar.days.date",
}  # fmt: skip
"""Dates that may lie ahead: of plans, terms and deadlines. `V-014` and `V-604` compare some with the status."""

each_type = pytest.mark.parametrize("record_type", MODEL.types, ids=lambda t: t.type)


@each_type
def test_every_date_tells_of_what_has_happened_or_of_a_plan(record_type: RecordType) -> None:
    told = {".".join(path) for path, _ in happened(record_type)}
    for path, f in walk(record_type.fields):
        if f.kind in ("date", "instant") or f.name in PERIODS:
            is_plan = bool({path, f"{record_type.type}.{path}"} & PLANS)
            assert (path in told) != is_plan, (
                f"{record_type.type}.{path}: x-happened, or in the list of plans"
            )


def test_the_list_of_plans_names_nothing_else() -> None:
    known = {f"{t.type}.{path}" for t in MODEL.types for path, _ in walk(t.fields)}
    assert {p for p in PLANS if "." in p} <= known


@each_type
def test_what_has_happened_is_not_in_the_future(record_type: RecordType) -> None:
    for path, f in happened(record_type):
        for later, now in LATER[_form(f.schema)]:
            (found,) = checked(record_type, nested(path, later), dates.check_future)
            assert found.rule.code == "V-011"
            assert path_of(found.route).replace("[0]", "") == ".".join(path)
            assert checked(record_type, nested(path, now), dates.check_future) == []


@each_type
def test_dates_that_belong_together_are_in_order(record_type: RecordType) -> None:
    for pair in pairs(record_type):
        wrong = merged(
            nested(pair.early.path, LATER[_form(pair.early.field.schema)][0][0]),
            nested(pair.late.path, EARLY[_form(pair.late.field.schema)]),
        )
        assert [f.rule.code for f in checked(record_type, wrong, dates.check)][:1] == ["V-005"], (
            pair.late.path
        )
        right = merged(
            nested(pair.early.path, EARLY[_form(pair.early.field.schema)]),
            nested(pair.late.path, LATER[_form(pair.late.field.schema)][0][0]),
        )
        assert checked(record_type, right, dates.check) == [], pair.late.path


LATER: dict[str, list[tuple[Any, Any]]] = {
    "date": [("2024-06-02", "2024-06-01")],
    "date-time": [("2024-06-02T00:00:00+08:00", "2024-06-01T23:59:59+08:00")],
    "quarter": [("2024Q3", "2024Q2")],
    "half": [("2024H2", "2024H1")],
    "month": [("2024-07", "2024-06")],
    "year": [(2025, 2024)],
    "span": [("2024年7月至2025年2月", "2024年5月至2024年6月")],
}
"""A value after the day of the check, and one that is not."""
EARLY: dict[str, Any] = {
    "date": "2023-05-01",
    "date-time": "2023-05-01T08:00:00+08:00",
    "quarter": "2023Q2",
    "half": "2023H1",
    "month": "2023-05",
    "year": 2023,
    "span": "2023年5月至2023年6月",
}


def _form(schema: dict[str, Any]) -> str:
    if schema["type"] == "integer":
        return "year"
    pattern = str(schema.get("pattern"))
    forms = {"Q[1-4]": "quarter", "H[12]": "half", "(0[1-9]|1[0-2])$": "month"}
    return schema.get("format") or next((form for sign, form in forms.items() if sign in pattern), "span")


def nested(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    for name in reversed(path):
        value = {name: value}
    return value  # type: ignore[no-any-return]


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = {**one, **other}
    return both | {k: merged(one[k], other[k]) for k in one.keys() & other.keys() if isinstance(one[k], dict)}


def checked(record_type: RecordType, data: dict[str, Any], run: Any) -> list[Finding]:
    """Of a record with these values; what schemas call a list is one of a single row."""
    rows = {p for p, f in walk(record_type.fields) if f.kind == "list"}
    record = Record("id", record_type, "file.yaml", as_lists(data, rows))
    loaded = LoadedRecords((record,), (), {})
    return list(run(Subject(Project(ROOT), MODEL, loaded, TODAY, TODAY, records=(record,))))


def as_lists(data: Any, rows: set[str], above: str = "") -> Any:
    if not isinstance(data, dict):
        return data
    found = {}
    for name, value in data.items():
        inner = as_lists(value, rows, f"{above}{name}.")
        found[name] = [inner] if f"{above}{name}" in rows else inner
    return found


def test_an_order_that_names_no_field_is_refused(tmp_path: Any) -> None:
    schemas = copy_schemas(tmp_path)
    path = schemas / "records" / "task.schema.json"
    path.write_text(
        path.read_text("utf-8").replace('"x-after": ["issued_on"', '"x-after": ["isued_on"'), "utf-8"
    )
    with pytest.raises(Refused, match="x-after of due_on names no field: isued_on"):
        read_model(schemas)
