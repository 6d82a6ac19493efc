"""What the pages of indicators and of the plan say beside a figure: how many it counts, of which year, of whom."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest


def rows(data: Path, name: str = "indicators") -> list[dict[str, str]]:
    with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture(scope="module")
def overview(built: Path) -> str:
    return (built / "indicators/index.html").read_text("utf-8")


def test_every_year_is_in_the_page_and_can_be_chosen(overview: str, data: Path) -> None:
    years = sorted({r["period"][:4] for r in rows(data)}, reverse=True)
    assert len(years) > 3
    assert re.findall(r'href="#year-(\d{4})"', overview) == years
    assert re.findall(r'<section id="year-(\d{4})">', overview) == years


def test_every_figure_of_the_district_stands_there_with_its_number(overview: str, data: Path) -> None:
    """One row for each indicator and period; where it has no whole, for each part."""
    parts: dict[str, set[str]] = {}
    for r in rows(data):
        parts.setdefault(r["indicator"], set()).add(r["breakdown"])
    due = [
        r
        for r in rows(data)
        if r["area"] == "area-510113" and (r["breakdown"] == "all" or "all" not in parts[r["indicator"]])
    ]
    lines = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", overview, re.S)
    said = {
        (re.search(r"I-[A-Z]+-\d\d", n)[0], re.findall(r'data-label="时期">([^<]+)', n)[0]): n for n in lines
    }  # type: ignore[index]
    assert {(r["indicator"], r["period"]) for r in due} == set(said)
    assert len(lines) == len(due)
    for r in due:
        if "all" in parts[r["indicator"]]:
            cell = re.findall(r'data-label="全区">(.*?)</td>', said[r["indicator"], r["period"]], re.S)[0]
            number = f"{float(r['n']):,.0f}" if r["n"] else ""
            assert (f"n={number}" in cell) == bool(number), r["indicator"]
            assert ("缺" in cell) == (r["missing"] not in ("", "0")), r["indicator"]


def test_what_is_left_out_is_told_beside_the_rate_of_finished_tasks(overview: str, data: Path) -> None:
    [line] = [n for n in re.findall(r"<tr>.*?</tr>", overview, re.S) if "I-TASK-03" in n]
    assert "已完成任务按期率" in line
    assert "没有完成的不在内" in line
    assert re.search(r"95\.65%</strong>\s*<small>n=23、缺100", line)
    assert {r["notes"] for r in rows(data) if r["indicator"] == "I-TASK-03"} == {"demo_data;finished_only"}


def test_guaranteed_money_and_competed_for_money_are_never_one_rate(data: Path) -> None:
    found = {r["breakdown"] for r in rows(data) if r["indicator"] == "I-FUND-01"}
    assert found == {"basic", "project"}


def test_two_indicators_are_two_questions(data: Path) -> None:
    sql = {r["id"]: r["sql"] for r in rows(data, "indicator_definitions")}
    assert len(set(sql.values())) == len(sql)
    value = {
        r["indicator"]: (r["numerator"], r["denominator"]) for r in rows(data) if r["area"] == "area-510113"
    }
    assert value["I-FLAT-07"] != value["I-RES-01"]


def test_what_is_counted_is_in_the_name(data: Path) -> None:
    titles = {r["id"]: r["title"] for r in rows(data, "indicator_definitions")}
    assert "聚集点" in titles["I-COV-04"]
    assert "已完成" in titles["I-TASK-03"]


@pytest.mark.parametrize("id", ["i-eva-01", "i-eva-02", "i-act-04"])
def test_base_and_design_stand_beside_the_interval(id: str, built: Path) -> None:
    said = text((built / f"indicators/{id}/index.html").read_text("utf-8"))
    figures = said[said.index("95%置信区间") : said.index("定义 公式")]
    assert "比例的基数和抽样" in figures
    assert "分层抽样" in figures
    assert "整群抽样" in figures


def test_the_survey_asks_about_the_work_of_the_league(data: Path) -> None:
    asked = {
        r["code"]: r["wording"]
        for r in rows(data, "surveys__questions")
        if r["survey_id"] == "survey-2023-001"
    }
    assert "共青团的工作" in asked["awareness"]
    assert "共青团工作" in asked["satisfaction"]


def test_plan_and_indicators_give_the_same_number_of_towns(built: Path, data: Path) -> None:
    said = text((built / "plan/plan-qbj/index.html").read_text("utf-8"))
    cover = {
        r["period"]: int(float(r["denominator"]))
        for r in rows(data)
        if r["indicator"] == "I-COV-01" and r["area"] == "area-510113"
    }
    assert cover == {"2019-10-31": 11, "2026-11-22": 7}
    assert "单元基准日 2019-10-31 有 11 个，2026-11-22 有 7 个" in said
    assert "尚未决定" not in said
    assert "11 个" in text((built / "about/index.html").read_text("utf-8"))
