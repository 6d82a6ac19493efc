"""The version of the API, and what its files say of one record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import orjson

from generator.datasets.formats.values import plain_rows
from generator.datasets.publication import Dataset
from generator.records.catalog import Catalog, Record
from generator.records.occurrences import as_row, occurrences
from generator.records.places import places
from generator.schema.model import RecordType
from generator.tables.point_fields import POINT_COLUMNS

ALWAYS = ("status", "provenance", "updated_on")
"""In short entries beside id and title, whatever the type shows."""


def brief_fields(record_type: RecordType) -> tuple[str, ...]:
    """What a short entry holds of a record: what its card, its list and its filters show."""
    c = record_type
    names = dict.fromkeys([c.title, c.summary, *c.card, *c.columns, *c.facets, *ALWAYS])
    return tuple(n for n in c.fields if n in names and n != "id")


class Entries:
    """Read-only answers about one catalog; each short entry is made once, however many files hold it."""

    def __init__(self, catalog: Catalog, published: Sequence[Dataset]) -> None:
        self.catalog = catalog
        self.root = published[0].publication.homepage
        self._extra: dict[str, dict[str, Any]] = {}
        for dataset in published:
            if dataset.table.parent is None and dataset.table.type.type in catalog.model.by_type:
                self._extra.update(_beyond(dataset))
        self._fields = {t.type: brief_fields(t) for t in catalog.model.types}
        self._briefs: dict[str, bytes] = {}

    def of_type(self, record_type: RecordType) -> Sequence[Record]:
        """Retired records too."""
        return self._by_type[record_type.type]

    @cached_property
    def _by_type(self) -> dict[str, list[Record]]:
        groups: dict[str, list[Record]] = {t.type: [] for t in self.catalog.model.types}
        for record in self.catalog.records:
            groups[record.type.type].append(record)
        return groups

    def state(self, record: Record) -> str:
        """Changes when anything does that the API says of the record."""
        extra = self._extra.get(record.id)
        return f"{record.digest}{extra}" if extra else record.digest

    def belonging(self, record: Record) -> list[Record]:
        """All living records that belong to a place, in order of collection and id."""
        return self._belonging.get(record.id, [])

    @cached_property
    def _belonging(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        where = places(self.catalog)
        for records in self.catalog.of_type.values():
            for record in records:
                for place in where[record.id] - {record.id}:
                    found.setdefault(place, []).append(record)
        return found

    def computed(self, record: Record) -> dict[str, Any]:
        extra = self._extra.get(record.id, {})
        found = {k: v for k, v in extra.items() if k not in POINT_COLUMNS and v is not None}
        if (cal := record.type.calendar) and cal.occurrences and not record.removed:
            found[cal.occurrences] = [as_row(record, time) for time in occurrences(record)]
        return found

    def url(self, record: Record) -> str:
        """The address of its file."""
        return f"{self.root}{ROOT}{record.type.folder}/{record.id}.json"

    def point(self, record: Record) -> dict[str, list[float]] | None:
        """Longitude and latitude in WGS84 and in GCJ-02."""
        extra = self._extra.get(record.id, {})
        if extra.get("lon_wgs84") is None:
            return None
        return {datum: [extra[f"lon_{datum}"], extra[f"lat_{datum}"]] for datum in ("wgs84", "gcj02")}

    def brief(self, record: Record) -> bytes:
        """The record in short, as JSON."""
        made = self._briefs.get(record.id)
        if made is None:
            made = self._briefs[record.id] = self._brief(record)
        return made

    def _brief(self, record: Record) -> bytes:
        data = record.data | self.computed(record)
        entry = {"id": record.id, "url": self.url(record)}
        entry |= {name: data[name] for name in self._fields[record.type.type] if data.get(name) is not None}
        if point := self.point(record):
            entry["point"] = point  # type: ignore[assignment]
        return orjson.dumps(entry)


def _beyond(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """By id, the values of computed columns and converted coordinates, if the table has any."""
    table = dataset.table
    names = [f.name for f in table.type.fields.values() if f.computed and f.kind != "list"]
    names += POINT_COLUMNS if table.has_point else ()
    if not names:
        return {}
    rows = plain_rows(table.rows.select(["id", *names]))
    return {id: dict(zip(names, values, strict=True)) for id, *values in rows}


ROOT = "api/v1/"


def api_path(record: Record) -> str:
    return f"{ROOT}{record.type.folder}/{record.id}.json"


VERSIONS = (
    {
        "version": "1.0.0",
        "zh": "第一版：记录、栏目、镇街的全部记录，目录，OpenAPI 说明",
        "en": "First version: records, collections, all records of a town, the index, the OpenAPI description",
    },
    {
        "version": "1.1.0",
        "zh": "改过或已删除的编号也有回答：`_meta.removed` 为 true，有接替的写在 `_meta.moved_to`，`data` 为 null；活动列出各次时间 `occurrences`；`official/栏目.json` 不含演示记录",
        "en": "Ids that were deleted or have changed answer too: `_meta.removed` is true, `_meta.moved_to` says what took their place, `data` is null; events list their times, `occurrences`; `official/COLLECTION.json` is without demonstration records",
    },
    {
        "version": "1.2.0",
        "zh": "每份文件写明使用前要知道的：演示记录有多少，许可是否为拟用（`_meta.caveats`、`_meta.caveats_en`）",
        "en": "Every file says what to know before use: how many records are demonstration, whether the licence is only proposed (`_meta.caveats`, `_meta.caveats_en`)",
    },
)

VERSION = VERSIONS[-1]["version"]
