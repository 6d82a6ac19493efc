"""The JSON Schemas of records, published under addresses that never change: one a type and version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from generator.model import RecordType
from generator.outputs import Output, constant

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
        f"schemas/{path.relative_to(released).as_posix()}": path.read_bytes()
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
