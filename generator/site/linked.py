"""What a page is about, for search engines: schema.org as JSON-LD, from the terms the schemas name.

A record type whose `x-collection.iri` is a schema.org class becomes a thing of that class; each of
its fields with a schema.org `x-iri` becomes that property. No record type is known here, only the
vocabulary: https://schema.org/docs/full.html, read by search engines as JSON-LD 1.1.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.model import Field, RecordType
from generator.site.environment import Look
from generator.site.show import PHOTOS
from generator.site.views import View

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


def thing(look: Look, record_type: RecordType, r: View) -> Node | None:
    """The record as a schema.org thing; None if its type is no class of schema.org.

    The address of its Chinese page is its `@id` on pages of both languages. Coordinates are WGS84.
    """
    node = _brief(look, record_type, r)
    if node is None:
        return None
    for f in record_type.described:
        if f.name == record_type.point:
            if r["lon_wgs84"] is not None:
                node["geo"] = _named("geo", longitude=r["lon_wgs84"], latitude=r["lat_wgs84"])
        else:
            _put(look, node, f, r[f.name])
    if r["provenance"] == "demo":
        node["disambiguatingDescription"] = look.desk.words.demo_banner
    return node


def _brief(look: Look, record_type: RecordType, r: View) -> Node | None:
    """What another thing says of this one: its class, addresses and name, and where it stands."""
    name = _term(record_type.iri)
    if name is None:
        return None
    url = f"{look.desk.settings['site_root'] or look.base}{record_type.folder}/{r['id']}/"
    node: Node = {"@type": name, "@id": url, "url": url, "name": r[record_type.title] or r["id"]}
    for f in record_type.described:
        if _term(f.iri) == "address" and r[f.name]:
            node["address"] = r[f.name]
    return node


def _put(look: Look, node: Node, f: Field, value: Any) -> None:
    """A property of the node, if the field names one and is filled in. The first field that gives it wins."""
    name = _term(f.iri)
    if name is None or name in node or value in (None, [], ""):
        return
    said = _said(look, f, name, value)
    if said not in (None, []):
        node[name] = said


def _said(look: Look, f: Field, name: str, value: Any) -> Any:
    if f.kind == "list":
        assert f.item
        return [said for v in value if (said := _said(look, f.item, name, v)) is not None]
    if f.kind == "object":
        return _group(look, f, name, value)
    if f.kind == "ref":
        return _other(look, value)
    if f.kind == "code":
        said = _code(look, f, value)
        return _named(name, name=said) if name in _CLASS_OF else said
    if name == "contentUrl":
        return f"{look.desk.settings['site_root'] or look.base}{PHOTOS}{value}"
    if f.kind == "markdown":
        return None  # the page itself holds it
    return "23:59" if value == "24:00" else value  # the last minute of a day, as search engines ask


def _group(look: Look, f: Field, name: str, value: View) -> Node | None:
    node = _named(name)
    for inner in f.fields.values():
        _put(look, node, inner, value[inner.name])
    if node.get("@type") == "OpeningHoursSpecification" and "opens" not in node:
        node |= {"opens": "00:00", "closes": "00:00"}  # shut on these days
        node.setdefault("validThrough", node.get("validFrom"))
    return node if len(node) > 1 else None


def _other(look: Look, id: str) -> Node | str:
    r = look.rec(id)
    if r is None:
        return id
    record_type = look.type_of(r)
    return _brief(look, record_type, r) or str(r[record_type.title] or id)


def _code(look: Look, f: Field, value: str) -> str | bool:
    """The term of schema.org for a code, else its words."""
    term = _term(f.schema["x-codes"].get(value, {}).get("iri"))
    if term in ("True", "False"):
        return term == "True"
    return f"{CONTEXT}/{term}" if term else f.codes[value].in_(look.desk.lang)


def _named(term: str, **properties: Any) -> Node:
    return {"@type": _CLASS_OF[term], **properties} if term in _CLASS_OF else properties


@cache
def _term(iri: str | None) -> str | None:
    """`schema:name` → `name`; None for a term of another vocabulary."""
    return iri.removeprefix(_PREFIX) if iri and iri.startswith(_PREFIX) else None
