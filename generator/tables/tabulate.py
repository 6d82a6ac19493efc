"""Records as typed tables: one a record type, one more for every list inside it.

Everything that is published is made from these tables; nothing here knows a format or a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from generator.config.project import ZONE
from generator.core.text import Text
from generator.records.catalog import Catalog, Record
from generator.records.occurrences import as_row, occurrences
from generator.records.points import POINT
from generator.schema.model import Field, RecordType
from generator.tables.point_fields import POINT_COLUMNS, degrees_of, point_field

SEPARATOR = ";"
"""Between the codes of a list, where a format has only text."""

_ARROW = {
    "date": pa.date32(),
    "instant": pa.timestamp("s", tz=ZONE),
    "money": pa.decimal128(18, 2),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}
_CONVERT: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "money": Decimal,
    "number": float,
}


TYPE_NAMES = {
    "date": Text("日期", "date"),
    "instant": Text("日期时间（北京时间）", "date and time (Beijing time)"),
    "money": Text("金额", "amount of money"),
    "integer": Text("整数", "whole number"),
    "number": Text("数", "number"),
    "boolean": Text("是否", "true or false"),
    "list": Text("代码列表（; 分隔）", "list of codes, joined by ;"),
    "code": Text("代码", "code"),
    "ref": Text("标识（引用）", "id (reference)"),
    "uri": Text("网址", "web address"),
    "markdown": Text("Markdown 文字", "Markdown text"),
}
"""What the kind of a column is called in a dictionary; any other is text."""
_TEXT = Text("文字", "text")


@dataclass(frozen=True)
class Column:
    """A column and the field it comes from; `refers_to` is the table its values are ids of."""

    name: str
    field: Field
    title: Text
    refers_to: str | None = None
    is_key: bool = False
    required: bool = False

    @property
    def arrow_type(self) -> pa.DataType:
        return _ARROW.get(self.field.kind, pa.string())

    @property
    def type_name(self) -> Text:
        return TYPE_NAMES.get(self.field.kind, _TEXT)

    @property
    def example(self) -> str:
        """A value that could stand there, as a cell of text has it; of a code without one, the first."""
        value = self.field.example
        if value is None or isinstance(value, dict):
            return next(iter(self.codes), "")
        if isinstance(value, list):
            return SEPARATOR.join(map(str, value))
        return str(value).lower() if isinstance(value, bool) else str(value)

    @property
    def codes(self) -> dict[str, Text]:
        """The codes that its values, or the items of its values, are taken from; none if it is free."""
        return (self.field.item or self.field).codes


@dataclass(frozen=True)
class Table:
    """`rows` holds the columns in order; rows are sorted by key. `parent` for the tables of lists."""

    name: str
    type: RecordType
    title: Text
    description: Text
    columns: tuple[Column, ...]
    rows: pa.Table = field(repr=False, compare=False)
    parent: str | None = None

    @property
    def has_point(self) -> bool:
        """Whether its rows have a place, in the columns `POINT_COLUMNS`."""
        return self.parent is None and {*POINT_COLUMNS} <= {c.name for c in self.columns}

    @property
    def points(self) -> list[tuple[float, float] | None]:
        """Longitude and latitude in WGS84 of each row; None where it has none."""
        axes = (self.rows.column(name).to_pylist() for name in POINT_COLUMNS[:2])
        return [None if lon is None else (lon, lat) for lon, lat in zip(*axes, strict=True)]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns if c.is_key)


def tabulate(catalog: Catalog) -> dict[str, Table]:
    """All tables by name, of the living records; computed columns are still empty."""
    tables: dict[str, Table] = {}
    for record_type in catalog.model.types:
        records = catalog.of_type[record_type.type]
        layout = _main_layout(record_type, catalog)
        made = layout.tables(record_type, [[r.id for r in records]], [_with_times(r) for r in records])
        tables.update((t.name, t) for t in made)
    return tables


def _with_times(record: Record) -> dict[str, Any]:
    """What is recorded, and each time that the record takes place if its schema lists them."""
    cal = record.type.calendar
    if not (cal and cal.occurrences):
        return record.data
    return {**record.data, cal.occurrences: [as_row(record, o) for o in occurrences(record)]}


@dataclass
class _Layout:
    """How a table is made: its columns, where each value stands in the record, its child tables."""

    name: str
    title: Text
    description: Text
    keys: list[Column]
    columns: list[Column] = field(default_factory=list)
    leaves: list[tuple[tuple[str, ...], Callable[[Any], Any] | None]] = field(default_factory=list)
    children: list[tuple[tuple[str, ...], _Layout]] = field(default_factory=list)
    has_point: bool = False
    point: str = ""
    parent: str | None = None

    def tables(self, record_type: RecordType, keys: list[list[Any]], rows: list[Any]) -> Iterator[Table]:
        """This table and those below it; `keys` holds a list of values for each key column."""
        values = [*keys, *(_column(rows, path, convert) for path, convert in self.leaves)]
        if self.has_point:
            points = [degrees_of(row.get(self.point)) for row in rows]
            values += [[point[i] for point in points] for i in range(len(POINT_COLUMNS))]
        columns = (*self.keys, *self.columns)
        arrays = [pa.array(v, c.arrow_type) for v, c in zip(values, columns, strict=True)]
        made = pa.table(arrays, names=[c.name for c in columns])
        yield Table(self.name, record_type, self.title, self.description, columns, made, self.parent)
        for path, child in self.children:
            lists = _column(rows, path, None)
            above = [[key for key, items in zip(of, lists, strict=True) for _ in items or ()] for of in keys]
            numbers = [i for items in lists for i in range(1, len(items or ()) + 1)]
            items = [
                item if isinstance(item, dict) else {"value": item} for items in lists for item in items or ()
            ]
            yield from child.tables(record_type, [*above, numbers], items)


def _column(rows: list[Any], path: tuple[str, ...], convert: Callable[[Any], Any] | None) -> list[Any]:
    """The values at a path, one a row; None where anything on the way is missing."""
    values = [row.get(path[0]) for row in rows]
    for step in path[1:]:
        values = [None if value is None else value.get(step) for value in values]
    return [None if v is None else convert(v) for v in values] if convert else values


def _main_layout(record_type: RecordType, catalog: Catalog) -> _Layout:
    id_field = record_type.fields["id"]
    id_column = Column("id", id_field, id_field.title, is_key=True, required=True)
    rest = {k: f for k, f in record_type.fields.items() if k != "id"}
    layout = _Layout(record_type.table, record_type.plural, record_type.abstract, [id_column])
    _lay_out(layout, rest, (), None, True, record_type, catalog)
    layout.has_point, layout.point = has_point(record_type), record_type.point or ""
    fields = [point_field(name, record_type) for name in POINT_COLUMNS if layout.has_point]
    layout.columns += [Column(f.name, f, f.title) for f in fields]
    return layout


def has_point(record_type: RecordType) -> bool:
    """Whether its table has the columns `POINT_COLUMNS`; those of other records a computed column fills."""
    return bool(record_type.point or record_type.located_by)


def _lay_out(
    layout: _Layout,
    fields: dict[str, Field],
    above: tuple[str, ...],
    title: Text | None,
    always: bool,
    record_type: RecordType,
    catalog: Catalog,
) -> None:
    """Add the fields' columns; `always`: the object they stand in is never absent."""
    for f in _with_datum(fields, above):
        path = (*above, f.name)
        required = always and f.required and not f.nullable
        words = Text(f"{title.zh}·{f.title.zh}", f"{title.en}: {f.title.en}") if title else f.title
        if f.kind == "object":
            _lay_out(layout, f.fields, path, words, required, record_type, catalog)
            continue
        if f.kind != "list" or f.is_code_list:
            target = _table_of(f, catalog)
            column = Column("_".join(path), f, words, target, required=required)
            layout.columns.append(column)
            layout.leaves.append((path, _CONVERT.get(f.kind)))
        if f.kind == "list" and not (f.is_code_list and layout.parent):
            layout.children.append((path, _child(layout, f, path, words, record_type, catalog)))


