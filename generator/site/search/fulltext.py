"""Full-text search: a small page of plain words for every page, indexed by Pagefind.

Pagefind's extended build cuts Chinese into words; its index is read in pieces, so the download does
not grow with the site. One index, with Chinese and English words, serves both languages.

The index is made in parts of some 2,500 pages that the browser reads as one: Pagefind holds all it
indexes in memory (130 KB a page), and an edit makes just the part of its page anew.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import orjson
from markupsafe import escape

from generator.core.outputs import Output, keyed
from generator.records.catalog import Record
from generator.schema.model import Field, RecordType
from generator.site.pages.indicators import search_texts
from generator.site.render.context import LanguageSite
from generator.site.shell.shell import Shell
from generator.storage.cache import keep_only, load, load_files, save, save_files

_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
_FOLDER = "pagefind/"
_UNUSED = re.compile(r"pagefind-(?:component|modular|ui|highlight)|playground")
_PROGRAM = re.compile(r"\.js$|^wasm\.")
PART = 2500

Kept = TypeVar("Kept")


class SearchIndex:
    """The files below `pagefind/`. Parts lie in `.cache/search/<key>.zip` until their pages change."""

    def __init__(self, site: LanguageSite, pages: dict[str, Shell], cache: Path) -> None:
        self._desk, self._pages, self._cache = site, pages, cache / "search"

    def make(self) -> None:
        """Index the parts that changed, one after the other, and forget those that are no more."""
        keys = []
        for documents in _parts(dict(_documents(self._desk, self._pages))):
            key = hashlib.sha256(repr(sorted(documents.items())).encode()).hexdigest()[:32]
            if load(self._part(key), key) is None:
                save_files(self._part(key), self._index(documents), key)
            keys.append(key)
        keep_only(self._cache, keys)
        save(self._cache / "parts.json", orjson.dumps(keys))

    def _part(self, key: str) -> Path:
        return self._cache / f"{key}.zip"

    def outputs(self) -> Iterator[Output]:
        """All files of the index as `make` left it."""
        keys = orjson.loads(_made(load(self._cache / "parts.json")))
        yield keyed(f"{_FOLDER}parts.json", lambda: orjson.dumps(len(keys)), str(len(keys)))
        for number, key in enumerate(keys):
            files = _made(load_files(self._part(key), key))
            for path in sorted(files):
                name = path.rpartition("/")[2]
                if not _UNUSED.search(name) and not (number and _PROGRAM.search(name)):
                    below = f"{number}/" if number else ""
                    yield keyed(f"{_FOLDER}{below}{path}", partial(files.__getitem__, path), key, alone=True)

    def _index(self, documents: dict[str, str]) -> dict[str, bytes]:
        """The files that Pagefind makes of the documents, by path."""
        work = self._cache / "work"
        shutil.rmtree(work, ignore_errors=True)
        for path, html in documents.items():
            page = work / "pages" / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(html, "utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", str(work / "pages")]
        command += ["--output-path", str(work / "index"), "--force-language", "zh"]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            raise OSError(f"pagefind: {done.stderr.decode(errors='replace')[-500:]}")
        index = work / "index"
        files = {p.relative_to(index).as_posix(): p.read_bytes() for p in index.rglob("*") if p.is_file()}
        shutil.rmtree(work)
        return files


def _made(kept: Kept | None) -> Kept:
    """What `make` has just kept; raises OSError where it is gone."""
    if kept is None:
        raise OSError("the search index was removed while it was being published")
    return kept


def _parts(documents: dict[str, str]) -> list[dict[str, str]]:
    """The documents in parts of about the same size; one stays in its part while their number does."""
    parts: list[dict[str, str]] = [{} for _ in range(1 + len(documents) // PART)]
    for path, html in documents.items():
        parts[zlib.crc32(path.encode()) % len(parts)][path] = html
    return [part for part in parts if part]


def _documents(site: LanguageSite, pages: dict[str, Shell]) -> Iterator[tuple[str, str]]:
    """Path and HTML of what is searched: every living record, every page people wrote."""
    for path, page in pages.items():
        if found := _ARTICLE.search("".join(page.parts[::2])):
            yield path, _page(_words(found[1]), path)
    for path, title, text in search_texts(site.views.catalog.model.indicators):
        yield path, _page(text, title)
    for record_type in site.views.catalog.model.types:
        for record in site.views.records(record_type.folder):
            words = [*_texts(record_type, record, site), record_type.label.zh, record_type.label.en]
            # Not in a folder of its own, which would take longest of all: the script mends the address.
            path = f"{record_type.url}/{record.id}.html"
            yield path, _page(" ".join(words), record.title)


def _page(words: str, title: str) -> str:
    """The shorter a title is, the more it weighs: who asks for a town wants its page, not its committee's."""
    weight = min(10, max(1, 40 // max(1, len(title))))
    return (
        f'<!doctype html><html lang="zh"><head><title>{escape(title)}</title></head>'
        f'<body><h1 data-pagefind-weight="{weight}">{escape(title)}</h1><p>{escape(words)}</p></body></html>'
    )


def _words(html: str) -> str:
    return _BLANKS.sub(" ", _TAGS.sub(" ", html)).strip()


def _texts(record_type: RecordType, record: Record, site: LanguageSite) -> Iterator[str]:
    """What people would search a record by: its prose, its places and units, its kind in both
    languages. Hours, dates and bookkeeping would only make every search find everything."""
    shown = {*record_type.card, *record_type.facets}
    fields = record_type.fields.values()
    prose = [f for f in fields if f.kind in ("markdown", "lines", "text") and f.name != "schema_version"]
    kinds = [f for f in fields if f.name in shown and f not in prose]
    prose.sort(key=lambda f: f.name == "id")  # an excerpt should begin with words
    for f in (*prose, *kinds):
        yield from _in_value(f, record.data.get(f.name), site)


def _in_value(f: Field, value: Any, site: LanguageSite) -> Iterator[str]:
    if isinstance(value, list) and f.item:
        for item in value:
            yield from _in_value(f.item, item, site)
    elif isinstance(value, str):
        if value in f.codes:
            yield f"{f.codes[value].zh} {f.codes[value].en}"
        elif f.kind == "ref":
            record = site.views.record(value)
            yield record.title if record else value
        elif f.kind in ("text", "lines", "markdown"):
            yield value
