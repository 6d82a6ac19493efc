"""Parsed records, kept between builds by the SHA-256 of their file. Never trusted when damaged."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from pathlib import Path
from typing import Any

import orjson

from generator import yamlio


class RecordCache:
    """A file of JSON behind its own checksum; JSON, so that a planted cache can run nothing.

    Only values read without a problem are put in; what a build did not ask for is dropped on save.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        old = _load(path) if path else {}
        self._old, self._verdicts = old.get("records", {}), old.get("proven", {})
        self._new: dict[str, Any] = {}
        self._changed = False

    def get(self, digest: str) -> Any:
        value = self._old.get(digest)
        if value is not None:
            self._new[digest] = value
        return value

    def put(self, digest: str, value: Any) -> None:
        self._new[digest] = value

    def proven(self, rules: str) -> frozenset[str]:
        """What was found faultless by just these rules."""
        return frozenset(self._verdicts.get(rules, ()))

    def prove(self, rules: str, proven: Set[str]) -> None:
        self._changed = proven != self.proven(rules)
        self._verdicts = {rules: sorted(proven)}

    def save(self) -> None:
        if self._path is None or not (self._changed or self._new.keys() != self._old.keys()):
            return
        body = orjson.dumps({"records": self._new, "proven": self._verdicts})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_bytes(_seal(body) + body)
        beside.replace(self._path)


def _load(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    seal, body = data[:64], data[64:]
    if seal != _seal(body):
        return {}
    loaded = orjson.loads(body)
    return loaded if isinstance(loaded, dict) else {}


def _seal(body: bytes) -> bytes:
    """Binds the body to the reader that made it: another reader's cache is another file's."""
    reader = Path(yamlio.__file__).read_bytes()
    return hashlib.sha256(hashlib.sha256(reader).digest() + body).hexdigest().encode()
