"""The mapping file of a foreign sheet: what its columns mean. Read strictly; told where it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.core.problems import Location, Problem, Refused, Route, path_of, problem
from generator.core.text import Text
from generator.core.yaml_reader import locate, read
from generator.schema.model import Model, RecordType
from generator.spreadsheets.grid import sheet_rule
from generator.spreadsheets.sheets import Sheet, sheets_of

WRONG = sheet_rule(
    "S-401",
    "对照文件有误：{path} {reason}",
    "the mapping file is wrong at {path}: {reason}",
    "照手册“外来的表格”一节修改；写法见 schemas/mapping.schema.json",
    "see the handbook on sheets of others; schemas/mapping.schema.json says what may stand here",
)
MISSING = sheet_rule(
    "S-401",
    "没有这个对照文件",
    "there is no such mapping file",
    "核对文件名；现成的在 schemas/imports/ 里",
    "check its name; those that come with the program are in schemas/imports/",
)
NO_GROUP = Text(
    "没有括号，不知道取哪一部分；例如 ^([0-9:]+)-",
    "has no group to say which part is meant; such as ^([0-9:]+)-",
)
_STEP = re.compile(r"([a-z][a-z0-9_]*)(?:\[([0-9]+)\])?")


@dataclass(frozen=True)
class Source:
    """Where the value of a field comes from, and how it is read."""

    columns: tuple[str, ...]
    codes: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    part: str = ""
    by: str = ""
    within: bool = False
    needed: bool = False
    only_new: bool = False

    @property
    def reads_parts(self) -> bool:
        """Whether it may pass over something of a cell."""
        return bool(self.part or self.patterns or self.within)


@dataclass(frozen=True)
class Target:
    """A field: its column in a sheet, and for a row of a list its number in the list, from 0."""

    sheet: Sheet = field(compare=False)
    table: str
    path: tuple[str, ...]
    row: int | None = None


@dataclass(frozen=True)
class Mapping:
    type: RecordType
    sheet: str
    fill: bool
    drop: bool
    skip_unplaced: bool
    skip: dict[str, str]
    match: tuple[str, ...]
    new: str
    columns: dict[Target, Source]
    constants: dict[Target, Any]
    defaults: dict[Target, Any]

    @cached_property
    def headers(self) -> frozenset[str]:
        """The names of all columns that are read."""
        named = {name for source in self.columns.values() for name in source.columns}
        return frozenset(named | self.skip.keys())


def read_mapping(path: Path, file: str, model: Model, schemas: Path) -> Mapping:
    """Raises Refused with everything that is wrong, each at its line."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Refused([problem(MISSING, Location(file))]) from None
    value, found = read(data, file)
    if found:
        raise Refused(found)
    import jsonschema  # slow to load, and needed here only

    schema = json.loads((schemas / "mapping.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    wrong = [(_place(e), e.message[:200]) for e in validator.iter_errors(value)]
    if not wrong:
        return _mapping(value, model, data, file)
    raise Refused(_at(data, file, wrong))


def _place(error: Any) -> Route:
    """Where an error is seen: a keyword that there is not, at that keyword."""
    route: Route = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        return (*route, next(name for name in error.instance if name not in error.schema["properties"]))
    return route


def _mapping(value: dict[str, Any], model: Model, data: bytes, file: str) -> Mapping:
    wrong: list[tuple[Route, str | Text]] = []
    record_type = model.by_folder.get(value["collection"])
    if record_type is None:
        raise Refused(_at(data, file, [(("collection",), f"no such collection: {value['collection']}")]))
    sheets = sheets_of(record_type)

    def targets(name: str) -> dict[Target, Any]:
        found = {}
        for path, given in _flat(value.get(name, {})).items():
            if target := _target(path, sheets):
                found[target] = given
            else:
                wrong.append(((name, path), f"no such field: {path}"))
        return found

    mapping = Mapping(
        record_type,
        value.get("sheet", ""),
        value.get("merged") == "fill",
        value.get("others") == "drop",
        value.get("unplaced") == "skip",
        value.get("skip", {}),
        tuple(value["id"]["match"]),
        value["id"]["new"],
        {target: _source(given) for target, given in targets("columns").items()},
        targets("constants"),
        targets("defaults"),
    )
    given = {".".join(t.path) for t in (*mapping.columns, *mapping.constants) if t.row is None}
    wrong += [
        (("id", "match", i), f"no column gives {n}") for i, n in enumerate(mapping.match) if n not in given
    ]
    wrong += [
        (("columns", path, "part"), NO_GROUP)
        for path, given in _flat(value["columns"]).items()
        if isinstance(given, dict) and "part" in given and not re.compile(given["part"]).groups
    ]
    if wrong:
        raise Refused(_at(data, file, wrong))
    return mapping


def _flat(given: dict[str, Any], above: str = "") -> dict[str, Any]:
    """`source: {title: …}` as `source.title`; what tells where a value comes from stays whole."""
    flat: dict[str, Any] = {}
    for name, value in given.items():
        path = f"{above}{name}"
        if isinstance(value, dict) and "from" not in value:
            flat |= _flat(value, path + ".")
        else:
            flat[path] = value
    return flat


def _target(path: str, sheets: list[Sheet]) -> Target | None:
    """`location.lon` in the sheet of the records, `opening[0].opens` in that of the list."""
    names: list[str] = []
    row: int | None = None
    sheet = sheets[0]
    for step in path.split("."):
        found = _STEP.fullmatch(step)
        if not found:
            return None
        names.append(found[1])
        if found[2] is not None:
            inner = next((s for s in sheets if s.lists == (tuple(names),)), None)
            if inner is None:
                return None
            sheet, row, names = inner, int(found[2]), []
    known = {column.path for column in sheet.columns}
    return Target(sheet, sheet.name, tuple(names), row) if tuple(names) in known else None


def _source(given: str | list[str] | dict[str, Any]) -> Source:
    if not isinstance(given, dict):
        return Source((given,) if isinstance(given, str) else tuple(given))
    names = given["from"]
    rest = {name: value for name, value in given.items() if name != "from"}
    return Source((names,) if isinstance(names, str) else tuple(names), **rest)


def _at(data: bytes, file: str, wrong: Sequence[tuple[Route, str | Text]]) -> list[Problem]:
    places = locate(data, [(route, True) for route, _ in wrong])
    pairs = zip(wrong, places, strict=True)
    return [
        problem(WRONG, Location(file, line, column), path=path_of(route) or "$", reason=reason)
        for (route, reason), (line, column) in pairs
    ]
