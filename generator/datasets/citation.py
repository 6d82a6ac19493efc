"""How to cite a dataset: in words after GB/T 7714-2015 ([DS/OL]) and APA, and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.datasets.publication import Dataset
from generator.outputs import Output, constant
from generator.text import Text

PATH = "data/citation.bib"
_SPECIAL = re.compile(r"([\\{}$&#%_^~])")


def citation(dataset: Dataset) -> Text:
    """In Chinese and in English; who cites adds the day on which it was read."""
    own, table = dataset.publication, dataset.table
    day = dataset.modified or own.as_of
    licence = f" {own.licence.id}." if own.licence.id else ""
    by = own.publisher.zh or own.title.zh
    return Text(
        f"{by}. {own.title.zh}：{table.title.zh}[DS/OL]. ({day})[引用日期]. {dataset.page}.{licence}",
        f"{by} ({day.year}). {own.title.en}: {table.title.en} (version of {day}) [Data set]. {dataset.page}.{licence}",
    )


def bibtex(dataset: Dataset) -> str:
    """An entry `@misc`, which every style knows; `@dataset` is biblatex's alone."""
    own, table = dataset.publication, dataset.table
    day = dataset.modified or own.as_of
    fields = {
        "author": f"{{{_tex(own.publisher.zh or own.title.zh)}}}",
        "title": f"{{{_tex(own.title.zh)}：{_tex(table.title.zh)}}}",
        "year": str(day.year),
        "month": str(day.month),
        "version": day.isoformat(),
        "howpublished": "Data set",
        "url": dataset.page,
        "note": f"{dataset.identifier}, {own.licence.id}" if own.licence.id else dataset.identifier,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = f"{own.identifier}-{dataset.name}-{day.year}".replace("_", "-")
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def bibliography(datasets: Sequence[Dataset]) -> Output:
    """One file with an entry for every dataset; lists inside records are cited with them."""
    return constant(PATH, "\n".join(bibtex(d) for d in datasets if d.table.parent is None).encode())


def _tex(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
