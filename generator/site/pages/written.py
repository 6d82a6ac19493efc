"""The pages that people write in `content/`: the engine has rendered them, their slots are filled here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.core.outputs import Output
from generator.core.problems import RuleReport, without_values
from generator.datasets.publication import Dataset
from generator.site.pages.datasets import catalog_node
from generator.site.pages.dictionary import dictionary
from generator.site.pages.rules import quality, statement
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.page import Content, page
from generator.site.shell.shell import Shell

NOT_FOUND = "404.html"
_OF_FILES = frozenset(["downloads", "dictionary", "descriptions"])
_OF_RULES = "quality"


def written_pages(
    site: LanguageSite,
    shells: Mapping[str, Shell],
    published: Sequence[Dataset],
    rules: tuple[RuleReport, ...],
) -> Iterator[Output]:
    """`shells` holds the pages by their file."""
    for file, shell in shells.items():
        yield _written_page(site, file, shell, published, rules)


def _written_page(
    site: LanguageSite,
    file: str,
    shell: Shell,
    published: Sequence[Dataset],
    rules: tuple[RuleReport, ...],
) -> Output:
    """One that tells of files or rules is always made again."""
    of_files, of_rules = bool(_OF_FILES & set(shell.slots)), _OF_RULES in shell.slots

    def content(context: PageContext) -> Content:
        names: dict[str, Any] = {}
        thing = None
        if of_files:
            files = context.files
            names["tables"] = dictionary(published, files)
            names["sizes"] = {path: files[path].size for path in files if path.startswith("data/")}
            names["publication"] = published[0].publication
            thing = catalog_node(site, names["tables"], shell.description)
        if of_rules:
            names |= {"quality": quality(rules), "statement": statement, "without_values": without_values}
        keep = file != NOT_FOUND
        return names, About(shell.title, shell.description, thing=thing, keep=keep, written=True)

    path = "" if file == NOT_FOUND else file.removesuffix("index.html")
    state = None if of_files or of_rules else ""
    return page(site, path, content, shell=shell, state=state, alone=not of_files, file=file)
