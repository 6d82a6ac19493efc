"""The new site while it is put together, beside the published one, and the swap of the two."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from generator.core.outputs import Dependencies, Output, Written
from generator.storage.workers import shared_out

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class FileState(NamedTuple):
    """What the last build wrote at a path: key, what its maker saw, how to see it is still there."""

    key: str | None
    dependencies: Dependencies
    size: int
    mtime: int
    sha256: str


Progress = Callable[[int], None]


class Stage:
    """The new site while it is being put together, beside the published one."""

    def __init__(self, site: Path, before: dict[str, FileState]) -> None:
        self.site, self.before = site, before
        self.folder = site.with_name(f".{site.name}.new")
        if last(site).exists():
            last(site).rename(self.folder)
        else:
            self.folder.mkdir()
        self.root = str(self.folder) + os.sep
        self.live = str(site) + os.sep
        self.standing, self.folders = _listing(self.folder)
        self.entries: dict[str, FileState] = {}
        self.files: dict[str, Written] = {}
        self.made = 0

    def fill(self, outputs: Iterable[Output], progress: Progress) -> None:
        """Take up all outputs in their order; a run of such as need no other file, side by side."""
        for alone, group in groupby(outputs, lambda output: output.alone):
            to_make = (output for output in group if not self.keep(output))
            if alone:
                shared = list(to_make)
                for output in shared:
                    output.prepare()
                with shared_out(self.make, shared, few=12) as results:
                    self._note_all(results, progress)
            else:
                self._note_all(map(self.make, to_make), progress)
            progress(len(self.entries))

    def _note_all(self, results: Iterable[tuple[str, FileState, bool]], progress: Progress) -> None:
        for done in results:
            self.note(*done)
            progress(len(self.entries))

    def keep(self, output: Output) -> bool:
        """Take over the published file, if it can stay as it is."""
        old = self.before.get(output.path)
        if not old or not output.key or old.key != output.key(old.dependencies):
            return False
        inode = self.intact(output.path, old)
        if not inode:
            return False
        self.take(output.path, inode)
        self.note(output.path, old, False)
        return True

    def make(self, output: Output) -> tuple[str, FileState, bool]:
        """Make one file: its path, its entry, and whether it differs from the published one."""
        content, dependencies = output.make(self.files)
        key = output.key(dependencies) if output.key else None
        digest = hashlib.sha256(content).hexdigest()
        old = self.before.get(output.path)
        if old and old.sha256 == digest and (inode := self.intact(output.path, old)):
            self.take(output.path, inode)
            return output.path, old._replace(key=key, dependencies=dependencies), False
        written = _write(self.place(output.path), content)
        return output.path, FileState(key, dependencies, *written, digest), True

    def note(self, path: str, entry: FileState, made: bool) -> None:
        self.entries[path] = entry
        self.files[path] = Written(entry.size, entry.sha256, self.root + path)
        self.made += made

    def intact(self, path: str, entry: FileState) -> int:
        """The inode of the published file; 0 if somebody changed it since we wrote it."""
        try:
            status = os.stat(self.live + path, follow_symlinks=False)
        except OSError:
            return 0
        same = (status.st_size, status.st_mtime_ns) == (entry.size, entry.mtime)
        return status.st_ino if same else 0

    def take(self, path: str, inode: int) -> None:
        """Hard-link the published file into the stage unless it is already there."""
        if self.standing.get(path) != inode:
            _link(self.live + path, self.place(path))

    def place(self, path: str) -> str:
        """Where to put a file: its folder is there and nothing is in the way."""
        folder = path.rpartition("/")[0]
        if folder not in self.folders:
            _make_folder(self.root + folder)
            self.folders.add(folder)
        if path in self.standing:
            os.unlink(self.root + path)  # never written over: the published site may share its bytes
        return self.root + path

    def clear(self) -> None:
        """Drop what stands in the new site and is none of the outputs."""
        for path in self.standing.keys() - self.entries.keys():
            os.unlink(self.root + path)
        used = {""}
        for path in self.entries:
            while (path := path.rpartition("/")[0]) not in used:
                used.add(path)
        for folder in sorted(self.folders - used, reverse=True):
            os.rmdir(self.root + folder)

    def swap(self) -> None:
        if not self.site.exists():
            self.folder.rename(self.site)
        elif exchange(self.folder, self.site):
            self.folder.rename(last(self.site))
        else:
            # No atomic exchange here: between these two lines the site is missing, and _recover
            # puts the old one back if the build is killed just then.
            self.site.rename(last(self.site))
            self.folder.rename(self.site)


def _listing(folder: Path) -> tuple[dict[str, int], set[str]]:
    """Inodes of all files below a folder by path, and the folders; links are files."""
    files: dict[str, int] = {}
    folders = {""}
    ahead = [""]
    while ahead:
        above = ahead.pop()
        with os.scandir(os.path.join(folder, above)) as entries:
            for entry in entries:
                path = f"{above}/{entry.name}" if above else entry.name
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(path)
                    folders.add(path)
                else:
                    files[path] = entry.inode()
    return files, folders


def _make_folder(path: str) -> None:
    """As os.makedirs, which asks several questions first; most folders lie in one that is there."""
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _link(live: str, target: str) -> None:
    """A hard link where the file system has them, else a copy with the same time."""
    try:
        os.link(live, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copy2(live, target)


def _write(target: str, content: bytes) -> tuple[int, int]:
    """Size and time (nanoseconds) of the file as written."""
    with open(target, "wb", buffering=0) as file:
        file.write(content)
        status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def last(site: Path) -> Path:
    """The site that the published one took the place of."""
    return site.with_name(f".{site.name}.last")


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux renameat2); False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done = renameat2(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
