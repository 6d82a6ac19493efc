"""Releases kept addressable: `data/releases/<name>/` holds all tables of then, their queries and description, each
file for itself and all in one zip.

They are made from the records, schemas, queries and settings of the release's own commit, once; what is withheld
from history is withheld here too. What was made is kept by all that it depends on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import orjson
import pyarrow as pa

from generator.config.settings_reader import FILES
from generator.core.outputs import Output, Written, keyed
from generator.core.problems import Refused, Rule
from generator.core.text import Text
from generator.datasets.formats import csv, parquet
from generator.datasets.metadata.archives import packed
from generator.datasets.metadata.datapackage import descriptor
from generator.datasets.metadata.definitions import SCRIPT, script_text
from generator.datasets.metadata.publisher import publication_in
from generator.datasets.publication import Dataset, Publication, describe
from generator.history.events import day_of
from generator.history.redaction import Redactor, open_numbers
from generator.history.releases import Release
from generator.history.revisions import exported, files_at
from generator.records.catalog import Catalog, Record
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.schema.model import Model
from generator.storage.cache import RecordCache, keep_only, load, load_files, save, save_files
from generator.tables.indicator_tables import FIGURES
from generator.tables.tabulate import Table

Tables = Callable[[Path, Catalog, Catalog, Release], dict[str, Table]]
"""All tables of a release: from the folder with its files, its records as they were recorded and as they may
be shown."""
Paths = Mapping[str, list[str]]
"""By record, the numbers that a release gave and that are only open in groups."""


LOST = Rule(
    "V-021",
    "warning",
    Text("“{name}”这一版的数据按今天的程序读不出来了", 'the data of release "{name}" cannot be read by the program of today'),
    Text("用当时的程序版本重新生成，或在发布说明里写清楚", "make it with the program of then, or say so in its notes"),
    Text("数据发布", "Releases"),
)  # fmt: skip


class Lost(Exception):
    """The records of a release do not fit its schemas, nor those of today."""


@dataclass(frozen=True)
class ReleaseArchive:
    """Makes old releases of the project at `root`, and keeps them in `folder`.

    `catalog` holds the records of today: a number that they keep back is kept back in old releases too.
    """

    root: Path
    folder: Path
    catalog: Catalog
    redactor: Redactor
    publication: Publication
    tables: Tables

    def files(self, release: Release) -> tuple[str, dict[str, bytes]]:
        """What changes with any of them, and the files below `data/releases/<name>/`: a CSV file for every
        table, the queries of indicators, description, checksums, and a zip of all.

        Raises Lost if its records cannot be made into tables any more.
        """
        gave = self._gave(release)
        key = self._key(release, gave)
        kept = self.folder / f"{key}.zip"
        files = load_files(kept, key)
        if files is None:
            try:
                files = self._make(release)
            except (Refused, ValueError, TypeError, KeyError, pa.ArrowException):
                raise Lost from None
            save_files(kept, files, key)
        return key, files

    def _gave(self, release: Release) -> Paths:
        kept = self.folder / f"{release.commit.id}.json"
        today = self.catalog.model.fingerprint
        if content := load(kept, today):
            remembered: Paths = orjson.loads(content)
            return remembered
        with exported(self.root, release.commit.id, "schemas", "data") as then:
            gave = {r.id: sorted(open_numbers(r.type, r.data)) for r in self._read(then).records}
        gave = {id: paths for id, paths in gave.items() if paths}
        save(kept, orjson.dumps(gave), today)
        return gave

    def _key(self, release: Release, gave: Paths) -> str:
        closed = sorted((id, p) for id, paths in gave.items() for p in paths if p not in self._open(id))
        words = self._named(self.publication, release)  # what is said where there are no settings of then
        today = self.catalog.model.fingerprint  # read where the program cannot read the schemas of then
        basis = (_NEEDED, release.commit.id, closed, self.redactor.fingerprint, words, today)
        return hashlib.sha256(repr(basis).encode()).hexdigest()

    def _open(self, id: str) -> frozenset[str]:
        record = self.catalog.by_id.get(id)
        return open_numbers(record.type, record.data) if record and not record.removed else frozenset()

    def _read(self, then: Path) -> Catalog:
        model = self._model(then)
        return Catalog(model, read_records(then / "data", model, RecordCache(None)).records)

    def _model(self, then: Path) -> Model:
        """The schemas of then; those of today if the program cannot read them any more. Which small numbers
        are withheld is for today to say, as of everything in the past."""
        today = self.catalog.model
        try:
            model = read_model(then / "schemas")
        except Refused:
            return today
        now = {i.id: i for i in today.indicators}
        indicators = (replace(i, protects=now[i.id].protects) if i.id in now else i for i in model.indicators)
        return replace(model, indicators=tuple(indicators))

    def _make(self, release: Release) -> dict[str, bytes]:
        with exported(self.root, release.commit.id, *_NEEDED) as then:
            read = self._read(then)
            records = tuple(map(self._as_shown, read.records))
            shown = Catalog(read.model, tuple(r for r in records if not self.redactor.hides(r.id)))
            tables = self.tables(then, read, shown, release)
        publication = self._named(self._publication(shown, release), release)
        queries = {SCRIPT.rpartition("/")[2]: script_text(read.model, tables, publication.as_of).encode()}
        return _files(list(describe(tables.values(), publication)), queries, release)

    def _publication(self, shown: Catalog, release: Release) -> Publication:
        """By the settings of then; by those of today if they cannot be read, or name a person."""
        if not (settings := files_at(self.root, release.commit.id, FILES)):
            return self.publication
        with exported(self.root, release.commit.id, *settings) as then:
            found = publication_in(then, shown, day_of(release.commit))
        if found is None or self.redactor.is_personal(_words(found)):
            return self.publication
        return replace(found, contact=self.publication.contact)

    def _named(self, publication: Publication, release: Release) -> Publication:
        until = self.publication.releases.index(release.name) + 1
        return replace(
            publication,
            as_of=day_of(release.commit),
            commit=release.commit.id,
            releases=self.publication.releases[:until],
            is_release=True,
        )

    def _as_shown(self, record: Record) -> Record:
        return replace(
            record, data=self.redactor.past(record.type, record.id, record.data, self._open(record.id))
        )


_NEEDED = ("schemas", "data", "content/redirects.yaml")
"""What the tables of a release are made from; the settings describe it."""


def _words(publication: Publication) -> list[str]:
    own = publication
    texts = (own.title, own.description, own.publisher, own.area, own.licence.title, *own.keywords)
    return [words for text in texts for words in (text.zh, text.en)]


def folder_of(release: Release) -> str:
    return f"data/releases/{release.name}/"


@dataclass(frozen=True)
class Archived:
    """The files of all releases; the name of each with the rows that its table of indicators had, oldest first;
    the names of those that cannot be made any more."""

    outputs: tuple[Output, ...]
    figures: tuple[tuple[str, list[dict[str, str]]], ...]
    lost: frozenset[str]


def archived(archive: ReleaseArchive, releases: Iterable[Release]) -> Archived:
    outputs: list[Output] = []
    figures, lost, kept = [], set(), set()
    for release in releases:
        try:
            key, files = archive.files(release)
        except Lost:
            lost.add(release.name)
            continue
        kept.add(key)
        above = folder_of(release)
        outputs += [keyed(f"{above}{name}", partial(files.__getitem__, name), key) for name in files]
        figures.append((release.name, csv.read(files.get(f"{FIGURES}.csv", b""))))
    keep_only(archive.folder, kept)
    return Archived(tuple(outputs), tuple(figures), frozenset(lost))


def zip_name(release: Release) -> str:
    return f"youth-atlas-{release.name}.zip"


def _files(datasets: list[Dataset], queries: dict[str, bytes], release: Release) -> dict[str, bytes]:
    """All files of a release, in the order in which they are described."""
    files = {f"{d.name}.csv": csv.write(d) for d in datasets} | queries
    written = {n: Written(len(data), hashlib.sha256(data).hexdigest()) for n, data in files.items()}
    files["datapackage.json"] = descriptor(datasets, written.__getitem__, folder_of(release))
    sums = ((hashlib.sha256(data).hexdigest(), name) for name, data in files.items())
    files["checksums.txt"] = "".join(f"{digest}  {name}\n" for digest, name in sums).encode()
    tables = {f"{d.name}.parquet": parquet.write(d) for d in datasets}  # the queries read these
    files[zip_name(release)] = packed(files | tables, datasets[0].publication)
    return files
