"""`clean`: takes out of pictures what they tell besides the picture."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.commands.console import CLEAN, USAGE, Commands, say
from generator.core.text import Text
from generator.privacy import images


def add(commands: Commands) -> None:
    command = commands.add("clean", clean, "去掉图片附带的信息 / take out what pictures carry along")
    command.add_argument("files", metavar="FILE", nargs="+")


def clean(options: Namespace) -> int:
    """Take out of pictures what they tell besides the picture: place, camera, author, remarks."""
    status = CLEAN
    for name in options.files:
        path = Path(name)
        before = path.read_bytes()
        try:
            after, found = images.strip(before), images.metadata_in(before)
        except images.Damaged:
            say(options.lang, Text(f"{name} 不是完整的 PNG、JPEG 或 WebP 图片，未改动",
                                   f"{name} is no complete PNG, JPEG or WebP picture and was not touched"))  # fmt: skip
            status = USAGE
            continue
        if found:
            path.write_bytes(after)
        said = "、".join(found) or "没有附带信息", ", ".join(found) or "nothing"
        say(options.lang, Text(f"{name}：已去掉 {said[0]}" if found else f"{name}：{said[0]}",
                               f"{name}: {said[1]} taken out"))  # fmt: skip
    return status
