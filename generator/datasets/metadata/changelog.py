"""The account of changes as data: `data/changelog.json`, and a file a table for those who follow just one.

In JSON a change carries the values before and after as they were recorded; CSV has a line for everything
that changed, in words.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from generator.core.outputs import Output, constant
from generator.core.text import Text
from generator.datasets.publication import Publication
from generator.datasets.terms import caveats_of, origins_of, said
from generator.history.change_text import NameOf, all_lines
from generator.history.changelog import Changelog, Section
from generator.history.diff_formats import described
from generator.history.events import day_of
from generator.history.record_diff import KINDS, RecordChange
from generator.records.catalog import Catalog
from generator.schema.model import Model, RecordType

PATH = "data/changelog.json"
_COLUMNS = ("release", "date", "change", "id", "what_zh", "what_en", "replaced_by")


def changelog_files(
    changelog: Changelog, catalog: Catalog, publication: Publication, name_of: NameOf
) -> Iterator[Output]:
    """Newest first; a section without a release holds what has come since the last one."""
    model = catalog.model
    kinds = {t.type: origins_of(catalog.of_type[t.type]) for t in model.types}
    whole = sum(kinds.values(), Counter[str]())
    about = {
        "title": f"{publication.title.zh}：变更记录",
        "title_en": f"{publication.title.en}: changelog",
        "commit": publication.commit,
        "licence": publication.licence.id,
        "licence_confirmed": publication.licence.confirmed,
        **said(caveats_of(publication, whole)),
        "complete": changelog.head is not None,
    }
    sections = [_section(s, model, name_of) for s in changelog.sections]
    yield _json(PATH, {"_meta": about, "releases": sections})
    for record_type in model.types:
        own = [s for s in (_of(record_type, s) for s in changelog.sections) if s.changes or s.release]
        rows = [{**_named(s), "changes": [described(c, name_of) for c in s.changes]} for s in own]
        path = f"data/changelog/{record_type.table}"
        noted = said(caveats_of(publication, kinds[record_type.type]))
        yield _json(
            f"{path}.json", {"_meta": {"table": record_type.table, **about, **noted}, "releases": rows}
        )
        yield constant(f"{path}.csv", _csv(own, name_of))


def _section(section: Section, model: Model, name_of: NameOf) -> dict[str, Any]:
    found = {}
    for record_type in model.types:
        changes = _of(record_type, section).changes
        if changes:
            found[record_type.table] = {
                kind: [_entry(c, name_of) for c in changes if c.kind == kind]
                for kind in KINDS
                if any(c.kind == kind for c in changes)
            }
    return {**_named(section), "datasets": found}


def _entry(change: RecordChange, name_of: NameOf) -> Any:
    """What came is named by its id alone; everything else is listed."""
    if change.kind == "added":
        return change.id
    row = described(change, name_of)
    return {key: value for key, value in row.items() if key not in ("change", "collection")}


def _of(record_type: RecordType, section: Section) -> Section:
    own = tuple(c for c in section.changes if c.folder == record_type.folder)
    return Section(section.release, section.commit, own)


def _named(section: Section) -> dict[str, Any]:
    release = section.release
    row: dict[str, Any] = {"name": release.name if release else None}
    if release:
        row |= {"title": release.title.zh, "title_en": release.title.en}
        if release.notes:
            row |= {"notes": release.notes.zh, "notes_en": release.notes.en}
        row["data"] = f"releases/{release.name}/datapackage.json"
    return row | {"date": day_of(section.commit).isoformat(), "commit": section.commit.id}


def _csv(sections: Iterable[Section], name_of: NameOf) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for section in sections:
        name = section.release.name if section.release else ""
        for change in section.changes:
            for words in all_lines(change.fields, name_of) or [_reason(change)]:
                row = (name, day_of(section.commit), change.kind, change.id, words.zh, words.en, change.to)
                writer.writerow(row)
    return text.getvalue().encode()


def _reason(change: RecordChange) -> Text:
    why = change.reason
    return Text(f"理由：{why}", f"reason: {why}") if why else Text("", "")


def _json(path: str, document: dict[str, Any]) -> Output:
    return constant(path, orjson.dumps(document, option=orjson.OPT_INDENT_2))
