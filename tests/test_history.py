"""What git knows of the records, read in one pass and told in people's words."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import BASE, ROOT
from repository import Repository, swap

from generator.__main__ import main
from generator.core.yaml_reader import read
from generator.history import NoHistory, Shallow, Step, read_history
from generator.history.change_text import all_lines
from generator.history.diff_formats import differences
from generator.history.events import record_history
from generator.history.field_diff import compare
from generator.history.record_diff import RecordChange
from generator.history.redaction import Redactor
from generator.history.revisions import between
from generator.schema.load import read_model
from generator.schema.model import Model

HOME = "data/homes/home-abc-001.yaml"
OTHER = "data/homes/home-abc-002.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The small records under git, without pages: enough for all that needs no build."""
    root = tmp_path / "project"
    for path in sorted(BASE.rglob("*.yaml")):
        copy = root / "data" / path.relative_to(BASE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (root / "schemas").symlink_to(ROOT / "schemas")
    (root / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\n")
    (root / "content").mkdir()
    return Repository.of(root)


@cache
def model() -> Model:
    return read_model(ROOT / "schemas")


def told(repository: Repository, base: str, head: str | None = None) -> list[RecordChange]:
    return differences(between(repository.root, base, head), model(), Redactor(), {})


def lines(before: str, after: str, kind: str = "home", lang: str = "en") -> list[str]:
    values = [read(text.encode(), "x")[0] for text in (before, after)]
    changes = compare(model().by_type[kind], *values)
    return [line.in_(lang) for line in all_lines(changes, lambda id: id.upper())]  # type: ignore[arg-type]


# When


def test_created_and_changed_are_days_in_beijing_and_a_move_is_no_change(repository: Repository) -> None:
    repository.change("Open later", {HOME: swap('opens: "09:00"', 'opens: "09:30"')})
    text = (repository.root / HOME).read_text("utf-8")
    repository.change("Sort by year", {HOME: None, "data/homes/2024/home-abc-001.yaml": text})
    dates = record_history(read_history(repository.root)).dates
    assert dates["home-abc-001"] == (date(2024, 5, 1), date(2024, 5, 2))
    assert dates["home-abc-002"] == (date(2024, 5, 1), date(2024, 5, 1))


def test_a_commit_just_before_midnight_in_utc_counts_for_the_next_day_in_beijing(
    repository: Repository,
) -> None:
    repository.seconds = 1_717_200_000 - 60  # 2024-05-31 23:59 UTC
    repository.change("Late", {HOME: swap("fee: free", "fee: partly_paid")})
    assert record_history(read_history(repository.root)).dates["home-abc-001"].changed == date(2024, 6, 1)


def test_the_name_of_an_event_survives_a_history_that_is_written_anew(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fee in ("partly_paid", "free", "partly_paid"):  # what is done twice has two names
        repository.change(fee, {HOME: lambda t, fee=fee: re.sub("fee: .*", f"fee: {fee}", t)})
    repository.change("Delete", {OTHER: None})

    def names() -> list[str]:
        log = record_history(read_history(repository.root))
        return [log.name(event) for event in log.events]

    before, head = names(), repository.git("rev-parse", "HEAD")
    monkeypatch.setenv("FILTER_BRANCH_SQUELCH_WARNING", "1")
    repository.git("filter-branch", "-f", "--msg-filter", "sed 's/^/Anew: /'", "--env-filter",
                   "GIT_COMMITTER_DATE='@1764000000 +0800'; GIT_AUTHOR_NAME=b", "HEAD")  # fmt: skip
    assert repository.git("rev-parse", "HEAD") != head
    assert names() == before
    assert len(set(before)) == len(before)


def test_changes_are_counted_whatever_their_day_and_never_become_less(repository: Repository) -> None:
    bulk = repository.change("Reformat", {HOME: lambda t: t + "\n"})
    repository.seconds -= 86_400
    repository.change("The same day", {HOME: swap("fee: free", "fee: partly_paid")})
    assert record_history(read_history(repository.root)).changes["home-abc-001"] == 2
    repository.change("List it", {".git-blame-ignore-revs": f"{bulk}\n"})
    changes = record_history(read_history(repository.root)).changes
    assert (changes["home-abc-001"], changes["home-abc-002"]) == (2, 0)


def test_a_listed_bulk_commit_is_no_change_but_may_be_a_beginning(repository: Repository) -> None:
    bulk = repository.change(
        "Reformat", {HOME: lambda t: t + "\n", "data/homes/home-abc-009.yaml": "id: home-abc-009\n"}
    )
    repository.change("List it", {".git-blame-ignore-revs": f"# tidied up\n{bulk}\n"})
    dates = record_history(read_history(repository.root)).dates
    assert dates["home-abc-001"].changed == date(2024, 5, 1)
    assert dates["home-abc-009"].created == date(2024, 5, 2)


def test_a_merge_counts_when_it_is_merged_and_as_one_step(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "edit")
    repository.change("One", {HOME: swap("fee: free", "fee: partly_paid")})
    repository.change("Two", {HOME: swap("fee: partly_paid", "fee: free\nage_note: 十四岁以上")})
    repository.git("checkout", "-q", "main")
    repository.seconds += 86_400
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "edit")
    log = record_history(read_history(repository.root))
    assert [e.id for e in log.events if e.old] == ["home-abc-001"]
    assert log.dates["home-abc-001"].changed == date(2024, 5, 5)


def test_what_is_kept_gives_the_same_steps_and_is_thrown_away_when_it_is_of_no_use(
    repository: Repository, tmp_path: Path
) -> None:
    kept = tmp_path / "history.json"

    def steps() -> tuple[Step, ...]:
        assert read_history(repository.root, kept).steps == read_history(repository.root).steps
        return read_history(repository.root, kept).steps

    assert steps() == steps()
    first = repository.change("One", {HOME: swap("fee: free", "fee: partly_paid")})
    steps()
    repository.change("Two", {OTHER: swap("fee: free", "fee: partly_paid")})
    assert [s.file for s in steps()[-2:]] == [HOME, OTHER]
    repository.git("reset", "-q", "--hard", first)  # the history is written anew
    repository.change("Else", {OTHER: swap("fee: free", "fee: consumption_venue")})
    steps()
    kept.write_bytes(kept.read_bytes().replace(b"home-abc-001", b"home-abc-009"))
    steps()


def test_nobodys_own_settings_of_git_change_the_answer(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository.change("Open later", {HOME: swap('opens: "09:00"', 'opens: "09:30"')})
    plain = read_history(repository.root).steps
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[log]\nshowRoot=false\nfollow=true\nshowSignature=true\ndate=relative\n[diff]\nrenames=copies\nnoprefix=true\n"
        "[core]\nquotePath=true\n[color]\nui=always\n[format]\npretty=oneline\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert read_history(repository.root).steps == plain


def test_a_project_in_a_folder_of_a_repository_has_its_own_history(
    repository: Repository, tmp_path: Path
) -> None:
    around = tmp_path / "around"
    (around / "deep").mkdir(parents=True)
    repository.root.rename(around / "deep" / "project")
    (around / "deep" / "project" / ".git").rename(tmp_path / "unused")
    (around / "data").mkdir()
    (around / "data" / "stray.yaml").write_text("id: stray\n")
    Repository.of(around)
    events = record_history(read_history(around / "deep" / "project")).events
    assert {e.folder for e in events} > {"homes", "areas"}
    assert "stray" not in {e.id for e in events}


def test_a_shallow_clone_is_refused_and_no_clone_has_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.change("Open later", {HOME: swap('opens: "09:00"', 'opens: "09:30"')})
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(tmp_path / "cut"))
    with pytest.raises(Shallow):
        read_history(tmp_path / "cut")
    (tmp_path / "plain" / "data").mkdir(parents=True)
    with pytest.raises(NoHistory):
        read_history(tmp_path / "plain")


# What, in people's words


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        ("fee: free", "fee: partly_paid", "收费：免费 → 部分收费", "Fee: Free → Partly paid"),
        ("capacity: 40", "capacity: 60", "可容纳人数：40 人 → 60 人", "Capacity: 40 people → 60 people"),
        ("name: a", "name: a\ncapacity: 60", "可容纳人数：填上了 60 人", "Capacity: now given, 60 people"),
        ("capacity: 60", "name: a", "可容纳人数：不再填写（原为 60 人）", "Capacity: no longer given (was 60 people)"),
        ("services: [counselling]", "services: [counselling, information]", "服务类别：新增 信息咨询", None),
        ("operator_org: org-abc-01", "operator_org: org-abc-02", None, "Operator: ORG-ABC-01 → ORG-ABC-02"),
        ("booking: {required: false}", "booking: {required: true}", "预约·需要预约：否 → 是", None),
    ],
)  # fmt: skip
def test_a_change_reads_as_people_say_it(before: str, after: str, zh: str | None, en: str | None) -> None:
    told_zh, told_en = lines(before, after, lang="zh"), lines(before, after)
    if zh:
        assert zh in told_zh
    if en:
        assert en in told_en


