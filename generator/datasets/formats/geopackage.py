"""One GeoPackage of all tables with points (OGC 12-128r18, version 1.3): an SQLite database for QGIS and other maps.

A layer is a table with its columns, `fid` and `geom` (a point in WGS84, EPSG:4326; NULL where a row has none).
Times are in UTC, as the standard has them. https://www.geopackage.org/spec130/
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from generator.core.geo import bounding_box, wkb
from generator.datasets.formats.values import cell_rows
from generator.datasets.publication import Dataset
from generator.datasets.terms import rights
from generator.tables.tabulate import Table

APPLICATION, VERSION = 0x47504B47, 10300  # GPKG; 1.3.0
_SRS = 4326
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_TYPES = {"integer": "INTEGER", "number": "REAL", "money": "REAL", "boolean": "BOOLEAN", "date": "DATE",
          "instant": "DATETIME"}  # fmt: skip
_SYSTEM = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('WGS 84', {_SRS}, 'EPSG', {_SRS}, '{_WGS84}', 'longitude and latitude in degrees'),
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents (table_name), column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys (srs_id),
    z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""


def write(datasets: Iterable[Dataset]) -> bytes:
    """The bytes of the database file, a layer for each of the datasets; all have points."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_SYSTEM)
        for dataset in datasets:
            _layer(connection, dataset)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _layer(connection: sqlite3.Connection, dataset: Dataset) -> None:
    table = dataset.table
    columns = "".join(f',\n  "{c.name}" {_TYPES.get(c.field.kind, "TEXT")}' for c in table.columns)
    connection.execute(
        f'CREATE TABLE "{table.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT{columns})'
    )
    box = bounding_box(table.points) or (None,) * 4
    changed = f"{dataset.modified or date(1970, 1, 1)}T00:00:00.000Z"
    terms = rights(dataset)
    words = f"{table.description.zh} {terms.zh} / {table.description.en} {terms.en}"
    contents = (table.name, "features", table.title.zh, words, changed, *box, _SRS)
    connection.execute(f"INSERT INTO gpkg_contents VALUES ({', '.join('?' * len(contents))})", contents)
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (table.name, _SRS)
    )
    marks = ", ".join("?" * (len(table.columns) + 1))
    names = ", ".join(f'"{c.name}"' for c in table.columns)
    connection.executemany(f'INSERT INTO "{table.name}" (geom, {names}) VALUES ({marks})', _rows(table))


def _rows(table: Table) -> Iterator[tuple[Any, ...]]:
    rows = table.rows
    for i, column in enumerate(table.columns):
        if column.field.kind == "instant":
            rows = rows.set_column(i, column.name, _in_utc(rows.column(i)))
    for point, row in zip(table.points, cell_rows(rows), strict=True):
        yield (None if point is None else _blob(*point), *row)


def _in_utc(moments: Any) -> Any:
    return pc.strftime(moments.cast(pa.timestamp("s", "UTC")), format="%Y-%m-%dT%H:%M:%S.000Z")


def _blob(lon: float, lat: float) -> bytes:
    """A GeoPackageBinary: magic, version 0, flags (little endian, no envelope), the datum, then WKB."""
    return struct.pack("<2sBBi", b"GP", 0, 1, _SRS) + wkb(lon, lat)
