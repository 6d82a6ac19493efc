"""Events that repeat, last whole days or go on for years: in calendars, tables, months, lists and in words.

Python-dateutil and icalendar work out once more when an event takes place, from what a calendar says.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import openpyxl
import pytest
from conftest import BASE, ROOT, SMALL_DAY, build_site, copy_project, warm_up
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from repository import Repository, swap

from generator.__main__ import main
from generator.config.project import open_project
from generator.forms.fields import widgets
from generator.history import read_history
from generator.pipeline import build
from generator.records.occurrences import DAYS, Rule, days_of, rrule
from generator.schema.load import read_model

CHINA = ZoneInfo("Asia/Shanghai")
WEEKLY = 'repeats: {every: week, days: [WE], until: "2024-07-31", except: ["2024-06-26"]}\n'
EVENTS = {
    "901": ("周三夜校", "2024-05-29T19:00", "2024-05-29T21:00", WEEKLY),
    "902": ("开放日", "2024-06-15T00:00", "2024-06-16T00:00", "all_day: true\n"),
    "903": ("两年展", "2024-05-01T00:00", "2026-05-02T00:00", "all_day: true\n"),
    "904": ("月跑", "2024-06-01T07:00", "2024-06-01T08:00",
            'repeats: {every: month, days: [SA], until: "2024-12-31"}\n'),
    "905": ("盘点", "2024-05-31T09:00", "2024-05-31T10:00", 'repeats: {every: month, until: "2024-10-31"}\n'),
    "906": ("两日营", "2024-06-03T00:00", "2024-06-05T00:00",
            'all_day: true\nrepeats: {every: week, interval: 2, until: "2024-07-31"}\n'),
}  # fmt: skip
TEXT = """\
id: {id}
schema_version: "1.0"
title: {title}
status: announced
type: training
host_org: org-abc-02
home: home-abc-001
starts_at: "{start}:00+08:00"
ends_at: "{end}:00+08:00"
{extra}published_on:
  - {{url: "https://example.org/1", date: "2024-05-03"}}
