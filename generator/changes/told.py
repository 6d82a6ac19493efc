"""All that a site tells of the past, put together once a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.catalog import Catalog
from generator.changes.account import Bookkeeper, News, Section
from generator.changes.events import Chronicle, Dates, Event, chronicle
from generator.changes.gone import Gone, gone
from generator.changes.places import places
from generator.changes.releases import Release, releases
from generator.changes.withheld import Curtain
from generator.history import Commit, History
from generator.storage.cache import RecordCache

ENTRIES = 30
"""So many changes stand in a feed."""


@dataclass(frozen=True)
class Told:
    """`news`, newest first, holds the latest changes of every collection and of every place.

    Without a head there was no history to tell from.
    """

    head: Commit | None = None
    dates: Mapping[str, Dates] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    sections: tuple[Section, ...] = ()
    news: tuple[News, ...] = ()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    lost: frozenset[str] = frozenset()
    """Names of releases whose data cannot be made again."""


def tell(history: History, catalog: Catalog, curtain: Curtain, moved: Mapping[str, str], cache: Path) -> Told:
    """`moved`: new ids of renamed records; `cache`: a file to keep what was worked out."""
    log = chronicle(history)
    folders = {r.id: r.type.folder for r in catalog.records}
    went = tuple(gone(log, folders, moved))
    if not history:
        return Told(gone=went)
    remembered = RecordCache(cache)
    keeper = Bookkeeper(catalog.model, curtain, moved, history.contents, remembered)
    named = releases(history)
    sections = keeper.sections(history, log, named)
    belongs = places(catalog)
    news = tuple(keeper.news(_latest(log, belongs)))
    remembered.save()
    return Told(history.head, log.dates, named, sections, news, belongs, went)


def _latest(log: Chronicle, belongs: Mapping[str, frozenset[str]]) -> Iterator[Event]:
    """Newest first, each event that is among the latest of all, of its collection or of a place.

    Commits that are listed as having changed many records without news are left out.
    """
    counts: dict[str, int] = {}
    for event in reversed(log.events):
        if event.commit.id in log.bulk:
            continue
        feeds: Iterable[str] = ("", f"{event.folder}/", *belongs.get(event.id, ()))
        if any(counts.get(feed, 0) < ENTRIES for feed in feeds):
            yield event
        for feed in feeds:
            counts[feed] = counts.get(feed, 0) + 1
