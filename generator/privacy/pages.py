"""What a page or map may not bring along: code, maps and pages of other sites, boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_CODE_BLOCK = re.compile(r"^(```|~~~).*?^\1|(?<!\\)`[^`\n]+`", re.MULTILINE | re.DOTALL)
_ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|style|base|meta|link)\b[^<>\n]{0,20}"
    r"|<[a-z][^<>\n]{0,200}\son[a-z]{3,20}\s*=|(?:javascript|vbscript)\s*:|data:text/html",
    re.IGNORECASE,
)
_TITLE_TAG = re.compile(r"\A---\n(?:.*\n)*?(?:title|description):[^\n]*?(<[a-z!/][^\n]{0,20})", re.IGNORECASE)
_OF_PYTHON = "tag:yaml.org,2002:python/"
_SHAPE = re.compile(
    r"\"type\"\s*:\s*\"(LineString|Polygon|MultiLineString|MultiPolygon|GeometryCollection|Topology)\""
)
_OUTSIDE = re.compile(
    r"(?:https?:)?//[^\s\"'<>]{0,200}?(?:\{[xyzs]\}|%7B[xyz]%7D)"
    r"|<(?:img|image|use|source|video|audio|embed|iframe|script|link)\b[^<>]{0,200}?\b(?:src|srcset|href|data)\s*=\s*[\"']?(?:https?:)?//[^\s\"'<>]{0,60}"
    r"|!\[[^\]\n]{0,200}\]\(\s*<?(?:https?:)?//[^)\s]{0,60}"
    r"|(?:url\(|@import)\s*[\"']?(?:https?:)?//[^\s\"')]{0,60}",
    re.IGNORECASE,
)


def shapes(text: str, file: str) -> Iterator[tuple[int, str]]:
    """V-908: lines and areas in GeoJSON, with their offset."""
    if file.endswith((".geojson", ".json", ".js", ".md", ".html")):
        yield from ((m.start(1), m[1]) for m in _SHAPE.finditer(text))


def active(text: str, file: str) -> Iterator[tuple[int, str]]:
    """V-911: what would run in a page, or while YAML is read; examples in code may show it. (Settings may
    hold hardly any tags: those who read them say so.)"""
    if file.startswith("content/") and file.endswith((".yml", ".yaml")):
        yield from _run_by_yaml(text)
    elif file.endswith((".md", ".html", ".svg")):
        shown = _CODE_BLOCK.sub(lambda m: " " * len(m.group()), text) if file.endswith(".md") else text
        yield from ((m.start(), m.group()) for m in _ACTIVE.finditer(shown))
        if title := _TITLE_TAG.match(text):
            yield title.start(1), title[1]


def _run_by_yaml(text: str) -> Iterator[tuple[int, str]]:
    """Tags that have Python objects made, however they are written, up to what is no YAML."""
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            tag = getattr(event, "tag", None) or ""
            if tag.startswith(_OF_PYTHON) and event.start_mark:
                yield event.start_mark.index, tag
    except yaml.YAMLError:
        return


def outside(text: str, file: str) -> Iterator[tuple[int, str]]:
    """V-909: tiles, pictures and frames of other sites."""
    if file.endswith((".md", ".html", ".svg", ".css", ".js", ".yml", ".json")):
        shown = _CODE_BLOCK.sub(lambda m: " " * len(m.group()), text) if file.endswith(".md") else text
        yield from ((m.start(), m.group()[:80]) for m in _OUTSIDE.finditer(shown))
