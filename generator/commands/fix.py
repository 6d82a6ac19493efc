"""`fix` and `editor`: records in canonical form, and the files that editors read."""

from __future__ import annotations

import os
import stat
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.commands.console import CLEAN, PROBLEMS, USAGE, Commands, say
from generator.config.project import Project, open_project
from generator.core import report
from generator.core.problems import Location, Problem, problem, sort
from generator.core.text import Text
from generator.core.yaml_messages import LARGE
from generator.core.yaml_reader import MAX_BYTES
from generator.editing.text import UNTIDY, UNTIDY_YET, fixed
from generator.editing.vscode import editor_files
from generator.records.load import NOT_REGULAR
from generator.schema.load import read_model
from generator.schema.model import Model
from generator.storage.atomic import replace_file


def add(commands: Commands) -> None:
    command = commands.add(
        "fix", fix, "整理成规范写法，意思和注释不变 / canonical form, meaning and comments kept"
    )
    command.add_argument("files", metavar="FILE", nargs="*", help="默认全部记录 / default: every record")
    command.add_argument("--check", action="store_true", help="只检查，不改动 / only tell which are not")
    command.add_argument("--format", choices=report.FORMATS, default="text")
    commands.add("editor", editor, "生成 VS Code 的设置和片段 / settings and snippets for VS Code")


def fix(options: Namespace) -> int:
    """Put files into canonical form; with --check only tell which are not."""
    project = open_project(Path(options.project))
    model = read_model(project.schemas)
    files = list(_named(options.files, project)) if options.files else sorted(project.data.rglob("*.yaml"))
    for path in files:
        if _folder(path, project) not in model.by_folder:
            say(options.lang, Text(f"{path} 不是 data/ 里的记录，没有改动任何文件",
                                   f"{path} is no record in data/; no file was touched"))  # fmt: skip
            return USAGE
    found: list[Problem] = []
    changed = 0
    for path in files:
        before = _bytes(path, project, found)
        if before is None:
            continue
        after, problems = _fixed(before, path, project, model)
        found += problems
        if after != before:
            changed += 1
            _settle(path, before, after, project, options.check, found)
    if found:
        print(report.FORMATS[options.format](sort(found), options.lang))
    if not options.check:
        say(options.lang, Text(f"看过 {len(files)} 个文件，整理了 {changed} 个",
                               f"{len(files)} files looked at, {changed} put in order"))  # fmt: skip
    return PROBLEMS if found else CLEAN


def untidy(files: Iterable[str], project: Project, model: Model) -> Iterator[Problem]:
    """A note on each of these records that is not in canonical form; each must be sound."""
    for file in files:
        path = project.root / file
        before = path.read_bytes()
        after, _ = _fixed(before, path, project, model)
        if after != before:
            yield problem(UNTIDY_YET, Location(file, _first_difference(before, after)), file=file)


def editor(options: Namespace) -> int:
    """Write the settings and snippets for Visual Studio Code from the schemas."""
    project = open_project(Path(options.project))
    for name, text in editor_files(read_model(project.schemas)).items():
        path = project.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        print(path)
    return CLEAN


def _named(names: list[str], project: Project) -> Iterator[Path]:
    for name in names:
        path = Path(os.path.abspath(name))
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _folder(path: Path, project: Project) -> str:
    """The collection that a file lies in; nothing if it lies in none."""
    if not path.is_relative_to(project.data) or path.suffix != ".yaml":
        return ""
    return path.relative_to(project.data).parts[0]


def _bytes(path: Path, project: Project, found: list[Problem]) -> bytes | None:
    where = Location(path.relative_to(project.root).as_posix())
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        found.append(problem(NOT_REGULAR, where))
    elif status.st_size > MAX_BYTES:
        found.append(problem(LARGE, where, kb=status.st_size // 1024))
    else:
        return path.read_bytes()
    return None


def _fixed(before: bytes, path: Path, project: Project, model: Model) -> tuple[bytes, list[Problem]]:
    file = path.relative_to(project.root).as_posix()
    return fixed(before, file, model.by_folder[_folder(path, project)].fields)


def _settle(
    path: Path, before: bytes, after: bytes, project: Project, only_check: bool, found: list[Problem]
) -> None:
    file = path.relative_to(project.root).as_posix()
    if only_check:
        found.append(problem(UNTIDY, Location(file, _first_difference(before, after)), file=file))
    else:
        replace_file(path, after)
        print(file)


def _first_difference(before: bytes, after: bytes) -> int:
    """The first line that differs, counted from 1."""
    lines = before.split(b"\n"), after.split(b"\n")
    pairs = enumerate(zip(*lines, strict=False), 1)
    return next((i for i, (a, b) in pairs if a != b), min(map(len, lines)))
