"""Releases: people name one in content/releases.yaml, and what stood on the main branch then is it.

An entry of that file is enough; no tag and no commit id is needed. A release is the state of the commit
with which its entry came in, so that every clone of a commit knows the same releases. Once published
it stays one, whatever becomes of the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import LANGS, Text, same
from generator.core.yaml_reader import locate, read
from generator.history import Commit, History

FILE = "content/releases.yaml"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?")
_KEYS = frozenset(["name", "title", "notes"])
BAD_ENTRY = Rule(
    "V-002",
    "error",
    Text("这一次发布写得不对：{reason}", "this release is wrong: {reason}"),
    Text(
        'name 用小写字母、数字、点和连字符，例如 "2026-11"；title 和 notes 可不写，写就中英文都写',
        'name takes small letters, digits, dots and hyphens, such as "2026-11"; title and notes may be left out, or have both zh and en',
    ),
    Text("数据发布", "Releases"),
)
_SHAPE = Text("应是“字段: 值”，字段有 name、title、notes", "it must consist of name, title and notes")
_NO_LIST = Text(
    "文件第一行应是 releases:，下面一次发布一项",
    "the file must begin with `releases:`, an item below it for each",
)
_BAD_NAME = Text("name 不合规定", "its name may not be so")
_TWICE = Text("name 与前面的重复", "its name was used before")
_WORDS = Text("title 或 notes 缺一种语言", "title or notes lacks a language")


@dataclass(frozen=True)
class Release:
    """`name` is its part of the address; the date is that of its commit."""

    name: str
    title: Text
    notes: Text | None
    commit: Commit


def check_releases(root: Path) -> list[Problem]:
    """What is wrong in the file as it lies on disk."""
    path = root / FILE
    if not path.is_file():
        return []
    data = path.read_bytes()
    value, found = read(data, FILE)
    if found:
        return found
    if _entries(value) is None:
        return [problem(BAD_ENTRY, Location(FILE), reason=_NO_LIST)]
    seen: set[str] = set()
    for i, entry in enumerate(_entries(value) or ()):
        if reason := _fault(entry, seen):
            [(line, column)] = locate(data, [(("releases", i), False)])
            found.append(problem(BAD_ENTRY, Location(FILE, line, column), reason=reason))
        else:
            seen.add(entry["name"])
    return found


def releases(history: History) -> tuple[Release, ...]:
    """All that there ever were, oldest first; each with the words that it was given last."""
    steps = [step for step in history.steps if step.file == FILE and step.new]
    found: dict[str, Release] = {}
    for step, data in zip(steps, history.contents([s.new for s in steps if s.new]), strict=True):
        seen: set[str] = set()
        for entry in _entries(read(data, FILE)[0]) or ():
            if _fault(entry, seen):
                continue
            name = entry["name"]
            seen.add(name)
            commit = found[name].commit if name in found else step.commit
            title = Text(**entry["title"]) if "title" in entry else same(name)
            notes = Text(**entry["notes"]) if "notes" in entry else None
            found[name] = Release(name, title, notes, commit)
    return tuple(found.values())


def _entries(value: Any) -> list[Any] | None:
    """None if the file holds something else than a list of releases."""
    entries = value.get("releases") if isinstance(value, dict) and len(value) == 1 else None
    return entries if isinstance(entries, list) else None


def _fault(entry: Any, seen: Iterable[str]) -> Text | None:
    """What is wrong with an entry."""
    if not isinstance(entry, dict) or "name" not in entry or entry.keys() - _KEYS:
        return _SHAPE
    if not isinstance(entry["name"], str) or not _NAME.fullmatch(entry["name"]) or ".." in entry["name"]:
        return _BAD_NAME
    if entry["name"] in seen:
        return _TWICE
    both = (entry[k] for k in ("title", "notes") if k in entry)
    if not all(
        isinstance(w, dict) and w.keys() == set(LANGS) and all(isinstance(t, str) for t in w.values())
        for w in both
    ):
        return _WORDS
    return None
