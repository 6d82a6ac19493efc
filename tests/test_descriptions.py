"""What describes the datasets, as the tools of the field read it: packages, CSVW, DCAT, schemas, archives."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pytest
import rdflib
from conftest import ROOT

from generator.core.text import same
from generator.datasets.metadata.dcat import PREFIXES, _catalog
from generator.datasets.metadata.rdf import turtle
from generator.datasets.publication import Licence, Publication
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.cache import RecordCache

Row = dict[str, Any]
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")

NOBODY = Publication(
    "x", "x", same("x"), same("x"), "", date(2024, 6, 1), "", Licence("", "", same(""), False), same(""), "", same(""), ""
)  # fmt: skip


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())


def lines(path: Path) -> io.StringIO:
    return io.StringIO(path.read_bytes().decode("utf-8"), newline="")


# The data package


@pytest.mark.parametrize("name", ["datapackage.json", "official/datapackage.json"])
def test_packages_follow_the_published_profile(data: Path, name: str) -> None:
    """Version 2.0 of the profiles, as dplib carries them."""
    package = load(data / name)
    profiles = resources.files("dplib") / "profiles" / "2.0"
    for profile, parts in {
        "datapackage": [package],
        "dataresource": package["resources"],
        "tableschema": [r["schema"] for r in package["resources"]],
    }.items():
        validator = jsonschema.Draft7Validator(json.loads((profiles / f"{profile}.json").read_bytes()))
        for part in parts:
            errors = [e.message for e in validator.iter_errors(part)]
            assert errors == [], (profile, part.get("name"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["contributors"][0]["roles"] == ["publisher"]
    assert len(package["sources"]) > 1


def test_the_profile_would_refuse_another_package(data: Path) -> None:
    profile = (resources.files("dplib") / "profiles" / "2.0" / "datapackage.json").read_bytes()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(json.loads(profile)).validate(
            {**load(data / "datapackage.json"), "licenses": [{}]}
        )


# What is not made up


def test_nothing_made_up_stands_among_the_official(data: Path, typed: dict[str, pa.Table]) -> None:
    demo = {i for t in typed.values() if "provenance" in t.column_names
            for i, p in zip(t["id"].to_pylist(), t["provenance"].to_pylist(), strict=True) if p == "demo"}  # fmt: skip
    assert len(demo) > 500
    found = 0
    for path in (data / "official").glob("*.csv"):
        rows = list(csv.DictReader(lines(path)))
        keys = {
            v for r in rows for k, v in r.items() if k == "id" or (k.endswith("_id") and "__" in path.stem)
        }
        assert not keys & demo, path.name
        assert all("demo_data" not in (r.get("notes") or "") for r in rows), path.name
        found += len(rows)
    assert found > 500
    homes = list(csv.reader(lines(data / "official" / "homes.csv")))
    assert homes == [typed["homes"].column_names], (
        "all homes are made up, so there is a header and nothing else"
    )


def test_all_that_is_not_made_up_is_official(data: Path, typed: dict[str, pa.Table]) -> None:
    for name, table in typed.items():
        if "provenance" in table.column_names:
            real = [
                r["id"] for r in table.select(["id", "provenance"]).to_pylist() if r["provenance"] != "demo"
            ]
            found = csv.DictReader(lines(data / "official" / f"{name}.csv"))
            assert [r["id"] for r in found] == real, name


@pytest.mark.soak
@pytest.mark.filterwarnings("default")
def test_frictionless_finds_the_official_package_valid(data: Path) -> None:
    import frictionless

    report = frictionless.validate(str(data / "official" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


# Archives


@pytest.mark.parametrize("name", ["youth-atlas.zip", "youth-atlas-official.zip"])
def test_the_archive_is_a_whole_package(data: Path, name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(data / name) as archive:
        assert archive.testzip() is None
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            content = archive.read(resource["path"])
            assert len(content) == resource["bytes"]
        folder = data / ("official" if "official" in name else "")
        for info in archive.infolist():
            if info.filename != "README.txt":
                assert archive.read(info) == (folder / info.filename).read_bytes(), info.filename
        readme = archive.read("README.txt").decode("utf-8-sig")
        assert "CC-BY-4.0" in readme
        assert "署名" in readme


# CSV on the web


# csvw asks its own dependencies for what they are about to drop.
@pytest.mark.filterwarnings("default")
def test_a_reader_of_csvw_finds_every_table_valid(data: Path, typed: dict[str, pa.Table]) -> None:
    from csvw import TableGroup

    group = TableGroup.from_file(data / "csv-metadata.json")
    assert {t.local_name.removesuffix(".csv") for t in group.tables} == typed.keys()
    for table in group.tables:
        problems: list[Any] = []
        rows = list(table.iterdicts(log=_Log(problems)))
        name = table.local_name.removesuffix(".csv")
        assert problems == [], name
        assert len(rows) == typed[name].num_rows, name
        if "provenance" in typed[name].column_names:
            assert [r["id"] for r in rows] == typed[name]["id"].to_pylist()
    group.check_referential_integrity()


class _Log:
    """Takes what the reader warns of."""

    def __init__(self, problems: list[Any]) -> None:
        self.warning = self.warn = self.error = lambda *words, **_: problems.append(words)


# DCAT


@pytest.fixture(scope="module")
def graph(data: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data / "catalog.ttl", format="turtle")


# rdflib reads JSON-LD with a class that it has deprecated.
@pytest.mark.filterwarnings("default")
def test_turtle_and_json_ld_say_the_same(data: Path, graph: rdflib.Graph) -> None:
    other = rdflib.Graph().parse(data / "catalog.jsonld", format="json-ld")
    assert len(graph) == len(other) > 5000
    assert strip(graph) == strip(other)


def strip(graph: rdflib.Graph) -> set[tuple[Any, Any, Any]]:
    """All statements, blank nodes nameless: comparing them properly takes minutes."""
    return {tuple("_" if isinstance(t, rdflib.BNode) else t for t in triple) for triple in graph}  # type: ignore[misc]


@pytest.mark.filterwarnings("default")
def test_the_catalog_has_all_elements_that_we_promise(graph: rdflib.Graph) -> None:
    from pyshacl import validate

    shapes = rdflib.Graph().parse(ROOT / "tests" / "shapes" / "dcat.ttl")
    conforms, _, text = validate(graph, shacl_graph=shapes, advanced=False)
    assert conforms, text[:2000]
    spoilt = rdflib.Graph() + graph
    spoilt.remove((None, DCT.identifier, None))
    assert not validate(spoilt, shacl_graph=shapes)[0]


def test_the_quality_report_is_described_as_any_dataset(data: Path, graph: rdflib.Graph) -> None:
    (resource,) = (r for r in load(data / "datapackage.json")["resources"] if r["name"] == "quality_report")
    assert resource["rowCount"] > 300
    assert (data.parent / resource["homepage"].partition("//")[2].partition("/")[2] / "index.html").is_file()
    (dataset,) = graph.subjects(DCT.identifier, rdflib.Literal("qbj-youth/quality_report"))
    files = {str(f).rpartition("/data/")[2] for f in graph.objects(dataset, DCAT.distribution)}
    assert files == {f"quality_report.{suffix}" for suffix in ("csv", "excel.csv", "json", "ndjson")}
    assert all((data / name).is_file() for name in files)


def test_sources_are_named_by_iris() -> None:
    """The records' commit too: a reader of RDF can follow or compare an address, not a sentence."""
    publication = replace(NOBODY, commit="0123456789abcdef0123456789abcdef01234567")
    node = _catalog(publication, "https://example.org/", [])
    assert node["dcat:record"]["dct:source"] == {"@id": f"swh:1:rev:{publication.commit}"}
    words = turtle(PREFIXES, [{"@id": "https://example.org/", **node["dcat:record"]}])
    assert f"dct:source <swh:1:rev:{publication.commit}>" in words
    rdflib.Graph().parse(data=words, format="turtle")


