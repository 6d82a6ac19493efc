"""A synthetic project for tests and benchmarks: this project, with one collection multiplied.

Knows no record type: it clones records that are there, under new ids, names and places.
"""

from __future__ import annotations

import math
import random
import shutil
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from generator.commands.console import CLEAN, USAGE, Commands, say
from generator.config.project import Project, open_project
from generator.core.text import Text
from generator.records.catalog import Record
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.cache import RecordCache

_WORDS = [
    "春晓",
    "星河",
    "同心",
    "致远",
    "启明",
    "晨光",
    "远航",
    "青禾",
    "云上",
    "沐光",
    "知行",
    "乐学",
    "和畅",
    "新苗",
    "向阳",
    "清溪",
]


def add(commands: Commands) -> None:
    command = commands.add("synth", synth, "生成测试用项目 / a synthetic project")
    command.add_argument("--records", type=int, required=True, metavar="N")
    command.add_argument("--out", required=True, metavar="DIR")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument(
        "--of", metavar="COLLECTION", help="要增多的一类，默认第一类 / what to multiply; the first by default"
    )
    command.add_argument("--set", nargs=2, action="append", default=[], metavar=("FIELD", "TEXT"),
                         help="每条副本的某字段 / a field of every copy")  # fmt: skip


def synth(options: Namespace) -> int:
    """Writes a project of `--records` records of one collection to `--out`, which must not exist."""
    project = open_project(Path(options.project))
    out = Path(options.out)
    if out.exists():
        say(options.lang, Text(f"{out} 已存在，未改动", f"{out} exists already and was not touched"))
        return USAGE
    model = read_model(project.schemas)
    of = options.of or model.types[0].folder
    if of not in model.by_folder or options.records < 1:
        known = ", ".join(sorted(model.by_folder))
        say(
            options.lang,
            Text(
                f"--of 可用：{known}；--records 至少 1", f"--of takes one of: {known}; --records at least 1"
            ),
        )
        return USAGE
    loaded = read_records(project.data, model, RecordCache(None))
    originals = [r for r in loaded.records if r.type.folder == of]
    _copy(project, out)
    folder = out / "data" / of / "synthetic"
    folder.mkdir(parents=True, exist_ok=True)
    extra = max(0, options.records - len(originals))
    for id, data in clones(originals, extra, random.Random(options.seed), dict(options.set)):
        # JSON is YAML: a clone is written on as many lines as it has fields, for its places.
        (folder / f"{id}.yaml").write_bytes(_yaml(data))
    say(
        options.lang,
        Text(
            f"{out}：{of} 共 {len(originals) + extra} 条",
            f"{out}: {len(originals) + extra} {of}",
        ),
    )
    return CLEAN


def _ordinary(records: list[Record]) -> list[Record]:
    """Those of the commonest status: a copy of a plan or of a tombstone would be a strange home."""
    commonest = Counter(r.data["status"] for r in records).most_common(1)[0][0]
    return [r for r in records if r.data["status"] == commonest]


def clones(
    originals: list[Record], count: int, dice: random.Random, given: dict[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """`count` copies with ids after the highest there is; points spread over the originals' box."""
    stem = originals[0].id.rpartition("-")[0]
    last = max(int(r.id.rpartition("-")[2]) for r in originals)
    originals = _ordinary(originals)
    point = originals[0].type.point
    places = spread([r.data[point] for r in originals if point and r.data.get(point)], count)
    for i in range(count):
        original = originals[dice.randrange(len(originals))]
        id = f"{stem}-{last + 1 + i:04d}"
        title = original.type.title
        data: dict[str, Any] = {
            **original.data,
            **given,
            "id": id,
            title: f"{dice.choice(_WORDS)}{original.data[title]}{i + 1}",
        }
        if point and data.get(point):
            lon, lat = places[i]
            data[point] = {**data[point], "lon": lon, "lat": lat}
        yield id, data


def spread(points: list[dict[str, Any]], count: int) -> list[tuple[float, float]]:
    """`count` places on a grid over the box of the points, 4 decimals, none on another."""
    if not points:
        return []
    west, east = min(p["lon"] for p in points), max(p["lon"] for p in points)
    south, north = min(p["lat"] for p in points), max(p["lat"] for p in points)
    side = math.isqrt(count) + 1
    step_x, step_y = (east - west) / side, (north - south) / side
    cells = ((west + step_x * (i % side + 0.5), south + step_y * (i // side + 0.5)) for i in range(count))
    return [(round(lon, 4), round(lat, 4)) for lon, lat in cells]


def _copy(project: Project, out: Path) -> None:
    out.mkdir(parents=True)
    for name in ("content", "data", "schemas"):
        shutil.copytree(project.root / name, out / name)
    shutil.copytree(project.theme, out / "generator" / "site" / "theme")
    for path in project.root.glob("mkdocs*.yml"):
        shutil.copy(path, out / path.name)
    if project.libraries.exists():
        (out / "node_modules").symlink_to(project.libraries)


def _yaml(data: dict[str, Any]) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_INDENT_2) + b"\n"
