"""The project as it would be: a folder beside it in which changed records stand and the rest is linked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.storage.atomic import FOLDER
from generator.storage.locks import alone

_NOT_LOOKED_AT = {"data", "site", ".git", ".venv", "node_modules"}


@contextmanager
def trial_copy(root: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A project in which these files (paths below data/) have this content; gone when one is done with it.

    Raises Busy while another import has one.
    """
    above = root / FOLDER
    with alone(above / "lock"):
        for left in above.glob("try-*"):  # of an import that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=above, prefix="try-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            _fill(folder, root, files)
            yield folder


def _fill(folder: Path, root: Path, files: Mapping[str, bytes]) -> None:
    for entry in root.iterdir():
        if entry.name not in _NOT_LOOKED_AT:
            (folder / entry.name).symlink_to(entry.resolve())
    _link(root / "data", folder / "data", {root / file for file in files})
    for file, data in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def only(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The changed files of a trial copy by themselves, ready to be committed."""
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
