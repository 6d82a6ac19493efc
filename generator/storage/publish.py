"""Puts outputs on disk: beside the published site first, then swapped in at one stroke.

Whatever happens before the swap, the published site stays byte for byte as it was. The site before
the last is kept beside it, its files hard links to the same bytes: the next one is made of that, so
that a build costs what changed and not what there is.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from generator.core.fingerprint import fingerprint
from generator.core.outputs import Output, Written
from generator.storage.cache import load, save
from generator.storage.locks import alone
from generator.storage.staging import FileState, Progress, Stage, last

_FORMAT = "published 1"
"""How a manifest is written. Every program that writes it so can read it: files that come out alike stay."""

MARK = "data/checksums.txt"
"""A file that every site of ours has, and hardly any other folder."""


class NotOurs(Exception):
    """The folder to publish to holds something that no build of ours has made."""


def publish(
    outputs: Iterable[Output],
    site: Path,
    cache: Path,
    shown: Mapping[str, str],
    progress: Progress = lambda _n: None,
) -> int:
    """Publish to `site`; the number of files made anew. `shown` is kept for `shown_before`.

    To be called within `claim`.
    """
    site = site.absolute()
    _recover(site)
    record = manifest(site, cache)
    stage = Stage(site, known_files(record))
    try:
        stage.fill(outputs, progress)
        stage.clear()
        stage.swap()
    except BaseException:
        shutil.rmtree(stage.folder, ignore_errors=True)
        raise
    _save(record, stage.entries, shown)
    return stage.made


def shown_before(site: Path, cache: Path) -> dict[str, str]:
    """What the site that stands there was told to show; nothing if there is none of ours."""
    if not (site / MARK).exists():
        return {}
    return dict(_read(manifest(site, cache)).get("shown", {}))


def manifest(site: Path, cache: Path) -> Path:
    """The file that tells what the published site holds and shows."""
    return cache / f"published-{hashlib.sha256(bytes(site.absolute())).hexdigest()[:12]}.json"


def publish_into(outputs: Iterable[Output], folder: Path) -> None:
    """Make `folder` hold just the outputs, in place: for a folder that MkDocs has begun to fill."""
    files: dict[str, Written] = {}
    for output in outputs:
        content = output.make(files).content
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        files[output.path] = Written(len(content), hashlib.sha256(content).hexdigest(), str(path))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


@contextmanager
def claim(site: Path, cache: Path) -> Iterator[None]:
    """Hold the site and the cache alone; Busy if another build does, NotOurs if the folder is somebody else's."""
    with alone(cache / "lock"):
        _refuse_theirs(site)
        _refuse_theirs(last(site))
        with alone(site.with_name(f".{site.name}.lock")):
            yield


def _recover(site: Path) -> None:
    """Clean up after a build that was killed."""
    if not site.exists() and last(site).exists():
        last(site).rename(site)
    half = site.with_name(f".{site.name}.new")
    if half.exists():
        shutil.rmtree(half)


def _refuse_theirs(folder: Path) -> None:
    """Raises NotOurs unless there is nothing, an empty folder or a site of ours, and no link to one."""
    if folder.is_symlink() or (folder.exists() and not _is_ours(folder)):
        raise NotOurs(str(folder))


def _is_ours(site: Path) -> bool:
    return site.is_dir() and ((site / MARK).exists() or not any(site.iterdir()))


def known_files(record: Path) -> dict[str, FileState]:
    """What the published site holds, by path. The keys of another program say nothing."""
    known = _read(record)
    entries = {path: FileState(*entry) for path, entry in known.get("files", {}).items()}
    if known.get("program") == fingerprint():
        return entries
    return {path: entry._replace(key=None) for path, entry in entries.items()}


def _read(record: Path) -> dict[str, Any]:
    content = load(record, program=_FORMAT)
    known: dict[str, Any] = orjson.loads(content) if content else {}
    return known


def _save(record: Path, entries: dict[str, FileState], shown: Mapping[str, str]) -> None:
    files = {path: list(entry) for path, entry in entries.items()}
    known = {"program": fingerprint(), "shown": shown, "files": files}
    save(record, orjson.dumps(known), program=_FORMAT)
