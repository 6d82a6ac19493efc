"""Tables about records: how complete each is and where it comes from; ids that were published and are no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from generator.core.problems import Problem
from generator.core.text import Text
from generator.records.catalog import Catalog
from generator.schema.model import Model, RecordType
from generator.tables.derived import column, kind_of, table
from generator.tables.tabulate import Column, Table

RECORDS = "records"
_EMPTY: tuple[object, ...] = (None, "", [], {})
_ABOUT = Text(
    "全部记录一行一条，不分种类：归谁维护、何时更新、应有的字段有多少有内容、检查出多少提醒。数据质量指标由它算出。",
    "Every record of any kind, a row each: who keeps it, when it was updated, how much of it is filled in, how many warnings it gets. The indicators of data quality are computed from it.",
)


Days = Mapping[str, tuple[date, date]]
"""Of each record, by its id: the day it was first recorded and the day it last changed."""
_UNKNOWN: Days = MappingProxyType({})


def inventory(catalog: Catalog, problems: Iterable[Problem], recorded: Days = _UNKNOWN) -> dict[str, Table]:
    """The table `records` of the living records, sorted by id."""
    warnings = Counter(p.record for p in problems if p.severity == "warning")
    living = sorted((r for records in catalog.of_type.values() for r in records), key=lambda r: r.id)
    needed = {t.type: expected(t) for t in catalog.model.types}
    rows = []
    for record in living:
        names = needed[record.type.type]
        rows.append(
            {
                "id": record.id,
                "collection": record.type.folder,
                "title": record.title,
                **{name: record.data.get(name) for name in ("status", "provenance", "maintainer_org")},
                "updated_on": date.fromisoformat(record.data["updated_on"]),
                "review_due": date.fromisoformat(due) if (due := record.data.get("review_due")) else None,
                "created_on": recorded.get(record.id, (None, None))[0],
                "changed_on": recorded.get(record.id, (None, None))[1],
                "has_source": record.data.get("source") is not None,
                "expected": len(names),
                "filled": sum(record.data.get(name) not in _EMPTY for name in names),
                "warnings": warnings[record.id],
            }
        )
    kind = kind_of("record", RECORDS, Text("记录总目", "All records"), _ABOUT)
    made = table(kind, _columns(catalog.model), rows)
    return {made.name: made}


def expected(record_type: RecordType) -> tuple[str, ...]:
    """The fields that a record has to fill in, or that its card, its list or its summary show."""
    shown = (*record_type.card, *record_type.columns, *record_type.facets, record_type.summary)
    return tuple(n for n, f in record_type.fields.items() if not f.computed and (f.required or n in shown))


def _columns(model: Model) -> list[Column]:
    folders = {t.folder: t.plural for t in model.types}
    some = next(iter(model.types)).fields
    keeper = some["maintainer_org"]
    orgs = model.by_type[keeper.ref[0]].table if keeper.ref else None
    return [
        column("id", "编号", "Id", "记录的编号", "Id of the record", key=True, example="home-abc-001"),
        column("collection", "栏目", "Collection", "哪一种记录", "Which kind of record", "code",
               required=True, codes=folders, example="homes"),
        column("title", "名称", "Title", "记录的名称或标题", "The name or title of the record", example="示例青年之家"),
        column("status", "状态", "Status", "记录的状态；代码的含义见 codes 表", "Its status; what the codes mean is in the table codes",
               example="open"),
        column("provenance", "数据来源性质", "Provenance", "记录从哪里来：正式发布、公开资料或演示", "Where the record comes from: official, public source or demonstration",
               "code", required=True, codes=some["provenance"].codes, example="demo"),
        column("maintainer_org", "维护单位", "Maintainer", "对这条记录的内容负责的组织", "The organisation that answers for the record", "ref", to=orgs,
               example="org-abc-01"),
        column("updated_on", "更新日期", "Updated on", "最后更新的日期", "Day of the last update", "date",
               required=True, example="2024-05-20"),
        column("review_due", "复核期限", "Review due", "最迟在哪一天再核对；空表示没有约定", "The day by which it is to be checked again; empty if none is set", "date",
               example="2025-05-20"),
        column("created_on", "首次录入", "First recorded", "这条记录哪天（北京时间）首次进入版本历史；没有历史时为空",
               "Day (Beijing time) on which the record first stood in the version history; empty without one", "date", example="2024-05-04"),
        column("changed_on", "最近改动", "Last changed", "哪天（北京时间）最近一次改动，整批整理格式的不算；没有历史时为空",
               "Day (Beijing time) of its last change there, tidying up of many records at once not counted; empty without a history", "date", example="2024-05-20"),
        column("has_source", "有来源说明", "Has a source", "是否注明了来源", "Whether its source is stated", "boolean",
               required=True),
        column("expected", "应填字段", "Fields expected", "应有内容的字段个数：必有的和页面上展示的", "How many fields should have content: those required or shown on cards and lists",
               "integer", required=True, example=12),
        column("filled", "已填字段", "Fields filled in", "其中有内容的个数", "How many of them have content", "integer",
               required=True, example=11),
        column("warnings", "提醒数", "Warnings", "检查给出的提醒条数", "Warnings that the checks gave", "integer",
               required=True, example=0),
    ]  # fmt: skip


RETIRED = "retired"
_ABOUT_RETIRED = Text(
    "公布过、后来撤下或改了编号的记录，一条一行，含原因和接替的编号。编号不会再给别的记录用，旧网址都有说明。",
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
        column("removed_on", "撤下日期", "Removed on", "撤下的日期；改编号的为空", "The day on which it was withdrawn; empty if it has another id", "date",
               example="2024-05-20"),
        column("reason", "理由", "Reason", "撤除的理由；改编号和删除的为空", "Why it was withdrawn; empty if it was deleted or has another id", example="已并入别处"),
        column("replaced_by", "由谁接替", "Replaced by", "接替它的编号；空表示没有接替", "The id that takes its place; empty if there is none", example="home-abc-014"),
    ]  # fmt: skip
    made = table(
        kind_of("retired-record", RETIRED, Text("撤下的记录", "Retired records"), _ABOUT_RETIRED),
        columns,
        rows,
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
