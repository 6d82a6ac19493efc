"""The editing form and the records that are shipped: each can be opened, changed and saved in a real browser,
and nothing else in its file changes."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, copy_project
from playwright.sync_api import Browser, Page, expect
from repository import Repository

from generator.commands.edit import form_server
from generator.config.i18n import read_words
from generator.config.project import open_project
from generator.core.yaml_reader import read
from generator.editing.text import fixed
from generator.history.changelog import Changelog
from generator.pipeline import inspect
from generator.schema.load import read_model
from generator.schema.model import Field, RecordType
from generator.site import open_site
from generator.site.files.assets import OWN
from generator.site.pages.editor import editor_libraries, editor_pages
from generator.site.render.page_queries import PageRows
from generator.site.render.views import Views
from generator.site.shell.engine import Engine
from generator.tables.record_inventory import inventory

ROOT = Path(__file__).parent.parent
TYPES = read_model(ROOT / "schemas").types
UNDECIDED = "data/task-assignments/2023/assign-2023-0205.yaml"
REMOVED = ("data/funding/fund-2023-021.yaml", "data/tasks/task-2023-b99.yaml")
REPEATED = "data/events/2026/event-2026-9001.yaml"
RULE = """\
id: event-2026-9001
schema_version: "1.0"
title: 周三开放
status: announced
starts_at: "2026-12-02T00:00:00+08:00"
ends_at: "2026-12-03T00:00:00+08:00"
all_day: true
repeats:
  every: week
  days: [WE]
  until: "2027-01-27"
  except:
    - "2026-12-30"
    - "2027-01-06"
type: other
place: 示例广场
host_org: org-qbj-0001
maintainer_org: org-qbj-0001
provenance: demo
updated_on: "2026-11-20"
"""
CHANGED = "改"
SOON = 60_000  # milliseconds: the plan has 72 rows, and other tests may keep the machine busy


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The shipped records under git. One of them loses a choice that was made, and two are added: what is
    left of a removed task, which would else need a date or null, and an event that repeats."""
    root = copy_project(tmp_path_factory.mktemp("records") / "project")
    file = root / UNDECIDED
    file.write_text(re.sub(r"grade: \w+", "grade: null", file.read_text("utf-8")), "utf-8")
    left = (root / REMOVED[0]).read_text("utf-8")
    left = left.replace("fund-2023-021", Path(REMOVED[1]).stem).replace("fund-2023-013", "task-2023-b01")
    (root / REMOVED[1]).write_text(left, "utf-8")
    (root / REPEATED).write_text(RULE, "utf-8")
    return Repository.of(root)


@pytest.fixture(scope="module")
def form(repository: Repository) -> Iterator[str]:
    """The address of the form, on a site that has no other page."""
    project = open_project(repository.root, local_form=True)
    checked = inspect(project, DAY)
    tables = checked.tables | inventory(checked.catalog, checked.problems, {})
    views = Views(checked.catalog, tables, PageRows({}))
    nothing = Engine({}, {"zh": {}, "en": {}}, {}, (), "")
    site = open_site(project, nothing, read_words(project.content), views, (), Changelog(), DAY)
    folder = repository.root.parent / "site"
    for output in [*editor_pages(site.languages["zh"]), *editor_libraries(project, site.languages["zh"])]:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.make({}).content)
    shutil.copytree(OWN, folder / "assets/atlas")
    with form_server(project, folder, 0, "zh") as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/edit/"
        finally:
            server.shutdown()
            serving.join()


class Clerk:
    """Opens one record after the other in one page, since to load the form takes longest."""

    def __init__(self, page: Page, form: str) -> None:
        self.page, self.form = page, form
        self.faults: list[str] = []
        page.context.on("weberror", lambda e: self.faults.append(e.error.stack or e.error.message))
        page.on("dialog", lambda d: d.accept())  # what was refused may be lost
        page.goto(form)
        page.get_by_role("button", name="登录").click()

    def open(self, place: str) -> None:
        self.page.evaluate("place => { location.hash = place }", f"#/collections/{place}")

    def change(self, t: RecordType, place: str, field: str) -> None:
        """Open the record, write a character at the end of the field, and save it."""
        self.faults.clear()
        self.open("plan")  # the shortest list
        expect(self.field("id")).to_have_count(0, timeout=SOON)
        self.open(f"{t.folder}/entries/{place}")
        expect(self.field("id")).to_have_value(Path(place).name, timeout=SOON)
        box = self.field(field)
        box.fill(box.input_value() + CHANGED)
        self.page.get_by_role("button", name="保存").click()
        expect(self.page.get_by_role("button", name="状态: 草稿")).to_be_visible(timeout=SOON)
        assert self.faults == []

    def field(self, name: str) -> Any:
        return self.page.locator(f"[id^={name}-field-]").first


