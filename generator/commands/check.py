"""`check`: everything that is wrong, in the format asked for."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.commands.console import CLEAN, PROBLEMS, USAGE, Commands, say
from generator.config.project import Project, open_project, today
from generator.core import report
from generator.core.problems import Problem, Refused, errors
from generator.core.text import Text
from generator.history import NOTHING, History, NoHistory, NoRevision, Shallow, former, read_history
from generator.pipeline import inspect


def add(commands: Commands) -> None:
    command = commands.add("check", check, "检查全部记录 / check every record", dated=True)
    command.add_argument("--format", choices=report.FORMATS, default="text")
    command.add_argument("--strict", action="store_true", help="提醒也算错误 / warnings fail too")
    command.add_argument(
        "--base", metavar="REV", help="与 git 的哪一版比较状态和编号 / the git revision to compare with"
    )


def check(options: Namespace) -> int:
    project = open_project(Path(options.project))
    try:
        base = former(project.root, options.base) if options.base else {}
        problems = inspect(project, options.as_of or today(), today(), base, past(project)).problems
    except Refused as refusal:
        problems = refusal.problems
    except NoRevision as error:
        say(
            options.lang,
            Text(f"git 里找不到“{options.base}”：{error}", f'git finds no "{options.base}": {error}'),
        )
        return USAGE
    print(report.FORMATS[options.format](problems, options.lang))
    return _status(problems, options.strict)


def past(project: Project) -> History:
    """What there is of the past; a check does with little, and with none."""
    try:
        return read_history(project.root, project.cache / "history.json")
    except (NoHistory, Shallow):
        return NOTHING


def _status(problems: tuple[Problem, ...], strict: bool) -> int:
    wrong = problems if strict else errors(problems)
    return PROBLEMS if wrong else CLEAN
