"""Records as templates see them: every property of the schema present, references both ways, sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any

from generator.core.outputs import Dependencies
from generator.records.catalog import Catalog, Record
from generator.schema.model import Field, RecordType
from generator.site.render import agenda
from generator.site.render.agenda import Entry, calendar_of, owned
from generator.site.render.page_queries import PageRows
from generator.tables.point_fields import POINT_COLUMNS
from generator.tables.record_inventory import RECORDS
from generator.tables.tabulate import Table

View = dict[str, Any]


class Views:
    """Read-only answers about one catalog. Only the latest views are kept, some 3 KB each: the longest
    list, which several pages show one after the other, is to be among them."""

    def __init__(
        self,
        catalog: Catalog,
        tables: dict[str, Table],
        rows: PageRows,
        recorded: Mapping[str, tuple[date, date]] | None = None,
        changes: Mapping[str, int] | None = None,
        first_ids: Mapping[str, str] | None = None,
    ) -> None:
        self.catalog = catalog
        self.rows = rows
        self.recorded = recorded or {}
        """Of a record, by its id: the days it was first recorded and last changed."""
        self.changes = changes
        """How often each record has changed; None without a history."""
        self.first_ids = first_ids or {}
        """Of each renamed record, the id that it had first."""
        self._records = tables[RECORDS]
        self._states: dict[str, str] = {}
        self._view = lru_cache(maxsize=16384)(self._make_view)
        self.months, self.over = cache(self._months), cache(self._over)
        self._complete = {t.type: _completer(t.fields) for t in catalog.model.types}
        self._extra = {t.type: _extra(t, tables[t.table]) for t in catalog.model.types}

    def view(self, record: Record) -> View:
        """The record with missing properties as None and missing lists as []."""
        return self._view(record.id)

    def _make_view(self, id: str) -> View:
        record = self.catalog.by_id[id]
        view = self._complete[record.type.type](record.data)
        view.update(self._extra[record.type.type].get(id, {}))
        return view

    def entry(self, entry: Entry) -> View:
        """The record with the begin and end of this time."""
        view, cal, time = self.view(entry.record), calendar_of(entry.record.type), entry.time
        changed = {cal.start: time.start} | ({cal.end: time.end} if cal.end else {})
        return view if changed.items() <= view.items() else view | changed

    def record(self, id: str) -> Record | None:
        return self.catalog.by_id.get(id)

    @cached_property
    def _sorted(self) -> dict[str, tuple[Record, ...]]:
        """Living records by folder, in the order that the record type asks for."""
        groups = self.catalog.of_type
        return {t.folder: sort(groups[t.type], t) for t in self.catalog.model.types}

    @cached_property
    def _rank(self) -> dict[str, int]:
        """The place of every living record among those of its type."""
        return {r.id: i for records in self._sorted.values() for i, r in enumerate(records)}

    @cached_property
    def _referring(self) -> dict[str, dict[tuple[str, str], tuple[Record, ...]]]:
        """By the id referred to, then by type and field: the living records that refer, each once, in
        the order of their type. Made once, for a page must not look through all that names its town."""
        found: dict[str, dict[tuple[str, str], dict[str, Record]]] = {}
        for target, refs in self.catalog.referring.items():
            groups = found[target] = {}
            for ref in refs:
                group = groups.setdefault((ref.record.type.type, str(ref.route[0])), {})
                group[ref.record.id] = ref.record
        return {t: {key: self._in_order(g) for key, g in groups.items()} for t, groups in found.items()}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {t.type: i for i, t in enumerate(self.catalog.model.types)}

    def _in_order(self, records: dict[str, Record]) -> tuple[Record, ...]:
        return tuple(records[id] for id in sorted(records, key=self._rank.__getitem__))

    def records(self, folder: str) -> tuple[Record, ...]:
        """Living records of a folder; none for a folder that this model does not have."""
        return self._sorted.get(folder, ())

    def back(self, id: str, folder: str, name: str) -> tuple[Record, ...]:
        """Living records of a folder whose field `name` refers to `id`, each once, sorted."""
        record_type = self.catalog.model.by_folder.get(folder)
        if record_type is None:
            return ()
        return self._referring.get(id, {}).get((record_type.type, name), ())

    @cached_property
    def _owned(self) -> dict[str, dict[str, list[Record]]]:
        return {t.folder: owned(self.catalog, t) for t in self.catalog.model.types if t.calendar}

    def entries(self, id: str, folder: str) -> list[Record]:
        """What stands in the calendar that the record `id` has of a folder, the earliest first."""
        return self._owned.get(folder, {}).get(id, [])

    def _months(self, folder: str, as_of: date) -> dict[str, list[Entry]]:
        """See `agenda.months`; asked for by every page of a calendar."""
        return agenda.months(self.records(folder), as_of)

    def _over(self, folder: str, as_of: date) -> dict[str, list[Entry]]:
        """See `agenda.over`."""
        return agenda.over(self.catalog.model.by_folder[folder], self.records(folder), as_of)

    @cached_property
    def _inventory(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self._records.rows.to_pylist()}

    def inventory(self, id: str) -> dict[str, Any]:
        """The row of the table `records` about a living record."""
        return self._inventory[id]

    def referring(self, id: str) -> list[tuple[RecordType, Field, tuple[Record, ...]]]:
        """All living records that refer to `id`, by their type and field."""
        groups = sorted(self._referring.get(id, {}).items(), key=lambda g: (self._order[g[0][0]], g[0][1]))
        types = self.catalog.model.by_type
        return [(types[name], types[name].fields[route], records) for (name, route), records in groups]

    def state(self, dependencies: Dependencies) -> str:
        """A hash that changes when anything a page has looked at does (see `Dependencies`)."""
        states = "".join(self._state_of(question) for question in dependencies)
        return hashlib.sha256(states.encode()).hexdigest()

    def _state_of(self, question: str) -> str:
        if (known := self._states.get(question)) is None:
            asked, _, what = question.partition(":")
            known = self.rows.state(what) if asked == "query" else self._answer(asked, *what.split(":"))
            self._states[question] = known
        return known

    def _answer(self, asked: str, id: str, folder: str = "", name: str = "") -> str:
        """All but `query:NAME:VALUES`: `record:ID`, `title:ID`, `back:ID:FOLDER:FIELD`, `entries:ID:FOLDER`, `inventory:ID`,
        `referring:ID` or `records:FOLDER`."""
        if asked in ("record", "title"):
            record = self.record(id)
            if record is None:
                return "none"
            return record.digest if asked == "record" else f"{record.type.url}/{record.title}"
        if asked == "inventory":
            return repr(self._inventory.get(id))
        if asked == "back":
            found = self.back(id, folder, name)
        elif asked == "entries":
            found = tuple(self.entries(id, folder))
        elif asked == "records":
            found = self.records(id)
        else:
            found = tuple(r.record for r in self.catalog.referring.get(id, ()))
        return hashlib.sha256("".join(r.digest for r in found).encode()).hexdigest()


def sort(records: Iterable[Record], record_type: RecordType) -> tuple[Record, ...]:
    """By the type's `sort` fields ("-" turns the order round), then by id; missing values last."""
    ordered = sorted(records, key=lambda r: r.id)
    for name in reversed(record_type.sort):
        field, down = name.lstrip("-"), name.startswith("-")
        present = [r for r in ordered if r.data.get(field) is not None]
        missing = [r for r in ordered if r.data.get(field) is None]
        rank = {code: i for i, code in enumerate(record_type.fields[field].codes)}
        present.sort(key=lambda r: rank.get(r.data[field], r.data[field]), reverse=down)
        ordered = present + missing
    return tuple(ordered)


