"""The words of metadata that people and machines share, and how to cite a dataset.

Citations follow GB/T 7714-2015 ([DS/OL]), APA and BibTeX.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from generator.core.outputs import Output, constant
from generator.core.text import Text, join
from generator.datasets.publication import Dataset, Publication, release_page
from generator.records.catalog import Record
from generator.tables.figures import DEMO
from generator.tables.tabulate import Table

METADATA_VERSION = "1.0"
"""Version of the set of elements that we describe datasets with."""

MEASURES = ("completeness", "freshness", "validity", "score")

ORIGINS = {
    "official": Text("正式发布", "official"),
    "public_source": Text("摘自公开资料", "taken from public sources"),
    "demo": Text("演示", "made up for demonstration"),
}


class Frequency(NamedTuple):
    """`code` is that of the EU's authority table of frequencies."""

    code: str
    words: Text


FREQUENCIES = {
    "on_change": Frequency("IRREG", Text("有变化时更新", "when something changes")),
    "daily": Frequency("DAILY", Text("每日", "daily")),
    "weekly": Frequency("WEEKLY", Text("每周", "weekly")),
    "monthly": Frequency("MONTHLY", Text("每月", "monthly")),
    "quarterly": Frequency("QUARTERLY", Text("每季度", "quarterly")),
    "yearly": Frequency("ANNUAL", Text("每年", "yearly")),
}


def coverage(dataset: Dataset) -> tuple[date | None, date]:
    """From the earliest day on which one of its records begins, if they tell, to the day of the data."""
    table = dataset.table
    for path in (*table.type.begins, "valid_from"):
        name = path.replace(".", "_")
        if table.parent is None and (first := _earliest(table, name)):
            return first, dataset.publication.as_of
    return None, dataset.publication.as_of


def _earliest(table: Table, name: str) -> date | None:
    if name not in table.rows.column_names:
        return None
    column = table.rows.column(name)
    if not (pa.types.is_date(column.type) or pa.types.is_timestamp(column.type)):
        return None
    first = pc.min(column).as_py()
    return first.date() if isinstance(first, datetime) else first


def origin(dataset: Dataset) -> Text:
    """Where its records come from, with their numbers."""
    parts = [
        Text(f"{ORIGINS[name].zh} {n} 条", f"{n} {ORIGINS[name].en}")
        for name, n in dataset.origins.items()
        if name in ORIGINS
    ]
    if not parts:
        return Text(
            "由其他数据表或本站的模式得出", "derived from other tables or from the schemas of this site"
        )
    return join(parts, "，", ", ")


def caveats(dataset: Dataset) -> list[Text]:
    """What a file that was taken away from its page has to say: how many rows are made up, and that the
    licence is only proposed, if so."""
    found = _made_up(dataset.origins)
    if any(DEMO in (notes or ()) for notes in _notes(dataset.table)):
        found.append(Text(
            f"notes 里有 {DEMO} 的数算入了演示记录，不说明真实情况",
            f"Figures with {DEMO} in their notes count demonstration records and say nothing about the real state of things",
        ))  # fmt: skip
    return found + _proposed(dataset.publication)


def rights(dataset: Dataset) -> Text:
    """What to say where it is used, and what to know before."""
    return join([dataset.attribution, *caveats(dataset)], "。", ". ")


def caveats_of(publication: Publication, origins: Mapping[str, int]) -> list[Text]:
    """The same of a file that is no dataset: `origins` counts the records in it by provenance."""
    return _made_up(origins) + _proposed(publication)


def origins_of(records: Iterable[Record]) -> Counter[str]:
    """How many of them there are of each provenance."""
    return Counter(r.data["provenance"] for r in records if "provenance" in r.data)


def said(found: Iterable[Text]) -> dict[str, list[str]]:
    """Caveats as the `_meta` of JSON files has them, in both languages."""
    words = list(found)
    return {"caveats": [c.zh for c in words], "caveats_en": [c.en for c in words]}


