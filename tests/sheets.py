"""Sheets for tests, written by another program than ours, and what our import finds in them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from conftest import ROOT

from generator.config.project import Project, open_project
from generator.core.problems import Problem, Refused
from generator.editing.trial_copy import trial_copy
from generator.history import BaseRecord
from generator.pipeline import inspect
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.spreadsheets.importer import Asked, checked, planned
from generator.storage.cache import RecordCache

MODEL = read_model(ROOT / "schemas")
TODAY = date(2024, 6, 1)
Rows = list[list[Any]]


def book(path: Path, sheets: dict[str, Rows], change: Callable[[Any], None] | None = None) -> Path:
    """A workbook with these sheets; `change` does to it what rows cannot say."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    made.save(path)
    return path


def table(path: Path, rows: Rows, encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def inspected(project: Project, base: Mapping[str, BaseRecord] | None) -> tuple[Problem, ...]:
    return inspect(project, TODAY, TODAY, base).problems


def found_in(root: Path, *files: Path, mapping: Path | None = None, remove: str = "") -> list[Problem]:
    """Every problem of a trial import on the day of the small project; nothing is written."""
    project = open_project(root)
    cache = RecordCache(project.cache / "records.json")
    loaded = read_records(project.data, MODEL, cache)
    try:
        plan = planned(project, MODEL, loaded, cache, Asked(files, mapping, remove), TODAY)
        with trial_copy(project.root, plan.files) as folder:
            return [*plan.unplaced, *checked(project, folder, plan, inspected)]
    except Refused as refusal:
        return list(refusal.problems)
