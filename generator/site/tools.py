"""Pages that serve a visitor's own question: places side by side, parts for other sites, a wall screen.

compare/            two to four records of a type with a point (`?ids=a,b`)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model import Field, RecordType
from generator.outputs import Made, Output
from generator.site.environment import Desk
from generator.site.head import About
from generator.site.pages import fill, site_path, state_key
from generator.site.shell import Shell, bare
from generator.site.wall import wall_data

COMPARE, EMBED, WALL = "compare/", "embed/", "wall/"
_NOT_COMPARED = ("markdown",)


def tool_pages(desk: Desk, shells: dict[str, Shell], basis: str) -> Iterator[Output]:
    places, parts, words = _places(desk), _embeddable(desk), desk.words
    if places:
        names = {"kinds": places, "comparable": [_comparable(desk, t) for t in places]}
        make = _page(desk, shells["list"], COMPARE, "compare.html", words.compare, words.compare_about, names)
        yield Output(site_path(desk, COMPARE), make, state_key(desk, basis), alone=True)
    if parts:
        make = _page(
            desk, shells["list"], EMBED, "embed.html", words.embed, words.embed_about, {"kinds": parts}
        )
        yield Output(site_path(desk, EMBED), make, state_key(desk, basis), alone=True)
    for record_type in parts:
        path, title = f"{EMBED}{record_type.folder}/", record_type.plural.in_(desk.lang)
        names = {"type": record_type, "page": 1, "pages": 1}
        make = _page(desk, bare(shells["record"]), path, "embedded.html", title, words.embed_about, names)
        yield Output(site_path(desk, path), make, state_key(desk, basis), alone=True)
    if any(t.hours for t in places):
        make = _page(
            desk, bare(shells["list"]), WALL, "wall.html", words.wall, words.wall_about, {"basis": basis[:16]}
        )
        yield Output(site_path(desk, WALL), make, state_key(desk, basis), alone=True)
        if desk.lang == "zh":
            yield wall_data(desk, basis)


def tool_paths(desk: Desk) -> Iterator[str]:
    """The addresses of the pages that visitors look for, for the site map."""
    if _places(desk):
        yield COMPARE
    if _embeddable(desk):
        yield EMBED


def _places(desk: Desk) -> list[RecordType]:
    return [t for t in desk.views.catalog.model.types if t.point]


def _embeddable(desk: Desk) -> list[RecordType]:
    return [t for t in desk.views.catalog.model.types if t.point or t.calendar]


def _page(
    desk: Desk, shell: Shell, path: str, template: str, title: str, about: str, own: dict[str, Any]
) -> Any:
    def make(_files: object) -> Made:
        look = desk.look(path)
        names = desk.names(path, look) | own | {"title": title}
        body = desk.template(template).render(names)
        return Made(
            fill(desk, shell, names, title, body, About(title, about, keep=path in (COMPARE, EMBED))),
            look.seen,
        )

    return make


def _comparable(desk: Desk, record_type: RecordType) -> dict[str, Any]:
    """What compare.js needs to read records of the API: sections, fields and codes in words."""
    sections = []
    told = {"id", record_type.title, record_type.point, "updated_on"}
    for section in record_type.sections:
        fields = [record_type.fields[n] for n in section.fields if n not in told]
        shown = [_described(desk, f) for f in fields if f.kind not in _NOT_COMPARED and not _is_picture(f)]
        if shown:
            sections.append({"title": section.title.in_(desk.lang), "fields": shown})
            told |= {f.name for f in fields}
    return {
        "folder": record_type.folder,
        "title": record_type.title,
        "plural": record_type.plural.in_(desk.lang),
        "sections": sections,
    }


def _described(desk: Desk, f: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"name": f.name, "title": f.title.in_(desk.lang), "kind": f.kind}
    if f.codes:
        found["codes"] = {code: words.in_(desk.lang) for code, words in f.codes.items()}
    if f.unit:
        found["unit"] = f.unit.in_(desk.lang)
    if f.ref:
        found["folders"] = [desk.views.catalog.model.by_type[name].folder for name in f.ref]
        found["titles"] = [desk.views.catalog.model.by_type[name].title for name in f.ref]
    if f.item:
        found["item"] = _described(desk, f.item)
    if f.fields:
        found["fields"] = [_described(desk, inner) for inner in f.fields.values()]
    return found


def _is_picture(f: Field) -> bool:
    inner = f.item.fields if f.item else {}
    return "path" in inner
