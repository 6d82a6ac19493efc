"""The static JSON API, `api/v1/`: a file a record, a collection, a town; plain files, so any server will do.

Every file is made without a template and, but for the index, tells nothing of the day or the revision:
what has not changed stays the same bytes, and caches and mirrors need not fetch it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

import orjson

from generator.core.outputs import Output, constant, keyed
from generator.datasets.api.entries import ROOT, VERSION, VERSIONS, Entries, api_path
from generator.datasets.api.openapi import openapi
from generator.datasets.official import FOLDER
from generator.datasets.publication import Dataset, Publication
from generator.datasets.terms import caveats, caveats_of, origins_of, said
from generator.records.catalog import Catalog, Record
from generator.records.places import is_place
from generator.schema.model import RecordType
from generator.tables.provenance import MADE_UP
from generator.tables.record_inventory import Ended


def api(
    catalog: Catalog, published: Sequence[Dataset], basis: str, ended: Iterable[Ended] = ()
) -> Iterator[Output]:
    """`basis` names the program, schemas, settings and date that all files are made with.

    <collection>/<id>.json            a record; of a retired one, what stands in its place; of an id that
                                      has no file any more (`ended`), where to read on
    <collection>/<id>/records.json    all records that belong to a place (`x-collection.gathers`)
    <collection>/index.json           every living record in short
    official/<collection>.json        those of them that are not made up
    index.json, changelog.json, openapi.json
    """
    entries = Entries(catalog, published)
    mains = {d.table.type.type: d for d in published if d.table.parent is None}
    for record_type in catalog.model.types:
        yield from _collection(entries, mains[record_type.type], record_type, basis)
    publication = published[0].publication
    for one in ended:
        yield from _ended(entries, publication, one)
    yield constant(f"{ROOT}index.json", _pretty(_index(catalog, mains, publication)))
    yield constant(f"{ROOT}changelog.json", _pretty({"versions": VERSIONS}))
    yield constant(f"{ROOT}openapi.json", _pretty(openapi(catalog.model.types, publication)))


def _collection(entries: Entries, dataset: Dataset, record_type: RecordType, basis: str) -> Iterator[Output]:
    """All that need no other file, so that they can be made side by side."""
    folder = f"{ROOT}{record_type.folder}/"
    living = entries.catalog.of_type[record_type.type]
    of_all = _digest(basis, *(entries.state(r) for r in living))
    yield keyed(f"{folder}index.json", partial(_list, entries, dataset, living), of_all, alone=True)
    real = [r for r in living if r.data.get("provenance") != MADE_UP]
    make, path = partial(_list, entries, dataset, real, True), f"{ROOT}official/{record_type.folder}.json"
    yield keyed(path, make, of_all, alone=True)
    front = _front(dataset)
    for record in entries.of_type(record_type):
        key = _digest(basis, entries.state(record))
        yield keyed(
            api_path(record), partial(_record, entries, front, dataset.publication, record), key, alone=True
        )
    for record in living:
        if is_place(record):
            inside = entries.belonging(record)
            key = _digest(basis, entries.state(record), *(entries.state(r) for r in inside))
            make = partial(_gathered, entries, dataset, record, inside)
            yield keyed(f"{folder}{record.id}/records.json", make, key, alone=True)


def _front(dataset: Dataset) -> bytes:
    """The beginning of every record's file, as far as it is the same for all of a collection."""
    publication, kind = dataset.publication, dataset.table.type
    root = publication.homepage
    meta = {
        "api_version": VERSION,
        "collection": kind.folder,
        "schema": f"{root}{dataset.schema_path}",
        "licence": publication.licence.id,
        "licence_url": publication.licence.url,
        "licence_confirmed": publication.licence.confirmed,
        "attribution": publication.title.zh,
    }
    return b'{"_meta":' + orjson.dumps(meta)[:-1]


def _record(entries: Entries, front: bytes, publication: Publication, record: Record) -> bytes:
    """`_meta`, and in `data` the record as its schema has it, with what is computed of it."""
    root = entries.root
    own = {
        "self": entries.url(record),
        "page": f"{root}{record.type.url}/{record.id}/",
        "removed": record.removed,
        **said(caveats_of(publication, origins_of([record]))),
    }
    if (successor := record.data.get("replaced_by")) in entries.catalog.by_id and record.removed:
        own["moved_to"] = entries.url(entries.catalog.by_id[successor])
    if point := entries.point(record):
        own["point"] = point
    data = orjson.dumps(record.data | entries.computed(record))
    return front + b"," + orjson.dumps(own)[1:] + b',"data":' + data + b"}"


