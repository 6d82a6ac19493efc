"""The values of linked data, as JSON-LD has them: texts with their language, typed values, references."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.text import Text

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
