"""Another district, of another province, starts with its list of areas and nothing decided."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import DAY, ROOT, build_site

from generator.__main__ import main
from generator.scaffold.area_list import read_areas
from generator.scaffold.district import prefix_of

LIST = Path(__file__).parent / "adopt" / "320508.csv"
"""姑苏区 of 苏州市 as of 2023-06-30: statistical codes of the National Bureau of Statistics, from the npm
package china-division 2.7.0 (MIT)."""
WORDS = ["--code", "320508", "--name", "姑苏区", "--name-en", "Gusu District", "--full-name", "苏州市姑苏区",
         "--source", "国家统计局统计用区划代码（2023年）", "--as-of", str(DAY)]  # fmt: skip


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("adopt") / "gusu"
    assert main(["init", str(target), "--project", str(ROOT), "--areas", str(LIST), *WORDS]) == 0
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    build_site(target, DAY)
    return target


def rows(adopted: Path, table: str) -> list[dict[str, str]]:
    with (adopted / "site/data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_area_of_the_list_is_there_with_its_kind(adopted: Path) -> None:
    areas = {a["code"]: a for a in rows(adopted, "areas")}
    assert len(areas) == 1 + 8 + 171
    assert (areas["320508018"]["name"], areas["320508018"]["area_type"]) == ("平江街道", "subdistrict")
    assert areas["320508018203"]["area_type"] == "village"
    assert areas["320508017003"]["parent"] == "area-320508017"


def test_what_is_not_decided_says_so_on_the_page(adopted: Path) -> None:
    html = (adopted / "site/plan/plan-gs/index.html").read_text("utf-8")
    assert html.count("未设定") >= 3
    (plan,) = rows(adopted, "plan")
    assert (plan["leader_min_homes"], plan["reply_target_workdays"]) == ("", "")


def test_nothing_of_the_former_district_is_left(adopted: Path) -> None:
    former = (b"qbj", "青白江".encode(), b"Qingbaijiang", b"510113")
    for folder in ("site", "data", "content", "schemas", "generator"):
        for path in (adopted / folder).rglob("*"):
            if path.is_file() and path.suffix in (
                ".html",
                ".yaml",
                ".md",
                ".json",
                ".csv",
                ".xml",
                ".py",
                ".sql",
            ):
                content = path.read_bytes()
                assert not [word for word in former if word in content], path
    assert "姑苏区" in (adopted / "site/index.html").read_text("utf-8")
    assert "Gusu" in (adopted / "site/en/index.html").read_text("utf-8")


def test_pages_written_for_our_plan_are_replaced(adopted: Path) -> None:
    about = (adopted / "site/about/index.html").read_text("utf-8")
    assert "国家统计局统计用区划代码（2023年）" in about
    assert "十一个镇街" not in about


def test_a_folder_that_exists_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ours").mkdir()
    words = ["init", str(tmp_path / "ours"), "--project", str(ROOT), "--areas", str(LIST), *WORDS]
    assert main([*words, "--lang", "zh"]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert list((tmp_path / "ours").iterdir()) == []


def test_what_is_not_given_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["init", str(tmp_path / "new"), "--project", str(ROOT), "--code", "320508", "--lang", "en"]) == 2
    )
    assert "give --name, --name-en, --areas as well" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


BROKEN = {
    "no columns": ("a,b\n1,2\n", [("V-002", 1)]),
    "not a code": ("code,name\n320508001,平江街道\n32050800X,金阊街道\n", [("V-102", 3)]),
    "made a number": ("code,name\n320508001,平江街道\n3.20508E+11,某社区\n", [("V-102", 3)]),
    "no name": ("code,name\n320508001,\n320508002,沧浪街道\n", [("V-002", 2)]),
    "twice": ("code,name\n320508001,平江街道\n320508001,平江街道\n", [("V-101", 3)]),
    "no parent": ("code,name\n320508001,平江街道\n320508002001,某社区\n", [("V-101", 1)]),
    "another district": ("code,name\n320509001,某街道\n", [("V-101", 1)]),
    "two at once": (
        "code,name\n320508001,平江街道\nx,某街道\n320508001,平江街道\n",
        [("V-102", 3), ("V-101", 4)],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_a_list_is_told_by_its_line(name: str) -> None:
    text, expected = BROKEN[name]
    problems = read_areas(text.encode(), "list.csv", "320508")[1]
    assert [(p.code, p.where.line) for p in problems] == expected
    assert all(p.hint.zh and p.hint.en for p in problems)


def test_a_wrong_list_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "list.csv"
    wrong.write_text(BROKEN["two at once"][0], "utf-8")
    assert main(["init", str(tmp_path / "new"), "--project", str(ROOT), "--areas", str(wrong), *WORDS]) == 1
    told = capsys.readouterr().err
    assert "list.csv:3" in told
    assert "list.csv:4" in told
    assert [p.name for p in tmp_path.iterdir()] == ["list.csv"]


def test_lists_are_read_as_offices_keep_them() -> None:
    """GB 18030, a BOM, codes filled up with zeros, Chinese headings: the same areas."""
    text = "统计用区划代码,名称\n320508000000,姑苏区\n320508018000,平江街道\n320508018032,梅巷社区居委会\n"
    plain = "code,name\n320508018,平江街道\n320508018032,梅巷社区居委会\n"
    wanted = read_areas(plain.encode(), "a.csv", "320508")
    assert len(wanted[0]) == 2
    assert wanted[1] == []
    for encoding in ("gb18030", "utf-8-sig", "utf-8"):
        assert read_areas(text.encode(encoding), "a.csv", "320508") == wanted


def test_prefixes() -> None:
    assert [prefix_of(n) for n in ("姑苏区", "青白江区", "新都区")] == ["gs", "qbj", "xd"]
