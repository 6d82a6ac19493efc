"""Same input, same bytes: wherever and whenever the site is built, in whatever locale, with whatever line ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import DAY, ROOT, copy_project, tree

# The command in a process where it is another day.
LATER = """
import datetime, sys, time
now = time.time
time.time = lambda: now() + 400 * 86400
from generator.commands import build
build.today = lambda: datetime.date(2028, 2, 29)
from generator.__main__ import main
sys.exit(main())
"""


def test_two_builds_are_byte_for_byte_equal(built: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "一个 project with blanks" / "deeper")
    with_the_line_ends_of_windows(root)
    elsewhere = {
        "TZ": "America/St_Johns",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "40",
    }
    words = [sys.executable, "-c", LATER, "build", "--project", str(root), "--as-of", DAY.isoformat()]
    done = subprocess.run(
        words, cwd=tmp_path, env={**os.environ, **elsewhere}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    one, two = tree(built), tree(root / "site")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert len(one) > 1000


def with_the_line_ends_of_windows(root: Path) -> None:
    """As git checks text out where core.autocrlf is true."""
    for folder in (root / "content", root / "data", root / "schemas", root / "generator"):
        for path in folder.rglob("*.*"):
            if path.is_file() and b"\0" not in (content := path.read_bytes()):
                path.write_bytes(content.replace(b"\n", b"\r\n"))
    for path in root.glob("*.yml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_a_checkout_has_the_line_ends_of_the_repository(tmp_path: Path) -> None:
    """Of the program too, whose scripts and styles are published as they lie there."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q")
    git("config", "core.autocrlf", "true")
    for name in (".gitattributes", "generator/site/assets/atlas.css", "mkdocs.yml", "tests/base/data"):
        there = tmp_path / name
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / name, there) if (ROOT / name).is_dir() else shutil.copy(ROOT / name, there)
    before = {
        path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.suffix in (".css", ".yml", ".yaml")
    }
    assert len(before) > 10
    git("add", "-A")
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x")
    for path in before:
        path.unlink()
    git("checkout", "-q", ".")
    assert {path: path.read_bytes() for path in before} == before
