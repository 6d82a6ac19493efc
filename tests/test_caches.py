"""What is kept between builds is made of the program and its inputs, and is never trusted when it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from conftest import BASE, ROOT, SMALL_DAY, build_site, copy_project, tree, warm_up
from repository import Repository

from generator.history import History, read_history
from generator.storage.cache import load, load_files, save, save_files

SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "garbage": lambda data: b"\xff{" + data[::-1],
    "empty": lambda data: b"",
    "zeros": lambda data: bytes(len(data)),
    "other json": lambda data: b'{"index.html": [1, 2], "x": null}',
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_damaged_is_not_taken(spoil: str, tmp_path: Path) -> None:
    save(tmp_path / "one", b"content, a little longer than a seal has bits", "inputs")
    save_files(tmp_path / "many", {"b": b"2", "a": b"1"}, "inputs")
    for name in ("one", "many"):
        (tmp_path / name).write_bytes(SPOILT[spoil]((tmp_path / name).read_bytes()))
    assert load(tmp_path / "one", "inputs") is None
    assert load_files(tmp_path / "many", "inputs") is None


def test_a_folder_in_the_place_of_a_cache_is_replaced(tmp_path: Path) -> None:
    for name in ("one", "one.new"):
        (tmp_path / name / "more").mkdir(parents=True)
    assert load(tmp_path / "one") is None
    save(tmp_path / "one", b"content")
    assert load(tmp_path / "one") == b"content"


def spoil_all(files: list[Path]) -> None:
    """Each in another way than the one before."""
    for path, spoil in zip(files, cycle(SPOILT.values()), strict=False):
        path.write_bytes(spoil(path.read_bytes()))


def test_damaged_caches_change_nothing(published: Path) -> None:
    content = tree(published / "site")
    kept = sorted(p for p in (published / ".cache").rglob("*") if p.is_file() and p.name != "lock")
    assert {p.name.partition("-")[0] for p in kept} >= {
        "records.json",
        "engine.zip",
        "published",
        "parts.json",
    }
    spoil_all(kept)
    build_site(published)
    assert tree(published / "site") == content


@pytest.fixture(scope="module")
def released(_warm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with a past and a release, built once."""
    root = copy_project(tmp_path_factory.mktemp("released") / "project", BASE)
    warm_up(root, _warm)
    Repository.of(root)  # content/releases.yaml names a release, which the first commit makes
    build_site(root, history=past(root))
    return root


def past(root: Path) -> History:
    return read_history(root, root / ".cache" / "history.json")


def test_a_damaged_memory_of_the_past_changes_nothing(released: Path) -> None:
    content = tree(released / "site")
    cache = released / ".cache"
    kept = [cache / "history.json", cache / "changes.json", *(cache / "releases").iterdir()]
    assert len(kept) == 4
    spoil_all(kept)
    build_site(released, history=past(released))
    assert tree(released / "site") == content


def test_what_another_program_or_other_inputs_made_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "one", b"content", "inputs")
    save_files(tmp_path / "many", {"b": b"2", "a": b"1"}, "inputs")
    assert load(tmp_path / "one", "inputs") == b"content"
    assert load_files(tmp_path / "many", "inputs") == {"b": b"2", "a": b"1"}
    assert load(tmp_path / "one", "others") is None
    monkeypatch.setattr("generator.storage.cache.fingerprint", lambda: "another program")
    assert load(tmp_path / "one", "inputs") is None
    assert load_files(tmp_path / "many", "inputs") is None


# A changed program


def program(folder: Path) -> Path:
    """A copy of the program that can be changed."""
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(code: Path, project: Path, site: Path) -> dict[str, bytes]:
    words = [sys.executable, "-m", "generator", "build", "--no-history", "--project", str(project)]
    words += ["--as-of", SMALL_DAY.isoformat(), "--out", str(site)]
    subprocess.run(
        words, cwd=code, env={**os.environ, "PYTHONPATH": str(code)}, check=True, capture_output=True
    )
    return tree(site)


def change(code: Path, module: str, old: str, new: str) -> None:
    path = code / "generator" / module
    text = path.read_text("utf-8")
    assert old in text, module
    path.write_text(text.replace(old, new), "utf-8")


def test_a_changed_program_makes_everything_anew(published: Path, tmp_path: Path) -> None:
    """One figure in one module: a warm build gives what a cold one gives, and the change is in it."""
    code = program(tmp_path / "code")
    before = tree(published / "site")
    change(code, "core/geo.py", ", 6)", ", 2)")
    warm = run(code, published, published / "site")
    shutil.rmtree(published / ".cache")
    assert warm == run(code, published, tmp_path / "cold")
    assert warm["data/homes.csv"] != before["data/homes.csv"]


# In each package one constant; and a file in which the change is seen, if it changes the site at all.
CONSTANTS = {
    "checks": ("checks/rules.py", "_MOST_NAMED = 3", "_MOST_NAMED = 1", "data/quality_report.csv"),
    "commands": ("commands/review.py", "MOST_PAGES = 6", "MOST_PAGES = 7", None),
    "config": ("config/colours.py", '"brand": "#00695c"', '"brand": "#004d40"', None),
    "core": ("core/geo.py", ", 6)", ", 2)", "data/homes.csv"),
    "datasets": ("datasets/formats/csv.py", '"\\r\\n"', '"\\n"', "data/homes.excel.csv"),
    "editing": ("editing/canon.py", "WIDTH = 140", "WIDTH = 120", None),
    "forms": ("forms/backend.py", 'BRANCH = "form"', 'BRANCH = "forms"', None),
    "history": ("history/changelog.py", "ENTRIES = 30", "ENTRIES = 29", None),
    "privacy": ("privacy/outputs.py", "MOST = 20", "MOST = 21", None),
    "records": ("records/load.py", "few=500", "few=5", None),
    "reports": ("reports/duplicates.py", "from 0 to 1", "of 0 to 1", None),
    "review": ("review/summary.py", "MOST = 50", "MOST = 49", None),
    "scaffold": ("scaffold/area_list.py", "GB 18030", "GB18030", None),
    "schema": ("schema/load.py", "<= 200", "<= 201", None),
    "site": ("site/render/head.py", "_LENGTH = 160", "_LENGTH = 10", "homes/home-abc-001/index.html"),
    "spreadsheets": ("spreadsheets/grid.py", "HEAD = 20", "HEAD = 21", None),
    "storage": ("storage/workers.py", "BLOCK = 16", "BLOCK = 8", None),
    "tables": ("tables/dataset_scores.py", "FRESH_DAYS = 365", "FRESH_DAYS = 1", "data/datasets.csv"),
}


def test_every_package_has_its_constant() -> None:
    assert set(CONSTANTS) == {p.parent.name for p in (ROOT / "generator").glob("*/__init__.py")}


@pytest.mark.soak
def test_a_constant_of_any_package_makes_everything_anew(small: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = run(program(tmp_path / "code" / "own"), small, site)
    for package, (module, old, new, seen) in CONSTANTS.items():
        code = program(tmp_path / "code" / package)
        change(code, module, old, new)
        warm = run(code, small, site)
        shutil.move(small / ".cache", tmp_path / f"{package}.cache")
        cold = run(code, small, tmp_path / f"{package}.cold")
        assert [path for path in cold if cold[path] != warm.get(path)] == [], package
        assert warm.keys() == cold.keys(), package
        if seen:
            assert warm[seen] != before[seen], package
        shutil.rmtree(small / ".cache")
        shutil.move(tmp_path / f"{package}.cache", small / ".cache")
