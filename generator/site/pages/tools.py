"""Pages that serve a visitor's own question: places side by side, parts for other sites, a wall screen.

compare/            two to four records of a type with a point (`?ids=a,b`)
embed/              parts for other sites, one a type below it (`embed/<url>/`)
wall/               a screen on the wall, and all that it shows in `wall/data.json`
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson

from generator.core.outputs import Output
from generator.schema.model import Field, RecordType
from generator.site.render.agenda import coming, owners
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.page import page, tracked
from generator.site.render.views import View
from generator.site.shell.shell import Shell, bare

COMPARE, EMBED, WALL = "compare/", "embed/", "wall/"
_NOT_COMPARED = ("markdown",)


def tool_pages(site: LanguageSite) -> Iterator[Output]:
    places, parts, words = _places(site), _embeddable(site), site.words
    if places:
        names: dict[str, Any] = {"kinds": places, "comparable": [_comparable(site, t) for t in places]}
        about = About(words.compare, words.compare_about)
        yield _tool_page(site, COMPARE, "compare.html", names, about, site.shells["list"])
    if parts:
        about = About(words.embed, words.embed_about)
        yield _tool_page(site, EMBED, "embed.html", {"kinds": parts}, about, site.shells["list"])
    for record_type in parts:
        names = {"type": record_type, "page": 1, "pages": 1}
        about = About(record_type.plural.in_(site.lang), words.embed_about, keep=False)
        frame = bare(site.shells["record"])
        yield _tool_page(site, f"{EMBED}{record_type.url}/", "embedded.html", names, about, frame)
    if any(t.hours for t in places):
        about = About(words.wall, words.wall_about, keep=False)
        frame = bare(site.shells["list"])
        yield _tool_page(site, WALL, "wall.html", {"state": _release(site)}, about, frame)
        if site.lang == "zh":
            yield wall_data(site)


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


def _tool_page(
    site: LanguageSite, path: str, template: str, names: dict[str, Any], about: About, shell: Shell
) -> Output:
    return page(site, path, lambda _context: ({**names, "title": about.title}, about), template, shell)


def _comparable(site: LanguageSite, record_type: RecordType) -> dict[str, Any]:
    """What compare.js needs to read records of the API: sections, fields and codes in words."""
    sections = []
    used = {"id", record_type.title, record_type.point, "updated_on"}
    for section in record_type.sections:
        fields = [record_type.fields[n] for n in section.fields if n not in used]
        shown = [_described(site, f) for f in fields if f.kind not in _NOT_COMPARED and not _is_picture(f)]
        if shown:
            sections.append({"title": section.title.in_(site.lang), "fields": shown})
            used |= {f.name for f in fields}
    return {
        "folder": record_type.folder,
        "url": record_type.url,
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


def _release(site: LanguageSite) -> str:
    """Stands in the page and in its file: a page that was made with another one loads itself again.
    Of the length of a checksum, as in `service_worker.release`."""
    return site.state[:32]


def wall_data(site: LanguageSite) -> Output:
    """`places`: id, title, the areas it lies in, and its week, as in a place's own page. `entries`: what
    is to come, with Beijing times as recorded; `off` the status of what was called or put off.
    """

    def make(context: PageContext) -> bytes:
        types = site.views.catalog.model.types
        document = {
            "basis": _release(site),
            "as_of": site.as_of.isoformat(),
            "places": [
                _place(context, t, r)
                for t in types
                if t.hours
                for r in context.records(t.folder)
                if _keeps(t, r)
            ],
            "entries": [e for t in types if t.calendar for e in _entries(context, t)],
        }
        return orjson.dumps(document)

    return tracked(site, "wall/data.json", WALL, make)


def _keeps(record_type: RecordType, r: View) -> bool:
    hours = record_type.hours
    return bool(hours and r["status"] in hours.status and r[hours.opening])


def _place(context: PageContext, record_type: RecordType, r: View) -> dict[str, Any]:
    hours = record_type.hours
    assert hours
    given = {"opening": r[hours.opening], "closed": r[hours.closed] if hours.closed else []}
    week = {k: [{n: v for n, v in row.items() if v is not None} for row in rows] for k, rows in given.items()}
    front = {"id": r["id"], "title": context.title(r["id"]), "demo": r["provenance"] == "demo"}
    return {**front, "of": _areas(context, record_type, r), "week": week}


def _areas(context: PageContext, record_type: RecordType, r: View) -> list[str]:
    """Ids that the facets of a place refer to: the town it lies in."""
    fields = record_type.fields
    return [r[name] for name in record_type.facets if fields[name].kind == "ref" and r[name]]


def _entries(context: PageContext, record_type: RecordType) -> list[dict[str, Any]]:
    cal, found = record_type.calendar, []
    assert cal
    context.reads.add(f"records:{record_type.folder}")
    views = context.site.views
    until = (context.site.as_of + AHEAD).isoformat()
    for record, time in coming(views.records(record_type.folder), context.site.as_of):
        if time.first > until:
            break
        places = owners(views.catalog, record)
        context.reads.update(f"record:{place.id}" for place in places)
        given = [views.view(record)[name] for name in cal.places]
        where = [context.title(v) for v in given if v and views.record(v)] or [v for v in given if v]
        status = record.data["status"]
        found.append(
            {
                "title": record.title,
                "demo": record.data["provenance"] == "demo",
                "start": time.start,
                "end": time.end,
                "place": where[0] if where else "",
                "of": [place.id for place in places],
                "off": status if status in cal.off else None,
            }
        )
    return found