maintainer_org: org-abc-01
provenance: demo
updated_on: "2024-05-20"
"""
CLASS = "data/events/event-2024-901.yaml"
WEDNESDAYS = ["2024-05-29", "2024-06-05", "2024-06-12", "2024-06-19", "2024-07-03", "2024-07-10", "2024-07-17",
              "2024-07-24", "2024-07-31"]  # fmt: skip


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, _warm: Path) -> Repository:
    root = warm_up(copy_project(tmp_path_factory.mktemp("times") / "project", BASE), _warm)
    for n, (title, start, end, extra) in EVENTS.items():
        text = TEXT.format(id=f"event-2024-{n}", title=title, start=start, end=end, extra=extra)
        (root / f"data/events/event-2024-{n}.yaml").write_text(text, "utf-8")
    made = Repository.of(root)
    made.change("Another room", {CLASS: swap("host_org", "place: 二楼\nhost_org")})
    made.seconds -= 86_400  # on the same day
    made.change("Another room again", {CLASS: swap("place: 二楼", "place: 三楼")})
    build_site(root, history=read_history(root))
    return made


@pytest.fixture(scope="module")
def site(repository: Repository) -> Path:
    return repository.root / "site"


@pytest.fixture(scope="module")
def calendar(site: Path) -> dict[str, Any]:
    return read((site / "events/calendar.ics").read_bytes())


def read(calendar: bytes) -> dict[str, Any]:
    parsed = icalendar.Calendar.from_ical(calendar)
    return {str(e["UID"])[-3:]: e for e in parsed.walk("VEVENT")}


def begins(event: Any) -> list[date]:
    """The days on which an event of a calendar begins, as RFC 5545 has it."""
    start = event.decoded("DTSTART")
    if "RRULE" not in event:
        return [day(start)]
    left_out = event.get("EXDATE", [])
    left_out = left_out if isinstance(left_out, list) else [left_out]
    dropped = {day(one.dt) for group in left_out for one in group.dts}
    naive = start if isinstance(start, datetime) else datetime.combine(start, time())
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=naive)
    return [one.date() for one in rule if one.date() not in dropped]


def day(moment: date) -> date:
    return moment.astimezone(CHINA).date() if isinstance(moment, datetime) else moment


DATES = st.dates(date(2026, 1, 1), date(2028, 12, 31))
WEEKDAYS = st.lists(st.sampled_from(DAYS), unique=True)


@given(
    st.sampled_from(["day", "week", "month"]),
    DATES,
    DATES,
    st.integers(1, 12),
    WEEKDAYS,
    st.lists(DATES, max_size=9),
)
def test_a_rule_means_what_rfc_5545_means_by_it(
    unit: str, first: date, until: date, interval: int, others: list[str], without: list[date]
) -> None:
    own = DAYS[first.weekday()]
    named = {own, *others} if unit == "week" else {own} if unit == "month" and others else set()
    rule = Rule(unit, until, interval, tuple(sorted(named, key=DAYS.index)), tuple(without))
    asked = f"{rrule(rule, first)};UNTIL={until:%Y%m%d}T190000"
    expected = [d.date() for d in rrulestr(asked, dtstart=datetime.combine(first, time(19)))]
    assert [*days_of(rule, first)] == [d for d in expected if d not in without]


def test_a_calendar_repeats_an_event_as_its_record_says(calendar: dict[str, Any], site: Path) -> None:
    assert [str(d) for d in begins(calendar["901"])] == WEDNESDAYS
    assert [d.day for d in begins(calendar["904"])] == [1, 6, 3, 7, 5, 2, 7]  # first Saturdays
    assert [d.month for d in begins(calendar["905"])] == [5, 7, 8, 10]  # months with a 31st
    assert [d.day for d in begins(calendar["906"])] == [3, 17, 1, 15, 29]
    for event in calendar.values():
        start = event.decoded("DTSTART")
        if "RRULE" in event and isinstance(start, datetime):
            assert start.utcoffset() == timedelta(hours=8)
            assert event["RRULE"]["UNTIL"][0].tzname() == "UTC"
    assert read(site / "events/event-2024-901/event-2024-901.ics")["901"] == calendar["901"]
    zones = icalendar.Calendar.from_ical((site / "events/calendar.ics").read_bytes()).walk("VTIMEZONE")
    assert [str(z["TZID"]) for z in zones] == ["Asia/Shanghai"]


def test_whole_days_are_dates_and_their_end_is_the_day_after(calendar: dict[str, Any]) -> None:
    for n, last in (("902", date(2024, 6, 16)), ("903", date(2026, 5, 2)), ("906", date(2024, 6, 5))):
        assert calendar[n]["DTSTART"].params["VALUE"] == "DATE"
        assert calendar[n].decoded("DTEND") == last


def test_the_sequence_counts_changes_and_does_not_go_back_without_the_history(
    calendar: dict[str, Any], repository: Repository
) -> None:
    assert (calendar["901"]["SEQUENCE"], calendar["902"]["SEQUENCE"]) == (2, 0)
    outputs = build(open_project(repository.root), SMALL_DAY).outputs
    (without,) = (o.make({}).content for o in outputs if o.path == "events/calendar.ics")
    for n, event in read(without).items():
        assert event["SEQUENCE"] >= calendar[n]["SEQUENCE"]


def test_the_table_of_times_says_what_the_calendar_says(calendar: dict[str, Any], site: Path) -> None:
    rows = [*csv.DictReader(io.StringIO((site / "data/events__occurrences.csv").read_text("utf-8")))]
    for n, event in calendar.items():
        own = [r for r in rows if r["event_id"].endswith(n)]
        assert [r["starts_at"][:10] for r in own] == [str(d) for d in begins(event)]
        lasts = {datetime.fromisoformat(r["ends_at"]) - datetime.fromisoformat(r["starts_at"]) for r in own}
        assert lasts == {event.decoded("DTEND") - event.decoded("DTSTART")}
        assert [r["seq"] for r in own] == [str(i) for i in range(1, len(own) + 1)]
    answer = json.loads((site / "api/v1/events/event-2024-901.json").read_bytes())
    assert [t["starts_at"][:10] for t in answer["data"]["occurrences"]] == WEDNESDAYS
    events = csv.DictReader(io.StringIO((site / "data/events.csv").read_text("utf-8")))
    weekly = next(e for e in events if e["id"].endswith("901"))
    assert (weekly["repeats_every"], weekly["repeats_days"], weekly["all_day"]) == ("week", "WE", "")


def cells(site: Path, month: str) -> Iterator[tuple[str, set[str]]]:
    page = (site / f"events/{month}/index.html").read_text("utf-8")
    for cell in re.findall(r"<td.*?</td>", page, re.DOTALL):
        if day := re.search(r'datetime="([^"]+)"', cell):
            yield day[1], set(re.findall(r"event-2024-(\d+)/", cell))


def test_months_show_each_time_and_what_goes_on(site: Path) -> None:
    june = dict(cells(site, "2024-06"))
    assert [d for d, found in june.items() if "901" in found] == [d for d in WEDNESDAYS if d[:7] == "2024-06"]
    assert [d for d, found in june.items() if "902" in found] == ["2024-06-15"]
    assert [d[8:] for d, found in june.items() if "906" in found] == ["03", "04", "17", "18"]
    assert all("903" in found for found in june.values())
    months = {
        p.parent.name for p in site.glob("events/*/index.html") if re.fullmatch(r"\d{4}-\d\d", p.parent.name)
    }
    assert {
        f"{y}-{m:02}"
        for y in (2024, 2025, 2026)
        for m in range(1, 13)
        if "2024-05" <= f"{y}-{m:02}" <= "2026-05"
    } <= months
    assert [d for d, found in cells(site, "2026-05") if "903" in found] == ["2026-05-01"]  # fmt: skip


def test_lists_of_what_is_to_come_show_each_time(site: Path) -> None:
    page = (site / "events/index.html").read_text("utf-8")
    rows = re.findall(r'<li class="ya-event".*?datetime="([^"]+)".*?event-2024-(\d+)/', page, re.DOTALL)
    assert [d[:10] for d, n in rows if n == "901"] == [d for d in WEDNESDAYS if d >= "2024-06-01"]
    assert [d for d, _ in rows] == sorted(d for d, _ in rows)
    assert "共 6 条" in page  # events, not times
    home = (site / "homes/home-abc-001/index.html").read_text("utf-8")
    assert home.count("event-2024-901/") == 1  # the next time, and how it goes on
    entries = json.loads((site / "wall/data.json").read_bytes())["entries"]
    assert [e["start"][:10] for e in entries if e["title"] == "周三夜校"] == [
        d for d in WEDNESDAYS if d >= "2024-06-01"
    ]
    assert [(e["start"], e["end"]) for e in entries if e["title"] == "开放日"] == [("2024-06-15", "2024-06-15")]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        ("901", "每周三 19:00–21:00，2024年5月29日至2024年7月31日，2024年6月26日除外",
         "Every Wednesday, 19:00–21:00, from 2024-05-29 to 2024-07-31, except 2024-06-26"),
        ("902", "2024年6月15日（周六） 全天", "Saturday, 2024-06-15 All day"),
        ("903", "2024年5月1日（周三）–2026年5月1日（周五） 全天", "Wednesday, 2024-05-01–Friday, 2026-05-01 All day"),
        ("904", "每月第一个周六 07:00–08:00，2024年6月1日至2024年12月7日",
         "On the first Saturday of every month, 07:00–08:00, from 2024-06-01 to 2024-12-07"),
        ("905", "每月31日（没有这一天的月份不办） 09:00–10:00，2024年5月31日至2024年10月31日",
         "On day 31 of every month (not in months without that day), 09:00–10:00, from 2024-05-31 to 2024-10-31"),
        ("906", "每2周一次，周一 全天，每次2天，2024年6月3日至2024年7月29日",
         "Every 2 weeks on Monday, all day, 2 days each time, from 2024-06-03 to 2024-07-29"),
    ],
)  # fmt: skip
def test_an_event_says_in_words_when_it_takes_place(site: Path, n: str, zh: str, en: str) -> None:
    for prefix, words in (("", zh), ("en/", en)):
        page = (site / f"{prefix}events/event-2024-{n}/index.html").read_text("utf-8")
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
        assert words in said.replace(" –", "–").replace("– ", "–")


def test_staff_write_the_rule_in_the_form() -> None:
    model = read_model(ROOT / "schemas")
    found = {w["name"]: w for w in widgets(model.by_type["event"].fields, model, "zh")}
    rule = {w["name"]: w for w in found["repeats"]["fields"]}
    assert found["all_day"]["widget"] == "boolean"
    assert (rule["every"]["widget"], rule["days"]["multiple"]) == ("select", True)
    assert rule["until"]["format"] == rule["except"]["field"]["format"] == "YYYY-MM-DD"
    assert "occurrences" not in found


def test_staff_write_the_rule_in_sheets(repository: Repository, tmp_path: Path) -> None:
    """A round trip changes nothing, and the times that the program works out are no sheet."""
    book, root = tmp_path / "all.xlsx", repository.root
    assert main(["export", "--project", str(root), "--out", str(book)]) == 0
    workbook = openpyxl.load_workbook(book)
    assert "events__occurrences" not in workbook.sheetnames
    assert main(["import", "--project", str(root), "--write", str(book)]) == 0
    assert repository.git("status", "--porcelain", "data") == ""
