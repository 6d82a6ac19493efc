"""What every command has: exit statuses, words for people on standard error, a meter."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

from generator.text import Lang, Text

CLEAN, PROBLEMS, USAGE, MACHINE = 0, 1, 2, 3


def say(lang: Lang, words: Text) -> None:
    print(words.in_(lang), file=sys.stderr)


def our_mistake(error: Exception) -> Text:
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