Complete = Callable[[dict[str, Any]], View]


def _completer(fields: dict[str, Field]) -> Complete:
    """A function that adds what is missing: None, or [] for a list, at every depth."""
    blank: View = {name: [] if f.kind == "list" else None for name, f in fields.items()}
    inside = [(name, f.kind == "list", _completer((f.item or f).fields)) for name, f in fields.items()
              if (f.item or f).kind == "object"]  # fmt: skip

    def complete(data: dict[str, Any]) -> View:
        view = blank | data
        if None in data.values():
            view.update((name, blank[name]) for name, value in data.items() if value is None)
        for name, many, inner in inside:
            value: Any = view[name]
            if value:
                view[name] = [inner(item) for item in value] if many else inner(value)
        return view

    return complete


def _extra(record_type: RecordType, table: Table) -> dict[str, View]:
    """What the tables know beyond the record: converted coordinates and computed fields."""
    names = [f.name for f in record_type.fields.values() if f.computed and f.kind != "list"]
    names += POINT_COLUMNS if record_type.point else ()
    if not names:
        return {}
    ids = table.rows.column("id").to_pylist()
    columns = [table.rows.column(n).to_pylist() for n in names]
    rows = zip(*columns, strict=True)
    return {i: dict(zip(names, row, strict=True)) for i, row in zip(ids, rows, strict=True)}
