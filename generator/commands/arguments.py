"""The parser that each command adds its own arguments to."""

from __future__ import annotations

import argparse
import locale
import os
from collections.abc import Callable
from datetime import date
from typing import Any

from generator.text import LANGS

Run = Callable[[argparse.Namespace], int]


class Commands:
    """The commands of one program; all of them know the project and the language of messages."""

    def __init__(self, program: argparse.ArgumentParser) -> None:
        self._add = program.add_subparsers(required=True, metavar="COMMAND").add_parser
        self._shared = argparse.ArgumentParser(add_help=False)
        self._shared.add_argument(
            "--project", default=".", metavar="DIR", help="项目文件夹 / the project's folder"
        )
        self._shared.add_argument(
            "--lang", choices=LANGS, default=_lang(), help="提示语言 / language of messages"
        )
        self._shared.set_defaults(local_form=False)
        self._dated = argparse.ArgumentParser(add_help=False)
        self._dated.add_argument("--as-of", type=date.fromisoformat, metavar="DATE",
                                 help="按哪一天计算（默认今天）/ the day to build for (default: today)")  # fmt: skip

    def add(
        self, name: str, run: Run, words: str, dated: bool = False, **fixed: Any
    ) -> argparse.ArgumentParser:
        """The parser of a command, to be given what it alone takes. `dated`: it can be asked of another
        day. `fixed` are options that this command leaves no choice about."""
        parents = [self._shared, self._dated] if dated else [self._shared]
        command = self._add(name, parents=parents, help=words)
        command.set_defaults(command=run, **fixed)
        return command


def _lang() -> str:
    """From the locale (LC_ALL, LC_MESSAGES, LANG); Chinese if it names no language."""
    names = (os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "") or (locale.getlocale()[0] or "")
    return "en" if name.startswith("en") else "zh"
