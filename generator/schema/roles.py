"""Roles that a schema may give to fields: the times of a calendar, the hours of a place, a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Calendar:
    """Which fields make a record an entry of a calendar, and whose calendars it stands in.

    `start` and `end` are dates or instants. `places` are tried in turn: a reference, or plain text.
    `of` are paths of references (`home.area`): every record they lead to has a calendar of its own.
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
class Picture:
    """The properties that hold the file of a picture (its path below content/images/), what is to be seen,
    and its licence."""

    file: str
    caption: str
    licence: str