OPENING = """
opening:
  - {days: [MO, TU, WE, TH, FR], opens: "09:00", closes: "18:00"}
  - {days: [SA, SU], opens: "09:00", closes: "18:00"}
"""


def test_opening_hours_are_told_by_the_day_of_the_week() -> None:
    split = OPENING.replace('[SA, SU], opens: "09:00"', '[SA], opens: "10:00"') + (
        '  - {days: [SU], opens: "09:00", closes: "18:00"}\n'
    )
    assert lines(OPENING, split) == ["Opening hours (Saturday): 09:00–18:00 → 10:00–18:00"]
    assert lines(OPENING, split, lang="zh") == ["开放时间（周六）：09:00–18:00 → 10:00–18:00"]
    both = OPENING.replace('[SA, SU], opens: "09:00"', '[SA, SU], opens: "10:00"')
    assert lines(OPENING, both) == ["Opening hours (Saturday, Sunday): 09:00–18:00 → 10:00–18:00"]
    noted = OPENING.replace(
        'closes: "18:00"}\n  - {days: [SA', 'closes: "18:00", note: 二楼}\n  - {days: [SA'
    )
    assert lines(OPENING, noted) == [
        "Opening hours (Monday, Tuesday, Wednesday, Thursday, Friday): 09:00–18:00 → 09:00–18:00 (二楼)"
    ]


