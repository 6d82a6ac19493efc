"""The description of the API for machines: OpenAPI 3.1 (spec.openapis.org), record schemas by reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.datasets.api.entries import ROOT, VERSION, VERSIONS, brief_fields
from generator.datasets.publication import Publication
from generator.schema.model import RecordType
from generator.tables.tabulate import has_point

Node = dict[str, Any]

_POINT: Node = {
    "type": "object",
    "description": "经度、纬度：wgs84 和 gcj02 / longitude and latitude in both datums",
    "properties": {d: {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2} for d in ("wgs84", "gcj02")},
}  # fmt: skip
_META: Node = {
    "type": "object",
    "description": "这份数据的说明：版本、许可、署名、出处 / what this file is: versions, licence, attribution, addresses",
    "properties": {
        "api_version": {"type": "string"},
        "collection": {"type": "string"},
        "schema": {"type": "string"},
        "licence": {"type": "string"},
        "licence_url": {"type": "string"},
        "licence_confirmed": {
            "type": "boolean",
            "description": "许可是否已由发布单位确认 / whether the publisher has confirmed the licence",
        },
        "caveats": {
            "type": "array",
            "items": {"type": "string"},
            "description": "使用前要知道的：演示记录有多少，许可是否为拟用 / what to know before use, in Chinese",
        },
        "caveats_en": {
            "type": "array",
            "items": {"type": "string"},
            "description": "同上，英文 / what to know before use: how much is made up, whether the licence is only proposed",
        },
        "attribution": {"type": "string"},
        "removed": {
            "type": "boolean",
            "description": "这个编号是否已撤除、已删除或已改 / whether this id is retired, deleted or changed",
        },
        "removed_on": {"type": "string", "description": "文件哪天删除 / the day its file was deleted"},
        "moved_to": {"type": "string", "description": "现在回答的地址 / the address that answers now"},
    },
    "required": ["api_version", "licence"],
}


def openapi(types: Sequence[RecordType], publication: Publication) -> Node:
    info: Node = {
        "title": f"{publication.title.zh} / {publication.title.en}",
        "version": VERSION,
        "description": f"{publication.description.zh}\n\n{publication.description.en}",
        "x-changelog": list(VERSIONS),
    }
    if publication.licence.id:
        info["license"] = {"name": publication.licence.title.en, "url": publication.licence.url}
    if publication.contact:
        info["contact"] = {"email": publication.contact}
    return {
        "openapi": "3.1.0",
        "info": info,
        "security": [],  # open to everyone
        "servers": [{"url": f"{publication.homepage}{ROOT}".rstrip("/") if publication.homepage else "."}],
        "tags": [{"name": t.folder, "description": f"{t.about.zh} / {t.about.en}"} for t in types],
        "paths": _paths(types),
        "components": {"schemas": _schemas(types), "responses": {"NotFound": _NOT_FOUND}},
    }


_NOT_FOUND: Node = {"description": "没有这个编号 / no such id", "content": {"text/html": {}}}


def _paths(types: Sequence[RecordType]) -> Node:
    paths: Node = {
        "/index.json": {
            "get": _get("index", "目录：有哪些栏目、各有多少条 / what there is", {"type": "object"}, [])
        },
        "/changelog.json": {
            "get": _get("changelog", "接口的更新记录 / changes of this API", {"type": "object"}, [])
        },
    }
    for t in types:
        name = t.table
        listed = _document({"type": "array", "items": _ref(f"{name}_brief")})
        paths[f"/{t.folder}/index.json"] = {
            "get": _get(f"list_{name}", f"{t.plural.zh} / {t.plural.en}", listed, [t.folder])
        }
        words = f"{t.plural.zh}，不含演示记录 / {t.plural.en} without demonstration records"
        paths[f"/official/{t.folder}.json"] = {
            "get": _get(f"list_official_{name}", words, listed, [t.folder])
        }
        found = _document({"anyOf": [_ref(name), {"type": "null"}]})
        one = _get(f"get_{name}", f"{t.label.zh} / {t.label.en}", found, [t.folder])
        paths[f"/{t.folder}/{{id}}.json"] = {"parameters": [_id(t)], "get": one}
        if t.gathers:
            groups = _document(
                {
                    "type": ["object", "null"],
                    "additionalProperties": {"type": "array", "items": {"type": "object"}},
                }
            )
            all_of = _get(
                f"gather_{name}",
                f"{t.label.zh}下的全部记录 / all records that belong to it",
                groups,
                [t.folder],
            )
            paths[f"/{t.folder}/{{id}}/records.json"] = {
                "parameters": [_id(t)],
                "get": all_of,
            }
    return paths


def _get(operation: str, summary: str, schema: Node, tags: list[str]) -> Node:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": operation,
        "summary": summary,
        "tags": tags,
        "responses": {
            "200": {"description": "OK", "content": content},
            "404": {"$ref": "#/components/responses/NotFound"},
        },
    }


def _id(t: RecordType) -> Node:
    schema = {"type": "string", "pattern": t.fields["id"].schema.get("pattern", ".+")}
    return {"name": "id", "in": "path", "required": True, "schema": schema, "example": t.fields["id"].example}


def _document(data: Node) -> Node:
    return {
        "type": "object",
        "properties": {"_meta": _ref("meta"), "data": data},
        "required": ["_meta", "data"],
    }


def _ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas(types: Sequence[RecordType]) -> Node:
    """A record is what its published schema says; a short entry has some of its fields."""
    found: Node = {"meta": _META}
    for t in types:
        schema = f"../../schemas/{t.type}/{t.version}.schema.json"
        properties: Node = {
            name: {"$ref": f"{schema}#/properties/{name}"} for name in ("id", *brief_fields(t))
        }
        properties["url"] = {"type": "string", "description": "完整记录的地址 / address of the whole record"}
        if has_point(t):
            properties["point"] = _POINT
        found[t.table] = {"$ref": schema}
        found[f"{t.table}_brief"] = {"type": "object", "properties": properties, "required": ["id", "url"]}
    return found
