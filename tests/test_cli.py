"""The command line as people and machines use it: exit status, formats, both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BASE, copy_project

from generator.__main__ import main

HOME = "data/homes/home-abc-001.yaml"
DAY = ("--as-of", "2024-06-01")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("sound") / "project", BASE)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("broken") / "project", BASE)
    path = root / HOME
    path.write_text(path.read_text("utf-8").replace("status: open", "status: opne", 1), "utf-8")
    assert "opne" in path.read_text("utf-8")
    return root


def run(root: Path, command: str, *options: str) -> int:
    return main([command, "--project", str(root), *options])


# Exit status


def test_0_when_all_is_well(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sound, "check", *DAY, "--lang", "en") == 0
    assert "error" not in capsys.readouterr().out


def test_1_when_the_data_is_wrong(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(broken, "check", *DAY, "--lang", "en") == 1
    out = capsys.readouterr().out
    assert re.search(rf"^{HOME}:[0-9]+:[0-9]+: error V-[0-9]+ .*opne", out, re.M)
    assert out.endswith("1 errors\n") or "errors" in out.splitlines()[-1]


def test_1_when_there_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "check", "--lang", "zh") != 0
    assert "项目文件夹" in capsys.readouterr().err


def test_1_when_the_configuration_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_project(tmp_path / "project", BASE)
    shutil.rmtree(root / "generator")
    assert run(root, "build", *DAY, "--lang", "en") == 1
    told = capsys.readouterr().err
    assert re.search(r"mkdocs\.yml:[0-9]+:[0-9]+: error V-002 the configuration is wrong: theme", told)


@pytest.mark.parametrize(
    "words",
    [[], ["nonsense"], ["check", "--format", "xml"], ["build", "--as-of", "someday"], ["new", "home"]],
)
def test_2_when_used_wrongly(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_3_when_the_machine_says_no(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(sound, "build", *DAY, "--lang", "en", "--out", str(tmp_path / "file" / "site")) == 3
    assert "the machine says" in capsys.readouterr().err


def test_strict_makes_warnings_fail(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = ("--as-of", "2025-02-01")
    assert run(sound, "check", *late, "--format", "json") == 0
    severities = {p["severity"] for p in json.loads(capsys.readouterr().out)}
    assert "warning" in severities
    assert run(sound, "check", *late, "--strict") == 1


# A base to compare with


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def test_base_tells_what_went_back_and_what_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a project that is a folder of its repository, with a file moved and a file not committed."""
    root = copy_project(tmp_path / "repository" / "atlas", BASE)
    git(tmp_path, "init", "-q", "repository")
    git(root, "add", "data")
    git(root, "commit", "-q", "-m", "base")
    data = root / "data"
    assignments = data / "task-assignments"
    evaluated = assignments / "assign-2024-002.yaml"
    evaluated.write_text(
        evaluated.read_text("utf-8").replace("status: evaluated", "status: submitted"), "utf-8"
    )
    (assignments / "2024").mkdir()
    evaluated.rename(assignments / "2024" / evaluated.name)
    (data / "funding" / "fund-2024-002.yaml").unlink()
    assert run(root, "check", *DAY, "--base", "HEAD", "--format", "json") == 1
    found = {(p["code"], p["severity"], p["file"], p["record"]) for p in json.loads(capsys.readouterr().out)}
    assert {f for f in found if f[0] in ("V-010", "V-014")} == {
        ("V-014", "error", "data/task-assignments/2024/assign-2024-002.yaml", "assign-2024-002"),
        ("V-010", "error", "data/funding/fund-2024-002.yaml", "fund-2024-002"),
    }


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", ""])
def test_a_base_that_git_does_not_know(
    revision: str, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sound, "check", *DAY, f"--base={revision}", "--lang", "en") == (2 if revision else 0)
    assert ("git finds no" in capsys.readouterr().err) == bool(revision)


# Formats


