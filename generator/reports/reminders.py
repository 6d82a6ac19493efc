"""What is due: each query of `schemas/reminders/` returns the records that wait for somebody.

A row gives `id` (the record), `org` (who is to act), `due` (the day, or nothing where none is set) and
what the message of the header names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.core.problems import Location, Problem, Refused, Rule, problem
from generator.core.text import Text
from generator.records.catalog import Catalog
from generator.schema.model import Query
from generator.schema.sql_files import named_after, read_headed, words_of
from generator.tables.query import BAD_QUERY, fetch, whole_database
from generator.tables.tabulate import Table

BAD_REMINDER = Rule(
    "V-002",
    "error",
    Text("提醒文件开头的说明有误：{reason}", "the header of the reminder is wrong: {reason}"),
    Text(
        "开头每行以“-- ”起，写 code、title、message",
        'start each line with "-- " and give code, title and message',
    ),
    Text("模式与查询", "Schemas and queries"),
)


@dataclass(frozen=True)
class Reminder:
    """A query of `schemas/reminders/` with its words."""

    code: str
    title: Text
    message: Text
    query: Query


@dataclass(frozen=True)
class Duty:
    """Something that waits: for which organisation (an id), by which day, about which record."""

    reminder: Reminder
    org: str | None
    due: date | None
    record: str
    file: str
    title: str
    message: Text

    @property
    def order(self) -> tuple[object, ...]:
        """By organisation, what is due first on top, what has no day below."""
        return (self.org or "~", self.due or date.max, self.reminder.code, self.record)


def read_reminders(schemas: Path) -> tuple[Reminder, ...]:
    """Raises Refused if a header is wrong."""
    found: list[Problem] = []
    reminders = tuple(read_headed(schemas, "reminders", BAD_REMINDER, _reminder, found))
    if found:
        raise Refused(found)
    return reminders


def duties(
    reminders: tuple[Reminder, ...], tables: dict[str, Table], catalog: Catalog, as_of: date, days: int
) -> list[Duty]:
    """Everything due by `days` days after `as_of`, sorted by `Duty.order`.

    `tables` are complete and hold the table of all records. Raises Refused with the place of a wrong query.
    """
    with whole_database(tables, catalog.model, as_of) as connection:
        connection.execute("SET VARIABLE until = ?::DATE", [as_of + timedelta(days)])
        found = [_duty(r, row, catalog) for r in reminders for row in fetch(connection, r.query)]
    return sorted(found, key=lambda d: d.order)


def _duty(reminder: Reminder, row: dict[str, Any], catalog: Catalog) -> Duty:
    record = catalog.by_id.get(str(row.get("id")))
    try:
        message = reminder.message.format(row)
        org, due = row["org"], row["due"]
    except KeyError as error:
        raise _wrong(reminder, f"it does not return {error}") from None
    if record is None:
        raise _wrong(reminder, f"no record has the id {row.get('id')}")
    return Duty(reminder, org, due, record.id, record.file, record.title, message)


def _reminder(header: dict[str, Any], query: Query) -> Reminder:
    named_after(header["code"], query)
    return Reminder(header["code"], words_of(header["title"]), words_of(header["message"]), query)


def _wrong(reminder: Reminder, reason: str) -> Refused:
    where = Location(reminder.query.file, reminder.query.first_line)
    return Refused([problem(BAD_QUERY, where, reason=reason)])
