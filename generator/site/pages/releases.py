"""Pages of changes: what has come since the last release, and a page each release that stays for good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.core.outputs import Files, Made, Output
from generator.core.text import Text
from generator.history.change_text import all_lines
from generator.history.changelog import Changelog, Section
from generator.history.diff_formats import TITLES, summary
from generator.history.events import day_of
from generator.history.record_diff import KINDS, RecordChange
from generator.schema.model import RecordType
from generator.site.pages.records import fill, state_key
from generator.site.render.environment import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.shell.shell import Shell

ROOT = "releases/"
MOST = 100
"""So many changes of one kind and collection are listed; a file has them all."""


class Group(NamedTuple):
    """Changes of one kind in one collection; `more` that are not listed."""

    kind: str
    title: Text
    changes: list[tuple[RecordChange, list[Text]]]
    more: int


def release_paths(changelog: Changelog) -> Iterator[str]:
    yield ROOT
    for release in changelog.releases:
        yield f"{ROOT}{release.name}/"


def release_pages(
    site: LanguageSite, shells: dict[str, Shell], changelog: Changelog, basis: str
) -> Iterator[Output]:
    """`releases/index.html` and `releases/<name>/index.html`."""
    state = hashlib.sha256(
        repr((changelog.head, changelog.sections, sorted(changelog.lost))).encode()
    ).hexdigest()
    key = state_key(site, f"{basis}{state}")
    prefix = "" if site.lang == "zh" else "en/"
    yield Output(f"{prefix}{ROOT}index.html", _list(site, shells["list"], changelog), key)
    for i, section in enumerate(changelog.sections):
        if section.release:
            path = f"{ROOT}{section.release.name}/"
            before = next((s.release for s in changelog.sections[i + 1 :] if s.release), None)
            make = _page(
                site, shells["record"], section, before, path, section.release.name in changelog.lost
            )
            yield Output(f"{prefix}{path}index.html", make, key)


def _list(site: LanguageSite, shell: Shell, changelog: Changelog) -> Callable[[Files], Made]:
    def make(_files: Files) -> Made:
        context = site.context(ROOT)
        names = _names(site, context, ROOT)
        fresh = next((s for s in changelog.sections if not s.release), None)
        names |= {
            "fresh": fresh,
            "groups": _groups(context, fresh) if fresh else [],
            "sections": [s for s in changelog.sections if s.release],
            "told": changelog,
        }
        body = site.template("releases.html").render(names)
        about = About(site.words.releases, site.words.releases_lead, feed="")
        return Made(fill(site, shell, names, site.words.releases, body, about), context.dependencies)

    return make


def _page(
    site: LanguageSite, shell: Shell, section: Section, before: Any, path: str, lost: bool
) -> Callable[[Files], Made]:
    def make(files: Files) -> Made:
        assert section.release
        context = site.context(path)
        names = _names(site, context, path)
        title = f"{site.words.release} {section.release.title.in_(site.lang)}"
        names |= {
            "section": section,
            "release": section.release,
            "before": before,
            "title": title,
            "lost": lost,
        }
        names["groups"] = _groups(context, section)
        about = About(title, summary(section.changes).in_(site.lang), ((site.words.releases, ROOT),))
        body = site.template("release.html").render(names)
        return Made(fill(site, shell, names, title, body, about), context.dependencies)

    return make


def _names(site: LanguageSite, context: PageContext, path: str) -> dict[str, Any]:
    return site.names(path, context) | {"day_of": day_of, "summary": summary, "titles": TITLES}


def _groups(context: PageContext, section: Section) -> list[tuple[RecordType, list[Group]]]:
    """By collection and kind, in the order of the collections."""
    found = []
    for record_type in context.site.views.catalog.model.types:
        own = [c for c in section.changes if c.folder == record_type.folder]
        groups = []
        for kind in KINDS:
            some = [c for c in own if c.kind == kind]
            if some:
                shown = [(c, all_lines(c.fields, context.title)) for c in some[:MOST]]
                groups.append(Group(kind, TITLES[kind], shown, len(some) - len(shown)))
        if groups:
            found.append((record_type, groups))
    return found
