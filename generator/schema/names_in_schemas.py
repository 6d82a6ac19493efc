"""Fields that a schema names by the way, in `x-collection`, in a rule, in an `x-after`, and does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.problems import Route
from generator.schema import dates
from generator.schema.model import RecordType


def misnamed(schema: Any) -> list[tuple[Route, str]]:
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
    settled = [
        (i, n)
        for i, s in enumerate(c.get("settled", ()))
        for n in (*s["fields"], "corrections", *filter(None, [s.get("since")]))
    ]
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


def undated(record_type: RecordType) -> list[tuple[Route, str]]:
    """Dates that an x-after names and the schema does not have, shown at the field of the record."""
    wrong = dates.unknown(record_type)
    return [
        (("properties", path[0]), f"x-after of {'.'.join(path)} names no field: {n}") for path, n in wrong
    ]
