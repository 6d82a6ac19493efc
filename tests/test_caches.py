"""What is kept between builds is made of the program and its inputs, and is never trusted when it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
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


@pytest.mark.parametrize("spoil", [*SPOILT, "gone"])
def test_a_damaged_cache_changes_nothing(spoil: str, published: Path) -> None:
    content = tree(published / "site")
    kept = [p for p in (published / ".cache").rglob("*") if p.is_file() and p.name != "lock"]
    assert {p.name.partition("-")[0] for p in kept} >= {
        "records.json",
        "engine.zip",
        "published",
        "parts.json",
    }
    for path in kept:
        path.unlink() if spoil == "gone" else path.write_bytes(SPOILT[spoil](path.read_bytes()))
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


@pytest.mark.parametrize("spoil", ["cut", "one bit", "other json"])
def test_a_damaged_memory_of_the_past_changes_nothing(spoil: str, released: Path) -> None:
    content = tree(released / "site")
    cache = released / ".cache"
    kept = [cache / "history.json", cache / "changes.json", *(cache / "releases").iterdir()]
    assert len(kept) == 4
    for path in kept:
        path.write_bytes(SPOILT[spoil](path.read_bytes()))
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


def test_a_changed_program_makes_everything_anew(small: Path, tmp_path: Path) -> None:
    """One figure in one module: a warm build gives what a cold one gives, and the change is in it."""
    code = program(tmp_path / "code")
    before = run(code, small, tmp_path / "warm")
    [path] = code.rglob("geo.py")
    text = path.read_text("utf-8")
    assert ", 6)" in text
    path.write_text(text.replace(", 6)", ", 2)"), "utf-8")
    warm = run(code, small, tmp_path / "warm")
    shutil.rmtree(small / ".cache")
    assert warm == run(code, small, tmp_path / "cold")
    assert warm["data/homes.csv"] != before["data/homes.csv"]
