"""Tables in the shape of another standard: the queries of `schemas/exports/<name>/`, run over the published tables.

A query `<resource>.sql` gives a resource the columns of the standard, with the ids that records have here;
`about.yaml` names the files and says what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.core.problems import Location, Refused, problem
from generator.core.text import Text, text_of
from generator.core.yaml_reader import read
from generator.schema.model import Query
from generator.schema.sql_files import name_of, read_query
from generator.tables.query import BAD_QUERY, Connection, database, fetch
from generator.tables.tabulate import Table


@dataclass(frozen=True)
class Resource:
    """`columns` and `rows` are filled by `run_exports`."""

    name: str
    path: str
    about: Text
    query: Query
    columns: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Export:
    """`name` is its folder in `schemas/exports/`, `standard` the address of what it follows."""

    name: str
    title: Text
    standard: str
    resources: tuple[Resource, ...]


def read_exports(schemas: Path) -> Iterator[Export]:
    """In order of their names. Raises Refused if an `about.yaml` is wrong."""
    for path in sorted((schemas / "exports").glob("*/about.yaml")):
        file = name_of(path, schemas)
        about, found = read(path.read_bytes(), file)
        if found:
            raise Refused(found)
        try:
            resources = (
                Resource(name, r["path"], text_of(r), read_query(path.with_name(f"{name}.sql"), schemas))
                for name, r in about["resources"].items()
            )
            yield Export(path.parent.name, text_of(about["title"]), about["standard"], tuple(resources))
        except (KeyError, TypeError, AttributeError, OSError) as error:
            reason = f"title, standard, resources with path, zh, en and a query each: {error}"
            raise Refused([problem(BAD_QUERY, Location(file), reason=reason)]) from None


def run_exports(exports: list[Export], tables: dict[str, Table], as_of: date) -> list[Export]:
    """The same with their rows. Raises Refused with the place of a query that is wrong."""
    if not exports:
        return []
    with database(tables, as_of) as connection:
        return [replace(e, resources=tuple(_filled(r, connection) for r in e.resources)) for e in exports]


def _filled(resource: Resource, connection: Connection) -> Resource:
    rows = tuple(fetch(connection, resource.query))
    return replace(resource, columns=tuple(d[0] for d in connection.description or ()), rows=rows)
