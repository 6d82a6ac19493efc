"""Coordinates agree with gcoord, the usual JavaScript library, wherever in China."""

from __future__ import annotations

import json
import subprocess

import pytest
from conftest import ROOT

from generator.core.geo import gcj02_to_wgs84, to_gcj02, to_wgs84, wgs84_to_gcj02

GRID = [(74.3 + 6.1 * i, 18.3 + 3.7 * j) for i in range(10) for j in range(10)]
NEAR = [(104.1 + 0.05 * i, 30.6 + 0.05 * j) for i in range(8) for j in range(8)]
POINTS = GRID + NEAR
FORWARD = 1e-6
INVERSE = 2e-6  # gcoord stops looking at 1e-6, and ours is rounded to six decimals

SCRIPT = """
const gcoord = require('gcoord');
const points = JSON.parse(require('fs').readFileSync(0));
const pairs = [['WGS84', 'GCJ02'], ['GCJ02', 'WGS84'], ['BD09', 'WGS84'], ['BD09', 'GCJ02']];
const one = ([from, to]) => points.map(p => gcoord.transform(p, gcoord[from], gcoord[to]));
console.log(JSON.stringify(Object.fromEntries(pairs.map(pair => [pair.join('>'), one(pair)]))));
"""


@pytest.fixture(scope="module")
def theirs() -> dict[str, list[list[float]]]:
    node = ["node", "-e", SCRIPT]
    done = subprocess.run(
        node, cwd=ROOT, input=json.dumps(POINTS), capture_output=True, text=True, check=True
    )
    answer: dict[str, list[list[float]]] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("pair", ["WGS84>GCJ02", "GCJ02>WGS84", "BD09>WGS84", "BD09>GCJ02"])
def test_conversion_agrees_with_gcoord(pair: str, theirs: dict[str, list[list[float]]]) -> None:
    source, target = pair.replace("GCJ02", "GCJ-02").replace("BD09", "BD-09").split(">")
    convert = to_wgs84 if target == "WGS84" else to_gcj02
    degrees = INVERSE if target == "WGS84" else FORWARD
    assert len(theirs[pair]) == len(POINTS)
    for point, other in zip(POINTS, theirs[pair], strict=True):
        assert convert(*point, source) == pytest.approx(other, abs=degrees), point


def test_there_and_back_is_where_it_was() -> None:
    for point in POINTS:
        assert gcj02_to_wgs84(*wgs84_to_gcj02(*point)) == pytest.approx(point, abs=1e-8)


def test_the_shift_is_hundreds_of_metres_and_never_applied_twice() -> None:
    lon, lat = 104.25, 30.88
    shifted = to_gcj02(lon, lat, "WGS84")
    assert 0.001 < abs(shifted[0] - lon) < 0.01
    assert to_gcj02(*shifted, "GCJ-02") == shifted
    assert to_wgs84(lon, lat, "WGS84") == to_wgs84(lon, lat, "CGCS2000") == (lon, lat)
