"""Lets plain `mkdocs build` and `mkdocs serve` give the whole site: the records are added at the end."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from generator.config.project import open_project, today
from generator.core import report
from generator.core.problems import Refused, errors
from generator.history import NOTHING, History, NoHistory, Shallow, read_history
from generator.pipeline import build
from generator.site.shell.mkdocs_images import on_files, on_page_markdown
from generator.storage.publish import publish_into

__all__ = ["on_files", "on_page_markdown", "on_post_build", "on_serve"]  # MkDocs calls them by these names

_LOG = logging.getLogger("mkdocs.hooks.youth_atlas")


def on_post_build(config: Any, **_: Any) -> None:
    """Check the records and write the finished pages over the shells that MkDocs just made."""
    project = open_project(Path(config.config_file_path).parent)
    result = build(project, today(), history=_history(project.root))
    if errors(result.problems):
        raise PluginError(report.text(result.problems, "zh"))
    for line in report.text(result.problems, "zh").splitlines()[:-1]:
        _LOG.warning(line)
    try:
        publish_into(result.outputs, Path(config.site_dir))
    except Refused as refusal:
        raise PluginError(report.text(refusal.problems, "zh")) from None


def _history(root: Path) -> History:
    try:
        return read_history(root)
    except (NoHistory, Shallow) as error:
        _LOG.warning(
            f"没有完整的 git 历史，网站不含变更记录 / no account of changes without git history {error}"
        )
        return NOTHING


def on_serve(server: Any, config: Any, **_: Any) -> Any:
    project = open_project(Path(config.config_file_path).parent)
    for folder in (project.data, project.schemas):
        server.watch(str(folder))
    return server
