"""The dates of a record: in order, and none of what has happened in the future. Schemas say which are meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.checks.messages import label
from generator.checks.subject import Subject
from generator.core.periods import first_day, last_begins, last_day
from generator.core.problems import Finding, Route, Rule
from generator.core.text import Text
from generator.records.catalog import Record
from generator.schema.dates import Pair, Path, happened, pairs
from generator.schema.model import RecordType

_TITLE = Text("日期", "Dates")
ORDER = Rule(
    "V-005",
    "error",
    Text(
        "{late_field}{late} 早于{early_field}{early}",
        "{late_field} {late} is before {early_field} {early}",
    ),
    Text("核对两个日期，改正其中一个", "check both dates and correct one of them"),
    _TITLE,
)
FUTURE = Rule(
    "V-011",
    "error",
    Text(
        "{field}{date} 在将来（今天是 {today}），写的却是已经发生的事",
        "{field} {date} is in the future (today is {today}), but tells of what has happened",
    ),
    Text(
        "改正日期；还没有发生的，等发生了再写",
        "correct the date; what has not happened yet is recorded once it has",
    ),
    _TITLE,
)


class Dated(NamedTuple):
    """A date of a record and its place; `around` are the objects that hold it, the record first."""

    route: Route
    value: Any
    around: tuple[tuple[Route, Any], ...]


def check(subject: Subject) -> Iterator[Finding]:
    """V-005 for every pair of dates that a schema declares. What is no date is the schema's. Nothing that
    follows a span comes before the last month or year that it names."""
    for record_type, records in _by_type(subject):
        for pair in pairs(record_type):
            for record in records:
                yield from _in_order(record, pair)


def _in_order(record: Record, pair: Pair) -> Iterator[Finding]:
    for late in _dates((((), record.data),), pair.late.path):
        for early in _dates(late.around[: pair.depth + 1], pair.early.path[pair.depth :]):
            if last_day(late.value) < last_begins(early.value):
                values = {
                    "late_field": label(pair.late.field, late.route),
                    "late": late.value,
                    "early_field": label(pair.early.field, early.route),
                    "early": early.value,
                }
                yield Finding(ORDER, record.file, late.route, values, record.id)


def check_future(subject: Subject) -> Iterator[Finding]:
    """V-011 for every date that a schema says has happened, on the day it really is: what was recorded
    since is no fault of a look back. Of a month, quarter or year the first day counts."""
    today = subject.today.isoformat()
    for record_type, records in _by_type(subject):
        for path, f in happened(record_type):
            for record in records:
                for route, value, _ in _dates((((), record.data),), path):
                    if first_day(value) > today:
                        values = {"field": label(f, route), "date": value, "today": today}
                        yield Finding(FUTURE, record.file, route, values, record.id)


def _by_type(subject: Subject) -> Iterator[tuple[RecordType, list[Record]]]:
    records: dict[str, list[Record]] = {}
    for record in subject.records:
        records.setdefault(record.type.type, []).append(record)
    return ((t, records[t.type]) for t in subject.model.types if t.type in records)


def _dates(around: tuple[tuple[Route, Any], ...], path: Path) -> Iterator[Dated]:
    """Every date at a path below the last of the objects `around` it, in each row of a list."""
    route, holder = around[-1]
    value = holder.get(path[0]) if isinstance(holder, dict) else None
    at = (*route, path[0])
    if len(path) == 1:
        if first_day(value):
            yield Dated(at, value, around)
    elif isinstance(value, list):
        for i, row in enumerate(value):
            yield from _dates((*around, ((*at, i), row)), path[1:])
    else:
        yield from _dates((*around, (at, value)), path[1:])
