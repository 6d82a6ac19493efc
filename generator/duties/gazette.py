"""The draft of a quarter's bulletin as Markdown, and as plain HTML that a word processor opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import escape

from generator.duties.bulletin import Part, Quarter
from generator.text import Lang, Text

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
