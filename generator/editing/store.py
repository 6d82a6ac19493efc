"""Writes records to disk so that each is either as it was or as it should be, whenever it is killed."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write beside and rename; permissions stay."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.chmod(path.stat().st_mode)
    os.replace(beside, path)