@pytest.fixture(scope="module")
def clerk(browser: Browser, form: str) -> Iterator[Clerk]:
    with browser.new_context(locale="zh-CN") as context:
        context.set_default_timeout(SOON)
        yield Clerk(context.new_page(), form)


def value(content: bytes, file: str) -> dict[str, Any]:
    """What a record says."""
    found, problems = read(content, file)
    assert not problems
    return found


def shape(value: Any, path: str = "") -> Iterator[str]:
    """Every field that is given, and whether it is null."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from shape(inner, f"{path}.{name}")
    elif isinstance(value, list):
        yield f"{path}[]"
        for row in value:
            yield from shape(row, f"{path}[]")
    else:
        yield f"{path} is null" if value is None else path


def shapes(t: RecordType, root: Path) -> dict[frozenset[str], Path]:
    """A record of each shape."""
    files = sorted((root / "data" / t.folder).rglob("*.yaml"), reverse=True)
    return {frozenset(shape(value(f.read_bytes(), f.name))): f for f in files}


def fullest(t: RecordType, root: Path) -> Path:
    """The record with the most that is null, and of those the one with the most fields."""
    found = shapes(t, root)
    return found[max(found, key=lambda s: (sum(path.endswith(" is null") for path in s), len(s)))]


def saves(t: RecordType, path: Path, clerk: Clerk, repository: Repository) -> None:
    """Change the record's title in the form (or why it was removed, where nothing else is left); then its
    file, put in order by `fix`, differs in nothing else."""
    file, text = path.relative_to(repository.root).as_posix(), path.read_text("utf-8")
    place = path.relative_to(repository.root / "data" / t.folder).with_suffix("").as_posix()
    before = value(text.encode(), file)
    field = t.title if t.title in before else "removed_reason"
    clerk.change(t, place, field)
    after, problems = fixed(repository.git("show", f"cms/{t.folder}/{place}:{file}").encode(), file, t.fields)
    assert problems == []
    changed = (f"{field}:", "updated_on:")
    then, now = ([x for x in s.splitlines() if not x.startswith(changed)] for s in (text, after.decode()))
    assert now == then
    assert value(after, file)[field] == before[field] + CHANGED
    assert date.fromisoformat(value(after, file)["updated_on"])


def test_another_address_in_the_same_tab_shows_the_other_record(clerk: Clerk) -> None:
    clerk.open("homes/entries/home-qbj-001")
    expect(clerk.field("id")).to_have_value("home-qbj-001", timeout=SOON)
    clerk.open("cases/entries/case-qbj-001")
    expect(clerk.field("id")).to_have_value("case-qbj-001", timeout=SOON)
    expect(clerk.field("title")).not_to_have_value("")


@pytest.mark.parametrize("t", TYPES, ids=lambda t: t.folder)
def test_a_record_of_every_type_is_saved_as_it_was(
    t: RecordType, clerk: Clerk, repository: Repository
) -> None:
    saves(t, fullest(t, repository.root), clerk, repository)


@pytest.mark.parametrize("file", REMOVED)
def test_what_is_left_of_a_removed_record_is_saved(file: str, clerk: Clerk, repository: Repository) -> None:
    t = next(t for t in TYPES if file.startswith(f"data/{t.folder}/"))
    assert t.title not in value((repository.root / file).read_bytes(), file)
    saves(t, repository.root / file, clerk, repository)


def test_an_event_that_repeats_is_saved_as_it_was(clerk: Clerk, repository: Repository) -> None:
    t = next(t for t in TYPES if REPEATED.startswith(f"data/{t.folder}/"))
    saves(t, repository.root / REPEATED, clerk, repository)


@pytest.mark.soak
@pytest.mark.parametrize("t", TYPES, ids=lambda t: t.folder)
def test_a_record_of_every_shape_is_saved_as_it_was(
    t: RecordType, clerk: Clerk, repository: Repository
) -> None:
    for path in shapes(t, repository.root).values():
        saves(t, path, clerk, repository)


def nullable(fields: Mapping[str, Field], value: Any) -> Iterator[tuple[str, bool]]:
    """The kind of every field that may be null, and whether it is in this record."""
    for name, f in fields.items():
        inner = value.get(name, ...) if isinstance(value, dict) else ...
        if f.nullable:
            yield f.kind, inner is None
        yield from nullable(f.fields, inner)
        for row in inner if f.item and isinstance(inner, list) else ():
            yield from nullable(f.item.fields, row)  # type: ignore[union-attr]


def test_every_kind_of_field_that_may_be_null_is_so_in_one_of_them(repository: Repository) -> None:
    records = [(t, fullest(t, repository.root)) for t in TYPES]
    found = {pair for t, path in records for pair in nullable(t.fields, value(path.read_bytes(), path.name))}
    assert {kind for kind, _ in found} == {kind for kind, is_null in found if is_null}
    assert "code" in {kind for kind, _ in found}
