"""Feeds of changes: Atom (RFC 4287) and JSON Feed 1.1, of everything, of each collection, of each place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from itertools import chain
from typing import Any

import orjson
from markupsafe import escape

from generator import __version__
from generator.core.outputs import Output, constant
from generator.core.text import LANGS, Lang, Text, same
from generator.datasets.publication import Publication
from generator.datasets.terms import caveats_of, origins_of
from generator.history.change_text import NameOf, all_lines
from generator.history.changelog import ENTRIES, Changelog, News
from generator.history.diff_formats import TITLES
from generator.records.catalog import Catalog
from generator.records.places import is_place, places

_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_CHANGES = Text("{what}：最近的变化", "{what}: latest changes")
_DEMO = Text("演示数据", "demonstration data")


@dataclass(frozen=True)
class FeedEntry:
    """`id` and `url` stay what they are for as long as there are feeds."""

    id: str
    url: str
    title: str
    lines: tuple[str, ...]
    updated: str
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Feed:
    """`base` is the address of the folder that the feed stands in, empty if the site has none."""

    id: str
    base: str
    title: str
    lang: Lang
    updated: str
    author: str
    rights: str
    caveats: tuple[str, ...]
    entries: tuple[FeedEntry, ...]


Holds = Callable[[News], bool]


def feeds(
    changelog: Changelog, catalog: Catalog, publication: Publication, name_of: NameOf
) -> Iterator[Output]:
    """`feed.atom` and `feed.json` at the root, below every collection and below every place."""
    subjects = list(_subjects(changelog, catalog, publication))
    for lang in LANGS:
        for path, what, holds, notes in subjects:
            news = [n for n in changelog.news if holds(n)][:ENTRIES]
            feed = _feed(path, what, news, notes, catalog, publication, lang, name_of)
            own = path if lang == "zh" else f"en/{path}"
            yield constant(f"{own}feed.atom", atom(feed))
            yield constant(f"{own}feed.json", json_feed(feed))


def _subjects(
    changelog: Changelog, catalog: Catalog, publication: Publication
) -> Iterator[tuple[str, Text, Holds, list[Text]]]:
    """Path of the folder, what it is about, the news in it, and what to mind of the records it tells of."""
    whole = origins_of(chain.from_iterable(catalog.of_type.values()))
    yield "", publication.title, lambda _: True, caveats_of(publication, whole)
    for record_type in catalog.model.types:
        holds: Holds = partial(_is_of, record_type.folder)
        notes = caveats_of(publication, origins_of(catalog.of_type[record_type.type]))
        for url in (record_type.url, *record_type.former_urls):
            yield f"{url}/", record_type.plural, holds, notes
    former: dict[str, list[str]] = defaultdict(list)
    for gone in changelog.gone:
        if gone.to and gone.id != gone.to:
            former[gone.to].append(gone.id)
    inside = _inside(catalog)
    for place in filter(is_place, catalog.records):
        holds = partial(_belongs, changelog, place.id)
        notes = caveats_of(publication, inside[place.id])
        for url in (place.type.url, *place.type.former_urls):
            for id in (place.id, *former[place.id]):
                yield f"{url}/{id}/", same(place.title), holds, notes


def _inside(catalog: Catalog) -> dict[str, Counter[str]]:
    """The records that belong to each place, by provenance."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    where = places(catalog)
    for record in chain.from_iterable(catalog.of_type.values()):
        for place in where[record.id]:
            found[place] += origins_of([record])
    return found


def _is_of(folder: str, news: News) -> bool:
    return news.change.folder == folder


def _belongs(changelog: Changelog, place: str, news: News) -> bool:
    return place in changelog.places.get(news.change.id, ())


