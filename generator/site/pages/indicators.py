"""The pages of indicators: a list, and one page each with its definition, query, numbers and charts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.core.outputs import Output
from generator.core.text import Lang, Text
from generator.datasets.figure_files import figures_path
from generator.schema.model import Breakdown, Indicator, Model
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.page import Content, page
from generator.site.render.svg import Bar, Point, bars, curve
from generator.tables.derived import views_of
from generator.tables.figures import DEMO, WHOLE
from generator.tables.indicator_tables import DEFINITIONS, FIGURES, SERIES
from generator.tables.tabulate import Table

Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One breakdown of an indicator: its rows of the latest period, and the earlier ones; `released`: those
    of each release, if they hold for a day."""

    code: str
    title: Text
    period: str
    rows: list[Row]
    earlier: list[Row]
    released: list[Row]


@dataclass(frozen=True)
class Sheet:
    """An indicator with all its figures; the first part is the one that lists show."""

    indicator: Indicator
    path: str
    tables: list[str]
    parts: list[Part]

    @property
    def is_demo(self) -> bool:
        return DEMO in self.parts[0].rows[0]["notes"]


@dataclass(frozen=True)
class Line:
    """A part of an indicator in one period, by area; the first area is the district."""

    sheet: Sheet
    part: Part
    period: str
    by_area: dict[str, Row]

    @property
    def year(self) -> str:
        return self.period[:4]


def indicator_paths(model: Model) -> Iterator[str]:
    if model.indicators:
        yield "indicators/"
    for indicator in model.indicators:
        yield _path(indicator)


def indicator_titles(model: Model, lang: Lang) -> Iterator[tuple[str, str]]:
    """Address and title of each indicator's page."""
    for indicator in model.indicators:
        yield _path(indicator), indicator.title.in_(lang)


def figure_pages(site: LanguageSite, tables: dict[str, Table]) -> Iterator[Output]:
    """`indicators/index.html` and `indicators/<id>/index.html`; nothing where no indicator is defined."""
    sheets = _sheets(site.views.catalog.model, tables)
    state = hashlib.sha256(repr([s.parts for s in sheets]).encode()).hexdigest()
    if sheets:
        yield page(site, "indicators/", partial(_list, sheets), "indicators.html", "list", state)
    for sheet in sheets:
        yield page(site, sheet.path, partial(_sheet, sheet), "indicator.html", state=state)


def _path(indicator: Indicator) -> str:
    return f"indicators/{indicator.id.lower()}/"


def _list(sheets: list[Sheet], context: PageContext) -> Content:
    families = context.site.views.catalog.model.terms.families
    lines = [line for sheet in sheets for line in _lines(sheet)]
    years = {
        year: [(f, title, own) for f, title in families.items()
               if (own := [n for n in lines if n.year == year and n.sheet.indicator.family == f])]
        for year in sorted({line.year for line in lines}, reverse=True)
    }  # fmt: skip
    names = {
        **_names(context),
        "years": years,
        "areas": sorted({area for sheet in sheets for r in sheet.parts[0].rows[1:] if (area := r["area"])}),
        "is_demo": any(s.is_demo for s in sheets),
    }
    return names, About(context.site.words.indicators)


def _lines(sheet: Sheet) -> Iterator[Line]:
    """The whole in every period, newest first; each part where there is no whole."""
    for part in sheet.parts if sheet.parts[0].code != WHOLE else sheet.parts[:1]:
        rows = [*part.rows, *part.earlier]
        for period in dict.fromkeys(r["period"] for r in rows):
            yield Line(sheet, part, period, {r["area"]: r for r in rows if r["period"] == period})


def _sheet(sheet: Sheet, context: PageContext) -> Content:
    site, indicator = context.site, sheet.indicator
    names = {
        **_names(context),
        "sheet": sheet,
        "i": indicator,
        "chart": lambda part: _chart(context, sheet, part),
        "curve": lambda part: _curve(context, sheet, part),
        "figures_file": figures_path(indicator.id),
        "views": views_of(indicator.query, site.views.catalog.model),
    }
    above = ((site.words.indicators, "indicators/"),)
    return names, About(indicator.title.in_(site.lang), indicator.formula.in_(site.lang), above)


