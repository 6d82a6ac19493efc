"""The changelog of a build: changes release by release and event by event, dates, redirects.

Each change is computed once and cached by its inputs, so that a build pays only for new ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.yaml_reader import read
from generator.history import Commit, Contents, History
from generator.history.events import Dates, Event, RecordHistory, State, record_history
from generator.history.field_diff import FieldChange
from generator.history.record_diff import RecordChange, record_changes
from generator.history.redaction import Redactor
from generator.history.redirects import Gone, all_changes, first_ids, gone, since_renamed
from generator.history.releases import Release, releases
from generator.records.catalog import Catalog
from generator.records.places import places
from generator.schema.model import Model, RecordType
from generator.storage.cache import RecordCache


@dataclass(frozen=True)
class Section:
    """What changed up to a release since the one before; without a release: since the last one."""

    release: Release | None
    commit: Commit
    changes: tuple[RecordChange, ...]


@dataclass(frozen=True)
class News:
    """A record changed with a commit. `name` is that of the event, see `RecordHistory.name`."""

    event: Event
    change: RecordChange
    name: str


@dataclass(frozen=True)
class ChangelogBuilder:
    """Computes changes from the blobs of git, or takes them from its cache."""

    model: Model
    redactor: Redactor
    moved: Mapping[str, str]
    contents: Contents
    cache: RecordCache

    def sections(
        self, history: History, record_history: RecordHistory, releases: Iterable[Release]
    ) -> tuple[Section, ...]:
        """Newest first; the first one tells what has not been released yet, if there is any."""
        if not history.steps:
            return ()
        last = history.steps[-1].commit
        ends: list[tuple[Release | None, Commit]] = [(r, r.commit) for r in releases]
        if not ends or ends[-1][1] != last:
            ends.append((None, last))
        states = record_history.states(commit for _, commit in ends)
        found: list[Section] = []
        before: State = {}
        since = ""
        for release, commit in ends:
            after = states[commit.id]
            changes = self._remembered(f"{since}..{commit.id}", lambda b=before, a=after: self._between(b, a))
            if release or changes:
                found.append(Section(release, commit, tuple(changes)))
            before, since = after, commit.id
        return tuple(reversed(found))

    def news(self, events: Iterable[Event], name: Callable[[Event], str]) -> list[News]:
        """What each event meant; nothing for one that the public would not notice."""
        found = []
        events = _without_renamed(list(events), self.moved)
        unknown = [e for e in events if self.cache.get(self._key(_name(e))) is None]
        blobs = self._read({b for e in unknown for b in (e.old, e.new) if b})
        for event in events:
            [*changes] = self._remembered(_name(event), lambda e=event: self._of_event(e, blobs))
            found += [News(event, change, name(event)) for change in changes]
        return found

    def _of_event(self, event: Event, blobs: Mapping[str, Any]) -> Iterator[RecordChange]:
        types = {event.id: self.model.by_folder.get(event.folder)}
        before = {event.id: blobs.get(event.old or "")}
        after = {event.id: blobs.get(event.new or "")}
        return self._changes(types, before, after)

    def _between(self, before: State, after: State) -> Iterator[RecordChange]:
        ids = [i for i in {**before, **after} if before.get(i) != after.get(i)]
        blobs = self._read({s[i].blob for s in (before, after) for i in ids if i in s})
        types = {i: self.model.by_folder.get((after.get(i) or before[i]).folder) for i in ids}
        was = {i: blobs.get(before[i].blob) for i in ids if i in before}
        is_now = {i: blobs.get(after[i].blob) for i in ids if i in after}
        return self._changes(types, was, is_now)

    def _changes(
        self, types: Mapping[str, RecordType | None], before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[RecordChange]:
        """In order of type and id. What is no record any more, or was none, is passed over."""
        order = {t.type: n for n, t in enumerate(self.model.types)}
        known = {i: t for i, t in types.items() if t}
        known = dict(sorted(known.items(), key=lambda k: (order[k[1].type], k[0])))
        was = {i: v for i, v in before.items() if isinstance(v, dict)}
        is_now = {i: v for i, v in after.items() if isinstance(v, dict)}
        return record_changes(known, was, is_now, self.redactor, self.moved)

    def _read(self, blobs: Iterable[str]) -> dict[str, Any]:
        names = sorted(blobs)
        return {n: read(data, n)[0] for n, data in zip(names, self.contents(names), strict=True)}

    def _remembered(self, name: str, work_out: Any) -> list[RecordChange]:
        key = self._key(name)
        kept = self.cache.get(key)
        if kept is None:
            kept = [_packed(change) for change in work_out()]
            self.cache.put(key, kept)
        return [_unpacked(row, self.model) for row in kept]

    def _key(self, name: str) -> str:
        moved = hashlib.sha256(repr(sorted(self.moved.items())).encode()).hexdigest()
        basis = f"{name}{self.model.fingerprint}{self.redactor.fingerprint}{moved}"
        return hashlib.sha256(basis.encode()).hexdigest()


def _without_renamed(events: list[Event], moved: Mapping[str, str]) -> list[Event]:
    """Less those that brought a record in under its new id: that its old one went tells it."""
    brought = {(e.commit, moved[e.id]) for e in events if e.new is None and e.id in moved}
    return [e for e in events if e.old or (e.commit, e.id) not in brought]


def _name(event: Event) -> str:
    return f"{event.id} {event.folder} {event.old} {event.new}"


def _packed(change: RecordChange) -> list[Any]:
    fields = [[f.field.name, f.before, f.after, f.withheld] for f in change.fields]
    return [change.kind, change.id, change.folder, change.title, fields, change.reason, change.to]


def _unpacked(row: list[Any], model: Model) -> RecordChange:
    kind, id, folder, title, fields, reason, to = row
    known = model.by_folder[folder].fields
    changed = tuple(FieldChange(known[n], *rest) for n, *rest in fields)
    return RecordChange(kind, id, folder, title, changed, reason, to)


ENTRIES = 30
"""A feed holds at most this many changes."""


@dataclass(frozen=True)
class Changelog:
    """`news`, newest first, holds the latest changes of every collection and of every place.

    Without a head there was no history to tell from.
    """

    head: Commit | None = None
    dates: Mapping[str, Dates] = field(default_factory=dict)
    changes: Mapping[str, int] | None = None
    releases: tuple[Release, ...] = ()
    sections: tuple[Section, ...] = ()
    news: tuple[News, ...] = ()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    lost: frozenset[str] = frozenset()
    """Names of releases whose data cannot be made again."""
    first_ids: Mapping[str, str] = field(default_factory=dict)
    """Of each renamed record, the id that it had first."""


def read_changelog(
    history: History, catalog: Catalog, redactor: Redactor, moved: Mapping[str, str], cache: Path
) -> Changelog:
    """`moved`: new ids of renamed records; `cache`: the file that keeps computed changes."""
    log = record_history(history)
    folders = {r.id: r.type.folder for r in catalog.records}
    went = tuple(gone(log, folders, moved))
    if not history:
        return Changelog(gone=went, first_ids=first_ids(log, moved))
    remembered = RecordCache(cache)
    builder = ChangelogBuilder(catalog.model, redactor, moved, history.contents, remembered)
    named = releases(history)
    sections = builder.sections(history, log, named)
    belongs = places(catalog)
    news = tuple(builder.news(_latest(log, belongs), log.name))
    remembered.save()
    dates = since_renamed(log.dates, moved)
    changes = all_changes(log.changes, moved)
    first = first_ids(log, moved)
    return Changelog(history.head, dates, changes, named, sections, news, belongs, went, first_ids=first)


def _latest(log: RecordHistory, belongs: Mapping[str, frozenset[str]]) -> Iterator[Event]:
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
