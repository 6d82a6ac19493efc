"""The text of a record after an edit, and in canonical form: what did not change stays, comments and all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml import YAML

from generator.core.problems import Location, Problem, Refused, Rule, problem
from generator.core.text import Text
from generator.core.yaml_reader import decode, read
from generator.editing.canon import Fields, canonical, node_of
from generator.editing.tree import Branch, Entry, Node, parse, value_of
from generator.schema.model import RecordType

CHANGED = Rule(
    "V-007",
    "error",
    Text("规范写法与原文意思不同，文件没有改动", "the canonical form would not mean the same; the file was left alone"),
    Text("请把这个文件发给维护程序的同事", "please pass this file on to those who maintain the program"),
    Text("YAML 书写", "YAML hygiene"),
)  # fmt: skip
UNTIDY = Rule(
    "V-007",
    "error",
    Text("从这一行起不是规范写法", "from this line on it is not in canonical form"),
    Text("运行 youth-atlas fix {file}，再提交", "run `youth-atlas fix {file}`, then commit"),
    Text("YAML 书写", "YAML hygiene"),
)

# In a proposed change it is no fault: what the form saves is seldom in canonical form.
UNTIDY_YET = replace(
    UNTIDY,
    severity="info",
    hint=Text(
        "不妨碍合并；合并以后运行 youth-atlas fix {file}",
        "no hindrance; run `youth-atlas fix {file}` after the merge",
    ),
)


@dataclass
class Edit:
    """A record as it was (`old`, None if it is new) and as it will be."""

    id: str
    type: RecordType
    file: str
    old: dict[str, Any] | None
    new: dict[str, Any]

    @property
    def changes(self) -> bool:
        return self.new != self.old


def text_of(edit: Edit, before: bytes | None) -> tuple[bytes, Any]:
    """Canonical UTF-8 and what a reader makes of it. `before` is the file as it is.

    Raises Refused if the text could not be read again, ValueError if it would not say what it should.
    """
    if before is None or edit.old is None:
        tree = node_of(edit.new)
    else:
        tree = grafted(parse(decode(before, edit.file)), edit.new)
    text = canonical(tree, edit.type.fields).encode()
    value, problems = read(text, edit.file)
    if problems:
        raise Refused(problems)
    if not same(value, edit.new):
        raise ValueError(edit.file)
    return text, value


def grafted(node: Node, value: Any) -> Node:
    """A tree that says `value`, made of the parts of `node` that say the same already."""
    if same(value_of(node), value):
        return node
    if (
        not isinstance(node, Branch)
        or not isinstance(value, (dict, list))
        or node.is_list != isinstance(value, list)
    ):
        return node_of(value)
    if isinstance(value, dict):
        entries = [_entry(node.entry(key), key, part) for key, part in value.items()]
        return Branch(False, entries, node.after, node.head)
    return Branch(True, _items(node, value), node.after)


def _entry(old: Entry | None, key: str | None, value: Any) -> Entry:
    if old is None:
        return Entry(key, node_of(value))
    return Entry(key, grafted(old.value, value), old.before, old.beside)


def _items(node: Branch, values: list[Any]) -> list[Entry]:
    """Each item takes over the one that said the same, else the one left over at its turn."""
    left = list(node.entries)
    taken: list[Entry | None] = []
    for value in values:
        hit = next((entry for entry in left if same(value_of(entry.value), value)), None)
        if hit is not None:
            left = [entry for entry in left if entry is not hit]
        taken.append(hit)
    pairs = zip(taken, values, strict=True)
    return [_entry(hit if hit is not None else (left.pop(0) if left else None), None, v) for hit, v in pairs]


def fixed(data: bytes, file: str, fields: Fields) -> tuple[bytes, list[Problem]]:
    """The canonical bytes (UTF-8, LF, no BOM) of a file; the bytes as they are where there are problems."""
    value, problems = read(data, file)
    if problems:
        return data, problems
    text = canonical(parse(before := decode(data, file)), fields)
    again, wrong = read(text.encode(), file)
    if wrong or not same(value, again) or _comments(before) != _comments(text):
        return data, [problem(CHANGED, Location(file))]
    return text.encode(), []


def _comments(text: str) -> Counter[str]:
    """Every comment as another reader of YAML finds it, so that no slip of ours can lose one."""
    if "#" not in text:
        return Counter()
    tokens = YAML().scan(text.replace("\r\n", "\n"))
    found = (piece for token in tokens for piece in _texts(getattr(token, "_comment", None)))
    lines = (line.strip(" \t") for piece in found for line in piece.split("\n"))
    return Counter(line for line in lines if line.startswith("#"))


def _texts(comment: Any) -> Iterator[str]:
    """What ruamel.yaml hangs on a token: comment tokens, texts, lists of both."""
    if isinstance(comment, (list, tuple)):
        for part in comment:
            yield from _texts(part)
    elif comment is not None:
        yield comment if isinstance(comment, str) else comment.value


def same(one: Any, other: Any) -> bool:
    """Equal in kind too: 1 is not 1.0 and not true; the order of fields says nothing."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