def test_rows_of_a_list_are_matched_wherever_they_stand() -> None:
    before = "closed_dates:\n- {date: '2024-01-01', note: 元旦}\n- {date: '2024-02-09', until: '2024-02-12', note: 春节}"
    after = "closed_dates:\n- {date: '2024-05-01', note: 劳动节}\n- {date: '2024-02-09', until: '2024-02-16', note: 春节}\n- {date: '2024-01-01', note: 元旦}"
    assert lines(before, after, lang="zh") == [
        "临时闭馆：新增 2024-05-01，劳动节",
        "临时闭馆（2024-02-09，春节）·闭馆至：2024-02-12 → 2024-02-16",
    ]
    assert lines(before, "\n".join([before.split("\n")[i] for i in (0, 2, 1)]), lang="zh") == [
        "临时闭馆：只换了次序"
    ]


def test_of_a_long_text_only_what_differs_is_shown() -> None:
    long = "这里是青年之家的介绍。" * 40
    [line] = lines(f"summary: {long}甲{long}", f"summary: {long}乙{long}", lang="zh")
    assert "甲" in line
    assert "乙" in line
    assert len(line) < 200


def test_the_day_of_the_update_is_told_only_if_nothing_else_is() -> None:
    assert lines("updated_on: '2024-05-01'", "updated_on: '2024-05-02'") == [
        "Updated on: 2024-05-01 → 2024-05-02"
    ]
    assert lines("updated_on: '2024-05-01'\nfee: free", "updated_on: '2024-05-02'\nfee: partly_paid") == [
        "Fee: Free → Partly paid"
    ]


# Between two revisions


def test_added_changed_removed_and_nothing_for_what_only_looks_different(repository: Repository) -> None:
    before = repository.git("rev-parse", "HEAD").strip()
    tombstone = 'id: home-abc-003\nschema_version: "1.0"\nstatus: removed\nremoved_on: "2024-05-20"\nremoved_reason: 拆迁\nreplaced_by: home-abc-004\nprovenance: demo\nupdated_on: "2024-05-20"\n'
    text = (repository.root / HOME).read_text("utf-8")
    repository.change(
        "Much",
        {
            HOME: swap("fee: free", "fee: partly_paid"),
            OTHER: lambda t: "# a remark\n" + t.replace("schema_version: \"1.0\"\n", "") + 'schema_version: "1.0"\n',
            "data/homes/home-abc-003.yaml": tombstone,
            "data/homes/home-abc-005.yaml": None,
            "data/homes/home-abc-008.yaml": text.replace("home-abc-001", "home-abc-008"),
        },
    )  # fmt: skip
    changes = told(repository, before, "HEAD")
    assert [(c.id, c.kind, c.reason, c.to) for c in changes] == [
        ("home-abc-001", "changed", "", ""),
        ("home-abc-003", "removed", "拆迁", "home-abc-004"),
        ("home-abc-005", "removed", "", ""),
        ("home-abc-008", "added", "", ""),
    ]
    assert changes == told(repository, before)  # the files on disk are those of HEAD


