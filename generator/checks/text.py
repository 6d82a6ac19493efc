"""What every text in a record owes its readers: no markup, no formula, no stray blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.checks.messages import label
from generator.checks.subject import Subject
from generator.core.problems import Finding, Route, Rule
from generator.core.text import Text
from generator.records.catalog import Record
from generator.schema.model import Field

_TITLE = Text("文字", "Texts")
HTML = Rule(
    "V-911",
    "error",
    Text("{field}含有 HTML 标签 {tag}", "{field} contains the HTML tag {tag}"),
    Text(
        "删除标签；排版用 Markdown，尖括号请写成《》或“小于”",
        "delete the tag; use Markdown, or words instead of < and >",
    ),
    _TITLE,
)
SCRIPT = Rule(
    "V-911",
    "error",
    Text("{field}含有不允许的链接 {tag}", "{field} contains a link that is not allowed: {tag}"),
    Text(
        "链接只能以 https:// 或 http:// 开头，或指向本站页面",
        "links start with https:// or http:// or lead to a page of this site",
    ),
    _TITLE,
)
IMAGE = Rule(
    "V-911",
    "error",
    Text("{field}引用了外站图片 {tag}", "{field} shows an image from another site: {tag}"),
    Text("删除图片；本站不加载外站内容", "delete it; the site loads nothing from elsewhere"),
    _TITLE,
)
FORMULA = Rule(
    "V-910",
    "error",
    Text(
        "{field}以“{tag}”开头，表格软件会当成公式",
        '{field} starts with "{tag}", which spreadsheets take for a formula',
    ),
    Text("去掉开头的 = + - @", "remove the = + - @ at the start"),
    _TITLE,
)
BLANKS = Rule(
    "V-007",
    "error",
    Text("{field}前后有多余的空格或换行", "{field} has blanks or line breaks around it"),
    Text("删除多余的空格；多行写法请用 >- 或 |-", "delete them; write >- or |- for folded text"),
    _TITLE,
)
LINES = Rule(
    "V-007",
    "error",
    Text("{field}只能是一行文字", "{field} must be a single line"),
    Text("去掉换行；多行写法请用 >-", "remove the line break; write >- for folded text"),
    _TITLE,
)

_SUSPECT = re.compile(r"[<\n\t]|^[=+\-@\s]|\s$|!\[|javascript:|data:", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!?][^\n>]{0,30}>?")
_LINK = re.compile(r"(?:javascript|vbscript|data)\s*:[^\s)]{0,20}", re.IGNORECASE)
_REMOTE_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\(\s*<?(?:https?:)?//[^)\s]{0,60}", re.IGNORECASE)
_SEVERAL_LINES = ("markdown", "lines")


def check(subject: Subject) -> Iterator[Finding]:
    """V-007 (blanks, line breaks), V-910 and V-911 for every text at any depth."""
    for record in subject.records:
        yield from _check(record)


def _check(record: Record) -> Iterator[Finding]:
    if not any(map(_SUSPECT.search, strings(record.data))):
        return
    for route, f, value in texts(record.type.fields, record.data):
        if not _SUSPECT.search(value):
            continue
        for rule, tag in _faults(f, value):
            values = {"field": label(f, route), "tag": tag}
            yield Finding(rule, record.file, route, values, record.id)


def _faults(f: Field, value: str) -> Iterator[tuple[Rule, str]]:
    many = f.kind in _SEVERAL_LINES
    if found := _TAG.search(value):
        yield HTML, found.group()
    if many and (found := _LINK.search(value)):
        yield SCRIPT, found.group()
    if found := _REMOTE_IMAGE.search(value):
        yield IMAGE, found.group()
    if value[:1] in ("=", "+", "-", "@", "\t"):
        yield FORMULA, value[:1]
    elif (value.strip("\n") if many else value) != value.strip():
        yield BLANKS, ""
    elif not many and "\n" in value:
        yield LINES, ""


def strings(value: Any) -> Iterator[str]:
    """Every text in a value, at any depth, without its place: nearly all records need no more."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def texts(
    fields: dict[str, Field], data: dict[str, Any], above: Route = ()
) -> Iterator[tuple[Route, Field, str]]:
    """Every text of a record at any depth, with its place and its field."""
    for f in fields.values():
        yield from _in_value(f, data.get(f.name), (*above, f.name))


def _in_value(f: Field, value: Any, route: Route) -> Iterator[tuple[Route, Field, str]]:
    if isinstance(value, str):
        yield route, f, value
    elif isinstance(value, dict):
        yield from texts(f.fields, value, route)
    elif isinstance(value, list) and f.item:
        for i, item in enumerate(value):
            yield from _in_value(f.item, item, (*route, i))
