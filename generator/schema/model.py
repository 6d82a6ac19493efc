"""What `schemas/` declares: record types, checks, views, computed columns, indicators. Knows no record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from generator.core.problems import Rule
from generator.core.text import Text
from generator.schema.roles import Calendar, DistrictFields, Hours, Picture, Section, Succession

Kind = Literal[
    "text", "lines", "markdown", "code", "ref", "date", "instant", "uri", "money",
    "integer", "number", "boolean", "object", "list",
]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One property of a record, or of an object or list item inside it.

    `description` tells readers what the value means, `guide` tells editors how to write it, where the two
    differ. `item` describes the items of a list, `fields` the properties of an object.
    `former`: its rows hold what the field of this name beside it was before, each with the last day.
    `publish` is "public" or "aggregate" (only counts over groups may be shown).
    """

    name: str
    title: Text
    description: Text
    kind: Kind
    required: bool = False
    nullable: bool = False
    computed: bool = False
    publish: str = "public"
    codes: dict[str, Text] = field(default_factory=dict)
    ref: tuple[str, ...] = ()
    unit: Text | None = None
    iri: str | None = None
    former: str | None = None
    example: Any = None
    item: Field | None = None
    fields: dict[str, Field] = field(default_factory=dict)
    guide: Text | None = None
    schema: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def help(self) -> Text:
        """What an editor is told: how to fill it in, or what it means where nothing else is to be said."""
        return self.guide or self.description

    @property
    def is_code_list(self) -> bool:
        return self.kind == "list" and self.item is not None and self.item.kind == "code"

    @cached_property
    def is_long(self) -> bool:
        """Whether it takes more than a line to show it."""
        of = self.item if self.item else self
        return of.kind == "object" or self.kind == "markdown"

    @cached_property
    def picture(self) -> Picture | None:
        """How an object tells of a picture, if it does: by the terms of schema.org that its fields name."""
        named = {f.iri: f.name for f in self.fields.values()}
        terms = ("schema:contentUrl", "schema:caption", "schema:license")
        return Picture(*(named[term] for term in terms)) if named.keys() >= {*terms} else None

    @cached_property
    def may_refer(self) -> bool:
        """Whether an id of another record can stand here, at any depth."""
        return self.kind == "ref" or bool(self.referring) or bool(self.item and self.item.may_refer)

    @cached_property
    def referring(self) -> tuple[Field, ...]:
        """The properties of an object in which an id of another record can stand."""
        return tuple(f for f in self.fields.values() if f.may_refer)


@dataclass(frozen=True)
class RecordType:
    """What one kind of record is.

    `folder` is its folder in data/ and its name in datasets and API, `url` its part of the addresses of
    pages, `table` its table. What stood at one of the `former_urls` is found at `url` now.
    `about` is a sentence for the list page, `abstract` says what the dataset holds.
    `begins`: date fields in order of preference; the first that is set is the start date.
    `until` are the paths that say up to which day it speaks; `succession` how it goes into another.
    `gathers`: by field, the codes that make a record a place to which others belong.
    Records with one of the statuses of `volume` are also bound into one page to print.
    `district`: its record tells which district the site serves.
    `names` are fields with further names; `former` lists the records it came out of, by whose names people
    still ask for it. `located_by` name the record whose `point` is also its own.
    """

    type: str
    folder: str
    url: str
    table: str
    label: Text
    plural: Text
    about: Text
    abstract: Text
    order: int
    version: str
    fields: dict[str, Field]
    schema: dict[str, Any] = field(repr=False)
    title: str = "name"
    summary: str | None = None
    card: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    group: str | None = None
    point: str | None = None
    located_by: tuple[str, ...] = ()
    iri: str | None = None
    icon: str = ""
    begins: tuple[str, ...] = ()
    calendar: Calendar | None = None
    volume: tuple[str, ...] = ()
    until: tuple[str, ...] = ("valid_to",)
    succession: Succession | None = None
    gathers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hours: Hours | None = None
    district: DistrictFields | None = None
    names: tuple[str, ...] = ()
    former: str | None = None
    sections: tuple[Section, ...] = ()
    proposal: tuple[str, ...] = ()
    former_urls: tuple[str, ...] = ()

    @cached_property
    def referring(self) -> tuple[Field, ...]:
        """The fields in which an id of another record can stand, at any depth."""
        return tuple(f for f in self.fields.values() if f.may_refer)

    @cached_property
    def pictured(self) -> tuple[tuple[str, str], ...]:
        """Its lists of pictures, and which property of an item names the file."""
        lists = ((f.name, f.item.picture) for f in self.fields.values() if f.item)
        return tuple((name, picture.file) for name, picture in lists if picture)

    @cached_property
    def described(self) -> tuple[Field, ...]:
        """The fields that name a term of a vocabulary, and the point."""
        return tuple(f for f in self.fields.values() if f.iri or f.name == self.point)

    @cached_property
    def lies_in(self) -> str | None:
        """The field that names the area around it, by the term of schema.org for that."""
        terms = (f.name for f in self.fields.values() if f.iri == "schema:containedInPlace")
        return next(terms, None)

    @cached_property
    def has_check_digits(self) -> bool:
        """Whether the last character of any of its texts is a check digit (`x-check-digit`)."""
        return any("x-check-digit" in f.schema for _, f in walk(self.fields))

    @property
    def key(self) -> str:
        """The foreign key column of its child tables."""
        return self.type.replace("-", "_") + "_id"


