"""What an import comes to: the sheets read, the edits made of them, the project checked as it would be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.config.project import Project
from generator.core.problems import Problem, Refused, errors
from generator.core.text import Text
from generator.core.yaml_reader import routes_at
from generator.editing.text import text_of
from generator.history import BaseRecord
from generator.records.load import LoadedRecords
from generator.schema.model import Model
from generator.spreadsheets.csv_reader import read_csv
from generator.spreadsheets.edit import Edits, SheetEdit
from generator.spreadsheets.grid import Grid
from generator.spreadsheets.mapped_sheet import Taken, take_over
from generator.spreadsheets.mapping import read_mapping
from generator.spreadsheets.own_sheets import incoming
from generator.spreadsheets.record_edits import edits_of
from generator.spreadsheets.rows import names_of
from generator.spreadsheets.sheets import sheets_of
from generator.spreadsheets.xlsx_package import NOT_XLSX, refusal
from generator.spreadsheets.xlsx_reader import read_workbook
from generator.storage.cache import RecordCache
from generator.storage.workers import shared_out

MOST_LOOKS = 30
READERS = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
}


@dataclass(frozen=True)
class Asked:
    """What to import: files; for those of others a mapping; why records that are absent are retired."""

    files: tuple[Path, ...]
    mapping: Path | None = None
    remove: str = ""


@dataclass(frozen=True)
class Plan:
    """New files by path and what is there now; names of columns not read; rows that found no place."""

    files: dict[str, bytes]
    before: dict[str, bytes | None]
    edits: Edits
    dropped: tuple[str, ...] = ()
    unplaced: tuple[Problem, ...] = ()


def planned(
    project: Project, model: Model, loaded: LoadedRecords, cache: RecordCache, asked: Asked, today: date
) -> Plan:
    """Raises Refused where a sheet is wrong: only what is sound is taken further. `cache` read the draft."""
    found: list[Problem] = []
    records = {record.id: record for record in loaded.records}
    names = names_of(loaded.records)
    grids = [grid for path in asked.files for grid in _grids(path)]
    if asked.mapping:
        mapping = read_mapping(asked.mapping, str(asked.mapping), model, project.schemas)
        taken = take_over(grids, mapping, records, names, found)
    else:
        taken = Taken(incoming(grids, [s for t in model.types for s in sheets_of(t)], found))
    edits = edits_of(taken.sheets, records, names, today, found, asked.remove)
    if found:
        raise Refused(found)
    changed = [edit for edit in edits.by_id.values() if edit.changes]
    before = {edit.file: bytes_of(project.root / edit.file) for edit in changed}
    files: dict[str, bytes] = {}
    with shared_out(partial(_written, before), changed, few=200) as written:
        for file, text, value in written:
            files[file] = text
            cache.put(hashlib.sha256(text).hexdigest(), value)
    cache.save()  # what was just read need not be read again to be checked
    return Plan(dict(sorted(files.items())), before, edits, tuple(taken.dropped), tuple(taken.unplaced))


def _written(before: dict[str, bytes | None], edit: SheetEdit) -> tuple[str, bytes, Any]:
    return edit.file, *text_of(edit, before[edit.file])


def _grids(path: Path) -> list[Grid]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise refusal(path, NOT_XLSX)
    return reader(path)


Inspect = Callable[[Project, Mapping[str, BaseRecord] | None], Iterable[Problem]]
"""All that is wrong in a project, compared with its records as they were."""


def checked(project: Project, tried: Path, plan: Plan, inspect: Inspect) -> list[Problem]:
    """All that `inspect` finds in the project as it would be, each at the cell that it came from.

    What this makes wrong elsewhere (a task that a new organisation should have) cannot be mended before
    the import: it is told, and does not stand in its way. What was wrong there before is not told.
    """
    if not plan.files:
        return []
    by_file = {edit.file: edit for edit in plan.edits.by_id.values() if edit.changes}
    base = {e.id: BaseRecord(e.file, e.old) for e in by_file.values() if e.old is not None}
    after = list(inspect(replace(project, root=tried), base))
    others = [p for p in errors(after) if p.where.file not in by_file]
    if others:
        known = set(inspect(project, None))
        others = [_to_do(p) for p in others if p not in known]
    return [*_placed([p for p in after if p.where.file in by_file], by_file, plan), *others]


def _to_do(problem: Problem) -> Problem:
    said = Text(f"导入后要改：{problem.message.zh}", f"to mend after the import: {problem.message.en}")
    return replace(problem, severity="warning", message=said)


def _placed(problems: list[Problem], by_file: dict[str, SheetEdit], plan: Plan) -> Iterator[Problem]:
    """All errors, and of what only deserves a look so much as one can read."""
    looks = [p for p in problems if p.severity != "error"][:MOST_LOOKS]
    for problem in [*errors(problems), *looks]:
        edit = by_file[problem.where.file]
        [route] = routes_at(plan.files[edit.file], [(problem.where.line, problem.where.column)])
        where, cell = edit.place(route)
        said = (
            Text(f"{cell} {problem.message.zh}", f"{cell} {problem.message.en}") if cell else problem.message
        )
        yield replace(problem, where=where, message=said)


def bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
