"""`youth-atlas diff`: what changed in the records between two revisions, in people's words."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.commands.console import CLEAN, USAGE, Commands, say
from generator.config.project import open_project
from generator.core.text import Text
from generator.history import NoHistory, NoRevision
from generator.history.diff_formats import FORMATS, differences
from generator.history.redirects import read_moved
from generator.history.revisions import between
from generator.pipeline import redactor
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.cache import RecordCache


def add(commands: Commands) -> None:
    command = commands.add("diff", diff, "两版之间记录有什么变化 / what changed, in people's words")
    command.add_argument("base", metavar="BASE", help="git 的哪一版 / a git revision")
    command.add_argument(
        "head", metavar="HEAD", nargs="?", help="默认为磁盘上的文件 / default: the files on disk"
    )
    command.add_argument("--format", choices=FORMATS, default="text")


def diff(options: Namespace) -> int:
    """Prints what differs between BASE and HEAD, or BASE and the files on disk. A difference is no error."""
    project = open_project(Path(options.project))
    try:
        pairs = between(project.root, options.base, options.head)
    except (NoRevision, NoHistory) as error:
        what = options.base + (f"..{options.head}" if options.head else "")
        say(options.lang, Text(f"git 比较不了“{what}”：{error}", f'git cannot compare "{what}": {error}'))
        return USAGE
    model = read_model(project.schemas)
    loaded = read_records(project.data, model, RecordCache(project.cache / "records.json"))
    catalog = Catalog(model, loaded.records)
    moved, _ = read_moved(project.root, {r.id: r.file for r in loaded.records})
    changes = differences(pairs, model, redactor(project, catalog), moved)
    names = {r.id: r.title for r in loaded.records}
    print(FORMATS[options.format](changes, model, lambda id: names.get(id, id), options.lang))
    return CLEAN
