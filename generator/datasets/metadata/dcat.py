"""The catalog of all datasets after DCAT 3 (W3C), as JSON-LD and as Turtle.

Holds the elements of China's core metadata for open public data (DB37/T 2885-2016): title, abstract,
identifier, provider, theme, format, access, frequency, dates, contact, address, maintainer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from generator.core.outputs import Files, Made, Output
from generator.core.text import Text
from generator.datasets import DATABASES, FORMATS, Format, path_of
from generator.datasets.metadata.quality import REPORT_FORMATS
from generator.datasets.metadata.rdf import Node, both, day, literal, ref, turtle, typed
from generator.datasets.publication import Dataset, Publication
from generator.datasets.terms import (
    FREQUENCIES,
    MEASURES,
    METADATA_VERSION,
    coverage,
    limits,
    origin,
    rights,
)

JSON_LD, TURTLE = "data/catalog.jsonld", "data/catalog.ttl"

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"

Scores = Mapping[str, Mapping[str, Any]]


def catalog(datasets: Sequence[Dataset], scores: Scores) -> Iterator[Output]:
    """Both files; sizes and hashes are those of the files as written. `scores` by the dataset's name."""

    def made(files: Files) -> list[Node]:
        return list(_nodes(datasets, scores, files))

    def as_json(files: Files) -> Made:
        document = {"@context": PREFIXES, "@graph": made(files)}
        return Made(orjson.dumps(document, option=orjson.OPT_INDENT_2))

    yield Output(JSON_LD, as_json)
    yield Output(TURTLE, lambda files: Made(turtle(PREFIXES, made(files)).encode()))


def _nodes(datasets: Sequence[Dataset], scores: Scores, files: Files) -> Iterator[Node]:
    publication = datasets[0].publication
    root = publication.homepage or "../"
    main = [d for d in datasets if d.table.parent is None]
    yield _catalog(publication, root, main)
    if publication.publisher_id:
        yield _publisher(publication, root)
    yield _service(publication, root, main)
    for whole in DATABASES:
        page = f"{root}data/"
        yield _file(whole.path, whole.label, whole.media_type, page, publication, root, files)
    for dataset in main:
        parts = [d for d in datasets if d.table.parent and d.name.startswith(f"{dataset.name}__")]
        yield _dataset(dataset, parts, root, scores.get(dataset.name, {}))
        for each in (dataset, *parts):
            yield from _distributions(each, root, files)


def _catalog(publication: Publication, root: str, datasets: Sequence[Dataset]) -> Node:
    record: Node = {
        "@type": "dcat:CatalogRecord",
        "foaf:primaryTopic": ref(f"{root}data/"),
        "dct:modified": day(publication.as_of),
        "adms:versionNotes": f"metadata {METADATA_VERSION}",
    }
    if publication.commit:  # the identifier that archives of software know a commit by (ISO/IEC 18670)
        record["dct:source"] = ref(f"swh:1:rev:{publication.commit}")
    return {
        "@id": f"{root}data/",
        "@type": "dcat:Catalog",
        "dct:title": both(publication.title),
        "dct:description": both(publication.description),
        "dct:modified": day(publication.as_of),
        **_shared(publication, root),
        "dcat:themeTaxonomy": ref(f"{_EU}data-theme"),
        "dcat:dataset": [ref(_iri(d, root)) for d in datasets],
        "dcat:service": ref(f"{root}api/v1/"),
        "dcat:record": record,
    }


def _shared(publication: Publication, root: str) -> Node:
    """What is the same for the catalog and for each dataset. What is not set is left out."""
    node: Node = {"dct:language": [ref(f"{_EU}language/ZHO"), ref(f"{_EU}language/ENG")]}
    node["foaf:homepage"] = ref(root)
    if publication.publisher_id:
        agent = ref(f"{root}{publication.publisher_page}#org")
        node |= {"dct:publisher": agent, "dct:creator": agent}
    if publication.licence.url:
        node["dct:license"] = ref(publication.licence.url)
    if publication.issued:
        node["dct:issued"] = typed(publication.issued, "date")
    if publication.contact:
        node["dcat:contactPoint"] = {"@type": "vcard:Organization", "vcard:fn": publication.publisher.zh,
                                     "vcard:hasEmail": ref(f"mailto:{publication.contact}")}  # fmt: skip
    if publication.area_code:
        node["dct:spatial"] = _place(publication)
    return node


def _place(publication: Publication) -> Node:
    node: Node = {"@type": "dct:Location", "skos:prefLabel": literal(publication.area.zh, "zh"),
                  "dct:identifier": publication.area_code}  # fmt: skip
    if len(publication.bounds) == 4:
        west, south, east, north = publication.bounds
        corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        wkt = f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"
        node["dcat:bbox"] = {"@value": wkt, "@type": "geo:wktLiteral"}
    return node


