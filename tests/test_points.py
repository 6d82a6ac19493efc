"""Points are published with four decimals at most and no more precisely than they are known (DOMAIN 9.4 f)."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from math import log10
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT, build_site, copy_project, warm_up
from repository import Repository

from generator.core.geo import decimals
from generator.history import read_history

FINE = re.compile(rb"(?<![\d.])(?:100\.2\d|30\.23)0*[1-9]\d*")
"""A longitude or latitude of the small project with more than the two decimals that 200 m allow."""
FRAME = re.compile(rb'"box":\[[^]]*\]')
"""What a map shows at first: a bit more than its points."""


@pytest.mark.parametrize(
    ("metres", "places"),
    [(None, 4), (1, 4), (11, 4), (12, 3), (50, 3), (100, 3), (112, 2), (200, 2), (1500, 1), (20_000, 0), (100_000, 0)],
)  # fmt: skip
def test_the_last_decimal_is_no_finer_than_the_point_is_known(metres: float | None, places: int) -> None:
    assert decimals(metres) == places
    assert metres is None or places == 0 or 111_320 / 10**places >= metres


def test_no_table_has_a_point_finer_than_it_is_known(typed: dict[str, pa.Table]) -> None:
    points = 0
    for name, table in typed.items():
        axes = [c for c in table.column_names if re.search(r"(^|_)(lon|lat)(_|$)", c)]
        for row in table.to_pylist() if axes else ():
            metres = row.get("location_precision_m") or 11.1
            most = min(4, int(log10(111_320 / metres)))
            for column in axes:
                value = row[column]
                points += value is not None
                assert value is None or value == round(value, most), (name, row["id"], column, value)
    assert points > 200


def test_every_column_of_a_point_names_its_datum(typed: dict[str, pa.Table]) -> None:
    columns = [
        (f"{n}.{f.name}", f)
        for n, t in typed.items()
        for f in t.schema
        if re.search(r"(^|_)(lon|lat)(_|$)", f.name)
    ]
    assert len(columns) >= 12
    for where, field in columns:
        for key in (b"description", b"description_en"):
            assert re.search("WGS84|GCJ-02|_crs", field.metadata[key].decode()), where


def test_events_homes_and_areas_are_one_join(data: Path) -> None:
    """Every event has the area of the place it names or of its host, and the point of that place."""
    homes, places, orgs = (data / f"{name}.parquet" for name in ("homes", "gathering_places", "orgs"))
    with duckdb.connect() as connection:
        rows = connection.execute(f"""
            SELECT events.area, events.area_from, homes.area, places.area, orgs.area, areas.id,
                events.lon_wgs84, homes.lon_wgs84, places.lon_wgs84
            FROM '{data}/events.parquet' AS events
            LEFT JOIN '{data}/areas.parquet' AS areas ON areas.id = events.area
            LEFT JOIN '{homes}' AS homes ON homes.id = events.home
            LEFT JOIN '{places}' AS places ON places.id = events.gathering_place
            LEFT JOIN '{orgs}' AS orgs ON orgs.id = events.host_org
        """).fetchall()
    assert len(rows) > 20
    for area, named, of_home, of_place, of_host, known, *lons in rows:
        expected = {"home": of_home, "gathering_place": of_place, "host_org": of_host}
        first = next(name for name, value in expected.items() if value)
        assert (area, named) == (expected[first], first)
        assert area == known
        assert lons[0] == {"home": lons[1], "gathering_place": lons[2], "host_org": None}[first]
    assert {row[1] for row in rows} == {"home", "gathering_place", "host_org"}


@pytest.fixture(scope="module")
def rough(tmp_path_factory: pytest.TempPathFactory, _warm: Path) -> Path:
    """The site of the small project, whose points are known to 200 m only, with a release and a change."""
    root = warm_up(
        copy_project(tmp_path_factory.mktemp("rough") / "project", ROOT / "tests/base/data"), _warm
    )
    (root / "content/releases.yaml").write_text(
        'releases:\n  - name: "2024-05"\n    title: {zh: 五月, en: May}\n    notes: {zh: 第一版, en: The first}\n',
        "utf-8",
    )
    for path in located(root):
        path.write_text(path.read_text("utf-8").replace("0, lat: 30.2345", "7, lat: 30.2349"), "utf-8")
    repository = Repository.of(root)
    for path in located(root):
        text = path.read_text("utf-8").replace("crs: GCJ-02", "crs: GCJ-02, precision_m: 200")
        path.write_text(text.replace("30.2349", "30.2347"), "utf-8")
    repository.commit("Say how precise the points are")
    build_site(root, history=read_history(root))
    return root / "site"


def located(root: Path) -> Iterator[Path]:
    for path in sorted((root / "data").rglob("*.yaml")):
        if "\nlocation:" in path.read_text("utf-8"):
            yield path


def test_no_file_tells_more_than_is_known_of_a_point(rough: Path) -> None:
    """Pages, feeds, scripts' files, the API, what changed, and the data of a release made before that was known."""
    read, found = 0, []
    for path in rough.rglob("*"):
        if path.is_file() and path.suffix not in (".png", ".parquet", ".xlsx", ".zip", ".wasm", ".woff2"):
            content = FRAME.sub(b"", path.read_bytes())
            read += b"100.2" in content
            found += [(path.relative_to(rough).as_posix(), hit) for hit in FINE.findall(content)]
    assert read > 10
    assert found == []


