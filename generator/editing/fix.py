"""Puts the text of one record into canonical form, and only if it then means just what it meant."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML

from generator.editing.canon import Fields, canonical
from generator.editing.tree import parse
from generator.problems import Location, Problem, Rule, problem
from generator.text import Text
from generator.yamlio import decode, read

CHANGED = Rule(
    "V-007",
    "error",
    Text("规范写法与原文意思不同，文件没有改动", "the canonical form would not mean the same; the file was left alone"),
    Text("请把这个文件发给维护程序的同事", "please pass this file on to those who maintain the program"),
    Text("YAML 书写", "YAML hygiene"),
)  # fmt: skip


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
