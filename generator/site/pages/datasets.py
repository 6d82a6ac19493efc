"""A page for every dataset, `data/<table>/`: what it is, its files, its metadata, quality and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator.core.outputs import Output
from generator.core.text import join
from generator.datasets import DATABASES
from generator.datasets.api.entries import ROOT as API
from generator.datasets.publication import Dataset, Publication
from generator.datasets.terms import caveats, whole_citation
from generator.site.pages.dictionary import Shown, dictionary
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.page import Content, page
from generator.site.render.schema_org import Node


def data_paths(published: Sequence[Dataset]) -> Iterator[str]:
    """A list inside records is explained on the page of the records."""
    return (f"data/{d.name}/" for d in published if d.table.parent is None)


def data_pages(site: LanguageSite, published: Sequence[Dataset], state: str) -> Iterator[Output]:
    """`state` changes with any of the datasets."""
    for path in data_paths(published):
        content = partial(_dataset, published, path)
        yield page(site, path, content, "dataset.html", state=state, alone=False)


def api_pages(site: LanguageSite) -> Iterator[Output]:
    """`api/` and `api/v1/`: where to read on, and the index of each collection."""
    for path, shell in ((API, "record"), (f"{API.partition('/')[0]}/", "list")):
        yield page(site, path, _api, "api.html", shell)


def _api(context: PageContext) -> Content:
    words = context.site.words
    about = About(words.api_title, words.api_about, ((words.open_data, "data/"),), keep=False)
    return {"api": f"{context.base}{API}", "title": words.api_title}, about


def _dataset(published: Sequence[Dataset], path: str, context: PageContext) -> Content:
    site = context.site
    (shown,) = (s for s in dictionary(published, context.files) if f"data/{s.name}/" == path)
    title, description = (words.in_(site.lang) for words in (shown.table.title, shown.table.description))
    kind = site.views.catalog.model.by_folder.get(shown.table.type.folder)
    feed = f"{kind.url}/" if kind else ""
    above = ((site.words.open_data, "data/"),)
    about = About(title, description, above, dataset_node(site, shown), feed=feed)
    return {"d": shown, "publication": shown.dataset.publication}, about


def catalog_node(site: LanguageSite, tables: Sequence[Shown], description: str) -> Node:
    """All datasets as one, with a part a dataset; what each is in full stands on its own page."""
    publication = tables[0].dataset.publication
    root = f"{publication.homepage}data/"
    known = [t.since for t in tables if t.since[0] != "."]
    return {
        "@type": "Dataset",
        "@id": root,
        "url": f"{publication.homepage}{'' if site.lang == 'zh' else 'en/'}data/",
        "name": publication.title.in_(site.lang),
        "description": description,
        "identifier": publication.identifier,
        "dateModified": publication.as_of.isoformat(),
        "temporalCoverage": min(known, default=tables[0].since),
        "citation": whole_citation(publication).in_(site.lang),
        **_shared(site, publication),
        "distribution": [
            _download(f"{root}youth-atlas.zip", "application/zip"),
            *(_download(f"{publication.homepage}{d.path}", d.media_type) for d in DATABASES),
        ],
        "hasPart": [
            {
                "@type": "Dataset",
                "@id": f"{root}{t.name}/",
                "url": _dataset_page(site, t),
                "name": t.table.title.in_(site.lang),
                "description": t.table.description.in_(site.lang),
                **({"license": publication.licence.url} if publication.licence.url else {}),
            }
            for t in tables
        ],
    }


def dataset_node(site: LanguageSite, shown: Shown) -> Node:
    """One dataset with its files and columns."""
    dataset, publication = shown.dataset, shown.dataset.publication
    root = f"{publication.homepage}data/"
    node: Node = {
        "@type": "Dataset",
        "@id": f"{root}{shown.name}/",
        "url": _dataset_page(site, shown),
        "name": shown.table.title.in_(site.lang),
        "description": shown.table.description.in_(site.lang),
        "identifier": dataset.identifier,
        "temporalCoverage": shown.since,
        "conditionsOfAccess": join(caveats(dataset), "。", ". ").in_(site.lang),
        "creditText": dataset.attribution.in_(site.lang),
        "citation": shown.citation.in_(site.lang),
        **_shared(site, publication),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "url": root,
            "name": publication.title.in_(site.lang),
        },
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": c.name,
                "description": c.title.in_(site.lang),
                **({"unitText": c.field.unit.in_(site.lang)} if c.field.unit else {}),
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


def _shared(site: LanguageSite, publication: Publication) -> Node:
    node: Node = {"isAccessibleForFree": True, "version": publication.version, "inLanguage": ["zh-CN", "en"],
                  "keywords": [k.in_(site.lang) for k in publication.keywords]}  # fmt: skip
    if publication.licence.url:
        node["license"] = publication.licence.url
    if publication.publisher_id:
        url = f"{publication.homepage}{publication.publisher_page}"
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


def _dataset_page(site: LanguageSite, shown: Shown) -> str:
    return f"{shown.dataset.publication.homepage}{'' if site.lang == 'zh' else 'en/'}data/{shown.name}/"
