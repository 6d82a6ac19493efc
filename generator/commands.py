"""What each command does. Prints, reads the clock and touches the disk; decides nothing about data."""

from __future__ import annotations

import sys
import time
import traceback
from argparse import Namespace
from datetime import date
from pathlib import Path

from generator import report
from generator.clock import today
from generator.history import NOTHING, History, NoHistory, NoRevision, Shallow, former, read_history
from generator.modelio import read_model
from generator.pipeline import build as build_outputs
from generator.pipeline import inspect
from generator.privacy import images
from generator.problems import Problem, Refused, errors
from generator.project import Project, open_project
from generator.publish import Busy, NotOurs, claim, publish, replace_pages, shown_before
from generator.scaffold import scaffold
from generator.text import Lang, Text

CLEAN, PROBLEMS, USAGE, MACHINE = 0, 1, 2, 3


def check(options: Namespace) -> int:
    project = open_project(Path(options.project))
    try:
        base = former(project.root, options.base) if options.base else {}
        problems = inspect(project, *_days(options), base, past(project)).problems
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


def build(options: Namespace) -> int:
    """Check, then publish; with an error in the data nothing is published."""
    project = open_project(Path(options.project), options.local_form)
    site = _site(options, project.root)
    try:
        with claim(site, project.cache):
            return _build(options, project, site)
    except Refused as refusal:
        print(report.text(refusal.problems, options.lang), file=sys.stderr)
        return PROBLEMS
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
    except NotOurs as error:
        say(
            options.lang,
            Text(
                f"{error} 里有不是本程序生成的文件，未改动；请换一个 --out",
                f"{error} holds files that this program did not make; nothing was touched; choose another --out",
            ),
        )
        return USAGE


def past(project: Project) -> History:
    """What there is of the past; a check does with little, and with none."""
    try:
        return read_history(project.root, project.cache / "history.json")
    except (NoHistory, Shallow):
        return NOTHING


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


def _build(options: Namespace, project: Project, site: Path) -> int:
    started = time.monotonic()
    result = build_outputs(project, *_days(options), history_for(options, project))
    if result.problems:
        print(report.text(result.problems, options.lang), file=sys.stderr)
    if errors(result.problems):
        say(options.lang, Text("未发布：请先改正上面的错误", "not published: mend the errors above first"))
        return PROBLEMS
    if shown := shown_before(site, project.cache):
        replace_pages(result.changed(shown), site)
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


def new(options: Namespace) -> int:
    """Write a scaffold to data/<folder>/<id>.yaml, never over a file that is there."""
    project = open_project(Path(options.project))
    model = read_model(project.schemas)
    record_type = model.by_type.get(options.type) or model.by_folder.get(options.type)
    if record_type is None:
        known = ", ".join(sorted(model.by_type))
        say(
            options.lang,
            Text(
                f"没有“{options.type}”这类记录；可用：{known}",
                f'there is no record type "{options.type}"; use one of: {known}',
            ),
        )
        return USAGE
    if not options.id.replace("-", "").isalnum() or not options.id.isascii():
        say(
            options.lang,
            Text(
                f"标识“{options.id}”只能用小写字母、数字和连字符",
                f'the id "{options.id}" may only hold letters, digits and hyphens',
            ),
        )
        return USAGE
    path = project.data / record_type.folder / f"{options.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(scaffold(record_type, options.id, options.lang))
    except FileExistsError:
        say(options.lang, Text(f"{path} 已存在，未改动", f"{path} exists already and was not touched"))
        return USAGE
    print(path)
    return CLEAN


def clean(options: Namespace) -> int:
    """Take out of pictures what they tell besides the picture: place, camera, author, remarks."""
    status = CLEAN
    for name in options.files:
        path = Path(name)
        before = path.read_bytes()
        try:
            after, told = images.strip(before), images.told(before)
        except images.Damaged:
            say(options.lang, Text(f"{name} 不是完整的 PNG、JPEG 或 WebP 图片，未改动",
                                   f"{name} is no complete PNG, JPEG or WebP picture and was not touched"))  # fmt: skip
            status = USAGE
            continue
        if told:
            path.write_bytes(after)
        said = "、".join(told) or "没有附带信息", ", ".join(told) or "nothing"
        say(options.lang, Text(f"{name}：已去掉 {said[0]}" if told else f"{name}：{said[0]}",
                               f"{name}: {said[1]} taken out"))  # fmt: skip
    return status


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


def _days(options: Namespace) -> tuple[date, date]:
    """The day to show, and the day it is."""
    now = today()
    return options.as_of or now, now


def _site(options: Namespace, root: Path) -> Path:
    return Path(options.out) if options.out else root / "site"


def _status(problems: tuple[Problem, ...], strict: bool) -> int:
    wrong = problems if strict else errors(problems)
    return PROBLEMS if wrong else CLEAN