def _made_up(origins: Mapping[str, int]) -> list[Text]:
    found = []
    demo, rows = origins.get("demo", 0), sum(origins.values())
    if demo == rows == 1:
        found.append(Text(
            "这条记录是演示（provenance 为 demo），是虚构的，不能当作事实引用；data/official/ 里没有它",
            "This record is demonstration (provenance is demo): it is made up and no fact; data/official/ does not have it",
        ))  # fmt: skip
    elif demo:
        found.append(Text(
            f"{rows} 条记录中 {demo} 条是演示（provenance 为 demo），是虚构的，不能当作事实引用；data/official/ 里没有它们",
            f"{demo} of {rows} records are demonstration (provenance is demo): they are made up and no facts; data/official/ has none of them",
        ))  # fmt: skip
    return found


def _proposed(publication: Publication) -> list[Text]:
    licence = publication.licence
    if not licence.id or licence.confirmed:
        return []
    return [Text(
        f"许可 {licence.id} 为拟用，待发布单位确认",
        f"The licence {licence.id} is proposed, to be confirmed by the publisher",
    )]  # fmt: skip


def _notes(table: Table) -> list[list[str] | None]:
    """The notes of figures; none in a table of records."""
    rows = table.rows
    if "notes" not in rows.column_names or not pa.types.is_list(rows.schema.field("notes").type):
        return []
    found: list[list[str] | None] = rows.column("notes").to_pylist()
    return found


def limits(dataset: Dataset) -> Text:
    """What a user has to know before relying on it."""
    found = caveats(dataset)
    if dataset.table.has_point:
        found.append(Text("坐标由记录的坐标系换算，可能只是大致位置（见 location_coarse）",
                          "Coordinates are converted and may be approximate (see location_coarse)"))  # fmt: skip
    found.append(
        Text("空单元格表示未填或未设定，不是 0", "An empty cell means not recorded or not decided, never 0")
    )
    return join(found, "。", ". ")


PATH = "data/citation.bib"
_SPECIAL = re.compile(r"([\\{}$&#%_^~])")


def citation(dataset: Dataset) -> Text:
    """In Chinese and in English, with the release if there is one; who cites adds the day on which it was read."""
    own, table = dataset.publication, dataset.table
    title = Text(f"{own.title.zh}：{table.title.zh}", f"{own.title.en}: {table.title.en}")
    return _citation(own, title, dataset.modified or own.as_of, dataset.page)


def whole_citation(own: Publication) -> Text:
    """The same of all datasets together."""
    return _citation(own, own.title, own.as_of, f"{own.homepage}data/")


def _citation(own: Publication, title: Text, day: date, page: str) -> Text:
    licence = f" {own.licence.id}." if own.licence.id else ""
    by = own.publisher.zh or own.title.zh
    named = Text(f"（{own.version}版）", own.version) if own.releases else Text("", f"of {day}")
    url = _cited(own, page)
    return Text(
        f"{by}. {title.zh}{named.zh}[DS/OL]. ({day})[引用日期]. {url}.{licence}",
        f"{by} ({day.year}). {title.en} (version {named.en}) [Data set]. {url}.{licence}",
    )


def _cited(own: Publication, page: str) -> str:
    """The address that will still show what is cited: that of a release never changes."""
    return release_page(own, own.version) if own.is_release else page


def bibtex(dataset: Dataset) -> str:
    """An entry `@misc`, which every style knows; `@dataset` is biblatex's alone."""
    own, table = dataset.publication, dataset.table
    day = dataset.modified or own.as_of
    fields = {
        "author": f"{{{_tex(own.publisher.zh or own.title.zh)}}}",
        "title": f"{{{_tex(own.title.zh)}：{_tex(table.title.zh)}}}",
        "year": str(day.year),
        "month": str(day.month),
        "version": own.version if own.releases else day.isoformat(),
        "howpublished": "Data set",
        "url": _cited(own, dataset.page),
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
