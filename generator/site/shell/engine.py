"""Runs MkDocs over `content/`, once a language, and keeps what it made until its inputs change."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.config.project import Project, engine_settings, listening, load_settings
from generator.core.line_ends import unix
from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import LANGS, Lang, Text
from generator.site.files.assets import tiles_from
from generator.site.shell.mark_chinese import mark
from generator.site.shell.shell import Shell, cut, share_assets
from generator.storage.cache import load_files, save_files

_ILLUSTRATIONS = str(Path(__file__).with_name("mkdocs_images.py"))
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_MESSAGES = "messages"

SAYS = Rule(
    "V-020",
    "warning",
    Text("页面引擎：{message}", "the page engine says: {message}"),
    Text("检查 content/ 里提到的页面或链接", "look at the page or link it names in content/"),
    Text("人写的页面", "Written pages"),
)


@dataclass(frozen=True)
class Engine:
    """Pages by language and path (`about/index.html`), shells by kind, assets by path."""

    pages: dict[Lang, dict[str, Shell]]
    shells: dict[Lang, dict[str, Shell]]
    assets: dict[str, bytes]
    problems: tuple[Problem, ...]
    key: str


def run_engine(project: Project) -> Engine:
    """Build the pages of `content/`, or take them from the cache if nothing they depend on changed."""
    key = _key(project)
    cached = project.cache / "engine.zip"
    files = load_files(cached, key)
    if files is None:
        files = _build(project)
        save_files(cached, files, key)
    messages = files.pop(_MESSAGES).decode().splitlines()
    found = tuple(problem(SAYS, Location("mkdocs.yml"), message=m) for m in messages)
    tiles = tiles_from(load_settings(project, "zh").extra)
    shell = partial(cut, scripts=_scripts(project.theme), pictures_from=tiles)
    return _engine(files, found, key, shell)


def _engine(
    files: dict[str, bytes], found: tuple[Problem, ...], key: str, shell: Callable[[str], Shell]
) -> Engine:
    pages: dict[Lang, dict[str, Shell]] = {lang: {} for lang in LANGS}
    shells: dict[Lang, dict[str, Shell]] = {lang: {} for lang in LANGS}
    assets: dict[str, bytes] = {}
    for name, content in files.items():
        lang, _, path = name.partition("/")
        if not path.endswith(".html"):
            if lang == "zh" and path.startswith("assets/") and not path.endswith(".map"):
                assets[path] = content
            continue
        html = content.decode()
        page = shell(html if lang == "zh" else mark(share_assets(html)))
        at: Lang = "zh" if lang == "zh" else "en"
        if path.startswith("shell/"):
            shells[at]["record" if "record" in path else "list"] = page
        elif path != "404.html" or at == "zh":
            pages[at][path] = page
    return Engine(pages, shells, assets, found, key)


def _scripts(theme: Path) -> list[str]:
    """The inline scripts of the program's own templates. A text with a placeholder is in no page, so it
    never runs."""
    templates = (path.read_text("utf-8") for path in sorted(theme.rglob("*.html")))
    return [script for template in templates for script in _INLINE_SCRIPT.findall(template)]


def _build(project: Project) -> dict[str, bytes]:
    from mkdocs.commands.build import build as mkdocs_build  # slow to load; mostly the cache has it all

    files: dict[str, bytes] = {}
    with listening() as heard, tempfile.TemporaryDirectory() as folder:
        for lang in LANGS:
            target = Path(folder) / lang
            mkdocs_build(engine_settings(project, lang, site_dir=str(target), hooks=[_ILLUSTRATIONS]))
            for path in sorted(target.rglob("*")):
                if path.is_file():
                    files[path.relative_to(folder).as_posix()] = path.read_bytes()
        return {**files, _MESSAGES: "\n".join(heard.messages).encode()}


def _key(project: Project) -> str:
    total = hashlib.sha256()
    for path in _inputs(project):
        total.update(str(path.relative_to(project.root)).encode() + b"\0" + unix(path.read_bytes()))
    return total.hexdigest()


def _inputs(project: Project) -> Iterator[Path]:
    yield from project.config_files
    for folder in (project.content, project.theme):
        yield from (p for p in sorted(folder.rglob("*")) if p.is_file())
