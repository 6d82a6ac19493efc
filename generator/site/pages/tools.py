"""Pages that serve a visitor's own question: places side by side, parts for other sites, a wall screen.

compare/            two to four records of a type with a point (`?ids=a,b`)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson

from generator.core.outputs import Made, Output
from generator.schema.model import Field, RecordType
from generator.site.pages.records import fill, site_path, state_key
from generator.site.render.agenda import coming, first_day, owners
from generator.site.render.environment import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.views import View
from generator.site.shell.shell import Shell, bare

COMPARE, EMBED, WALL = "compare/", "embed/", "wall/"
_NOT_COMPARED = ("markdown",)


def tool_pages(site: LanguageSite, shells: dict[str, Shell], basis: str) -> Iterator[Output]:
    places, parts, words = _places(site), _embeddable(site), site.words
    if places:
        names = {"kinds": places, "comparable": [_comparable(site, t) for t in places]}
        make = _page(site, shells["list"], COMPARE, "compare.html", words.compare, words.compare_about, names)
        yield Output(site_path(site, COMPARE), make, state_key(site, basis), alone=True)
    if parts:
        make = _page(
            site, shells["list"], EMBED, "embed.html", words.embed, words.embed_about, {"kinds": parts}
        )
        yield Output(site_path(site, EMBED), make, state_key(site, basis), alone=True)
    for record_type in parts:
        path, title = f"{EMBED}{record_type.folder}/", record_type.plural.in_(site.lang)
        names = {"type": record_type, "page": 1, "pages": 1}
        make = _page(site, bare(shells["record"]), path, "embedded.html", title, words.embed_about, names)
        yield Output(site_path(site, path), make, state_key(site, basis), alone=True)
    if any(t.hours for t in places):
        make = _page(
            site, bare(shells["list"]), WALL, "wall.html", words.wall, words.wall_about, {"basis": basis[:16]}
        )
        yield Output(site_path(site, WALL), make, state_key(site, basis), alone=True)
        if site.lang == "zh":
            yield wall_data(site, basis)


def tool_paths(site: LanguageSite) -> Iterator[str]:
    """The addresses of the pages that visitors look for, for the site map."""
    if _places(site):
        yield COMPARE
    if _embeddable(site):
        yield EMBED


def _places(site: LanguageSite) -> list[RecordType]:
    return [t for t in site.views.catalog.model.types if t.point]


def _embeddable(site: LanguageSite) -> list[RecordType]:
    return [t for t in site.views.catalog.model.types if t.point or t.calendar]


def _page(
    site: LanguageSite, shell: Shell, path: str, template: str, title: str, about: str, own: dict[str, Any]
) -> Any:
    def make(_files: object) -> Made:
        context = site.context(path)
        names = site.names(path, context) | own | {"title": title}
        body = site.template(template).render(names)
        return Made(
            fill(site, shell, names, title, body, About(title, about, keep=path in (COMPARE, EMBED))),
            context.dependencies,
        )

    return make


def _comparable(site: LanguageSite, record_type: RecordType) -> dict[str, Any]:
    """What compare.js needs to read records of the API: sections, fields and codes in words."""
    sections = []
    told = {"id", record_type.title, record_type.point, "updated_on"}
    for section in record_type.sections:
        fields = [record_type.fields[n] for n in section.fields if n not in told]
        shown = [_described(site, f) for f in fields if f.kind not in _NOT_COMPARED and not _is_picture(f)]
        if shown:
            sections.append({"title": section.title.in_(site.lang), "fields": shown})
            told |= {f.name for f in fields}
    return {
        "folder": record_type.folder,
        "title": record_type.title,
        "plural": record_type.plural.in_(site.lang),
        "sections": sections,
    }


def _described(site: LanguageSite, f: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"name": f.name, "title": f.title.in_(site.lang), "kind": f.kind}
    if f.codes:
        found["codes"] = {code: words.in_(site.lang) for code, words in f.codes.items()}
    if f.unit:
        found["unit"] = f.unit.in_(site.lang)
    if f.ref:
        found["folders"] = [site.views.catalog.model.by_type[name].folder for name in f.ref]
        found["titles"] = [site.views.catalog.model.by_type[name].title for name in f.ref]
    if f.item:
        found["item"] = _described(site, f.item)
    if f.fields:
        found["fields"] = [_described(site, inner) for inner in f.fields.values()]
    return found


def _is_picture(f: Field) -> bool:
    inner = f.item.fields if f.item else {}
    return "path" in inner


AHEAD = timedelta(days=60)
"""How far the file reaches: a screen stays right for so long without a new release."""


def wall_data(site: LanguageSite, basis: str) -> Output:
    """`basis` goes into the file: a page that was made with another one loads itself again.

    `places`: id, title, the areas it lies in, and its week, as in a place's own page. `entries`: what
    is to come, with Beijing times as recorded; `off` the status of what was called or put off.
    """

    def make(_files: object) -> Made:
        context = site.context("wall/")
        types = site.views.catalog.model.types
        document = {
            "basis": basis[:16],
            "as_of": site.today.isoformat(),
            "places": [
                _place(context, t, r)
                for t in types
                if t.hours
                for r in context.records(t.folder)
                if _keeps(t, r)
            ],
            "entries": [e for t in types if t.calendar for e in _entries(context, t)],
        }
        return Made(orjson.dumps(document), context.dependencies)

    return Output("wall/data.json", make, state_key(site, basis), alone=True)


def _keeps(record_type: RecordType, r: View) -> bool:
    hours = record_type.hours
    return bool(hours and r["status"] in hours.status and r[hours.opening])


def _place(context: PageContext, record_type: RecordType, r: View) -> dict[str, Any]:
    hours = record_type.hours
    assert hours
    given = {"opening": r[hours.opening], "closed": r[hours.closed] if hours.closed else []}
    week = {k: [{n: v for n, v in row.items() if v is not None} for row in rows] for k, rows in given.items()}
    told = {"id": r["id"], "title": context.title(r["id"]), "demo": r["provenance"] == "demo"}
    return {**told, "of": _areas(context, record_type, r), "week": week}


def _areas(context: PageContext, record_type: RecordType, r: View) -> list[str]:
    """Ids that the facets of a place refer to: the town it lies in."""
    fields = record_type.fields
    return [r[name] for name in record_type.facets if fields[name].kind == "ref" and r[name]]


def _entries(context: PageContext, record_type: RecordType) -> list[dict[str, Any]]:
    cal, found = record_type.calendar, []
    assert cal
    context.reads.add(f"records:{record_type.folder}")
    views = context.site.views
    until = (context.site.today + AHEAD).isoformat()
    for record in coming(record_type, views.records(record_type.folder), context.site.today):
        if first_day(record) > until:
            break
        places = owners(views.catalog, record)
        context.reads.update(f"record:{place.id}" for place in places)
        told = [views.view(record)[name] for name in cal.places]
        where = [context.title(v) for v in told if v and views.record(v)] or [v for v in told if v]
        status = record.data["status"]
        found.append(
            {
                "title": record.title,
                "demo": record.data["provenance"] == "demo",
                "start": record.data[cal.start],
                "end": record.data.get(cal.end) if cal.end else None,
                "place": where[0] if where else "",
                "of": [place.id for place in places],
                "off": status if status in cal.off else None,
            }
        )
    return found