def test_both_datums_are_made_of_the_same_rounded_point(rough: Path) -> None:
    """Two roundings of the exact point would tell more than either."""
    (first, *_) = pq.read_table(rough / "data/homes.parquet").to_pylist()
    assert (first["location_lon"], first["location_lat"]) == (100.22, 30.23)
    assert (first["lon_gcj02"], first["lat_gcj02"]) == (100.22, 30.23)
    assert first["location_precision_m"] == 200
    record = json.loads((rough / "api/v1/homes" / f"{first['id']}.json").read_bytes())
    assert record["data"]["location"]["lon"] == 100.22
    assert record["_meta"]["point"]["wgs84"] == [first["lon_wgs84"], first["lat_wgs84"]]


# Formats for maps, each read by the letter of its standard


def pointed(typed: dict[str, pa.Table]) -> dict[str, pa.Table]:
    found = {name: table for name, table in typed.items() if "lon_wgs84" in table.column_names}
    assert {"homes", "gathering_places", "events"} <= found.keys()
    return found


def box_of(table: pa.Table) -> list[float]:
    lons, lats = (table.column(c).drop_null().to_pylist() for c in ("lon_wgs84", "lat_wgs84"))
    return [min(lons), min(lats), max(lons), max(lats)]


def point_in(wkb: bytes) -> tuple[float, float]:
    """OGC 06-103r4, 8.2: byte order, type (1 is a point), two doubles."""
    order, kind, lon, lat = struct.unpack("<BIdd", wkb)
    assert (order, kind) == (1, 1)
    return lon, lat


def test_the_geopackage_follows_the_standard(data: Path, typed: dict[str, pa.Table]) -> None:
    """OGC 12-128r18; the numbers are those of its requirements."""
    content = (data / "youth-atlas.gpkg").read_bytes()
    assert content[:16] == b"SQLite format 3\0"  # 1
    assert content[68:72] == b"GPKG"  # 2
    assert int.from_bytes(content[60:64], "big") >= 10200
    with closing(sqlite3.connect(f"file:{data / 'youth-atlas.gpkg'}?mode=ro&immutable=1", uri=True)) as found:
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]  # 6
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []  # 7
        systems = dict(found.execute("SELECT srs_id, organization FROM gpkg_spatial_ref_sys"))
        assert {4326: "EPSG", -1: "NONE", 0: "NONE"}.items() <= systems.items()  # 11
        contents = {row[0]: row[1:] for row in found.execute("SELECT * FROM gpkg_contents")}
        assert contents.keys() == pointed(typed).keys()
        for name, (kind, identifier, description, changed, *box, srs) in contents.items():
            assert (kind, srs) == ("features", 4326)
            assert identifier
            assert "CC-BY-4.0" in description
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", changed)  # 15
            assert box == box_of(typed[name])
        columns = found.execute("SELECT * FROM gpkg_geometry_columns").fetchall()
        assert {row[0]: row[1:] for row in columns} == {
            n: ("geom", "POINT", 4326, 0, 0) for n in contents
        }  # 22–28


