"""An import that is killed leaves the data as they were or as they should be, never between."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, tree
from sheets import table

from generator.config.project import open_project
from generator.storage import atomic

FILES = [f"data/homes/{kind}/home-{n}.yaml" for kind in "ab" for n in range(150)]

# Every step to the disk counts; at the step asked for the process kills itself, as a power cut would.
DYING = """
import os, pathlib, signal, sys
at, steps = int(sys.argv[1]), iter(range(1_000_000))
def dying(real):
    def step(*given, **named):
        if next(steps) == at: os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return step
os.replace, os.fsync, os.unlink, os.rename = map(dying, (os.replace, os.fsync, os.unlink, os.rename))
"""
COMMIT = """
import json
from generator.storage import atomic
root = pathlib.Path(sys.argv[2])
staged = root / ".cache" / "import" / "try-x"
files = json.loads((root / "files.json").read_text())
for name in files:
    (staged / name).parent.mkdir(parents=True, exist_ok=True)
    (staged / name).write_text("new")
atomic.commit(root, files, staged)
"""
IMPORT = """
from generator.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


def killed(script: str, at: int, *words: object) -> bool:
    """Whether the script died at that step (it may have fewer)."""
    command = [sys.executable, "-c", DYING + script, str(at), *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def old_project(root: Path) -> Path:
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("old")
    return root


def contents(root: Path) -> set[str]:
    return {(root / name).read_text() for name in FILES}


def test_files_are_all_old_or_all_new_whenever_it_is_killed(tmp_path: Path) -> None:
    steps = 300 * 2 + 6  # each file is synced and renamed; the journal is synced, renamed, taken away
    points = [0, 299, 300, 301, 302, 303, 304, *random.Random(7).sample(range(305, steps), 5)]
    outcomes = set()
    for at in points:
        root = old_project(tmp_path / str(at))
        (root / "files.json").write_text(json.dumps(FILES))
        assert killed(COMMIT, at, root), at
        atomic.finish(root)
        (now,) = contents(root)
        outcomes.add(now)
        assert not (root / atomic.FOLDER / "journal.json").exists()
    assert outcomes == {"old", "new"}


def test_whatever_step_fails_the_rest_is_done_or_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = os.replace
    for dies_at in (0, 1, 150, 299):
        root = old_project(tmp_path / str(dies_at))
        staged = root / ".cache" / "import" / "try"
        for name in FILES:
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_text("new")
        count = iter(range(1000))

        def dying(old: Path, new: Path, count=count, dies_at=dies_at) -> None:  # type: ignore[no-untyped-def]
            if next(count) == dies_at:
                raise KeyboardInterrupt
            renamed(old, new)

        monkeypatch.setattr(os, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            atomic.commit(root, FILES, staged)
        monkeypatch.setattr(os, "replace", renamed)
        assert contents(root) == ({"old", "new"} if dies_at else {"old"})
        assert atomic.finish(root)
        assert contents(root) == {"new"}
        assert not atomic.finish(root)


def test_what_was_staged_without_a_journal_is_nothing(tmp_path: Path) -> None:
    root = old_project(tmp_path)
    ready = root / atomic.FOLDER / "ready" / "data" / "homes" / "a"
    ready.mkdir(parents=True)
    (ready / "home-0.yaml").write_text("new")
    assert not atomic.finish(root)
    assert contents(root) == {"old"}


def test_a_journal_of_strangers_cannot_leave_the_data(tmp_path: Path) -> None:
    root = old_project(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    (root / "data" / "link").symlink_to(tmp_path / "elsewhere")
    names = [
        "../outside.yaml",
        "mkdocs.yaml",
        "data/link/a.yaml",
        "data/homes/../../mkdocs.yaml",
        "data/homes/a.txt",
    ]
    for name in names:
        path = root / atomic.FOLDER / "ready" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("evil")
    (root / atomic.FOLDER / "journal.json").write_text("[" + ", ".join(f'"{n}"' for n in names) + "]")
    assert atomic.finish(root)
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (root / "mkdocs.yaml").exists()
    assert not (tmp_path / "outside.yaml").exists()


@pytest.mark.soak
def test_files_are_all_old_or_all_new_at_every_step(tmp_path: Path) -> None:
    for at in range(0, 606, 3):
        root = old_project(tmp_path / str(at))
        (root / "files.json").write_text(json.dumps(FILES))
        killed(COMMIT, at, root)
        atomic.finish(root)
        assert len(contents(root)) == 1, at
        shutil.rmtree(root)


def test_an_import_killed_leaves_old_or_new(small: Path, tmp_path: Path) -> None:
    _kill(small, tmp_path, [random.Random(3).randrange(8, 40)])


@pytest.mark.soak
def test_an_import_killed_at_any_moment_leaves_old_or_new(small: Path, tmp_path: Path) -> None:
    _kill(small, tmp_path, list(range(0, 60)))


def _kill(small: Path, tmp_path: Path, points: list[int]) -> None:
    rows = [["编号", "名称"], *([f"home-abc-00{n}", f"新名{n}"] for n in range(1, 6))]
    path = table(tmp_path / "homes.csv", rows)
    words = ("import", "--write", path, "--project", small)
    before = tree(small / "data")
    assert not killed(IMPORT, 1_000_000, *words)
    after = tree(small / "data")
    assert after != before
    for at in points:
        for name, data in before.items():
            (small / "data" / name).write_bytes(data)
        killed(IMPORT, at, *words)
        open_project(small)
        assert tree(small / "data") in (before, after), at
