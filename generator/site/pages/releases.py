"""Pages of changes: what has come since the last release, and a page each release that stays for good."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from functools import partial
from typing import NamedTuple

from generator.core.outputs import Output
from generator.core.text import Text
from generator.datasets.metadata.old_releases import zip_name
from generator.history.change_text import all_lines
from generator.history.changelog import Changelog, Section
from generator.history.diff_formats import TITLES, summary
from generator.history.events import day_of
from generator.history.record_diff import KINDS, RecordChange
from generator.history.releases import Release
from generator.schema.model import RecordType
from generator.site.render.context import LanguageSite, PageContext
from generator.site.render.head import About
from generator.site.render.page import Content, page

ROOT = "releases/"
MOST = 100
"""At most this many changes of one kind and collection are listed; a file has them all."""


_NAMES = {"day_of": day_of, "summary": summary, "titles": TITLES, "zip_name": zip_name}


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


def release_pages(site: LanguageSite, changelog: Changelog) -> Iterator[Output]:
    """`releases/index.html` and `releases/<name>/index.html`."""
    facts = repr((changelog.head, changelog.sections, sorted(changelog.lost)))
    state = hashlib.sha256(facts.encode()).hexdigest()
    yield page(site, ROOT, partial(_list, changelog), "releases.html", "list", state)
    for i, section in enumerate(changelog.sections):
        if section.release:
            before = next((s.release for s in changelog.sections[i + 1 :] if s.release), None)
            content = partial(_release, section, section.release, before, changelog.lost)
            yield page(site, f"{ROOT}{section.release.name}/", content, "release.html", state=state)


def _list(changelog: Changelog, context: PageContext) -> Content:
    words = context.site.words
    fresh = next((s for s in changelog.sections if not s.release), None)
    names = {
        **_NAMES,
        "fresh": fresh,
        "groups": _groups(context, fresh) if fresh else [],
        "sections": [s for s in changelog.sections if s.release],
        "changelog": changelog,
    }
    return names, About(words.releases, words.releases_lead, feed="")


def _release(
    section: Section, release: Release, before: Release | None, lost: Container[str], context: PageContext
) -> Content:
    words, lang = context.site.words, context.site.lang
    title = f"{words.release} {release.title.in_(lang)}"
    names = {
        **_NAMES,
        "section": section,
        "release": release,
        "before": before,
        "title": title,
        "lost": release.name in lost,
        "groups": _groups(context, section),
    }
    return names, About(title, summary(section.changes).in_(lang), ((words.releases, ROOT),))


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
