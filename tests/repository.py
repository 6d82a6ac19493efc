"""A project under git whose commits have days of their own, whoever and wherever makes them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Edit = str | bytes | None | Callable[[str], str]
"""What a file is to hold, None to delete it, or what to make of what it holds."""


@dataclass
class Repository:
    root: Path
    seconds: int = field(default=1_714_521_600)  # 2024-05-01, 08:00 in Beijing; each commit a day later

    @classmethod
    def of(cls, root: Path) -> Repository:
        made = cls(root)
        made.git("init", "-q", "-b", "main")
        (root / ".gitignore").write_text("/site/\n/.cache/\n/node_modules\n/.site.*\n")
        made.commit("Begin")
        return made

    def commit(self, message: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        self.seconds += 86_400
        return self.git("rev-parse", "HEAD").strip()

    def change(self, message: str, edits: dict[str, Edit]) -> str:
        """Edit files by path and commit them; the id of the commit."""
        for name, edit in edits.items():
            path = self.root / name
            if edit is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") if callable(edit) else ""
            after = edit(before) if callable(edit) else edit
            assert after != before, f"{name} stays as it is"
            path.write_bytes(after if isinstance(after, bytes) else after.encode())
        return self.commit(message)

    def git(self, *words: str) -> str:
        moment = f"{self.seconds} +0800"
        names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
        names |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        days = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        return subprocess.run(
            ["git", "-C", str(self.root), *words],
            env=os.environ | names | plain | days,
            capture_output=True,
            text=True,
            check=True,
        ).stdout


def swap(old: str, new: str) -> Callable[[str], str]:
    """Replace a text that stands there once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, (old, text.count(old))
        return text.replace(old, new)

    return edit
