"""Publishing: all or nothing, and only what changed."""

from __future__ import annotations

import fcntl
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import SMALL_DAY, build_site, tree

from generator.__main__ import main
from generator.storage import locks, staging
from generator.storage.workers import beside

HOME = "data/homes/home-abc-001.yaml"
CASE = "data/cases/case-abc-01.yaml"
NEXT_DAY = SMALL_DAY + timedelta(days=1)


def stamps(site: Path) -> dict[str, tuple[int, int]]:
    """When every file was written, and which file on disk it is."""
    paths = (p for p in site.rglob("*") if p.is_file())
    return {p.relative_to(site).as_posix(): (p.stat().st_mtime_ns, p.stat().st_ino) for p in paths}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), "utf-8")


def name_line(record: Path) -> str:
    return next(x for x in record.read_text("utf-8").splitlines() if x.startswith(("name: ", "title: ")))


def command(root: Path, *more: str) -> int:
    return main(["build", "--project", str(root), "--as-of", str(SMALL_DAY), "--lang", "en", *more])


def leftovers(root: Path) -> list[str]:
    """What only a build that runs or was killed has beside the site."""
    return [
        p.name for p in root.iterdir() if p.name.startswith(".site.") and p.suffix not in (".lock", ".last")
    ]


def fresh(root: Path, target: Path) -> dict[str, bytes]:
    """What a first build of the same project, somewhere else and without a cache, gives."""
    shutil.copytree(root, target, symlinks=True)
    for made in ("site", ".cache"):
        shutil.rmtree(target / made, ignore_errors=True)
    build_site(target)
    return tree(target / "site")


# Only what changed


def test_an_unchanged_build_writes_nothing(published: Path) -> None:
    before = stamps(published / "site")
    assert len(before) > 100
    assert build_site(published) == 0
    assert stamps(published / "site") == before


def test_an_edit_and_a_retired_record_make_only_what_tells_of_them(published: Path, tmp_path: Path) -> None:
    site = published / "site"
    content, before = tree(site), stamps(site)
    edit(published / CASE, name_line(published / CASE), "title: 全新的标题")
    build_site(published)
    after = tree(site)
    changed = {path for path in after if after[path] != content.get(path)}
    written = {path for path, stamp in stamps(site).items() if stamp != before.get(path)}
    assert written == changed
    assert "全新的标题" in after["cases/case-abc-01/index.html"].decode()
    assert {"cases/index.html", "en/cases/index.html", "data/cases.csv", "data/checksums.txt"} <= changed
    assert not {"data/homes.csv", "homes/home-abc-004/index.html", "orgs/org-abc-04/index.html"} & changed
    assert not [path for path in changed if path.startswith("data/official/cases.")], "a made-up case"
    (published / "data/resources/resource-abc-01.yaml").unlink()
    build_site(published)
    assert not (site / "resources" / "resource-abc-01").exists()
    assert tree(site) == fresh(published, tmp_path / "fresh")


def test_a_removed_home_goes_on_answering_in_a_warm_build(published: Path, tmp_path: Path) -> None:
    """Its page told of its quality, of which there is nothing to tell any more."""
    home = (published / HOME).read_text("utf-8")
    kept = re.findall(r"^(?:id|schema_version|provenance): .*$", home, re.MULTILINE)
    gone = [
        "status: removed",
        'removed_on: "2024-05-30"',
        "removed_reason: 场地收回",
        'updated_on: "2024-05-30"',
    ]
    (published / HOME).write_text("\n".join([*kept, *gone]) + "\n", "utf-8")
    for case in (published / "data").rglob("*.yaml"):
        text = case.read_text("utf-8")
        if "home-abc-001" in text and case != published / HOME:
            case.write_text(text.replace("home-abc-001", "home-abc-002"), "utf-8")
    build_site(published)
    assert "场地收回" in (published / "site/homes/home-abc-001/index.html").read_text("utf-8")


SHELL = ("generator/site/theme/main.html", "{#- Drops", "<!-- changed -->{#- Drops")
WORDS = ("content/i18n/zh.yaml", "暂无信息", "没有信息")
SETTINGS = ("mkdocs.yml", "site_name: 青年之家地图", "site_name: 另一张地图")
SCHEMA = ("schemas/records/home.schema.json", '"zh": "青年之家"', '"zh": "青年新家"')


