"""What a check looks at, and the one shape of a check in Python: its rules, its scope, how it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from generator.config.project import Project
from generator.core.problems import Finding, Problem, Rule
from generator.history import NOTHING, BaseRecord, History
from generator.history.events import RecordHistory, record_history
from generator.records.catalog import Catalog, Record
from generator.records.load import LoadedRecords
from generator.schema.model import Model

Scope = Literal["record", "project"]


@dataclass(frozen=True)
class Subject:
    """What a check looks at: a project with all records that could be read.

    `records` are those to look at, `valid` those that follow their schema. The site is as it is on the
    day `as_of`; `today` is the day it really is. `base` holds the records that have changed since a
    revision, as they were there.
    """

    project: Project
    model: Model
    loaded: LoadedRecords
    as_of: date
    today: date
    base: Mapping[str, BaseRecord] = field(default_factory=dict)
    history: History = NOTHING
    records: tuple[Record, ...] = ()
    valid: tuple[Record, ...] = ()

    @property
    def files(self) -> Mapping[str, str]:
        """The type of every id that has a file, even a broken one."""
        return self.loaded.files

    @property
    def root(self) -> Path:
        return self.project.root

    @cached_property
    def record_history(self) -> RecordHistory:
        return record_history(self.history)

    @cached_property
    def catalog(self) -> Catalog:
        """All records, whether they follow their schema or not."""
        return Catalog(self.model, self.loaded.records)


@dataclass(frozen=True)
class Check:
    """`run` finds places where one of the `rules` is broken.

    What a check of scope "record" finds in a record depends on that record alone, so that a record that
    has passed is not looked at again. One of scope "project" is asked every time.
    """

    rules: tuple[Rule, ...]
    scope: Scope
    run: Callable[[Subject], Iterable[Finding | Problem]]
