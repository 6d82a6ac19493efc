"""What a proposed change brings: read from git's objects, never checked out, so that no filter, hook,
link or submodule of it can do anything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text
from generator.history.git import NoRevision, commit_of, contents, git
from generator.records.load import NOT_REGULAR

MOST_FILES = 100_000
MOST_BYTES = 500 * 1024 * 1024
LARGEST = 5 * 1024 * 1024
_REGULAR = ("100644", "100755")
_TAKEN = re.compile(r"data/.+|content/images/.+\.(jpg|jpeg|png|webp)")
_TITLE = Text("提交的改动", "Proposed changes")
# Settings that could make git run a program or look elsewhere, whatever the machine's own say.
_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.symlinks=false",
         "-c", "core.attributesFile=/dev/null", "-c", "submodule.recurse=false")  # fmt: skip

NOT_TAKEN = Rule(
    "V-007",
    "error",
    Text("这个文件名不能用：{name}", "this file name cannot be used: {name}"),
    Text("文件名不以点开头，不含控制字符", "no dot in front and no control characters"),
    _TITLE,
)
TOO_LARGE = Rule(
    "V-007",
    "error",
    Text("文件太大（{kb} KB）", "the file is too large ({kb} KB)"),
    Text("记录不超过 256 KB，图片不超过 5 MB", "at most 256 KB for a record, 5 MB for a picture"),
    _TITLE,
)
TOO_MUCH = Rule(
    "V-007",
    "error",
    Text("改动太多：{files} 个文件，共 {mb} MB", "too much: {files} files of {mb} MB in all"),
    Text("分几次提交", "propose it in parts"),
    _TITLE,
)
CONFLICT = Rule(
    "V-007",
    "error",
    Text("与现在的版本冲突：两边都改了这个文件", "both sides changed this file"),
    Text("先把现在的版本合并进来，再提交", "merge the present version first"),
    _TITLE,
)


@dataclass(frozen=True)
class TreeEntry:
    mode: str
    blob: str
    size: int


@dataclass(frozen=True)
class Proposal:
    """`outside` are the changed files that are not looked at; `problems` what was refused."""

    base: str
    taken: dict[str, TreeEntry]
    outside: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_proposal(root: Path, base: str, head: str) -> Proposal:
    """What would lie in the repository if `head` were merged into `base`.

    Raises NoRevision if git knows one of them not, or not what they have in common.
    """
    base, head = commit_of(root, base), commit_of(root, head)
    tree, conflicts = _merged(root, base, head)
    before, after = _entries(root, base), _entries(root, tree)
    changed = sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
    problems = [problem(CONFLICT, Location(_shown(path))) for path in conflicts]
    taken: dict[str, TreeEntry] = {}
    for path, entry in sorted(after.items()):
        if _TAKEN.fullmatch(path):
            refusal = _refusal(path, entry)
            if refusal is None:
                taken[path] = entry
            elif path in changed:
                problems.append(refusal)
    total = sum(entry.size for entry in taken.values())
    if len(taken) > MOST_FILES or total > MOST_BYTES:
        problems.append(problem(TOO_MUCH, Location("data"), files=len(taken), mb=total >> 20))
        taken = {}
    outside = tuple(_shown(path) for path in changed if not _TAKEN.fullmatch(path))
    return Proposal(base, taken, outside, tuple(problems))


@contextmanager
def laid_out(root: Path, proposal: Proposal) -> Iterator[Path]:
    """A checkout of the base, with the records and pictures of the proposal in place of its own."""
    with tempfile.TemporaryDirectory(prefix="youth-atlas-review-") as folder:
        place = Path(folder) / "project"
        git(root, *_SAFE, "worktree", "add", "--quiet", "--detach", str(place), proposal.base)
        try:
            for name in ("data", "content/images"):
                shutil.rmtree(place / name, ignore_errors=True)
            (place / "data").mkdir()
            _write(root, proposal, place)
            (place / "node_modules").symlink_to(root / "node_modules")
            yield place
        finally:
            git(root, *_SAFE, "worktree", "remove", "--force", str(place))


def _merged(root: Path, base: str, head: str) -> tuple[str, list[str]]:
    """The tree of a merge, made without touching a file, and the paths where the sides disagree."""
    words = ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", base, head]
    done = subprocess.run(["git", "-C", str(root), *_SAFE, *words], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise NoRevision(done.stderr.decode("utf-8", "replace").strip())
    tree, *conflicts = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return tree.strip(), [path for path in conflicts if path]


def _entries(root: Path, tree: str) -> dict[str, TreeEntry]:
    listed = git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", tree).decode("utf-8", "surrogateescape")
    found = {}
    for line in listed.split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _kind, blob, size = about.split()
        found[path] = TreeEntry(mode, blob, int(size) if size != "-" else 0)
    return found


def _refusal(path: str, entry: TreeEntry) -> Problem | None:
    where = Location(_shown(path))
    if entry.mode not in _REGULAR:
        return problem(NOT_REGULAR, where)
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    if hidden or not path.isprintable() or len(path.encode("utf-8", "surrogateescape")) > 400:
        return problem(NOT_TAKEN, where, name=_shown(path))
    if entry.size > LARGEST:
        return problem(TOO_LARGE, where, kb=entry.size >> 10)
    return None


def _shown(path: str) -> str:
    """A name from elsewhere, harmless in a log."""
    return "".join(c if c.isprintable() else "�" for c in path)[:300]


def _write(root: Path, proposal: Proposal, place: Path) -> None:
    """The bytes as git keeps them, without the filters that a checkout would run."""
    for path, content in zip(
        proposal.taken, contents(root, (e.blob for e in proposal.taken.values())), strict=True
    ):
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(target, flags, 0o644), "wb") as file:
            file.write(content)
