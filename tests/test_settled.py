"""What is public does not vanish or change in silence: ids that git knows, results that were settled."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, ROOT, copy_project
from repository import Repository
from test_schemas import MODEL

from generator.checks import settled
from generator.checks.subject import Subject
from generator.config.project import Project
from generator.core.problems import Finding, Problem
from generator.core.yaml_reader import read
from generator.history import BaseRecord, former, read_history
from generator.pipeline import inspect
from generator.records.catalog import Record
from generator.records.load import LoadedRecords
from generator.schema.model import walk

TODAY = date(2024, 6, 1)
BRAND = "data/brands/brand-abc-01.yaml"
EVALUATION = "data/evaluations/eval-2024-001.yaml"
INSPECTION = "data/inspections/insp-2023-001.yaml"
GRANT = "data/funding/fund-2024-001.yaml"
NOTE = 'corrections:\n  - {date: "2024-05-30", what: 重复的回答算了两遍}\nprovenance: demo'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.of(copy_project(tmp_path / "project", BASE))


def told(repository: Repository, base: str = "") -> list[Problem]:
    root = repository.root
    history = read_history(root, root / ".cache/history.json")
    before = former(root, base) if base else {}
    return [p for p in inspect(Project(root), TODAY, TODAY, before, history).problems if p.code in CODES]


CODES = ("V-010", "V-016")


def test_check_alone_tells_of_an_id_whose_file_is_gone(repository: Repository) -> None:
    path = repository.root / BRAND
    content = path.read_text("utf-8")
    path.unlink()
    assert [(p.code, p.severity, p.record) for p in told(repository)] == [("V-010", "error", "brand-abc-01")]
    repository.commit("Delete the brand")
    (gone,) = told(repository)
    assert (gone.code, gone.severity, gone.record) == ("V-010", "warning", "brand-abc-01")
    assert "redirects.yaml" in gone.hint.zh
    path.write_text(content, "utf-8")
    assert told(repository) == []


def test_what_was_renamed_or_is_withheld_has_not_vanished(repository: Repository) -> None:
    path = repository.root / BRAND
    content = path.read_text("utf-8").replace("brand-abc-01", "brand-abc-02")
    path.with_stem("brand-abc-02").write_text(content, "utf-8")
    redirects = repository.root / "content/redirects.yaml"
    redirects.parent.mkdir(exist_ok=True)
    redirects.write_text("brand-abc-01: brand-abc-02\n", "utf-8")
    path.unlink()
    assert told(repository) == []
    redirects.unlink()
    listed = "withhold:\n  - {record: brand-abc-01, reason: 含个人信息, reviewed_on: 2024-05-01}\n"
    (repository.root / "content/privacy-withhold.yaml").write_text(listed, "utf-8")
    assert told(repository) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EVALUATION, "value: 70.0", "value: 72.0"),
        (EVALUATION, "year: 2024", "year: 2023"),
        (INSPECTION, "    text: 门口时间牌还是夏季时间。\n", "    text: 一切正常，没有问题。\n"),
        (INSPECTION, 'fixed_on: "2024-01-12"', 'fixed_on: "2024-01-30"'),
        (GRANT, 'amount_approved: "6000.00"', 'amount_approved: "5000.00"'),
        (GRANT, 'amount: "6000.00"', 'amount: "5999.00"'),
        ("data/teams/team-abc-01.yaml", "active_volunteers: 45", "active_volunteers: 54"),
        ("data/extended-service/ext-2024-0001.yaml", "hours_total: 36", "hours_total: 63"),
        ("data/task-assignments/assign-2024-002.yaml", "score: 95", "score: 96"),
    ],
)
def test_a_public_result_is_corrected_with_a_note(file: str, old: str, new: str) -> None:
    before = (BASE.parent / file).read_text("utf-8")
    assert before.count(old) == 1
    after = before.replace(old, new)
    (found,) = compared(before, after)
    assert (found.rule.code, found.rule.severity) == ("V-016", "error")
    noted = after.replace("provenance: demo", NOTE)
    assert compared(before, noted) == []
    assert compared(noted, before.replace("provenance: demo", NOTE)), "the note of then is none for now"
    assert [f.route for f in compared(noted, after)] == [()], "a note stays"


def compared(before: str, after: str) -> list[Finding]:
    was, now = (read(text.encode(), "file.yaml")[0] for text in (before, after))
    record_type = next(t for t in MODEL.types if re.match(t.fields["id"].schema["pattern"], now["id"]))
    record = Record(now["id"], record_type, "file.yaml", now)
    return found(record, was)


def found(record: Record, was: dict[str, Any]) -> list[Finding]:
    base = {record.id: BaseRecord("file.yaml", was)}
    loaded = LoadedRecords((record,), (), {})
    return list(settled.check(Subject(Project(ROOT), MODEL, loaded, TODAY, TODAY, base, records=(record,))))


def test_check_compares_results_with_the_base(repository: Repository) -> None:
    path = repository.root / EVALUATION
    path.write_text(path.read_text("utf-8").replace("value: 70.0", "value: 72.0"), "utf-8")
    (found,) = told(repository, "HEAD")
    assert (found.code, found.severity, found.where.file) == ("V-016", "error", EVALUATION)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (EVALUATION, "value: 70.0", "value: 72.0", "V-016"),
        (GRANT, "status: disbursed", "status: closed", "V-014"),
        (GRANT, "status: disbursed", "status: draft", "V-014"),
    ],
)
def test_a_new_id_hides_no_change(repository: Repository, file: str, old: str, new: str, code: str) -> None:
    renamed = rename(repository, file)
    assert changed(repository) == []
    (repository.root / renamed).write_text(
        (repository.root / renamed).read_text("utf-8").replace(old, new), "utf-8"
    )
    assert [(p.code, p.where.file) for p in changed(repository)] == [(code, renamed)]
    repository.commit("Rename")
    again = rename(repository, renamed)
    assert changed(repository) == []
    assert [(p.code, p.where.file) for p in changed(repository, "HEAD~1")] == [(code, again)]


def test_what_gives_way_to_another_is_not_compared_with_it(repository: Repository) -> None:
    """An id that leads on to a record which was there already, under its own id."""
    other = repository.root / EVALUATION.replace("001", "009")
    text = (repository.root / EVALUATION).read_text("utf-8")
    other.write_text(text.replace("eval-2024-001", other.stem).replace("value: 70.0", "value: 60.0"), "utf-8")
    repository.commit("Two of them")
    (repository.root / EVALUATION).unlink()
    redirect(repository, f"eval-2024-001: {other.stem}\n")
    assert changed(repository) == []
    other.write_text(
        other.read_text("utf-8").replace("updated_on", "notes_public: 两条并作一条\nupdated_on"), "utf-8"
    )
    assert changed(repository) == []


def rename(repository: Repository, file: str) -> str:
    """The file under a new id, declared, with all that refer to it; its name."""
    old = Path(file).stem
    new = f"{old[:-3]}{int(old[-3:]) + 500}"
    for path in (repository.root / "data").rglob("*.yaml"):
        if old in (text := path.read_text("utf-8")):
            path.write_text(text.replace(old, new), "utf-8")
    path = repository.root / file
    redirect(repository, f"{old}: {new}\n")
    return path.rename(path.with_stem(new)).relative_to(repository.root).as_posix()


def redirect(repository: Repository, line: str) -> None:
    path = repository.root / "content/redirects.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + line, "utf-8")


def changed(repository: Repository, base: str = "HEAD") -> list[Problem]:
    root = repository.root
    found = inspect(Project(root), TODAY, TODAY, former(root, base), read_history(root)).problems
    return [p for p in found if p.code in ("V-010", "V-014", "V-016")]


def test_what_is_not_settled_yet_may_change() -> None:
    """An issue is put right later; a grant is paid in parts."""
    later = (BASE.parent / INSPECTION).read_text("utf-8")
    earlier = later.replace('    fixed_on: "2024-01-12"\n    fix_note: 换了新时间牌。\n', "")
    assert compared(earlier, later) == []
    paid = (BASE.parent / GRANT).read_text("utf-8").replace("status: disbursed", "status: partly_disbursed")
    more = '  - {date: "2024-03-01", amount: "10.00", tranche: 2}\n'
    assert compared(paid, paid.replace("maintainer_org:", f"{more}maintainer_org:")) == []


SHIPPED = ROOT / "data"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("funding/fund-2023-001.yaml", "", None),
        ("cases/case-qbj-001.yaml", "review:\n", "review:\n  comment_public: 材料齐全\n"),
        ("info-reports/report-2023-0001.yaml", "[district]", "[district, city]"),
    ],
)
def test_what_was_left_out_may_be_given_later(file: str, old: str, new: str | None) -> None:
    before = (SHIPPED / file).read_text("utf-8")
    now = read(before.encode(), file)[0]
    if new is None:  # one more evidence for each payment
        after = read(before.encode(), file)[0]
        for payment in after["disbursements"]:
            payment["evidence"].append({"url": "https://example.org/2", "title": "回单"})
    else:
        assert old in before
        after = read(before.replace(old, new, 1).encode(), file)[0]
    assert after != now
    record_type = next(t for t in MODEL.types if re.match(t.fields["id"].schema["pattern"], now["id"]))
    assert found(Record(now["id"], record_type, "file.yaml", after), now) == []


def test_a_note_of_correction_comes_after_the_result_and_the_notes_before() -> None:
    """A note that stood at the base can no more be put right, so it is not told again."""
    before = (BASE.parent / EVALUATION).read_text("utf-8")
    after = before.replace("value: 70.0", "value: 72.0")

    def noted(*days: str) -> str:
        rows = "".join(f'  - {{date: "{day}", what: 重复的回答算了两遍}}\n' for day in days)
        return after.replace("provenance: demo", f"corrections:\n{rows}provenance: demo")

    assert [f.route for f in compared(before, noted("1999-01-01"))] == [("corrections", 0, "date")]
    assert compared(before, noted("2024-05-30")) == []
    (late,) = compared(noted("2024-05-30"), noted("2024-05-30", "2024-05-29"))
    assert late.route == ("corrections", 1, "date")
    assert compared(noted("2024-05-30"), noted("2024-05-30", "2024-05-30")) == []
    assert compared(noted("1999-01-01"), noted("1999-01-01", "2024-05-30")) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("funding/fund-2023-003.yaml", "year: 2023", "year: 2022"),
        ("teams/team-qbj-01.yaml", "year: 2023", "year: 2022"),
        ("extended-service/2023/ext-2023-0001.yaml", 'month: "2023-01"', 'month: "2022-12"'),
        ("inspections/insp-2023-004.yaml", "summary: ", "summary: 全部合格。"),
        ("task-assignments/2023/assign-2023-0001.yaml", "task: task-2023-b01", "task: task-2023-b02"),
        ("events/2026/event-2026-0002.yaml", "participants: 78", "participants: 300"),
        ("surveys/survey-2023-002.yaml", "sampling: convenience", "sampling: probability"),
        ("deliveries/delivery-2023-002.yaml", "place: place-qbj-", "place: place-qbj-9"),
    ],
)
def test_whom_a_result_is_about_stays_too(file: str, old: str, new: str) -> None:
    before = (SHIPPED / file).read_text("utf-8")
    assert old in before
    assert [f.rule.code for f in compared(before, before.replace(old, new, 1))] == ["V-016"]


def test_every_settled_field_of_every_type_is_held_to() -> None:
    for record_type in MODEL.types:
        fields = dict(walk(record_type.fields))
        for spec in record_type.schema["x-collection"].get("settled", ()):
            assert settled.NOTES in fields
            for path in spec["fields"]:
                for status in spec["status"]:
                    rows = fields[path.partition(".")[0]].kind == "list" and "." in path
                    was, now = (nested(path, status, value, rows) for value in ("old", "new"))
                    record = Record("id", record_type, "file.yaml", now)
                    base = {"id": BaseRecord("file.yaml", was)}
                    loaded = LoadedRecords((record,), (), {})
                    subject = Subject(Project(ROOT), MODEL, loaded, TODAY, TODAY, base, records=(record,))
                    assert [f.rule.code for f in settled.check(subject)] == ["V-016"], (
                        record_type.type,
                        path,
                    )


def nested(path: str, status: str, value: str, rows: bool) -> dict[str, Any]:
    first, _, inner = path.partition(".")
    held: Any = {inner: value} if inner else value
    return {"status": status, first: [held] if rows else held}
