"""A copy of the repository for the editing form, and the way back of what is saved in it. Runs git."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.core.text import Text
from generator.forms.backend import BRANCH


class CannotEdit(Exception):
    """What is missing, in words for the user."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.zh)
        self.words = words


class Copy:
    """A clone that decap-server may switch between branches as it likes; `pull_back` takes what it made."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.saved: set[str] = set()

    def prepare(self) -> None:
        top = _git(self.root, "rev-parse", "--show-toplevel")
        _git(self.root, "clone", "--quiet", "--shared", "--no-tags", top, str(self.folder))
        _git(self.folder, "checkout", "--quiet", "-B", BRANCH)
        drafts = "refs/heads/cms/*:refs/heads/cms/*"
        _git(self.folder, "fetch", "--quiet", "origin", drafts)
        for branch in self._drafts():
            _git(self.folder, "config", f"branch.{branch}.description", "decap-cms/draft")
        for key, otherwise in (("user.name", "youth-atlas edit"), ("user.email", "edit@localhost")):
            _git(self.folder, "config", key, _git(self.root, "config", "--default", otherwise, key))

    def pull_back(self) -> None:
        """New commits of drafts become branches of the repository; none of its branches goes back."""
        _git(self.root, "fetch", "--quiet", str(self.folder), "refs/heads/cms/*:refs/heads/cms/*")
        self.saved.update(self._drafts())

    def drop(self, branch: str) -> None:
        _git(self.root, "branch", "--quiet", "-D", branch)
        self.saved.discard(branch)

    def _drafts(self) -> list[str]:
        return _git(self.folder, "for-each-ref", "--format=%(refname:short)", "refs/heads/cms").split()


def _git(where: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(where), *words], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise CannotEdit(Text(f"git 出错：{said}", f"git says: {said}"))
    return done.stdout.decode("utf-8", "replace").strip()


@contextmanager
def working_copy(root: Path) -> Iterator[Copy]:
    with tempfile.TemporaryDirectory(prefix="youth-atlas-edit-") as folder:
        copy = Copy(root, Path(folder) / "repository")
        copy.prepare()
        yield copy
