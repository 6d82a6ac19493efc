"""The sheets of a record type: one for its records, one for every list of rows inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.text import Text
from generator.schema.model import Field, RecordType

AUTOMATIC = ("schema_version", "removed_on", "removed_reason", "replaced_by")
"""Fields that no sheet shows: the version comes from the schema, the others belong to retired records."""

ID = Text("编号", "Identifier")
POSITION = Text("序号", "Position")


@dataclass(frozen=True)
class Column:
    """A column and the path of its value in the record, or in the row of a list.

    The two kinds of column without a field: the id (path `id`) and the position in a list (`#`).
    """

    path: tuple[str, ...]
    title: Text
    field: Field
    required: bool = False

    @property
    def name(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True)
class Sheet:
    """`lists` leads from the record to the list whose rows stand here; () for the records themselves.

    `above`: the column that tells in which row of the outer list a row lies, if its list lies in one.
    """

    name: str
    title: Text
    about: Text
    type: RecordType
    lists: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    above: Column | None = None
    position: Column | None = None

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The id first, then positions, then the fields."""
        own = tuple(c for c in (self.above, self.position) if c)
        return (self.id_column, *own, *self.columns)

    @property
    def id_column(self) -> Column:
        return Column(("id",), ID, self.type.fields["id"], required=True)


def sheets_of(record_type: RecordType) -> list[Sheet]:
    """The sheet of the records, then those of their lists, outer before inner."""
    fields = {n: f for n, f in record_type.fields.items() if n != "id" and n not in AUTOMATIC}
    columns = tuple(_unique(_columns(fields, (), None, True)))
    main = Sheet(record_type.table, record_type.plural, record_type.about, record_type, (), columns)
    return [main, *_below(main, fields, ())]


def _columns(
    fields: dict[str, Field], above: tuple[str, ...], title: Text | None, always: bool
) -> Iterator[Column]:
    for f in fields.values():
        if f.computed or is_rows(f):
            continue
        path, words = (*above, f.name), _joined(title, f.title)
        if f.kind == "object":
            yield from _columns(f.fields, path, words, always and f.required and not f.nullable)
        else:
            yield Column(path, words, f, always and f.required and not f.nullable)


def _below(outer: Sheet, fields: dict[str, Field], above: tuple[str, ...]) -> Iterator[Sheet]:
    """The sheets of the lists among these fields, at any depth of objects."""
    for f in fields.values():
        path = (*above, f.name)
        if f.kind == "object":
            yield from _below(outer, f.fields, path)
        elif is_rows(f) and not f.computed:
            assert f.item
            yield from _of_list(outer, f, f.item, path)


def _of_list(outer: Sheet, f: Field, item: Field, path: tuple[str, ...]) -> Iterator[Sheet]:
    inner = any(is_rows(x) for x in item.fields.values())
    sheet = Sheet(
        name=f"{outer.name}__{'_'.join(path)}",
        title=_joined(outer.title, f.title),
        about=f.help,
        type=outer.type,
        lists=(*outer.lists, path),
        columns=tuple(_unique(_columns(item.fields, (), None, True))),
        above=_position(outer.title) if outer.lists else None,
        position=_position(None) if inner else None,
    )
    yield sheet
    yield from _below(sheet, item.fields, ())


def is_rows(f: Field) -> bool:
    """A list of rows, which needs a sheet of its own."""
    return f.kind == "list" and f.item is not None and f.item.kind == "object"


def _position(of: Text | None) -> Column:
    title = _joined(of, POSITION) if of else POSITION
    about = Text("在列表里是第几行，从 1 起", "Which row of its list it is, from 1")
    return Column(("#",), title, Field("#", title, about, "integer", required=True, example=1), required=True)


def _joined(above: Text | None, title: Text) -> Text:
    return Text(f"{above.zh}·{title.zh}", f"{above.en}: {title.en}") if above else title


def _unique(columns: Iterator[Column]) -> Iterator[Column]:
    """Two fields called alike are told apart by their names."""
    seen: set[str] = {ID.zh, ID.en, POSITION.zh, POSITION.en}
    for column in columns:
        if column.title.zh in seen or column.title.en in seen:
            words = Text(f"{column.title.zh}（{column.name}）", f"{column.title.en} ({column.name})")
            column = replace(column, title=words)
        seen |= {column.title.zh, column.title.en}
        yield column
