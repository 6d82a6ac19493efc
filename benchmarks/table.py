"""The results as one plain Markdown table."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from benchmarks.measure import Run

OURS = "youth-atlas"
COLUMNS = [
    "program", "homes", "what", "seconds", "pages", "HTML a page", "pages/s",
    "largest process", "all processes", "time a page, ours = 1",
]  # fmt: skip

NOTES = """\
Pages are all HTML files of the site. Ours are in two languages and come with every dataset and the \
search index; the peers write one page a home, MkDocs with its search index, Hugo without any. \
The peers have no build after an edit that is shorter than their first."""


@dataclass(frozen=True)
class Row:
    """One measured command; `pages` is 0 if it writes none."""

    program: str
    homes: int
    what: str
    run: Run
    pages: int = 0
    html: int = 0

    @property
    def a_page(self) -> float:
        return self.run.seconds / self.pages


def markdown(rows: Sequence[Row]) -> str:
    lines = [COLUMNS, ["---", *["--:" if c not in ("what",) else "---" for c in COLUMNS[1:]]]]
    lines += [_cells(row, _ours_like(row, rows)) for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + f"\n\n{NOTES}"


def machine() -> str:
    """What the numbers were measured on and with."""
    names = ("youth-atlas", "mkdocs-material", "hugo")
    versions = ", ".join(f"{name} {_version(name)}" for name in names)
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {load:.1f} at the start; "
        f"Python {platform.python_version()}, {versions}."
    )


def _cells(row: Row, ours: Row | None) -> list[str]:
    took = row.run
    builds = row.pages and row.what == "first build"
    return [
        row.program,
        f"{row.homes:,}",
        row.what,
        f"{took.seconds:.1f}",
        f"{row.pages:,}" if row.pages else "",
        f"{row.html / row.pages / 1024:.0f} KB" if builds else "",
        f"{row.pages / took.seconds:,.0f}" if builds else "",
        f"{took.largest:,.0f} MB",
        f"{took.tree:,.0f} MB",
        f"{row.a_page / ours.a_page:.1f}" if builds and ours else "",
    ]


def _ours_like(row: Row, rows: Sequence[Row]) -> Row | None:
    """Our first build of the size nearest to the row's."""
    ours = [r for r in rows if r.program == OURS and r.what == row.what and r.pages]
    return min(ours, key=lambda r: abs(r.homes - row.homes), default=None)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
