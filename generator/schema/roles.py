"""Roles that a schema may give to fields: a section, a calendar, hours, a picture, a succession, the district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.core.text import Text


@dataclass(frozen=True)
class Section:
    """A heading of the record page and the fields under it."""

    title: Text
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Repeats:
    """The field of a rule by which something takes place again, and the properties of that rule: its unit
    (day, week or month), every how many of them, days of the week, last day, days left out."""

    field: str
    unit: str
    until: str
    interval: str | None = None
    days: str | None = None
    without: str | None = None


@dataclass(frozen=True)
class Calendar:
    """Which fields make a record an entry of a calendar, and whose calendars it stands in.

    `start` and `end` are dates or instants. `places` are tried in turn: a reference, or plain text.
    `of` are paths of references (`home.area`): every record they lead to has a calendar of its own.
    `all_day` is true if only the days of `start` and `end` count; `occurrences` is the computed list of all
    its times.
    `called_off` and `put_off` are statuses; `kind` and `reason` are the fields that say what sort of
    entry it is and why it is off.
    """

    start: str
    end: str | None = None
    places: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    called_off: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    kind: str | None = None
    reason: str | None = None
    all_day: str | None = None
    repeats: Repeats | None = None
    occurrences: str | None = None

    @property
    def off(self) -> tuple[str, ...]:
        return self.called_off + self.put_off


@dataclass(frozen=True)
class Hours:
    """The fields of weekly opening hours and of days shut, and the statuses in which they hold."""

    opening: str
    closed: str | None = None
    status: tuple[str, ...] = ()


@dataclass(frozen=True)
class DistrictFields:
    """The fields of a record that tells which district the site serves.

    `area` refers to the district; `code` is the field of that area with its official code; `box` holds west,
    south, east and north in WGS84 degrees; `since` is the day from which the record holds.
    """

    area: str
    code: str | None = None
    box: str | None = None
    since: str | None = None


@dataclass(frozen=True)
class Succession:
    """How a record goes into another of its type: the fields that say so, and its status afterwards.

    `how` is the code for it in rows of those fields. `one_in`: a place (the field that names it) has only
    one of the records for which each field in `where` has one of its codes.
    """

    came_from: str
    ended: str
    went_to: str | None = None
    how: str | None = None
    one_in: str | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """The properties that hold the file of a picture (its path below content/images/), what is to be seen,
    and its licence."""

    file: str
    caption: str
    licence: str