def test_every_download_is_there_with_its_size(
    data: Path, graph: rdflib.Graph, typed: dict[str, pa.Table]
) -> None:
    sizes = {str(graph.value(d, DCAT.downloadURL)): int(graph.value(d, DCAT.byteSize) or 0)
             for d in graph.subjects(rdflib.RDF.type, DCAT.Distribution)}  # fmt: skip
    assert len(sizes) > 200
    for url, size in sizes.items():
        assert (data / url.rpartition("/data/")[2]).stat().st_size == size, url
    named = {str(i).rpartition("/")[2] for i in graph.objects(None, DCT.identifier)}
    assert {n for n in typed if "__" not in n} <= named


# Schemas


def test_published_schemas_stand_alone_and_fit_the_records(built: Path, project_copy: Path) -> None:
    model = read_model(project_copy / "schemas")
    validators = {}
    for entry in load(built / "schemas" / "index.json")["schemas"]:
        path = (
            built
            / entry["url"].partition("/schemas/")[1].lstrip("/")
            / entry["url"].partition("/schemas/")[2]
        )
        schema = load(path)
        assert schema["$id"] == entry["url"]
        assert path.as_posix().endswith(f"schemas/{entry['type']}/{entry['version']}.schema.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        assert not re.search(r'"\$ref"', path.read_text("utf-8"))
        assert entry["changelog"][-1]["version"] == entry["version"]
        validators[entry["type"]] = jsonschema.Draft202012Validator(schema)
    assert validators.keys() == model.by_type.keys()
    loaded = read_records(project_copy / "data", model, RecordCache(None))
    for record in loaded.records[::7]:
        validators[record.type.type].validate(record.data)
    assert any(True for _ in validators["home"].iter_errors({}))


def test_a_schema_that_changes_gets_a_new_version(project_copy: Path) -> None:
    """A version above the first says what changed, and the versions before it are kept."""
    for record_type in read_model(project_copy / "schemas").types:
        if record_type.version != "1.0":
            changes = [c["version"] for c in record_type.schema["x-changes"]]
            assert changes[-1] == record_type.version
            for version in ["1.0", *changes[:-1]]:
                assert (
                    project_copy / "schemas/released" / record_type.type / f"{version}.schema.json"
                ).exists()


# Citation


def test_every_dataset_has_an_entry_that_bibtex_can_parse(data: Path, typed: dict[str, pa.Table]) -> None:
    text = (data / "citation.bib").read_text("utf-8")
    entries = re.findall(r"@misc\{([a-z0-9-]+),\n((?:  [a-z]+ = \{.*\},?\n)+)\}\n", text)
    assert len(entries) == text.count("@misc") == sum("__" not in n for n in typed)
    assert len({key for key, _ in entries}) == len(entries)
    for _, fields in entries:
        names = re.findall(r"^  ([a-z]+) =", fields, re.M)
        assert {"author", "title", "year", "url", "version", "note"} <= set(names)
        assert fields.count("{") == fields.count("}")
