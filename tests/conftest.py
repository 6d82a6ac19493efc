"""Projects to build in tests: the repository's own, built once for all processes, and small ones that may be
spoiled."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.config.i18n import read_words
from generator.config.project import open_project
from generator.core.problems import errors
from generator.history import NOTHING, History
from generator.pipeline import build
from generator.site.render.environment import make_environment
from generator.storage import workers
from generator.storage.publish import claim, manifest, publish

pytest_plugins = ["browsing"]

ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "base" / "data"
DAY = date(2026, 11, 22)
SMALL_DAY = date(2024, 6, 1)

if "PYTEST_XDIST_WORKER" in os.environ:  # the other cores have their own tests; commands still share out
    workers.CORES = 1

Make = Callable[..., Path]

LONGEST = (
    *("publish", "access", "cases", "browser", "offline", "form_records", "caches", "finder", "changelog"),
    *("sheets", "explore", "place", "form", "past", "events", "tools", "xss", "duties"),
)
"""Modules that take longest, in this order. They begin, so that no process ends long after the others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = item.path.stem.removeprefix("test_")
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=place)


def copy_project(target: Path, data: Path = ROOT / "data") -> Path:
    """What the program reads of the repository, in a place of its own, so that no cache is shared."""
    target.mkdir(parents=True)
    for name in ("content", "schemas", "generator/site/theme"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copytree(data, target / "data")
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, target)
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    return target


def build_site(
    root: Path,
    as_of: date = SMALL_DAY,
    site: Path | None = None,
    today: date | None = None,
    history: History = NOTHING,
) -> int:
    """Build and publish as the command does; the number of files made anew."""
    _compile_templates()
    project = open_project(root)
    site = site or project.root / "site"
    with claim(site, project.cache):
        result = build(project, as_of, today, history)
        wrong = [f"{p.where.file}:{p.where.line}: {p.message.en}" for p in errors(result.problems)]
        assert wrong == []
        return publish(result.outputs, site, project.cache, result.shown)


@functools.cache
def _compile_templates() -> None:
    """So that the processes which each build forks need not."""
    for lang, words in read_words(ROOT / "content").items():
        environment = make_environment(lang, words)
        for name in environment.list_templates(["html"]):
            environment.get_template(name)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process to ask for it makes, while others that ask wait; all of them read it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, ready = base / name, base / f"{name}.ready"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)  # another process failed to make it
            make(folder)
            ready.touch()
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the repository's own project; tests leave both as they are."""

    def make(root: Path) -> None:
        build_site(copy_project(root), DAY)

    return shared(tmp_path_factory, "own", make) / "site"


@pytest.fixture(scope="session")
def project_copy(built: Path) -> Path:
    """The repository's own project in a folder of its own, with its site; tests leave it as it is."""
    return built.parent


@pytest.fixture(scope="session")
def data(built: Path) -> Path:
    """Its folder of datasets."""
    return built / "data"


@pytest.fixture(scope="session")
def typed(data: Path) -> dict[str, pa.Table]:
    """All tables as pyarrow reads them from Parquet: what the others are compared with. Only Parquet has the
    geometry, too."""
    tables = {path.stem: pq.read_table(path) for path in sorted(data.glob("*.parquet"))}
    tables = {
        n: t.drop_columns(["geometry"]) if "geometry" in t.column_names else t for n, t in tables.items()
    }
    assert len(tables) > 40
    assert tables["homes"].num_rows > 10
    return tables


@pytest.fixture(scope="session")
def _warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built and published once for all tests that begin there."""

    def make(root: Path) -> None:
        build_site(copy_project(root, BASE))

    return shared(tmp_path_factory, "warm", make)


def warm_up(root: Path, warm: Path) -> Path:
    """Give a project what another, already built, remembers of everything but its own site."""
    forget = shutil.ignore_patterns("published-*", "lock", "*.new")
    shutil.copytree(warm / ".cache", root / ".cache", ignore=forget)
    return root


@pytest.fixture
def small(_warm: Path, tmp_path: Path) -> Path:
    """A small sound project of the test's own, with a warm cache, not yet published."""
    return warm_up(copy_project(tmp_path / "project", BASE), _warm)


@pytest.fixture
def published(small: Path, _warm: Path) -> Path:
    """The small project as `build_site` leaves it, at the cost of a copy."""
    shutil.copytree(_warm / "site", small / "site")
    before, now = (manifest(root / "site", root / ".cache") for root in (_warm, small))
    shutil.copy(before, now)
    return small
