"""What is run of this program: checks, a first build, and a build after one edit."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import run
from benchmarks.table import Row

MARK = "改名后的"


def atlas(*words: str) -> list[str]:
    return [sys.executable, "-m", "generator", *words]


def synthesise(homes: int, out: Path, root: Path) -> Path:
    """A project with that many homes; made once."""
    if not out.exists():
        # Copies have no events; closed for a while, they owe none, and nothing is found wrong.
        state = ("--set", "status", "suspended")
        run(atlas("synth", "--records", str(homes), "--out", str(out), *state), root)
    return out


def measure(homes: int, project: Path, root: Path) -> Iterator[Row]:
    """All rows of one size. Leaves the built site in the project, for its page shell."""
    here = ["--project", str(project)]
    yield Row("youth-atlas", homes, "check, first time", run(atlas("check", *here), root))
    yield Row("youth-atlas", homes, "check again", run(atlas("check", *here), root))

    shutil.rmtree(project / ".cache", ignore_errors=True)
    cold = run(atlas("build", *here), root)
    pages = html_of(project / "site")
    yield Row("youth-atlas", homes, "first build", cold, *pages)

    page = rename_one(project)
    edited = run(atlas("build", *here), root)
    if MARK not in page.read_text("utf-8"):
        raise SystemExit(f"{page} did not change")
    yield Row("youth-atlas", homes, "build after one edit", edited, *pages)


def rename_one(project: Path) -> Path:
    """Put a mark into the name of one home; the page that has to show it."""
    record = min((project / "data" / "homes").rglob("home-*.yaml"))
    text, changed = re.subn(r'^( *"?name"?: "?)', rf"\g<1>{MARK}", record.read_text(), count=1, flags=re.M)
    if not changed:
        raise SystemExit(f"no name in {record}")
    record.write_text(text)
    return project / "site" / "homes" / record.stem / "index.html"


def html_of(site: Path) -> tuple[int, int]:
    """How many pages a site has, and their bytes."""
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    return len(sizes), sum(sizes)


ROWS = 100_000


def formats(homes: int, project: Path, out: Path, root: Path) -> Iterator[Row]:
    """One table of ROWS rows, made of the project's homes: to CSV alone, and to every format, looked at by
    the guard and written to disk as in a build."""
    for what, suffixes in ((f"{ROWS:,} rows to CSV", [".csv"]), (f"{ROWS:,} rows to all formats", [])):
        command = [
            sys.executable,
            "-m",
            "benchmarks.formats",
            str(project),
            str(ROWS),
            str(out / "site"),
            *suffixes,
        ]
        yield Row("youth-atlas", homes, what, run(command, root))
        shutil.rmtree(out)
