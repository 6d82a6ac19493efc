"""By what a list can be filtered: the facets of its type, and for what has a time also when and where.

Values are codes and ids, the same in every language, so that an address with a choice can be shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from generator.records.catalog import Record
from generator.schema.model import Field, RecordType
from generator.site.render import agenda
from generator.site.render.context import PageContext
from generator.site.render.views import View

YEAR, WHEN = "year", "when"


@dataclass(frozen=True)
class Facet:
    """`options` are (value, words, how many rows have it)."""

    name: str
    title: str
    options: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Facets:
    """Functions for one page; `context` notes what they read."""

    context: PageContext

    @property
    def names(self) -> dict[str, Callable[..., Any]]:
        return {"facets": self.facets, "facet_values": self.values}

    def values(self, r: View) -> str:
        """The values of a row, as JSON for the script that filters: {"area": ["area-…"]}."""
        return orjson.dumps(self._values(r)).decode()

    def facets(self, record_type: RecordType, rows: Iterable[View]) -> list[Facet]:
        """Facets with their options: codes in the order of the schema, all else by its words. One
        that leaves no choice is left out."""
        having: dict[str, dict[str, set[str]]] = {}  # one that repeats has several rows, and counts once
        for r in rows:
            for name, values in self._values(r).items():
                for value in values:
                    having.setdefault(name, {}).setdefault(value, set()).add(r["id"])
        found = []
        for name, title in self._titles(record_type):
            found_in = having.get(name, {})
            options = [(v, self._words(record_type, name, v), len(ids)) for v, ids in found_in.items()]
            options.sort(key=lambda o: self._rank(record_type, name, o))
            if len(options) > 1:
                found.append(Facet(name, title, options))
        return found

    def _values(self, r: View) -> dict[str, list[str]]:
        record = self.context.site.views.catalog.by_id[r["id"]]
        found = {name: _plain(r[name]) for name in record.type.facets}
        if record.type.calendar:
            for owner in agenda.owners(self.context.site.views.catalog, record):
                self.context.reads.add(f"record:{owner.id}")
                known = found.setdefault(owner.type.type, [])
                known += [owner.id] if owner.id not in known else []
            start = r[record.type.calendar.start]
            is_so = {"evening": agenda.is_evening(start), "weekend": agenda.is_weekend(start)}
            found[WHEN] = [name for name in is_so if is_so[name]]
        elif _has_year(record.type):
            found[YEAR] = [v[:4] for path in record.type.begins if (v := _at(record, path))][:1]
        return {name: values for name, values in found.items() if values}

    def _titles(self, record_type: RecordType) -> Iterator[tuple[str, str]]:
        site = self.context.site
        names = {name: record_type.fields[name].title.in_(site.lang) for name in record_type.facets}
        if record_type.calendar:
            names = {WHEN: site.words.facet_when, **names}
            for path in record_type.calendar.of:
                f = self._last(record_type, path)
                names |= {ref: f.title.in_(site.lang) for ref in f.ref if ref not in names}
        elif _has_year(record_type):
            names[YEAR] = site.words.facet_year
        yield from names.items()

    def _last(self, record_type: RecordType, path: str) -> Field:
        """The field that a path such as `home.area` ends with."""
        name, _, rest = path.partition(".")
        f = record_type.fields[name]
        return self._last(self.context.site.views.catalog.model.by_type[f.ref[0]], rest) if rest else f

    def _words(self, record_type: RecordType, name: str, value: str) -> str:
        words = self.context.site.words
        if name == WHEN:
            return words[f"mark_{value}"]
        f = _field(record_type, name)
        if f and value in f.codes:
            return f.codes[value].in_(self.context.site.lang)
        if f and f.kind == "boolean":
            return str(words.yes if value == "true" else words.no)
        return self.context.title(value)

    def _rank(self, record_type: RecordType, name: str, option: tuple[str, str, int]) -> Any:
        f = _field(record_type, name)
        codes = list(f.codes) if f else []
        if option[0] in codes:
            return (0, codes.index(option[0]), "")
        return (1, -int(option[0]), "") if name == YEAR else (1, 0, option[1])


def _has_year(record_type: RecordType) -> bool:
    """Of places one asks what they are, not since when."""
    return bool(record_type.begins) and not record_type.point


def _field(record_type: RecordType, name: str) -> Field | None:
    f = record_type.fields.get(name)
    return f.item if f and f.item else f


def _plain(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    values = value if isinstance(value, list) else [value]
    return [str(v) for v in values if isinstance(v, str | int)]


def _at(record: Record, path: str) -> str:
    """What stands at a path such as `review.date`, as text; empty if nothing does."""
    value: Any = record.data
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return str(value or "")
