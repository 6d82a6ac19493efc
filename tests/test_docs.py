"""What README, CONTRIBUTING and handbook tell people to type exists: commands, their options, targets of make.

Nothing is run: the command line's own parser is asked whether it takes the words.
"""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown import markdown

from generator.__main__ import parser
from generator.config.project import engine_settings, open_project

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *ROOT.glob("content/*/handbook/*.md")])
BLOCK = re.compile(r"^( *)```\w*\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
PROGRAM = re.compile(r"^(?:\.venv/bin/)?youth-atlas ")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


@cache
def commands() -> dict[str, argparse.ArgumentParser]:
    (subparsers,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(subparsers.choices)


def lines(text: str) -> Iterator[str]:
    """Every command line of the code blocks, those joined by `&&` apart."""
    for block in BLOCK.finditer(text):
        for line in block[2].splitlines():
            yield from (part.strip() for part in line.split("&&"))


def inline(text: str) -> Iterator[str]:
    yield from INLINE.findall(BLOCK.sub("", text))


def fault(line: str, whole: bool) -> str:
    """What is wrong with a command line, nothing if it is none of ours. Less than the whole of one may be
    named in a sentence: `fix`, or `export --csv`."""
    try:
        words = shlex.split(line, comments=True)
    except ValueError:  # an apostrophe: no command of ours has a lone one
        return ""
    if words[:1] == ["make"]:
        wanted = [w for w in words[1:] if "=" not in w]
        lacking = set(wanted) - set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
        return f"make has no {', '.join(sorted(lacking))}" if lacking else ""
    if PROGRAM.match(line):
        words = words[1:]
    elif whole or not any(w.startswith("--") for w in words) or words[0] not in commands():
        return ""
    if words[0] not in commands():
        return f"there is no command {words[0]}"
    command = commands()[words[0]]
    known = {option for action in command._actions for option in action.option_strings}
    unknown = [w for w in words if w.startswith("--") and w.partition("=")[0] not in known]
    if unknown or not whole:
        return f"{words[0]} has no {', '.join(unknown)}" if unknown else ""
    try:
        parser().parse_args(words)
    except SystemExit:
        return f"{words[0]} does not take these words"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_what_people_are_told_to_type_exists(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = page.read_text("utf-8")
    told = [(line, True) for line in lines(text)] + [(line, False) for line in inline(text)]
    faults = {line: said for line, whole in told if line and (said := fault(line, whole))}
    assert not faults, capsys.readouterr().err


@pytest.mark.parametrize(
    "page", [p for p in PAGES if "handbook" in p.parts], ids=lambda p: "/".join(p.parts[-3:])
)
def test_every_block_of_code_is_one_on_the_page(page: Path) -> None:
    """In a list, too."""
    settings = engine_settings(open_project(ROOT), "zh")
    text = page.read_text("utf-8")
    html = markdown(text, extensions=settings.markdown_extensions, extension_configs=settings.mdx_configs)
    assert html.count("<pre") == len(BLOCK.findall(text))


@pytest.mark.parametrize(
    ("line", "whole", "said"),
    [
        (".venv/bin/youth-atlas merge-areas --into a b --on 2027-01-01 --dry-run", True, ""),
        ("youth-atlas merge-areas --into a b", True, "does not take"),
        ("youth-atlas remind --week", True, "has no --week"),
        ("youth-atlas scaffold home", True, "no command scaffold"),
        ("export --json", False, "has no --json"),
        ("youth-atlas fixx", False, "no command fixx"),
        ("make publish", False, "make has no publish"),
        ('make bench ARGS="--sizes 300"', True, ""),
        ("git config core.hooksPath .githooks", True, ""),
    ],
)
def test_what_does_not_exist_is_found(line: str, whole: bool, said: str) -> None:
    found = fault(line, whole)
    assert (said in found) if said else (found == "")


def test_every_command_has_its_place_in_the_handbook() -> None:
    """Except those for developers alone."""
    text = "\n".join(p.read_text("utf-8") for p in PAGES if p.match("zh/handbook/*"))
    told = set(re.findall(r"youth-atlas ([a-z-]+)", text))
    assert commands().keys() - told == {
        "serve",
        "edit",
        "build",
        "editor",
        "synth",
    }  # `make` does the first three
