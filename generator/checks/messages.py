"""The words for schema errors: what an editor reads, and what may be meant instead."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Any

from generator.checks.hints import address_hint, pattern_hint, short, type_hint
from generator.core.problems import Route, Rule, path_of
from generator.core.text import Text, join, same
from generator.schema.example import example, flow
from generator.schema.model import Field

_TITLE = Text("字段与取值", "Fields and values")


def _rule(zh: str, en: str, hint_zh: str, hint_en: str, code: str = "V-002") -> Rule:
    return Rule(code, "error", Text(zh, en), Text(hint_zh, hint_en), _TITLE)


UNKNOWN = _rule(
    "没有“{name}”这个字段",
    'there is no field "{name}"',
    "{near}",
    "{near}",
)
PERSONAL = Rule(
    "V-904",
    "error",
    Text("“{name}”是个人信息，记录里不能有", '"{name}" holds data of a person, which no record may'),
    Text(
        "连同内容一起删掉，责任写到岗位为止；{near}",
        "take it out with what it holds and name a post, never a person; {near}",
    ),
    Text("隐私", "Privacy"),
)
MISSING = _rule(
    "缺少必填字段{field}",
    "the required field {field} is missing",
    "补上，例如 {name}: {example}",
    "add it, for example {name}: {example}",
)
CODE = _rule(
    "{field}没有“{value}”这个取值",
    '{field} has no value "{value}"',
    "{near}可用：{allowed}",
    "{near}Use one of: {allowed}",
    "V-008",
)
FIXED = _rule(
    "{field}的值“{value}”不可用",
    'the value "{value}" of {field} is not allowed',
    "可用：{allowed}",
    "use: {allowed}",
)
TYPE = _rule(
    "{field}应是{expected}，现在是{actual}",
    "{field} must be {expected}, it is {actual}",
    "{hint}",
    "{hint}",
)
PATTERN = _rule(
    "{field}“{value}”的写法不对",
    '{field} "{value}" is not written as it should be',
    "{hint}",
    "{hint}",
)
URL = _rule(
    "{field}“{value}”不是能打开的网址",
    '{field} "{value}" is no address that can be opened',
    "以 https:// 开头，写全域名，不要有空格、中文和用户名，{url}",
    "begin with https:// and give the full host, without blanks, Chinese or a user name, {url}",
    "V-012",
)
NOT_PUBLIC = _rule(
    "{field}“{value}”是内网或占位的网址，别人打不开",
    '{field} "{value}" is an address of an inner network or a placeholder; nobody else can open it',
    "换成公众能打开的网址；没有就删除这一项",
    "give an address that the public can open, or take it out",
    "V-012",
)
ID = _rule(
    "编号“{value}”的写法不对",
    'the id "{value}" is not written as it should be',
    "例如 {example}；文件名与编号相同",
    "for example {example}; the file has the same name",
    "V-001",
)
COMPUTED = _rule(
    "{field}由系统计算，不能填写",
    "{field} is computed and cannot be filled in",
    "删除这一行",
    "delete this line",
)
SCHEMA = _rule("内容不符合模式：{reason}", "the record does not follow its schema: {reason}",
               "对照数据字典检查", "see the data dictionary")  # fmt: skip
SWAPPED = _rule(
    "经纬度写反了：lon 是 {lon}，lat 是 {lat}",
    "longitude and latitude are swapped: lon is {lon}, lat is {lat}",
    "lon 写经度，lat 写纬度：lon: {lat}, lat: {lon}",
    "lon is the longitude, lat the latitude: lon: {lat}, lat: {lon}",
    "V-401",
)
LIMITS = {
    "minLength": _rule("{field}太短", "{field} is too short",
                       "至少 {limit} 个字，现在 {size} 个", "at least {limit} characters, it has {size}"),
    "maxLength": _rule("{field}太长", "{field} is too long",
                       "最多 {limit} 个字，现在 {size} 个", "at most {limit} characters, it has {size}"),
    "minItems": _rule("{field}项数不够", "{field} has too few items",
                      "至少 {limit} 项，现在 {size} 项", "at least {limit}, it has {size}"),
    "maxItems": _rule("{field}项数太多", "{field} has too many items",
                      "最多 {limit} 项，现在 {size} 项", "at most {limit}, it has {size}"),
    "minProperties": _rule("{field}是空的", "{field} is empty", "填写内容，或删除这一项", "fill it in or delete it"),
    "minimum": _rule("{field}太小：{size}", "{field} is too small: {size}",
                     "不能小于 {limit}", "at least {limit}"),
    "maximum": _rule("{field}太大：{size}", "{field} is too large: {size}",
                     "不能大于 {limit}", "at most {limit}"),
    "exclusiveMinimum": _rule("{field}太小：{size}", "{field} is too small: {size}",
                              "必须大于 {limit}", "more than {limit}"),
    "exclusiveMaximum": _rule("{field}太大：{size}", "{field} is too large: {size}",
                              "必须小于 {limit}", "less than {limit}"),
    "multipleOf": _rule("{field}的小数位太多：{size}", "{field} has too many decimals: {size}",
                        "应是 {limit} 的倍数", "a multiple of {limit}"),
    "uniqueItems": _rule("{field}里有重复的项", "{field} holds the same item twice",
                         "每项只写一次", "give every item once"),
}  # fmt: skip

_TYPES = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数", "a number"),
    "boolean": Text(" true 或 false", "true or false"),
    "array": Text("列表", "a list"),
    "object": Text("一组“字段: 值”", 'a group of "field: value"'),
    "null": Text("空（null）", "empty (null)"),
}


def label(f: Field | None, route: Route) -> Text:
    """“开放时间”(opening[2].opens): the field's words and where it stands."""
    path = path_of(route)
    if f is None:
        return Text(f"“{path}”", f'"{path}"')
    return Text(f"“{f.title.zh}”（{path}）", f'"{f.title.en}" ({path})')


