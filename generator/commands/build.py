"""`build`: checks, then publishes; with an error in the data nothing is published."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from generator.commands.console import CLEAN, MACHINE, PROBLEMS, USAGE, Commands, Meter, say
from generator.config.project import Project, open_project, today
from generator.core import report
from generator.core.problems import errors
from generator.core.text import Lang, Text
from generator.history import NOTHING, History, NoHistory, Shallow, read_history
from generator.pipeline import Result
from generator.pipeline import build as build_outputs
from generator.storage.locks import Busy
from generator.storage.publish import claim, publish


def add(commands: Commands) -> None:
    command = commands.add("build", build, "检查并发布网站 / check and publish the site", dated=True)
    command.add_argument("--out", metavar="DIR", help="发布到（默认 site/）/ where to (default: site/)")
    command.add_argument("--no-history", action="store_true",
                         help="不看 git 历史，不含变更记录 / without git history and account of changes")  # fmt: skip


def build(options: Namespace, ahead: Callable[[Result], None] = lambda _result: None) -> int:
    """The exit status. `ahead` is given what passed the checks, before it is all made and published."""
    project = open_project(Path(options.project), options.local_form)
    site = Path(os.path.abspath(options.out)) if options.out else project.root / "site"
    try:
        with claim(site, project.cache):
            return _build(options, project, site, ahead)
    except Shallow:
        say(
            options.lang,
            Text(
                "这个克隆的历史不完整（shallow clone），变更记录会出错，没有发布。先运行 git fetch --unshallow；"
                "只想看看网站就加 --no-history",
                "this clone is shallow, so its account of changes would be wrong; nothing was published. Run "
                "git fetch --unshallow first, or add --no-history to go without",
            ),
        )
        return USAGE
    except Busy:
        say(
            options.lang,
            Text(
                "另一个构建正在发布到同一处，请稍后再试",
                "another build is publishing to the same place; try again later",
            ),
        )
        return MACHINE


def history_for(options: Namespace, project: Project) -> History:
    """The past that a site is to tell of; raises Shallow if it was cut off and nobody said to do without."""
    if options.no_history:
        return NOTHING
    try:
        return read_history(project.root, project.cache / "history.json")
    except NoHistory as error:
        say(
            options.lang,
            Text(
                f"没有 git 历史，网站不含变更记录和订阅内容（{error}）",
                f"there is no git history; the site will not tell of changes ({error})",
            ),
        )
        return NOTHING


def _build(options: Namespace, project: Project, site: Path, ahead: Callable[[Result], None]) -> int:
    started = time.monotonic()
    result = build_outputs(project, options.as_of or today(), today(), history_for(options, project))
    if result.problems:
        print(report.text(result.problems, options.lang), file=sys.stderr)
    if errors(result.problems):
        say(options.lang, Text("未发布：请先改正上面的错误", "not published: mend the errors above first"))
        return PROBLEMS
    ahead(result)
    meter = Meter(options.lang)
    made = publish(result.outputs, site, project.cache, result.shown, meter)
    _tell(options.lang, meter, site, made, started)
    return CLEAN


def _tell(lang: Lang, meter: Meter, site: Path, made: int, started: float) -> None:
    seconds = time.monotonic() - started
    meter.end()
    say(lang, Text(
        f"已发布 {meter.count} 个文件到 {site}（新写 {made} 个），用时 {seconds:.1f} 秒",
        f"published {meter.count} files to {site} ({made} made anew) in {seconds:.1f} s",
    ))  # fmt: skip
