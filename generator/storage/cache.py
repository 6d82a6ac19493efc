"""What is kept between builds. Every cache is sealed and may be thrown away without a byte changing.

A seal is a SHA-256 over the content and over what it was made from. A file that is damaged, cut short,
or made by another program or from other inputs is as good as none.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections.abc import Collection, Mapping, Set
from pathlib import Path
from typing import Any

import orjson

from generator.core.fingerprint import fingerprint

_SEAL = 64


def save(path: Path, content: bytes, inputs: str = "", program: str | None = None) -> None:
    """Keep `content` in the file `path`, sealed with its `inputs` and the `program` that made it.

    The program is this one, by its fingerprint, unless another name is given: for what every program
    can read. The file is replaced at one stroke.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    for place in (path, beside):
        if place.is_dir() and not place.is_symlink():  # nobody's work: what is kept may be thrown away
            shutil.rmtree(place)
    beside.write_bytes(_seal(content, inputs, program) + content)
    beside.replace(path)


def load(path: Path, inputs: str = "", program: str | None = None) -> bytes | None:
    """What `save` put there with the same inputs and program; None if there is nothing of the kind."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = data[_SEAL:]
    return content if data[:_SEAL] == _seal(content, inputs, program) else None


def _seal(content: bytes, inputs: str, program: str | None) -> bytes:
    made_from = f"{program or fingerprint()}\0{inputs}\0".encode()
    return hashlib.sha256(made_from + hashlib.sha256(content).digest()).hexdigest().encode()


def save_files(path: Path, files: Mapping[str, bytes], inputs: str = "") -> None:
    """Keep several files in one: a zip archive behind its seal, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    save(path, packed.getvalue(), inputs)


def load_files(path: Path, inputs: str = "") -> dict[str, bytes] | None:
    """What `save_files` put there, in its order; None as in `load`."""
    content = load(path, inputs)
    if content is None:
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def keep_only(folder: Path, names: Collection[str]) -> None:
    """Throw away every archive `<name>.zip` of a folder that is not among `names`."""
    for path in folder.glob("*.zip"):
        if path.stem not in names:
            path.unlink()


class RecordCache:
    """Values by the SHA-256 of what they were read from. JSON, so that a planted cache can run nothing.

    Only values read without a problem are put in; what a build did not ask for is dropped on save.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        content = load(path) if path else None
        old = orjson.loads(content) if content else {}
        self._old, self._passed = old.get("records", {}), old.get("passed", {})
        self._new: dict[str, Any] = {}
        self._changed = False

    def get(self, digest: str) -> Any:
        value = self._old.get(digest)
        if value is not None:
            self._new[digest] = value
        return value

    def put(self, digest: str, value: Any) -> None:
        self._new[digest] = value

    def passed(self, rules: str) -> frozenset[str]:
        """What `remember_passed` was given for just these rules."""
        return frozenset(self._passed.get(rules, ()))

    def remember_passed(self, rules: str, names: Set[str]) -> None:
        """Keep the names of all in which the rules found nothing."""
        self._changed = names != self.passed(rules)
        self._passed = {rules: sorted(names)}

    def save(self) -> None:
        if self._path is None or not (self._changed or self._new.keys() != self._old.keys()):
            return
        save(self._path, orjson.dumps({"records": self._new, "passed": self._passed}))
