"""The pages of indicators: a list, and one page each with its definition, query, numbers and charts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.indicators.figures import DEMO, WHOLE
from generator.indicators.layout import DEFINITIONS, FIGURES
from generator.indicators.sources import views_of
from generator.model import Breakdown, Indicator, Model
from generator.outputs import Made, Output
from generator.site.charts import Bar, bars
from generator.site.environment import Desk, Look
from generator.site.head import About
from generator.site.pages import fill, state_key
from generator.site.shell import Shell
from generator.tables import Table
from generator.text import Lang, Text

Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One breakdown of an indicator: its rows of the latest period, and the earlier ones."""

    code: str
    title: Text
    period: str
    rows: list[Row]
    earlier: list[Row]


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


def indicator_paths(model: Model) -> Iterator[str]:
    if model.indicators:
        yield "indicators/"
    for indicator in model.indicators:
        yield _path(indicator)


def indicator_titles(model: Model, lang: Lang) -> Iterator[tuple[str, str]]:
    """Address and title of each indicator's page."""
    for indicator in model.indicators:
        yield _path(indicator), indicator.title.in_(lang)


def figure_pages(
    desk: Desk, shells: dict[str, Shell], tables: dict[str, Table], basis: str
) -> Iterator[Output]:
    """`indicators/index.html` and `indicators/<id>/index.html`; nothing where no indicator is defined."""
    model = desk.views.catalog.model
    sheets = _sheets(model, tables)
    digest = hashlib.sha256(repr([s.parts for s in sheets]).encode()).hexdigest()
    key = state_key(desk, f"{basis}{digest}")
    prefix = "" if desk.lang == "zh" else "en/"
    if sheets:
        yield Output(f"{prefix}indicators/index.html", _list(desk, shells["list"], sheets), key, True)
    for sheet in sheets:
        yield Output(f"{prefix}{sheet.path}index.html", _page(desk, shells["record"], sheet), key, True)


def _path(indicator: Indicator) -> str:
    return f"indicators/{indicator.id.lower()}/"


def _list(desk: Desk, shell: Shell, sheets: list[Sheet]) -> Any:
    def make(_files: object) -> Made:
        look = desk.look("indicators/")
        names = _names(desk, look, "indicators/")
        families = desk.views.catalog.model.terms.families
        groups = [(f, title, [s for s in sheets if s.indicator.family == f]) for f, title in families.items()]
        areas = sorted(
            {r["area"] for s in sheets for r in s.parts[0].rows if r["area"] != s.parts[0].rows[0]["area"]}
        )
        names |= {
            "groups": [g for g in groups if g[2]],
            "areas": areas,
            "is_demo": any(s.is_demo for s in sheets),
        }
        body = desk.template("indicators.html").render(names)
        return Made(fill(desk, shell, names, desk.words.indicators, body), look.seen)

    return make


def _page(desk: Desk, shell: Shell, sheet: Sheet) -> Any:
    def make(_files: object) -> Made:
        look = desk.look(sheet.path)
        names = _names(desk, look, sheet.path)
        names |= {"sheet": sheet, "i": sheet.indicator, "chart": lambda part: _chart(look, sheet, part)}
        names["views"] = views_of(sheet.indicator.query, desk.views.catalog.model)
        body = desk.template("indicator.html").render(names)
        title = sheet.indicator.title.in_(desk.lang)
        formula = sheet.indicator.formula.in_(desk.lang)
        about = About(title, formula, above=((desk.words.indicators, "indicators/"),))
        return Made(fill(desk, shell, names, title, body, about), look.seen)

    return make


def _names(desk: Desk, look: Look, path: str) -> dict[str, Any]:
    terms = desk.views.catalog.model.terms
    return desk.names(path, look) | {"terms": terms, "number": number, "value": lambda r: _value(look, r)}


def _sheets(model: Model, tables: dict[str, Table]) -> list[Sheet]:
    used = {r["id"]: r["tables"] for r in tables[DEFINITIONS].rows.select(["id", "tables"]).to_pylist()}
    rows: dict[str, list[Row]] = {i.id: [] for i in model.indicators}
    for row in tables[FIGURES].rows.to_pylist():
        rows[row["indicator"]].append(row)
    return [Sheet(i, _path(i), used[i.id], _parts(i, rows[i.id])) for i in model.indicators if rows[i.id]]


def _parts(indicator: Indicator, rows: list[Row]) -> list[Part]:
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
            found.append(Part(code, breakdown.title, latest, now, before))
    return found


def _chart(look: Look, sheet: Sheet, part: Part) -> Markup:
    lang = look.desk.lang
    what = sheet.indicator.title.in_(lang)
    if part.code != WHOLE:
        what += look.desk.words.colon + part.title.in_(lang)
    title = look.desk.words.chart_of.format(what=what, period=part.period)
    rows = [Bar(look.title(r["area"]), r["value"], _value(look, r), r["ci_low"], r["ci_high"], i == 0)
            for i, r in enumerate(part.rows)]  # fmt: skip
    said = look.desk.words.list_semicolon.join(f"{b.label} {b.text}" for b in rows)
    top = 100 if part.rows[0]["unit"] == "percent" else None
    return bars(rows, title, said, top)


def _value(look: Look, row: Row) -> str:
    """`87.5%`, `3 homes`, or in words why there is none."""
    terms, lang = look.desk.views.catalog.model.terms, look.desk.lang
    if row["value"] is None:
        return str(look.desk.words[f"figure_{row['status']}"])
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