def _ended(entries: Entries, publication: Publication, ended: Ended) -> Iterator[Output]:
    """An id that was deleted or has changed: no data, but since when, and the address that answers now."""
    folder, record_type = ended.folder, entries.catalog.model.by_folder.get(ended.folder)
    meta: dict[str, Any] = {
        "api_version": VERSION,
        "collection": folder,
        "licence": publication.licence.id,
        "licence_url": publication.licence.url,
        "licence_confirmed": publication.licence.confirmed,
        **said(caveats_of(publication, {})),
        "attribution": publication.title.zh,
        "self": f"{entries.root}{ROOT}{folder}/{ended.id}.json",
        "page": f"{entries.root}{record_type.url if record_type else folder}/{ended.id}/",
        "removed": True,
    }
    if ended.on:
        meta["removed_on"] = ended.on
    if record := entries.catalog.by_id.get(ended.to):
        meta["moved_to"] = entries.url(record)
    content = orjson.dumps({"_meta": meta, "data": None})
    yield constant(f"{ROOT}{folder}/{ended.id}.json", content)
    if record and is_place(record):
        meta |= {"moved_to": f"{meta['moved_to'].removesuffix('.json')}/records.json"}
        content = orjson.dumps({"_meta": meta, "data": None})
        yield constant(f"{ROOT}{folder}/{ended.id}/records.json", content)


def _list(entries: Entries, dataset: Dataset, records: Sequence[Record], official: bool = False) -> bytes:
    table = f"{entries.root}{FOLDER if official else 'data/'}{dataset.name}.json"
    notes = said(caveats_of(dataset.publication, origins_of(records)))
    meta = {**_about(dataset), **notes, "count": len(records), "dataset": table}
    rows = b",\n".join(entries.brief(r) for r in records)
    return b'{"_meta":' + orjson.dumps(meta) + b',"data":[\n' + rows + b"\n]}\n"


def _gathered(entries: Entries, dataset: Dataset, record: Record, inside: Sequence[Record]) -> bytes:
    """In `data`, by collection, all living records that belong to this place."""
    groups: dict[str, list[bytes]] = {}
    for other in inside:
        groups.setdefault(other.type.folder, []).append(entries.brief(other))
    folder = f"{entries.root}{ROOT}{record.type.folder}/"
    meta = {
        **_about(dataset),
        "id": record.id,
        "title": record.title,
        "record": f"{folder}{record.id}.json",
        "counts": {name: len(rows) for name, rows in groups.items()},
        **said(caveats_of(dataset.publication, origins_of(inside))),
    }
    parts = b",\n".join(orjson.dumps(n) + b":[" + b",\n".join(rows) + b"]" for n, rows in groups.items())
    return b'{"_meta":' + orjson.dumps(meta) + b',"data":{\n' + parts + b"\n}}\n"


def _about(dataset: Dataset) -> dict[str, Any]:
    publication, table = dataset.publication, dataset.table
    return {
        "api_version": VERSION,
        "collection": table.type.folder,
        "title": table.title.zh,
        "title_en": table.title.en,
        "schema": f"{publication.homepage}{dataset.schema_path}",
        "schema_version": table.type.version,
        "modified": dataset.modified,
        "licence": publication.licence.id,
        "licence_url": publication.licence.url,
        "licence_confirmed": publication.licence.confirmed,
        **said(caveats(dataset)),
        "attribution": dataset.attribution.zh,
    }


def _index(catalog: Catalog, mains: dict[str, Dataset], publication: Publication) -> dict[str, Any]:
    root = publication.homepage
    days = [d.modified for d in mains.values() if d.modified]
    whole = origins_of(chain.from_iterable(catalog.of_type.values()))
    return {
        "_meta": {
            "api_version": VERSION,
            "title": publication.title.zh,
            "title_en": publication.title.en,
            "as_of": publication.as_of,
            "commit": publication.commit or None,
            "modified": max(days, default=None),
            "licence": publication.licence.id,
            "licence_url": publication.licence.url,
            "licence_confirmed": publication.licence.confirmed,
            **said(caveats_of(publication, whole)),
            "openapi": f"{root}{ROOT}openapi.json",
            "changelog": f"{root}{ROOT}changelog.json",
            "catalog": f"{root}data/catalog.jsonld",
        },
        "collections": [
            {
                **_about(mains[t.type]),
                "count": len(catalog.of_type[t.type]),
                "index": f"{root}{ROOT}{t.folder}/index.json",
                "official": f"{root}{ROOT}official/{t.folder}.json",
                "dataset": f"{root}data/{t.table}.json",
            }
            for t in catalog.model.types
        ],
    }


def _pretty(document: Any) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
