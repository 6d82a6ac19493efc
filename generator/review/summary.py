"""What a reviewer reads first, as Markdown: what changed in words, what the rules say, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.problems import Problem, errors
from generator.core.report import summary as counted
from generator.core.text import Lang, Text

MOST = 50

_MERGE = Text("## 检查通过", "## The checks pass")
_STOP = Text("## 还不能合并", "## Not to be merged yet")
_CHANGED = Text("### 改了什么", "### What changed")
_RULES = Text("### 规则怎么说", "### What the rules say")
_PAGES = Text("### 看一看改过的页面", "### Pages to look at")
_OUTSIDE = Text("### 没有检查的文件", "### Files that were not looked at")
_OUTSIDE_NOTE = Text(
    "下面的文件不是记录，检查没有使用它们，也没有运行它们；请维护仓库的同事逐个看。",
    "These are no records. The check neither used nor ran them; a maintainer has to read each.",
)
_PRIVATE = Text(
    "改动里有不能公开的内容，这里不复述。见下面的规则，改好再提交；已经推送的，按维护手册“万一写进去了”处理。",
    "The change holds what must not be published, so it is not repeated here. See the rules below.",
)
_NO_PAGES = Text("有错误，没有生成预览。", "There are errors, so there is no preview.")
_MORE = Text("……另有 {n} 项", "… and {n} more")
_WHERE = Text("预览和图片在附件里：{url}", "the preview and the pictures are attached: {url}")
_SEVERITY = {"error": Text("错误", "error"), "warning": Text("提醒", "warning"), "info": Text("提示", "note")}


@dataclass(frozen=True)
class Findings:
    """`difference` is Markdown; `pages` are addresses below the site's root; `attached` says where files are."""

    problems: tuple[Problem, ...]
    difference: str
    outside: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    pictures: tuple[Path, ...] = ()
    attached: str = ""
    private: bool = field(default=False)


def markdown(found: Findings, lang: Lang) -> str:
    return "\n\n".join(_parts(found, lang)) + "\n"


def _parts(found: Findings, lang: Lang) -> Iterator[str]:
    yield (_STOP if errors(found.problems) else _MERGE).in_(lang)
    yield counted(found.problems, lang)
    yield _CHANGED.in_(lang)
    yield _PRIVATE.in_(lang) if found.private else found.difference.strip().replace("\n### ", "\n#### ")
    if found.problems:
        yield _RULES.in_(lang)
        yield _items((_of_problem(p, lang) for p in found.problems), lang)
    yield _PAGES.in_(lang)
    yield from _look_at(found, lang)
    if found.outside:
        yield _OUTSIDE.in_(lang)
        yield _OUTSIDE_NOTE.in_(lang)
        yield _items((f"`{_code(path)}`" for path in found.outside), lang)


def _look_at(found: Findings, lang: Lang) -> Iterator[str]:
    if errors(found.problems):
        yield _NO_PAGES.in_(lang)
        return
    if found.attached:
        yield _WHERE.in_(lang).format(url=found.attached)
    shown = [f"`{_code(page)}`" for page in found.pages] + [f"`{_code(p.name)}`" for p in found.pictures]
    yield _items(shown, lang)


def _of_problem(p: Problem, lang: Lang) -> str:
    where = f"`{_code(p.where.file)}:{p.where.line}`"
    said = f"{_SEVERITY[p.severity].in_(lang)} {p.code} {where} {escaped(p.message.in_(lang))}"
    hint = escaped(p.hint.in_(lang))
    return f"{said} → {hint}" if hint else said


def _items(lines: Iterable[str], lang: Lang) -> str:
    every = [f"- {line}" for line in lines]
    rest = [f"- {_MORE.in_(lang).format(n=len(every) - MOST)}"] if len(every) > MOST else []
    return "\n".join([*every[:MOST], *rest])


def escaped(words: str) -> str:
    """Words from a record that must not become markup, a link or a mention."""
    return "".join("\\" + c if c in "\\`*_{}[]<>#|!@" else c for c in words.replace("\n", " "))


def _code(name: str) -> str:
    return name.replace("`", "'")
