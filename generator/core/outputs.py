"""What is to be published: a path, and how to make its bytes. Nothing here writes anything."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """A file that stands in the new site; `file` is where it lies until then."""

    size: int
    sha256: str
    file: str = ""

    def read(self) -> bytes:
        with open(self.file, "rb") as opened:
            return opened.read()


Files = Mapping[str, Written]
Dependencies = tuple[str, ...]
"""Names of what a file's maker looked at, such as `back:org-abc-001:homes:operator_org`."""


class Made(NamedTuple):
    """The bytes of a file, and what its maker looked at to make it."""

    content: bytes
    dependencies: Dependencies = ()


@dataclass(frozen=True)
class Output:
    """A file of the site.

    `make` is called only if the file must be made; it is given the files that came before it
    (checksums need them). `key` tells, from what the maker saw last time, which state all that was
    in is now: a file whose key is what it was is kept as it is. Without a key it is always made.
    `alone` says that it needs no other file, so that another process may make it; what `prepare` does is
    done before work is shared out, so that not every process has to do it.
    """

    path: str
    make: Callable[[Files], Made]
    key: Callable[[Dependencies], str] | None = None
    alone: bool = False
    prepare: Callable[[], None] = lambda: None


def constant(path: str, content: bytes) -> Output:
    return Output(path, lambda _files: Made(content))


def keyed(path: str, content: Callable[[], bytes], key: str, alone: bool = False) -> Output:
    """An output that depends on just what `key` names."""
    return Output(path, lambda _files: Made(content()), lambda _seen: key, alone)


def copied(path: str, source: Path) -> Output:
    """A file on disk, taken over as it is."""
    key = hashlib.sha256(source.read_bytes()).hexdigest()
    return keyed(path, source.read_bytes, key, alone=True)


class Collision(Exception):
    """Two outputs for one path: a mistake in the program, never in the data."""


def unique(outputs: Iterable[Output]) -> Iterator[Output]:
    """The same outputs; raises Collision at a path (whatever its case) that was there before."""
    taken: set[str] = set()
    for output in outputs:
        folded = output.path.casefold()
        if folded in taken:
            raise Collision(output.path)
        taken.add(folded)
        yield output
