"""Pictures that a record names are there (V-003)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.catalog import Record
from generator.problems import Finding, Rule
from generator.text import Text

FOLDER = "content/images"
MISSING = Rule(
    "V-003",
    "error",
    Text("没有图片文件 {file}", "there is no picture file {file}"),
    Text(
        "把图片放到这里（路径用小写字母、数字和短横线），或删掉这一项",
        "put the picture there (lower-case letters, digits and hyphens), or delete the entry",
    ),
    Text("引用", "References"),
)


def check(record: Record, project: Path) -> Iterator[Finding]:
    """`record` is sound by its schema, which lets no path lead out of the folder."""
    for route, file in record.pictures:
        path = project / FOLDER / file
        if path.is_symlink() or not path.is_file():
            yield Finding(MISSING, record.file, route, {"file": f"{FOLDER}/{file}"}, record.id)
