"""Towns are merged: what ends, what follows, what stays as it was, and that `check` passes afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, copy_project, tree

from generator.__main__ import main
from generator.core.yaml_reader import read

TOWN, OTHER = "area-990101001", "area-990101002"
VILLAGE = "area-990101002001"
HEIR = "area-990101001002"


def edited(root: Path, source: str, target: str, *swaps: tuple[str, str]) -> None:
    text = (root / source).read_text("utf-8")
    for old, new in swaps:
        assert old in text, (source, old)
        text = text.replace(old, new)
    (root / target).write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_two_towns(tmp_path)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The towns merged, with the files as they were before; the village had its new code already."""
    root = with_two_towns(tmp_path_factory.mktemp("merged"))
    heir(root)
    before = tree(root / "data")
    assert merge(root) == 0
    return root, before


def with_two_towns(folder: Path) -> Path:
    """The small project with a second town that has a village, a committee, homes and a past."""
    root = copy_project(folder / "project", BASE)
    areas, orgs = "data/areas/", "data/orgs/"
    renamed = (("东风", "西风"), ("org-abc-02", "org-abc-12"), (TOWN, OTHER))
    edited(
        root,
        f"{areas}{TOWN}.yaml",
        f"{areas}{OTHER}.yaml",
        (TOWN, OTHER),
        ("990101001", "990101002"),
        ("东风", "西风"),
    )
    edited(
        root, f"{areas}{TOWN}001.yaml", f"{areas}{VILLAGE}.yaml", (TOWN, OTHER), ("990101001", "990101002")
    )
    edited(root, f"{orgs}org-abc-02.yaml", f"{orgs}org-abc-12.yaml", *renamed)
    edited(
        root, "data/committees/committee-abc-01.yaml", "data/committees/committee-abc-02.yaml",
        ("committee-abc-01", "committee-abc-02"), *renamed, ("mode: deepen", "mode: deepen  # 三方会商定的"),
    )  # fmt: skip
    edited(
        root, "data/homes/home-abc-005.yaml", "data/homes/home-abc-015.yaml",
        ("home-abc-005", "home-abc-015"), (TOWN, OTHER), ("org-abc-02", "org-abc-12"),
        ("fee: free", "fee: free  # 一直免费\nvillage_area: " + VILLAGE),
    )  # fmt: skip
    edited(
        root, "data/demands/demand-2024-001.yaml", "data/demands/demand-2024-091.yaml",
        ("demand-2024-001", "demand-2024-091"), (TOWN, OTHER),
    )  # fmt: skip
    return root


def heir(root: Path) -> None:
    """The village as it is recorded under its new code, before the towns are merged."""
    edited(
        root, f"data/areas/{TOWN}001.yaml", f"data/areas/{HEIR}.yaml",
        (f"{TOWN}001", HEIR), ("990101001001", "990101001002"),
        ("maintainer_org:", f"predecessors:\n  - area: {VILLAGE}\n    kind: continue\nmaintainer_org:"),
    )  # fmt: skip


def merge(root: Path, *words: str, into: str = TOWN, on: str = "2024-06-01") -> int:
    return main(
        ["merge-areas", "--project", str(root), "--lang", "zh", "--into", into, OTHER, "--on", on, *words]
    )


def record(root: Path, folder: str, id: str) -> dict[str, Any]:
    [path] = (root / "data" / folder).rglob(f"{id}.yaml")
    value, problems = read(path.read_bytes(), path.name)
    assert problems == []
    assert isinstance(value, dict)
    return value


