"""The command line: `youth-atlas`, or `python -m generator`."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from generator import __version__
from generator.commands import COMMANDS
from generator.commands.console import MACHINE, PROBLEMS, Commands, our_mistake, say
from generator.core import report
from generator.core.problems import Refused
from generator.core.text import Text


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 clean, 1 problems in the data, 2 wrong use, 3 something broke in the machine."""
    options = parser().parse_args(arguments)
    gc.set_threshold(50_000, 20, 100)  # records are many and stay: to look for garbage often costs a tenth
    try:
        return int(options.command(options))
    except Refused as refusal:
        print(report.text(refusal.problems, options.lang), file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE
    except OSError as error:
        what = f"{error.strerror or error}" + (f"：{error.filename}" if error.filename else "")
        say(options.lang, Text(f"系统出错：{what}", f"the machine says: {what}"))
        return MACHINE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a mistake of ours: tell where, but never in a programmer's words only
        if "YOUTH_ATLAS_DEBUG" in os.environ:
            raise
        say(options.lang, our_mistake(error))
        return MACHINE


def parser() -> argparse.ArgumentParser:
    program = argparse.ArgumentParser(
        "youth-atlas", description="青年之家地图：记录 → 网站与开放数据 / records to a site and open data"
    )
    program.add_argument("--version", action="version", version=__version__)
    commands = Commands(program)
    for command in COMMANDS:
        command.add(commands)
    return program


if __name__ == "__main__":
    sys.exit(main())
