"""A page for every dataset, `data/<table>/`: what it is, its files, its metadata, quality and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.datasets.publication import Dataset
from generator.outputs import Files, Made, Output
from generator.site.datasets import dataset_node
from generator.site.dictionary import dictionary
from generator.site.environment import Desk
from generator.site.head import About
from generator.site.pages import fill
from generator.site.shell import Shell


def data_paths(published: Sequence[Dataset]) -> Iterator[str]:
    """A list inside records is explained on the page of the records."""
    return (f"data/{d.name}/" for d in published if d.table.parent is None)


def data_pages(desk: Desk, shell: Shell, published: Sequence[Dataset], key: str) -> Iterator[Output]:
    """`key` changes with the datasets, and with all that every page depends on."""
    prefix = "" if desk.lang == "zh" else "en/"
    for path in data_paths(published):
        yield Output(f"{prefix}{path}index.html", _page(desk, shell, published, path), lambda _seen: key)


def _page(desk: Desk, shell: Shell, published: Sequence[Dataset], path: str) -> Any:
    def make(files: Files) -> Made:
        (shown,) = (s for s in dictionary(published, files) if f"data/{s.name}/" == path)
        look = desk.look(path)
        names = desk.names(path, look) | {"d": shown, "publication": shown.dataset.publication}
        title = shown.table.title.in_(desk.lang)
        description = shown.table.description.in_(desk.lang)
        above = ((desk.words.open_data, "data/"),)
        about = About(title, description, above, dataset_node(desk, shown))
        return Made(
            fill(desk, shell, names, title, desk.template("dataset.html").render(names), about), look.seen
        )

    return make
