"""The tables of indicators and of their definitions, made as those of records are, for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from generator.core.text import Text
from generator.schema.model import Indicator, Model, RecordType, Terms
from generator.tables.derived import (
    both,
    codes_column,
    column,
    kind_of,
    parsed,
    table,
    tables_of,
    words_columns,
)
from generator.tables.figures import WHOLE, Figure
from generator.tables.tabulate import Column, Table

FIGURES, DEFINITIONS, SERIES = "indicators", "indicator_definitions", "indicator_series"

_STATUS = {
    "computed": Text("已计算", "Computed"),
    "suppressed": Text("不公布（数太小）", "Withheld (too small)"),
    "not_computable": Text("无法计算", "Not computable"),
    "not_set": Text("未设定", "Not set"),
}
_KINDS = {
    "share": Text("占比", "Share"),
    "ratio": Text("比率", "Ratio"),
    "mean": Text("平均数", "Mean"),
    "median": Text("中位数", "Median"),
    "count": Text("计数", "Count"),
    "score": Text("评分", "Score"),
}
_PROTECTS = {
    "nothing": Text("不限：不是人数", "Nothing: it does not count people"),
    "persons": Text("人数小于最小单元的不公布", "Fewer people than the smallest cell are withheld"),
    "sample": Text(
        "有效样本小于最小样本的不公布", "Rates from fewer answers than the least sample are withheld"
    ),
}


def figures_table(figures: Iterable[Figure], model: Model, as_of: date) -> Table:
    """Long format, sorted by indicator, area, period and breakdown."""
    rows = sorted(figures, key=attrgetter("key"))
    kind = kind_of("indicator", FIGURES, Text("指标", "Indicators"), _ABOUT_FIGURES)
    return table(
        kind, _figure_columns(model), [{**vars(f), "notes": list(f.notes), "as_of": as_of} for f in rows]
    )


def _figure_columns(model: Model) -> list[Column]:
    areas = model.of_areas
    return [
        column("indicator", "指标", "Indicator", "指标的编号", "Id of the indicator", "ref",
                key=True, to=DEFINITIONS, example="I-COV-01"),
        column("area", "区域", "Area", "区，或镇（街道）", "The district or a town", "ref",
                key=True, to=areas.table if areas else None, example="area-990101"),
        column("period", "时期", "Period", "年份、季度，或统计基准日", "A year, a quarter, or the day it holds for",
                key=True, example="2024"),
        column("breakdown", "分项", "Breakdown", f"{WHOLE} 为合计；其余代码见 indicator_definitions__breakdowns",
                f"{WHOLE} is the whole; the other codes are in indicator_definitions__breakdowns",
                key=True, example=WHOLE),
        column("value", "数值", "Value", "没有数值时为空，原因见 status 和 reason",
                "Empty where there is none; status and reason say why", "number", example=87.5),
        column("unit", "单位", "Unit", "数值的单位", "Unit of the value", "code",
                codes=model.terms.units, required=True, example="percent"),
        column("numerator", "分子", "Numerator", "比率的分子；不是比率的为空", "Numerator of a quotient; empty if it is none", "number", example=7.0),
        column("denominator", "分母", "Denominator", "比率的分母；不是比率的为空", "Denominator of a quotient; empty if it is none", "number", example=8.0),
        column("n", "计入数", "n", "算入多少个对象", "How many things it was computed from", "integer", example=8),
        column("missing", "缺失数", "Missing", "应算入而没有记录的个数，不当作 0",
                "How many should be in it but are not recorded; none of them counts as 0", "integer", example=1),
        column("ci_low", "置信区间下限", "Interval from", "95% 置信区间（Wilson）的下限；不是抽样的为空",
                "Lower bound of the 95% Wilson interval; empty unless it is a sample", "number", example=61.2),
        column("ci_high", "置信区间上限", "Interval to", "95% 置信区间（Wilson）的上限；不是抽样的为空",
                "Upper bound of the 95% Wilson interval; empty unless it is a sample", "number", example=74.9),
        column("age_min", "年龄下限", "Age from", "按“青年”算的比率，从几岁（含）起；其他指标为空", "Of a rate of young people, from which age, inclusive; else empty",
               "integer", example=14),
        column("age_max", "年龄上限", "Age to", "按“青年”算的比率，到几岁（含）为止；其他指标为空", "Of a rate of young people, up to which age, inclusive; else empty",
               "integer", example=35),
        column("status", "状态", "Status", "有没有数值", "Whether there is a value", "code",
                codes=_STATUS, required=True, example="computed"),
        column("reason", "原因", "Reason", "没有数值的原因；有数值的为空", "Why there is no value; empty if there is one", "code",
                codes=model.terms.reasons, example="nothing_to_count"),
        codes_column("notes", "说明", "Notes", "读这个数时要知道的事", "What to know when reading it", model.terms.notes),
        column("as_of", "统计基准日", "As of", "按这一天的记录计算", "Computed from the records of this day", "date",
                required=True, example="2026-12-01"),
    ]  # fmt: skip


def series_table(released: Iterable[tuple[str, list[dict[str, str]]]], model: Model) -> Table:
    """The figures that hold for a day, release by release, oldest first: `released` has the name of each and
    the rows of its table of figures as text, as they were published. What they did not have yet stays empty."""
    title = Text("指标时间序列", "Series of indicators")
    kind = kind_of("indicator-in-release", SERIES, title, _ABOUT_SERIES)
    columns = [
        column("release", "发布版本", "Release", "在哪一版里公布", "The release that it was published in", key=True,
               example="2026-11"),
        *_figure_columns(model),
    ]  # fmt: skip
    rows = [
        {"release": name, **{c.name: parsed(c, row.get(c.name, "")) for c in columns[1:]}}
        for name, figures in released
        for row in figures
        if row["period"] == row["as_of"]
    ]
    return table(kind, columns, rows)


def definition_tables(model: Model, tables: dict[str, Table]) -> Iterator[Table]:
    """What each indicator is, with its SQL; and the codes of its breakdowns."""
    kind = kind_of(
        "indicator-definition", DEFINITIONS, Text("指标定义", "Indicator definitions"), _ABOUT_DEFINITIONS
    )
    indicators = sorted(model.indicators, key=attrgetter("id"))
    example = indicators[0].id if indicators else ""
    columns = [
        column("id", "编号", "Id", "指标的编号", "Id of the indicator", key=True, example=example),
        *words_columns("title", "名称", "Title", "指标叫什么", "What it is called"),
        column("family", "类别", "Family", "编号中间的字母", "The letters in the middle of the id", "code",
                codes=model.terms.families, required=True),
        column("kind", "类型", "Kind", "怎样得出一个数", "How the number comes about", "code",
                codes=_KINDS, required=True),
        column("unit", "单位", "Unit", "数值的单位", "Unit of the value", "code",
                codes=model.terms.units, required=True),
        *words_columns("formula", "公式", "Formula", "公式的文字说明", "The formula in words"),
        *words_columns("numerator", "分子", "Numerator", "分子数什么", "What the numerator counts"),
        *words_columns("denominator", "分母", "Denominator", "分母数什么", "What the denominator counts"),
        *words_columns("population", "统计范围", "Population", "哪些对象算入，口径的说明", "What is counted, and by which rule"),
        *words_columns("not_computable", "无法计算时", "If not computable", "没有数值说明什么", "What it means that there is no value"),
        column("source", "方案出处", "Source in the plan", "方案的章节，或 general", "A place in the plan, or general",
                required=True),
        column("protects", "保护", "Protection", "哪些小数目不公布", "Which small numbers are withheld", "code",
                codes=_PROTECTS, required=True),
        column("interval", "给出置信区间", "Has an interval", "抽样比率给出 95% 置信区间",
                "A sample's rate comes with a 95% interval", "boolean", required=True),
        codes_column("tables", "数据表", "Tables", "算这个指标用到的表", "The tables that it is computed from",
               {t.name: t.title for t in tables.values()}),
        column("sql", "查询", "Query", "在全部数据表上运行的 SQL（DuckDB）", "The SQL that runs over the tables (DuckDB)",
                "lines", required=True),
    ]  # fmt: skip
    definitions = table(kind, columns, [_definition(i, model, tables) for i in indicators])
    yield definitions
    yield _breakdowns(kind, indicators, model.terms)


def _breakdowns(kind: RecordType, indicators: list[Indicator], terms: Terms) -> Table:
    columns = [
        column("indicator_id", "指标", "Indicator", "指标的编号", "Id of the indicator", "ref",
                key=True, to=DEFINITIONS, example="I-COV-03"),
        column("seq", "序号", "Position", "在所属列表中的位置，从 1 起", "Position in its list, from 1", "integer",
                key=True, example=1),
        column("code", "代码", "Code", "indicators 表 breakdown 一列的值", "The value in the column breakdown of indicators",
                required=True, example="flagship"),
        *words_columns("title", "名称", "Title", "分项叫什么", "What the part is called"),
        column("unit", "单位", "Unit", "分项的单位", "Unit of the part", "code", codes=terms.units, required=True),
    ]  # fmt: skip
    rows = [
        {"indicator_id": i.id, "seq": seq, "code": code, **both("title", part.title), "unit": part.unit}
        for i in indicators
        for seq, (code, part) in enumerate(i.breakdowns.items(), 1)
    ]
    return table(
        kind, columns, rows, "breakdowns", Text("指标定义·分项", "Indicator definitions: breakdowns")
    )


_ABOUT_FIGURES = Text(
    "由各表按公开的查询算出的指标：每行是一个指标在一个区域、一个时期的数值，连同分子、分母、计入数和缺失数。都是过程性指标，不说明因果。",
    "Figures computed from the other tables by published queries: a row holds one indicator in one area and period, with numerator, denominator, n and missing. All are process measures and claim no cause.",
)
_ABOUT_SERIES = Text(
    "统计基准日的指标在每一次发布里的数值，每行是一个指标在一次发布里的一个值，一版一版接起来，可以画成曲线。数值是当时公布的，以后不再改。",
    "The indicators that hold for a day as each release published them, one after the other, so that a curve can be drawn. They stay as they were published.",
)
_ABOUT_DEFINITIONS = Text(
    "全部指标的定义，每行一个：名称、类别、公式、分子和分母、统计范围、方案出处、小数目怎样保护，以及查询本身，可以用公开的数据重算。",
    "The definitions of all indicators, a row each: title, formula, population, place in the plan, protection of small numbers and the query itself, so that each can be computed again from the published data.",
)


def _definition(indicator: Indicator, model: Model, tables: dict[str, Table]) -> dict[str, Any]:
    words = ("title", "formula", "numerator", "denominator", "population", "not_computable")
    plain = ("id", "family", "kind", "unit", "source", "protects", "interval")
    row = {name: getattr(indicator, name) for name in plain}
    row |= {"tables": list(tables_of(indicator.query, model, tables)), "sql": indicator.query.sql}
    for name in words:
        row |= both(name, getattr(indicator, name))
    return row
