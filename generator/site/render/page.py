"""How every page is made: context, names, template, head, shell, output.

A page module names the path, the template and what the template is given; all else happens here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import escape

from generator.core.outputs import Files, Made, Output
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About, head
from generator.site.shell.mark_chinese import mark
from generator.site.shell.shell import Shell

Content = tuple[Mapping[str, Any], About]
"""The names that a template is given besides those of every page, and what the page is about."""


def page(
    site: LanguageSite,
    path: str,
    content: Callable[[PageContext], Content],
    template: str | tuple[str, ...] = (),
    shell: Shell | str = "record",
    state: str | None = "",
    alone: bool = True,
    file: str = "",
) -> Output:
    """The page `<path>index.html`, or `file`, below a language's root.

    `template` (the first of several that exists) makes the body; a page that people wrote has its body in
    its shell and needs none. `shell` is a kind or a shell of its own. `state` changes with what `content`
    uses besides the records that its context reads; None says that the page is always made again.
    `alone`: it needs none of the site's other files.
    """

    templates = (template,) if isinstance(template, str) else template

    def make(context: PageContext) -> bytes:
        own, about = content(context)
        names = {**context.names, **own}
        body = site.template(*templates).render(names) if templates else ""
        frame = site.shells[shell] if isinstance(shell, str) else shell
        return frame.fill(lambda slot: _at(site, slot, names, body, about))

    output = tracked(site, file or f"{path}index.html", path, make, state, alone)
    return replace(output, prepare=partial(site.prepare, path, templates))


def tracked(
    site: LanguageSite,
    file: str,
    path: str,
    make: Callable[[PageContext], bytes],
    state: str | None = "",
    alone: bool = True,
) -> Output:
    """A file below a language's root that is made again when something changes that its context reads.

    `path` is the page on whose behalf it reads; `state` and `alone` as for `page`.
    """

    def made(files: Files) -> Made:
        context = site.context(path, files)
        return Made(make(context), context.dependencies)

    def key(dependencies: tuple[str, ...]) -> str:
        return hashlib.sha256(f"{site.state}{state}{site.views.state(dependencies)}".encode()).hexdigest()

    return Output(f"{site.prefix}{file}", made, None if state is None else key, alone)


def _at(site: LanguageSite, slot: str, names: dict[str, Any], body: str, about: About) -> str:
    """What stands at a slot: title, head and body, else the block of its name.

    The slot `edit` belongs to the record's own template, and of the past there is something to say only
    if that is what is shown.
    """
    if slot == "title":
        return str(escape(about.title))
    if slot == "head":
        return head(site, names, about)
    if slot == "edit" or (slot == "past" and not site.views.catalog.restored):
        return ""
    html = body if slot == "body" else site.template(f"blocks/{slot}.html").render(names)
    return mark(html) if site.lang == "en" else html