def test_layers_agree_with_parquet(data: Path, typed: dict[str, pa.Table]) -> None:
    with closing(sqlite3.connect(f"file:{data / 'youth-atlas.gpkg'}?mode=ro&immutable=1", uri=True)) as found:
        for name, table in pointed(typed).items():
            info = {row[1]: row[2] for row in found.execute(f'PRAGMA table_info("{name}")')}
            assert set(info.values()) <= {
                "INTEGER",
                "POINT",
                "TEXT",
                "REAL",
                "BOOLEAN",
                "DATE",
                "DATETIME",
            }  # 5
            assert list(info) == ["fid", "geom", *table.column_names]
            rows = found.execute(f'SELECT * FROM "{name}"').fetchall()
            for (_, geom, *cells), row in zip(rows, table.to_pylist(), strict=True):
                assert cells == [as_cell(v) for v in row.values()], name
                if row["lon_wgs84"] is None:
                    assert geom is None
                else:
                    assert struct.unpack("<2sBBi", geom[:8]) == (b"GP", 0, 1, 4326)  # 19
                    assert point_in(geom[8:]) == (row["lon_wgs84"], row["lat_wgs84"])


def as_cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
    if isinstance(value, list):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else value


def test_parquet_with_points_is_geoparquet(data: Path, typed: dict[str, pa.Table]) -> None:
    """https://geoparquet.org/releases/v1.1.0/"""
    for name in typed:
        table = pq.read_table(data / f"{name}.parquet")
        if name not in pointed(typed):
            assert b"geo" not in table.schema.metadata
            continue
        geo = json.loads(table.schema.metadata[b"geo"])
        assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
        assert geo["columns"] == {
            "geometry": {"encoding": "WKB", "geometry_types": ["Point"], "bbox": box_of(table)}
        }
        axes = (table.column(c).to_pylist() for c in ("geometry", "lon_wgs84", "lat_wgs84"))
        for wkb, lon, lat in zip(*axes, strict=True):
            assert (wkb and point_in(wkb)) == (lon and (lon, lat))


def test_geojson_says_how_far_it_reaches(data: Path, typed: dict[str, pa.Table]) -> None:
    for name, table in pointed(typed).items():
        assert json.loads((data / f"{name}.geojson").read_bytes())["bbox"] == box_of(table)


def test_the_geopackage_is_packed_listed_and_described(data: Path) -> None:
    with zipfile.ZipFile(data / "youth-atlas.zip") as archive:
        assert {"youth-atlas.gpkg", "events.geojson"} <= set(archive.namelist())
    assert "  youth-atlas.gpkg\n" in (data / "checksums.txt").read_text("utf-8")
    nodes = {n["@id"]: n for n in json.loads((data / "catalog.jsonld").read_bytes())["@graph"]}
    (address,) = (id for id in nodes if id.endswith("data/youth-atlas.gpkg"))
    assert int(nodes[address]["dcat:byteSize"]["@value"]) == (data / "youth-atlas.gpkg").stat().st_size
    listed = {n["dct:identifier"].rpartition("/")[2] for n in nodes.values()
              if {"@id": address} in n.get("dcat:distribution", ())}  # fmt: skip
    assert listed == {"homes", "gathering_places", "events"}
    for page in ("index.html", "../en/data/index.html"):
        assert "youth-atlas.gpkg" in (data / page).read_text("utf-8")
