"""What records were at a revision of git: the base that an edit is compared with. Knows no rule."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.history.between import between
from generator.yamlio import read


@dataclass(frozen=True)
class Former:
    """A record as it was at the base: its file then, and its value."""

    file: str
    data: dict[str, Any]


def former(root: Path, revision: str) -> dict[str, Former]:
    """By id, the records below `root`/data that are no longer what they were at `revision`."""
    values = ((p.file, read(p.before, p.file)[0]) for p in between(root, revision) if p.before is not None)
    return {Path(file).stem: Former(file, value) for file, value in values if isinstance(value, dict)}
