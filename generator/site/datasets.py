"""Datasets as schema.org has them, for search engines: the download page, and the page of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.datasets.publication import Publication
from generator.site.dictionary import Shown
from generator.site.environment import Desk
from generator.site.linked import Node


def catalog_node(desk: Desk, tables: Sequence[Shown], description: str) -> Node:
    """All datasets as one, with a part a dataset; what each is in full stands on its own page."""
    publication = tables[0].dataset.publication
    root = f"{publication.homepage}data/"
    return {
        "@type": "Dataset",
        "@id": root,
        "url": f"{publication.homepage}{'' if desk.lang == 'zh' else 'en/'}data/",
        "name": publication.title.in_(desk.lang),
        "description": description,
        "dateModified": publication.as_of.isoformat(),
        **_shared(desk, publication),
        "distribution": [
            _download(f"{root}youth-atlas.zip", "application/zip"),
            _download(f"{root}youth-atlas.sqlite", "application/vnd.sqlite3"),
        ],
        "hasPart": [
            {
                "@type": "Dataset",
                "@id": f"{root}{t.name}/",
                "url": _page(desk, t),
                "name": t.table.title.in_(desk.lang),
                "description": t.table.description.in_(desk.lang),
                **({"license": publication.licence.url} if publication.licence.url else {}),
            }
            for t in tables
        ],
    }


def dataset_node(desk: Desk, shown: Shown) -> Node:
    """One dataset with its files and columns."""
    dataset, publication = shown.dataset, shown.dataset.publication
    root = f"{publication.homepage}data/"
    node: Node = {
        "@type": "Dataset",
        "@id": f"{root}{shown.name}/",
        "url": _page(desk, shown),
        "name": shown.table.title.in_(desk.lang),
        "description": shown.table.description.in_(desk.lang),
        "identifier": dataset.identifier,
        "version": shown.table.type.version,
        "temporalCoverage": shown.since,
        "creditText": dataset.attribution.in_(desk.lang),
        "citation": shown.citation.in_(desk.lang),
        **_shared(desk, publication),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "url": root,
            "name": publication.title.in_(desk.lang),
        },
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": c.name,
                "description": c.title.in_(desk.lang),
                **({"unitText": c.field.unit.in_(desk.lang)} if c.field.unit else {}),
            }
            for c in shown.table.columns
        ],
        "distribution": [
            _download(f"{root}{address}", address.rpartition(".")[2], size)
            for _, address, size in shown.files
        ],
    }
    if dataset.modified:
        node["dateModified"] = dataset.modified.isoformat()
    return node


def _shared(desk: Desk, publication: Publication) -> Node:
    node: Node = {"isAccessibleForFree": True, "inLanguage": ["zh-CN", "en"],
                  "keywords": [k.in_(desk.lang) for k in publication.keywords]}  # fmt: skip
    if publication.licence.url:
        node["license"] = publication.licence.url
    if publication.publisher_id:
        url = f"{publication.homepage}orgs/{publication.publisher_id}/"
        node["creator"] = node["publisher"] = {
            "@type": "Organization",
            "name": publication.publisher.zh,
            "url": url,
        }
    if publication.area_code:
        node["spatialCoverage"] = {
            "@type": "Place",
            "name": publication.area.zh,
            "identifier": publication.area_code,
        }
    return node


def _download(url: str, encoding: str, size: int | None = None) -> dict[str, Any]:
    node = {"@type": "DataDownload", "contentUrl": url, "encodingFormat": encoding}
    return node | ({"contentSize": f"{size} B"} if size is not None else {})


def _page(desk: Desk, shown: Shown) -> str:
    return f"{shown.dataset.publication.homepage}{'' if desk.lang == 'zh' else 'en/'}data/{shown.name}/"