def said(root: Path, form: str, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert run(root, "check", *DAY, "--format", form, *options) == 1
    return capsys.readouterr().out


def test_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problems = json.loads(said(broken, "json", capsys, "--lang", "en"))
    keys = ["code", "severity", "file", "line", "column", "message", "hint", "record"]
    assert all(list(p) == keys for p in problems)
    first = next(p for p in problems if p["file"] == HOME)
    assert "opne" in (broken / HOME).read_text("utf-8").splitlines()[first["line"] - 1]
    assert first["record"] == "home-abc-001"
    assert problems == sorted(problems, key=lambda p: (p["file"], p["line"], p["column"]))


def test_github(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in said(broken, "github", capsys).splitlines():
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=V-\d+::.+", line)


def test_gitlab(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issues = json.loads(said(broken, "gitlab", capsys))
    assert len({i["fingerprint"] for i in issues}) == len(issues) > 0
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["description"]
        assert issue["check_name"]


def test_sarif(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(said(broken, "sarif", capsys))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    rules = {r["id"] for r in only["tool"]["driver"]["rules"]}
    for result in only["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("error", "warning", "note")
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("data/")


def test_formats_report_the_same_problems(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = len(json.loads(said(broken, "json", capsys)))
    assert len(said(broken, "github", capsys).splitlines()) == count
    assert len(json.loads(said(broken, "gitlab", capsys))) == count
    assert len(json.loads(said(broken, "sarif", capsys))["runs"][0]["results"]) == count
    assert len(re.findall(r"^\S+:\d+:\d+: ", said(broken, "text", capsys), re.M)) == count


# Languages


def test_both_languages(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = said(broken, "json", capsys, "--lang", "en")
    chinese = said(broken, "json", capsys, "--lang", "zh")
    message = json.loads(chinese)[0]["message"]
    assert re.search("[\u4e00-\u9fff]", message)
    assert message != json.loads(english)[0]["message"]


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en_US.UTF-8", "errors"), ("zh_CN.UTF-8", "个错误"), ("C.UTF-8", "个错误"), ("fr_FR", "个错误")],
)
def test_the_locale_chooses(
    locale: str, words: str, broken: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert words in said(broken, "text", capsys)


# new


def test_new_writes_a_scaffold_and_never_over_a_file(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project(tmp_path / "project", BASE)
    assert run(root, "new", "home", "home-abc-099", "--lang", "en") == 0
    path = root / "data" / "homes" / "home-abc-099.yaml"
    assert capsys.readouterr().out.strip() == str(path)
    record: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert record["id"] == "home-abc-099"
    assert {"name", "area", "status", "schema_version"} <= record.keys()
    path.write_text("mine\n")
    assert run(root, "new", "home", "home-abc-099", "--lang", "en") == 2
    assert path.read_text() == "mine\n"
    assert "not touched" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_scaffold_is_a_record_that_only_lacks_its_facts(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is wrong with it as YAML or with its fields; at most its examples refer to nothing."""
    root = copy_project(tmp_path / "project", BASE)
    assert run(root, "new", "brand", "brand-abc-77", "--lang", lang) == 0
    capsys.readouterr()
    run(root, "check", *DAY, "--format", "json")
    problems = json.loads(capsys.readouterr().out)
    own = {(p["code"], p["message"].partition("“")[0]) for p in problems if "brand-abc-77" in p["file"]}
    assert {code for code, _ in own} <= {"V-002", "V-003"}, own
    assert len([p for p in problems if p["code"] == "V-002"]) <= 1, "a source is all that it still needs"


@pytest.mark.parametrize("id", ["../../x", "a/b", "", "家", "a.b", "a b"])
def test_new_refuses_what_is_no_id(id: str, sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(sound.rglob("*.yaml"))
    assert run(sound, "new", "home", id, "--lang", "en") == 2
    assert "id" in capsys.readouterr().err
    assert sorted(sound.rglob("*.yaml")) == before


def test_new_names_the_types_there_are(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sound, "new", "hoem", "hoem-1", "--lang", "en") == 2
    assert "home" in capsys.readouterr().err


# synth


def test_synth_makes_a_sound_project_the_same_each_time(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for out in (one, two):
        assert run(sound, "synth", "--records", "40", "--out", str(out), "--seed", "7") == 0
    assert listing(one) == listing(two)
    assert len(list((one / "data" / "homes").rglob("*.yaml"))) == 40
    capsys.readouterr()
    run(one, "check", *DAY, "--format", "json")
    assert [p for p in json.loads(capsys.readouterr().out) if p["severity"] == "error"] == []
    assert run(sound, "synth", "--records", "40", "--out", str(one)) == 2
    assert run(sound, "synth", "--records", "0", "--out", str(tmp_path / "none")) == 2
    assert not os.path.exists(tmp_path / "none")


def listing(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "data").rglob("*.yaml")}
