"""Reads the SQL files of `schemas/` with what their headers say. Knows SQL only as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args

from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text, text_of
from generator.core.yaml_reader import read
from generator.schema.model import Breakdown, Computed, Indicator, Protection, Query, SqlCheck, Terms

_TITLE = Text("模式与查询", "Schemas and queries")

BAD_HEADER = Rule(
    "V-002",
    "error",
    Text("查询文件开头的说明有误：{reason}", "the header of the query is wrong: {reason}"),
    Text(
        "开头每行以“-- ”起，写 code、severity、source、title、message、hint",
        'start each line with "-- " and give code, severity, source, title, message, hint',
    ),
    _TITLE,
)
BAD_INDICATOR = Rule(
    "V-002",
    "error",
    Text("指标文件开头的说明有误：{reason}", "the header of the indicator is wrong: {reason}"),
    Text(
        "开头每行以“-- ”起，写 id、title、kind、unit、formula、population、not_computable、source，照着别的指标写",
        'start each line with "-- " and give id, title, kind, unit, formula, population, not_computable and source, as the other indicators do',
    ),
    _TITLE,
)
BAD_TERMS = Rule(
    "V-002",
    "error",
    Text("指标用语有误：{reason}", "the terms of indicators are wrong: {reason}"),
    Text(
        "units、reasons、notes、families 下每个代码写 {{zh: …, en: …}}",
        "units, reasons, notes and families give {{zh: …, en: …}} for each code",
    ),
    _TITLE,
)

_QUOTIENTS = ("share", "ratio", "mean")
_KINDS = (*_QUOTIENTS, "count", "median", "score")

Made = TypeVar("Made")


def read_query(path: Path, schemas: Path) -> Query:
    lines = _lines(path)
    start = next((i for i, line in enumerate(lines) if line and not line.startswith("--")), 0)
    return Query(name_of(path, schemas), "\n".join(lines[start:]), start + 1)


def read_views(schemas: Path) -> tuple[Query, ...]:
    """In order of name, but each after those it reads. A circle is left for the database to refuse."""
    left = [read_query(p, schemas) for p in sorted((schemas / "views").glob("*.sql"))]
    placed: list[Query] = []
    while left:
        names = {v.makes for v in left}
        ready = [v for v in left if not v.reads & (names - {v.makes})] or left
        placed += ready
        left = [v for v in left if v not in ready]
    return tuple(placed)


def read_checks(schemas: Path, found: list[Problem]) -> Iterator[SqlCheck]:
    return read_headed(schemas, "checks", BAD_HEADER, _check, found)


def read_indicators(schemas: Path, terms: Terms, found: list[Problem]) -> Iterator[Indicator]:
    """Each once: a second file for one id is a problem."""
    known: set[str] = set()
    for i in read_headed(schemas, "indicators", BAD_INDICATOR, lambda h, q: _indicator(h, q, terms), found):
        if i.id in known:
            found.append(problem(BAD_INDICATOR, Location(i.query.file), reason=f"{i.id} has another file"))
        known.add(i.id)
        yield i


def read_past(schemas: Path) -> Iterator[Query]:
    yield from (read_query(p, schemas) for p in sorted((schemas / "past").glob("*.sql")))


def read_computed(schemas: Path) -> Iterator[Computed]:
    for path in sorted((schemas / "computed").glob("*.sql")):
        table, _, column = path.stem.partition(".")
        yield Computed(table, column, read_query(path, schemas))


def read_terms(schemas: Path, found: list[Problem]) -> Terms | None:
    """`indicators/terms.yaml`, empty for a project without indicators; None if it is wrong."""
    path = schemas / "indicators" / "terms.yaml"
    if not path.exists():
        return Terms()
    value, wrong = read(path.read_bytes(), name_of(path, schemas))
    found += wrong
    if wrong:
        return None
    try:
        return Terms(**{name: {k: words_of(v) for k, v in group.items()} for name, group in value.items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        found.append(problem(BAD_TERMS, Location(name_of(path, schemas)), reason=_brief(error)))
        return None


def name_of(path: Path, schemas: Path | None = None) -> str:
    """`schemas/records/home.schema.json`, whatever the working directory."""
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("schemas") :])


def _lines(path: Path) -> list[str]:
    """Of a text file that may have been saved in another encoding; what cannot be read is replaced."""
    return path.read_text("utf-8-sig", errors="replace").splitlines()


def read_headed(
    schemas: Path,
    folder: str,
    rule: Rule,
    make: Callable[[dict[str, Any], Query], Made],
    found: list[Problem],
) -> Iterator[Made]:
    """What `make` makes of the header and query of each file below `schemas`/`folder`, in order of name.

    What is wrong with a header is `found` under `rule`, which has a place for the `reason`; `make` tells
    by KeyError, TypeError or ValueError.
    """
    for path in sorted((schemas / folder).rglob("*.sql")):
        name = name_of(path, schemas)
        lines = _lines(path)
        header = lines[: next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))]
        text = "\n".join(line[2:].removeprefix(" ") for line in header)
        value, wrong = read(text.encode() if header else b"none", name)
        found.extend(replace(p, where=replace(p.where, column=p.where.column + 3)) for p in wrong)
        if wrong:
            continue
        try:
            if not isinstance(value, dict):
                raise TypeError("it is missing")
            yield make(value, read_query(path, schemas))
        except (KeyError, TypeError, ValueError) as error:
            found.append(problem(rule, Location(name), reason=_brief(error)))


def _check(header: dict[str, Any], query: Query) -> SqlCheck:
    named_after(header["code"], query)
    if header["severity"] not in ("error", "warning", "info"):
        raise ValueError(f"severity {header['severity']}")
    if header.get("scope", "record") not in ("record", "catalog"):
        raise ValueError(f"scope {header['scope']}")
    rule = Rule(
        header["code"],
        header["severity"],
        words_of(header["message"]),
        words_of(header["hint"]),
        words_of(header["title"]),
        str(header["source"]),
    )
    return SqlCheck(rule, query, header.get("scope", "record"))


def _indicator(header: dict[str, Any], query: Query, terms: Terms) -> Indicator:
    named_after(header["id"], query)
    kind, unit, protects = header["kind"], header["unit"], header.get("protects", "nothing")
    whole = Breakdown(words_of(header["title"]), unit, protects)
    parts = {code: _breakdown(part, whole) for code, part in header.get("breakdowns", {}).items()}
    if kind not in _KINDS:
        raise ValueError(f"kind {kind}")
    for part in (whole, *parts.values()):
        if part.protects not in get_args(Protection):
            raise ValueError(f"protects {part.protects}")
        if part.unit not in terms.units:
            raise ValueError(f"unit {part.unit} is not in terms.yaml")
    indicator = Indicator(
        id=header["id"],
        title=whole.title,
        kind=kind,
        unit=unit,
        formula=words_of(header["formula"]),
        numerator=words_of(header["numerator"]) if kind in _QUOTIENTS else None,
        denominator=words_of(header["denominator"]) if kind in _QUOTIENTS else None,
        population=words_of(header["population"]),
        not_computable=words_of(header["not_computable"]),
        source=str(header["source"]),
        query=query,
        protects=protects,
        interval=bool(header.get("interval", False)),
        breakdowns=parts,
    )
    if indicator.family not in terms.families:
        raise ValueError(f"family {indicator.family} is not in terms.yaml")
    return indicator


def _breakdown(value: Any, whole: Breakdown) -> Breakdown:
    return Breakdown(
        words_of(value, "unit", "protects"),
        value.get("unit", whole.unit),
        value.get("protects", whole.protects),
    )


def words_of(value: Any, *beside: str) -> Text:
    """Refuses what an unquoted comma makes of a sentence: another key."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} must be {{zh: …, en: …}}")
    if odd := sorted(value.keys() - {"zh", "en", *beside}):
        raise ValueError(f"{odd[0]!r} stands after a comma; put the text in quotes")
    return text_of(value)


def _brief(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def named_after(name: Any, query: Query) -> None:
    if not Path(query.file).name.startswith(f"{name}-"):
        raise ValueError(f"the file is not named after its code {name}")
