"""What every record owes, whatever its type: it is reviewed in time, ids of this district, pictures that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.core.problems import Finding, Rule
from generator.core.text import Text
from generator.records.catalog import Record

_TITLE = Text("通用", "General")
REVIEW = Rule(
    "V-006",
    "warning",
    Text("复核期限 {due} 已过", "the review was due on {due}"),
    Text(
        "核对这条记录，更新 updated_on，再改 review_due",
        "review the record, then set updated_on and a new review_due",
    ),
    _TITLE,
)
PREFIX = Rule(
    "V-001",
    "error",
    Text("编号“{id}”的地区前缀是“{found}”，本区是“{prefix}”", 'the id "{id}" has the district prefix "{found}", here it is "{prefix}"'),
    Text("把前缀改为 {prefix}（见 {file}），文件名同改", "use the prefix {prefix} (see {file}), in the file name too"),
    _TITLE,
)  # fmt: skip

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

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PREFIXED = re.compile(r"[a-z]+-([a-z]{2,8})(?:-[0-9]+)?")


def check_review(subject: Subject) -> Iterator[Finding]:
    """V-006. ISO dates compare as text; other values are the schema's."""
    now = subject.as_of.isoformat()
    for record in subject.records:
        if (due := _date(record, "review_due")) and due < now:
            yield Finding(REVIEW, record.file, ("review_due",), {"due": due}, record.id)


def _date(record: Record, name: str) -> str:
    value = record.data.get(name)
    return value if isinstance(value, str) and _DATE.fullmatch(value) else ""


def check_prefix(subject: Subject) -> Iterator[Finding]:
    """Ids carry the prefix of the district, which the id of the record that tells of it gives."""
    if (district := subject.catalog.district) is None:
        return
    prefix, own = district.prefix, district.record
    for record in subject.catalog.records:
        found = _PREFIXED.fullmatch(record.id)
        if found and found[1] != prefix and record.type is not own.type:
            values = {"id": record.id, "found": found[1], "prefix": prefix, "file": own.file}
            yield Finding(PREFIX, record.file, ("id",), values, record.id)


def check_pictures(subject: Subject) -> Iterator[Finding]:
    """V-003 for pictures. A valid record names no path that leads out of the folder."""
    for record in subject.valid:
        for route, file in record.pictures:
            path = subject.root / FOLDER / file
            if path.is_symlink() or not path.is_file():
                yield Finding(MISSING, record.file, route, {"file": f"{FOLDER}/{file}"}, record.id)
