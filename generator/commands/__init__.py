"""The commands of the program, a module each. They print, read the clock and touch the disk, and decide
nothing about data.
"""

from __future__ import annotations

from generator.commands import (
    build,
    check,
    clean,
    diff,
    duties,
    edit,
    exchange,
    fix,
    init,
    merge_areas,
    new,
    review,
    serve,
    synth,
)

COMMANDS = (
    check,
    build,
    serve,
    edit,
    review,
    new,
    merge_areas,
    diff,
    clean,
    fix,
    exchange,
    duties,
    init,
    synth,
)
"""In the order in which `--help` tells of them. Each has `add`."""
