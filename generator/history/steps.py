"""The steps of a history, and the file in which they are kept so that git is asked only for what is new."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import orjson

from generator.storage.cache import load, save


class Commit(NamedTuple):
    """`at`: seconds since 1970 (UTC) when it was committed."""

    id: str
    at: int


class Step(NamedTuple):
    """What a commit did to a file: the blobs before and after, None where there was or is no file."""

    commit: Commit
    file: str
    old: str | None
    new: str | None


def remember(cache: Path, head: str, steps: Iterable[Step]) -> None:
    save(cache, orjson.dumps([head, [[*step.commit, *step[1:]] for step in steps]]))


def remembered(cache: Path) -> tuple[str, tuple[Step, ...]] | None:
    """The commit up to which steps are kept, and these steps; None if there are none."""
    content = load(cache)
    if content is None:
        return None
    head, rows = orjson.loads(content)
    commits: dict[str, Commit] = {}
    steps = (Step(commits.setdefault(id, Commit(id, at)), *rest) for id, at, *rest in rows)
    return head, tuple(steps)