@pytest.mark.parametrize(
    "changes", [[WORDS], pytest.param([SHELL, SETTINGS, SCHEMA], marks=pytest.mark.soak)], ids=["one", "more"]
)
def test_what_all_pages_depend_on_remakes_them(
    published: Path, tmp_path: Path, changes: list[tuple[str, str, str]]
) -> None:
    """One after the other, each change shows at once; at the end nothing old is left."""
    for file, old, new in changes:
        edit(published / file, old, new)
        build_site(published)
        shown = new.removesuffix("{#- Drops").rpartition(": ")[2].strip('"')
        assert any(shown in page.read_text("utf-8") for page in (published / "site").rglob("*.html")), file
    assert tree(published / "site") == fresh(published, tmp_path / "fresh")


# All or nothing


def test_an_error_in_the_data_publishes_nothing(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, before = tree(published / "site"), stamps(published / "site")
    edit(published / HOME, "status: open", "status: opne")
    assert command(published) == 1
    assert "not published" in capsys.readouterr().err
    assert (tree(published / "site"), stamps(published / "site")) == (content, before)
    assert leftovers(published) == []


def test_a_failure_while_pages_are_made_publishes_nothing(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, before = tree(published / "site"), stamps(published / "site")

    def full(*_: object) -> tuple[int, int]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(staging, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        build_site(published, NEXT_DAY)
    assert (tree(published / "site"), stamps(published / "site")) == (content, before)
    assert leftovers(published) == []


def test_a_refused_build_leaves_the_site_as_it_was(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The blanks between its digits hide the number from all who look at it, but not from all it is put in."""
    content, before = tree(published / "site"), stamps(published / "site")
    thin = "\N{THIN SPACE}"
    edit(published / HOME, "\nfee: ", f"\ntransport: 下车后打电话 154{thin}0000{thin}0001\nfee: ")
    assert command(published) == 1
    assert "nothing was published" in capsys.readouterr().err
    assert (tree(published / "site"), stamps(published / "site")) == (content, before)
    assert leftovers(published) == []


@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.soak)])
def test_a_killed_build_leaves_the_old_site_or_the_new(published: Path, kills: int) -> None:
    """A home is edited, and the build killed when the first, or some later, file of the new site stands there."""
    site, staged = published / "site", published / ".site.new"
    names = [name_line(published / HOME), "name: 改过的名字"]
    sites = [tree(site)]
    edit(published / HOME, *names)
    assert command(published) == 0
    sites.append(tree(site))
    assert sites[0]["homes/home-abc-001/index.html"] != sites[1]["homes/home-abc-001/index.html"]
    dice = random.Random(1)
    for least in (1, *(dice.randrange(len(sites[1])) for _ in range(kills - 1))):
        shutil.rmtree(published / ".site.last", ignore_errors=True)  # so that the new one begins empty
        names.reverse()
        sites.reverse()
        edit(published / HOME, *names)
        with building(published) as process:
            while count(staged) < least and is_running(process):
                pass
        assert tree(site) in sites, f"killed after {least} files"
        assert command(published) == 0
        assert tree(site) == sites[1]
        assert leftovers(published) == []


@contextmanager
def building(root: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process of its own; killed with all its children on leaving."""
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--project", str(root), "--as-of", str(SMALL_DAY)],
        stderr=subprocess.DEVNULL, start_new_session=True, env={**os.environ, **environment},
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_running(process: subprocess.Popen[bytes]) -> bool:
    """Looks for a moment, so that the process has the core to itself."""
    try:
        process.wait(0.005)
    except subprocess.TimeoutExpired:
        return True
    return False


def count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def test_a_build_killed_between_two_renames_is_put_right(published: Path) -> None:
    content = tree(published / "site")
    (published / "site").rename(published / ".site.last")
    (published / ".site.new").mkdir()
    (published / ".site.new" / "half").write_text("half")
    assert build_site(published) == 0
    assert tree(published / "site") == content
    assert leftovers(published) == []


def test_without_an_atomic_exchange_it_still_swaps(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tree(published / "site")
    monkeypatch.setattr(staging, "exchange", lambda one, other: False)
    names = [name_line(published / HOME), "name: 改过的名字"]
    edit(published / HOME, *names)
    build_site(published)
    assert tree(published / "site") != content
    edit(published / HOME, *reversed(names))
    build_site(published)
    assert tree(published / "site") == content
    assert leftovers(published) == []


def test_the_new_site_never_writes_into_the_published_one(published: Path) -> None:
    """Both share the bytes of what did not change; pages that change three times in a row show it."""
    page = published / "site" / "homes" / "home-abc-001" / "index.html"
    for name in ("第一个名字", "第二个名字", "第三个名字"):
        with page.open("rb") as shown:
            before = shown.read()
            edit(published / HOME, name_line(published / HOME), f"name: {name}")
            build_site(published)
            shown.seek(0)
            assert shown.read() == before
        assert name in page.read_text("utf-8")


# Nobody else's files, nobody else's turn


@contextmanager
def held(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.mark.parametrize("lock", [".cache/lock", ".site.lock"])
def test_a_second_build_at_once_is_told_to_wait(
    lock: str, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(published / HOME, name_line(published / HOME), "name: 改过的名字")
    before = stamps(published / "site")
    with held(published / lock):
        assert command(published) == 3
    assert "another build" in capsys.readouterr().err
    assert stamps(published / "site") == before
    assert command(published) == 0
    assert stamps(published / "site") != before


def test_the_workers_of_a_killed_build_are_waited_for(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They hold its lock until they have seen that it is gone."""
    with ExitStack() as worker:
        worker.enter_context(held(published / ".cache/lock"))
        monkeypatch.setattr("time.sleep", lambda _seconds: worker.close())
        assert command(published) == 0


WAITS = """import os, signal
signal.alarm(60)  # in case nobody ends it
with open(os.environ["STARTED"] + ".new", "w") as file:
    file.write(str(os.getpid()))
os.rename(file.name, os.environ["STARTED"])
signal.pause()
"""


def test_nothing_of_a_killed_build_goes_on(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the build itself is killed, while the program that makes the search index is at work."""
    started = tmp_path / "started"
    (tmp_path / "pagefind.py").write_text(WAITS)
    edit(published / HOME, name_line(published / HOME), "name: 改过的名字")
    monkeypatch.setattr(locks, "PATIENCE", 30)
    with building(published, PYTHONPATH=str(tmp_path), STARTED=str(started)) as process:
        while not started.exists() and is_running(process):
            pass
        process.kill()
        with locks.alone(published / ".cache" / "lock"), pytest.raises(ProcessLookupError):
            os.kill(int(started.read_text()), 0)


def test_what_is_left_unfinished_ends_with_the_program_it_runs() -> None:
    says_its_id = "import os, signal; signal.alarm(60); os.write(1, b'%d' % os.getpid()); signal.pause()"
    ours, theirs = os.pipe()
    with beside(lambda: subprocess.run([sys.executable, "-c", says_its_id], stdout=theirs, check=True)):
        program = int(os.read(ours, 20))
    os.close(ours)
    os.close(theirs)
    with pytest.raises(ProcessLookupError):
        os.kill(program, 0)


def test_a_folder_of_somebody_else_is_refused(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = small.parent / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    assert command(small, "--out", str(theirs)) == 2
    assert "choose another --out" in capsys.readouterr().err
    assert tree(theirs) == {"thesis.txt": b"years of work"}
    (small.parent / "link").symlink_to(theirs)
    assert command(small, "--out", str(small.parent / "link")) == 2
    assert {path.name for path in small.parent.iterdir()} == {small.name, "theirs", "link"}, (
        "nothing is left behind"
    )
    monkeypatch.chdir(theirs)
    for out in (".", "/"):
        assert command(small, "--out", out) == 2
        assert "choose another --out" in capsys.readouterr().err
    (small.parent / "empty").mkdir()
    assert command(small, "--out", str(small.parent / "empty")) == 0


# What is kept between builds is never trusted


def test_a_file_changed_by_hand_is_made_again(published: Path) -> None:
    content = tree(published / "site")
    (published / "site" / "index.html").write_text("vandal")
    (published / "site" / "homes" / "index.html").unlink()
    (published / "site" / "extra.html").write_text("not of this site")
    build_site(published)
    assert tree(published / "site") == content
