"""The reviewed list of what looks like a person's datum and is none: content/privacy-allow.yaml."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text
from generator.core.yaml_reader import locate, read
from generator.privacy.detect import Hit, Kind, condensed

FILE = "content/privacy-allow.yaml"

BAD_ENTRY = Rule(
    "V-002",
    "error",
    Text("放行清单的这一项有误：{reason}", "this entry of the allow-list is wrong: {reason}"),
    Text(
        "每项写 text（原文）或 pattern（正则）之一，再写 reason 和 reviewed_on",
        "give text or pattern, and reason and reviewed_on",
    ),
    Text("隐私", "Privacy"),
)

_REASONS = {
    "shape": Text("应是“字段: 值”", "it must consist of fields"),
    "unknown": Text("有不认识的字段", "it has a field nobody knows"),
    "either": Text("text 和 pattern 要有且只有一个", "it must have either text or pattern"),
    "why": Text("缺少 reason 或 reviewed_on", "reason or reviewed_on is missing"),
    "pattern": Text("pattern 不是合法的正则表达式", "the pattern is not a regular expression"),
    "broad": Text("pattern 太宽，任何人的号码都会放行", "the pattern is too broad: it lets any number pass"),
}
_KEYS = {"text", "pattern", "reason", "reviewed_on"}
# What no pattern may let pass: made-up data of every kind but the landline.
_ANYBODY = (
    *(f"1{second}{third}{'46802751'}" for second in "3456789" for third in "0123456789"),
    *("11000019000101000X", "110000000101000", "anybody@some-provider.cn", "a1@b.com", "10000001", "wxid_0a0a0a0a"),
)  # fmt: skip


@dataclass(frozen=True)
class Allowed:
    """Exact texts (without what stands between digits), patterns for whole texts, shared mailboxes."""

    texts: frozenset[str] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()
    kinds: frozenset[Kind] = field(default_factory=frozenset)

    def __contains__(self, hit: Hit) -> bool:
        if hit.kind in self.kinds or hit.value.lower() in self.texts:
            return True
        return any(pattern.fullmatch(hit.value) for pattern in self.patterns)

    def with_texts(self, texts: Iterable[str]) -> Allowed:
        return Allowed(self.texts | {t.lower() for t in texts}, self.patterns, self.kinds)

    @property
    def fingerprint(self) -> str:
        parts = [*sorted(self.texts), *(p.pattern for p in self.patterns), *sorted(self.kinds)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_allowed(root: Path) -> tuple[Allowed, list[Problem]]:
    """The list of a project, empty if it has none, and what is wrong in it."""
    path = root / FILE
    if not path.is_file():
        return Allowed(), []
    data = path.read_bytes()
    value, found = read(data, FILE)
    if found:
        return Allowed(), found
    entries = value.get("allow") if isinstance(value, dict) else None
    texts: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for i, entry in enumerate(entries or ()):
        if reason := _fault(entry):
            [(line, column)] = locate(data, [(("allow", i), False)])
            found.append(problem(BAD_ENTRY, Location(FILE, line, column), reason=_REASONS[reason]))
        elif "text" in entry:
            texts.add(condensed(str(entry["text"])).lower())
        else:
            patterns.append(re.compile(entry["pattern"]))
    return Allowed(frozenset(texts), tuple(patterns)), found


def _fault(entry: Any) -> str:
    """The name of what is wrong with an entry."""
    if not isinstance(entry, dict):
        return "shape"
    if entry.keys() - _KEYS:
        return "unknown"
    if ("text" in entry) == ("pattern" in entry):
        return "either"
    if not (entry.get("reason") and entry.get("reviewed_on")):
        return "why"
    if "pattern" in entry:
        try:
            pattern = re.compile(str(entry["pattern"]))
        except re.error:
            return "pattern"
        if any(pattern.fullmatch(datum) for datum in _ANYBODY):
            return "broad"
    return ""
