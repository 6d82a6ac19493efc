"""What to write instead of a value that is not of its kind: with the value itself where that is certain."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from generator.checks import suggestions
from generator.core.text import Text, same
from generator.schema.example import example, flow
from generator.schema.model import Field

_MORE = Text("；另一个写到它自己的字段或另一行", "; another belongs in its own field or row")


def type_hint(value: Any, types: list[str], f: Field | None) -> Text:
    """How to write a value of these JSON types."""
    if value is None:
        or_not = Text("", "") if f and f.required else Text("；不知道就删除这一行", ", or delete the line")
        return Text(
            f"填写内容，例如 {example(f)}{or_not.zh}",
            f"fill it in, for example {example(f)}{or_not.en}",
        )
    if "string" in types and isinstance(value, (int, float)):
        if text := _as_text(value, f):
            return Text(f'给它加引号："{text}"', f'put it in quotes: "{text}"')
        return Text(f"加上引号，写法例如 {example(f)}", f"put it in quotes, written like {example(f)}")
    if "integer" in types and isinstance(value, float):
        return Text(f"不要小数，例如 {example(f)}", f"no decimals, for example {example(f)}")
    if isinstance(value, str) and {"integer", "number"} & set(types):
        digits = suggestions.number(value, f)
        if digits and ("." not in digits or "number" in types):
            return Text(f"写成 {digits}，不加引号和单位", f"write {digits}, no quotes or units")
        return _only_half(value, f) or Text(
            f"只写半角数字，不加引号和单位，例如 {example(f)}",
            f"write digits only, no quotes or units, for example {example(f)}",
        )
    if "boolean" in types:
        return Text(
            "写 true（是）或 false（否），小写，不加引号", "write true or false in lower case, without quotes"
        )
    if "array" in types and isinstance(value, str) and f and f.item and suggestions.fits(value, f.item):
        return Text(f"写成列表：[{flow(value)}]", f"write a list: [{flow(value)}]")
    if "array" in types:
        return Text("每项一行，以“- ”开头；或写成 [甲, 乙]", 'one item a line, each after "- "; or [a, b]')
    return Text(f"例如 {example(f)}", f"for example {example(f)}")


def _as_text(value: float, f: Field | None) -> str | None:
    """A number as the text that was meant; None where YAML has lost it (9.30 is read as 9.3)."""
    if f and f.kind == "money":
        amount = f"{value:.2f}"
        return amount if float(amount) == value >= 0 else None
    if isinstance(value, float):
        return None
    text = flow(value)
    return text if f is None or suggestions.fits(text, f) else suggestions.meant(text, f)


def _only_half(value: Any, f: Field | None) -> Text | None:
    """What of a value was understood and what was not; None if nothing was."""
    half = suggestions.half(value, f)
    if half is None:
        return None
    read, left, one = short(half.understood), short(half.left), half.one
    more = _MORE if f and f.kind not in ("integer", "number") and re.search("[0-9]", left) else same("")
    return Text(
        f"看懂了“{read}”，没有看懂“{left}”；{one.zh}，例如 {example(f)}{more.zh}",
        f'"{read}" was understood, "{left}" was not; {one.en}, for example {example(f)}{more.en}',
    )


def pattern_hint(value: Any, f: Field | None) -> Text:
    """What was meant, if that can be told; else what the field is for and an example."""
    shown = example(f)
    if suggestions.no_such_day(value):
        return Text("日历上没有这一天，核对年月日", "there is no such day: check year, month and day")
    if text := suggestions.meant(value, f):
        return Text(f"改成 {flow(text)}", f"write {flow(text)}")
    if half := _only_half(value, f):
        return half
    if f is None or not f.help.zh or f.kind == "date":
        return Text(f"例如 {shown}", f"for example {shown}")
    zh, en = f.help.zh.rstrip("。"), f.help.en.rstrip(".")
    zh = zh if shown.strip('"') in zh else f"{zh}；例如 {shown}"
    en = en if shown.strip('"') in en else f"{en}; for example {shown}"
    return Text(zh, en)


def address_hint(value: Any) -> Text:
    """How an address is written that has Chinese in it, by IDNA (RFC 3490) and RFC 3986; else an example."""
    try:
        parts = urlsplit(str(value).strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        host = port = ""
    if not str(value).isascii() and host and parts.scheme in ("http", "https") and "@" not in parts.netloc:
        rest = quote(urlunsplit(("", "", *parts[2:])), safe="%/?#[]@!$&'()*+,;=:~")
        url = f"{parts.scheme}://{host}{port}{rest}"
        return Text(f"写成 {url}", f"as {url}")
    return Text("例如 https://example.org/news/1.html", "for example https://example.org/news/1.html")


def short(value: Any) -> str:
    text = value if isinstance(value, str) else flow(value)
    return text if len(text) <= 40 else text[:37] + "…"
