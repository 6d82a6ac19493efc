"""The ready workflows: their commands are run here, on a repository with a pull request."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BASE, copy_project

ROOT = Path(__file__).parent.parent
HOME = "data/homes/home-abc-001.yaml"
WORKFLOWS = (".github/workflows/review.yml", ".gitea/workflows/review.yml", ".gitlab-ci.yml")
SET_UP = re.compile(r"make setup|apt-get ")  # tried by `make -n` below


def git(root: Path, *words: str) -> None:
    own = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", "-C", str(root), *own, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def host(_warm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that serves as code hosting platform: `town/atlas.git`, with one open pull request."""
    folder = tmp_path_factory.mktemp("host")
    root = copy_project(folder / "work", BASE)
    (root / "node_modules").unlink()
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "as it is")
    git(root, "checkout", "--quiet", "-b", "fork")
    text = (root / HOME).read_text("utf-8")
    (root / HOME).write_text(text.replace('opens: "09:00"', 'opens: "9点"'), encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "a mistake")
    git(root, "update-ref", "refs/pull/7/head", "fork")
    git(root, "update-ref", "refs/merge-requests/7/head", "fork")
    git(root, "checkout", "--quiet", "main")
    (folder / "town").mkdir()
    git(folder, "clone", "--quiet", "--mirror", str(root), str(folder / "town/atlas.git"))
    return folder


def steps(workflow: Path) -> Iterator[tuple[str, str]]:
    """Every script of a workflow with the folder it runs in; a checkout by an action is done with git."""
    jobs = yaml.safe_load(workflow.read_text("utf-8"))
    if workflow.name == ".gitlab-ci.yml":
        yield ".", "\n".join(jobs["review"]["script"])
        return
    for step in jobs["jobs"]["review"]["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            yield ".", 'git clone --quiet "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git" .'
        elif "run" in step:
            yield step.get("working-directory", "."), step["run"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_commands_find_the_mistake_and_tell_of_it(name: str, host: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    summary = work / "summary.md"
    environment = {
        **os.environ, "PULL": "7", "TARGET": "main", "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_SERVER_URL": f"file://{host}", "GITHUB_REPOSITORY": "town/atlas", "GITHUB_RUN_ID": "1",
        "CI_MERGE_REQUEST_PROJECT_URL": f"file://{host}/town/atlas", "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_JOB_URL": "https://gitlab.example/job/1",
    }  # fmt: skip
    said, status = "", 0
    for folder, script in steps(ROOT / name):
        # In place of the set-up, what it would have made.
        script = "\n".join(
            f"ln -s {ROOT}/.venv .venv && ln -s {ROOT}/node_modules node_modules"
            if SET_UP.search(line)
            else line
            for line in script.splitlines()
        )
        shell = ["bash", "-e", "-o", "pipefail", "-c", script]
        done = subprocess.run(shell, cwd=work / folder, env=environment, capture_output=True, text=True)
        said, status = done.stdout + done.stderr, done.returncode
        if status:
            break
    assert status == 1, said
    assert "review" in script, said  # the last step that ran is the check
    assert "opens" in summary.read_text("utf-8")
    if name == ".gitlab-ci.yml":
        faults = json.loads((work / "gl-code-quality-report.json").read_text("utf-8"))
        assert {f["severity"] for f in faults if f["location"]["path"] == HOME} >= {"major"}
    else:
        assert f"::error file={HOME}," in said
    assert not (work / "preview").exists()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_they_name_no_secret_and_only_read(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "secrets" not in text
    assert "JOB_TOKEN" not in text
    workflow: dict[Any, Any] = yaml.safe_load(text)
    if name == ".gitlab-ci.yml":
        assert workflow["review"]["variables"]["GIT_STRATEGY"] == "none"
        return
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow[True] == "pull_request_target"  # YAML 1.1 reads the key `on` so
    for step in workflow["jobs"]["review"]["steps"]:
        assert "${{" not in step.get("run", "")  # what a proposal says never becomes part of a script
        action = step.get("uses", "")
        assert not action or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        if "checkout" in action:
            assert step["with"]["persist-credentials"] is False
            assert "ref" not in step["with"]


def test_make_knows_the_set_up() -> None:
    assert shutil.which("make")
    subprocess.run(["make", "-n", "setup"], cwd=ROOT, check=True, capture_output=True)
