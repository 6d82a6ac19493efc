"""What every published file says of itself, and which columns of a table hold the keys of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import pyarrow.compute as pc

from generator.core.text import Text
from generator.tables.tabulate import Table


@dataclass(frozen=True)
class Licence:
    """`id` is that of SPDX. Not `confirmed`: the publisher has not signed it off yet."""

    id: str
    url: str
    title: Text
    confirmed: bool


@dataclass(frozen=True)
class Publication:
    """What all datasets share. Texts that nobody has set are empty, and shown as not set.

    `name` and `identifier` are for machines; `homepage` is an address that ends in "/", or empty;
    `publisher_page` is the path of the publisher's page below it;
    `commit` names the revision that the records come from. `releases` are the names of the releases up to
    it, oldest first; `is_release`: the records are those of the last one.
    """

    name: str
    identifier: str
    title: Text
    description: Text
    homepage: str
    as_of: date
    commit: str
    licence: Licence
    publisher: Text
    publisher_id: str
    area: Text
    area_code: str
    contact: str = ""
    issued: str = ""
    frequency: str = ""
    keywords: tuple[Text, ...] = ()
    bounds: tuple[float, ...] = ()
    publisher_page: str = ""
    releases: tuple[str, ...] = ()
    is_release: bool = False

    @property
    def version(self) -> str:
        """The release, with the day of the data if there are changes since; the day while there is none."""
        if not self.releases:
            return self.as_of.isoformat()
        return self.releases[-1] if self.is_release else f"{self.releases[-1]}+{self.as_of:%Y%m%d}"

    @property
    def previous(self) -> str:
        """The name of the release before this version; empty if there is none."""
        before = self.releases[:-1] if self.is_release else self.releases
        return before[-1] if before else ""


def release_page(publication: Publication, name: str) -> str:
    """The address of the page of a release, at which its files and its changes are found."""
    return f"{publication.homepage}releases/{name}/"


@dataclass(frozen=True)
class Dataset:
    """A table as it is published. `modified` is the day on which a row of it last changed, if rows tell;
    `origins` counts its records by provenance; `own_page` is the path of its page, if it is told of elsewhere."""

    table: Table
    publication: Publication
    modified: date | None = None
    origins: dict[str, int] = field(default_factory=dict)
    own_page: str = ""

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def identifier(self) -> str:
        return f"{self.publication.identifier}/{self.name}"

    @property
    def page(self) -> str:
        """The address of its page; a table of a list is explained with the table it belongs to."""
        return f"{self.publication.homepage}{self.path}"

    @property
    def path(self) -> str:
        return self.own_page or f"data/{self.name.partition('__')[0]}/"

    @property
    def schema_path(self) -> str:
        """Where the JSON Schema of its records is published; none for what is not made of records."""
        kind = self.table.type
        return f"schemas/{kind.type}/{kind.version}.schema.json" if kind.schema else ""

    @property
    def attribution(self) -> Text:
        """What to say where the data is used."""
        own, licence = self.publication.title, self.publication.licence.id
        day = f"，{self.modified}" if self.modified else ""
        day_en = f", {self.modified}" if self.modified else ""
        return Text(
            f"{own.zh}“{self.table.title.zh}”，{licence}{day}",
            f"{own.en}, “{self.table.title.en}”, {licence}{day_en}",
        )


def describe(tables: Iterable[Table], publication: Publication) -> Iterator[Dataset]:
    """Every table with what is to be said of it; a parent comes before its children."""
    known: dict[str | None, Dataset] = {}
    for table in tables:
        parent = known.get(table.parent)
        day = parent.modified if parent else _latest(table)
        found = Dataset(table, publication, day, parent.origins if parent else _origins(table))
        known[table.name] = found
        yield found


def _latest(table: Table) -> date | None:
    for name in ("updated_on", "as_of"):
        if name in table.rows.column_names:
            latest: date | None = pc.max(table.rows.column(name)).as_py()
            return latest
    return None


def _origins(table: Table) -> dict[str, int]:
    if "provenance" not in table.rows.column_names:
        return {}
    return dict(sorted(Counter(table.rows.column("provenance").to_pylist()).items()))


class ForeignKey(NamedTuple):
    """The values of `columns` stand in `keys` of the table `target`, or are missing."""

    columns: tuple[str, ...]
    target: str
    keys: tuple[str, ...]


def foreign_keys(table: Table, tables: Mapping[str, Table]) -> Iterator[ForeignKey]:
    """One for every reference to one of `tables`, and one for the list that a list stands in."""
    for column in table.columns:
        if column.refers_to and column.refers_to in tables:
            yield ForeignKey((column.name,), column.refers_to, ("id",))
    above = tables.get(table.parent or "")
    if above and above.parent:
        yield ForeignKey(table.key[: len(above.key)], above.name, above.key)
