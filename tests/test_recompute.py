"""Every published indicator computed again from the published files alone: once with the published
queries in a database of the reader's own, once in plain Python that shares nothing with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pytest
from published import Published, Row

Key = tuple[str, str, str]
FACTORS = {"percent": 100, "per_100": 100, "per_10000": 10_000}
RETOLD: dict[str, Callable[[Published], Iterator[tuple[Any, ...]]]] = {}


@pytest.fixture(scope="module")
def data(built: Path) -> Published:
    return Published(built / "data")


@pytest.fixture(scope="module")
def database(data: Published) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published script over tables made from the CSV files, in a database that knows nothing else."""
    script = (data.folder / "indicators.sql").read_text("utf-8")
    script, tables = re.subn(r"CREATE TABLE (\w+) AS FROM '\1.parquet'", lambda m: data.create(m[1]), script)
    assert tables > 40
    with duckdb.connect() as connection:
        connection.execute(script)
        yield connection


def published(data: Published, indicator: str) -> dict[Key, Row]:
    rows = [r for r in data["indicators"] if r["indicator"] == indicator]
    return {(r["area"], r["period"], r["breakdown"]): r for r in rows}


# With the published queries


def test_every_figure_follows_from_the_published_query(
    data: Published, database: duckdb.DuckDBPyConnection
) -> None:
    assert len(data["indicator_definitions"]) > 50
    for definition in data["indicator_definitions"]:
        cursor = database.execute(f'FROM "{definition["id"]}"')
        names = [d[0] for d in cursor.description or ()]
        found = {}
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found[row["area"], row.get("period") or str(data.as_of), row.get("breakdown") or "all"] = row
        expected = published(data, definition["id"])
        extra = {key for key in expected.keys() - found.keys() if key[0] == data.district}
        assert expected.keys() - extra == found.keys(), definition["id"]
        assert all(expected[key]["reason"] == "nothing_to_count" for key in extra)
        for key, row in found.items():
            assert_same(expected[key], row, f"{definition['id']} {key}")


def assert_same(figure: Row, row: Row, where: str) -> None:
    """What the query says, divided and rounded, is what is published, if anything is."""
    if figure["status"] in ("suppressed", "not_set"):
        assert figure["value"] is figure["numerator"] is figure["denominator"] is figure["ci_low"] is None, (
            where
        )
        return
    over, under = row.get("numerator"), row.get("denominator")
    value = row.get("value")
    if value is None and over is not None and under:
        value = FACTORS.get(figure["unit"], 1) * float(over) / float(under)
    assert figure["value"] == (None if value is None or row.get("reason") else round(float(value), 4)), where
    for name in ("numerator", "denominator", "n", "missing"):
        said = row.get(name, row.get("denominator") if name == "n" else 0 if name == "missing" else None)
        assert figure[name] == (None if said is None else round(float(said), 4)), f"{where} {name}"
    assert (figure["status"] == "computed") == (figure["value"] is not None), where
    assert (figure["status"] == "computed") == (figure["reason"] is None), where


def test_intervals_are_those_of_wilson(data: Published) -> None:
    """Solved as the quadratic that the interval's ends are the roots of: (p - x)² = z² x (1 - x) / n."""
    sampled = {d["id"] for d in data["indicator_definitions"] if d["interval"]}
    rows = [r for r in data["indicators"] if r["ci_low"] is not None]
    assert {r["indicator"] for r in rows} == sampled
    for r in rows:
        p, k = r["numerator"] / r["denominator"], 1.959963984540054**2 / r["denominator"]
        half = sqrt((2 * p + k) ** 2 - 4 * (1 + k) * p * p)
        ends = [(2 * p + k - half) / (2 + 2 * k), (2 * p + k + half) / (2 + 2 * k)]
        assert [r["ci_low"], r["ci_high"]] == pytest.approx([100 * x for x in ends], abs=1e-4)
        assert r["ci_low"] <= r["value"] <= r["ci_high"]
        assert 0 < r["age_min"] < r["age_max"], "young people of which age?"


