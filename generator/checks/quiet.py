"""Which rules need not be asked again: they found nothing in just these tables, on this day."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import PurePath

import pyarrow as pa

from generator.model import Query
from generator.queries import Connection
from generator.tables import Table

_WORD = re.compile(r"[a-z][a-z0-9_]*")


class Quiet:
    """Names a query with all that it looks at: as long as that stays, so does what it finds."""

    def __init__(
        self, connection: Connection, tables: Mapping[str, Table], views: Iterable[Query], as_of: date
    ) -> None:
        self._connection, self._tables, self._as_of = connection, tables, as_of
        self._names = {*tables, *(PurePath(view.file).stem for view in views)}
        self._state = lru_cache(maxsize=None)(self._make_state)

    def name(self, query: Query) -> str:
        """A table that is looked at is named in the query (so is a column that is called like one: the
        query is then asked once too often). SQL does not care how a name is capitalised."""
        names = sorted(self._names.intersection(_WORD.findall(query.sql.lower())))
        seen = "".join(map(self._state, names))
        return f"quiet:{hashlib.sha256(f'{query.sql}{self._as_of}{seen}'.encode()).hexdigest()}"

    def _make_state(self, name: str) -> str:
        """A hash of the rows of a table or view, in their order."""
        table = self._tables.get(name)
        rows = table.rows if table else self._connection.table(name).to_arrow_table()
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows)
        return hashlib.sha256(sink.getvalue()).hexdigest()
