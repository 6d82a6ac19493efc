"""What pages count and join: the queries of `schemas/pages/` over the published tables, the same added up in
plain Python from the records' own files, and what stands on the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import yaml
from conftest import DAY, ROOT, build_site

from generator.core.problems import Refused
from generator.schema.load import read_model
from generator.site.render.page_queries import PageRows, question, read_page_queries, run_page_queries
from generator.storage.publish import known_files, manifest

Row = dict[str, Any]
Rows = dict[str, list[Row]]
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
LINK = re.compile(r'href="\.\./[a-z-]+/([a-z0-9-]+)/"')
ANCHORS = {
    "home": "homes", "org": "orgs", "brand": "brands", "case": "cases", "area": "villages",
    "committee": "committees", "team": "teams", "work-plan": "plans", "task-assignment": "tasks",
    "funding": "funding", "partnership": "partnerships", "contact-point": "contact-points",
    "gathering-place": "places", "delivery": "deliveries", "demand": "demands",
    "evaluation": "evaluations", "pilot-site": "pilots",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(typed: dict[str, pa.Table]) -> Rows:
    """All queries over nothing but the published tables, in a database of the reader's own."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        connection.execute("SET VARIABLE as_of = ?::DATE", [DAY])
        for name, table in typed.items():
            connection.register(name, table)
        for view in read_model(ROOT / "schemas").views:
            connection.execute(view.sql)
        return {q.name: list(_rows(connection, q.query.sql)) for q in read_page_queries(ROOT / "schemas")}


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Row]:
    cursor = connection.execute(sql)
    names = [d[0] for d in cursor.description or ()]
    return (dict(zip(names, values, strict=True)) for values in cursor.fetchall())