def _with_datum(fields: dict[str, Field], above: tuple[str, ...]) -> Iterator[Field]:
    """The fields; the degrees of a point say which column has their datum."""
    crs = "_".join((*above, "crs"))
    zh, en = f"坐标系见 {crs} 一列。", f" The datum is in the column {crs}."
    for f in fields.values():
        degrees = f.name in ("lon", "lat") and fields.keys() >= POINT
        yield replace(f, description=Text(f.description.zh + zh, f.description.en + en)) if degrees else f


def _child(
    above: _Layout,
    f: Field,
    path: tuple[str, ...],
    words: Text,
    record_type: RecordType,
    catalog: Catalog,
) -> _Layout:
    name = "_".join(path)
    assert f.item
    about_id = Text(
        f"这一行所属的{record_type.label.zh}的编号，见 {record_type.table} 表的 id 一列。",
        f"Id of the record that the row belongs to, in the column id of {record_type.table}.",
    )
    id_field = replace(record_type.fields["id"], description=about_id)
    keys = [
        Column(record_type.key, id_field, record_type.label, record_type.table, True, required=True),
        *(c for c in above.keys[1:-1]),
    ]
    if above.parent:
        keys.append(_number_column(above.name.rpartition("__")[2] + "_seq"))
    keys.append(_number_column("seq"))
    title = Text(f"{above.title.zh}·{f.title.zh}", f"{above.title.en}: {f.title.en}")
    about = _about_rows(above, f, keys)
    layout = _Layout(f"{above.name}__{name}", title, about, keys, parent=above.name)
    item_fields = f.item.fields if f.item.kind == "object" else {"value": _value_field(f)}
    _lay_out(layout, item_fields, (), None, True, record_type, catalog)
    return layout


def _about_rows(above: _Layout, f: Field, keys: list[Column]) -> Text:
    """What a table of list items holds, and how it is joined to the table it belongs to."""
    pairs = [f"{k.name} = {above.name}.{of.name}" for k, of in zip(keys[:-1], above.keys, strict=True)]
    return Text(
        f"{f.description.zh}明细表：每行是 {above.name} 表中一行的一项，seq 是次序；用 {'、'.join(pairs)} 与它关联。",
        f"{f.description.en} A table of details: a row is one item of a row of {above.name}, in the order of seq;"
        f" join on {' and '.join(pairs)}.",
    )


def _value_field(f: Field) -> Field:
    """The one field of a list of plain values carries the words of the list itself."""
    assert f.item
    return replace(f.item, title=f.title, description=f.description)


def _number_column(name: str) -> Column:
    title = Text("序号", "Position")
    about = Text("在所属列表中的位置，从 1 起", "Position in its list, from 1")
    f = Field(name, title, about, "integer", required=True, example=1)
    return Column(name, f, title, is_key=True, required=True)


def _table_of(f: Field, catalog: Catalog) -> str | None:
    return catalog.model.by_type[f.ref[0]].table if len(f.ref) == 1 else None
