"""Several files replaced together: all of them or none, even if the program is killed on the way.

The new files lie ready on the same disk; then a journal names them; then each is renamed into its
place. With the journal there the rest can always be done later (`finish`), without it nothing was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

FOLDER = ".cache/import"
_JOURNAL, _READY = "journal.json", "ready"


def commit(root: Path, files: Iterable[str], staged: Path) -> None:
    """Move `staged`/file over `root`/file for every file (paths below data/). `staged` is used up."""
    place = root / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    ready = place / _READY
    names = sorted(files)
    for name in names:
        _sync(staged / name)
    shutil.rmtree(ready, ignore_errors=True)
    staged.rename(ready)
    beside = place / (_JOURNAL + ".new")
    beside.write_text(json.dumps(names, ensure_ascii=False), "utf-8")
    _sync(beside)
    beside.rename(place / _JOURNAL)
    _sync(place)
    finish(root)


def finish(root: Path) -> bool:
    """Finish an interrupted commit, if a journal exists. Any process may do it."""
    place = root / FOLDER
    try:
        names = json.loads((place / _JOURNAL).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return False
    for name in names if isinstance(names, list) else ():
        if isinstance(name, str) and _is_below_data(root, name):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            _rename(place / _READY / name, root / name)
    (place / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(place / _READY, ignore_errors=True)
    return True


def _rename(old: Path, new: Path) -> None:
    try:
        os.replace(old, new)
    except FileNotFoundError:
        if not new.exists():  # renamed already, by us or by another, unless it is nowhere
            raise


def _is_below_data(root: Path, name: str) -> bool:
    """A journal is only a file: it may not lead out of data/, nor through a link."""
    parts = PurePosixPath(name).parts
    if len(parts) < 3 or parts[0] != "data" or ".." in parts or not name.endswith(".yaml"):
        return False
    folders = (root.joinpath(*parts[:end]) for end in range(1, len(parts)))
    return not any(folder.is_symlink() for folder in folders)


def _sync(path: Path) -> None:
    """To the disk itself: what a journal promises must be there after a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, data: bytes) -> None:
    """Write beside and rename; permissions stay."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.chmod(path.stat().st_mode)
    os.replace(beside, path)
