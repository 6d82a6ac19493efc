"""One fingerprint of the whole program: what another program made is made anew."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.core.line_ends import unix

PACKAGE = Path(__file__).parent.parent


@cache
def fingerprint() -> str:
    """SHA-256 (hex) over everything besides a project that can change an output.

    That is every file of the package (code, templates, assets, theme), the Python that runs it and the
    version of every installed library. Computed once a process: later edits are not what runs.
    """
    total = hashlib.sha256(repr((sys.version, sqlite3.sqlite_version, *_libraries())).encode())
    for path in _files(PACKAGE):
        content = unix(path.read_bytes())
        total.update(f"\0{path.relative_to(PACKAGE).as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _libraries() -> Iterator[str]:
    """Name and version of every installed distribution, as its folder of metadata is called (PEP 376)."""
    for folder in sys.path:
        yield from sorted(path.name for path in Path(folder).glob("*.dist-info"))