@dataclass(frozen=True)
class Query:
    """An SQL file of `schemas/`; `first_line` is where the statement begins in it."""

    file: str
    sql: str
    first_line: int = 1

    @cached_property
    def reads(self) -> frozenset[str]:
        """The tables, views and subqueries that it names after FROM or JOIN."""
        return frozenset(re.findall(r"\b(?:FROM|JOIN)\s+([a-z_]+)", self.sql))

    @property
    def makes(self) -> str:
        """The view that it makes, if any."""
        found = re.match(r"CREATE TABLE ([a-z_]+) AS\b", self.sql)
        return found[1] if found else ""


@dataclass(frozen=True)
class SqlCheck:
    """A rule between records. The query returns the offenders: id, field and the message's values.

    `scope` "catalog" says that it finds what is absent; such checks wait until every file is sound.
    """

    rule: Rule
    query: Query
    scope: Literal["record", "catalog"] = "record"


@dataclass(frozen=True)
class Computed:
    """What staff do not write; the query returns id and value, or id and columns if `column` is empty."""

    table: str
    column: str
    query: Query


Protection = Literal["nothing", "persons", "sample"]


@dataclass(frozen=True)
class Breakdown:
    """One of the parts, or one of the statistics, that an indicator gives beside or instead of a whole."""

    title: Text
    unit: str
    protects: Protection


@dataclass(frozen=True)
class Indicator:
    """A figure of the plan. The query returns a row an area, period and breakdown.

    `protects` says whose small numbers are withheld; `interval`: it is a rate of a sample.
    """

    id: str
    title: Text
    kind: str
    unit: str
    formula: Text
    numerator: Text | None
    denominator: Text | None
    population: Text
    not_computable: Text
    source: str
    query: Query
    protects: Protection = "nothing"
    interval: bool = False
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)

    @property
    def family(self) -> str:
        return self.id.split("-")[1]


@dataclass(frozen=True)
class Terms:
    """The codes that indicators share: units, reasons why there is no value, notes, families."""

    units: dict[str, Text] = field(default_factory=dict)
    reasons: dict[str, Text] = field(default_factory=dict)
    notes: dict[str, Text] = field(default_factory=dict)
    families: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Model:
    """All that `schemas/` says; `settings` is what `mkdocs.yml` may hold under `extra:`."""

    types: tuple[RecordType, ...]
    settings: RecordType
    checks: tuple[SqlCheck, ...] = ()
    views: tuple[Query, ...] = ()
    computed: tuple[Computed, ...] = ()
    past: tuple[Query, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    terms: Terms = field(default_factory=Terms)
    fingerprint: str = ""

    @cached_property
    def by_type(self) -> dict[str, RecordType]:
        return {t.type: t for t in self.types}

    @cached_property
    def by_url(self) -> dict[str, RecordType]:
        return {t.url: t for t in self.types}

    @cached_property
    def by_folder(self) -> dict[str, RecordType]:
        return {t.folder: t for t in self.types}

    @cached_property
    def of_areas(self) -> RecordType | None:
        """The type of the district and of the areas inside it, as `x-collection.district` names it."""
        named = (t.fields[t.district.area].ref for t in self.types if t.district)
        return next((self.by_type[ref[0]] for ref in named if ref), None)


def walk(fields: dict[str, Field], above: tuple[str, ...] = ()) -> Iterator[tuple[str, Field]]:
    """Every field with its dotted path (`opening.closes`), parents before children."""
    for f in fields.values():
        path = (*above, f.name)
        yield ".".join(path), f
        inner = f.item if f.kind == "list" and f.item else f
        yield from walk(inner.fields, path)