def test_diff_shows_what_is_not_committed_in_three_formats(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    path = repository.root / HOME
    path.write_text(swap("fee: free", "fee: partly_paid")(path.read_text("utf-8")), "utf-8")
    new = path.with_name("home-abc-008.yaml")
    new.write_text(
        path.read_text("utf-8")
        .replace("home-abc-001", "home-abc-008")
        .replace("name: 东风青年之家", 'name: "*东*风青年之家"'),
        "utf-8",
    )

    def run(*words: str) -> str:
        assert main(["diff", "HEAD", "--project", str(repository.root), *words]) == 0
        return capsys.readouterr().out

    assert run("--lang", "zh").splitlines() == [
        "青年之家 东风青年之家（home-abc-001）有改动",
        "  - 收费：免费 → 部分收费",
        "青年之家 *东*风青年之家（home-abc-008）新增",
        "新增 1 条，有改动 1 条",
    ]
    assert "- **\\*东\\*风青年之家** `home-abc-008` added" in run("--format", "markdown", "--lang", "en")
    changed, added = json.loads(run("--format", "json"))
    assert changed["fields"] == [
        {"field": "fee", "title": "收费", "title_en": "Fee", "before": "free", "after": "partly_paid"}
    ]
    assert (added["change"], added["id"], added["collection"]) == ("added", "home-abc-008", "homes")


def test_diff_of_an_unknown_revision_is_wrong_use(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "no-such", "--project", str(repository.root), "--lang", "en"]) == 2
    assert "no-such" in capsys.readouterr().err


# What must not come back


@pytest.mark.parametrize(
    "secret",
    [
        "13812345678",
        "1 3 8 1 2 3 4 5 6 7 8",
        "联系人王小明，请电",
        "11010519491231002X",
        "xiaoming@some-provider.cn",
    ],
)
def test_a_persons_datum_that_was_taken_out_is_withheld(repository: Repository, secret: str) -> None:
    repository.change("Slip", {HOME: swap("fee: free", f"fee: free\nage_note: 咨询请找 {secret}")})
    slipped = repository.git("rev-parse", "HEAD").strip()
    repository.change("Take it out", {HOME: swap(f"age_note: 咨询请找 {secret}", "age_note: 十四岁以上")})
    for base, head in ((slipped, "HEAD"), (f"{slipped}~1", slipped)):
        [change] = told(repository, base, head)
        [field] = change.fields
        assert field.withheld
        assert (field.before, field.after) == (None, None)
    assert lines_of(change) == ["适用年龄：有改动（内容不公开）"]


def test_numbers_that_are_only_open_in_groups_are_withheld(repository: Repository) -> None:
    file = "data/baselines/base-2024-001.yaml"
    before = repository.git("rev-parse", "HEAD").strip()
    repository.change("Count", {file: swap("members_total: 160", "members_total: 987654")})
    [change] = told(repository, before)
    assert [(f.field.name, f.withheld, f.before, f.after) for f in change.fields] == [
        ("membership", True, None, None)
    ]
    assert lines_of(change) == ["团员发展管理：有改动（内容不公开）"]


def lines_of(change: RecordChange) -> list[str]:
    return [line.zh for line in all_lines(change.fields, str)]


def test_what_reviewers_listed_is_withheld(repository: Repository) -> None:
    before = repository.git("rev-parse", "HEAD").strip()
    repository.change(
        "Edit", {HOME: swap("fee: free", "fee: partly_paid"), OTHER: swap("fee: free", "fee: partly_paid")}
    )
    redactor = Redactor(listed=frozenset([("home-abc-001", "fee"), ("home-abc-002", "")]))
    changes = differences(between(repository.root, before), model(), redactor, {})
    assert [[f.withheld for f in c.fields] for c in changes] == [[True], [True]]
    assert changes[1].title == "home-abc-002"
