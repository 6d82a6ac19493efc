"""A change in people's words, in both languages, and which row of a list became which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from generator.core.text import Text, join, same
from generator.history.field_diff import FieldChange
from generator.schema.model import Field

NameOf = Callable[[str], str]
"""The name of a record by its id; the id itself if nobody knows it."""

_LONG = 60
_NOTHING = Text("无", "nothing")
_YES, _NO = Text("是", "yes"), Text("否", "no")
_WITHHELD = Text("{title}：有改动（内容不公开）", "{title}: changed (what it said is not public)")
_REORDERED = Text("{title}：只换了次序", "{title}: only the order changed")


def lines(change: FieldChange, name_of: NameOf) -> list[Text]:
    """One line a thing that changed, such as `Fee: Free → Partly paid`."""
    if change.withheld:
        return [_WITHHELD.format({"title": change.field.title})]
    found = list(_lines(change.field, change.field.title, change.before, change.after, name_of))
    return found or [_REORDERED.format({"title": change.field.title})]


def _lines(f: Field, title: Text, before: Any, after: Any, name_of: NameOf) -> Iterator[Text]:
    if f.kind == "object" and before and after:
        yield from _inside(f, title, before, after, name_of)
    elif f.kind == "list" and f.item and f.item.kind == "object":
        yield from _of_rows(f, title, before or [], after or [], name_of)
    elif f.kind == "list":
        yield from _of_items(f, title, before or [], after or [], name_of)
    else:
        yield _one(title, *_texts(f, before, after, name_of))


def _inside(f: Field, title: Text, before: Any, after: Any, name_of: NameOf) -> Iterator[Text]:
    """The fields of an object or of a row."""
    for inner in f.fields.values():
        old, new = before.get(inner.name), after.get(inner.name)
        if old != new:
            words = Text(f"{title.zh}·{inner.title.zh}", f"{title.en}, {_lower(inner.title.en)}")
            yield from _lines(inner, words, old, new, name_of)


def _of_items(f: Field, title: Text, before: list[Any], after: list[Any], name_of: NameOf) -> Iterator[Text]:
    """A list of plain values: what came and what went."""
    assert f.item
    item = f.item
    came = [value_words(item, v, name_of) for v in after if v not in before]
    went = [value_words(item, v, name_of) for v in before if v not in after]
    parts = []
    if came:
        parts.append(Text(f"新增 {join(came).zh}", f"added {join(came).en}"))
    if went:
        parts.append(Text(f"去掉 {join(went).zh}", f"removed {join(went).en}"))
    if parts:
        said = join(parts, "；", "; ")
        yield Text(f"{title.zh}：{said.zh}", f"{title.en}: {said.en}")


def _of_rows(f: Field, title: Text, before: list[Any], after: list[Any], name_of: NameOf) -> Iterator[Text]:
    assert f.item
    item = f.item
    if rows := f.schema.get("x-rows"):
        key = item.fields[rows["by"]]

        def shown(row: Any) -> Text:
            rest = {n: v for n, v in row.items() if n != key.name and f"{{{n}}}" not in rows["show"]}
            said = same(rows["show"].format_map(defaultdict(str, row)))
            return _noted(said, row_words(item, rest, name_of)) if rest else said

        for keys, old, new in by_key(key, shown, before, after):
            which = join([value_words(key.item or key, k, name_of) for k in keys])
            yield _one(_noted(title, which), join(old), join(new))
        return
    for old_row, new_row in paired(before, after):
        if old_row is None or new_row is None:
            said = row_words(item, new_row or old_row, name_of)
            yield (
                Text(f"{title.zh}：新增 {said.zh}", f"{title.en}: added {said.en}")
                if old_row is None
                else Text(f"{title.zh}：去掉 {said.zh}", f"{title.en}: removed {said.en}")
            )
        else:
            unchanged = {n: v for n, v in new_row.items() if old_row.get(n) == v}
            which = row_words(item, dict(list(unchanged.items())[:2]), name_of)
            yield from _inside(item, _noted(title, which), old_row, new_row, name_of)


def _one(title: Text, before: Text, after: Text) -> Text:
    if not before.zh:
        return Text(f"{title.zh}：填上了 {after.zh}", f"{title.en}: now given, {after.en}")
    if not after.zh:
        return Text(
            f"{title.zh}：不再填写（原为 {before.zh}）", f"{title.en}: no longer given (was {before.en})"
        )
    return Text(f"{title.zh}：{before.zh} → {after.zh}", f"{title.en}: {before.en} → {after.en}")


def _texts(f: Field, before: Any, after: Any, name_of: NameOf) -> tuple[Text, Text]:
    """Both values; of a long text only what stands around the first difference."""
    if not (isinstance(before, str) and isinstance(after, str) and f.kind in ("text", "lines", "markdown")):
        return tuple(same("") if v is None else value_words(f, v, name_of) for v in (before, after))  # type: ignore[return-value]
    old, new = _flat(before), _flat(after)
    same_until = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    start = max(0, same_until - 12)
    return same(_excerpt(old, start)), same(_excerpt(new, start))


def value_words(f: Field, value: Any, name_of: NameOf) -> Text:
    """A value as people say it; long texts are cut."""
    if value is None or value == []:
        return _NOTHING
    if f.kind == "code":
        return f.codes.get(value) or same(str(value))
    if f.kind == "ref":
        return same(name_of(str(value)))
    if f.kind == "boolean":
        return _YES if value else _NO
    if f.kind == "instant":
        return same(f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M}")
    if f.kind == "object":
        return row_words(f, value, name_of)
    if f.kind == "list" and f.item:
        return join([value_words(f.item, v, name_of) for v in value])
    said = _excerpt(_flat(str(value)), 0)
    return Text(f"{said} {f.unit.zh}", f"{said} {f.unit.en}") if f.unit else same(said)


def row_words(f: Field, row: Any, name_of: NameOf) -> Text:
    """The values of a row: codes, names and dates by themselves, anything else behind its title."""
    said = []
    for name, value in row.items():
        inner = f.fields.get(name)
        if inner is None or value in (None, [], {}):
            continue
        words = value_words(inner, value, name_of)
        if (
            inner.kind in ("code", "ref", "date", "instant", "text", "lines", "markdown")
            or inner.is_code_list
        ):
            said.append(words)
        else:
            said.append(Text(f"{inner.title.zh} {words.zh}", f"{_lower(inner.title.en)} {words.en}"))
    return join(said, "，", ", ")


def _noted(words: Text, note: Text) -> Text:
    return Text(f"{words.zh}（{note.zh}）", f"{words.en} ({note.en})") if note.zh else words


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _excerpt(text: str, start: int) -> str:
    cut = text[start : start + _LONG]
    return ("…" if start else "") + cut + ("…" if start + _LONG < len(text) else "")


def _lower(words: str) -> str:
    """Inside a sentence; an abbreviation stays as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def all_lines(changes: Iterable[FieldChange], name_of: NameOf) -> list[Text]:
    """The lines of all fields; that the day of the last update moved is news only if nothing else did."""
    changes = list(changes)
    telling = [c for c in changes if c.field.name != "updated_on"] or changes
    return [line for change in telling for line in lines(change, name_of)]