def test_small_numbers_are_withheld(data: Published) -> None:
    definitions = data.by_id("indicator_definitions")
    least, sample = data.plan["min_cell"], data.plan["min_survey_n"]
    for r in data["indicators"]:
        protects, kind = (definitions[r["indicator"]][name] for name in ("protects", "kind"))
        if protects == "nothing" or r["status"] != "computed" or r["unit"] == "events":
            continue
        over, under = r["numerator"], r["denominator"]
        cells = {"share": (over, under), "ratio": (over,), "mean": (under,), "count": (r["value"],)}[kind]
        cells += (under - over,) if kind == "share" else ()
        assert all(cell == 0 or cell >= least for cell in cells), r
        assert protects != "sample" or r["n"] >= sample


# In plain Python


def retell(function: Callable[[Published], Iterator[tuple[Any, ...]]]) -> None:
    """`i_cov_01` yields area, period, breakdown and the value of I-COV-01, or its two parts."""
    RETOLD[function.__name__.upper().replace("_", "-")] = function


def areas_of(data: Published, area: str | None) -> list[str]:
    """The district, and the town that an area is or lies in."""
    areas = data.by_id("areas")
    code = areas[area]["code"] if area in areas else ""
    if not code.startswith(areas[data.district]["code"]):
        return []
    return [data.district] + [
        a["id"] for a in data["areas"] if a["level"] == "town" and code[:9] == a["code"]
    ]


def org_area(data: Published, org: str) -> str | None:
    area: str | None = data.by_id("orgs")[org]["area"]
    return area


def valid(
    data: Published, row: Row, begins: str = "valid_from", ends: str = "valid_to", day: date | None = None
) -> bool:
    return (row[begins] or date.min) <= (day or data.as_of) <= (row[ends] or date.max)


def towns(data: Published) -> list[str]:
    own = (a for a in data["areas"] if a["level"] == "town" and a["parent"] == data.district)
    return [a["id"] for a in own if valid(data, a)]


def open_homes(data: Published) -> list[Row]:
    return [h for h in data["homes"] if h["status"] == "open"]


def held(data: Published) -> Iterator[tuple[Row, str, str]]:
    homes, points = data.by_id("homes"), data.by_id("gathering_places")
    for e in data["events"]:
        if e["status"] in ("held", "archived") and e["starts_at"][:10] <= str(data.as_of):
            place = homes.get(e["home"]) or points.get(e["gathering_place"])
            area = place["area"] if place else org_area(data, e["host_org"])
            for counted in areas_of(data, area):
                yield e, counted, e["starts_at"][:4]


def workdays(data: Published, begin: date, end: date) -> int:
    """Days after `begin` up to `end` on which people work."""
    kinds = {d["date"]: d["kind"] for d in data["calendars__days"]}
    days = (begin + timedelta(n + 1) for n in range((end - begin).days))
    return sum(kinds.get(d, "workday" if d.weekday() < 5 else "holiday") == "workday" for d in days)


