"""The whole history of the records in one pass of `git log`: its cost is linear in what was changed.

Followed is the line of first parents: what the main branch held, one state after the other. A merge is
one step, at the time at which it was merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import orjson

from generator.history.git import NoHistory, NoRevision, Shallow, contents, git
from generator.storage.cache import load, save

FOLLOWED = ("data", "content/releases.yaml")
BULK = ".git-blame-ignore-revs"
"""Commits that changed many records without news; the name is the one `git blame` users know."""

_NAMED = re.compile(r"^\s*([0-9a-f]{40}(?:[0-9a-f]{24})?)\b", re.MULTILINE)
_FORMAT = "%x01%H %ct"


class Contents(Protocol):
    def __call__(self, names: Iterable[str], /) -> list[bytes]: ...


@dataclass(frozen=True)
class History:
    """Every step, oldest first. `contents` gives the bytes of blobs; `bulk` are commits without news.

    Without a `head` there is no history, and nothing can be said of it.
    """

    head: Commit | None = None
    steps: tuple[Step, ...] = ()
    bulk: frozenset[str] = frozenset()
    contents: Contents = lambda _names: []
    root: Path | None = None

    def __bool__(self) -> bool:
        return self.head is not None

    def until(self, commit: Commit) -> History:
        """What was known right after a commit that is one of the steps."""
        last = max(i for i, step in enumerate(self.steps) if step.commit == commit)
        return replace(self, head=commit, steps=self.steps[: last + 1])


NOTHING = History()


def read_history(root: Path, cache: Path | None = None) -> History:
    """The history of `root`/data up to HEAD; what is not committed is no part of it.

    With a `cache` (a file) only what has come since is asked of git. Raises Shallow in a clone that was cut
    off, NoHistory where git has nothing to tell.
    """
    try:
        answer = git(root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD").decode().split()
        if answer[0] == "true":
            raise Shallow
        known = remembered(cache) if cache else None
        if known and not _is_passed(root, known[0]):
            known = None
        head = git(root, "log", "-1", "--format=%H %ct", "HEAD").decode().split()
        since, before = known or ("", ())
        log = b"" if since == head[0] else _log(root, f"{since}..HEAD" if since else "HEAD")
    except NoRevision as error:
        raise NoHistory(str(error)) from None
    steps = (*before, *_steps(log))
    if not steps:
        raise NoHistory("nothing in data/ is committed")
    if cache and since != head[0]:
        remember(cache, head[0], steps)
    return History(Commit(head[0], int(head[1])), steps, _bulk(root), partial(contents, root), root)


def _is_passed(root: Path, commit: str) -> bool:
    """Whether the main line still goes through a commit; a history may be written anew."""
    try:
        line = git(root, "rev-list", "--first-parent", "HEAD", "--not", f"{commit}^@")
    except NoRevision:
        return False
    return commit.encode() in line.split()


def _log(root: Path, span: str) -> bytes:
    return git(
        root,
        "log",
        "--first-parent",
        "--diff-merges=first-parent",
        "--reverse",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--relative",
        "-z",
        f"--format={_FORMAT}",
        span,
        "--",
        *FOLLOWED,
    )


def _steps(log: bytes) -> Iterator[Step]:
    commit = Commit("", 0)
    words = iter(log.split(b"\0"))
    for word in words:
        word = word.lstrip(b"\n")
        if word[:1] == b"\x01":
            id, at = word[1:].decode().split()
            commit = Commit(id, int(at))
        elif word[:1] == b":":
            file = next(words).decode("utf-8", "replace")
            before, after, old, new, _ = word[1:].decode().split()
            yield Step(commit, file, _blob(before, old), _blob(after, new))


def _blob(mode: str, id: str) -> str | None:
    """Only a regular file is one: links and submodules are not read."""
    return id if mode.startswith("100") else None


def _bulk(root: Path) -> frozenset[str]:
    path = root / BULK
    return frozenset(_NAMED.findall(path.read_text("utf-8", "replace"))) if path.is_file() else frozenset()


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
