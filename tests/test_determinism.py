"""Same input, same bytes: wherever, whenever and in whatever locale the site is built."""

from __future__ import annotations

import os
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
