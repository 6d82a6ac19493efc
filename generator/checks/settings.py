"""What `mkdocs.yml` says under `extra:`, held to `schemas/settings.schema.json`, and what it points at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.checks.schema import explainer
from generator.checks.subject import Subject
from generator.config.colours import AA, DEFAULT, nearest_readable, unreadable
from generator.config.raster import undrawable
from generator.config.settings_reader import FILES, TAGS
from generator.core.problems import Finding, Problem, Route, Rule
from generator.core.text import Text
from generator.core.yaml_reader import read
from generator.records.catalog import Record

_TITLE = Text("网站设置", "Settings of the site")
CONTRAST = Rule(
    "V-022",
    "error",
    Text(
        "颜色 {colour} 和{ground}的对比只有 {ratio} : 1，看不清",
        "the colour {colour} has a contrast of only {ratio} : 1 with {ground} and cannot be read",
    ),
    Text("至少要 {least} : 1；最接近的可用颜色是 {nearest}", "it takes {least} : 1; the nearest that will do is {nearest}"),
    _TITLE,
)  # fmt: skip
NO_FILE = Rule(
    "V-022",
    "error",
    Text("没有文件 {file}", "there is no file {file}"),
    Text("把文件放到那里，或改正路径", "put the file there, or correct the path"),
    _TITLE,
)
NOT_DRAWN = Rule(
    "V-022",
    "error",
    Text("标志 {file} 画不成图标：{what}", "no icon can be drawn from the logo {file}: {what}"),
    Text(
        "标志要自成一体：文字转成路径（转曲），去掉位图和外部链接，再从绘图软件导出为“普通SVG”",
        "a logo has to be complete in itself: turn text into paths, take out bitmaps and links to other files, and export it as plain SVG",
    ),
    _TITLE,
)  # fmt: skip
NOT_EXTRA = Rule(
    "V-022",
    "error",
    Text("extra 应是一组“名称: 值”", 'extra must be a group of "name: value"'),
    Text("参照 schemas/settings.schema.json", "see schemas/settings.schema.json"),
    _TITLE,
)
_EXTRA: Route = ("extra",)


def check(subject: Subject) -> Iterator[Finding | Problem]:
    """Everything wrong in the settings of both languages, each file by itself."""
    root, settings = subject.root, subject.model.settings
    explain = explainer(settings)
    for path in sorted(root.glob(FILES)):
        value, unreadable = read(path.read_bytes(), path.name, tags=TAGS)
        yield from unreadable
        extra = filled(value.get("extra") or {}) if isinstance(value, dict) else {}
        if not isinstance(extra, dict):
            yield Finding(NOT_EXTRA, path.name, _EXTRA, {})
            continue
        wrong = explain(Record("", settings, path.name, extra))
        broken = {f.route for f in wrong}
        more = (*_colours(path.name, extra), *_files(root, path.name, extra))
        wrong += (f for f in more if f.route not in broken)
        yield from map(_inside_extra, wrong)


def filled(value: Any) -> Any:
    """Without what is empty: `""` stands for a setting that there is none of."""
    if isinstance(value, dict):
        return {key: filled(inner) for key, inner in value.items() if inner not in ("", None)}
    return value


def _inside_extra(finding: Finding) -> Finding:
    return Finding(
        finding.rule, finding.file, (*_EXTRA, *finding.route), finding.values, None, finding.at_key
    )


def _colours(file: str, extra: dict[str, Any]) -> Iterator[Finding]:
    chosen = extra.get("colours")
    for name in DEFAULT:
        colour = chosen.get(name) if isinstance(chosen, dict) else None
        if isinstance(colour, str) and len(colour) == 7 and (found := _unreadable(name, colour)):
            yield Finding(CONTRAST, file, ("colours", name), found)


def _unreadable(name: str, colour: str) -> dict[str, Any] | None:
    try:
        found = unreadable(name, colour)
    except ValueError:
        return None  # no colour at all, which the schema says
    if found is None:
        return None
    ground, ratio = found
    return {
        "colour": colour,
        "ground": ground,
        "ratio": f"{ratio:.1f}",
        "least": AA,
        "nearest": nearest_readable(name, colour),
    }


def _files(root: Path, file: str, extra: dict[str, Any]) -> Iterator[Finding]:
    logo, base = extra.get("logo"), extra.get("map_base")
    if isinstance(base, str) and base.startswith("content/") and not (root / base).is_file():
        yield Finding(NO_FILE, file, ("map_base",), {"file": base})
    if not isinstance(logo, str):
        return
    if not (root / logo).is_file():
        yield Finding(NO_FILE, file, ("logo",), {"file": logo})
        return
    if what := undrawable((root / logo).read_bytes()):
        yield Finding(NOT_DRAWN, file, ("logo",), {"file": logo, "what": what})
