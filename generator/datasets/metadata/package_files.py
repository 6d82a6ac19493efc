"""What describes and packs the datasets, in the order in which one file names another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.core.outputs import Output
from generator.datasets.metadata.archives import OFFICIAL, PATH, bundle, read_me
from generator.datasets.metadata.csvw import csvw
from generator.datasets.metadata.datapackage import package
from generator.datasets.metadata.dcat import catalog
from generator.datasets.official import FOLDER
from generator.datasets.publication import Dataset
from generator.datasets.terms import bibliography

DATASETS = "datasets"
"""The table of all datasets, with their scores."""

_IN_ZIP = (
    ".csv",
    ".parquet",
    ".geojson",
    ".gpkg",
    ".sql",
    ".bib",
    ".jsonld",
    "datapackage.json",
    "csv-metadata.json",
)


def release(
    published: Sequence[Dataset], official: Sequence[Dataset], quality: Dataset, state: str
) -> Iterator[Output]:
    """After the files of datasets: their descriptions, with that of the report on their quality, then the
    archives of all.

    `state` changes with any of the datasets and with what is said of them.
    """
    described = (*published, quality)
    outputs = (
        package(described),
        csvw(published),
        *catalog(described, scores(published)),
        bibliography(published),
        package(official, f"{FOLDER}datapackage.json"),
        bundle(
            PATH, "data/", published[0].publication, lambda name: "/" not in name and name.endswith(_IN_ZIP)
        ),
        bundle(OFFICIAL, FOLDER, official[0].publication, lambda name: name.endswith(_IN_ZIP)),
        read_me(FOLDER, official[0].publication),
    )
    for output in outputs:
        yield replace(output, key=lambda _seen: state)


def scores(published: Sequence[Dataset]) -> dict[str, dict[str, Any]]:
    """By the name of a dataset, its row of the table of all datasets."""
    (table,) = (d.table for d in published if d.name == DATASETS)
    return {row["id"]: row for row in table.rows.to_pylist()}
