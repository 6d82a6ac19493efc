"""Files in the tree that are made from others are up to date. `make lint` asks this, seconds after an edit."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from conftest import BASE, ROOT
from pictures import SHOWN

from generator.commands.review import made_templates
from generator.config.project import Project
from generator.editing.vscode import editor_files
from generator.schema.load import read_model

OF_THE_FORM = {"不满足模式的要求"}  # words of the editing form's own
SOURCES = (".yaml", ".yml", ".json", ".sql", ".py", ".html")


def test_editor_files_are_those_of_the_schemas() -> None:
    model = read_model(ROOT / "schemas")
    for name, text in editor_files(model).items():
        path = ROOT / name
        assert path.is_file(), f"{name} is missing: run `youth-atlas editor`"
        assert path.read_text("utf-8") == text, f"{name} is out of date: run `youth-atlas editor`"
    kept = {p.name for p in (ROOT / ".vscode" / "schemas").iterdir()}
    assert kept == {f"{t.type}.schema.json" for t in model.types}


def test_templates_of_reports_and_reviews_are_those_of_the_schemas() -> None:
    for name, text in made_templates(Project(ROOT)).items():
        there = (ROOT / name).read_text("utf-8") if (ROOT / name).exists() else ""
        assert there == text, f"{name} is out of date: run `youth-atlas templates` and commit what it writes"


@pytest.fixture(scope="module")
def words() -> str:
    """Whatever a page may show, as it is written: interface, schemas, messages, records, settings."""
    folders = (ROOT / "content/i18n", ROOT / "schemas", ROOT / "generator", ROOT / "data/homes", BASE)
    paths = chain(ROOT.glob("mkdocs*.yml"), *(folder.rglob("*.*") for folder in folders))
    return "\n".join(p.read_text("utf-8") for p in paths if p.suffix in SOURCES)


@pytest.mark.parametrize("path", sorted(SHOWN.glob("*.txt")), ids=lambda p: p.stem)
def test_what_a_picture_shows_is_still_written_somewhere(path: Path, words: str) -> None:
    """A quick look at each piece of Chinese; `test_pictures.py` and `test_form.py` compare whole pages."""
    text = re.sub("第[一二三四]季度", " ", path.read_text("utf-8"))
    shown = set(re.findall(r"[\u4e00-\u9fff]{2,}", text))
    gone = sorted(piece for piece in shown - OF_THE_FORM if piece not in words)
    assert gone == [], (
        f"{path.stem}.png shows what is no longer written: run `make pictures`, then look at it"
    )