class Records(dict[str, list[Row]]):
    """The records' own files, by folder, in order of their ids; without those that were removed."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        for below in folder.iterdir():
            files = sorted(below.rglob("*.yaml"), key=lambda path: path.stem)
            found = [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in files]
            self[below.name] = [r for r in found if r["status"] != "removed"]
        self.by_id = {r["id"]: r for records in self.values() for r in records}

    def town(self, area: str | None) -> str:
        """The town that an area lies in; nothing for the district."""
        found = self.by_id[area] if area else {"level": ""}
        towns = {"town": area, "village": found.get("parent")}
        return towns.get(found["level"]) or ""

    def town_of(self, org: str) -> str:
        return self.town(self.by_id[org].get("area"))


def cells(html: str) -> list[str]:
    return [TAG.sub("", cell).strip() for cell in CELL.findall(html)]


@pytest.fixture(scope="module")
def records(project_copy: Path) -> Records:
    return Records(project_copy / "data")


def open_homes(records: Records) -> list[Row]:
    return [h for h in records["homes"] if h["status"] == "open"]


def in_force(r: Row) -> bool:
    day = DAY.isoformat()
    return r["status"] == "active" and r["from"] <= day <= (r.get("to") or "9999-12-31")


def town_counts(records: Records) -> Counter[tuple[str, str]]:
    """How many of each kind a town has."""
    found: Counter[tuple[str, str]] = Counter()
    own = {
        "team": ("teams", "org"), "work-plan": ("work-plans", "org"), "funding": ("funding", "applicant_org"),
        "task-assignment": ("task-assignments", "org"), "partnership": ("partnerships", "league_org"),
        "evaluation": ("evaluations", "subject_org"), "extended-service": ("extended-service", "org"),
    }  # fmt: skip
    for kind, (folder, field) in own.items():
        found.update((records.town_of(r[field]), kind) for r in records[folder] if r["status"] != "cancelled")
    for kind, folder in {"gathering-place": "gathering-places", "demand": "demands", "case": "cases",
                         "pilot-site": "pilot-sites"}.items():  # fmt: skip
        found.update((r.get("area") or "", kind) for r in records[folder])
    found.update((h["area"], "home") for h in open_homes(records))
    league = (o for o in records["orgs"] if o["org_kind"] == "league" and o.get("tier") == "town")
    found.update((o["area"], "org") for o in league)
    found.update((c["area"], "committee") for c in records["committees"] if c["status"] == "active")
    found.update(
        (a["parent"], "area") for a in records["areas"] if a["level"] == "village" and a["status"] == "active"
    )
    for brand in records["brands"]:
        found.update((town, "brand") for town in {brand.get("area"), *brand.get("areas", ())})
    for point in records["contact-points"]:
        found.update((town, "contact-point") for town in point.get("patch_areas", ()))
    found.update((records.by_id[d["place"]]["area"], "delivery") for d in records["deliveries"])
    return found


def test_what_a_town_has(rows: Rows, records: Records, built: Path) -> None:
    expected = {key: n for key, n in town_counts(records).items() if records.town(key[0])}
    assert {
        (r["town"], r["kind"]): r["n"] for r in rows["town_counts"] if records.town(r["town"])
    } == expected
    assert len({kind for _, kind in expected}) == len(ANCHORS) + 1
    towns = [a["id"] for a in records["areas"] if a["level"] == "town" and a["status"] == "active"]
    assert len(towns) == 7
    for town in towns:
        html = (built / "areas" / town / "index.html").read_text("utf-8")
        shown = {anchor: int(n) for anchor, n in re.findall(r'<li><a href="#([a-z-]+)"><b>(\d+)</b>', html)}
        shown.pop("events", None)
        assert shown == {ANCHORS[k]: n for (t, k), n in expected.items() if t == town and k in ANCHORS}, town


def test_lists_of_a_town_hold_what_it_counts(rows: Rows) -> None:
    counts = {(r["town"], r["kind"]): r["n"] for r in rows["town_counts"]}
    listed = Counter((r["town"], r["kind"]) for r in rows["town_lists"])
    assert {kind for _, kind in listed} >= {"committee", "team", "funding", "delivery", "evaluation"}
    assert listed == {key: counts[key] for key in listed}
    assert len({(r["town"], r["id"]) for r in rows["town_lists"]}) == len(rows["town_lists"])


def test_money_of_towns(rows: Rows, records: Records, built: Path) -> None:
    expected: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for r in records["funding"]:
        requested, approved = (Decimal(r.get(n) or 0) for n in ("amount_requested", "amount_approved"))
        paid = sum((Decimal(d["amount"]) for d in r.get("disbursements", ())), Decimal(0))
        own = (requested, approved, paid, max(approved - paid, Decimal(0)))
        for code in ("all", records.town_of(r["applicant_org"])):
            expected[code] = [a + b for a, b in zip(expected[code], own, strict=True)]
    found = {
        r["code"] if r["board"] == "town" else "all": r
        for r in rows["funding_totals"]
        if r["board"] in ("all", "town")
    }
    names = ("requested", "approved", "paid", "unpaid")
    assert {code: [r[n] for n in names] for code, r in found.items()} == expected
    for town in expected.keys() - {"", "all"}:
        html = (built / "areas" / town / "index.html").read_text("utf-8")
        foot = html.split('<h2 id="funding">')[1].split("<tfoot>")[1].split("</tfoot>")[0]
        assert cells(foot)[2:] == [f"{amount:,.2f}" for amount in expected[town][:3]], town


def test_leaders(rows: Rows, records: Records, built: Path) -> None:
    """Every leading post has on its page the open homes, towns and places that are its own on the day."""
    html = (built / "leaders" / "index.html").read_text("utf-8")
    leaders = {r["post"]: r for r in rows["leaders"]}
    posts = [p for p in records["posts"] if p.get("is_district_leader") and p["status"] == "active"]
    assert sorted(leaders) == [p["id"] for p in posts]
    assert len(posts) > 3
    is_open = {h["id"] for h in open_homes(records)}
    (plan,) = records["plan"]
    for post in leaders:
        leads = [
            r
            for r in records["lead-assignments"]
            if r["post"] == post and in_force(r) and r["home"] in is_open
        ]
        points = [r for r in records["contact-points"] if r.get("holder_post") == post and in_force(r)]
        areas = list(dict.fromkeys(a for p in points for a in p.get("patch_areas", ())))
        places = list(dict.fromkeys(a for p in points for a in p.get("fixed_points", ())))
        own = leaders[post]
        assert (own["leads"], own["contact_points"]) == ([r["id"] for r in leads], [p["id"] for p in points])
        assert (own["areas"], own["places"]) == (areas, places)
        assert own["homes"] == len({r["home"] for r in leads})
        assert own["few"] == (own["homes"] < plan["leader_min_homes"])
        section = html.split(f'id="{post}"')[1].split("</section>")[0]
        shown = [LINK.findall(told) for told in section.split("<dd>")[1:]]
        led = [id for r in leads for id in (r["home"], r["id"])]
        assert shown == [led, areas, places, [p["id"] for p in points]]
    covered = {a for r in leaders.values() for a in r["areas"]}
    towns = (a["id"] for a in records["areas"] if a["level"] == "town" and a["status"] == "active")
    assert [r["town"] for r in rows["towns_without_leader"]] == [t for t in towns if t not in covered]


def test_committees(rows: Rows, records: Records, built: Path) -> None:
    html = (built / "committees" / "index.html").read_text("utf-8")
    for r in rows["committee_counts"]:
        committee = records.by_id[r["committee"]]
        present = [m for m in committee["members"] if not m.get("left_on")]
        league = sum(m["member_type"] == "league_org" for m in present)
        expected = [len(present), league, len(present) - league, len(committee.get("meetings", ()))]
        assert [r[n] for n in ("members", "league", "units", "meetings")] == expected
        line = html.split(f'href="#{committee["id"]}"')[1].split("</tr>")[0]
        assert [int(n) for n in cells(line)[-4:]] == expected
    running = [c for c in records["committees"] if c["status"] == "active"]
    assert len(rows["committee_counts"]) == len(running) > 5
    (total,) = rows["committee_totals"]
    assert total["meetings"] == sum(len(c.get("meetings", ())) for c in running)


@pytest.mark.parametrize(
    ("query", "folder", "counted"),
    [
        ("task_totals", "task-assignments", lambda r: r["status"] != "cancelled"),
        ("demand_totals", "demands", lambda _r: True),
        ("extended_totals", "extended-service", lambda _r: True),
        ("delivery_totals", "deliveries", lambda _r: True),
        ("report_totals", "info-reports", lambda r: r.get("reported_on")),
        ("funding_totals", "funding", lambda _r: True),
    ],
)  # fmt: skip
def test_every_board_adds_up_to_the_whole(
    rows: Rows, records: Records, query: str, folder: str, counted: Any
) -> None:
    """Whichever way records are sorted into groups, none is left out and none counts twice."""
    number = "sessions" if query == "extended_totals" else "n"
    expected = sum(r["sessions"] or 0 if number == "sessions" else 1 for r in records[folder] if counted(r))
    boards: Counter[str] = Counter()
    for r in rows[query]:
        boards[r["board"]] += r[number] or 0
    assert len(boards) > 1
    assert set(boards.values()) == {expected}


def test_plans_of_phases(rows: Rows, records: Records) -> None:
    asked = {records.by_id[p["org"]]["provenance"] == "demo" for p in records["work-plans"]}
    towns = [
        o["id"]
        for o in records["orgs"]
        if o.get("tier") == "town" and o["status"] == "active" and (o["provenance"] == "demo") in asked
    ]
    for r in rows["phase_plans"]:
        plans = (
            p
            for p in records["work-plans"]
            if p.get("phase") == r["phase"] and p["kind"] == "implementation_plan"
        )
        adopted = {p["org"] for p in plans if p["status"] in ("adopted", "superseded")}
        assert r["lacking"] == [t for t in towns if t not in adopted]
        assert (r["towns"], r["with_plan"]) == (len(towns), len(adopted.intersection(towns)))
    assert any(r["with_plan"] for r in rows["phase_plans"])


def test_partners(rows: Rows, records: Records) -> None:
    stages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for r in records["partnerships"]:
        if r["status"] == "active":
            stages[r["league_org"], r["partner_org"]].update(r.get("stages", ()))
    expected = {pair: len(found) == 3 for pair, found in stages.items()}
    assert {(r["centre"], r["partner"]): r["in_all_stages"] for r in rows["partners"]} == expected
    assert set(expected.values()) == {True, False}


# What is remembered of a page


def remade(root: Path, path: str, old: str, new: str) -> set[str]:
    """Those pages in Chinese which hold counted or joined rows and are made anew after the edit."""
    site, cache = root / "site", root / ".cache"
    before = known_files(manifest(site, cache))
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")
    build_site(root)
    now = known_files(manifest(site, cache))
    asking = {p for p, (_, seen, *_) in now.items() if any(s.startswith("query:") for s in seen)}
    assert len(asking) > 20
    return {
        p.removesuffix("index.html") for p in asking if now[p][0] != before[p][0] and not p.startswith("en/")
    }


def test_an_edit_makes_anew_what_shows_it_and_nothing_else(published: Path) -> None:
    """The front page and the town's page show homes themselves; lists only count the open ones by town."""
    home = "data/homes/home-abc-004.yaml"
    shown = remade(published, home, "address: ", "address: 原")
    assert shown == {"", "areas/area-990101001/"}
    closed = remade(published, home, "status: open", 'status: closed\nclosed_on: "2024-05-20"')
    assert closed == {"", "areas/area-990101001/", "areas/"}
    money = remade(published, "data/funding/fund-2024-001.yaml", '"6000.00"', '"6500.00"')
    assert money == {"funding/", "areas/area-990101001/"}
    assert "6,500.00" in (published / "site/areas/area-990101001/index.html").read_text("utf-8")


