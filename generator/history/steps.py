"""The steps of a history, and the file in which they are kept so that git is asked only for what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import orjson


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
    body = orjson.dumps([head, [[*step.commit, *step[1:]] for step in steps]])
    cache.parent.mkdir(parents=True, exist_ok=True)
    beside = cache.with_suffix(".new")
    beside.write_bytes(_seal(body) + body)
    beside.replace(cache)


def remembered(cache: Path) -> tuple[str, tuple[Step, ...]] | None:
    """The commit up to which steps are kept, and they; None if there are none, or the file was damaged."""
    try:
        data = cache.read_bytes()
    except OSError:
        return None
    seal, body = data[:64], data[64:]
    if seal != _seal(body):
        return None
    head, rows = orjson.loads(body)
    commits: dict[str, Commit] = {}
    steps = (Step(commits.setdefault(id, Commit(id, at)), *rest) for id, at, *rest in rows)
    return head, tuple(steps)


def _seal(body: bytes) -> bytes:
    """Binds what is kept to the program that made it."""
    program = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(hashlib.sha256(program).digest() + body).hexdigest().encode()
