"""The shape of the program: its layers, the size of its modules, and what it may not know."""

from __future__ import annotations

import ast
import json
import math
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

import generator

MODULES = sorted((ROOT / "generator").rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())

# Names and numbers of the one district that this project serves; they belong in data/ and content/.
DISTRICT = re.compile(r"青白江|qingbaijiang|qbj|510113|(?<![0-9])028(?![0-9])", re.IGNORECASE)
DECIMAL = re.compile(r"(?<![0-9.])[0-9]{2,3}\.[0-9]{1,8}(?![0-9.])")
DEGREES = re.compile(r"(?<![0-9.])([0-9]{2,3})(?:\.[0-9]+)?\s*°")
NO_TEXT = {".png", ".woff2", ".ico", ".pyc"}


def test_layers_look_down_only() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_layers_told_to_newcomers_are_those_checked() -> None:
    lines = [line.strip() for line in (generator.__doc__ or "").splitlines() if line.startswith("    ")]
    told = [re.split(r"\s{2,}", line) for line in lines]
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert [layer for layer, _ in told] == contract["layers"]
    assert contract["exhaustive"]


@each_module
def test_a_module_tells_what_it_is_for(path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert len(words) > 20
    assert words[0].isupper() or words.startswith("`"), words


@each_module
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 300


@pytest.mark.parametrize("folder", ["generator", "schemas"])
def test_nothing_of_the_district_stands_in_the_program(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix not in NO_TEXT:
            numbers = path.suffix != ".svg"  # a drawing is nothing but numbers
            assert list(traces(path.read_text("utf-8"), numbers)) == [], path.relative_to(ROOT)


def traces(text: str, numbers: bool = True) -> Iterator[str]:
    """Whatever in a text comes from the district: its names and codes, points inside it, its latitude."""
    names, (west, south, east, north) = of_the_district()
    yield from (m[0] for m in DISTRICT.finditer(text))
    yield from (m[0] for m in names.finditer(text))
    for found in DECIMAL.finditer(text) if numbers else ():
        if west <= float(found[0]) <= east or south <= float(found[0]) <= north:
            yield found[0]
    for found in DEGREES.finditer(text):
        if any(math.floor(a) <= int(found[1]) <= math.ceil(b) for a, b in ((west, east), (south, north))):
            yield found[0]


@cache
def of_the_district() -> tuple[re.Pattern[str], tuple[float, ...]]:
    """All names of areas, those of towns also without the word for their rank, and the box around them."""
    (plan,) = (ROOT / "data/plan").glob("*.yaml")
    box = yaml.safe_load(plan.read_text("utf-8"))["bbox"]
    areas = (path.read_text("utf-8") for path in (ROOT / "data/areas").rglob("*.yaml"))
    names = {m[1] for text in areas if (m := re.search(r"(?m)^name: (\S+)$", text))}
    names |= {short for name in names if len(short := re.sub("(镇|街道|乡)$", "", name)) > 1}
    assert len(names) > 100
    return re.compile("|".join(sorted(names, key=len, reverse=True))), tuple(box)


# What may carry the name of a record type or of a field, and why.
NAMED = {
    # Columns that queries return, as CONTRIBUTING says: who has to act, and the area of a row.
    "commands/duties.py": {"org"},
    "reports/reminders.py": {"org"},
    "reports/bulletin.py": {"area"},
    "tables/figures.py": {"area"},
    "tables/indicator_tables.py": {"area"},
    "tables/indicators.py": {"area", "min_cell", "min_survey_n"},
    "site/pages/indicators.py": {"area", "areas"},
    # What templates call the record that tells of the district.
    "site/render/environment.py": {"plan"},
    # The first records of another district, each made from a template of its own, and arguments of commands.
    "scaffold/district.py": {"areas", "calendars", "orgs", "plan"},
    "commands/init.py": {"areas"},
    "commands/merge_areas.py": {"areas"},
    # Settings of the site, and keywords of x-collection.
    "config/colours.py": {"brand"},
    "site/files/cards.py": {"brand"},
    "site/files/service_worker.py": {"brand", "purpose", "short_name"},
    "schema/names_in_schemas.py": {"calendar"},
    "schema/record_type.py": {"area", "calendar"},
    # Words of others' formats: GeoJSON, GeoParquet, iCalendar, CSVW, Data Package, schema.org, Decap.
    "datasets/formats/geojson.py": {"bbox"},
    "datasets/formats/parquet.py": {"bbox"},
    "datasets/metadata/exports.py": {"resource", "resources"},
    "tables/exports.py": {"resources"},
    "site/render/vocabulary.py": {"audience", "slogan"},
    "datasets/formats/ical.py": {"calendar"},
    "datasets/metadata/csvw.py": {"resource"},
    "datasets/metadata/datapackage.py": {"resource", "resources", "roles"},
    "site/render/schema_org.py": {"audience", "closes", "opens"},
    "forms/fields.py": {"max", "min", "modes"},
}
# Kinds of values, of personal data and of figures, which some fields are called after.
KINDS = {"date", "email", "suppressed"}


@each_module
def test_a_module_knows_no_record_type(path: Path) -> None:
    module = path.relative_to(ROOT / "generator").as_posix()
    found = set(named_types(ast.parse(path.read_text("utf-8")), *of_records()))
    assert found == NAMED.get(module, set())


def named_types(tree: ast.Module, types: frozenset[str], fields: frozenset[str]) -> Iterator[str]:
    """Record types, their folders and their fields that strings of a module name, whole or in a path or a
    query, and any field not of every record that it takes from the data of one."""
    name = "|".join(sorted(types))
    path, query = (
        re.compile(rf"(?:^|/)({name})(?=/|$)"),
        re.compile(rf"(?:\bdata/|\b(?:FROM|JOIN) )({name})\b"),
    )
    for value in strings(tree):
        if value in types | fields:
            yield value
        elif "://" not in value:
            yield from path.findall(value) if "/" in value and " " not in value else query.findall(value)
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(ast.Attribute(attr="data"), ast.Constant(str(field))):
                yield from {field} - of_every_record()
            case ast.Call(ast.Attribute(ast.Attribute(attr="data"), "get"), [ast.Constant(str(field)), *_]):
                yield from {field} - of_every_record()


def strings(tree: ast.AST) -> Iterator[str]:
    """All but docstrings, and examples for readers."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not (isinstance(node, ast.keyword) and node.arg == "example"):
            yield from strings(node)


@cache
def of_records() -> tuple[frozenset[str], frozenset[str]]:
    """Names of record types and their folders; names of fields that nothing of the program's own has."""
    types: set[str] = set()
    fields: set[str] = set()
    for path in (ROOT / "schemas/records").glob("*.json"):
        schema = json.loads(path.read_bytes())
        collection = schema["x-collection"]
        types |= {collection["type"], collection["folder"], collection["folder"].replace("-", "_")}
        fields |= properties(schema)
    for name in ("meta", "settings"):
        fields -= properties(json.loads((ROOT / f"schemas/{name}.schema.json").read_bytes()))
    fields -= of_every_record()
    for path in MODULES:
        fields -= set(declared(ast.parse(path.read_text("utf-8"))))
    assert {"uscc", "district_area"} <= fields
    return frozenset(types), frozenset(fields - KINDS)


@cache
def of_every_record() -> frozenset[str]:
    shared = json.loads((ROOT / "schemas/common.schema.json").read_bytes())["$defs"]
    return frozenset({"id", "status", *shared})


def properties(schema: Any) -> set[str]:
    inner = schema if isinstance(schema, list) else schema.values() if isinstance(schema, dict) else ()
    own = schema.get("properties") if isinstance(schema, dict) else None
    return set(own if isinstance(own, dict) else ()).union(*map(properties, inner))


def declared(tree: ast.Module) -> Iterator[str]:
    """Names of functions, classes, their fields and parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
