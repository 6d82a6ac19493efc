"""Definitions to download: `indicators.sql`, and the JSON Schemas of records at addresses that never change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from generator.config.project import ZONE
from generator.core.line_ends import unix
from generator.core.outputs import Output, constant
from generator.schema.model import Model, RecordType
from generator.tables.derived import tables_of, views_of
from generator.tables.tabulate import Table

SCRIPT = "data/indicators.sql"

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


def script(model: Model, tables: dict[str, Table], as_of: date) -> Output:
    """The tables, the views and a view for each indicator, in the order in which they are needed."""
    return constant(SCRIPT, script_text(model, tables, as_of).encode())


def script_text(model: Model, tables: dict[str, Table], as_of: date) -> str:
    return "\n".join(_parts(model, tables, as_of))


def _parts(model: Model, tables: dict[str, Table], as_of: date) -> Iterator[str]:
    yield _HEAD.format(day=as_of.isoformat(), zone=ZONE)
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


INDEX = "schemas/index.json"
_FIRST = {"zh": "第一版", "en": "First version"}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas(types: tuple[RecordType, ...], released: Path, homepage: str) -> Iterator[Output]:
    """The schema of each type as it is now, the versions before it (from `released`, as they were
    published: `<type>/<version>.schema.json`), and a list of all with what changed."""
    current = {
        schema_path(t): orjson.dumps(_published(t, homepage), option=orjson.OPT_INDENT_2) for t in types
    }
    former = {
        f"schemas/{path.relative_to(released).as_posix()}": unix(path.read_bytes())
        for path in sorted(released.glob("*/*.schema.json"))
    }
    for path, content in (former | current).items():
        yield constant(path, content)
    yield constant(
        INDEX, orjson.dumps(_index(types, sorted(former | current), homepage), option=orjson.OPT_INDENT_2)
    )


def schema_path(record_type: RecordType) -> str:
    return f"schemas/{record_type.type}/{record_type.version}.schema.json"


def _published(record_type: RecordType, homepage: str) -> dict[str, Any]:
    """Complete in itself: what the schema takes from elsewhere is written out."""
    name = f"urn:youth-atlas:schema:{record_type.type}:{record_type.version}"
    own = {"$schema": _DRAFT, "$id": f"{homepage}{schema_path(record_type)}" if homepage else name}
    return own | {k: v for k, v in record_type.schema.items() if k not in own}


def _index(types: tuple[RecordType, ...], paths: list[str], homepage: str) -> dict[str, Any]:
    return {
        "schemas": [
            {
                "type": t.type,
                "collection": t.folder,
                "title": t.label.zh,
                "title_en": t.label.en,
                "version": t.version,
                "url": f"{homepage}{schema_path(t)}",
                "versions": [f"{homepage}{p}" for p in paths if p.startswith(f"schemas/{t.type}/")],
                "changelog": t.schema.get("x-changes") or [{"version": t.version, **_FIRST}],
            }
            for t in types
        ]
    }
