"""The command line: `youth-atlas`, or `python -m generator`."""

from __future__ import annotations

import argparse
import gc
import sys
from functools import partial

from generator import __version__
from generator.commands import COMMANDS
from generator.commands.console import Commands, status_of


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 clean, 1 problems in the data, 2 wrong use, 3 something broke in the machine."""
    options = parser().parse_args(arguments)
    gc.set_threshold(50_000, 20, 100)  # records are many and stay: to look for garbage often costs a tenth
    try:
        return status_of(partial(options.command, options), options.lang)
    except KeyboardInterrupt:
        return 130


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
