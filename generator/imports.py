"""What an import comes to: the sheets read, the edits made of them, the project checked as it would be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.editing.csvin import read_csv
from generator.editing.edit import Edit, Edits
from generator.editing.edits import edits_of
from generator.editing.foreign import Taken, take_over
from generator.editing.grid import Grid
from generator.editing.incoming import incoming
from generator.editing.layout import sheets_of
from generator.editing.mapping import read_mapping
from generator.editing.opc import NOT_XLSX, refusal
from generator.editing.outgoing import names_of
from generator.editing.texts import text_of
from generator.editing.xlsxin import read_workbook
from generator.history import Former
from generator.model import Model
from generator.pipeline import inspect
from generator.problems import Problem, Refused, errors
from generator.project import Project
from generator.records import Draft
from generator.storage.cache import RecordCache
from generator.text import Text
from generator.workers import shared_out
from generator.yamlio import routes_at

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
    project: Project, model: Model, draft: Draft, cache: RecordCache, asked: Asked, today: date
) -> Plan:
    """Raises Refused where a sheet is wrong: only what is sound is taken further. `cache` read the draft."""
    found: list[Problem] = []
    records = {record.id: record for record in draft.records}
    names = names_of(draft.records)
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


def _written(before: dict[str, bytes | None], edit: Edit) -> tuple[str, bytes, Any]:
    return edit.file, *text_of(edit, before[edit.file])


def _grids(path: Path) -> list[Grid]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise refusal(path, NOT_XLSX)
    return reader(path)


def checked(project: Project, tried: Path, plan: Plan, today: date) -> list[Problem]:
    """All that `check` finds in the project as it would be, each at the cell that it came from.

    What this makes wrong elsewhere (a task that a new organisation should have) cannot be mended before
    the import: it is told, and does not stand in its way. What was wrong there before is not told.
    """
    if not plan.files:
        return []
    by_file = {edit.file: edit for edit in plan.edits.by_id.values() if edit.changes}
    base = {e.id: Former(e.file, e.old) for e in by_file.values() if e.old is not None}
    after = inspect(replace(project, root=tried), today, today, base).problems
    others = [p for p in errors(after) if p.where.file not in by_file]
    if others:
        known = set(inspect(project, today, today).problems)
        others = [_to_do(p) for p in others if p not in known]
    return [*_placed([p for p in after if p.where.file in by_file], by_file, plan), *others]


def _to_do(problem: Problem) -> Problem:
    said = Text(f"导入后要改：{problem.message.zh}", f"to mend after the import: {problem.message.en}")
    return replace(problem, severity="warning", message=said)


def _placed(problems: list[Problem], by_file: dict[str, Edit], plan: Plan) -> Iterator[Problem]:
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
