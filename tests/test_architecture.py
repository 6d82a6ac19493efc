"""The shape of the program: its layers, the size of its modules, and what it may not know."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

import generator

MODULES = sorted((ROOT / "generator").rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())

# Names and numbers of the one district that this project serves; they belong in data/ and content/.
DISTRICT = re.compile(r"青白江|qbj|510113|(?<![0-9])028(?![0-9])", re.IGNORECASE)
NO_TEXT = {".png", ".woff2", ".ico", ".pyc"}


def test_layers_look_down_only() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_layers_told_to_newcomers_are_those_checked() -> None:
    lines = [line.strip() for line in (generator.__doc__ or "").splitlines() if line.startswith("    ")]
    told = [re.split(r"\s{2,}", line) for line in lines]
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert [layer for layer, _ in told] == contract["layers"]
    assert contract["exhaustive"]


@each_module
def test_a_module_tells_what_it_is_for(path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert len(words) > 20
    assert words[0].isupper() or words.startswith("`"), words


@each_module
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 300


@pytest.mark.parametrize("folder", ["generator", "schemas"])
def test_nothing_of_the_district_stands_in_the_program(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix not in NO_TEXT:
            found = DISTRICT.search(path.read_text("utf-8"))
            assert not found, f"{path.relative_to(ROOT)}: {found}"
