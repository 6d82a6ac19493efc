"""Reads `mkdocs.yml` with what it inherits, as plain values. Runs nothing.

A proposed change may bring settings of any kind, and the loader of MkDocs runs what a tag names. So
MkDocs is never given a file that a person wrote, only what was understood of it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from generator.core.problems import Location, Problem, Refused, Route, Rule, problem
from generator.core.text import Text
from generator.core.yaml_reader import locate, read

_TITLE = Text("网站设置", "Settings of the site")
BAD_CONFIG = Rule(
    "V-002",
    "error",
    Text("配置有误：{reason}", "the configuration is wrong: {reason}"),
    Text("对照 MkDocs 文档修改这个文件", "see the MkDocs documentation"),
    _TITLE,
)
INHERITED = Rule(
    "V-002",
    "error",
    Text("INHERIT 写的“{file}”不能沿用", 'INHERIT names "{file}", which cannot be inherited'),
    Text(
        "写项目文件夹里另一个文件的名字，如 mkdocs.yml；名字以 mkdocs 开头、以 .yml 结尾，不能绕回自己",
        "name another file in the project's own folder, mkdocs.yml or mkdocs.….yml, that does not lead back here",
    ),
    _TITLE,
)
EXTENSION = Rule(
    "V-002",
    "error",
    Text("没有 Markdown 扩展“{name}”", 'there is no Markdown extension "{name}"'),
    Text(
        "用 Python-Markdown 自带的（如 tables）、pymdownx.… 或 material.extensions.…；别的代码不会装载，也不用 snippets、b64",
        "use one of Python-Markdown (such as tables), pymdownx.… or material.extensions.…, but neither snippets nor b64; no other code is loaded",
    ),
    _TITLE,
)
FIXED = Rule(
    "V-002",
    "error",
    Text("{name} 不能是“{value}”", '{name} cannot be "{value}"'),
    Text(
        "写 {right}：程序只读这里，也只查这里有没有个人信息",
        "write {right}: the program reads nothing else, and looks nowhere else for personal data",
    ),
    _TITLE,
)
_NO_GROUP = Text("文件应是一组“名称: 值”", 'the file must be a group of "name: value"')

FILES = "mkdocs*.yml"
"""The files of settings, in the project's own folder: all that may be inherited, and all that checks read."""
TAGS = frozenset(
    f"tag:yaml.org,2002:python/name:{function}"
    for function in (
        "material.extensions.emoji.twemoji",
        "material.extensions.emoji.to_svg",
        "pymdownx.superfences.fence_code_format",
    )
)
"""Functions that the settings may name, as Material documents it for icons and diagrams. There is no
`!ENV`: what is published follows from the files of the repository alone."""
_LIBRARIES = ("markdown.extensions", "pymdownx", "pymdownx.blocks", "material.extensions")
_READ_FILES = ("pymdownx.snippets", "pymdownx.b64")
"""Extensions that put files or pages from anywhere into a page."""
_PLACES: dict[Route, tuple[re.Pattern[str], str]] = {
    ("docs_dir",): (re.compile(r"content(/[a-z-]+)*/?"), "content/zh, content/en"),
    ("theme",): (re.compile("material"), "material"),
    ("theme", "name"): (re.compile("material"), "material"),
    ("theme", "custom_dir"): (re.compile("generator/site/theme/?"), "generator/site/theme"),
}
"""What these settings may say. A cache rests on these folders, and templates from elsewhere would run."""


@dataclass(frozen=True)
class _Function:
    """One of TAGS, not looked up."""

    tag: str


