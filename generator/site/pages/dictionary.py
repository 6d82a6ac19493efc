"""What pages say of each dataset: its files, where it comes from, how good it is, how to cite it, and
every column in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.core.outputs import Files
from generator.core.text import Text
from generator.datasets import FORMATS, path_of
from generator.datasets.publication import Dataset
from generator.datasets.terms import FREQUENCIES, METADATA_VERSION, bibtex, citation, coverage, limits, origin
from generator.tables.tabulate import Table

SCORES = "datasets"
"""The table of all datasets, whose rows hold their scores."""


@dataclass(frozen=True)
class Shown:
    """A dataset with its files (label, address below data/, size in bytes) and its row of scores;
    `parts` are the tables of its lists and of the lists in these."""

    dataset: Dataset
    files: list[tuple[Text, str, int]]
    scores: Mapping[str, Any]
    parts: list[Shown]

    @property
    def table(self) -> Table:
        return self.dataset.table

    @property
    def name(self) -> str:
        return self.dataset.name

    @property
    def citation(self) -> Text:
        return citation(self.dataset)

    @property
    def bibtex(self) -> str:
        return bibtex(self.dataset)

    @property
    def origin(self) -> Text:
        return origin(self.dataset)

    @property
    def limits(self) -> Text:
        return limits(self.dataset)

    @property
    def since(self) -> str:
        """An interval of ISO 8601; two dots where nothing tells when it begins."""
        first, last = coverage(self.dataset)
        return f"{first or '..'}/{last}"

    @property
    def frequency(self) -> Text | None:
        found = FREQUENCIES.get(self.dataset.publication.frequency)
        return found.words if found else None

    @property
    def metadata_version(self) -> str:
        return METADATA_VERSION


def dictionary(published: Sequence[Dataset], files: Files) -> list[Shown]:
    """The datasets that are no part of another, in order; sizes are those of the files as written."""
    (table,) = (d.table for d in published if d.name == SCORES)
    scores = {row["id"]: row for row in table.rows.to_pylist()}
    shown = {d.name: Shown(d, _files(d, files), scores[d.name], []) for d in published}
    for name, one in shown.items():
        if "__" in name:
            shown[name.partition("__")[0]].parts.append(one)
    return [one for name, one in shown.items() if "__" not in name]


def _files(dataset: Dataset, files: Files) -> list[tuple[Text, str, int]]:
    paths = [(form.label, path_of(dataset.table, form)) for form in FORMATS if form.only(dataset.table)]
    return [(label, path.removeprefix("data/"), files[path].size) for label, path in paths]
