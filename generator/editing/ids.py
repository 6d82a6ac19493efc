"""Ids and files for new records: the next number of a series, the folder of the record most like it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from generator.records.catalog import Record
from generator.schema.model import RecordType

_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_PREFIXED = re.compile(r"[a-z]+(?:-[a-z]+)*?-([a-z]{2,8})-[0-9]+")


def is_id(text: str) -> bool:
    """Safe as a file name, whatever a sheet says."""
    return len(text) <= 80 and bool(_ID.fullmatch(text))


class Ids:
    """The ids that one record type has used, retired ones too."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.files = {record.id: record.file for record in records}

    @cached_property
    def sorted(self) -> list[str]:
        return sorted(self.files)

    def next(self) -> str:
        """One more than the last id; "" if there is none to go by."""
        numbered = [m for id in self.sorted if (m := _NUMBERED.fullmatch(id))]
        if not numbered:
            return ""
        last = max(numbered, key=lambda m: (m[1], int(m[2])))
        return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"

    def series(self, pattern: str) -> Iterator[str]:
        """New ids in the form of a pattern with `{n}`, counted on from the largest number in use."""
        before, _, after = pattern.partition("{n")
        width = int(after.partition("}")[0].lstrip(":0") or 1)
        used = [int(m[1]) for id in self.files if (m := re.fullmatch(re.escape(before) + "([0-9]+)", id))]
        number = max(used, default=0)
        while True:
            number += 1
            yield f"{before}{number:0{width}}"

    def file(self, id: str, record_type: RecordType) -> str:
        """Beside the record whose id is most like it; in the folder of its own year if they go by year."""
        root = PurePosixPath("data", record_type.folder)
        if not self.files:
            return str(root / f"{id}.yaml")
        place = bisect_left(self.sorted, id)
        near = max(self.sorted[max(0, place - 1) : place + 1], key=lambda other: _shared(id, other))
        folder = PurePosixPath(self.files[near]).parent
        steps, of_near = id.split("-"), near.split("-")
        if folder.name in of_near and folder != root and (at := of_near.index(folder.name)) < len(steps):
            folder = folder.with_name(steps[at])
        return str(folder / f"{id}.yaml")


def district_prefix(ids: Iterable[str]) -> str:
    """The letters that most ids carry behind their type: `home-abc-001` → `abc`."""
    found = [m[1] for id in ids if (m := _PREFIXED.fullmatch(id))]
    return max(sorted(set(found)), key=found.count, default="")


def _shared(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
