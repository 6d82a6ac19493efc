"""What every command shares: its parser, exit statuses, words for people on standard error, a meter."""

from __future__ import annotations

import argparse
import locale
import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from generator.core import report
from generator.core.problems import Refused
from generator.core.text import LANGS, Lang, Text
from generator.storage.publish import NotOurs

CLEAN, PROBLEMS, USAGE, MACHINE = 0, 1, 2, 3


def say(lang: Lang, words: Text) -> None:
    print(words.in_(lang), file=sys.stderr)


def status_of(run: Callable[[], int], lang: Lang) -> int:
    """The exit status of what runs. Whatever stops it is told in words, never as a traceback only."""
    try:
        return run()
    except Refused as refusal:
        print(report.text(refusal.problems, lang), file=sys.stderr)
        return PROBLEMS
    except NotOurs as error:
        say(
            lang,
            Text(
                f"{error} 里有不是本程序生成的文件，未改动；请换一个 --out",
                f"{error} holds files that this program did not make; nothing was touched; choose another --out",
            ),
        )
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE
    except OSError as error:
        what = f"{error.strerror or error}" + (f"：{error.filename}" if error.filename else "")
        say(lang, Text(f"系统出错：{what}", f"the machine says: {what}"))
        return MACHINE
    except Exception as error:
        if "YOUTH_ATLAS_DEBUG" in os.environ:
            raise
        say(lang, _our_mistake(error))
        return MACHINE


def _our_mistake(error: Exception) -> Text:
    """For an error that no rule foresaw: what to pass on to those who maintain the program."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
    return Text(
        f"程序自身出错，没有发布任何内容。请把这一行发给维护人员：{where}",
        f"the program itself failed and published nothing; please pass this line on: {where}",
    )


class Meter:
    """Tells on a terminal how many files are done; says nothing into a file or pipe."""

    def __init__(self, lang: Lang) -> None:
        self.lang, self.count, self._shown = lang, 0, 0.0
        self._live = sys.stderr.isatty()

    def __call__(self, count: int) -> None:
        self.count = count
        if self._live and time.monotonic() - self._shown > 0.2:
            self._shown = time.monotonic()
            words = Text(f"已生成 {count} 个文件…", f"{count} files…")
            print(f"\r{words.in_(self.lang)}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._live:
            print("\r\033[K", end="", file=sys.stderr)


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
