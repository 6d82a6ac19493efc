"""Tables in the shape of another standard as a tabular data package: `data/<name>/` and a zip of it.

Other standards ask for ids that are UUIDs: they are made of ours (RFC 9562, version 5), so that they stay the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import orjson

from generator.core.outputs import Output, constant
from generator.core.text import Text, join
from generator.datasets.metadata.archives import bundle
from generator.datasets.metadata.datapackage import licences
from generator.datasets.publication import Publication
from generator.datasets.terms import caveats_of, origins_of, said
from generator.records.catalog import Catalog
from generator.tables.exports import Export, Resource

_TYPES = {str: "string", int: "number", float: "number", bool: "boolean", date: "date"}


def exports(made: Iterable[Export], publication: Publication, catalog: Catalog) -> Iterator[Output]:
    for export in made:
        folder = f"data/{export.name}/"
        notes = {r.name: caveats_of(publication, _origins([r], catalog)) for r in export.resources}
        whole = caveats_of(publication, _origins(export.resources, catalog))
        shown = [
            replace(
                r,
                about=_noted(r.about, notes[r.name]),
                rows=tuple(_shown(row, publication) for row in r.rows),
            )
            for r in export.resources
        ]
        files = {r.path: _csv(r) for r in shown}
        yield from (constant(f"{folder}{path}", content) for path, content in files.items())
        yield constant(f"{folder}datapackage.json", _descriptor(export, shown, files, publication, whole))
        own = replace(publication, title=_joined(publication.title, export.title))
        yield bundle(f"data/{publication.name}-{export.name}.zip", folder, own, lambda name: True)


def _origins(resources: Iterable[Resource], catalog: Catalog) -> Counter[str]:
    """The records that rows were made of, by provenance; the id of a row begins with that of its record."""
    ids = {row["id"].partition("/")[0] for r in resources for row in r.rows}
    return origins_of(catalog.by_id[id] for id in ids if id in catalog.by_id)


def _noted(words: Text, caveats: list[Text]) -> Text:
    return join([words, *caveats], "。", ". ")


def _joined(one: Text, other: Text) -> Text:
    return Text(f"{one.zh}：{other.zh}", f"{one.en}: {other.en}")


def _shown(row: dict[str, Any], publication: Publication) -> dict[str, Any]:
    """With UUIDs for ids, and whole addresses for those on this site."""
    return {name: _value(name, value, publication) for name, value in row.items()}


def _value(name: str, value: Any, publication: Publication) -> Any:
    if value is None:
        return None
    if name == "id" or name.endswith("_id"):
        return str(
            uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.homepage or publication.identifier}#{value}")
        )
    if name == "url" and "://" not in value:
        return f"{publication.homepage}{value}"
    return value


def _csv(resource: Resource) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(resource.columns)
    writer.writerows(row.values() for row in resource.rows)
    return text.getvalue().encode()


def _descriptor(
    export: Export,
    resources: list[Resource],
    files: dict[str, bytes],
    publication: Publication,
    caveats: list[Text],
) -> bytes:
    title = _joined(publication.title, export.title)
    about = _noted(publication.description, caveats)
    names = {r.name for r in resources}
    found: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"{publication.name}-{export.name}",
        "title": f"{title.zh} / {title.en}",
        "description": f"{about.zh} / {about.en}",
        "homepage": publication.homepage,
        "conformsTo": export.standard,
        "version": publication.as_of.isoformat(),
        "licenses": licences(publication),
        **said(caveats),
        "resources": [_resource(r, files[r.path], names) for r in resources],
    }
    return orjson.dumps({k: v for k, v in found.items() if v}, option=orjson.OPT_INDENT_2)


def _resource(resource: Resource, content: bytes, names: set[str]) -> dict[str, Any]:
    keys = [
        {"fields": name, "reference": {"resource": target, "fields": "id"}}
        for name in resource.columns
        if (target := name.removesuffix("_id").removeprefix("parent_")) in names and name.endswith("_id")
    ]
    schema = {"fields": [_field(name, resource) for name in resource.columns], "primaryKey": "id"}
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": resource.path,
        "description": f"{resource.about.zh} / {resource.about.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(name: str, resource: Resource) -> dict[str, Any]:
    kinds = (type(row[name]) for row in resource.rows if row[name] is not None)
    kind = _TYPES.get(next(kinds, str), "string")
    required = bool(resource.rows) and all(row[name] is not None for row in resource.rows)
    return {"name": name, "type": kind, **({"constraints": {"required": True}} if required else {})}
