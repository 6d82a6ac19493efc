"""`indicators.sql`: everything that computes the indicators, to be run over the published tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.indicators.sources import tables_of, views_of
from generator.model import Model
from generator.outputs import Output, constant
from generator.tables import ZONE, Table

PATH = "data/indicators.sql"

_HEAD = """\
-- All indicators, as queries over the tables beside this file. In this folder, with DuckDB (duckdb.org):
--   duckdb -init indicators.sql
--   FROM "I-COV-01";
-- A share, ratio or mean is the numerator divided by the denominator, times 100 for per cent and per 100, times
-- 10,000 for per 10,000. Small numbers are withheld afterwards; indicators.csv says where and why.
-- Everything is as of {day}.

SET TimeZone = '{zone}';
SET VARIABLE as_of = DATE '{day}';
"""


def script(model: Model, tables: dict[str, Table], today: date) -> Output:
    """The tables, the views and a view for each indicator, in the order in which they are needed."""
    return constant(PATH, "\n".join(_parts(model, tables, today)).encode())


def _parts(model: Model, tables: dict[str, Table], today: date) -> Iterator[str]:
    yield _HEAD.format(day=today.isoformat(), zone=ZONE)
    used = {name for i in model.indicators for name in tables_of(i.query, model, tables)}
    for name in sorted(used):
        yield f"CREATE TABLE {name} AS FROM '{name}.parquet';"
    views = {v.file for i in model.indicators for v in views_of(i.query, model)}
    for view in model.views:
        if view.file in views:
            yield f"\n{view.sql.strip().rstrip(';')};"
    for indicator in sorted(model.indicators, key=lambda i: i.id):
        yield f'\n-- {indicator.title.zh} / {indicator.title.en}\nCREATE VIEW "{indicator.id}" AS'
        yield f"{indicator.query.sql.strip().rstrip(';')};"
