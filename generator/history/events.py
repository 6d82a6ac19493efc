"""The life of every id that was ever published: when it came, when it changed, when its file went."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from generator.history import Commit, History, Step

_FILE = re.compile(r"data/([a-z]+(?:-[a-z]+)*)/(?:[^\0]*/)?([a-z]+(?:-[a-z0-9]+)*)\.yaml")
_BEIJING = timedelta(hours=8)  # China has one time and no summer time


class Event(NamedTuple):
    """A commit changed a record: its blobs before and after, None where it had or has no file."""

    commit: Commit
    id: str
    folder: str
    old: str | None
    new: str | None


class Dates(NamedTuple):
    """Days in Beijing on which a record was first and last recorded; commits without news do not count."""

    created: date
    changed: date


class File(NamedTuple):
    folder: str
    blob: str


State = Mapping[str, File]
"""What there was at one moment: every id with its folder and its blob."""


@dataclass(frozen=True)
class RecordHistory:
    """All events, oldest first. A file that only moved to another folder of its type is no event."""

    events: tuple[Event, ...]
    bulk: frozenset[str]
    order: Mapping[str, int]
    """The place of every commit that touched something, counted from the first."""

    @cached_property
    def dates(self) -> dict[str, Dates]:
        found: dict[str, Dates] = {}
        for event in self.events:
            day = day_of(event.commit)
            if event.id not in found:
                found[event.id] = Dates(day, day)
            elif event.commit.id not in self.bulk:
                found[event.id] = Dates(found[event.id].created, day)
        return found

    @cached_property
    def changes(self) -> dict[str, int]:
        """How often each id has changed since it came. Every commit counts, so that it never becomes less."""
        return {id: n - 1 for id, n in Counter(event.id for event in self.events).items()}

    def name(self, event: Event) -> str:
        """Names an event by what it did, not by its commit: it survives a history that is written anew."""
        done = f"{event.id}\0{event.folder}\0{event.old}\0{event.new}\0{self._repeated.get(event, 0)}"
        return hashlib.sha256(done.encode()).hexdigest()[:40]

    @cached_property
    def _repeated(self) -> dict[Event, int]:
        """Of events that did what had been done to the record before: how many times."""
        done: Counter[tuple[object, ...]] = Counter()
        found = {}
        for event in self.events:
            if times := done[event[1:]]:
                found[event] = times
            done[event[1:]] += 1
        return found

    @cached_property
    def last(self) -> dict[str, Event]:
        """The latest event of every id."""
        return {event.id: event for event in self.events}

    @cached_property
    def folders(self) -> dict[str, set[str]]:
        """Every folder in which an id was ever published."""
        found: dict[str, set[str]] = {}
        for event in self.events:
            found.setdefault(event.id, set()).add(event.folder)
        return found

    def states(self, commits: Iterable[Commit]) -> dict[str, State]:
        """What there was after each of these commits, in one walk; by the commit's id."""
        waiting = sorted({commit.id for commit in commits}, key=self.order.__getitem__, reverse=True)
        found: dict[str, State] = {}
        now: dict[str, File] = {}
        for event in self.events:
            while waiting and self.order[waiting[-1]] < self.order[event.commit.id]:
                found[waiting.pop()] = dict(now)
            if event.new is None:
                now.pop(event.id, None)
            else:
                now[event.id] = File(event.folder, event.new)
        return found | {id: dict(now) for id in waiting}


def record_history(history: History) -> RecordHistory:
    commits = dict.fromkeys(step.commit.id for step in history.steps)
    order = {id: i for i, id in enumerate(commits)}
    return RecordHistory(tuple(_events(history.steps)), history.bulk, order)


def day_of(commit: Commit) -> date:
    return (datetime.fromtimestamp(commit.at, UTC) + _BEIJING).date()


def known_by(history: History, day: date) -> History:
    """What had been recorded by the end of a day in Beijing. The head stays, of which everything is made."""
    steps = history.steps
    last = next((i for i in range(len(steps), 0, -1) if day_of(steps[i - 1].commit) <= day), 0)
    return replace(history, steps=steps[:last])


def _events(steps: Iterable[Step]) -> Iterable[Event]:
    files: dict[str, dict[str, File]] = {}
    for commit, group in groupby(steps, key=lambda s: s.commit):
        touched: dict[str, File | None] = {}
        for step in group:
            if not (named := _FILE.fullmatch(step.file)):
                continue
            folder, id = named.groups()
            own = files.setdefault(id, {})
            touched.setdefault(id, _one(own))
            if step.new is None:
                own.pop(step.file, None)
            else:
                own[step.file] = File(folder, step.new)
        for id, before in touched.items():
            after = _one(files[id])
            if before != after and (known := after or before):
                yield Event(
                    commit, id, known.folder, before.blob if before else None, after.blob if after else None
                )


def _one(files: Mapping[str, File]) -> File | None:
    """An id has one file; should it have had two for a while, the first by name counts."""
    return files[min(files)] if files else None
