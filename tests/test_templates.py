"""Issue forms, templates of pull requests and CODEOWNERS: made from the schemas."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from generator.core.problems import Refused
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.review.templates import templates
from generator.schema.load import read_model
from generator.storage.cache import RecordCache

ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "base" / "data"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    root = tmp_path_factory.mktemp("owners")
    shutil.copytree(BASE, root / "data")
    model = read_model(ROOT / "schemas")
    return Catalog(model, read_records(root / "data", model, RecordCache(root / "cache.json")).records)


def test_a_form_asks_what_the_schema_says(catalog: Catalog) -> None:
    files = templates(catalog, {})
    for folder in (".github", ".gitea"):
        report = yaml.safe_load(files[f"{folder}/ISSUE_TEMPLATE/report-error.yml"])
        (kind, *_) = report["body"]
        assert kind["attributes"]["options"] == [t.plural.zh for t in catalog.model.types]
        case = yaml.safe_load(files[f"{folder}/ISSUE_TEMPLATE/propose-case.yml"])
        asked = {question["id"]: question for question in case["body"]}
        fields = catalog.model.by_type["case"].fields
        assert list(asked) == [*catalog.model.by_type["case"].proposal, "nothing-personal"]
        assert asked["background"]["type"] == "textarea"
        assert asked["field"]["attributes"]["options"] == [c.zh for c in fields["field"].codes.values()]
        assert asked["title"]["validations"]["required"] is fields["title"].required
        (promise,) = asked["nothing-personal"]["attributes"]["options"]
        assert promise["required"] is True


def test_each_town_reviews_its_own_records(catalog: Catalog) -> None:
    town = "area-990101001"
    owners = templates(catalog, {"default": "@org/district", town: "@org/dongfeng @clerk"})["CODEOWNERS"]
    rules = dict(line.split(" ", 1) for line in owners.splitlines() if not line.startswith("#"))
    assert rules["*"] == "@org/district"
    assert rules["/data/homes/home-abc-001.yaml"] == "@org/dongfeng @clerk"
    assert "/data/phases/phase-1.yaml" not in rules
    assert owners.index("* @") < owners.index("/data/")  # the last line that fits wins


def test_without_owners_nobody_is_made_up(catalog: Catalog) -> None:
    lines = templates(catalog, {})["CODEOWNERS"].splitlines()
    assert lines
    assert all(line.startswith("#") for line in lines)


@pytest.mark.parametrize("owners", [{"area-000000": "@a"}, {"default": "a b"}, {"default": "@a\n* @evil"}])
def test_wrong_owners_are_told(catalog: Catalog, owners: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        templates(catalog, owners)
    (found,) = refused.value.problems
    assert found.where.file == "mkdocs.yml"
