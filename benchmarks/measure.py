"""Runs one command and tells its seconds and its memory.

Knows nothing of sites. Memory comes from Linux's /proc; the standard library is all it needs, and
this process stays small because Linux counts the starter's size into a child's peak.
"""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

POLL = 0.01
MEMORY_EVERY = 0.2


@dataclass(frozen=True)
class Run:
    """Seconds until the command ended; memory in MB."""

    seconds: float
    largest: float
    tree: float


class Failed(Exception):
    """The command did not end well; the message holds the end of what it printed."""


def run(command: list[str], folder: Path) -> Run:
    """Run to the end, in a session of its own, so that all its processes can be found."""
    with TemporaryFile() as printed:
        started = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdout=printed,
            stderr=printed,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        tree = 0
        next_look = 0.0
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            now = time.perf_counter() - started
            if pid:
                break
            if now >= next_look:
                tree = max(tree, tree_memory(child.pid))
                next_look = now + MEMORY_EVERY
            time.sleep(POLL)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            printed.seek(0)
            raise Failed(f"{' '.join(command)}: exit {child.returncode}\n{printed.read()[-2000:].decode()}")
    largest = usage.ru_maxrss / 1024
    return Run(now, largest, max(tree / 1024, largest))


def tree_memory(session: int) -> int:
    """Kilobytes of all processes of a session, memory that they share counted once (PSS)."""
    total = 0
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            stat = Path(entry.path, "stat").read_text()
            if int(stat.rpartition(")")[2].split()[3]) == session:
                total += _pss(Path(entry.path, "smaps_rollup").read_text())
        except OSError:  # ended meanwhile
            continue
    return total


def _pss(rollup: str) -> int:
    lines = (line.split() for line in rollup.splitlines())
    return next((int(words[1]) for words in lines if words[0] == "Pss:"), 0)
