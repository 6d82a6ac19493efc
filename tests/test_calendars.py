"""Calendars as a phone reads them: parsed with the `icalendar` package and held against the YAML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml
from conftest import ROOT, build_site
from hypothesis import example, given, settings
from hypothesis import strategies as st
from repository import Repository

from generator.config.project import Project
from generator.datasets.formats.ical import CalendarEntry, calendar
from generator.history import read_history
from generator.history.changelog import read_changelog
from generator.history.redaction import Redactor
from generator.pipeline import inspect

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def records(folder: str) -> dict[str, dict[str, Any]]:
    found = (yaml.load(p.read_text("utf-8"), LOADER) for p in (ROOT / "data" / folder).rglob("*.yaml"))
    return {r["id"]: r for r in found if r["status"] != "removed"}


EVENTS = records("events")
PLACES = {**records("homes"), **records("gathering-places")}
TOWNS = records("areas")


def events_of(path: Path) -> dict[str, Any]:
    """The events of a calendar by the record's id, which ends their UID."""
    parsed = icalendar.Calendar.from_ical(path.read_bytes())
    events = list(parsed.walk("VEVENT"))
    found = {str(e["UID"]).rpartition(":")[2]: e for e in events}
    assert len(found) == len(events)
    return found


def test_the_calendar_holds_every_event_as_recorded(built: Path) -> None:
    found = events_of(built / "events/calendar.ics")
    assert found.keys() == EVENTS.keys()
    for name, record in EVENTS.items():
        event = found[name]
        assert event.decoded("DTSTART") == datetime.fromisoformat(record["starts_at"])
        assert event["DTSTART"].to_ical().endswith(b"Z")
        assert ("DTEND" in event) == ("ends_at" in record)
        if "ends_at" in record:
            assert event.decoded("DTEND") == datetime.fromisoformat(record["ends_at"])
        assert str(event["SUMMARY"]).endswith(record["title"])
        assert event.decoded("DTSTAMP").date() == date.fromisoformat(record["updated_on"])
        assert (built / f"events/{name}/index.html").exists()
        assert str(event["URL"]).endswith(f"/events/{name}/")


def test_what_is_off_is_told_as_off(built: Path) -> None:
    """By STATUS, and in the title for those many calendars that do not show it."""
    expected = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
    seen = set()
    for name, event in events_of(built / "events/calendar.ics").items():
        record = EVENTS[name]
        assert event["STATUS"] == expected.get(record["status"], "CONFIRMED")
        off = record["status"] in expected
        assert (str(event["SUMMARY"]) != record["title"]) == off
        if reason := record.get("cancelled_reason"):
            assert reason in str(event["DESCRIPTION"])
        seen.add(record["status"])
    assert seen > expected.keys()


def test_an_event_tells_where_it_is(built: Path) -> None:
    for name, event in events_of(built / "events/calendar.ics").items():
        record = EVENTS[name]
        place = PLACES.get(record.get("home") or record.get("gathering_place") or "")
        assert (place["name"] if place else record["place"]) in str(event["LOCATION"])
        if place:
            assert place["address"] in str(event["LOCATION"])
            assert ("GEO" in event) == ("location" in place)


def test_each_event_can_be_loaded_alone(built: Path) -> None:
    for name in EVENTS:
        assert events_of(built / f"events/{name}/{name}.ics").keys() == {name}


def test_towns_homes_and_gathering_places_have_calendars(built: Path) -> None:
    """Just those with events, each with just its own: worked out here from the YAML once more."""
    expected: dict[str, set[str]] = defaultdict(set)
    for name, record in EVENTS.items():
        for folder, id in (
            ("homes", record.get("home")),
            ("gathering-places", record.get("gathering_place")),
        ):
            if id:
                expected[f"{folder}/{id}"].add(name)
                expected[f"areas/{PLACES[id]['area']}"].add(name)
    made = {p.parent.relative_to(built).as_posix(): p for p in built.glob("*/*/events.ics")}
    assert made.keys() == expected.keys()
    for path, names in expected.items():
        assert events_of(made[path]).keys() == names
    assert {p for p in expected if p.startswith("areas/")} <= {f"areas/{t}" for t in TOWNS}


