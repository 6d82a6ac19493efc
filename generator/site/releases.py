"""Pages of changes: what has come since the last release, and a page each release that stays for good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.changes.account import Section
from generator.changes.difference import TITLES, summary
from generator.changes.events import day_of
from generator.changes.record import KINDS, RecordChange
from generator.changes.told import Told
from generator.changes.words import all_lines
from generator.model import RecordType
from generator.outputs import Files, Made, Output
from generator.site.environment import Desk, Look
from generator.site.head import About
from generator.site.pages import fill, state_key
from generator.site.shell import Shell
from generator.text import Text

ROOT = "releases/"
MOST = 100
"""So many changes of one kind and collection are listed; a file has them all."""


class Group(NamedTuple):
    """Changes of one kind in one collection; `more` that are not listed."""

    kind: str
    title: Text
    changes: list[tuple[RecordChange, list[Text]]]
    more: int


def release_paths(told: Told) -> Iterator[str]:
    yield ROOT
    for release in told.releases:
        yield f"{ROOT}{release.name}/"


def release_pages(desk: Desk, shells: dict[str, Shell], told: Told, basis: str) -> Iterator[Output]:
    """`releases/index.html` and `releases/<name>/index.html`."""
    state = hashlib.sha256(repr((told.head, told.sections, sorted(told.lost))).encode()).hexdigest()
    key = state_key(desk, f"{basis}{state}")
    prefix = "" if desk.lang == "zh" else "en/"
    yield Output(f"{prefix}{ROOT}index.html", _list(desk, shells["list"], told), key)
    for i, section in enumerate(told.sections):
        if section.release:
            path = f"{ROOT}{section.release.name}/"
            before = next((s.release for s in told.sections[i + 1 :] if s.release), None)
            make = _page(desk, shells["record"], section, before, path, section.release.name in told.lost)
            yield Output(f"{prefix}{path}index.html", make, key)


def _list(desk: Desk, shell: Shell, told: Told) -> Callable[[Files], Made]:
    def make(_files: Files) -> Made:
        look = desk.look(ROOT)
        names = _names(desk, look, ROOT)
        fresh = next((s for s in told.sections if not s.release), None)
        names |= {
            "fresh": fresh,
            "groups": _groups(look, fresh) if fresh else [],
            "sections": [s for s in told.sections if s.release],
            "told": told,
        }
        body = desk.template("releases.html").render(names)
        about = About(desk.words.releases, desk.words.releases_lead, feed="")
        return Made(fill(desk, shell, names, desk.words.releases, body, about), look.seen)

    return make


def _page(
    desk: Desk, shell: Shell, section: Section, before: Any, path: str, lost: bool
) -> Callable[[Files], Made]:
    def make(files: Files) -> Made:
        assert section.release
        look = desk.look(path)
        names = _names(desk, look, path)
        title = f"{desk.words.release} {section.release.title.in_(desk.lang)}"
        names |= {
            "section": section,
            "release": section.release,
            "before": before,
            "title": title,
            "lost": lost,
        }
        names["groups"] = _groups(look, section)
        about = About(title, summary(section.changes).in_(desk.lang), ((desk.words.releases, ROOT),))
        body = desk.template("release.html").render(names)
        return Made(fill(desk, shell, names, title, body, about), look.seen)

    return make


def _names(desk: Desk, look: Look, path: str) -> dict[str, Any]:
    return desk.names(path, look) | {"day_of": day_of, "summary": summary, "titles": TITLES}


def _groups(look: Look, section: Section) -> list[tuple[RecordType, list[Group]]]:
    """By collection and kind, in the order of the collections."""
    found = []
    for record_type in look.desk.views.catalog.model.types:
        own = [c for c in section.changes if c.folder == record_type.folder]
        groups = []
        for kind in KINDS:
            some = [c for c in own if c.kind == kind]
            if some:
                shown = [(c, all_lines(c.fields, look.title)) for c in some[:MOST]]
                groups.append(Group(kind, TITLES[kind], shown, len(some) - len(shown)))
        if groups:
            found.append((record_type, groups))
    return found
