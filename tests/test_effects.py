"""What the program does to the world, and where: the list that CONTRIBUTING speaks of."""

from __future__ import annotations

import ast
import re

import pytest
from conftest import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))

# What else than reading the project's files the modules below the commands do to the world.
EFFECTS = {
    "clock": {"config/project.py", "storage/locks.py"},  # the day; how long to wait for a lock
    "processes": {
        *("forms/drafts.py", "history/git.py", "review/proposal.py"),  # git
        "config/raster.py",  # draws a logo on trial
        "review/pictures.py",  # a browser
        "site/search/fulltext.py",  # Pagefind
        "storage/workers.py",  # forks that share the work
    },
    "network": {"review/pictures.py"},  # shows the site to a browser on this machine
    "files": {
        *(
            "storage/atomic.py",
            "storage/cache.py",
            "storage/locks.py",
            "storage/publish.py",
            "storage/staging.py",
        ),
        *("site/search/fulltext.py", "site/shell/engine.py"),  # what Pagefind and MkDocs read and make
        *("editing/trial_copy.py", "forms/drafts.py", "history/revisions.py", "review/proposal.py"),  # copies
        "review/pictures.py",  # screenshots
        "scaffold/district.py",  # another repository
    },
}
EDGE = ("__main__.py", "mkdocs_hook.py", "commands/")
MODULES_OF = {
    "clock": {"time"},
    "processes": {"subprocess", "multiprocessing"},
    "network": {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "webbrowser", "asyncio"},
    "files": {"shutil", "tempfile"},
}
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.sleep"}
WRITES = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "touch", "symlink_to", "hardlink_to", "chmod"),
    *("unlink", "rmdir", "rename", "extractall", "fdopen", "O_WRONLY", "O_RDWR", "O_CREAT"),
}


@pytest.mark.parametrize("effect", EFFECTS)
def test_only_these_modules_touch_the_world(effect: str) -> None:
    """As CONTRIBUTING says in words."""
    found = set()
    for path in MODULES:
        module = path.relative_to(ROOT / "generator").as_posix()
        if not module.startswith(EDGE) and effect in effects(ast.parse(path.read_text("utf-8"))):
            found.add(module)
    assert found == EFFECTS[effect]


def effects(tree: ast.Module) -> set[str]:
    return {effect for node in ast.walk(tree) for effect in EFFECTS if _has(node, effect)}


def _has(node: ast.AST, effect: str) -> bool:
    match node:
        case ast.Import(names):
            return any(_under(alias.name, MODULES_OF[effect]) for alias in names)
        case ast.ImportFrom("generator.config.project", names):
            return effect == "clock" and any(alias.name == "today" for alias in names)
        case ast.ImportFrom(str(module), names):
            return any(
                _under(m, MODULES_OF[effect]) for m in (module, *(f"{module}.{a.name}" for a in names))
            )
        case ast.Attribute(ast.Name(owner), name) if effect == "clock":
            return f"{owner}.{name}" in CLOCKS
        case ast.Attribute(_, name) if effect == "files" and name in WRITES:
            return True
        case ast.Call(ast.Attribute(_, "replace"), [_], []) if effect == "files":  # of a text it takes two
            return True
        case ast.Call(ast.Name("open") | ast.Attribute(_, "open"), arguments) if effect == "files":
            modes = (a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str))
            return any(re.fullmatch("[rwaxbt+]{1,4}", mode) and set(mode) & set("wax+") for mode in modes)
    return False


def _under(module: str, modules: set[str]) -> bool:
    return any(module == m or module.startswith(f"{m}.") for m in modules)