def all_calendars(built: Path) -> Iterator[Path]:
    yield from built.rglob("*.ics")


def test_lines_are_as_the_standard_asks(built: Path) -> None:
    for path in all_calendars(built):
        content = path.read_bytes()
        lines = content.split(b"\r\n")
        assert lines.pop() == b""
        assert max(map(len, lines)) <= 75, path
        assert b"\n" not in b"".join(lines), path
        assert b"\xef\xbf\xbd" not in content


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\x85"))


@settings(deadline=None)
@example("🏠" * 12, True)
@example("🎨夜校" * 30, False)
@given(WORDS | st.text("🏠👩‍🎨夜校a", min_size=8, max_size=99), st.booleans())
def test_any_words_come_back_as_they_were(words: str, whole_days: bool) -> None:
    day = date(2024, 2, 28)
    moment: date | datetime = day if whole_days else datetime(2024, 2, 28, 19, tzinfo=UTC)
    entry = CalendarEntry("u", words, moment, day, end=moment, place=words, notes=f"{words}\n{words}")
    made = calendar(words, [entry])
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["SUMMARY"]) == words
    assert str(event.get("LOCATION", "")) == words
    assert str(event["DESCRIPTION"]) == f"{words}\n{words}"
    assert event.decoded("DTEND") == (date(2024, 2, 29) if whole_days else moment)


@pytest.mark.parametrize("status", ["CONFIRMED", "CANCELLED"])
def test_same_entry_same_bytes(status: str) -> None:
    entry = CalendarEntry("u", "t", datetime(2024, 1, 1, 1, tzinfo=UTC), date(2024, 1, 1), status=status)
    assert calendar("n", [entry]) == calendar("n", [entry])
    assert f"STATUS:{status}\r\n".encode() in calendar("n", [entry])


def test_a_renamed_event_is_updated_where_it_was_saved_and_nobody_else_has_news(
    tmp_path: Path, small: Path
) -> None:
    """The entry keeps its UID and its SEQUENCE goes on; what only refers to it has not changed."""
    root = small
    old, new, last = "event-2024-001", "event-2024-501", "event-2024-601"
    file = next(p for p in (root / "data/events").rglob(f"{old}.yaml")).relative_to(root)
    made = Repository.of(root)
    made.change("Another title", {str(file): lambda text: text.replace("title: ", "title: 新")})
    demand, resource = (
        next((root / "data").rglob(f"{name}.yaml")).relative_to(root)
        for name in ("demand-2024-001", "resource-abc-01")
    )
    redirects = ""
    for was, now in ((old, new), (new, last)):
        redirects += f"{was}: {now}\n"
        text = (root / file.with_stem(was)).read_text("utf-8")
        swapped = {str(file.with_stem(was)): None, str(file.with_stem(now)): text.replace(was, now)}
        refer = {
            str(other): lambda text, was=was, now=now: text.replace(was, now) for other in (demand, resource)
        }
        made.change("Rename", {**swapped, **refer, "content/redirects.yaml": redirects})
    history = read_history(root)
    catalog = inspect(Project(root), date(2024, 6, 1), history=history).catalog
    moved = {old: last, new: last}
    log = read_changelog(history, catalog, Redactor(), moved, tmp_path / "changes.json")
    assert log.first_ids == {last: old}
    assert log.changes is not None
    assert log.changes[last] == 3
    told = {(n.change.id, n.change.kind) for n in log.news if n.change.kind != "added"}
    assert told == {(old, "changed"), (old, "renamed"), (new, "renamed")}
    build_site(root, history=history)
    (event,) = icalendar.Calendar.from_ical((root / f"site/events/{last}/{last}.ics").read_bytes()).walk(
        "VEVENT"
    )
    assert (str(event["UID"]).rpartition(":")[2], event["SEQUENCE"]) == (old, 3)
