"""How a quarter went, in a town and in the district: each query of `schemas/bulletin/` is a section.

A query returns a row an `area` with the columns that its header names; it reads the published tables
and the variables `since` and `until`, so its numbers are those of the datasets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from markupsafe import escape

from generator.core.problems import Location, Problem, Refused, Rule, problem
from generator.core.text import Lang, Text
from generator.schema.model import Model, Query
from generator.schema.sql_files import read_headed, words_of
from generator.tables.query import BAD_QUERY, fetch, whole_database
from generator.tables.tabulate import Table

BAD_SECTION = Rule(
    "V-002",
    "error",
    Text("通报文件开头的说明有误：{reason}", "the header of the bulletin's section is wrong: {reason}"),
    Text(
        "开头每行以“-- ”起，写 title、about、columns",
        'start each line with "-- " and give title, about and columns',
    ),
    Text("模式与查询", "Schemas and queries"),
)
_LIVING = Query("schemas/views/current_areas.sql", "SELECT id FROM current_areas")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")


@dataclass(frozen=True)
class Section:
    """A query of `schemas/bulletin/` with its words."""

    title: Text
    about: Text
    columns: Mapping[str, Text]
    query: Query


@dataclass(frozen=True)
class Part:
    """A section with its numbers, by area (an id); an area without a row has none."""

    section: Section
    by_area: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Quarter:
    """From its first day to its last."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        after = date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)
        return after - timedelta(1)

    @property
    def code(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def name(self) -> Text:
        return Text(f"{self.year}年第{'一二三四'[self.number - 1]}季度", f"Q{self.number} {self.year}")


def quarter_of(words: str) -> Quarter | None:
    """`2023-Q4` or `2023Q4`; None for anything else."""
    found = _QUARTER.fullmatch(words)
    return Quarter(int(found[1]), int(found[2])) if found else None


def quarter_before(day: date) -> Quarter:
    """The last quarter that was over on the day."""
    number = (day.month - 1) // 3
    return Quarter(day.year, number) if number else Quarter(day.year - 1, 4)


def read_sections(schemas: Path) -> tuple[Section, ...]:
    """In order of their file names. Raises Refused if a header is wrong."""
    found: list[Problem] = []
    sections = tuple(read_headed(schemas, "bulletin", BAD_SECTION, _section, found))
    if found:
        raise Refused(found)
    return sections


def bulletin(
    sections: tuple[Section, ...], tables: dict[str, Table], model: Model, quarter: Quarter, as_of: date
) -> list[Part]:
    """The numbers of every section for the quarter. Raises Refused with the place of a wrong query."""
    with whole_database(tables, model, as_of) as connection:
        connection.execute("SET VARIABLE since = ?::DATE", [quarter.first])
        connection.execute("SET VARIABLE until = ?::DATE", [quarter.last])
        return [Part(section, _numbers(section, fetch(connection, section.query))) for section in sections]


def areas(tables: dict[str, Table], model: Model, as_of: date) -> list[str]:
    """The district and its towns on the day, by id: those that a bulletin is written for."""
    query = Query("schemas/views/places.sql", "SELECT DISTINCT counted_in FROM places ORDER BY counted_in")
    with whole_database(tables, model, as_of) as connection:
        living = {row["id"] for row in fetch(connection, _LIVING)}
        return [row["counted_in"] for row in fetch(connection, query) if row["counted_in"] in living]


def _numbers(section: Section, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    try:
        return {row["area"]: {name: row[name] for name in section.columns} for row in rows}
    except KeyError as error:
        where = Location(section.query.file, section.query.first_line)
        raise Refused([problem(BAD_QUERY, where, reason=f"it does not return {error}")]) from None


def _section(header: dict[str, Any], query: Query) -> Section:
    columns = {name: words_of(words) for name, words in header["columns"].items()}
    return Section(words_of(header["title"]), words_of(header["about"]), columns, query)


_HEAD = Text("工作运行情况通报（草稿）", "work bulletin (draft)")
_LEAD = Text(
    "以下数字由公开的记录算出，与“{site}”公布的数据一致；演示数据不代表真实工作。文字请核对后再发。",
    'The numbers come from the public records and are those that "{site}" publishes; demonstration data tells of no real work. Check the words before you send it.',
)
_NONE = Text("本季没有记录。", "Nothing recorded in this quarter.")
_WRITE = Text("（在这里写情况和下一步打算）", "(write here how it went and what comes next)")
_ITEM, _NUMBER = Text("项目", "What"), Text("数值", "Number")


def markdown(name: str, site: str, quarter: Quarter, parts: list[Part], area: str, lang: Lang) -> str:
    """A heading a section, its numbers as a list."""
    lines = [f"# {_title(name, quarter, lang)}", "", _LEAD.in_(lang).format(site=site), ""]
    for part in parts:
        lines += [f"## {part.section.title.in_(lang)}", "", part.section.about.in_(lang), ""]
        colon = "：" if lang == "zh" else ": "
        lines += [f"- {label}{colon}{value}" for label, value in _rows(part, area, lang)] or [_NONE.in_(lang)]
        lines += ["", _WRITE.in_(lang), ""]
    return "\n".join(lines)


def html(name: str, site: str, quarter: Quarter, parts: list[Part], area: str, lang: Lang) -> str:
    """The same with a table a section; no style sheet, so that it takes the look of the document it is put into."""
    title = escape(_title(name, quarter, lang))
    lines = [
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{title}</title></head>'
    ]
    lines += [f"<body>\n<h1>{title}</h1>", f"<p>{escape(_LEAD.in_(lang).format(site=site))}</p>"]
    for part in parts:
        lines += [f"<h2>{escape(part.section.title.in_(lang))}</h2>"]
        lines += [f"<p>{escape(part.section.about.in_(lang))}</p>"]
        lines += list(_table(part, area, lang)) or [f"<p>{_NONE.in_(lang)}</p>"]
        lines += [f"<p>{_WRITE.in_(lang)}</p>"]
    return "\n".join([*lines, "</body>\n</html>\n"])


FORMATS: dict[str, Callable[[str, str, Quarter, list[Part], str, Lang], str]] = {"md": markdown, "html": html}


def _title(name: str, quarter: Quarter, lang: Lang) -> str:
    return f"{name}{quarter.name.zh}{_HEAD.zh}" if lang == "zh" else f"{name}, {quarter.name.en}: {_HEAD.en}"


def _table(part: Part, area: str, lang: Lang) -> Iterator[str]:
    rows = _rows(part, area, lang)
    if rows:
        yield f'<table border="1">\n<tr><th>{_ITEM.in_(lang)}</th><th>{_NUMBER.in_(lang)}</th></tr>'
        yield from (f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value in rows)
        yield "</table>"


def _rows(part: Part, area: str, lang: Lang) -> list[tuple[str, str]]:
    numbers = part.by_area.get(area, {})
    return [(part.section.columns[name].in_(lang), _number(value)) for name, value in numbers.items()]


def _number(value: Any) -> str:
    return "—" if value is None else str(value)
