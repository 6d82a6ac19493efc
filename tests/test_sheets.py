"""Records to a workbook or CSV and back: nothing changes by itself, what changes is shown first."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from conftest import tree
from sheets import book, found_in, table

from generator.__main__ import main
from generator.commands import exchange
from generator.core.yaml_reader import read
from generator.editing.trial_copy import trial_copy


def run(root: Path, *words: object) -> int:
    return main([*map(str, words), "--project", str(root)])


@pytest.fixture
def exported(small: Path, tmp_path: Path) -> Path:
    path = tmp_path / "all.xlsx"
    assert run(small, "export", "--out", path) == 0
    return path


def record(root: Path, id: str = "home-abc-001", folder: str = "homes") -> dict[str, object]:
    (path,) = (root / "data" / folder).rglob(f"{id}.yaml")
    value, problems = read(path.read_bytes(), "x")
    assert not problems
    assert isinstance(value, dict)
    return value


def test_a_round_trip_of_everything_changes_nothing(
    project_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(project_copy / "data")
    zh, en, folder = tmp_path / "zh.xlsx", tmp_path / "en.xlsx", tmp_path / "csv"
    assert run(project_copy, "export", "--xlsx", "--out", zh) == 0
    assert run(project_copy, "export", "--xlsx", "--out", en, "--lang", "en") == 0
    assert run(project_copy, "export", "--csv", "--out", folder) == 0
    assert len(list(folder.iterdir())) > 60
    for files in ([zh], [en], sorted(folder.iterdir())):
        capsys.readouterr()
        assert run(project_copy, "import", "--write", *files, "--lang", "en") == 0
        assert capsys.readouterr().out.strip() == "no record changed"
    assert tree(project_copy / "data") == before


def test_the_same_records_give_the_same_workbook(small: Path, exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    assert run(small, "export", "--out", again) == 0
    assert again.read_bytes() == exported.read_bytes()


def test_a_workbook_helps_to_fill_it_in(exported: Path) -> None:
    made = openpyxl.load_workbook(exported)
    homes = made["青年之家"]
    assert [c.value for c in homes["A"]][:2] == ["编号", "home-abc-001"]
    columns = {c.value: c.column_letter for c in homes[1]}
    assert homes.freeze_panes == "C2"
    assert homes.protection.sheet
    assert homes["A2"].protection.locked
    assert not homes["B2"].protection.locked
    assert not homes.column_dimensions["A"].protection.locked  # a new row gets an id
    assert "必填" in homes[f"{columns['状态']}1"].comment.text
    assert "功能店" in homes[f"{columns['三级体系类别']}1"].comment.text
    choices = {
        str(v.sqref).split(":")[0].rstrip("0123456789"): v for v in homes.data_validations.dataValidation
    }
    named = {}
    for title in ("收费", "所属镇街", "坐标·仅为大致位置"):
        rule = choices[columns[title]]
        assert rule.type == "list"
        assert int(str(rule.sqref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) > 100
        sheet, _, cells = rule.formula1.rpartition("!")
        named[title] = [c.value for row in made[sheet.strip("='")][cells.replace("$", "")] for c in row]
    assert named["收费"] == ["免费", "部分收费", "消费场所"]
    assert "area-990101001 东风街道" in named["所属镇街"]
    assert made["选项"].sheet_state == "hidden"
    assert homes[f"{columns['开放日期']}2"].value == datetime.datetime(2024, 4, 1)
    assert made["青年之家·开放时间"]["B2"].value == "周一；周二；周三；周四；周五"
    assert made.sheetnames[0] == "说明"


def test_a_template_is_empty(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    assert run(small, "export", "homes", "--template", "--out", path) == 0
    made = openpyxl.load_workbook(path)
    assert made.sheetnames == [
        "说明",
        "青年之家",
        "青年之家·开放时间",
        "青年之家·临时闭馆",
        "青年之家·曾在区域",
        "青年之家·图片",
        "选项",
    ]
    assert made["青年之家"].max_row == 1


def test_an_export_is_not_written_over(
    small: Path, exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported.write_bytes(b"edited for hours")
    assert run(small, "export", "--out", exported, "--lang", "en") == 2
    assert exported.read_bytes() == b"edited for hours"
    assert "--force" in capsys.readouterr().err


def test_changes_are_shown_first_and_written_when_asked(
    small: Path, exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = openpyxl.load_workbook(exported)
    homes, hours = made["青年之家"], made["青年之家·开放时间"]
    columns = {c.value: c.column for c in homes[1]}
    homes.cell(2, columns["收费"]).value = "部分收费"
    homes.cell(2, columns["可容纳人数"]).value = "６０ 人"
    homes.cell(2, columns["开放日期"]).value = "2024年4月2日"
    homes.cell(2, columns["服务类别"]).value = "文化学习、志愿服务"
    homes.cell(2, columns["运营单位"]).value = homes.cell(2, columns["主管团组织"]).value
    hours["C2"].value, hours["D2"].value = "8：30", datetime.time(20, 0)
    made.save(tmp_path / "edited.xlsx")
    path = small / "data" / "homes" / "home-abc-001.yaml"
    commented = "# 关于这条记录\n\n" + path.read_text("utf-8").replace(
        "fee: free", "# 谁来都行\nfee: free  # 核对过"
    )
    path.write_text(commented, "utf-8")
    before = tree(small / "data")

    assert run(small, "import", tmp_path / "edited.xlsx", "--lang", "en") == 0
    said = capsys.readouterr()
    assert "Fee: Free → Partly paid" in said.out
    assert "09:00" in said.out
    assert "08:30" in said.out
    assert "nothing was written" in said.err
    assert tree(small / "data") == before

    assert run(small, "import", tmp_path / "edited.xlsx", "--write") == 0
    after = tree(small / "data")
    assert {name for name in before if before[name] != after[name]} == {"homes/home-abc-001.yaml"}
    text = path.read_text("utf-8")
    assert text.startswith("# 关于这条记录\n\nid: home-abc-001\n")
    assert "# 谁来都行\nfee: partly_paid  # 核对过\n" in text
    now = record(small)
    assert now["capacity"] == 60
    assert now["opened_on"] == "2024-04-02"
    assert now["services"] == ["culture_learning", "volunteering"]
    assert now["opening"][0] == {"days": ["MO", "TU", "WE", "TH", "FR"], "opens": "08:30", "closes": "20:00"}
    assert now["opening"][1] == {"days": ["SA", "SU"], "opens": "10:00", "closes": "18:00"}
    assert now["updated_on"] > "2024-05-20"
    assert [p.name for p in (small / ".cache" / "import").iterdir()] == ["lock"]


def test_a_new_row_is_a_new_record_beside_those_like_it(small: Path, tmp_path: Path) -> None:
    (small / "data" / "homes" / "east").mkdir()
    for id in ("home-abc-004", "home-abc-005"):
        (small / "data" / "homes" / f"{id}.yaml").rename(small / "data" / "homes" / "east" / f"{id}.yaml")
    header = ["编号", "名称", "状态", "三级体系类别", "功能主题", "示范性等级", "所属镇街", "运营单位", "主管团组织", "建设方式",
              "依托场所", "地址", "数据性质", "维护单位", "预约·需要预约"]  # fmt: skip
    row = ["home-abc-009", "新家", "筹备", "功能店", "治理融合", "未命名", "东风街道", "org-abc-02", "org-abc-02 随便写", "opened",
           "社区服务阵地", "示例区东风街道9号", "演示数据", "org-abc-01", "否"]  # fmt: skip
    hours = [["编号", "星期", "开门", "关门"], ["home-abc-009", "SA", "9:00", "24:00"]]
    path = book(tmp_path / "new.xlsx", {"青年之家": [header, row], "青年之家·开放时间": hours})
    assert run(small, "import", path, "--write") == 0
    new = small / "data" / "homes" / "east" / "home-abc-009.yaml"
    text = new.read_text("utf-8")
    assert text.startswith('id: home-abc-009\nschema_version: "1.0"\nname: 新家\nstatus: planned\n')
    assert 'opens: "09:00"\n    closes: "24:00"' in text
    assert "required: false" in text
    assert record(small, "home-abc-009")["area"] == "area-990101001"


def test_absent_records_stay_unless_a_reason_is_given(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, kept = ["编号", "名称"], []
    for id in sorted(p.stem for p in (small / "data" / "gathering-places").glob("*.yaml")):
        kept.append([id, record(small, id, "gathering-places")["name"]])
    path = table(tmp_path / "gathering_places.csv", [header])
    before = tree(small / "data")
    assert run(small, "import", path, "--write", "--lang", "en") == 0
    assert f"{len(kept)} records are not in the sheet" in capsys.readouterr().err
    assert tree(small / "data") == before
    assert run(small, "import", path, "--write", "--remove", "重复登记", "--lang", "en") == 0
    gone = record(small, kept[0][0], "gathering-places")
    assert gone["status"] == "removed"
    assert gone["removed_reason"] == "重复登记"
    assert set(gone) == {
        "id",
        "schema_version",
        "status",
        "provenance",
        "updated_on",
        "removed_on",
        "removed_reason",
    }


def test_an_emptied_cell_takes_the_value_out(small: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "homes.csv", [["编号", "状态", "收费"], ["home-abc-001", "开放", ""]])
    (problem,) = [p for p in found_in(small, path) if p.severity == "error"]
    assert (problem.where.file, problem.where.line, problem.where.column) == ("homes.csv", 2, 2)
    assert problem.code == "V-408"


def test_rows_of_a_list_may_move(small: Path, tmp_path: Path) -> None:
    rows = [
        ["编号", "星期", "开门", "关门"],
        ["home-abc-001", "SA；SU", "10:00", "18:00"],
        ["home-abc-001", "MO、TU、WE、TH、FR", "09:00", "21:00"],
    ]
    path = table(tmp_path / "homes__opening.csv", rows)
    text = (small / "data" / "homes" / "home-abc-001.yaml").read_text("utf-8")
    text = text.replace("  - {days: [SA", "  # 周末\n  - {days: [SA")
    (small / "data" / "homes" / "home-abc-001.yaml").write_text(text, "utf-8")
    assert run(small, "import", path, "--write") == 0
    now = (small / "data" / "homes" / "home-abc-001.yaml").read_text("utf-8")
    assert now.index("# 周末\n  - days: [SA, SU]") < now.index("- days: [MO")


def test_csv_of_chinese_windows_is_read(small: Path, tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-16", "utf-8"):
        path = table(
            tmp_path / "homes.csv", [["编号", "名称"], ["home-abc-001", f"东风之家{encoding}"]], encoding
        )
        assert run(small, "import", path, "--write") == 0
        assert record(small)["name"] == f"东风之家{encoding}"


def test_what_is_personal_is_seen_before_anything_is_written(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = "1390000" + "1234"
    path = book(tmp_path / "p.xlsx", {"青年之家": [["编号", "交通"], ["home-abc-001", f"找 {number}"]]})
    before = tree(small)
    assert run(small, "import", path, "--write", "--lang", "en") == 1
    said = capsys.readouterr()
    assert "p.xlsx!青年之家:2:2: error V-902 B2" in said.out
    assert number not in said.out + said.err
    after = {name: data for name, data in tree(small).items() if not name.startswith(".cache")}
    assert after == {name: data for name, data in before.items() if not name.startswith(".cache")}
    assert not any(number.encode() in data for data in tree(small / ".cache").values())


def test_a_change_on_disk_meanwhile_is_not_lost(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "homes.csv", [["编号", "名称"], ["home-abc-001", "表里的名称"]])
    target = small / "data" / "homes" / "home-abc-001.yaml"
    told = exchange._tell

    def meanwhile(*given: object) -> None:
        target.write_text(target.read_text("utf-8").replace("东风青年之家", "别人改的"), "utf-8")
        told(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(exchange, "_tell", meanwhile)
    assert run(small, "import", path, "--write") == 3
    assert "别人改的" in target.read_text("utf-8")


def test_one_import_at_a_time(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path / "homes.csv", [["编号", "名称"], ["home-abc-001", "新名称"]])
    left = small / ".cache" / "import" / "try-killed" / "data"
    left.mkdir(parents=True)
    with trial_copy(small, {}):
        assert not left.exists(), "what a killed import left is cleared away"
        assert run(small, "import", path, "--write", "--lang", "en") == 3
    assert "another import is under way" in capsys.readouterr().err
    assert record(small)["name"] == "东风青年之家"
