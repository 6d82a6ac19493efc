"""`remind`, `bulletin` and `duplicates`: what staff have to do next, how a quarter went, what looks alike."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path

from generator.checks import CheckResult
from generator.commands.console import CLEAN, USAGE, Commands, say
from generator.config.project import Project, load_settings, open_project, today
from generator.core.problems import Refused, errors
from generator.core.text import Lang, Text
from generator.datasets.formats.ical import CalendarEntry, calendar, day_number
from generator.pipeline import inspect
from generator.records.catalog import Catalog
from generator.reports import bulletin as bulletins
from generator.reports import duplicates as alike
from generator.reports.bulletin import FORMATS as BULLETINS
from generator.reports.reminders import Duty, duties, read_reminders
from generator.tables.record_inventory import inventory
from generator.tables.tabulate import Table


def add(commands: Commands) -> None:
    due = commands.add("remind", remind, "哪些事该办了 / what is due, by organisation", dated=True)
    due.add_argument("--org", metavar="ID", help="只看一个组织 / only of this organisation")
    due.add_argument("--days", type=int, default=30, metavar="N", help="往后看几天（30）/ days ahead (30)")
    due.add_argument("--format", choices=REMINDERS, default="text")
    quarterly = commands.add("bulletin", bulletin, dated=True,
                             words="季度通报草稿，每个镇街一份 / drafts of a quarter's bulletin, one a town")  # fmt: skip
    quarterly.add_argument("--quarter", metavar="2023-Q4", help="默认上一季度 / default: the last one over")
    quarterly.add_argument("--out", metavar="DIR", default="bulletin", help="写到（bulletin/）/ where to")
    alike = commands.add("duplicates", duplicates, "哪些记录可能重复 / records that look alike", dated=True)
    alike.add_argument("--least", type=float, default=0.6, metavar="0–1", help="至少多像（0.6）/ how alike")
    alike.add_argument("--format", choices=("text", "json"), default="text")


def remind(options: Namespace) -> int:
    """Print what is due, of one organisation or of all; nothing due is no error."""
    project, checked, tables, day = _look(options)
    if options.org and options.org not in checked.catalog.by_id:
        say(options.lang, Text(f"没有组织“{options.org}”", f'there is no organisation "{options.org}"'))
        return USAGE
    found = duties(read_reminders(project.schemas), tables, checked.catalog, day, options.days)
    wanted = [d for d in found if options.org in (None, d.org)]
    print(REMINDERS[options.format](wanted, checked.catalog, day, options.lang), end="")
    return CLEAN


def bulletin(options: Namespace) -> int:
    """Write a draft a town, and one of the district, into a folder; print their names."""
    project, checked, tables, day = _look(options)
    quarter = bulletins.quarter_of(options.quarter) if options.quarter else bulletins.quarter_before(day)
    if quarter is None:
        say(options.lang, Text(f"季度写成 2023-Q4 的样子，“{options.quarter}”不是",
                               f'write the quarter like 2023-Q4; "{options.quarter}" is none'))  # fmt: skip
        return USAGE
    parts = bulletins.bulletin(
        bulletins.read_sections(project.schemas), tables, checked.catalog.model, quarter, day
    )
    names = {a: checked.catalog.by_id[a].title for a in bulletins.areas(tables, checked.catalog.model, day)}
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    site = load_settings(project, options.lang).site_name
    for area, name in names.items():
        for suffix in ("md", "html"):
            path = folder / f"{quarter.code}-{area}.{suffix}"
            path.write_text(BULLETINS[suffix](name, site, quarter, parts, area, options.lang), "utf-8")
            print(path)
    return CLEAN


def duplicates(options: Namespace) -> int:
    """Print pairs of records that look alike, the most alike first."""
    project, checked, tables, day = _look(options)
    found = alike.pairs(project.schemas, tables, checked.catalog.model, day, options.least)
    if options.format == "json":
        print(json.dumps([p.__dict__ for p in found], ensure_ascii=False, indent=1))
    else:
        for pair in found:
            print(_pair(pair, checked.catalog, options.lang))
        say(options.lang, Text(f"{len(found)} 对看着相像的记录", f"{len(found)} pairs of records look alike"))
    return CLEAN


def _look(options: Namespace) -> tuple[Project, CheckResult, dict[str, Table], date]:
    """The project with its records and complete tables on the day asked for. Raises Refused with what
    has to be mended first."""
    project = open_project(Path(options.project))
    day = options.as_of or today()
    checked = inspect(project, day, today())
    if wrong := errors(checked.problems):
        raise Refused(wrong)
    return project, checked, {**checked.tables, **inventory(checked.catalog, checked.problems)}, day


# The forms of a list of duties


def _text(found: list[Duty], catalog: Catalog, day: date, lang: Lang) -> str:
    lines = []
    for org, group in groupby(found, key=lambda d: d.org):
        lines.append(_name(org, catalog, lang))
        for duty in group:
            lines.append(f"  {_when(duty, day, lang)}  {duty.reminder.title.in_(lang)}  {duty.title}")
            lines.append(f"      {duty.message.in_(lang)}")
            lines.append(f"      → {duty.file}")
        lines.append("")
    many = Text(f"共 {len(found)} 件", f"{len(found)} in all").in_(lang)
    return "\n".join([*lines, many, ""])


def _json(found: list[Duty], _catalog: Catalog, day: date, _lang: Lang) -> str:
    rows = [
        {
            "code": d.reminder.code,
            "org": d.org,
            "due": d.due.isoformat() if d.due else None,
            "late": bool(d.due and d.due < day),
            "record": d.record,
            "file": d.file,
            "title": d.title,
            "what": {"zh": d.reminder.title.zh, "en": d.reminder.title.en},
            "message": {"zh": d.message.zh, "en": d.message.en},
        }
        for d in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _ics(found: list[Duty], catalog: Catalog, day: date, lang: Lang) -> str:
    """An entry on each day that something is due, on `day` itself where that is past or not set."""
    entries = [
        CalendarEntry(
            uid=f"{d.reminder.code}-{d.record}-{d.org or 'none'}@youth-atlas",
            title=f"{d.reminder.title.in_(lang)}：{d.title}",
            start=max(d.due or day, day),
            changed=day,
            sequence=day_number(day),
            notes=f"{_name(d.org, catalog, lang)}\n{d.message.in_(lang)}\n{d.file}",
        )
        for d in found
    ]
    name = Text("待办提醒", "Reminders").in_(lang)
    return calendar(name, entries).decode()


REMINDERS: dict[str, Callable[[list[Duty], Catalog, date, Lang], str]] = {
    "text": _text,
    "json": _json,
    "ics": _ics,
}


def _when(duty: Duty, day: date, lang: Lang) -> str:
    if duty.due is None:
        return Text("未定期限  ", "no day set").in_(lang)
    late = (day - duty.due).days
    if late > 0:
        return Text(f"{duty.due} 已过 {late} 天", f"{duty.due} {late} days late").in_(lang)
    return str(duty.due)


def _name(org: str | None, catalog: Catalog, lang: Lang) -> str:
    if org is None or org not in catalog.by_id:
        return Text("没有写明由谁负责", "nobody is named").in_(lang)
    return f"{catalog.by_id[org].title}（{org}）"


def _pair(pair: alike.Pair, catalog: Catalog, lang: Lang) -> str:
    parts = []
    if pair.name_alike is not None:
        parts.append(Text(f"名称 {pair.name_alike:.0%}", f"name {pair.name_alike:.0%}"))
    if pair.address_alike is not None:
        parts.append(Text(f"地址 {pair.address_alike:.0%}", f"address {pair.address_alike:.0%}"))
    if pair.metres is not None:
        parts.append(Text(f"相距 {pair.metres} 米", f"{pair.metres} m apart"))
    reasons = ("，" if lang == "zh" else ", ").join(p.in_(lang) for p in parts)
    one, other = (catalog.by_id[i] for i in (pair.id, pair.other))
    return f"{pair.score:.0%}  {one.title} | {other.title}  {reasons}\n     {one.file}\n     {other.file}"
