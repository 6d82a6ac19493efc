"""The table of ids that were published and are no more: what was removed, renamed or moved, and what took over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.catalog import Catalog
from generator.indicators.made import column, kind_of, table
from generator.tables import Table
from generator.text import Text

RETIRED = "retired"
_ABOUT = Text(
    "公布过、后来撤下或改了编号的记录，一条一行。编号不会再给别的记录用，旧网址都有说明。",
    "Records that were published and later withdrawn or given another id, a row each. No id is used again, and every old address answers.",
)
_HOW = {
    "removed": Text("撤除，留有说明", "withdrawn, with a tombstone"),
    "deleted": Text("文件已删除", "its file was deleted"),
    "moved": Text("改了编号或栏目", "given another id or collection"),
}


class Ended(NamedTuple):
    """An address without a record: `to` is the id that answers now, `on` the day its file was deleted."""

    folder: str
    id: str
    to: str
    on: date | None


def retired(catalog: Catalog, gone: Iterable[Ended]) -> dict[str, Table]:
    """The table `retired`, by collection and id."""
    rows = [_row(*g, how="moved" if g.to else "deleted") for g in gone]
    for record in catalog.records:
        if record.removed:
            day = record.data.get("removed_on")
            on = date.fromisoformat(day) if day else None
            ended = Ended(record.type.folder, record.id, str(record.data.get("replaced_by") or ""), on)
            rows.append(_row(*ended, how="removed", reason=record.data.get("removed_reason")))
    rows.sort(key=lambda row: (row["collection"], row["id"]))
    columns = [
        column("collection", "栏目", "Collection", "曾在哪个栏目", "The collection it was in", key=True, required=True,
               example="homes"),
        column("id", "编号", "Id", "曾用的编号", "The id it had", key=True, required=True, example="home-abc-001"),
        column("how", "怎样撤下", "How", "撤除、删除或改编号", "Withdrawn, deleted or given another id", "code",
               required=True, codes=_HOW, example="moved"),
        column("removed_on", "撤下日期", "Removed on", "哪天撤下；改编号的为空", "The day; empty if it has another id", "date",
               example="2024-05-20"),
        column("reason", "理由", "Reason", "撤除的理由", "Why it was withdrawn", example="已并入别处"),
        column("replaced_by", "由谁接替", "Replaced by", "现在回答的编号", "The id that answers now", example="home-abc-014"),
    ]  # fmt: skip
    made = table(
        kind_of("retired-record", RETIRED, Text("撤下的记录", "Retired records"), _ABOUT), columns, rows
    )
    return {made.name: made}


def _row(
    folder: str, id: str, to: str, on: date | None, how: str, reason: str | None = None
) -> dict[str, object]:
    return {
        "collection": folder,
        "id": id,
        "how": how,
        "removed_on": on,
        "reason": reason,
        "replaced_by": to or None,
    }
