"""Calls git. Nobody's settings change what it answers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

# What a person may have set for their own use of git, set back to how git is delivered.
_PLAIN = (
    "--no-replace-objects",
    *("-c", "log.follow=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false"),
    *("-c", "core.quotePath=false"),
)


class NoRevision(Exception):
    """Git does not know the revision; the message is git's own."""


class NoHistory(Exception):
    """There is no history to read here; the message says why, in git's words."""


class Shallow(Exception):
    """The clone was cut off: what it holds of the history is not the whole."""


def git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints; raises NoRevision if it fails, NoHistory if there is no git."""
    command = ["git", "-C", str(root), *_PLAIN, *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    if done.returncode:
        raise NoRevision(done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: "))
    return done.stdout


def commit_of(root: Path, revision: str) -> str:
    """The full id of the commit that a revision names."""
    return git(root, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}").decode().strip()


def contents(root: Path, names: Iterable[str]) -> list[bytes]:
    """The bytes of each object (an id, or `commit:./file`), all in one call of git."""
    asked = [f"{name}\n".encode("utf-8", "surrogateescape") for name in names]
    if not asked:
        return []
    answer = git(root, "cat-file", "--batch", given=b"".join(asked))
    found, at = [], 0
    for _ in asked:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rpartition(b" ")[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return found