def _names(context: PageContext) -> dict[str, Any]:
    terms = context.site.views.catalog.model.terms
    return {"terms": terms, "number": number, "value": lambda r: _value(context, r)}


def _sheets(model: Model, tables: dict[str, Table]) -> list[Sheet]:
    used = {r["id"]: r["tables"] for r in tables[DEFINITIONS].rows.select(["id", "tables"]).to_pylist()}
    rows: dict[str, list[Row]] = {i.id: [] for i in model.indicators}
    for row in tables[FIGURES].rows.to_pylist():
        rows[row["indicator"]].append(row)
    released: dict[str, list[Row]] = {i.id: [] for i in model.indicators}
    for row in tables[SERIES].rows.to_pylist():
        released.setdefault(row["indicator"], []).append(row)
    return [
        Sheet(i, _path(i), used[i.id], _parts(i, rows[i.id], released[i.id]))
        for i in model.indicators
        if rows[i.id]
    ]


def _parts(indicator: Indicator, rows: list[Row], released: list[Row]) -> list[Part]:
    whole = Breakdown(indicator.title, indicator.unit, indicator.protects)
    found = []
    for code, breakdown in {WHOLE: whole, **indicator.breakdowns}.items():
        own = [r for r in rows if r["breakdown"] == code]
        if own:
            latest = max(r["period"] for r in own)
            now = [r for r in own if r["period"] == latest]
            before = sorted(
                (r for r in own if r["period"] != latest), key=lambda r: r["period"], reverse=True
            )
            past = [r for r in released if r["breakdown"] == code]
            found.append(Part(code, breakdown.title, latest, now, before, past))
    return found


def _title(context: PageContext, sheet: Sheet, part: Part, period: str) -> str:
    words, lang = context.site.words, context.site.lang
    what = sheet.indicator.title.in_(lang)
    if part.code != WHOLE:
        what += words.colon + part.title.in_(lang)
    return words.chart_of.format(what=what, period=period)


def _curve(context: PageContext, sheet: Sheet, part: Part) -> Markup:
    """What the first area's figure was in each release, and what it is now."""
    now = part.rows[0]
    if now["period"] != now["as_of"].isoformat():
        return Markup("")
    days = {
        r["as_of"]: r for r in (*part.released, now) if r["area"] == now["area"] and r["unit"] == now["unit"]
    }
    points = [
        Point(day, r["value"], day.isoformat(), _value(context, r))
        for day, r in sorted(days.items())
        if r["value"] is not None
    ]
    if len(points) < 2:
        return Markup("")
    title = _title(context, sheet, part, f"{points[0].label} – {points[-1].label}")
    said = context.site.words.list_semicolon.join(f"{p.label} {p.text}" for p in points)
    return curve(points, title, said, 100 if now["unit"] == "percent" else None)


def _chart(context: PageContext, sheet: Sheet, part: Part) -> Markup:
    title = _title(context, sheet, part, part.period)
    mark = Text(f"（{context.site.words.demo}）", f" ({context.site.words.demo})").in_(context.site.lang)
    rows = [Bar(context.title(r["area"]) + mark * (DEMO in r["notes"]), r["value"], _value(context, r), r["ci_low"], r["ci_high"], i == 0)
            for i, r in enumerate(part.rows)]  # fmt: skip
    said = context.site.words.list_semicolon.join(f"{b.label} {b.text}" for b in rows)
    top = 100 if part.rows[0]["unit"] == "percent" else None
    return bars(rows, title, said, top)


def _value(context: PageContext, row: Row) -> str:
    """`87.5%`, `3 homes`, or in words why there is none."""
    terms, lang = context.site.views.catalog.model.terms, context.site.lang
    if row["value"] is None:
        return str(context.site.words[f"figure_{row['status']}"])
    unit = terms.units[row["unit"]].in_(lang)
    return f"{number(row['value'])}{'' if unit == '%' else ' '}{unit}"


def number(value: float | None) -> str:
    """At most two decimals, none for a whole number, thousands apart."""
    return "" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def search_texts(indicators: Iterable[Indicator]) -> Iterator[tuple[str, str, str]]:
    """Address, title and words of each indicator in both languages."""
    for i in indicators:
        words = (i.title, i.formula, i.population)
        yield f"{_path(i)[:-1]}.html", i.title.zh, " ".join(f"{w.zh} {w.en}" for w in words) + f" {i.id}"
