"""`fix`: canonical form keeps meaning and comments; what editors and commits need."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import BASE, ROOT, SMALL_DAY
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.__main__ import main
from generator.core.yaml_reader import read
from generator.editing.text import fixed, same
from generator.schema.load import read_model

MODEL = read_model(ROOT / "schemas")
HOME = MODEL.by_type["home"].fields
ATLAS = Path(sys.executable).parent / "youth-atlas"

MESSY = """# yaml-language-server: $schema=../../.vscode/schemas/home.schema.json
# 关于这个文件

# 名称上面
name:   '河边: 之家'   # 名
# 编号
id: home-abc-001\x20\x20


opening:  # 时间
  # 平日
  - {opens: 09:00, days: [MO, TU], closes: "21:00"} # 行
  - days: [SA,
      SU]  # 周末
    # 关门
    closes: 18:00
    opens: 10:00
  # 以后再加
services:
- culture_learning # 文化
- volunteering
zones: [a, b] # 区
evidence: [https://example.org/a]
summary: >-
  第一
  第二
body: |   # 正文
  # 标题
  末行

location: {lat: 30.880, lon: 104.250}
source:
odd: no
schema_version: '1.0'
opened_on: 2024-05-01
# 文末
"""
CANONICAL = """# yaml-language-server: $schema=../../.vscode/schemas/home.schema.json
# 关于这个文件

# 编号
id: home-abc-001
schema_version: "1.0"
# 名称上面
name: "河边: 之家"  # 名
summary: 第一 第二

opening:  # 时间
  # 平日
  # 行
  - days: [MO, TU]
    opens: "09:00"
    closes: "21:00"
  - days: [SA, SU]  # 周末
    opens: "10:00"
    # 关门
    closes: "18:00"
  # 以后再加

location:
  lon: 104.250
  lat: 30.880
services:
  - culture_learning  # 文化
  - volunteering
zones: [a, b]  # 区
body: |  # 正文
  # 标题
  末行
opened_on: "2024-05-01"
source: null
evidence:
  - https://example.org/a
odd: "no"
# 文末
"""


def test_it_puts_a_record_in_order_and_keeps_every_comment() -> None:
    text, problems = fixed(MESSY.encode(), "x.yaml", HOME)
    assert problems == []
    assert text.decode() == CANONICAL
    assert fixed(text, "x.yaml", HOME) == (text, [])


def test_line_ends_and_byte_order_mark_of_windows_go() -> None:
    windows = b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode()
    assert fixed(windows, "x.yaml", HOME)[0].decode() == CANONICAL


_words = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12),
    st.sampled_from(
        [
            "no",
            "012",
            "12:30",
            "1_000",
            "2024-05-01",
            "~",
            "null",
            "- a",
            "a: b",
            "a #b",
            "=1+1",
            "0x1f",
            " a",
        ]
    ),
    st.sampled_from(["两行\n文字", "两行\n文字\n", "\n开头", "空\n\n行\n\n", " 缩\n进", "行 \n尾 \n"]),
)
_values = st.recursive(
    st.one_of(
        _words, st.integers(-9999, 9999), st.booleans(), st.none(), st.sampled_from([0.5, 104.25, -1.0])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(_words.filter(lambda k: k != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)
_records = st.dictionaries(st.sampled_from([*HOME, "odd", "no"]), _values, min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(_records, st.sampled_from([True, False, None]), st.lists(st.integers(0, 40), max_size=5))
def test_whatever_a_record_says_it_goes_on_saying(
    record: dict[str, Any], flow: bool | None, places: list[int]
) -> None:
    lines = yaml.safe_dump(record, allow_unicode=True, default_flow_style=flow, width=60).splitlines()
    for place in places:  # a comment above or behind a line, wherever that leaves the text as it was
        one = [*lines[:place], f"# 注{place}", *lines[place:]]
        two = [f"{line}  # 旁{place}" if i == place else line for i, line in enumerate(lines)]
        for tried in (one, two):
            if read("\n".join(tried).encode(), "x")[0] == read("\n".join(lines).encode(), "x")[0]:
                lines = tried
                break
    before = ("\n".join(lines) + "\n").encode()
    value, wrong = read(before, "x")
    if wrong:  # what the strict reader refuses is left alone
        assert fixed(before, "x", HOME)[0] == before
        return
    after, problems = fixed(before, "x", HOME)
    assert problems == []
    assert same(read(after, "x")[0], value)
    assert fixed(after, "x", HOME)[0] == after
    assert all(after.decode().count(mark) == before.decode().count(mark) for mark in ("# 注", "  # 旁"))
    assert yaml.safe_load(after) is not None


def test_the_records_of_this_project_are_in_canonical_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--check", "--project", str(ROOT), "--lang", "en"]) == 0, capsys.readouterr().out


def test_a_file_with_a_fault_is_left_alone_and_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small / "data" / "homes" / "home-abc-001.yaml"
    other = small / "data" / "homes" / "home-abc-002.yaml"
    broken = path.read_text("utf-8") + "name: 又一个\n"
    path.write_text(broken, "utf-8")
    other.write_text(other.read_text("utf-8").replace('"1.0"', "'1.0'"), "utf-8")
    assert main(["fix", str(path), str(other), "--project", str(small), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert f"home-abc-001.yaml:{broken.count(chr(10))}:1: error V-007 the field" in said
    assert path.read_text("utf-8") == broken
    assert '"1.0"' in other.read_text("utf-8")
    assert not list(other.parent.glob(".*"))


def test_check_tells_the_line_and_what_to_run(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small / "data" / "homes" / "home-abc-001.yaml"
    untidy = path.read_text("utf-8").replace('schema_version: "1.0"', "schema_version: '1.0'")
    path.write_text(untidy, "utf-8")
    assert main(["fix", "--check", str(path), "--project", str(small), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert f":{untidy.splitlines().index('schema_version: ' + repr('1.0')) + 1}:1: error" in said
    assert "run `youth-atlas fix data/homes/home-abc-001.yaml`" in said
    assert path.read_text("utf-8") == untidy


def test_it_touches_nothing_outside_data(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = small / "mkdocs.yml"
    before = page.read_bytes()
    assert main(["fix", str(page), "--project", str(small)]) == 2
    assert page.read_bytes() == before
    assert "mkdocs.yml" in capsys.readouterr().err


def test_editors_are_led_to_the_schema_of_each_record() -> None:
    mapping = json.loads((ROOT / ".vscode" / "settings.json").read_bytes())["yaml.schemas"]
    for folder in sorted((BASE).iterdir()):
        (name,) = [name for name, glob in mapping.items() if glob == f"data/{folder.name}/**/*.yaml"]
        validator = jsonschema.Draft202012Validator(json.loads((ROOT / name).read_bytes()))
        for path in folder.rglob("*.yaml"):
            record = read(path.read_bytes(), path.name)[0]
            assert not list(validator.iter_errors(record)), path
            assert list(validator.iter_errors({**record, "schema_versoin": "1.0"})), path
    assert "x-" not in (ROOT / ".vscode" / "schemas" / "home.schema.json").read_text("utf-8")


def test_a_scaffold_names_its_schema(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "home", "home-abc-077", "--project", str(small)]) == 0
    path = Path(capsys.readouterr().out.strip())
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    named = (ROOT / path.relative_to(small)).parent / first.partition("=")[2]
    assert json.loads(named.read_bytes())["title"] == "青年之家"


def test_snippets_are_scaffolds() -> None:
    snippets = json.loads((ROOT / ".vscode" / "youth-atlas.code-snippets").read_bytes())
    assert {s["prefix"] for s in snippets.values()} == set(MODEL.by_type)
    body = "\n".join(snippets["青年之家"]["body"])
    body = body.replace("${1:$TM_FILENAME_BASE}", "home-abc-077").replace("$0", "").replace("\\}", "}")
    assert read(body.replace("\\$", "$").encode(), "x")[1] == []


def test_the_hook_stops_a_commit_of_untidy_or_wrong_records(small: Path) -> None:
    def git(*words: str) -> subprocess.CompletedProcess[str]:
        name = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
        return subprocess.run(
            ["git", *name, *words], cwd=small, capture_output=True, text=True, env=environment
        )

    atlas = small / ".cache" / "atlas"  # the records of this project are sound on a day of 2024
    environment = {
        "PATH": "/usr/bin:/bin",
        "YOUTH_ATLAS": str(atlas),
        "LANG": "en_GB.UTF-8",
        "HOME": str(small),
    }
    shutil.copytree(ROOT / ".githooks", small / ".githooks")
    (small / ".gitignore").write_text(".cache\nnode_modules\n")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "as it was"],
                  ["config", "core.hooksPath", ".githooks"]):  # fmt: skip
        assert git(*words).returncode == 0
    atlas.write_text(f'#!/bin/sh\n[ $1 = check ] && day="--as-of {SMALL_DAY}"\nexec {ATLAS} "$@" $day\n')
    atlas.chmod(0o755)
    assert main(["fix", "--project", str(small)]) == 0
    assert git("commit", "-qam", "start").returncode == 0
    path = small / "data" / "homes" / "home-abc-001.yaml"
    sound = path.read_text("utf-8")
    for old, new, told in (
        ('schema_version: "1.0"', "schema_version: '1.0'", "youth-atlas fix data/homes/home-abc-001.yaml"),
        ("status: open", "status: opne", "V-008"),
    ):
        path.write_text(sound.replace(old, new), "utf-8")
        git("add", ".")
        done = git("commit", "-qm", "change")
        assert done.returncode == 1
        assert told in done.stdout + done.stderr
    path.write_text(sound.replace("status: open", "status: open  # 核对过"), "utf-8")
    git("add", ".")
    assert git("commit", "-qm", "change").returncode == 0
