"""What several indicators ask of the tables: where something lay, when it was there, and who worked when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from published import Row, Tables

Areas = tuple[str, ...]
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def year_end(year: int) -> date:
    return date(year, 12, 31)


def lasts(row: Row, day: date, begins: str = "valid_from", ends: str = "valid_to") -> bool:
    """Whether a row holds on a day; the last day is one of its days."""
    return (row[begins] or date.min) <= day <= (row[ends] or date.max)


def was_at_work(org: Row) -> bool:
    """An organisation that is at work, or was until a day that is known."""
    return org["status"] == "active" or (
        org["status"] in ("merged", "dissolved") and org["valid_to"] is not None
    )


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


class Facts:
    """The tables, with what was found in them."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.as_of, self.plan, self.district = tables.as_of, tables.plan, tables.district
        self._ids: dict[str, dict[str, Row]] = {}
        self._children: dict[str, dict[str, list[Row]]] = {}
        self._calendars: dict[str, tuple[set[int], dict[date, str]]] = {}
        self._hours: dict[str, dict[str, set[int]]] = {}

    def __getitem__(self, name: str) -> list[Row]:
        return self.tables[name]

    def by_id(self, name: str) -> dict[str, Row]:
        if name not in self._ids:
            self._ids[name] = self.tables.by_id(name)
        return self._ids[name]

    def of(self, name: str, id: str) -> list[Row]:
        """The rows of the table of a list that belong to a record: its first column is the record's id."""
        if name not in self._children:
            self._children[name] = defaultdict(list)
            for row in self[name]:
                self._children[name][next(iter(row.values()))].append(row)
        return self._children[name].get(id, [])

    # Areas

    def within(self, area: str | None) -> Areas:
        """Where something counts that lies in the area: in the district, and in its town if it lies in one."""
        found: list[str] = []
        while area in (areas := self.by_id("areas")):
            found.append(area)
            if area == self.district:
                return (area, *(a for a in found if areas[a]["level"] == "town"))
            area = areas[area]["parent"]
        return ()

    def towns(self, first: date, last: date | None = None) -> list[str]:
        """Towns of the district that existed on a day, or at some time from one day to another."""
        return [
            a["id"]
            for a in self["areas"]
            if a["level"] == "town" and a["parent"] == self.district
            if (a["valid_from"] or date.min) <= (last or first) and (a["valid_to"] or date.max) >= first
        ]

    @cached_property
    def towns_today(self) -> list[str]:
        return self.towns(self.as_of)

    def lay_in(self, collection: str, id: str, day: date | None = None) -> str | None:
        """The area where an organisation, home or gathering place lay on a day, or where it lies now."""
        former = self.of(f"{collection}__former_areas", id) if day else []
        stays = sorted((stay["until"], stay["area"]) for stay in former if stay["until"] >= day)
        area: str | None = stays[0][1] if stays else self.by_id(collection)[id]["area"]
        return area

    def around_org(self, org: str | None, day: date | None = None) -> Areas:
        return self.within(self.lay_in("orgs", org, day)) if org else ()

    def around_place(self, id: str, day: date | None = None) -> Areas:
        collection = "homes" if id in self.by_id("homes") else "gathering_places"
        return self.within(self.lay_in(collection, id, day))

    # Organisations and homes

    def is_made_up(self, org: str) -> bool:
        return bool(self.by_id("orgs")[org]["provenance"] == "demo")

    def tier(self, org: str | None) -> str | None:
        tier: str | None = self.by_id("orgs")[org]["tier"] if org else None
        return tier

    def differ(self, one: str, other: str) -> bool:
        """Whether organisations are of other tiers or kinds."""
        orgs = self.by_id("orgs")
        return any(orgs[one][name] != orgs[other][name] for name in ("tier", "org_kind"))

    @cached_property
    def open_homes(self) -> dict[str, Row]:
        return {h["id"]: h for h in self["homes"] if h["status"] == "open"}

    @cached_property
    def leads(self) -> list[Row]:
        """Who leads which home today."""
        return [
            x
            for x in self["lead_assignments"]
            if x["status"] == "active" and lasts(x, self.as_of, "from", "to")
        ]

    # Events

    def events(self, *statuses: str) -> Iterator[tuple[Row, Areas, date]]:
        """Events with one of the statuses, where each counts, and its first day."""
        for e in self["events"]:
            if e["status"] in statuses:
                day = datetime.fromisoformat(e["starts_at"]).date()
                place = e["home"] or e["gathering_place"]
                at_host = self.around_org(e["host_org"], day)
                yield e, self.around_place(place, day) if place else at_host, day

    @cached_property
    def held(self) -> list[tuple[Row, Areas, date]]:
        """Those that took place until today."""
        return [found for found in self.events("held", "archived") if found[2] <= self.as_of]

    # Time

    @cached_property
    def plans(self) -> list[tuple[date, Row]]:
        """Those of the district that have begun, each with its first day."""
        found: list[tuple[date, Row]] = []
        last = date.min
        for plan in sorted(self["plan"], key=lambda p: (p["valid_to"] or date.max, p["id"])):
            if plan["status"] != "removed" and plan["district_area"] == self.district:
                found.append((plan["valid_from"] or last, plan))
                last = (plan["valid_to"] or date.min) + timedelta(1)
        (_, first), *later = sorted(found, key=lambda f: (f[0], f[1]["id"]))
        return [(date.min, first), *(f for f in later if f[0] <= self.as_of)]

    def plan_on(self, day: date) -> Row:
        """The plan in force on a day."""
        return next(plan for begins, plan in reversed(self.plans) if begins <= day)

    def _calendar(self, plan: str) -> tuple[set[int], dict[date, str]]:
        if plan not in self._calendars:
            named = {c["value"] for c in self.of("plan__workday_calendar", plan)}
            years = {c["year"] for c in self["calendars"] if c["id"] in named}
            days = {d["date"]: d["kind"] for d in self["calendars__days"] if d["calendar_id"] in named}
            self._calendars[plan] = years, days
        return self._calendars[plan]

    def is_workday(self, day: date) -> bool | None:
        """None outside the calendars of the plan of that day."""
        years, kinds = self._calendar(self.plan_on(day)["id"])
        usual = "workday" if day.weekday() < 5 else "holiday"
        return kinds.get(day, usual) == "workday" if day.year in years else None

    def workdays(self, begin: date | None, end: date | None) -> int | None:
        """Working days after `begin` up to `end`, less than 0 if that comes first; None outside the calendars."""
        if begin is None or end is None or None in (self.is_workday(begin), self.is_workday(end)):
            return None
        first, last = sorted((begin, end))
        days = (first + timedelta(n + 1) for n in range((last - first).days))
        number = sum(bool(self.is_workday(d)) for d in days)
        return number if begin <= end else -number

    def work_hours(self, on: date) -> dict[str, set[int]]:
        """The minutes of each day of the week in which people work by the plan of a day."""
        plan = self.plan_on(on)["id"]
        if plan not in self._hours:
            found: dict[str, set[int]] = defaultdict(set)
            for row in self.of("plan__work_hours", plan):
                for day in row["days"]:
                    found[day] |= {*range(minutes(row["from"]), minutes(row["to"]))}
            self._hours[plan] = dict(found)
        return self._hours[plan]

    def is_outside_hours(self, event: Row) -> bool | None:
        """Whether any minute of it is free time; None if that hangs on a day that is in no calendar or of which the
        plan sets no hours."""
        now, end = (datetime.fromisoformat(event[name]) for name in ("starts_at", "ends_at"))
        unknown = False
        while now < end:
            is_workday, hours = self.is_workday(now.date()), self.work_hours(now.date())
            day = "MO" if is_workday and now.weekday() > 4 else WEEK[now.weekday()]
            if hours and (is_workday is False or now.hour * 60 + now.minute not in hours.get(day, ())):
                return True
            unknown |= is_workday is None or not hours
            now += timedelta(minutes=1)
        return None if unknown else False


def any_of(value: Any) -> set[Any]:
    """What a cell with a list holds."""
    return {*(value or ())}
