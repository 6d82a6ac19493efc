"""A rule of recurrence as people say it: 每周三、周五 19:00–21:00，2026年12月2日至2027年1月27日，2027年1月1日除外."""

from __future__ import annotations

from datetime import date

from generator.config.i18n import Words
from generator.records.catalog import Record
from generator.records.occurrences import (
    DAYS,
    Occurrence,
    Rule,
    is_all_day,
    occurrences,
    rule_of,
    which_of_month,
)

_IN_EVERY_MONTH = 28


def in_words(record: Record, words: Words) -> str:
    """When it takes place; empty for a record that does so only once."""
    cal, rule, times = record.type.calendar, rule_of(record), occurrences(record)
    if not (cal and rule and times):
        return ""
    sentence = words.repeats_between.format(
        rule=_rule(rule, date.fromisoformat(times[0].first), words),
        time=_time(times[0], is_all_day(record.data, cal), words),
        first=_date(times[0].first, words),
        last=_date(times[-1].first, words),
    )
    days = words.list_comma.join(_date(day.isoformat(), words) for day in rule.without)
    return words.repeats_except.format(sentence=sentence, days=days) if days else sentence


def _rule(rule: Rule, first: date, words: Words) -> str:
    n, given = rule.interval, rule.days or (DAYS[first.weekday()],)
    days = words.list_comma.join(words[f"day_{day}"] for day in given)
    if rule.unit == "day":
        return words.every_n_days.format(n=n) if n > 1 else words.every_day
    if rule.unit == "week":
        return words.every_n_weeks.format(n=n, days=days) if n > 1 else words.every_on.format(days=days)
    if not rule.days:
        said = (words.every_n_months if n > 1 else words.every_month).format(n=n, d=first.day)
        return words.repeats_some_months.format(rule=said) if first.day > _IN_EVERY_MONTH else said
    which = which_of_month(first)
    template = words.every_n_months_on if n > 1 else words.every_month_on
    return template.format(n=n, day=days, which=words[f"which_{which}"] if which > 0 else words.which_last)


def _time(first: Occurrence, all_day: bool, words: Words) -> str:
    start, end = first.start[11:16], (first.end or "")[11:16]
    begins = words.repeats_all_day if all_day else start
    if first.last != first.first:
        n = (date.fromisoformat(first.last) - date.fromisoformat(first.first)).days + 1
        return words.repeats_for.format(start=begins, n=n)
    return f"{start}–{end}" if end and not all_day else begins


def _date(iso: str, words: Words) -> str:
    return words.date_plain.format(y=iso[:4], m=int(iso[5:7]), d=int(iso[8:10]))
