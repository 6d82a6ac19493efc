"""`init`: starts the repository of another district. Asks on a terminal for what is not given."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path

from generator.commands.console import CLEAN, PROBLEMS, USAGE, Commands, say
from generator.config.project import Project, load_settings, open_project, today
from generator.core import report
from generator.core.problems import Refused
from generator.core.text import Lang, Text
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.scaffold.area_list import read_areas
from generator.scaffold.district import District, prefix_of, start
from generator.schema.load import read_model
from generator.storage.cache import RecordCache

ASKED = {
    "code": Text("区划代码（6位，例如 320508）", "area code (6 digits, such as 320508)"),
    "name": Text("区县名称（例如 姑苏区）", "its name in Chinese (such as 姑苏区)"),
    "name_en": Text("英文名称（例如 Gusu District）", "its name in English (such as Gusu District)"),
    "areas": Text("区划名录文件（CSV）", "the file with the list of areas (CSV)"),
}


def add(commands: Commands) -> None:
    command = commands.add(
        "init", init, "为另一个区县建仓库 / start another district's repository", dated=True
    )
    command.add_argument("folder", metavar="DIR")
    for name, words in ASKED.items():
        command.add_argument(f"--{name.replace('_', '-')}", metavar="…", help=f"{words.zh} / {words.en}")
    command.add_argument("--full-name", metavar="…", help="全称，例如 苏州市姑苏区 / in full, with its city")
    command.add_argument("--prefix", metavar="gs", help="编号前缀（默认取拼音首字母）/ prefix of ids")
    command.add_argument("--source", metavar="…", help="名录的出处 / where the list comes from")


def init(options: Namespace) -> int:
    """Write a repository that builds at once; what is not decided stays open in it."""
    project = open_project(Path(options.project))
    target = Path(options.folder).absolute()
    if target.exists():
        return _refuse(
            options.lang, Text(f"{target} 已经存在，未改动", f"{target} exists already and was not touched")
        )
    answers = {name: getattr(options, name) or _ask(name, options.lang) for name in ASKED}
    if lacking := [f"--{name.replace('_', '-')}" for name, answer in answers.items() if not answer]:
        return _refuse(
            options.lang, Text(f"还要写明 {'、'.join(lacking)}", f"give {', '.join(lacking)} as well")
        )
    if not re.fullmatch(r"[0-9]{6}", answers["code"]):
        return _refuse(options.lang, Text("区划代码是6位数字", "the area code has 6 digits"))
    prefix = options.prefix or prefix_of(answers["name"])
    if not re.fullmatch(r"[a-z]{2,8}", prefix):
        return _refuse(
            options.lang,
            Text("用 --prefix 写明编号前缀：2到8个小写字母", "give --prefix: 2 to 8 lower-case letters"),
        )
    try:
        content = Path(answers["areas"]).read_bytes()
    except OSError as error:
        return _refuse(options.lang, Text(f"读不了名录：{error}", f"cannot read the list: {error}"))
    areas, problems = read_areas(content, answers["areas"], answers["code"])
    if problems:
        print(report.text(tuple(problems), options.lang), file=sys.stderr)
        return PROBLEMS
    district = District(
        code=answers["code"], name=answers["name"], name_en=answers["name_en"],
        full_name=options.full_name or answers["name"], prefix=prefix,
        list_title=options.source or Path(answers["areas"]).name, day=options.as_of or today(),
    )  # fmt: skip
    start(project.root, target, _former(project), district, areas)
    towns = sum(area.level == "town" for area in areas)
    say(options.lang, Text(
        f"已建好 {target}：{towns} 个乡镇（街道）、{len(areas) - towns} 个村（社区）。接着：cd {target} && make site",
        f"{target} is ready: {towns} towns, {len(areas) - towns} villages. Next: cd {target} && make site",
    ))  # fmt: skip
    return CLEAN


def _former(project: Project) -> District:
    """The district that this repository is for, from its records and its settings."""
    model = read_model(project.schemas)
    own = Catalog(model, read_records(project.data, model, RecordCache(None)).records).district
    if own is None or own.area is None:
        raise Refused(())
    names = {lang: str(load_settings(project, lang).extra.get("district", "")) for lang in ("zh", "en")}
    return District(
        code=own.code, name=names["zh"] or own.area.title, name_en=names["en"], full_name=own.area.title,
        prefix=own.prefix, list_title="", day=today(),
    )  # fmt: skip


def _ask(name: str, lang: Lang) -> str:
    return input(f"{ASKED[name].in_(lang)}: ").strip() if sys.stdin.isatty() else ""


def _refuse(lang: Lang, words: Text) -> int:
    say(lang, words)
    return USAGE
