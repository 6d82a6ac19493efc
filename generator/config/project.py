"""Where a project's folders lie, what `mkdocs.yml` says under `extra:`, and the day it is."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from generator.config.settings_reader import BAD_CONFIG, FILES, read_settings
from generator.core.problems import Location, Problem, Refused, Rule, problem
from generator.core.text import LANGS, Text
from generator.core.yaml_reader import locate
from generator.storage.atomic import finish

ZONE = "Asia/Shanghai"
"""The time zone of all dates and hours: the one that China has."""

_NAMED = re.compile(r"Config value '([^']*)': (.*)", re.DOTALL)

NO_PROJECT = Rule(
    "V-002",
    "error",
    Text("这里不是项目文件夹（缺少 {file}）", "this is not a project folder ({file} is missing)"),
    Text(
        "进入项目文件夹再运行，或用 --project 指明", "run in the project's folder or name it with --project"
    ),
    Text("网站设置", "Settings of the site"),
)


@dataclass(frozen=True)
class Project:
    """A checkout. Every folder that the program reads or keeps something in.

    `local_form`: the site is built for the editing form of `youth-atlas edit`, on this machine.
    """

    root: Path
    local_form: bool = False

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def theme(self) -> Path:
        """What `theme.custom_dir` of mkdocs.yml names."""
        return self.root / "generator" / "site" / "theme"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def libraries(self) -> Path:
        """Front-end libraries, put there by `npm ci`."""
        return self.root / "node_modules"

    def config_file(self, lang: str) -> Path:
        return self.root / ("mkdocs.yml" if lang == "zh" else f"mkdocs.{lang}.yml")

    @property
    def config_files(self) -> list[Path]:
        """All that a language can be configured by: one file may inherit another."""
        return sorted(self.root.glob(FILES))


def open_project(root: Path, local_form: bool = False) -> Project:
    """Raises Refused if the folder holds no project. An import that was killed is brought to its end."""
    for name in ("mkdocs.yml", "schemas", "data"):
        if not (root / name).exists():
            raise Refused([problem(NO_PROJECT, Location(name), file=name)])
    finish(root.resolve())
    return Project(root.resolve(), local_form)


def load_settings(project: Project, lang: str) -> Any:
    """What a language is configured with, to be read only: kept until one of the files changes. Raises as
    `engine_settings`."""
    return _kept_settings(project, lang, tuple((f.name, f.read_bytes()) for f in project.config_files))


@lru_cache(maxsize=8)
def _kept_settings(project: Project, lang: str, _files: tuple[tuple[str, bytes], ...]) -> Any:
    return engine_settings(project, lang)


def engine_settings(project: Project, lang: str, **overrides: Any) -> Any:
    """The MkDocs configuration for a language, without the hooks it names. Raises Refused with all that
    `read_settings` or MkDocs finds wrong in it, each at its place."""
    path = project.config_file(lang)
    settings = io.BytesIO(read_settings(path))
    with listening() as heard:
        try:
            config = load_config(settings, config_file_path=str(path), **{"hooks": [], **overrides})
        except (Abort, ConfigurationError) as error:
            heard.messages.append(str(error))
    if not heard.messages:
        return config
    raise Refused(_placed(path.name, path.read_bytes(), heard.messages))


def unsettled(project: Project) -> tuple[Problem, ...]:
    """What MkDocs finds wrong in its configuration.

    Whether there is any is `open_project`'s to say: records can be checked without.
    """
    for lang in LANGS:
        if not project.config_file(lang).exists():
            continue
        try:
            load_settings(project, lang)
        except Refused as refusal:
            return refusal.problems
    return ()


def _placed(file: str, data: bytes, messages: list[str]) -> list[Problem]:
    """A key that MkDocs names is looked up; its sum of all errors says nothing more."""
    named = [m for m in map(_NAMED.fullmatch, messages) if m]
    if not named:
        return [problem(BAD_CONFIG, Location(file), reason=m) for m in messages]
    places = locate(data, [((m[1],), True) for m in named])
    return [
        problem(BAD_CONFIG, Location(file, *place), reason=f"{m[1]}: {_brief(m[2])}")
        for m, place in zip(named, places, strict=True)
    ]


def _brief(message: str) -> str:
    """On one line, without the traceback that MkDocs puts into some."""
    return " ".join(line for line in message.splitlines() if not line.startswith(" "))


class Ear(logging.Handler):
    """Gathers what MkDocs warns about, which it would print between our own lines."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def listening() -> Iterator[Ear]:
    """Listens to MkDocs for a while."""
    ear, logger = Ear(), logging.getLogger("mkdocs")
    propagated = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield ear
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagated


def today() -> date:
    """The day it is in China. No other function asks for the real time."""
    return datetime.now(ZoneInfo(ZONE)).date()
