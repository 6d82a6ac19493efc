"""What is run of spreadsheets: a collection exported, then imported where there is none of it yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import run
from benchmarks.ours import atlas
from benchmarks.table import Row


def measure(homes: int, project: Path, folder: Path, root: Path) -> Iterator[Row]:
    """`folder` is where the workbook and the project without those homes are put."""
    book = folder / f"homes-{homes}.xlsx"
    export = atlas("export", "homes", "--out", str(book), "--project", str(project))
    yield Row("youth-atlas", homes, "export to a workbook", run(export, root))
    empty = _without_copies(project, folder / f"without-{homes}", root)
    back = atlas("import", str(book), "--project", str(empty))
    yield Row("youth-atlas", homes, "import, trial run", run(back, root))
    yield Row("youth-atlas", homes, "import, written", run([*back, "--write"], root))


def _without_copies(project: Path, target: Path, root: Path) -> Path:
    """The project with no homes but those that the copies were made of."""
    ours = {path.name for path in (root / "data" / "homes").rglob("*.yaml")}
    shutil.copytree(
        project, target, symlinks=True, ignore=lambda folder, names: _made(folder, names, project)
    )
    for path in (target / "data" / "homes").rglob("*.yaml"):
        if path.name not in ours:
            path.unlink()
    return target


def _made(folder: str, names: list[str], project: Path) -> set[str]:
    """What a build has made, at the top of the project."""
    return (
        {n for n in names if n in (".cache", "site") or n.startswith(".site")}
        if Path(folder) == project
        else set()
    )
