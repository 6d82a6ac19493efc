"""Each record as it is published, in YAML beside its page: the form in which it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.core.outputs import Output, keyed
from generator.datasets import digest
from generator.datasets.formats import yaml
from generator.records.catalog import Catalog, Record


def yaml_path(record: Record) -> str:
    return f"{record.type.url}/{record.id}/{record.id}.yaml"


def record_files(catalog: Catalog, basis: str) -> Iterator[Output]:
    """`<url>/<id>/<id>.yaml`, of a retired record too; `basis` as the API has it."""
    for record in catalog.records:
        make = partial(yaml.document, record.data)
        yield keyed(yaml_path(record), make, digest(basis, record.digest), alone=True)
