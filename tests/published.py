"""The published tables as a reader finds them, with nothing of the program."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_SQL = {
    "date": "DATE",
    "datetime": "TIMESTAMPTZ",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}
_PYTHON = {
    "date": date.fromisoformat,
    "number": float,
    "integer": int,
    "boolean": lambda cell: cell == "true",
}


class Tables:
    """`data["homes"]` are the rows of the table homes as built on the day `as_of`; a time is text."""

    def __init__(self, as_of: date, rows: dict[str, list[Row]]) -> None:
        self.as_of = as_of
        self._rows = rows

    def __getitem__(self, name: str) -> list[Row]:
        return self._rows[name]

    def by_id(self, name: str) -> dict[str, Row]:
        return {r["id"]: r for r in self[name]}

    @cached_property
    def plan(self) -> Row:
        (plan,) = (p for p in self["plan"] if p["status"] == "active")
        return plan

    @property
    def district(self) -> str:
        return str(self.plan["district_area"])


class Published(Tables):
    """Those of the CSV files, typed by datapackage.json; an empty cell is None."""

    def __init__(self, folder: Path) -> None:
        package = json.loads((folder / "datapackage.json").read_bytes())
        super().__init__(date.fromisoformat(package["created"][:10]), {})
        self.folder = folder
        self.schemas = {r["name"]: r["schema"]["fields"] for r in package["resources"]}

    def __getitem__(self, name: str) -> list[Row]:
        if name not in self._rows:
            with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            self._rows[name] = [{f["name"]: _cell(f, r[f["name"]]) for f in self.schemas[name]} for r in rows]
        return self._rows[name]

    def create(self, name: str) -> str:
        """SQL that makes the table out of its CSV file."""
        columns = ", ".join(_sql(f) for f in self.schemas[name])
        file = self.folder / f"{name}.csv"
        return f"CREATE TABLE {name} AS SELECT {columns} FROM read_csv('{file}', header = true, all_varchar = true)"


def _cell(field: Row, cell: str) -> Any:
    if not cell:
        return None
    if "delimiter" in field:
        return cell.split(field["delimiter"])
    return _PYTHON.get(field["type"], str)(cell)


def _sql(field: Row) -> str:
    name = f'"{field["name"]}"'
    if "delimiter" in field:
        return f"string_split({name}, '{field['delimiter']}') AS {name}"
    return f"{name}::{_SQL.get(field['type'], 'VARCHAR')} AS {name}"
