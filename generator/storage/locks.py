"""Files by which one process at a time works at a place."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 2.0
"""Seconds. A process that was killed leaves workers, which hold its lock until they have seen it."""


class Busy(Exception):
    """Another process works at this place."""


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a file (made if need be) that nobody else may hold meanwhile; Busy if somebody does.

    The system frees it when the process and its workers have ended, however they end.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        last = time.monotonic() + PATIENCE
        while not _taken(file.fileno()):
            if time.monotonic() > last:
                raise Busy(str(lock))
            time.sleep(0.05)
        yield


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