def _publisher(publication: Publication, root: str) -> Node:
    return {
        "@id": f"{root}{publication.publisher_page}#org",
        "@type": "foaf:Organization",
        "foaf:name": literal(publication.publisher.zh, "zh"),
        "dct:identifier": publication.publisher_id,
    }


def _service(publication: Publication, root: str, datasets: Sequence[Dataset]) -> Node:
    return {
        "@id": f"{root}api/v1/",
        "@type": "dcat:DataService",
        "dct:title": [literal("静态 JSON 接口", "zh"), literal("Static JSON API", "en")],
        "dcat:endpointURL": ref(f"{root}api/v1/"),
        "dcat:endpointDescription": ref(f"{root}api/v1/openapi.json"),
        "dcat:servesDataset": [ref(_iri(d, root)) for d in datasets],
        **({"dct:license": ref(publication.licence.url)} if publication.licence.url else {}),
    }


def _dataset(dataset: Dataset, parts: Sequence[Dataset], root: str, scores: Mapping[str, Any]) -> Node:
    publication, table = dataset.publication, dataset.table
    node: Node = {
        "@id": _iri(dataset, root),
        "@type": "dcat:Dataset",
        "dct:title": both(table.title),
        "dct:description": both(table.description),
        "dct:identifier": dataset.identifier,
        **_shared(publication, root),
        "dcat:landingPage": ref(f"{root}{dataset.path}"),
        "dcat:theme": [ref(f"{_EU}data-theme/SOCI"), *(_concept(k) for k in publication.keywords)],
        "dcat:keyword": [word for k in publication.keywords for word in both(k)],
        "dct:accessRights": ref(f"{_EU}access-right/PUBLIC"),
        "dcat:version": publication.version,
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": both(origin(dataset))},
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": both(rights(dataset))},
        "skos:note": both(limits(dataset)),
        "dct:temporal": _period(dataset),
    }
    if publication.previous:
        node["dcat:previousVersion"] = ref(f"{root}releases/{publication.previous}/")
    if publication.frequency in FREQUENCIES:
        node["dct:accrualPeriodicity"] = ref(_EU + "frequency/" + FREQUENCIES[publication.frequency].code)
    if dataset.modified:
        node["dct:modified"] = day(dataset.modified)
    if dataset.schema_path:
        node["dct:conformsTo"] = ref(f"{root}{dataset.schema_path}")
    if measured := [name for name in MEASURES if scores.get(name) is not None]:
        node["dqv:hasQualityMeasurement"] = [_measurement(name, scores[name], root) for name in measured]
    files = [path_of(d.table, form) for d in (dataset, *parts) for form in _forms(d)]
    files += [whole.path for whole in DATABASES if whole.only(table) and not dataset.own_page]
    node["dcat:distribution"] = [ref(f"{root}{path}") for path in files]
    return node


def _period(dataset: Dataset) -> Node:
    first, last = coverage(dataset)
    node: Node = {"@type": "dct:PeriodOfTime", "dcat:endDate": day(last)}
    return node | ({"dcat:startDate": day(first)} if first else {})


def _measurement(name: str, value: float, root: str) -> Node:
    return {
        "@type": "dqv:QualityMeasurement",
        "dqv:isMeasurementOf": ref(f"{root}data/datasets/#{name}"),
        "dqv:value": typed(str(value), "decimal"),
    }


def _distributions(dataset: Dataset, root: str, files: Files) -> Iterator[Node]:
    table = dataset.table
    page = f"{root}{dataset.path}"
    for form in _forms(dataset):
        title = Text(f"{table.title.zh}：{form.label.zh}", f"{table.title.en}: {form.label.en}")
        yield _file(path_of(table, form), title, form.media_type, page, dataset.publication, root, files)


def _forms(dataset: Dataset) -> list[Format]:
    """All formats of a table; of a list inside records only the first, so that lists do not fill the catalog."""
    forms = [f for f in FORMATS if f.only(dataset.table)]
    if dataset.own_page:
        return [f for f in forms if f.suffix in REPORT_FORMATS]
    return forms[:1] if dataset.table.parent else forms


def _file(
    path: str, title: Text, media_type: str, page: str, publication: Publication, root: str, files: Files
) -> Node:
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": ref("spdx:checksumAlgorithm_sha256"),
        "spdx:checksumValue": typed(files[path].sha256, "hexBinary"),
    }
    return {
        "@id": f"{root}{path}",
        "@type": "dcat:Distribution",
        "dct:title": both(title),
        "dcat:accessURL": ref(page),
        "dcat:downloadURL": ref(f"{root}{path}"),
        "dcat:mediaType": ref(f"{_MEDIA}{media_type}"),
        "dcat:byteSize": typed(str(files[path].size), "nonNegativeInteger"),
        "spdx:checksum": checksum,
        **({"dct:license": ref(publication.licence.url)} if publication.licence.url else {}),
    }


def _iri(dataset: Dataset, root: str) -> str:
    return f"{root}{dataset.path}#dataset"


def _concept(words: Text) -> Node:
    return {"@type": "skos:Concept", "skos:prefLabel": both(words)}
