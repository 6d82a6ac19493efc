"""Points are published with four decimals at most and no more precisely than they are known (DOMAIN 9.4 f)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import log10
from pathlib import Path

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
