"""Pictures in written pages. They lie in `content/images/`, once for both languages. MkDocs loads this as a hook.

A page names a picture by its path in the repository, so that code hosts show it too; on the site it is
an asset that the English pages share.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

_NAMED = re.compile(r"(\]\((?:\.\./)*)\.\./images/")


def on_files(files: Any, config: Any, **_: Any) -> Any:
    """Those of the handbook only: pictures of records go by what becomes of their record."""
    for path in sorted((Path(config.docs_dir).parent / "images").glob("handbook-*.png")):
        files.append(File.generated(config, f"assets/images/{path.name}", abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    return _NAMED.sub(r"\1assets/images/", markdown)
