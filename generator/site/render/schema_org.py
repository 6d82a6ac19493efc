"""What a page is about, for search engines: schema.org as JSON-LD, from the terms the schemas name.

A record type whose `x-collection.iri` is a schema.org class becomes a thing of that class; each of
its fields with a schema.org `x-iri` becomes that property, if such a thing has it (`vocabulary`). No record type is known here, only the
vocabulary: https://schema.org/docs/full.html, read by search engines as JSON-LD 1.1.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.schema.model import Field, RecordType
from generator.site.render import vocabulary
from generator.site.render.context import PageContext
from generator.site.render.values import PHOTOS
from generator.site.render.views import View

CONTEXT = "https://schema.org"
_PREFIX = "schema:"
# The class of a value that is itself a group of properties or a mere name, where schema.org asks for one.
_CLASS_OF = {
    "openingHoursSpecification": "OpeningHoursSpecification",
    "specialOpeningHoursSpecification": "OpeningHoursSpecification",
    "geo": "GeoCoordinates",
    "contactPoint": "ContactPoint",
    "image": "ImageObject",
    "amenityFeature": "LocationFeatureSpecification",
    "audience": "Audience",
}

Node = dict[str, Any]


def thing(context: PageContext, record_type: RecordType, r: View) -> Node | None:
    """The record as a schema.org thing; None if its type is no class of schema.org.

    The address of its Chinese page is its `@id` on pages of both languages. Coordinates are WGS84.
    """
    node = _brief(context, record_type, r)
    if node is None:
        return None
    for f in record_type.described:
        if f.name == record_type.point:
            if r["lon_wgs84"] is not None:
                node["geo"] = _named("geo", longitude=r["lon_wgs84"], latitude=r["lat_wgs84"])
        else:
            _put(context, node, f, r[f.name])
    if r["provenance"] == "demo":
        node["disambiguatingDescription"] = context.site.words.demo_banner
    return node


def _brief(context: PageContext, record_type: RecordType, r: View) -> Node | None:
    """What another thing says of this one: its class, addresses and name, and where it stands."""
    name = _term(record_type.iri)
    if name is None:
        return None
    url = f"{context.site.settings['site_root'] or context.base}{record_type.url}/{r['id']}/"
    node: Node = {"@type": name, "@id": url, "url": url, "name": r[record_type.title] or r["id"]}
    for f in record_type.described:
        if _term(f.iri) == "address" and r[f.name]:
            node["address"] = r[f.name]
    return node


def _put(context: PageContext, node: Node, f: Field, value: Any) -> None:
    """A property of the node, if the field names one that such a thing has, and is filled in. The first field
    that gives it wins; of a group that does not fit, what is in it may."""
    name = _term(f.iri)
    if name is None or name in node or value in (None, [], ""):
        return
    if not vocabulary.has(node.get("@type"), name):
        for inner in f.fields.values():
            _put(context, node, inner, value[inner.name])
        return
    said = _said(context, f, name, value)
    fits = not isinstance(said, dict) or vocabulary.may_be(name, said.get("@type", ""))
    if said not in (None, []) and fits:
        node[name] = said


def _said(context: PageContext, f: Field, name: str, value: Any) -> Any:
    if f.kind == "list":
        assert f.item
        return [said for v in value if (said := _said(context, f.item, name, v)) is not None]
    if f.kind == "object":
        return _group(context, f, name, value)
    if f.kind == "ref":
        return _other(context, value)
    if f.kind == "code":
        said = _code(context, f, value)
        return _named(name, name=said) if name in _CLASS_OF else said
    if name == "contentUrl":
        return f"{context.site.settings['site_root'] or context.base}{PHOTOS}{value}"
    if f.kind == "markdown":
        return None  # the page itself holds it
    return "23:59" if value == "24:00" else value  # the last minute of a day, as search engines ask


def _group(context: PageContext, f: Field, name: str, value: View) -> Node | None:
    node = _named(name)
    for inner in f.fields.values():
        _put(context, node, inner, value[inner.name])
    if node.get("@type") == "OpeningHoursSpecification" and "opens" not in node:
        node |= {"opens": "00:00", "closes": "00:00"}  # shut on these days
        node.setdefault("validThrough", node.get("validFrom"))
    return node if len(node) > 1 else None


def _other(context: PageContext, id: str) -> Node | str:
    r = context.rec(id)
    if r is None:
        return id
    record_type = context.type_of(r)
    return _brief(context, record_type, r) or str(r[record_type.title] or id)


def _code(context: PageContext, f: Field, value: str) -> str | bool:
    """The term of schema.org for a code, else its words."""
    term = _term(f.schema["x-codes"].get(value, {}).get("iri"))
    if term in ("True", "False"):
        return term == "True"
    return f"{CONTEXT}/{term}" if term else f.codes[value].in_(context.site.lang)


def _named(term: str, **properties: Any) -> Node:
    return {"@type": _CLASS_OF[term], **properties} if term in _CLASS_OF else properties


@cache
def _term(iri: str | None) -> str | None:
    """`schema:name` → `name`; None for a term of another vocabulary."""
    return iri.removeprefix(_PREFIX) if iri and iri.startswith(_PREFIX) else None
