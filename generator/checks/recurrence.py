"""V-611: what a calendar entry says of its days adds up: the rule by which it repeats, and whole days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any

from generator.checks.subject import Subject
from generator.core.problems import Finding, Route, Rule
from generator.core.text import Text
from generator.records.catalog import Record
from generator.records.occurrences import DAYS, MOST, Occurrence, days_of, first_time, is_all_day, rule_of
from generator.records.occurrences import Rule as Recurrence
from generator.schema.roles import Calendar, Repeats

_TITLE = Text("重复的活动", "Events that repeat")
_NAMES = [Text(f"周{day}", name) for day, name in zip("一二三四五六日", (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)]  # fmt: skip

EARLY = Rule(
    "V-611",
    "error",
    Text("截止 {until} 早于第一次 {first}", "until {until} is before the first time, {first}"),
    Text("until 写最后一次的日期；只办一次就删去 repeats", "give the day of the last time; delete repeats if there is one time only"),
    _TITLE,
)  # fmt: skip
OTHER_DAY = Rule(
    "V-611",
    "error",
    Text("第一次 {first} 是{day_zh}，不在重复的日子里", "the first time, {first}, is a {day_en}, which is none of the days"),
    Text("改正开始时间，或在 days 里加上 {code}", "correct the start, or add {code} to days"),
    _TITLE,
)  # fmt: skip
SEVERAL = Rule(
    "V-611",
    "error",
    Text("每月一次的只能写一个星期几", "what takes place once a month has one day of the week"),
    Text("days 里只留一天；一个月办两次的，分成两条记录", "leave one day in days; for two times a month make two records"),
    _TITLE,
)  # fmt: skip
NOT_ONE = Rule(
    "V-611",
    "error",
    Text("除外的 {day}（{day_zh}）本来就不办", "it would not take place on {day}, a {day_en}, anyway"),
    Text(
        "核对日期，写本来要办的那天，或删去这一项",
        "check the date: give a day on which it would, or delete the entry",
    ),
    _TITLE,
)
FIRST = Rule(
    "V-611",
    "error",
    Text("{day} 是第一次的日期，却写成了除外", "{day} is the day of the first time and is left out"),
    Text(
        "starts_at、ends_at 改为第一次真正举办的时间（{next}），再删去这一项",
        "set starts_at and ends_at to the first time that does take place ({next}), and delete the entry",
    ),
    _TITLE,
)
NEVER = Rule(
    "V-611",
    "error",
    Text("每一次都除外了，一次也不办", "every time is left out: it never takes place"),
    Text("删去多写的除外日期；整个活动取消的，把 status 改为 cancelled", "delete some of the days; if all of it is off, set status to cancelled"),
    _TITLE,
)  # fmt: skip
LONG = Rule(
    "V-611",
    "error",
    Text("一次还没结束，{next} 又开始一次", "it has not ended when it begins again on {next}"),
    Text(
        "结束时间写第一次几点结束，最后一天写在 until；连续举办的删去 repeats",
        "give when the first time ends, and the last day in until; if it goes on without a break delete repeats",
    ),
    _TITLE,
)
MANY = Rule(
    "V-611",
    "error",
    Text("重复超过 {most} 次", "it repeats more than {most} times"),
    Text("把 until 写近一些，到时再续", "set an earlier until, and go on from there later"),
    _TITLE,
)
ENDLESS = Rule(
    "V-611",
    "error",
    Text("到 {last} 才结束，超过 {years} 年", "it goes on until {last}, for more than {years} years"),
    Text("核对年份；没有定下何时结束的，先写近一些，到时再续", "check the year; if nobody knows when it ends, set an earlier day, and go on from there later"),
    _TITLE,
)  # fmt: skip
YEARS = 10
"""Every month in which something goes on has a page."""
HOURS = Rule(
    "V-611",
    "warning",
    Text("写了全天，起止却有钟点，钟点不会显示", "it lasts all day, but start and end have hours, which are not shown"),
    Text("有钟点就删去 all_day；全天的钟点写 00:00:00，结束写第二天", "delete all_day if it has hours; else write 00:00:00, and the day after as the end"),
    _TITLE,
)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    for record in subject.valid:
        cal, first = record.type.calendar, first_time(record)
        if cal is None or first is None or record.removed:
            continue
        yield from _endless(record, cal, first)
        if is_all_day(record.data, cal) and not _from_midnight_to_midnight(record, cal):
            yield Finding(HOURS, record.file, (cal.start,), {}, record.id)
        if cal.repeats and (rule := rule_of(record)):
            yield from _of_rule(record, cal.repeats, rule, first)


def _endless(record: Record, cal: Calendar, time: Occurrence) -> Iterator[Finding]:
    first, rule, latest = date.fromisoformat(time.first), rule_of(record), timedelta(days=YEARS * 366)
    lasts: list[tuple[Route, date]] = [((cal.end or cal.start,), date.fromisoformat(time.last))]
    if rule and cal.repeats:
        lasts.append(((cal.repeats.field, cal.repeats.until), rule.until))
    for route, last in lasts:
        if last - first > latest:
            yield Finding(ENDLESS, record.file, route, {"last": last, "years": YEARS}, record.id)


def _from_midnight_to_midnight(record: Record, cal: Calendar) -> bool:
    start, end = (str(record.data.get(name, ""))[11:16] for name in (cal.start, cal.end or cal.start))
    return start in ("", "00:00") and end in ("", "00:00", "23:59")


def _of_rule(record: Record, names: Repeats, rule: Recurrence, time: Occurrence) -> Iterator[Finding]:
    first = date.fromisoformat(time.first)

    def found(what: Rule, *route: Any, **values: object) -> Finding:
        return Finding(what, record.file, (names.field, *route), values, record.id)

    if rule.until < first:
        yield found(EARLY, names.until, until=rule.until, first=first)
        return
    if rule.days and DAYS[first.weekday()] not in rule.days:
        yield found(OTHER_DAY, names.days, first=first, code=DAYS[first.weekday()], **_named(first))
        return
    if rule.unit == "month" and len(rule.days) > 1:
        yield found(SEVERAL, names.days)
        return
    days = list(islice(days_of(rule._replace(without=()), first), MOST + 1))
    if len(days) > MOST:
        yield found(MANY, names.until, most=MOST)
        return
    for what, route, values in _left_out(rule, record.data[names.field].get(names.without, ()), days):
        yield found(what, names.without, *route, **values)
    if next_one := _before_it_ended(time, days):
        end = record.type.calendar and record.type.calendar.end
        yield Finding(LONG, record.file, (end or names.field,), {"next": next_one}, record.id)


def _left_out(
    rule: Recurrence, given: Sequence[str], days: list[date]
) -> Iterator[tuple[Rule, Route, dict[str, object]]]:
    """What is wrong with the days `given` as exceptions from `days`, and with which of them."""
    for i, day in enumerate(map(date.fromisoformat, given)):
        if day not in days:
            yield NOT_ONE, (i,), {"day": day, **_named(day)}
    held = [day for day in days if day not in rule.without]
    if not held:
        yield NEVER, (), {}
    elif held[0] != days[0]:
        yield FIRST, (given.index(str(days[0])),), {"day": days[0], "next": held[0]}


def _named(day: date) -> dict[str, str]:
    name = _NAMES[day.weekday()]
    return {"day_zh": name.zh, "day_en": name.en}


def _before_it_ended(time: Occurrence, days: list[date]) -> date | None:
    """The first day on which it begins again although the time before is not over."""
    length = date.fromisoformat((time.end or time.start)[:10]) - date.fromisoformat(time.first)
    ends_later = len(time.start) == 10 or (time.end or "")[11:19] > time.start[11:19]
    return next((n for d, n in pairwise(days) if n - d < length or (n - d == length and ends_later)), None)