def test_a_page_depends_on_the_rows_it_asked_for_and_on_no_other() -> None:
    now = [{"town": "a", "n": 1}, {"town": "b", "n": 2}]
    later = [{"town": "a", "n": 1}, {"town": "b", "n": 3}, {"town": "c", "n": 1}]
    old, new = PageRows({"counts": now}), PageRows({"counts": later})
    asked = [question("counts", where) for where in ({"town": "a"}, {"town": "b"}, {"town": "c"}, {})]
    assert [old.state(q) == new.state(q) for q in asked] == [True, False, False, False]
    assert PageRows({}).state(asked[0]) != old.state(asked[0])


# Queries that are wrong


@pytest.mark.parametrize(
    ("header", "sql", "line", "reason"),
    [
        ("-- title: {zh: 甲, en: A}", "SELECT 1 AS n", 1, "'columns' is missing"),
        (None, "SELECT 1 AS m", 4, "the header and the query differ in m, n"),
        (None, "SELECT 1 AS n FROM castle", 4, "castle does not exist"),
    ],
)
def test_a_query_that_is_wrong_is_shown_at_its_line(
    tmp_path: Path, header: str | None, sql: str, line: int, reason: str
) -> None:
    whole = "-- title: {zh: 甲, en: A}\n-- about: {zh: 乙, en: B}\n-- columns: {n: {zh: 几, en: how many}}"
    (tmp_path / "schemas" / "pages").mkdir(parents=True)
    (tmp_path / "schemas" / "pages" / "castles.sql").write_text(f"{header or whole}\n{sql}\n", "utf-8")
    model = read_model(ROOT / "schemas")
    with pytest.raises(Refused) as refused:
        run_page_queries(read_page_queries(tmp_path / "schemas"), {}, replace(model, views=()), DAY)
    (found,) = refused.value.problems
    assert (found.where.file, found.where.line) == ("schemas/pages/castles.sql", line)
    assert reason in found.message.en


def test_a_query_that_is_missing_is_named() -> None:
    with pytest.raises(Refused) as refused:
        PageRows({}).find("castles", {})
    (found,) = refused.value.problems
    assert (found.where.file, found.severity) == ("schemas/pages/castles.sql", "error")
