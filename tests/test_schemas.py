"""The schemas themselves: they follow the meta schema, refuse what is wrong, and mean one thing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from conftest import BASE, ROOT

from generator.core.problems import Refused
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.schema.model import Field, RecordType, walk
from generator.schema.names import OWN_TABLES
from generator.storage.cache import RecordCache

SCHEMAS = ROOT / "schemas"
FILES = sorted((SCHEMAS / "records").glob("*.schema.json"))
MODEL = read_model(SCHEMAS)
META = json.loads((SCHEMAS / "meta.schema.json").read_bytes())

each_type = pytest.mark.parametrize("record_type", MODEL.types, ids=lambda t: t.type)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda p: p.name.partition(".")[0])


def both(schema: dict[str, Any]) -> tuple[Any, Any]:
    """The two validators, with formats checked."""
    plain = {k: v for k, v in schema.items() if not k.startswith("$")}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    quick = jsonschema_rs.Draft202012Validator(plain, validate_formats=True)
    return quick, jsonschema.Draft202012Validator(plain, format_checker=checker)


# The shape of schemas


def test_the_meta_schema_is_itself_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(META)


@pytest.mark.parametrize("path", [SCHEMAS / "common.schema.json", *FILES], ids=lambda p: p.name)
def test_every_schema_follows_the_meta_schema(path: Path) -> None:
    schema = json.loads(path.read_bytes())
    assert list(jsonschema.Draft202012Validator(META).iter_errors(schema)) == []
    assert jsonschema_rs.Draft202012Validator(META).is_valid(schema)


@each_file
def test_the_inlined_schema_is_standard(path: Path) -> None:
    name = path.name.partition(".")[0]
    record_type = MODEL.by_type[name]
    standard = {k: v for k, v in record_type.schema.items() if k != "$schema"}  # that one is relative
    jsonschema.Draft202012Validator.check_schema(standard)
    assert "$ref" not in keywords(record_type.schema)
    assert record_type.schema["$id"] == f"urn:youth-atlas:schema:{name}"


def keywords(value: Any) -> set[str]:
    if isinstance(value, list):
        return {k for v in value for k in keywords(v)}
    return set(value) | {k for v in value.values() for k in keywords(v)} if isinstance(value, dict) else set()


# What schemas accept


@each_type
def test_an_empty_record_is_refused(record_type: RecordType) -> None:
    quick, slow = both(record_type.schema)
    assert not quick.is_valid({})
    missing = {e.validator for e in slow.iter_errors({})}
    assert "required" in missing


@each_type
def test_an_unknown_field_is_refused(record_type: RecordType) -> None:
    quick, slow = both(record_type.schema)
    errors = [e for e in slow.iter_errors({"nonsense": 1}) if e.validator == "additionalProperties"]
    assert errors
    assert not quick.is_valid({"nonsense": 1})


@each_type
def test_examples_are_valid(record_type: RecordType) -> None:
    for path, field in walk(record_type.fields):
        if field.kind != "object" and not (field.kind == "list" and field.item and field.item.fields):
            assert field.schema.get("examples"), f"{path} has an example"
        for value in field.schema.get("examples", ()):
            quick, slow = both(field.schema)
            assert [e.message for e in slow.iter_errors(value)] == [], f"{path}: {value!r}"
            assert quick.is_valid(value), f"{path}: {value!r}"


@each_type
def test_codes_have_words_and_references_have_targets(record_type: RecordType) -> None:
    for path, field in walk(record_type.fields):
        codes = {c for c in field.schema.get("enum", ()) if c is not None}
        assert codes == set(field.codes), path
        assert all(t.zh and t.en for t in field.codes.values()), path
        assert all(ref in MODEL.by_type for ref in refs(field)), path


def refs(field: Field) -> tuple[str, ...]:
    return field.ref + (field.item.ref if field.item else ())


# Both validators mean the same


@pytest.mark.parametrize("folder", [ROOT / "data", BASE], ids=["own", "small"])
def test_both_validators_accept_every_shipped_record(folder: Path) -> None:
    loaded = read_records(folder, MODEL, RecordCache(None))
    assert loaded.problems == ()
    assert len(loaded.records) > 20
    validators = {t.type: both(t.schema) for t in MODEL.types}
    for record in loaded.records:
        quick, slow = validators[record.type.type]
        assert [e.message for e in slow.iter_errors(record.data)] == [], record.file
        assert quick.is_valid(record.data), record.file


def test_every_shipped_record_can_be_retired_as_it_is() -> None:
    """Of a removed record nothing is asked but when and why: not that the rest fits its status."""
    done = {"status": "removed", "removed_on": "2026-11-22", "removed_reason": "重复"}
    loaded = read_records(ROOT / "data", MODEL, RecordCache(None))
    quick = {t.type: both(t.schema)[0] for t in MODEL.types}
    refused = {r.id for r in loaded.records if not quick[r.type.type].is_valid({**r.data, **done})}
    assert loaded.records
    assert refused == set()


WRONG: tuple[Any, ...] = (None, "", "nonsense", -1, 10**9, 0.123456789, [], [None], {}, True, "2023-02-30",
                          "2023-05-04T25:00:00+08:00", "2023-05-04", "ftp://x", "http://exa mple", "１２")  # fmt: skip


def test_both_validators_agree_on_spoiled_records() -> None:
    """Every field of a record of every type, given every wrong value in turn."""
    reports = set()
    loaded = read_records(BASE, MODEL, RecordCache(None))
    for record in {r.type.type: r for r in loaded.records}.values():
        quick, slow = both(record.type.schema)
        for name in record.type.fields:
            for value in WRONG:
                spoiled = {**record.data, name: value}
                verdict = slow.is_valid(spoiled)
                assert quick.is_valid(spoiled) == verdict, f"{record.id}: {name}: {value!r}"
                reports.add(verdict)
    assert reports == {True, False}


# A mistake in a schema is shown at its line


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"maxLength": 80', '"maxLenght": 80', "maxLenght"),
        ('"x-publish": "public"', '"x-publish": "pubic"', "pubic"),
        ('"type": "string"', '"type": "strng"', "strng"),
        ('"title": "name"', '"title": "nam"', "no such property: nam"),
        ('"x-ref": "org"', '"x-ref": "organ"', "organ"),
        ("common.schema.json#/$defs/updated_on", "common.schema.json#/$defs/updatd_on", "updatd_on"),
        ('"card": [', '"card": [,', "not valid JSON"),
    ],
)
def test_a_typo_is_caught_in_its_line(old: str, new: str, reason: str, tmp_path: Path) -> None:
    schemas = copy_schemas(tmp_path)
    path = schemas / "records" / "brand.schema.json"
    text = path.read_text("utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused) as caught:
        read_model(schemas)
    assert {p.code for p in caught.value.problems} == {"V-002"}
    told = next(p for p in caught.value.problems if reason in p.message.en)
    assert told.where.file == "schemas/records/brand.schema.json"
    assert 0 <= line - told.where.line <= 8, "at the mistake, or where the field that has it begins"


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ('"folder": "homes"', "the folder homes"),
        ('"folder": "brands", "url": "homes"', "the url homes"),
        ('"folder": "brands", "former_urls": ["homes"]', "the url homes"),
        ('"folder": "brands", "table": "homes"', "the table homes"),
    ],
)
def test_what_two_types_claim_is_refused_at_both(given: str, what: str, tmp_path: Path) -> None:
    schemas = copy_schemas(tmp_path)
    path = schemas / "records" / "brand.schema.json"
    path.write_text(path.read_text("utf-8").replace('"folder": "brands"', given), "utf-8")
    with pytest.raises(Refused) as refused:
        read_model(schemas)
    told = {
        p.where.file: (p.where.line, p.message.en) for p in refused.value.problems if what in p.message.en
    }
    for name, other in (("brand", "home"), ("home", "brand")):
        line, message = told[f"schemas/records/{name}.schema.json"]
        assert f"also belongs to {other}" in message
        claim = (schemas / "records" / f"{name}.schema.json").read_text("utf-8").splitlines()[line - 1]
        assert '"homes"' in claim


@pytest.mark.parametrize("table", sorted(OWN_TABLES | {"towns"}))
def test_a_table_of_the_program_or_a_view_is_refused(table: str, tmp_path: Path) -> None:
    schemas = copy_schemas(tmp_path)
    path = schemas / "records" / "brand.schema.json"
    given = f'"folder": "brands", "table": "{table}"'
    path.write_text(path.read_text("utf-8").replace('"folder": "brands"', given), "utf-8")
    owner = "the view schemas/views/towns.sql" if table == "towns" else "the program itself"
    with pytest.raises(Refused, match=f"the table {table} also belongs to {owner}"):
        read_model(schemas)


@pytest.mark.parametrize("given", ['"folder": "data"', '"folder": "brands", "url": "data"'])
def test_an_address_of_the_program_is_refused(given: str, tmp_path: Path) -> None:
    schemas = copy_schemas(tmp_path)
    path = schemas / "records" / "brand.schema.json"
    path.write_text(path.read_text("utf-8").replace('"folder": "brands"', given), "utf-8")
    with pytest.raises(Refused, match=r"x-collection\.(url|folder)"):
        read_model(schemas)


@pytest.mark.parametrize("name", ["zh/brands.md", "en/Brands.md"])
def test_the_address_of_a_written_page_is_refused(name: str, tmp_path: Path) -> None:
    schemas = copy_schemas(tmp_path)
    (tmp_path / "content" / name).parent.mkdir(parents=True)
    (tmp_path / "content" / name).write_text("# 品牌\n", "utf-8")
    with pytest.raises(Refused, match="the url brands also belongs to a written page, content/…/brands"):
        read_model(schemas)


def copy_schemas(target: Path) -> Path:
    import shutil

    return shutil.copytree(SCHEMAS, target / "schemas")
