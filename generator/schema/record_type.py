"""What a schema says, as a RecordType with its Fields. Takes schemas with every `$ref` filled in."""

from __future__ import annotations

from typing import Any

from generator.core.text import Text
from generator.schema.model import Field, Kind, RecordType
from generator.schema.roles import Calendar, DistrictFields, Hours, Repeats, Section, Succession


def field_from(name: str, schema: dict[str, Any], required: bool = False) -> Field:
    """A Field from one (inlined) property schema."""
    words = schema.get("x-en", {})
    types = schema.get("type", "string")
    types = [types] if isinstance(types, str) else types
    inner = schema.get("properties", {})
    needed = schema.get("required", ())
    return Field(
        name=name,
        title=Text(schema.get("title", name), words.get("title", name)),
        description=Text(schema.get("description", ""), words.get("description", "")),
        kind=_kind(schema, types),
        required=required,
        nullable="null" in types,
        computed=bool(schema.get("readOnly")),
        publish=schema.get("x-publish", ""),
        codes={k: Text(v["zh"], v["en"]) for k, v in schema.get("x-codes", {}).items()},
        ref=_refs(schema.get("x-ref", ())),
        unit=Text(**schema["x-unit"]) if "x-unit" in schema else None,
        iri=schema.get("x-iri"),
        former=schema.get("x-former"),
        example=next(iter(schema.get("examples", ())), None),
        item=field_from("value", {**_named(schema), **schema["items"]}) if "items" in schema else None,
        fields={k: field_from(k, v, k in needed) for k, v in inner.items()},
        guide=Text(**schema["x-help"]) if "x-help" in schema else None,
        schema=schema,
    )


def record_type_from(schema: dict[str, Any]) -> RecordType:
    """A RecordType from one (inlined) record schema that follows meta.schema.json."""
    c = schema["x-collection"]
    needed = {*schema["required"], *_needed_alive(schema)}
    sections = (Section(Text(**s["title"]), tuple(s["fields"])) for s in c.get("sections", ()))
    return RecordType(
        type=c["type"],
        folder=(folder := c["folder"]),
        url=(url := c.get("url", folder)),
        former_urls=tuple(dict.fromkeys(u for u in (*c.get("former_urls", ()), folder) if u != url)),
        table=c.get("table", folder.replace("-", "_")),
        label=Text(**c["label"]),
        plural=Text(**c["plural"]),
        about=Text(**c["about"]),
        abstract=Text(schema["description"], schema["x-en"]["description"]),
        order=c["order"],
        version=schema["x-version"],
        fields={k: field_from(k, v, k in needed) for k, v in schema["properties"].items()},
        schema=schema,
        title=c["title"],
        summary=c.get("summary"),
        card=tuple(c.get("card", ())),
        columns=tuple(c.get("columns", ())),
        facets=tuple(c.get("facets", ())),
        sort=tuple(c.get("sort", ())),
        group=c.get("group"),
        point=c.get("point"),
        located_by=tuple(c.get("located_by", ())),
        iri=c.get("iri"),
        icon=c["icon"],
        begins=tuple(c.get("begins", ())),
        volume=tuple(c.get("volume", ())),
        calendar=_calendar(c["calendar"]) if "calendar" in c else None,
        until=tuple(c.get("until", ("valid_to",))),
        succession=_succession(c["succession"]) if "succession" in c else None,
        gathers={f: tuple(codes) for f, codes in c.get("gathers", {}).items()},
        hours=_hours(c["hours"]) if "hours" in c else None,
        district=_district(c["district"]) if "district" in c else None,
        names=tuple(c.get("names", ())),
        former=c.get("former"),
        sections=tuple(sections),
        proposal=tuple(c.get("proposal", ())),
    )


def _succession(c: dict[str, Any]) -> Succession:
    where = {f: tuple(codes) for f, codes in c.get("where", {}).items()}
    return Succession(c["from"], c["ended"], c.get("to"), c.get("how"), c.get("one_in"), where)


def _calendar(c: dict[str, Any]) -> Calendar:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in c.items()}
    if "repeats" in c:
        values["repeats"] = Repeats(**c["repeats"])
    return Calendar(**values)


def _hours(c: dict[str, Any]) -> Hours:
    return Hours(c["opening"], c.get("closed"), tuple(c.get("status", ())))


def _district(c: dict[str, Any]) -> DistrictFields:
    code = c["code"].rpartition(".")[2] if "code" in c else None
    return DistrictFields(c["area"], code, c.get("box"), c.get("since"))


def settings_from(schema: dict[str, Any]) -> RecordType:
    """The settings of the site, as if they were a record of their own type."""
    words = schema["x-en"]
    title = Text(schema["title"], words["title"])
    return RecordType(
        type="settings",
        folder="",
        url="",
        table="",
        label=title,
        plural=title,
        about=Text(schema["description"], words["description"]),
        abstract=Text(schema["description"], words["description"]),
        order=0,
        version=schema["x-version"],
        fields={k: field_from(k, v) for k, v in schema["properties"].items()},
        schema=schema,
    )


def _needed_alive(schema: dict[str, Any]) -> list[str]:
    """What a record needs unless it was removed: the first condition of every schema says so."""
    conditions = schema.get("allOf") or [{}]
    return list(conditions[0].get("then", {}).get("required", ()))


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    """The words of a list, for items that have none of their own."""
    return {key: schema[key] for key in ("title", "description", "x-en", "x-help") if key in schema}


def _refs(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _kind(schema: dict[str, Any], types: list[str]) -> Kind:
    base = next((t for t in types if t != "null"), "string")
    if base == "array":
        return "list"
    if base in ("object", "integer", "number", "boolean"):
        return base  # type: ignore[return-value]
    if "x-ref" in schema:
        return "ref"
    if "x-codes" in schema:
        return "code"
    if "x-unit" in schema:
        return "money"
    by_format: dict[str, Kind] = {"date": "date", "date-time": "instant", "uri": "uri"}
    by_media: dict[str, Kind] = {"text/markdown": "markdown", "text/plain": "lines"}
    return by_format.get(schema.get("format", "")) or by_media.get(schema.get("contentMediaType", ""), "text")
