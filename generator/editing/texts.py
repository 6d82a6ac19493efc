"""The text of a record after an edit: what did not change stays as it is, comments and all."""

from __future__ import annotations

from typing import Any

from generator.editing.canon import canonical, node_of
from generator.editing.edit import Edit
from generator.editing.fix import same
from generator.editing.tree import Branch, Entry, Node, parse, value_of
from generator.problems import Refused
from generator.yamlio import decode, read


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
