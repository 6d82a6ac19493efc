"""Records and files as they were at a revision of git, and which files differ between two."""

from __future__ import annotations

import fnmatch
import io
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generator.core.yaml_reader import read
from generator.history.git import commit_of, contents, git


class Pair(NamedTuple):
    """A file below data/ with its bytes before and after, None where there was or is no file."""

    file: str
    before: bytes | None
    after: bytes | None


def between(root: Path, base: str, head: str | None = None) -> list[Pair]:
    """By file name. Without `head`: what lies on disk, committed or not.

    Raises NoRevision if git does not know a revision, NoHistory without git.
    """
    old = commit_of(root, base)
    new = commit_of(root, head) if head else None
    words = ["diff", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative", "-z", old]
    listed = git(root, *words, *([new] if new else []), "--", "data")
    files = dict(_changed(listed.decode("utf-8", "surrogateescape")))
    if not new:
        unknown = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "data")
        files |= {f: (False, True) for f in unknown.decode("utf-8", "surrogateescape").split("\0") if f}
    files = {f: files[f] for f in sorted(files) if f.endswith(".yaml") and "\n" not in f}
    before = _at(root, old, [f for f, (was, _) in files.items() if was])
    there = [f for f, (_, is_now) in files.items() if is_now]
    after = _at(root, new, there) if new else {f: (root / f).read_bytes() for f in there}
    return [Pair(f, before.get(f), after.get(f)) for f in files]


def _changed(listed: str) -> Iterator[tuple[str, tuple[bool, bool]]]:
    """File names with whether there was a regular file before, and whether there is one now."""
    words = iter(listed.split("\0"))
    for word in words:
        if word.startswith(":"):
            before, after, *_ = word[1:].split()
            yield next(words), (before.startswith("100"), after.startswith("100"))


def _at(root: Path, commit: str, files: list[str]) -> dict[str, bytes]:
    return dict(zip(files, contents(root, [f"{commit}:./{f}" for f in files]), strict=True))


def files_at(root: Path, commit: str, pattern: str) -> list[str]:
    """The names directly below `root` that fitted the pattern as of the commit."""
    names = git(root, "ls-tree", "--name-only", "-z", commit, "./").decode("utf-8", "surrogateescape")
    return fnmatch.filter(names.split("\0"), pattern)


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


@dataclass(frozen=True)
class BaseRecord:
    """A record as it was at the base: its file then, and its value, which is empty if there was no such id."""

    file: str
    data: dict[str, Any]


def former(root: Path, revision: str) -> dict[str, BaseRecord]:
    """By id, the records below `root`/data that are no longer what they were at `revision`."""
    pairs = between(root, revision)
    found = {Path(p.file).stem: BaseRecord(p.file, {}) for p in pairs if p.before is None}
    values = ((p.file, read(p.before, p.file)[0]) for p in pairs if p.before is not None)
    return found | {Path(f).stem: BaseRecord(f, value) for f, value in values if isinstance(value, dict)}


def under_new_ids(base: Mapping[str, BaseRecord], moved: Mapping[str, str]) -> dict[str, BaseRecord]:
    """The same with what each renamed record was under the id that it has now, which it also has where
    others refer to it. `moved`: new ids of renamed records. One that led to a record that was there already
    is left out.
    """
    now = {id: BaseRecord(was.file, renamed(was.data, moved)) for id, was in base.items() if id not in moved}
    for old, new in moved.items():
        if old in base and new in now and not now[new].data:
            now[new] = BaseRecord(base[old].file, renamed(base[old].data, moved))
    return now


def renamed(value: Any, moved: Mapping[str, str]) -> Any:
    """The value with the ids that its records have now."""
    if isinstance(value, dict):
        return {name: renamed(inner, moved) for name, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, moved) for inner in value]
    return moved.get(value, value) if isinstance(value, str) else value