Row = dict[str, Any]


def by_key(
    key: Field, shown: Callable[[Row], Text], before: list[Row], after: list[Row]
) -> Iterator[tuple[list[Any], list[Text], list[Text]]]:
    """What stands at each value of the key field before and after, where that differs.

    A row that names several values (days of the week) stands at each; values at which the same
    happened are given together.
    """
    old, new = _spread(key, shown, before), _spread(key, shown, after)
    order = list((key.item or key).codes) or sorted({*old, *new}, key=str)
    found: dict[tuple[tuple[Text, ...], tuple[Text, ...]], list[Any]] = {}
    for value in [*order, *({*old, *new} - set(order))]:
        was, is_now = tuple(old.get(value, ())), tuple(new.get(value, ()))
        if sorted(map(repr, was)) != sorted(map(repr, is_now)):
            found.setdefault((was, is_now), []).append(value)
    for (was, is_now), values in found.items():
        yield values, [w for w in was if w not in is_now], [w for w in is_now if w not in was]


def _spread(key: Field, shown: Callable[[Row], Text], rows: list[Row]) -> dict[Any, list[Text]]:
    found: dict[Any, list[Text]] = {}
    for row in rows:
        values = row.get(key.name)
        for value in values if isinstance(values, list) else [values]:
            found.setdefault(value, []).append(shown(row))
    return found


def paired(before: list[Row], after: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows that changed with what they became; None for a row that came or went.

    Two rows are the same row, changed, if more of their fields agree than differ.
    """
    old = [row for row in before if row not in after]
    for row in after:
        if row in before:
            continue
        best = max(old, key=lambda o: _alike(o, row), default=None)
        if best is not None and _alike(best, row) > 0.5:
            old.remove(best)
            yield best, row
        else:
            yield None, row
    yield from ((row, None) for row in old)


def _alike(one: Row, other: Row) -> float:
    names = {*one, *other}
    return sum(one.get(n) == other.get(n) for n in names) / len(names) if names else 0.0