def errors_of(root: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    capsys.readouterr()
    main(["check", "--project", str(root), "--lang", "en"])
    return {line for line in capsys.readouterr().out.splitlines() if ": error " in line}


def test_what_is_left_passes_every_check(
    merged: tuple[Path, dict[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = with_two_towns(tmp_path)
    heir(before)
    assert errors_of(merged[0], capsys) <= errors_of(before, capsys)


def test_an_earlier_day_can_still_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A home has moved with its town: its supervisor of today is in another town than it was itself. That is
    no reason to publish nothing of that day; what is wrong today still is."""
    root = with_two_towns(tmp_path)
    home = "data/homes/home-abc-001.yaml"
    moved = f'former_areas: [{{area: {OTHER}, until: "2024-05-25"}}]\nupdated_on: "2024-05-30"'
    edited(root, home, home, ('updated_on: "2024-05-20"', moved))
    words = ["--project", str(root), "--as-of", "2024-05-22", "--lang", "en"]
    assert main(["check", *words]) == 0
    assert "warning V-003" in capsys.readouterr().out
    edited(root, home, home, ("supervising_org: org-abc-02", "supervising_org: org-abc-99"))
    assert main(["check", *words]) == 1


def test_a_town_goes_into_another_and_what_lives_on_follows(merged: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = merged
    ended = record(root, "areas", OTHER)
    assert (ended["status"], ended["valid_to"]) == ("abolished", "2024-05-31")
    assert ended["successors"] == [{"area": TOWN, "kind": "merge"}]
    assert {"area": OTHER, "kind": "merge"} in record(root, "areas", TOWN)["predecessors"]
    village = record(root, "areas", VILLAGE)
    assert (village["status"], village["valid_to"], village["parent"]) == ("abolished", "2024-05-31", OTHER)
    home = record(root, "homes", "home-abc-015")
    assert (home["area"], home["village_area"]) == (TOWN, HEIR)
    assert home["former_areas"] == [{"area": OTHER, "until": "2024-05-31"}]
    assert (home["operator_org"], home["supervising_org"]) == ("org-abc-02", "org-abc-02")


def test_what_a_town_has_only_one_of_is_merged_with_it(merged: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = merged
    league = record(root, "orgs", "org-abc-12")
    assert (league["status"], league["valid_to"], league["area"]) == ("merged", "2024-05-31", OTHER)
    assert record(root, "orgs", "org-abc-02")["predecessors"] == ["org-abc-12"]
    committee = record(root, "committees", "committee-abc-02")
    assert (committee["status"], committee["area"]) == ("merged", OTHER)
    assert record(root, "committees", "committee-abc-01")["predecessors"] == ["committee-abc-02"]


def test_history_stays_as_it_was_and_so_do_comments(merged: tuple[Path, dict[str, bytes]]) -> None:
    root, before = merged
    after = tree(root / "data")
    assert record(root, "demands", "demand-2024-091")["area"] == OTHER
    assert before["demands/demand-2024-091.yaml"] == after["demands/demand-2024-091.yaml"]
    # of the committee that ended, meetings, members and turns are those of then
    committee = record(root, "committees", "committee-abc-02")
    assert committee["meetings"][0]["orgs_present"][0] == "org-abc-12"
    assert "mode: deepen  # 三方会商定的" in after["committees/committee-abc-02.yaml"].decode()
    lines = [line for line in after["homes/home-abc-015.yaml"].decode().splitlines() if "fee:" in line]
    assert lines == ["fee: free  # 一直免费"]


def test_a_dry_run_tells_the_same_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heir(root)
    before = tree(root / "data")
    assert merge(root, "--dry-run") == 0
    dry = capsys.readouterr().out
    assert tree(root / "data") == before
    assert "青年之家" in dry
    assert "所属镇街：西风街道 area-990101002 → 东风街道 area-990101001" in dry
    assert "home-abc-001" not in dry  # it was in the town that stays
    assert merge(root) == 0
    assert capsys.readouterr().out == dry


def test_without_an_heir_a_village_ends_and_is_named_as_open(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert merge(root, "--dry-run") == 0
    assert f"（{VILLAGE}）随之撤销" in capsys.readouterr().out


def test_nothing_is_written_if_a_rule_would_be_broken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(
        root, "data/orgs/org-abc-12.yaml", "data/orgs/org-abc-13.yaml",
        ("id: org-abc-12", "id: org-abc-13"), ("西风街道团工委", "西风村团支部"), ("西风街道工作委员会", "西风村支部"),
        ("tier: town", "tier: village"), ("league_form: working_committee", "league_form: branch"),
        ("parent: org-abc-01", "parent: org-abc-12"), (f"area: {OTHER}", f"area: {VILLAGE}"), ("functions: [hub, info_collection]", "functions: [bastion]"),
    )  # fmt: skip
    before = tree(root / "data")
    assert merge(root) == 1
    assert "V-105" in capsys.readouterr().out
    assert tree(root / "data") == before


@pytest.mark.parametrize(
    ("into", "on"),
    [
        (OTHER, "2024-06-01"),
        ("area-990101", "2024-06-01"),
        ("area-000000", "2024-06-01"),
        (TOWN, "2999-01-01"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(root: Path, into: str, on: str) -> None:
    before = tree(root / "data")
    assert merge(root, into=into, on=on) == 2
    assert tree(root / "data") == before


def test_a_record_that_cannot_be_judged_stands_in_the_way(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(
        root, "data/homes/home-abc-015.yaml", "data/homes/home-abc-015.yaml", ("store_class:", "stoer_class:")
    )
    before = tree(root / "data")
    assert merge(root) == 1
    assert "home-abc-015.yaml" in capsys.readouterr().out
    assert tree(root / "data") == before
