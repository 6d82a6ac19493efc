"""GeoJSON (RFC 7946): points in WGS84, longitude first. Rows without coordinates are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from generator.core.geo import bounding_box
from generator.datasets.formats.json import about, listed, objects
from generator.datasets.publication import Dataset
from generator.tables.point_fields import POINT_COLUMNS
from generator.tables.tabulate import Table


def write(dataset: Dataset) -> bytes:
    """A feature a line; beside the members of the standard, `_meta` says what the table is."""
    box = bounding_box(dataset.table.points)
    head = {"type": "FeatureCollection", "_meta": about(dataset), **({"bbox": box} if box else {})}
    return listed(
        orjson.dumps(head)[:-1] + b',"features":[\n',
        _features(dataset.table),
        b"\n]}\n",
    )


def _features(table: Table) -> Iterator[dict[str, Any]]:
    for row in objects(table):
        if row["lon_wgs84"] is not None:
            yield {
                "type": "Feature",
                "id": row["id"],
                "geometry": {"type": "Point", "coordinates": [row["lon_wgs84"], row["lat_wgs84"]]},
                "properties": {k: v for k, v in row.items() if k not in POINT_COLUMNS[:2]},
            }
