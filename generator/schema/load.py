"""Reads `schemas/` from disk into a Model; a schema or query that is wrong is shown at its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs

from generator.core.line_ends import unix
from generator.core.problems import Location, Problem, Refused, Route, Rule, path_of, problem
from generator.core.text import Text
from generator.core.yaml_reader import locate
from generator.schema import dates
from generator.schema.model import Model, Query, RecordType, Terms
from generator.schema.names import names_of, names_of_the_program
from generator.schema.record_type import record_type_from, settings_from
from generator.schema.sql_files import (
    name_of,
    read_checks,
    read_computed,
    read_indicators,
    read_past,
    read_terms,
    read_views,
)

_META = "meta.schema.json"
_TITLE = Text("模式与查询", "Schemas and queries")

BAD_JSON = Rule(
    "V-002",
    "error",
    Text("不是合法的 JSON：{reason}", "not valid JSON: {reason}"),
    Text("检查逗号、引号和括号", "check commas, quotes and brackets"),
    _TITLE,
)
BAD_SCHEMA = Rule(
    "V-002",
    "error",
    Text("模式文件有误：{path} {reason}", "the schema is wrong at {path}: {reason}"),
    Text("按 schemas/meta.schema.json 修改", "see schemas/meta.schema.json"),
    _TITLE,
)
NO_SCHEMAS = Rule(
    "V-002",
    "error",
    Text("没有找到 {file}", "{file} is missing"),
    Text("在项目文件夹里运行，或用 --project 指明", "run in the project's folder or name it with --project"),
    _TITLE,
)


def read_model(schemas: Path) -> Model:
    """Every schema and query below `schemas/`. Raises Refused with all that is wrong in them."""
    found: list[Problem] = []
    common = _read_json(schemas / "common.schema.json", found)
    meta = _read_json(schemas / _META, found)
    if found:
        raise Refused(found)
    validator = jsonschema_rs.Draft202012Validator(meta)
    types: list[RecordType] = []
    for path in sorted((schemas / "records").glob("*.schema.json")):
        if record_type := _read_type(path, common, meta, validator, found):
            types.append(record_type)
    settings = _read_settings(schemas / "settings.schema.json", common, meta, validator, found)
    views = read_views(schemas)
    _check_names(types, views, schemas, found)
    checks = tuple(read_checks(schemas, found))
    terms = read_terms(schemas, found)
    indicators = tuple(read_indicators(schemas, terms, found)) if terms else ()
    if found or settings is None:
        raise Refused(found)
    return Model(
        settings=settings,
        types=tuple(sorted(types, key=lambda t: (t.order, t.folder))),
        checks=checks,
        views=views,
        computed=tuple(read_computed(schemas)),
        past=tuple(read_past(schemas)),
        indicators=indicators,
        terms=terms or Terms(),
        fingerprint=_fingerprint(schemas),
    )


def _read_json(path: Path, found: list[Problem]) -> Any:
    name = name_of(path)
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        found.append(problem(NO_SCHEMAS, Location(name), file=name))
    except json.JSONDecodeError as error:
        found.append(problem(BAD_JSON, Location(name, error.lineno, error.colno), reason=error.msg))
    except UnicodeDecodeError as error:
        found.append(problem(BAD_JSON, Location(name), reason=error.reason))
    return {}


def _read_type(path: Path, common: Any, meta: Any, validator: Any, found: list[Problem]) -> RecordType | None:
    inlined = _read_schema(path, common, meta, validator, found)
    if not inlined:
        return None
    record_type = record_type_from(inlined)
    if wrong := _misnamed(inlined) or _undated(record_type):
        found.extend(_at(path, wrong))
        return None
    return record_type


def _read_settings(
    path: Path, common: Any, meta: Any, validator: Any, found: list[Problem]
) -> RecordType | None:
    inlined = _read_schema(path, common, meta, validator, found)
    return settings_from(inlined) if inlined else None


def _read_schema(path: Path, common: Any, meta: Any, validator: Any, found: list[Problem]) -> Any:
    """A schema that follows the meta schema, each `$ref` filled in; None, and why, if it does not."""
    before = len(found)
    schema = _read_json(path, found)
    if len(found) > before:
        return None
    wrong: list[tuple[Route, str]] = []
    if not validator.is_valid(schema):  # quick; the slow one, slow to load too, tells why
        import jsonschema

        errors = jsonschema.Draft202012Validator(meta).iter_errors(schema)
        wrong = [(tuple(e.absolute_path), e.message) for e in errors]
    try:
        inlined = _inline(schema, common["$defs"], ())
        standard = {k: v for k, v in inlined.items() if k != "$schema"}
        jsonschema_rs.Draft202012Validator(standard)
    except _BadRef as error:
        wrong.append((error.route, error.reason))
    except jsonschema_rs.ValidationError as error:
        wrong.append((tuple(error.instance_path), error.message))
    if wrong := wrong or _unlabelled(inlined, ()):
        found.extend(_at(path, wrong))
        return None
    return inlined


class _BadRef(Exception):
    def __init__(self, route: Route, reason: str) -> None:
        self.route, self.reason = route, reason


def _inline(schema: Any, definitions: dict[str, Any], route: Route, depth: int = 0) -> Any:
    """Replace each `$ref` into common.schema.json by what it names; keys beside the $ref win."""
    if isinstance(schema, list):
        return [_inline(s, definitions, (*route, i), depth) for i, s in enumerate(schema)]
    if not isinstance(schema, dict):
        return schema
    if isinstance(ref := schema.get("$ref"), str):
        name = ref.rpartition("#/$defs/")[2]
        if depth > 8 or name not in definitions:
            raise _BadRef((*route, "$ref"), f"{ref} is not in common.schema.json#/$defs")
        beside = {k: v for k, v in schema.items() if k != "$ref"}
        taken = definitions[name]
        if "description" in beside:  # then the help for editors would speak of something else
            taken = {k: v for k, v in taken.items() if k != "x-help"}
        return _inline({**taken, **beside}, definitions, route, depth + 1)
    return {k: _inline(v, definitions, (*route, k), depth) for k, v in schema.items()}


def _misnamed(schema: Any) -> list[tuple[Route, str]]:
    """Fields that x-collection, `required` or a rule name and the schema does not have."""
    known = set(schema["properties"])
    c = schema["x-collection"]
    named: list[tuple[Route, str]] = [(("required", i), n) for i, n in enumerate(schema["required"])]
    first, *rules = schema["allOf"]
    needed = enumerate(first["then"]["required"])
    named += [(("allOf", 0, "then", "required", i), n) for i, n in needed]
    named += [(("allOf", i, "x-rule", "at"), r["x-rule"]["at"]) for i, r in enumerate(rules, 1)]
    for key in ("card", "columns", "facets", "dates", "names", "proposal", "located_by"):
        named += [(("x-collection", key, i), n) for i, n in enumerate(c.get(key, ()))]
    named += [(("x-collection", "sort", i), n.lstrip("-")) for i, n in enumerate(c.get("sort", ()))]
    named += [(("x-collection", k), c[k]) for k in ("title", "summary", "point", "group", "former") if k in c]
    hours = c.get("hours", {})
    named += [(("x-collection", "hours", k), hours[k]) for k in ("opening", "closed") if k in hours]
    named += [(("x-collection", "begins", i), n.partition(".")[0]) for i, n in enumerate(c.get("begins", ()))]
    named += [(("x-collection", "until", i), n.partition(".")[0]) for i, n in enumerate(c.get("until", ()))]
    named += [(("x-collection", "gathers"), n) for n in c.get("gathers", ())]
    settled = [(i, n) for i, s in enumerate(c.get("settled", ())) for n in (*s["fields"], "corrections")]
    named += [(("x-collection", "settled", i), n.partition(".")[0]) for i, n in settled]
    own = c.get("district", {})
    named += [(("x-collection", "district", k), n.partition(".")[0]) for k, n in own.items()]
    properties = schema["properties"].items()
    named += [(("properties", n, "x-former"), p["x-former"]) for n, p in properties if "x-former" in p]
    own = c.get("succession", {})
    named += [(("x-collection", "succession", k), own[k]) for k in ("from", "to", "one_in") if k in own]
    named += [(("x-collection", "succession", "where"), n) for n in own.get("where", ())]
    named += _of_calendar(c.get("calendar", {}))
    for i, section in enumerate(c.get("sections", ())):
        named += [(("x-collection", "sections", i, "fields", j), n) for j, n in enumerate(section["fields"])]
    named = [(route, name) for route, name in named if name not in known]
    return [(route, f"no such property: {name}") for route, name in [*named, *_not_in_rule(schema)]]


def _of_calendar(calendar: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    for key, given in calendar.items():
        if key not in ("called_off", "put_off"):  # these are statuses
            names = given if isinstance(given, list) else [given["field"] if key == "repeats" else given]
            yield from ((("x-collection", "calendar", key), n.partition(".")[0]) for n in names)


def _not_in_rule(schema: Any) -> Iterator[tuple[Route, str]]:
    """What the calendar names as properties of the rule by which something repeats, and that has not."""
    names = schema["x-collection"].get("calendar", {}).get("repeats", {})
    rule = schema["properties"].get(names.get("field"), {}).get("properties", {})
    for key, name in names.items():
        if key != "field" and name not in rule:
            yield ("x-collection", "calendar", "repeats", key), name


def _undated(record_type: RecordType) -> list[tuple[Route, str]]:
    """Dates that an x-after names and the schema does not have, shown at the field of the record."""
    wrong = dates.unknown(record_type)
    return [
        (("properties", path[0]), f"x-after of {'.'.join(path)} names no field: {n}") for path, n in wrong
    ]


def _unlabelled(schema: Any, route: Route) -> list[tuple[Route, str]]:
    """Codes without words, and words for codes that are not there (V-009)."""
    if isinstance(schema, list):
        return [w for i, s in enumerate(schema) for w in _unlabelled(s, (*route, i))]
    if not isinstance(schema, dict):
        return []
    inner = [w for k, v in schema.items() for w in _unlabelled(v, (*route, k))]
    if not isinstance(labels := schema.get("x-codes"), dict):
        return inner
    codes = set(schema.get("enum", ())) - {None}
    odd = ", ".join(sorted(codes ^ labels.keys()))
    return [((*route, "x-codes"), f"enum and x-codes differ: {odd}"), *inner] if odd else inner


def _check_names(
    types: list[RecordType], views: tuple[Query, ...], schemas: Path, found: list[Problem]
) -> None:
    """Two schemas for one folder, address or table, and references to types that do not exist."""
    known = {t.type for t in types}
    taken: dict[tuple[str, str], list[tuple[RecordType, Route]]] = {}
    for t in types:
        path = schemas / "records" / f"{t.type}.schema.json"
        for name, route in names_of(t):
            taken.setdefault(name, []).append((t, route))
        for route, ref in _all_refs(t.schema, ()):
            if ref not in known and not found:
                found.extend(_at(path, [(route, f"x-ref names no record type: {ref}")]))

    ours = names_of_the_program(views, schemas.parent / "content")
    reported: set[tuple[str, Route]] = set()
    for (what, value), owners in taken.items():
        for t, route in owners:
            others = [o.type for o, _ in owners if o is not t] + ours.get((what, value), [])
            if others and (t.type, route) not in reported:  # a folder is an address and a table, too
                reported.add((t.type, route))
                path = schemas / "records" / f"{t.type}.schema.json"
                reason = f"the {what} {value} also belongs to {', '.join(others)}"
                found.extend(_at(path, [(route, reason)]))


def _all_refs(schema: Any, route: Route) -> list[tuple[Route, str]]:
    if isinstance(schema, list):
        return [r for i, s in enumerate(schema) for r in _all_refs(s, (*route, i))]
    if not isinstance(schema, dict):
        return []
    refs = schema.get("x-ref", ())
    own = [((*route, "x-ref"), r) for r in ([refs] if isinstance(refs, str) else refs)]
    inner = [r for k, v in schema.items() if k != "x-ref" for r in _all_refs(v, (*route, k))]
    return own + inner


def _at(path: Path, wrong: list[tuple[Route, str]]) -> list[Problem]:
    places = locate(path.read_bytes(), [(route, True) for route, _ in wrong])
    return [
        problem(
            BAD_SCHEMA,
            Location(name_of(path), line, column),
            path=path_of(route) or "$",
            reason=_brief(reason),
        )
        for (route, reason), (line, column) in zip(wrong, places, strict=True)
    ]


def _brief(reason: str) -> str:
    """What is wrong stands at the end, behind the whole value."""
    return reason if len(reason) <= 200 else f"…{reason[-160:]}"


def _fingerprint(schemas: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(schemas.rglob("*")):
        if path.is_file():
            total.update(str(path.relative_to(schemas)).encode() + b"\0" + unix(path.read_bytes()))
    return total.hexdigest()
