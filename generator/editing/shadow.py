"""The project as it would be: a folder beside it in which changed records stand and the rest is linked."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.journal import FOLDER

_NOT_LOOKED_AT = {"data", "site", ".git", ".venv", "node_modules"}


class Busy(Exception):
    """Another import is under way."""


@contextmanager
def _alone(above: Path) -> Iterator[None]:
    """One import at a time; what one that was killed has left behind is cleared away."""
    above.mkdir(parents=True, exist_ok=True)
    with (above / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        for left in above.glob("try-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def shadow(root: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A project in which these files (paths below data/) have this content; gone when one is done with it.

    Raises Busy while another import has one.
    """
    above = root / FOLDER
    with (
        _alone(above),
        tempfile.TemporaryDirectory(dir=above, prefix="try-", ignore_cleanup_errors=True) as name,
    ):
        folder = Path(name)
        for entry in root.iterdir():
            if entry.name not in _NOT_LOOKED_AT:
                (folder / entry.name).symlink_to(entry.resolve())
        _link(root / "data", folder / "data", {root / file for file in files})
        for file, data in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield folder


def only(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The changed files of a shadow by themselves, ready to be committed."""
    ready = folder / "ready"
    for file in files:
        (ready / file).parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder / file, ready / file)
    return ready


def _link(source: Path, target: Path, without: set[Path]) -> None:
    """The same files under another folder; links to elsewhere stay links, for the checks to refuse."""
    target.mkdir()
    for entry in os.scandir(source):
        path, copy = Path(entry.path), target / entry.name
        if entry.is_dir(follow_symlinks=False):
            _link(path, copy, without)
        elif path not in without:
            try:
                os.link(path, copy, follow_symlinks=False)
            except OSError:
                shutil.copy2(path, copy, follow_symlinks=False)
