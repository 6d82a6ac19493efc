"""Sheets of others: a mapping file says what they mean, and what it does not name is never read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, tree
from sheets import MODEL, book, found_in

from generator.__main__ import main
from generator.core.problems import Refused
from generator.core.yaml_reader import read
from generator.spreadsheets import xlsx_reader
from generator.spreadsheets.mapping import read_mapping

IMPORTS = ROOT / "tests" / "imports"
VENUES, MAPPING = IMPORTS / "venues.xlsx", IMPORTS / "venues.yaml"


def run(root: Path, *words: object) -> int:
    return main([*map(str, words), "--project", str(root), "--lang", "en"])


def home(root: Path, id: str) -> dict[str, Any]:
    value, problems = read((root / "data" / "homes" / f"{id}.yaml").read_bytes(), id)
    assert not problems
    assert isinstance(value, dict)
    return value


def test_a_messy_table_becomes_records(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "import", VENUES, "--mapping", MAPPING, "--write") == 0
    said = capsys.readouterr()
    assert "columns that were not read: 负责人, 联系电话" in said.err
    known, new, last = (home(small, f"home-abc-00{n}") for n in (1, 6, 7))
    assert known["name"] == "东风青年之家"
    assert known["status"] == "open", "what is only for new records leaves others alone"
    assert known["opening"] == [
        {"days": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], "opens": "08:30", "closes": "20:00"}
    ]
    assert known["floor_area_m2"] == 300
    assert known["address"] == "示例区东风街道１号"
    assert new["area"] == last["area"] == "area-990101001"
    assert (new["floor_area_m2"], new["capacity"], new["opened_on"]) == (1200, 80, "2024-04-08")
    assert (new["fee"], last["fee"]) == ("free", "partly_paid")
    assert (last["opening"][0]["opens"], last["opened_on"]) == ("10:00", "2024-04-20")
    assert "capacity" not in last
    assert not (small / "data" / "homes" / "home-abc-008.yaml").exists(), (
        "neither the total nor the note is a home"
    )


def test_the_same_table_again_changes_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "import", VENUES, "--mapping", MAPPING, "--write") == 0
    before = tree(small / "data")
    capsys.readouterr()
    assert run(small, "import", VENUES, "--mapping", MAPPING, "--write") == 0
    assert capsys.readouterr().out.strip() == "no record changed"
    assert tree(small / "data") == before


def test_columns_not_named_are_never_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    value = xlsx_reader._value

    def noted(raw: Any, texts: Any, styles: Any) -> Any:
        seen.append(found := value(raw, texts, styles))
        return found

    made = openpyxl.load_workbook(VENUES)
    for row in range(4, 60):  # beyond the rows that are looked at for the names of columns
        made.active.cell(row + 20, 2).value = f"第{row}处"
        made.active.cell(row + 20, 11).value = f"隐名{row}"
    made.save(small / "long.xlsx")
    (grid,) = xlsx_reader.read_workbook(small / "long.xlsx")
    monkeypatch.setattr(xlsx_reader, "_value", noted)
    grid.body(frozenset([1]))
    assert "第59处" in seen
    assert not any("隐名" in str(value) for value in seen)


WRONG = {
    "no such collection": ("collection: homes", "collection: houses", 3),
    "no such field": ("  address: 详细地址", "  adress: 详细地址", 13),
    "no such list": ("opening[0].opens", "openings[0].opens", 20),
    "match without a column": ("match: [name]", "match: [alias]", 8),
    "unknown keyword": ("others: drop", "other: drop", 5),
    "unknown choice": ("others: drop", "others: ignore", 5),
    "bad id": ('"home-{prefix}-{n:03}"', '"home-{prefix}"', 9),
    "bad expression": ('"^(.+?)[-—~至]"', '"^(.+?[-—~至]"', 20),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_mapping_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    old, new, line = WRONG[name]
    text = MAPPING.read_text("utf-8")
    assert text.count(old) == 1
    path = tmp_path / "m.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Refused) as refused:
        read_mapping(path, "m.yaml", MODEL, ROOT / "schemas")
    (problem,) = refused.value.problems
    assert problem.where.file == "m.yaml"
    assert abs(problem.where.line - line) <= 1
    assert problem.hint.zh


def test_what_a_mapping_does_not_foresee_is_told_at_its_cell(small: Path, tmp_path: Path) -> None:
    made = openpyxl.load_workbook(VENUES)
    sheet = made.active
    sheet["F4"], sheet["E5"], sheet["B6"] = "看情况", "全天", " 东风青年之家"
    sheet["C4"] = "火星镇"
    made.save(tmp_path / "v.xlsx")
    found = [p for p in found_in(small, tmp_path / "v.xlsx", mapping=MAPPING) if p.severity == "error"]
    told = {(p.code, p.where.line, p.where.column) for p in found}
    assert ("S-407", 6, 1) in told
    assert told & {("S-404", 4, 6), ("S-405", 4, 3)}
    assert ("S-404", 5, 5) in told or ("S-405", 5, 3) in told
    assert all(p.where.file == "v.xlsx!Sheet1" for p in found)


HEADER = ["序号", "组织全称", "组织简称", "类别", "上级组织", "书记姓名", "联系电话"]
TREE = [
    ["共青团示例区委员会", "示例区团委", "团的领导机关", "共青团上级市委员会"],
    ["共青团示例区东风街道工作委员会", "东风街道团工委", "团工委", "共青团示例区委员会"],
    ["共青团示例区东风街道某厂支部委员会", "某厂团支部", "团支部", "共青团示例区东风街道工作委员会"],
    ["共青团示例区东风街道某厂一车间支部", "一车间团支部", "团支部", "共青团示例区东风街道某厂支部委员会"],
    ["共青团外地支部委员会", "外地团支部", "团支部", "共青团外地委员会"],
    ["共青团外地支部下属支部", "下属团支部", "团支部", "共青团外地支部委员会"],
    ["共青团示例区兴趣小组", "兴趣小组", "小组", "共青团示例区委员会"],
]


@pytest.fixture
def org_tree(small: Path, tmp_path: Path) -> Path:
    mapping = (
        small / "schemas" / "imports" / "org-tree.yaml"
    )  # all is invented here, so are new organisations
    mapping.write_text(
        mapping.read_text("utf-8").replace("provenance: official", "provenance: demo"), "utf-8"
    )
    names = {}
    for path in (small / "data" / "orgs").glob("*.yaml"):
        value = read(path.read_bytes(), path.name)[0]
        names[value["id"]] = value["full_name"]
    rows = [[cell.replace("共青团示例区委员会", names["org-abc-01"]).replace("共青团示例区东风街道工作委员会", names["org-abc-02"])
             for cell in row] for row in TREE]  # fmt: skip
    return book(
        tmp_path / "tree.xlsx",
        {"树": [["组织树"], HEADER, *([i, *row, "某某", "0000"] for i, row in enumerate(rows, 1))]},
    )


def test_an_organisation_tree_becomes_organisations(
    small: Path, org_tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(small / "data")
    assert run(small, "import", "--org-tree", org_tree, "--write") == 0
    said = capsys.readouterr()
    assert "columns that were not read: 序号, 书记姓名, 联系电话" in said.err
    assert "某某" not in said.out + said.err
    after = tree(small / "data")
    made = sorted(after.keys() - before.keys())
    records = [read(after[name], name)[0] for name in made]
    factory, shop = sorted(records, key=lambda r: len(r["full_name"]))
    assert (factory["short_name"], factory["tier"], factory["league_form"]) == (
        "某厂团支部",
        "unit",
        "branch",
    )
    assert factory["parent"] == "org-abc-02"
    assert shop["parent"] == factory["id"], "its parent is new as well"
    rows = {line.split(":")[1] for line in said.out.splitlines() if "warning S-40" in line}
    assert rows == {"3", "7", "8", "9"}, "the top, an unknown parent, what hangs on it, an unknown category"
    assert "4 rows could not be placed" in said.err


def test_organisations_that_are_known_are_updated(small: Path, org_tree: Path) -> None:
    made = openpyxl.load_workbook(org_tree)
    made.active["C4"] = "东风团工委"
    made.save(org_tree)
    assert run(small, "import", "--org-tree", org_tree, "--write") == 0
    value = read((small / "data" / "orgs" / "org-abc-02.yaml").read_bytes(), "x")[0]
    assert value["short_name"] == "东风团工委"
    assert value["tier"] == "town"
