"""Linked data as Turtle (RDF 1.1): writes the same nodes that are published as JSON-LD.

Takes only plain nodes: compact names as keys, values that are text, `{"@id"}`, `{"@value"}` with
`@language` or `@type`, nodes, or lists of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generator.core.text import Text

_Node = Mapping[str, Any]

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NAME = re.compile(r"[a-z0-9]+:[A-Za-z0-9_]+")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def turtle(prefixes: Mapping[str, str], nodes: Iterable[_Node]) -> str:
    """The document: prefixes, then a paragraph a node."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    return head + "".join(f"\n{_iri(node['@id'])}\n{_body(node, 1)} .\n" for node in nodes)


def _body(node: _Node, depth: int) -> str:
    return " ;\n".join(_statements(node, "    " * depth, depth))


def _statements(node: _Node, indent: str, depth: int) -> Iterator[str]:
    for key, value in node.items():
        if key == "@id":
            continue
        values = value if isinstance(value, list) else [value]
        if key == "@type":
            yield f"{indent}a {', '.join(values)}"
        else:
            yield f"{indent}{key} {', '.join(_value(v, depth) for v in values)}"


def _value(value: Any, depth: int) -> str:
    if isinstance(value, str):
        return _literal(value)
    if "@value" in value:
        literal = _literal(value["@value"])
        return f"{literal}@{value['@language']}" if "@language" in value else f"{literal}^^{value['@type']}"
    if set(value) == {"@id"}:
        return _iri(value["@id"])
    return f"[\n{_body(value, depth + 1)}\n{'    ' * depth}]"


def _literal(text: str) -> str:
    return '"' + "".join(_ESCAPED.get(c, c) for c in text) + '"'


def _iri(iri: str) -> str:
    """A name with one of the prefixes stays one; any other is written out, escaped where it must be."""
    if _NAME.fullmatch(iri):
        return iri
    return "<" + _NOT_IN_IRI.sub(lambda m: f"%{ord(m[0]):02X}", iri) + ">"


Node = dict[str, Any]
"""Compact names (`dct:title`) to values; `@id` and `@type` as in JSON-LD."""


def both(text: Text) -> list[Node]:
    return [literal(text.zh, "zh"), literal(text.en, "en")]


def literal(words: str, lang: str) -> Node:
    return {"@value": words, "@language": lang}


def ref(iri: str) -> Node:
    return {"@id": iri}


def day(value: date) -> Node:
    return typed(value.isoformat(), "date")


def typed(value: str, kind: str) -> Node:
    """`kind` is a name of XML Schema, such as `decimal`."""
    return {"@value": value, "@type": f"xsd:{kind}"}
