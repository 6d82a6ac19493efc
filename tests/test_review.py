"""A proposed change is looked at with the base's program and rules; nothing of a hostile fork runs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import BASE, SMALL_DAY, copy_project, warm_up

from generator.__main__ import main

HOME = "data/homes/home-abc-001.yaml"
CANARY = "canary-of-a-secret"


def git(root: Path, *words: str) -> str:
    own = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", "-C", str(root), *own, *words], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def repository(_warm: Path, tmp_path: Path) -> Path:
    root = warm_up(copy_project(tmp_path / "project", BASE), _warm)
    (root / ".gitignore").write_text("node_modules\n.cache\n/site\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "as it is")
    git(root, "checkout", "--quiet", "-b", "fork")
    return root


def proposed(root: Path) -> None:
    """Commit what lies there to the fork and go back to the base."""
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "-m", "a change")
    git(root, "checkout", "--quiet", "--force", "main")


def later_hours(root: Path) -> None:
    text = (root / HOME).read_text("utf-8")
    assert 'closes: "21:00"' in text
    (root / HOME).write_text(text.replace('closes: "21:00"', 'closes: "20:30"'), encoding="utf-8")


def test_a_change_of_records_is_told_in_words_and_shown(repository: Path, tmp_path: Path) -> None:
    later_hours(repository)
    proposed(repository)
    other = repository / "data/homes/home-abc-002.yaml"
    other.write_text(other.read_text("utf-8") + "# the base went on meanwhile\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "-am", "something else")
    before = git(repository, "status", "--porcelain")
    summary, report = tmp_path / "summary.md", tmp_path / "report.json"

    status = main([
        "review", "fork", "--project", str(repository), "--lang", "zh", "--format", "gitlab",
        "--report", str(report), "--summary", str(summary), "--out", str(tmp_path / "preview"),
        "--pictures", str(tmp_path / "pictures"), "--as-of", SMALL_DAY.isoformat(),
    ])  # fmt: skip

    said = summary.read_text("utf-8")
    assert status == 0, said
    assert said.startswith("## 检查通过")
    assert "东风青年之家" in said
    assert "20:30" in said
    assert "home-abc-002" not in said  # what the base did since is no change of the fork's
    assert "20:30" in (tmp_path / "preview/homes/home-abc-001/index.html").read_text("utf-8")
    found = {p.name for p in (tmp_path / "pictures").iterdir()}
    assert found == {"homes-home-abc-001-500.png", "homes-home-abc-001-1280.png"}
    assert all(name in said for name in found)
    assert all(problem["severity"] in ("minor", "info") for problem in json.loads(report.read_text("utf-8")))
    assert git(repository, "status", "--porcelain") == before
    assert git(repository, "worktree", "list").count("\n") == 1


def test_a_preview_takes_no_folder_of_somebody_else(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later_hours(repository)
    proposed(repository)
    theirs = tmp_path / "thesis.txt"
    theirs.write_text("years of work")
    arguments = ["review", "fork", f"--project={repository}", f"--as-of={SMALL_DAY}", "--lang=zh"]
    assert main([*arguments, f"--out={tmp_path}"]) == 2
    assert "请换一个 --out" in capsys.readouterr().err
    assert theirs.read_text() == "years of work"


def test_nothing_of_a_hostile_fork_runs_or_is_believed(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = tmp_path / "ran"
    evil = f"import os, pathlib\npathlib.Path({str(ran)!r}).write_text(os.environ.get('SECRET', ''))\n"
    monkeypatch.setenv("SECRET", CANARY)
    git(repository, "config", "filter.evil.smudge", f"sh -c 'touch {ran}; cat'")
    git(repository, "config", "filter.evil.clean", "cat")
    git(repository, "config", "merge.evil.driver", f"touch {ran}")

    later_hours(repository)
    other = (repository / "data/homes/home-abc-002.yaml").read_text("utf-8")
    (repository / "data/homes/home-abc-003.yaml").write_text("id: [", encoding="utf-8")
    (repository / "data/homes/home-abc-002.yaml").write_text(
        other.replace("provenance: demo", "provenance: nonsense")
    )
    for name in ("evil.py", "sitecustomize.py", "conftest.py", "setup.py", "yaml.py", "generator/__init__.py",
                 "data/evil.py"):  # fmt: skip
        (repository / name).write_text(evil)
    (repository / "mkdocs.yml").write_text(
        "site_name: evil\nhooks: [evil.py]\nplugins: []\n"
        f"markdown_extensions: [{{'subprocess:run': {{args: [touch, '{ran}']}}}}]\n"
        f"zz: !!python/object/apply:os.system ['touch {ran}']\n"
    )
    (repository / "requirements.txt").write_text("evil @ file:///evil\n")
    (repository / "Makefile").write_text(f"all:\n\ttouch {ran}\n")
    (repository / "package.json").write_text(json.dumps({"scripts": {"preinstall": f"touch {ran}"}}))
    common = repository / "schemas/common.schema.json"
    common.write_text(common.read_text("utf-8").replace('"demo"', '"nonsense"'), encoding="utf-8")
    sql = f"-- code: V-407\n-- severity: error\nCOPY (SELECT 1) TO '{ran}'"
    (repository / "schemas/checks/homes/V-407-district-has-a-flagship.sql").write_text(sql)
    (repository / "content/zh/index.md").write_text("<script>evil()</script>\n")
    (repository / "content/privacy-allow.yaml").write_text("allow: everything\n")
    (repository / ".github/workflows").mkdir(parents=True, exist_ok=True)
    (repository / ".github/workflows/review.yml").write_text("on: push\njobs: {evil: {runs-on: x}}\n")
    for folder in ("", "data/", "data/homes/"):
        (repository / f"{folder}.gitattributes").write_text("*.yaml filter=evil merge=evil\n")
    (repository / "data/homes/home-abc-004.yaml").unlink()
    (repository / "data/homes/home-abc-004.yaml").symlink_to("/etc/passwd")
    (repository / "data/cases").rename(repository / "data/kept")
    (repository / "data/cases").symlink_to("/etc")
    shutil.rmtree(repository / "data/kept")
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    git(inner, "commit", "--quiet", "--allow-empty", "-m", "x")
    git(repository, "submodule", "--quiet", "add", str(inner), "data/homes/sub")
    proposed(repository)
    ran.unlink(missing_ok=True)

    summary = tmp_path / "summary.md"
    out = tmp_path / "preview"
    arguments = ["review", "fork", "--project", str(repository), "--lang", "zh", "--format", "json"]
    status = main([*arguments, "--summary", str(summary), "--out", str(out)])

    printed = capsys.readouterr()
    said = summary.read_text("utf-8")
    assert status == 1
    assert not ran.exists()
    assert not out.exists()
    assert CANARY not in printed.out + printed.err + said
    assert "root:" not in printed.out + said  # nothing of /etc/passwd
    assert "Traceback" not in printed.err
    found = {(p["file"], p["code"]) for p in json.loads(printed.out) if p["severity"] == "error"}
    assert {
        ("data/homes/home-abc-004.yaml", "V-007"),
        ("data/cases", "V-007"),
        ("data/homes/sub", "V-007"),
        ("data/homes/.gitattributes", "V-007"),
        ("data/.gitattributes", "V-007"),
    } <= found
    # Bad YAML is told of, and the schema of the base still decides what provenance may be.
    assert {"data/homes/home-abc-003.yaml", "data/homes/home-abc-002.yaml"} <= {file for file, _ in found}
    assert "20:30" in said
    for name in ("mkdocs.yml", "evil.py", "generator/__init__.py", "content/zh/index.md", ".gitmodules",
                 ".github/workflows/review.yml", "schemas/common.schema.json"):  # fmt: skip
        assert f"`{name}`" in said

    # What the test would see if the fork were checked out: then its filter does run.
    git(repository, "worktree", "add", "--quiet", "--detach", str(tmp_path / "naive"), "fork")
    assert ran.exists()


def test_what_fix_would_write_otherwise_is_a_note_and_no_fault(repository: Path, tmp_path: Path) -> None:
    main(["fix", "--project", str(repository)])
    git(repository, "commit", "--quiet", "--all", "--allow-empty", "-m", "tidy")
    git(repository, "branch", "--force", "tidy")
    later_hours(repository)
    git(repository, "commit", "--quiet", "--all", "-m", "still tidy")
    words = [
        "review",
        "--base",
        "tidy",
        "--project",
        str(repository),
        "--lang",
        "zh",
        "--as-of",
        "2024-06-01",
    ]
    summary = tmp_path / "summary.md"
    assert main([*words, "fork", "--summary", str(summary)]) == 0
    assert "V-007" not in summary.read_text("utf-8")
    text = (repository / HOME).read_text("utf-8")
    (repository / HOME).write_text(text.replace('"20:30"', "'20:30'"), encoding="utf-8")
    proposed(repository)
    assert main([*words, "fork", "--summary", str(summary)]) == 0
    (note,) = [line for line in summary.read_text("utf-8").splitlines() if "V-007" in line]
    assert note.startswith(f"- 提示 V-007 `{HOME}:")
    assert f"youth-atlas fix {HOME}" in note


def test_what_is_personal_is_not_repeated(repository: Path, tmp_path: Path) -> None:
    """A mobile number in a proposal is told of, but the summary does not carry it on."""
    number = "138" + "0013" + "8000"
    text = (repository / HOME).read_text("utf-8")
    (repository / HOME).write_text(text + f"notes_public: 联系 {number}\n", encoding="utf-8")
    proposed(repository)
    summary = tmp_path / "summary.md"
    assert (
        main(["review", "fork", "--project", str(repository), "--lang", "zh", "--summary", str(summary)]) == 1
    )
    said = summary.read_text("utf-8")
    assert number not in said
    assert "不复述" in said


def test_both_sides_changed_the_same_line(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later_hours(repository)
    proposed(repository)
    text = (repository / HOME).read_text("utf-8")
    (repository / HOME).write_text(text.replace('closes: "21:00"', 'closes: "22:00"'), encoding="utf-8")
    git(repository, "commit", "--quiet", "-am", "other hours")
    assert main(["review", "fork", "--project", str(repository), "--lang", "zh", "--format", "github"]) == 1
    assert f"file={HOME}" in capsys.readouterr().out


def test_an_unknown_revision_is_wrong_use(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "nowhere", "--project", str(repository), "--lang", "en"]) == 2
    assert "git says" in capsys.readouterr().err
