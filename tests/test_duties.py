"""What is due, how a quarter went, what looks alike: planted in the small project, recomputed from the CSV files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import icalendar
import pytest
from conftest import BASE, DAY
from published import Published

from generator.__main__ import main
from generator.reports.bulletin import quarter_before, quarter_of
from generator.reports.reminders import read_reminders

Reminders = Callable[..., list[dict[str, Any]]]
TODAY = "2024-06-01"


@pytest.fixture
def project(small: Path) -> Path:
    return small


@pytest.fixture
def remind(project: Path, capsys: pytest.CaptureFixture[str]) -> Reminders:
    """The reminders of the project on 2024-06-01, as JSON tells them."""

    def run(*words: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        status = main(["remind", "--project", str(project), "--as-of", TODAY, "--format", "json", *words])
        assert status == 0
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    return run


def edit(project: Path, file: str, old: str, new: str) -> None:
    path = project / "data" / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} in {file}"
    path.write_text(text.replace(old, new), "utf-8")


PLANTED = [
    ("R-01", "homes/home-abc-001", "fee: free", 'fee: free\nreview_due: "2024-06-20"', "org-abc-01", "2024-06-20"),
    ("R-02", "partnerships/partner-abc-01", "2026-02-28", "2024-06-10", "org-abc-02", "2024-06-10"),
    ("R-03", "tasks/task-2024-b01", "2024-11-30", "2024-06-15", "org-abc-02", "2024-06-15"),
    ("R-04", "inspections/insp-2023-001",
     '    due_on: "2024-01-31"\n    fixed_on: "2024-01-12"\n    fix_note: 换了新时间牌。\n',
     '    due_on: "2024-05-31"\n', "org-abc-02", "2024-05-31"),
    ("R-06", "demands/demand-2024-001",
     re.search(r"(?s)first_reply_on.*?crisis", (BASE / "demands/demand-2024-001.yaml").read_text("utf-8"))[0],  # type: ignore[index]
     "crisis", "org-abc-02", None),
    ("R-07", "funding/fund-2024-002",
     re.search(r"(?s)amount_approved.*?maintainer", (BASE / "funding/fund-2024-002.yaml").read_text("utf-8"))[0],  # type: ignore[index]
     'submitted_on: "2024-04-10"\nmaintainer', "org-abc-01", None),
    ("R-09", "events/event-2024-001", "status: held", "status: announced", "org-abc-02", "2024-05-10"),
    ("R-10", "lead-assignments/lead-abc-01", 'from: "2024-04-08"', 'from: "2024-04-08"\nto: "2024-06-30"',
     "org-abc-01", "2024-06-30"),
]  # fmt: skip
ALSO = {
    "R-06": [("demands/demand-2024-001", "status: resolved", "status: routed")],
    "R-07": [("funding/fund-2024-002", "status: partly_disbursed", "status: submitted")],
    "R-09": [("events/event-2024-001",
              "result:\n  participants: 18\n  satisfaction: {n: 12, satisfied: 12}\n", "")],
}  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new", "org", "due"), PLANTED, ids=[p[0] for p in PLANTED])
def test_what_is_planted_is_told_to_who_must_act(
    code: str, file: str, old: str, new: str, org: str, due: str | None, project: Path, remind: Reminders
) -> None:
    assert code not in {d["code"] for d in remind()}
    for also in ALSO.get(code, []):
        edit(project, *also)
    edit(project, file, old, new)
    (found,) = (d for d in remind() if d["code"] == code)
    assert found["file"] == f"data/{file}.yaml" or code == "R-03"
    assert (found["org"], found["due"], found["late"]) == (org, due, bool(due and due < TODAY))
    assert "{" not in found["message"]["zh"] + found["message"]["en"]


def test_homes_without_a_coming_event_are_told(project: Path, remind: Reminders) -> None:
    told = {d["record"]: d for d in remind() if d["code"] == "R-05"}
    assert told["home-abc-001"]["message"]["zh"] == "还没有预告活动（上一次在 2024-05-10）"
    event = (project / "data/events/event-2024-001.yaml").read_text("utf-8")
    event = event[: event.index("result:")].replace("event-2024-001", "event-2024-050")
    event = event.replace("2024-05-10T", "2024-06-20T").replace("status: held", "status: announced")
    tail = 'maintainer_org: org-abc-01\nprovenance: demo\nupdated_on: "2024-05-20"\n'
    (project / "data/events/event-2024-050.yaml").write_text(event + tail, "utf-8")
    assert "home-abc-001" not in {d["record"] for d in remind() if d["code"] == "R-05"}


def test_a_day_too_far_ahead_is_not_yet_due(project: Path, remind: Reminders) -> None:
    edit(project, "tasks/task-2024-b01", "2024-11-30", "2024-07-15")
    assert "R-03" not in {d["code"] for d in remind()}
    assert "R-03" in {d["code"] for d in remind("--days", "60")}


def test_the_three_forms_tell_the_same(
    project: Path, remind: Reminders, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, "tasks/task-2024-b01", "2024-11-30", "2024-05-15")
    rows = remind("--org", "org-abc-02")
    assert {d["org"] for d in rows} == {"org-abc-02"}
    words = ["--project", str(project), "--as-of", TODAY, "--org", "org-abc-02", "--lang", "zh"]
    assert main(["remind", *words, "--format", "ics"]) == 0
    entries = icalendar.Calendar.from_ical(capsys.readouterr().out).walk("VEVENT")
    assert len(entries) == len(rows) == len({str(e["UID"]) for e in entries})
    assert all(e.decoded("DTSTART") >= date(2024, 6, 1) for e in entries)
    assert main(["remind", *words]) == 0
    told = capsys.readouterr().out
    assert "2024-05-15 已过 17 天" in told
    assert f"共 {len(rows)} 件" in told
    assert all(d["file"] in told for d in rows)


def test_every_reminder_is_planted_or_told(built: Path) -> None:
    codes = {r.code for r in read_reminders(built.parent / "schemas")}
    assert codes == {p[0] for p in PLANTED} | {"R-05", "R-08", "R-11"}


def test_a_phase_that_ends_tells_what_it_lacks(project: Path, remind: Reminders) -> None:
    text = (project / "data/phases/phase-2.yaml").read_text("utf-8")
    ends = re.search(r"ends_on: .+", text)
    assert ends
    edit(project, "phases/phase-2", ends[0], 'ends_on: "2024-06-30"\nrequired_outputs: [phase_review]')
    (found,) = (d for d in remind() if d["code"] == "R-11")
    assert (found["record"], found["due"]) == ("phase-2", "2024-06-30")
    assert "phase_review" in found["message"]["en"]


def test_an_organisation_that_is_not_there_is_wrong_use(project: Path) -> None:
    assert main(["remind", "--project", str(project), "--as-of", TODAY, "--org", "org-abc-99"]) == 2


def test_a_wrong_query_is_told_at_its_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "schemas/reminders/R-01-review.sql"
    path.write_text(path.read_text("utf-8").replace("review_due <=", "review_date <="), "utf-8")
    assert main(["remind", "--project", str(project), "--as-of", TODAY, "--lang", "en"]) == 1
    assert re.search(r"R-01-review\.sql:\d+:\d+: error V-002 .*review_date", capsys.readouterr().err)


# The bulletin


@pytest.fixture(scope="module")
def drafts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulletin")
    words = [
        "--project",
        str(built.parent),
        "--as-of",
        str(DAY),
        "--quarter",
        "2023-Q4",
        "--out",
        str(folder),
    ]
    assert main(["bulletin", *words, "--lang", "zh"]) == 0
    return folder


def test_its_numbers_are_those_of_the_datasets(drafts: Path, built: Path) -> None:
    data = Published(built / "data")
    first, last = date(2023, 10, 1), date(2023, 12, 31)
    area_of_org = {o["id"]: o["area"] for o in data["orgs"]}
    homes, gathering = data.by_id("homes"), data.by_id("gathering_places")
    parents = {a["id"]: a["parent"] for a in data["areas"]}

    def town(area: str | None) -> str | None:
        return area if area is None or len(area) < len("area-510113002008") else parents[area]

    def at(event: dict[str, Any]) -> str | None:
        place = homes.get(event["home"]) or gathering.get(event["gathering_place"])
        return town(place["area"] if place else area_of_org[event["host_org"]])

    held = [e for e in data["events"] if e["status"] in ("held", "archived")
            and first.isoformat() <= e["starts_at"][:10] <= last.isoformat()]  # fmt: skip
    applicants = {f["id"]: f["applicant_org"] for f in data["funding"]}
    paid = [p for p in data["funding__disbursements"] if first <= p["date"] <= last]
    for path in sorted(drafts.glob("*.md")):
        area = path.stem.removeprefix("2023-Q4-")
        here = [e for e in held if area == data.district or at(e) == area]
        numbers = dict(re.findall(r"^- (.+?)：(.+)$", path.read_text("utf-8"), re.M))
        assert int(numbers.get("举办", 0)) == len(here), area
        assert int(numbers.get("参与人次", 0)) == sum(e["result_participants"] or 0 for e in here)
        sums = [Decimal(str(p["amount"])) for p in paid
                if area == data.district or town(area_of_org[applicants[p["funding_id"]]]) == area]  # fmt: skip
        assert Decimal(numbers.get("下拨（元）", 0)) == sum(sums)
    assert len(held) > 3
    assert len(paid) > 3


def test_every_town_and_the_district_has_a_draft_in_both_forms(drafts: Path) -> None:
    assert len(list(drafts.glob("*.md"))) == len(list(drafts.glob("*.html"))) == 8
    for path in drafts.glob("*.md"):
        rows = re.findall(r"^- (.+?)：(.+)$", path.read_text("utf-8"), re.M)
        html = path.with_suffix(".html").read_text("utf-8")
        assert re.findall(r"<tr><td>(.+?)</td><td>(.+?)</td></tr>", html) == rows


def test_quarters() -> None:
    assert quarter_before(date(2026, 1, 3)).code == "2025-Q4"
    assert quarter_before(date(2026, 11, 26)).code == "2026-Q3"
    found = [quarter_of(f"2024Q{n}") for n in (1, 2, 3, 4)]
    assert [(q.first, q.last) for q in found if q] == [
        (date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 9, 30)), (date(2024, 10, 1), date(2024, 12, 31)),
    ]  # fmt: skip
    assert quarter_of("2024-Q5") is None


# Look-alikes


def test_a_home_recorded_twice_is_found_and_the_worst_stands_first(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = (project / "data/homes/home-abc-001.yaml").read_text("utf-8")
    twin = home.replace("home-abc-001", "home-abc-090").replace("name: 东风青年之家", "name: 东风路青年之家")
    (project / "data/homes/home-abc-090.yaml").write_text(twin.replace("30.2345", "30.2349"), "utf-8")
    words = ["duplicates", "--project", str(project), "--as-of", TODAY]
    assert main([*words, "--format", "json"]) == 0
    worst = json.loads(capsys.readouterr().out)[0]
    assert {worst["id"], worst["other"]} == {"home-abc-001", "home-abc-090"}
    assert worst["name_alike"] == 0.57  # 东风, 东风路: of three and four pairs of neighbours, two are shared
    assert worst["address_alike"] == 1
    assert 40 < worst["metres"] < 50
    assert main([*words, "--lang", "zh"]) == 0
    assert "相距 44 米" in capsys.readouterr().out


def test_what_is_not_known_of_a_place_tells_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = (project / "data/gathering-places/place-abc-01.yaml").read_text("utf-8")
    twin = re.sub("location: .*\n", "", place.replace("place-abc-01", "place-abc-90"))
    (project / "data/gathering-places/place-abc-90.yaml").write_text(twin, "utf-8")
    assert main(["duplicates", "--project", str(project), "--as-of", TODAY, "--format", "json"]) == 0
    worst = json.loads(capsys.readouterr().out)[0]
    assert (worst["other"], worst["metres"], worst["score"]) == ("place-abc-90", None, 1)


def test_one_organisation_under_two_spellings_is_found(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    org = (project / "data/orgs/org-abc-05.yaml").read_text("utf-8")
    name = re.search(r"full_name: (.+)", org)
    assert name
    (project / "data/orgs/org-abc-90.yaml").write_text(
        org.replace("org-abc-05", "org-abc-90").replace(name[1], name[1] + "（团）"), "utf-8"
    )
    words = ["duplicates", "--project", str(project), "--as-of", TODAY, "--format", "json"]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"org-abc-05", "org-abc-90"} in [{p["id"], p["other"]} for p in found]
