"""What makes the shell pages can be changed: MkDocs by itself, by our command, or Zensical."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BASE, ROOT, SMALL_DAY, copy_project, tree
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.config import project
from generator.config.project import open_project
from generator.site.shell.engine import run_engine
from generator.site.shell.shell import Shell, cut


def test_plain_mkdocs_gives_the_same_site(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`mkdocs build` of the same day, with our hook, file for file."""
    root = copy_project(tmp_path / "mkdocs", BASE)
    shutil.copy(ROOT / "generator/mkdocs_hook.py", root / "generator")
    monkeypatch.setattr(project, "today", lambda: SMALL_DAY)
    mkdocs_build(load_config(str(root / "mkdocs.yml")))
    ours, theirs = tree(published / "site"), tree(root / "site")
    assert sorted(theirs) == sorted(ours)
    assert [path for path in ours if ours[path] != theirs[path]] == []


@pytest.fixture(scope="module")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages and shells of both languages as Zensical makes them from the same files."""
    root = tmp_path_factory.mktemp("zensical")
    for name in ("content", "generator/site/theme"):
        shutil.copytree(ROOT / name, root / name)
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / config, root)
        command = [Path(sys.executable).with_name("zensical"), "build", "--strict", "-f", config]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
    return root / "site"


def test_zensical_can_make_the_shell(zensical: Path, project_copy: Path) -> None:
    """Every page and shell holds the same slots as from MkDocs, in order."""
    engine = run_engine(open_project(project_copy))
    for lang, folder in (("zh", zensical), ("en", zensical / "en")):
        for path, page in engine.pages[lang].items():
            assert cut((folder / path).read_text("utf-8")).slots == page.slots, f"{lang} {path}"
        for kind, path in (("list", "shell/index.html"), ("record", "shell/record/index.html")):
            shell = cut((folder / path).read_text("utf-8"))
            assert shell.slots == engine.shells[lang][kind].slots
            assert_fills(shell)


def assert_fills(shell: Shell) -> None:
    """Words put into the slots end up in the title, the head, the article and the header."""
    html = shell.fill(lambda name: f"[{name}]").decode()
    assert "Content-Security-Policy" in html.partition("</head>")[0]
    assert "[title]" in html.partition("<title>")[2].partition("</title>")[0]
    assert "[head]" in html.partition("</head>")[0]
    assert "[switch]" in html.partition("<header")[2].partition("</header>")[0]
    article = html.partition("<article")[2].partition("</article>")[0]
    assert article.index("[body]") < article.index("[edit]")
