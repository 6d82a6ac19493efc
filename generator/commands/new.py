"""`new`: the scaffold of a record, with a comment on every field."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.commands.console import CLEAN, USAGE, Commands, say
from generator.config.project import open_project
from generator.core.text import Text
from generator.editing.vscode import scaffold
from generator.schema.load import read_model


def add(commands: Commands) -> None:
    command = commands.add("new", new, "新建一条记录的样板 / a commented scaffold")
    command.add_argument("type", metavar="TYPE")
    command.add_argument("id", metavar="ID")


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
