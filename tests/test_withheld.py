"""What is withheld is withheld everywhere: an attacker who has all published files works out nothing.

One rule: a number of people under the plan's smallest cell stands in no record, so in no file, no release and no
account of changes; what is public row by row is not withheld in totals. A rate of too few answers is not given, nor
can it be worked out from those that are.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, build_site, copy_project, warm_up
from published import Published
from repository import Repository

from generator.history import read_history

Row = dict[str, str]
PEOPLE = {
    "events": [
        ("result_participants", None),
        ("result_volunteers", None),
        ("result_satisfaction_n", None),
        ("result_satisfaction_satisfied", "result_satisfaction_n"),
    ],
    "deliveries": [("participants", None), ("feedback_n", None), ("feedback_satisfied", "feedback_n")],
    "teams": [("registered_volunteers", None), ("active_volunteers", "registered_volunteers")],
    "baselines": [
        ("membership_members_total", None),
        ("membership_members_14_17", "membership_members_total"),
        ("zhtj_members_registered", None),
    ],
    "surveys__questions__counts": [("count", None)],
    "surveys__by_area__results": [("n", None), ("positive", "n")],
}
"""Columns that count people, and the whole of which the rest tells of people too."""


BEFORE = {
    "data/surveys/survey-2023-001.yaml": [
        ("n: 38\n        positive: null\n        suppressed: true\n", "n: 38\n        positive: 28\n")
    ],
    "data/evaluations/2023/eval-2023-015.yaml": [
        ("value: null\n", "value: 73.7\n    n: 38\n    survey: survey-2023-001\n")
    ],
    "data/events/2023/event-2023-0001.yaml": [("satisfied: 41\n", "satisfied: 48\n")],
    "data/cases/case-qbj-014.yaml": [
        (
            "    evidence: 示例值守登记\norg:",
            "    evidence: 示例值守登记\n  - {indicator: 小先生, value: 8, unit: 位, period: 2024年}\norg:",
        )
    ],
}
"""What stood in the records once: by file, the words of today and those of then."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, project_copy: Path) -> Path:
    """The shipped records, and a release of them from before numbers were withheld: releases and changes are
    published, too."""
    root = warm_up(copy_project(tmp_path_factory.mktemp("withheld") / "project"), project_copy)
    now = {file: (root / file).read_text("utf-8") for file in BEFORE}
    for file, swaps in BEFORE.items():
        text = now[file]
        for new, old in swaps:
            assert new in text, (file, new)
            text = text.replace(new, old)
        (root / file).write_text(text, "utf-8")
    withheld = (root / "content/privacy-withhold.yaml").read_text("utf-8")
    (root / "content/privacy-withhold.yaml").unlink()
    repository = Repository.of(root)
    repository.change("Withhold", {**now, "content/privacy-withhold.yaml": withheld})
    build_site(root, as_of=DAY, history=read_history(root))
    return root / "site"


def rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def folders(site: Path) -> list[Path]:
    found = [site / "data", *sorted((site / "data/releases").iterdir())]
    assert len(found) > 1, "there is a release"
    return found


def small(cell: float, data: Published) -> bool:
    return 0 < cell < data.plan["min_cell"]


def test_no_small_number_of_people_stands_anywhere(site: Path) -> None:
    data = Published(site / "data")
    for folder in folders(site):
        for table, columns in PEOPLE.items():
            for row in rows(folder / f"{table}.csv") if (folder / f"{table}.csv").exists() else ():
                for column, whole in columns:
                    if not row.get(column):
                        continue
                    cell = int(row[column])
                    assert not small(cell, data), (folder.name, table, column, row)
                    if whole and row[whole]:
                        assert not small(int(row[whole]) - cell, data), (folder.name, table, whole, row)


def test_no_figure_of_a_case_or_brand_counts_so_few_people(site: Path) -> None:
    data = Published(site / "data")
    people = ("人", "人次", "名", "位", "户")
    for folder in folders(site):
        for table in ("cases__metrics", "brands__outputs"):
            figures = [row for row in rows(folder / f"{table}.csv") if row["unit"] in people]
            assert figures or folder.name != "data"
            assert [
                row
                for row in figures
                if float(row["value"]).is_integer() and small(float(row["value"]), data)
            ] == []