def about(f: Field | None, route: Route) -> dict[str, Any]:
    """For a missing field: its words and an example."""
    return {"field": label(f, route), "name": str(route[-1]), "example": same(example(f))}


def nearest_field(name: str, fields: dict[str, Field]) -> dict[str, Any]:
    """By spelling of the field's name, or by its Chinese or English title; `meant` is its name."""
    titles = {f.title.zh: f for f in fields.values()}
    titles |= {f.title.en.lower(): f for f in fields.values()}
    wanted = unicodedata.normalize("NFKC", name).strip()
    hit = titles.get(wanted) or titles.get(wanted.lower())
    if hit is None and (close := difflib.get_close_matches(wanted.lower().replace("-", "_"), fields, 1, 0.6)):
        hit = fields[close[0]]
    elif hit is None and (close := difflib.get_close_matches(wanted, titles, 1, 0.5)):
        hit = titles[close[0]]
    if hit:
        near = Text(f"是不是 {hit.name}（{hit.title.zh}）？", f"did you mean {hit.name} ({hit.title.en})?")
    else:
        near = _delete(fields)
    return {"near": near, "meant": hit.name if hit else None}


def _delete(fields: dict[str, Field]) -> Text:
    if len(fields) > 12:
        return Text(
            "删除这一行；有哪些字段见数据字典", "delete it; see the data dictionary for the fields there are"
        )
    listed = join([Text(f"{f.name}（{f.title.zh}）", f"{f.name} ({f.title.en})") for f in fields.values()])
    return Text(f"删除这一项；可用的字段：{listed.zh}", f"delete it; the fields are: {listed.en}")


def code_values(value: Any, allowed: Any, f: Field | None, route: Route) -> dict[str, Any]:
    options = allowed if isinstance(allowed, list) else [allowed]
    codes = f.codes if f else {}
    close = nearest_code(value, codes)
    near = (
        Text(f"是不是 {close}（{codes[close].zh}）？", f"Did you mean {close} ({codes[close].en})? ")
        if close
        else same("")
    )
    shown = [
        Text(f"{o}（{codes[o].zh}）", f"{o} ({codes[o].en})") if o in codes else same(flow(o))
        for o in options
    ]
    return {"field": label(f, route), "value": short(value), "near": near, "allowed": join(shown)}


def nearest_code(value: Any, codes: dict[str, Text]) -> str | None:
    wanted = unicodedata.normalize("NFKC", str(value)).strip().lower()
    for code, words in codes.items():
        if wanted in (words.zh, words.en.lower()):
            return code
    close = difflib.get_close_matches(wanted.replace("-", "_").replace(" ", "_"), codes, 1, 0.6)
    return close[0] if close else None


def type_values(value: Any, schema: dict[str, Any], f: Field | None, route: Route) -> dict[str, Any]:
    types = schema["type"]
    types = [types] if isinstance(types, str) else types
    expected = join([_TYPES[t] for t in types], " 或", " or ")
    return {
        "field": label(f, route),
        "expected": expected,
        "actual": _actual(value),
        "hint": type_hint(value, types, f),
    }


def _actual(value: Any) -> Text:
    if isinstance(value, bool):
        return Text(f" {str(value).lower()}", str(value).lower())
    if value is None:
        return Text("空", "empty")
    if isinstance(value, dict):
        return _TYPES["object"]
    if isinstance(value, list):
        return _TYPES["array"]
    if isinstance(value, (int, float)):
        return Text(f"数 {flow(value)}", f"the number {flow(value)}")
    return Text(f"文字“{short(value)}”", f'the text "{short(value)}"')


def pattern_values(value: Any, f: Field | None, route: Route) -> dict[str, Any]:
    hint = pattern_hint(value, f)
    url = address_hint(value)
    return {
        "field": label(f, route),
        "value": short(value),
        "hint": hint,
        "example": same(example(f)),
        "url": url,
    }


def limit_values(error: Any, f: Field | None, route: Route) -> dict[str, Any]:
    value = error.instance
    size = len(value) if isinstance(value, (str, list, dict)) else value
    return {"field": label(f, route), "limit": error.validator_value, "size": size}
