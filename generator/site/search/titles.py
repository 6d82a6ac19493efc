"""`titles/<n>.json`: what every page is called, to be found at the first key, by pinyin and old names too.

Full-text search takes a while to start; these are read first. They come in parts, the record types
with the fewest records first, so that the first part answers while a large collection still loads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from generator.core.outputs import Output, keyed
from generator.core.text import LANGS, Lang
from generator.records.catalog import Record
from generator.site.render.context import LanguageSite
from generator.site.search.pinyin import readings
from generator.site.search.places import former_names

PART = 1200
_LONGEST = 60


class Title(NamedTuple):
    """A page: its path below the language's root; its title, then what else it is or was called."""

    path: str
    names: tuple[str, ...]


def title_files(
    languages: Mapping[Lang, LanguageSite], pages: Mapping[Lang, Sequence[Title]]
) -> Iterator[Output]:
    """In both languages: titles of records are the same, those of written pages are not."""
    records = list(_records(languages["zh"]))
    for lang in LANGS:
        entries = [*pages[lang], *records]
        parts = [entries[i : i + PART] for i in range(0, len(entries), PART)]
        for number, part in enumerate(parts):
            path = f"{'' if lang == 'zh' else 'en/'}titles/{number}.json"
            yield _output(path, orjson.dumps(_file(part, number + 1 < len(parts))))


def _output(path: str, content: bytes) -> Output:
    return keyed(path, lambda: content, hashlib.sha256(content).hexdigest())


def _file(part: Sequence[Title], more: bool) -> dict[str, Any]:
    """`groups`: a beginning that paths share, and the rest of each with its names."""
    groups: dict[str, list[list[str]]] = {}
    for path, names in part:
        folder, _, rest = path.rstrip("/").rpartition("/")
        groups.setdefault(f"{folder}/" if folder else "", []).append([rest, *names])
    return {"groups": groups, "more": more, "pinyin": readings(name for e in part for name in e.names)}


def _records(site: LanguageSite) -> Iterator[Title]:
    views = site.views
    types = sorted(views.catalog.model.types, key=lambda t: (len(views.records(t.folder)), t.order))
    context = site.context("titles/")
    for record_type in types:
        yield Title(f"{record_type.url}/", (record_type.plural.in_(site.lang),))
        for record in views.records(record_type.folder):
            also = [*_other_names(record), *former_names(context, record.id)]
            yield Title(f"{record_type.url}/{record.id}/", (record.title[:_LONGEST], *dict.fromkeys(also)))


def _other_names(record: Record) -> list[str]:
    return [record.data[name] for name in record.type.names if record.data.get(name)]