def test_no_total_gives_away_what_is_withheld_of_a_part(site: Path) -> None:
    """Towns add up to the district, parts to their whole: what is left when all that is given is taken away
    is nothing, or not the number of one withheld figure, nor of too few people."""
    data = Published(site / "data")
    definitions = data.by_id("indicator_definitions")
    withheld = 0
    for folder in folders(site):
        lines: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for r in rows(folder / "indicators.csv"):
            lines["areas", r["indicator"], r["period"], r["breakdown"]].append(r)
            lines["parts", r["indicator"], r["period"], r["area"]].append(r)
        for key, line in lines.items():
            if definitions.get(key[1], {}).get("kind") in ("median", "count", None):
                continue
            wholes = [
                r for r in line if r["area" if key[0] == "areas" else "breakdown"] in (data.district, "all")
            ]
            parts = [r for r in line if r not in wholes]
            hidden = [r for r in parts if r["status"] == "suppressed"]
            withheld += len(hidden)
            for whole in wholes:
                if hidden and whole["status"] == "computed":
                    assert len(hidden) > 1, (folder.name, key)
                    for column in ("numerator", "denominator"):
                        rest = float(whole[column]) - sum(float(r[column] or 0) for r in parts)
                        assert not small(rest, data), (folder.name, key, column, rest)
    assert withheld, "there is something to attack"


def test_no_survey_gives_away_the_answers_of_a_town_that_are_too_few(site: Path) -> None:
    """By subtraction from the whole, and by the evaluations that rest on the same answers."""
    data = Published(site / "data")
    attacked = 0
    for folder in folders(site):
        areas = {(r["survey_id"], r["seq"]): r for r in rows(folder / "surveys__by_area.csv")}
        known: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for r in rows(folder / "surveys__by_area__results.csv"):
            known[r["survey_id"], r["question"]][areas[r["survey_id"], r["by_area_seq"]]["area"]] = r
        known_rates = rates_in_evaluations(folder)
        for (survey, question), towns in known.items():
            wholes = whole_of(folder, survey, question)
            there = [a["area"] for (of, _), a in areas.items() if of == survey]
            hidden = [a for a in there if not towns.get(a, {}).get("positive")]
            given = [towns[a] for a in there if a not in hidden]
            if not hidden or not given:
                continue
            attacked += 1
            rest = wholes[0] - sum(int(r["n"]) for r in given)
            positive = wholes[1] - sum(int(r["positive"]) for r in given)
            assert len(hidden) > 1, (folder.name, survey, question)
            assert rest >= data.plan["min_survey_n"], (folder.name, survey, question)
            assert not small(positive, data)
            assert not small(rest - positive, data)
            told = [a for a in hidden if (survey, question, a) in known_rates]
            assert told == [], (folder.name, survey, question)
    assert attacked


def whole_of(folder: Path, survey: str, question: str) -> tuple[int, int]:
    found = next(
        r
        for r in rows(folder / "surveys__questions.csv")
        if (r["survey_id"], r["code"]) == (survey, question)
    )
    counts = [
        r
        for r in rows(folder / "surveys__questions__counts.csv")
        if (r["survey_id"], r["questions_seq"]) == (survey, found["seq"])
    ]
    positive = sum(int(r["count"]) for r in counts if r["is_positive"] == "true")
    return int(found["base_n"] or sum(int(r["count"]) for r in counts)), positive


def rates_in_evaluations(folder: Path) -> set[tuple[str, str, str]]:
    """Survey, question and town of each rate that an evaluation repeats."""
    areas = {r["id"]: r for r in rows(folder / "areas.csv")}
    orgs = {r["id"]: r["area"] for r in rows(folder / "orgs.csv")}
    subjects = {r["id"]: orgs.get(r["subject_org"], "") for r in rows(folder / "evaluations.csv")}

    def town(area: str) -> str:
        return areas[area]["parent"] if areas.get(area, {}).get("level") == "village" else area

    measures = rows(folder / "evaluations__measures.csv")
    return {
        (r["survey"], r["code"], town(subjects[r["evaluation_id"]]))
        for r in measures
        if r["survey"] and r["value"]
    }


def test_the_account_of_changes_gives_nothing_away(site: Path) -> None:
    """Neither in the changelog nor in feeds does a number come back that is not in its record any more."""
    log = json.loads((site / "data/changelog.json").read_text("utf-8"))
    told = [v for v in strings(log["releases"]) if "28/38" in v or "73.7" in v]
    assert told == []
    for feed in site.rglob("feed.json"):
        assert "73.7" not in feed.read_text("utf-8"), feed


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)):
        yield str(value)
    elif value is not None:
        for inner in value:
            yield from strings(inner)