def _feed(
    path: str,
    what: Text,
    news: list[News],
    notes: list[Text],
    catalog: Catalog,
    publication: Publication,
    lang: Lang,
    name_of: NameOf,
) -> Feed:
    home = publication.homepage + ("" if lang == "zh" else "en/") if publication.homepage else ""
    begun = datetime.combine(publication.as_of, time(), UTC)
    return Feed(
        id=f"urn:youth-atlas:{publication.identifier}:feed:{lang}:{path or '/'}",
        base=f"{home}{path}" if home else "",
        title=_CHANGES.in_(lang).format(what=what.in_(lang)),
        lang=lang,
        updated=_moment(news[0].event.commit.at) if news else _moment(int(begun.timestamp())),
        author=publication.publisher.in_(lang) or publication.title.in_(lang),
        rights=publication.licence.title.in_(lang),
        caveats=tuple(note.in_(lang) for note in notes),
        entries=tuple(_entry(n, path, catalog, publication, home, lang, name_of) for n in news),
    )


def _entry(
    news: News,
    path: str,
    catalog: Catalog,
    publication: Publication,
    home: str,
    lang: Lang,
    name_of: NameOf,
) -> FeedEntry:
    change, event = news.change, news.event
    record_type = catalog.model.by_folder[change.folder]
    record = catalog.by_id.get(change.id)
    label, kind = record_type.label.in_(lang), TITLES[change.kind].in_(lang)
    # Of a record that is gone nothing is called back but its id.
    name = change.title if change.kind in ("added", "changed") else change.id
    title = f"{label}“{name}”{kind}" if lang == "zh" else f"{label} “{name}” {kind}"
    lines = [line.in_(lang) for line in all_lines(change.fields, name_of)]
    if change.reason:
        lines.append(change.reason)
    tags = [(change.folder, record_type.plural.in_(lang)), (change.kind, kind)]
    if record and record.data.get("provenance") == "demo":
        title += f"（{_DEMO.zh}）" if lang == "zh" else f" ({_DEMO.en})"
        tags.append(("demo", _DEMO.in_(lang)))
    return FeedEntry(
        id=f"urn:youth-atlas:{publication.identifier}:{lang}:{change.id}:{news.name}",
        url=f"{home or '../' * path.count('/')}{record_type.url}/{change.id}/",
        title=title,
        lines=tuple(lines) or (title,),
        updated=_moment(event.commit.at),
        tags=tuple(tags),
    )


def atom(feed: Feed) -> bytes:
    """RFC 4287: every element it requires, and content as text that needs no markup."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_TAGS[feed.lang]}">',
        f"<title>{escape(feed.title)}</title>",
        f"<id>{escape(feed.id)}</id>",
        f"<updated>{feed.updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(feed.base)}feed.atom"/>',
        f'<link rel="alternate" type="text/html" href="{escape(feed.base or "./")}"/>',
        f"<author><name>{escape(feed.author)}</name></author>",
        f'<generator version="{__version__}">Youth Home Atlas</generator>',
    ]
    if rights := _sentences(feed, feed.rights):
        out.append(f"<rights>{escape(rights)}</rights>")
    for entry in feed.entries:
        tags = "".join(f'<category term="{escape(t)}" label="{escape(label)}"/>' for t, label in entry.tags)
        out.append(
            f"<entry><title>{escape(entry.title)}</title><id>{escape(entry.id)}</id>"
            f"<updated>{entry.updated}</updated><published>{entry.updated}</published>"
            f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>{tags}'
            f'<content type="text">{escape(chr(10).join(entry.lines))}</content></entry>'
        )
    return "\n".join([*out, "</feed>\n"]).encode()


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org); addresses are left out where the site has none."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"home_page_url": feed.base, "feed_url": f"{feed.base}feed.json"} if feed.base else {}),
        **({"description": words} if (words := _sentences(feed)) else {}),
        "language": _TAGS[feed.lang],
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": "\n".join(entry.lines),
                "date_published": entry.updated,
                "tags": [label for _, label in entry.tags],
            }
            for entry in feed.entries
        ],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def _sentences(feed: Feed, *before: str) -> str:
    return ("。" if feed.lang == "zh" else ". ").join(filter(None, (*before, *feed.caveats)))


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"
