"""The files of a project as they were at a commit, put into a folder for as long as they are needed."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.history.git import git


@contextmanager
def exported(root: Path, commit: str, *names: str) -> Iterator[Path]:
    """A folder with `names` (files and folders below `root`) as of the commit; links are left out."""
    there = git(root, "ls-tree", "--name-only", "-z", commit, *(f"./{n}" for n in names)).decode().split("\0")
    packed = git(root, "archive", "--format=tar", commit, *filter(None, there))
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            members = [m for m in archive.getmembers() if m.isfile() or m.isdir()]
            archive.extractall(folder, members, filter="data")
        yield Path(folder)