class _Loader(yaml.CSafeLoader):
    """Takes `yes` or `2024-01-31` for what MkDocs takes them; says where a value cannot be."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            reason = f"{node.value}: {error}"
            raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark) from None


class _Dumper(yaml.CSafeDumper):
    pass


for _tag in TAGS:
    _Loader.add_constructor(_tag, lambda _, node: _Function(node.tag))
_Dumper.add_representer(_Function, lambda dumper, function: dumper.represent_scalar(function.tag, ""))


def settings_in(path: Path) -> dict[str, Any]:
    """What a file of settings says, together with those that it inherits.

    Raises Refused with everything in a file that no YAML of ours may hold, with a parent that is none of
    FILES beside it, with extensions of Markdown that are not those of the libraries or read other files,
    and with folders that are not the project's.
    """
    merged: dict[str, Any] = {}
    for values in reversed(list(_lineage(path))):
        merged = _merged(merged, values)
    return merged


def read_settings(path: Path) -> bytes:
    """`settings_in` as YAML for MkDocs. It holds no tag but TAGS and no INHERIT."""
    values = settings_in(path)
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, encoding="utf-8")


def _lineage(path: Path) -> Iterator[dict[str, Any]]:
    """What the file says, then what its parent says, and so on."""
    left = [p.name for p in path.parent.glob(FILES) if p != path]
    while True:
        values = _values(path)
        parent = values.pop("INHERIT", None)
        yield values
        if parent is None:
            return
        if parent not in left:
            raise Refused([_at(INHERITED, path, ("INHERIT",), file=parent)])
        left.remove(parent)
        path = path.with_name(parent)


def _merged(parent: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs does it: groups are merged, all else is replaced."""
    merged = dict(parent)
    for key, value in own.items():
        was = merged.get(key)
        merged[key] = _merged(was, value) if isinstance(was, dict) and isinstance(value, dict) else value
    return merged


def _values(path: Path) -> dict[str, Any]:
    data = path.read_bytes() if path.exists() else b""
    plain, problems = read(data, path.name, tags=TAGS)
    if not problems and not isinstance(plain, dict):
        problems = [problem(BAD_CONFIG, Location(path.name), reason=_NO_GROUP)]
    if problems:
        raise Refused(problems)
    unknown = [(route, name) for route, name in _extensions(plain) if not _is_extension(name)]
    problems = [_at(EXTENSION, path, route, name=name) for route, name in unknown]
    problems += [_at(FIXED, path, route, **values) for route, values in _misplaced(plain)]
    if problems:
        raise Refused(problems)
    try:
        values: dict[str, Any] = yaml.load(data, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = Location(path.name, mark.line + 1, mark.column + 1) if mark else Location(path.name)
        raise Refused([problem(BAD_CONFIG, where, reason=error.problem)]) from None
    return values


def _misplaced(settings: dict[str, Any]) -> Iterator[tuple[Route, dict[str, str]]]:
    """Settings that lead to other folders or to another theme, with their routes."""
    for route, (allowed, right) in _PLACES.items():
        value: Any = settings
        for name in route:
            value = value.get(name) if isinstance(value, dict) else None
        if value is not None and not isinstance(value, dict) and not allowed.fullmatch(f"{value}"):
            yield route, {"name": ".".join(map(str, route)), "value": f"{value}", "right": right}


def _extensions(settings: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """The names of all extensions of Markdown, with their routes."""
    given = settings.get("markdown_extensions")
    entries = enumerate(given) if isinstance(given, list) else [(None, given)]
    for place, entry in entries:
        above: Route = ("markdown_extensions",) if place is None else ("markdown_extensions", place)
        if isinstance(entry, dict):
            yield from (((*above, name), name) for name in entry)
        elif isinstance(entry, str):
            yield above, entry


@cache
def _is_extension(name: str) -> bool:
    """Whether a library has it. Other names Markdown would import, or call: `subprocess:run` with arguments."""
    package, _, module = name.rpartition(".")
    if package in _LIBRARIES:
        return name not in _READ_FILES and module.isidentifier() and find_spec(name) is not None
    return name in entry_points(group="markdown.extensions").names


def _at(rule: Rule, path: Path, route: Route, **values: Any) -> Problem:
    """At the value of a setting; at the name of an extension that has settings of its own."""
    ((line, column),) = locate(path.read_bytes(), [(route, rule is EXTENSION)])
    return problem(rule, Location(path.name, line, column), **values)
