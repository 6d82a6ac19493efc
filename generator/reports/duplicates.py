"""Records that may tell of the same thing twice: each query of `schemas/duplicates/` returns pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.core.problems import Location, Refused, problem
from generator.schema.model import Model
from generator.schema.sql_files import read_query
from generator.tables.query import BAD_QUERY, fetch, whole_database
from generator.tables.tabulate import Table


@dataclass(frozen=True)
class Pair:
    """Two records by their ids, and how alike they are: parts and score from 0 to 1, None if not known."""

    id: str
    other: str
    score: float
    name_alike: float | None
    address_alike: float | None
    metres: int | None


def pairs(schemas: Path, tables: dict[str, Table], model: Model, as_of: date, least: float) -> list[Pair]:
    """Those with a score of at least `least`, the most alike first. Raises Refused for a wrong query."""
    found = []
    with whole_database(tables, model, as_of) as connection:
        for path in sorted((schemas / "duplicates").glob("*.sql")):
            query = read_query(path, schemas)
            try:
                found += [Pair(**row) for row in fetch(connection, query)]
            except TypeError as error:
                where = Location(query.file, query.first_line)
                raise Refused([problem(BAD_QUERY, where, reason=str(error))]) from None
    worst_first = sorted(found, key=lambda p: (-p.score, p.id, p.other))
    return [p for p in worst_first if p.score >= least]