def sums(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows of area, period, breakdown, numerator and denominator, added up."""
    found: dict[Any, list[float]] = defaultdict(lambda: [0, 0])
    for *key, over, under in rows:
        found[tuple(key)][0] += over
        found[tuple(key)][1] += under
    for key, parts in found.items():
        yield *key, *parts


def middles(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    found: dict[Any, list[float]] = defaultdict(list)
    for *key, value in rows:
        found[tuple(key)].append(value)
    for key, values in found.items():
        yield *key, median(values)


@retell
def i_cov_01(data: Published) -> Iterator[tuple[Any, ...]]:
    for day in {data.as_of, min(data.as_of, data.plan["baseline_date"])}:
        league = [o for o in data["orgs"] if o["tier"] == "town" and o["status"] in ("active", "merged")]
        real = {a["id"] for a in data["areas"] if a["provenance"] != "demo"}
        covered = {
            o["area"]
            for o in league
            if valid(data, o, day=day) and not (o["provenance"] == "demo" and o["area"] in real)
        }
        for town in (a["id"] for a in data["areas"] if a["level"] == "town" and valid(data, a, day=day)):
            for area in (town, data.district):
                yield area, str(day), "all", town in covered, 1


@retell
def i_cov_03(data: Published) -> Iterator[tuple[Any, ...]]:
    for kind in ("all", "flagship", "functional", "co_operated"):
        there = {h["area"] for h in open_homes(data) if kind in ("all", h["store_class"])}
        yield from sums((a, None, kind, t in there, 1) for t in towns(data) for a in (t, data.district))


@retell
def i_open_01(data: Published) -> Iterator[tuple[Any, ...]]:
    hours: dict[str, float] = defaultdict(float)
    for row in data["homes__opening"]:
        temporary = row["valid_from"] and row["valid_to"]
        if not temporary and valid(data, row):
            begin, end = (int(row[n][:2]) + int(row[n][3:]) / 60 for n in ("opens", "closes"))
            hours[row["home_id"]] += len(row["days"]) * (end - begin)
    found: dict[str, list[float]] = defaultdict(list)
    for home in open_homes(data):
        for area in areas_of(data, home["area"]):
            found[area].append(hours[home["id"]])
    for area, values in found.items():
        yield area, None, "median", median(values)
        yield area, None, "minimum", min(values)


@retell
def i_act_01(data: Published) -> Iterator[tuple[Any, ...]]:
    events: dict[Any, list[Row]] = defaultdict(list)
    for event, area, year in held(data):
        events[area, year].append(event)
    for year in {y for _, y in events}:
        for area in {*towns(data), *(a for a, y in events if y == year)}:
            known = [
                e["result_participants"] for e in events[area, year] if e["result_participants"] is not None
            ]
            yield area, year, "events", len(events[area, year])
            yield area, year, "participations", sum(known) if known else None


@retell
def i_svc_02(data: Published) -> Iterator[tuple[Any, ...]]:
    flagships = {h["id"]: h["area"] for h in data["homes"] if h["store_class"] == "flagship"}
    spread = {
        (x["service_item_id"], x["home"])
        for x in data["service_items__extended_to"]
        if (x["since"] or date.min) <= data.as_of
    }
    yield from sums(
        (area, None, "all", sum(i == item["id"] and h != item["origin_home"] for i, h in spread), 1)
        for item in data["service_items"]
        if item["status"] == "active" and item["origin_home"] in flagships
        for area in areas_of(data, flagships[item["origin_home"]])
    )


@retell
def i_lead_01(data: Published) -> Iterator[tuple[Any, ...]]:
    homes = {h["id"] for h in open_homes(data)}
    led: dict[str, set[str]] = defaultdict(set)
    for x in data["lead_assignments"]:
        if x["status"] == "active" and x["home"] in homes and valid(data, x, "from", "to"):
            led[x["post"]].add(x["home"])
    leaders = [
        p for p in data["posts"] if p["is_district_leader"] and p["filled"] and p["status"] == "active"
    ]
    enough = [p for p in leaders if len(led[p["id"]]) >= data.plan["leader_min_homes"]]
    yield data.district, None, "all", len(enough), len(leaders)


@retell
def i_case_01(data: Published) -> Iterator[tuple[Any, ...]]:
    rows = [c for c in data["cases"] if c["status"] in ("published", "promoted")]
    placed = [(area, c) for c in rows for area in areas_of(data, c["area"])]
    for area in {a for a, _ in placed}:
        yield area, None, "published", sum(a == area for a, _ in placed)
        yield area, None, "promoted", sum(a == area and bool(c["promoted_to"]) for a, c in placed)


def assignments(data: Published) -> Iterator[tuple[Row, Row, str, str, str]]:
    tasks = data.by_id("tasks")
    for x in data["task_assignments"]:
        task = tasks[x["task"]]
        if x["status"] != "cancelled":
            for area in areas_of(data, org_area(data, x["org"])):
                for part in ("all", task["list_class"]):
                    yield x, task, area, str(task["list_year"]), part


@retell
def i_task_02(data: Published) -> Iterator[tuple[Any, ...]]:
    yield from sums(
        (a, year, part, x["status"] == "evaluated", 1) for x, _, a, year, part in assignments(data)
    )


@retell
def i_flat_04(data: Published) -> Iterator[tuple[Any, ...]]:
    orgs = data.by_id("orgs")
    yield from middles(
        (
            area,
            year,
            orgs[x["org"]]["tier"],
            workdays(data, x["deployment_issued_on"], x["deployment_acknowledged_on"]),
        )
        for x, _, area, year, part in assignments(data)
        if part == "all" and x["deployment_acknowledged_on"] and orgs[x["org"]]["tier"] in ("town", "village")
    )


@retell
def i_fund_02(data: Published) -> Iterator[tuple[Any, ...]]:
    paid: dict[str, float] = defaultdict(float)
    for x in data["funding__disbursements"]:
        paid[x["funding_id"]] += x["amount"] if x["date"] <= data.as_of else 0
    yield from sums(
        (area, str(f["year"]), part, paid[f["id"]], f["amount_approved"])
        for f in data["funding"]
        if f["review_result"] == "approved"
        for area in areas_of(data, org_area(data, f["applicant_org"]))
        for part in ("all", f["kind"])
    )


@retell
def i_team_02(data: Published) -> Iterator[tuple[Any, ...]]:
    deputies = [
        p["stationed_at"] or p["org"]
        for p in data["posts"]
        if (p["held_by_category"], p["title_code"], p["status"])
        == ("social_worker", "deputy_secretary", "active")
        and p["filled"]
    ]
    orgs = data.by_id("orgs")
    with_posts = {orgs[p["org"]]["provenance"] == "demo" for p in data["posts"]}
    yield from sums(
        (area, None, "all", deputies.count(o["id"]), 1)
        for o in data["orgs"]
        if o["org_kind"] == "league"
        and o["tier"] == "town"
        and o["status"] == "active"
        and (o["provenance"] == "demo") in with_posts
        for area in areas_of(data, o["area"])
    )


@retell
def i_part_03(data: Published) -> Iterator[tuple[Any, ...]]:
    yield from sums(
        (area, None, "all", len(p["stages"]) == 3, 1)
        for p in data["partnerships"]
        if p["status"] == "active" and p["stages"]
        for area in areas_of(data, org_area(data, p["league_org"]))
    )


@retell
def i_res_01(data: Published) -> Iterator[tuple[Any, ...]]:
    orgs, resources = data.by_id("orgs"), data.by_id("resources")
    for use in data["resources__uses"]:
        user, owner = orgs[use["org"]], orgs[resources[use["resource_id"]]["owner_org"]]
        crosses = (user["tier"], user["org_kind"]) != (owner["tier"], owner["org_kind"])
        for area in areas_of(data, user["area"]):
            yield area, str(use["date"].year), "all", crosses, 1


@retell
def i_flat_07(data: Published) -> Iterator[tuple[Any, ...]]:
    orgs = data.by_id("orgs")
    kind = {i: (o["tier"], o["org_kind"]) for i, o in orgs.items()}
    for r in data["resources"]:
        begun, ended = r["available_from"], r["available_to"]
        if (
            r["status"] == "active"
            and not (begun and begun > data.as_of)
            and not (ended and ended < data.as_of)
        ):
            with_whom = [x["value"] for x in data["resources__shared_with"] if x["resource_id"] == r["id"]]
            yield data.district, None, "all", any(kind[o] != kind[r["owner_org"]] for o in with_whom), 1


@retell
def i_fund_01(data: Published) -> Iterator[tuple[Any, ...]]:
    for f in data["funding"]:
        if f["review_result"] and f["status"] != "draft" and f["year"] <= data.as_of.year:
            for area in areas_of(data, org_area(data, f["applicant_org"])):
                yield area, str(f["year"]), f["kind"], f["review_result"] == "approved", 1


def demands(data: Published) -> Iterator[tuple[Row, str, str]]:
    for d in data["demands"]:
        if (
            d["kind"] == "demand"
            and d["outcome"] not in ("withdrawn", "duplicate")
            and d["received_on"] <= data.as_of
        ):
            for area in areas_of(data, d["area"] or data.district):
                yield d, area, str(d["received_on"].year)


@retell
def i_dem_01(data: Published) -> Iterator[tuple[Any, ...]]:
    days: dict[Any, list[int]] = defaultdict(list)
    for d, area, year in demands(data):
        if d["first_reply_on"]:
            days[area, year].append(workdays(data, d["received_on"], d["first_reply_on"]))
    for (area, year), values in days.items():
        values.sort()
        place = 0.9 * (len(values) - 1)
        below, above = values[int(place)], values[min(int(place) + 1, len(values) - 1)]
        yield area, year, "median", median(values)
        yield area, year, "p90", below + (place - int(place)) * (above - below)


@retell
def i_dem_05(data: Published) -> Iterator[tuple[Any, ...]]:
    led = {x["demand_id"] for x in data["demands__led_to"]}
    yield from sums((area, year, "all", d["id"] in led, 1) for d, area, year in demands(data))


@retell
def i_eva_01(data: Published) -> Iterator[tuple[Any, ...]]:
    done = [s for s in data["surveys"] if (s["kind"], s["status"]) == ("youth_evaluation", "published")]
    for year in {s["period_to"].year for s in done if s["period_to"] <= data.as_of}:
        last = max((s for s in done if s["period_to"].year == year), key=lambda s: s["period_to"])
        seqs = [
            q["seq"]
            for q in data["surveys__questions"]
            if (q["survey_id"], q["code"]) == (last["id"], "awareness")
        ]
        for seq in seqs:
            answers = [
                c["count"]
                for c in data["surveys__questions__counts"]
                if (c["survey_id"], c["questions_seq"]) == (last["id"], seq) and c["is_positive"]
            ]
            yield data.district, str(year), "all", sum(answers), last["valid_n"]
        places = {(x["survey_id"], x["seq"]): x["area"] for x in data["surveys__by_area"]}
        for x in data["surveys__by_area__results"]:
            if (x["survey_id"], x["question"]) == (last["id"], "awareness") and x["positive"] is not None:
                yield places[x["survey_id"], x["by_area_seq"]], str(year), "all", x["positive"], x["n"]


@retell
def i_rep_01(data: Published) -> Iterator[tuple[Any, ...]]:
    limit = data.plan["info_report_days"]
    if limit is not None:
        yield from sums(
            (area, str(r["reported_on"].year), "all", (r["reported_on"] - r["happened_on"]).days <= limit, 1)
            for r in data["info_reports"]
            if r["reported_on"] <= data.as_of
            for area in areas_of(data, org_area(data, r["org"]))
        )


@retell
def i_insp_01(data: Published) -> Iterator[tuple[Any, ...]]:
    inspections = data.by_id("inspections")
    for x in data["inspections__issues"]:
        found = x["found_on"] or inspections[x["inspection_id"]]["date"]
        done = x["fixed_on"] is not None and x["fixed_on"] <= data.as_of
        if x["due_on"] and (done or x["due_on"] < data.as_of):
            for area in areas_of(data, org_area(data, x["org"])):
                yield area, str(found.year), "all", done and x["fixed_on"] <= x["due_on"], 1


@retell
def i_qual_01(data: Published) -> Iterator[tuple[Any, ...]]:
    orgs = data.by_id("orgs")
    yield from sums(
        (area, None, "all", r["filled"], r["expected"])
        for r in data["records"]
        for area in areas_of(data, orgs[r["maintainer_org"]]["area"] or data.district)
    )


@retell
def i_flat_01(data: Published) -> Iterator[tuple[Any, ...]]:
    orgs, posts = data.by_id("orgs"), data.by_id("posts")
    led = {
        x["home"]
        for x in data["lead_assignments"]
        if x["status"] == "active" and valid(data, x, "from", "to") and posts[x["post"]]["is_district_leader"]
    }
    tiers = {"district": 1, "direct": 2, "town": 2, "village": 3}

    def steps(id: str | None) -> int:
        org = orgs.get(id or "")
        if org is None or org["tier"] is None:
            return 0
        above = steps(org["parent"]) if org["tier"] == "unit" else 0
        return above + 1 if above else tiers.get(org["tier"], 0)

    for home in open_homes(data):
        hops = 1 if home["id"] in led else steps(home["operator_org"]) or steps(home["supervising_org"])
        if hops:
            for area in areas_of(data, home["area"]):
                yield area, None, "all", hops, 1
                for number, name in enumerate(("one", "two", "three", "more"), 1):
                    yield area, None, name, min(hops, 4) == number, 1


def test_every_family_is_retold(data: Published) -> None:
    families = {d["family"] for d in data["indicator_definitions"]}
    assert {name.split("-")[1] for name in RETOLD} == families


@pytest.mark.parametrize("indicator", sorted(RETOLD))
def test_plain_python_gets_the_same(data: Published, indicator: str) -> None:
    units = {key: row["unit"] for key, row in published(data, indicator).items()}
    told = {}
    for area, period, part, *parts in regrouped(RETOLD[indicator](data)):
        key = (area, period or str(data.as_of), part)
        if len(parts) == 2:
            parts = [FACTORS.get(units.get(key, ""), 1) * parts[0] / parts[1] if parts[1] else None]
        told[key] = parts[0]
    figures = published(data, indicator)
    for key, row in figures.items():
        if row["status"] == "computed":
            assert told.get(key) == pytest.approx(row["value"], abs=1e-4), key
        elif row["status"] == "not_computable":
            assert told.get(key) is None, key
    assert {key for key, value in told.items() if value is not None} <= figures.keys()


def regrouped(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    rows = list(rows)
    return sums(rows) if rows and len(rows[0]) == 5 else iter(rows)
