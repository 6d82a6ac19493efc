"""Indicators: golden numbers of the small project, what is withheld, what cannot be given, and the pages.

`indicators.txt` holds the district's figures of the small project (but for data quality), checked by hand; `UPDATE_CASES=1`
writes those found into it: read the difference, and work it out on paper.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, ROOT, SMALL_DAY
from hypothesis import given
from hypothesis import strategies as st
from published import Published

from generator import pipeline
from generator.config.project import Project
from generator.core.problems import Refused
from generator.core.text import same
from generator.schema.model import Indicator, Query
from generator.tables.figures import Figure, Limits, figure, is_small, wilson
from generator.tables.indicators import compute
from generator.tables.record_inventory import inventory
from generator.tables.suppression import suppress

GOLDEN = Path(__file__).parent / "indicators.txt"
LIMITS = Limits(10, 30)
DISTRICT = "area-990101"
Row = dict[str, Any]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(BASE, tmp_path / "data")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    return Project(tmp_path)


@pytest.fixture(scope="module")
def data(built: Path) -> Published:
    return Published(built / "data")


def figures(project: Project, day: date = SMALL_DAY) -> list[Row]:
    sound = pipeline.inspect(project, day)
    tables = {**sound.tables, **inventory(sound.catalog, sound.problems)}
    rows: list[Row] = compute(tables, sound.catalog.model, day)["indicators"].rows.to_pylist()
    return rows


# What they are


def test_the_small_project_has_the_figures_worked_out_by_hand(project: Project) -> None:
    rows = (r for r in figures(project) if r["area"] == DISTRICT and not r["indicator"].startswith("I-QUAL"))
    found = "".join(f"{told(r)}\n" for r in rows)
    if os.environ.get("UPDATE_CASES"):
        GOLDEN.write_text(found, "utf-8")
    assert found.splitlines() == GOLDEN.read_text("utf-8").splitlines()


def told(r: Row) -> str:
    """`I-COV-06 2024-06-01 all: 50 percent = 1 / 2, n 2, missing 0`"""
    head = f"{r['indicator']} {r['period']} {r['breakdown']}:"
    if r["value"] is None:
        return f"{head} {r['status']}, {r['reason']}"
    parts = f" = {r['numerator']:g} / {r['denominator']:g}" if r["denominator"] is not None else ""
    span = f" [{r['ci_low']:g}, {r['ci_high']:g}]" if r["ci_low"] is not None else ""
    return f"{head} {r['value']:g} {r['unit']}{parts}{span}, n {r['n']}, missing {r['missing']}"


def test_an_event_of_which_nobody_knows_what_became_of_it_is_missing(project: Project) -> None:
    event = project.data / "events/event-2024-021.yaml"
    edit(event, "status: held", "status: announced")
    edit(event, "result:\n  participants: 26\n", "")
    counted = {
        r["breakdown"]: (r["value"], r["n"], r["missing"])
        for r in figures(project)
        if (r["indicator"], r["area"], r["period"]) == ("I-ACT-01", DISTRICT, "2024")
    }
    assert {name: row[1:] for name, row in counted.items()} == {"events": (1, 1), "participations": (1, 1)}
    assert counted["events"][0] == 1


def test_the_one_town_has_what_the_district_has(project: Project) -> None:
    rows = {(r["indicator"], r["period"], r["breakdown"], r["area"]): r for r in figures(project)}
    for (*key, area), row in rows.items():
        if area != DISTRICT and "QUAL" not in key[0]:
            whole = rows[key[0], key[1], key[2], DISTRICT]
            assert {**row, "area": DISTRICT} == whole or key[0] == "I-TEAM-01", key


# What cannot be given


def test_a_district_that_just_starts_has_no_errors_but_reasons(project: Project) -> None:
    for folder in project.data.iterdir():
        if folder.name not in ("areas", "orgs", "plan", "calendars"):
            shutil.rmtree(folder)
    rows = figures(project)
    defined = {path.name.rpartition("-")[0] for path in (ROOT / "schemas/indicators").rglob("*.sql")}
    assert {"-".join(name.split("-")[:3]) for name in defined} == {r["indicator"] for r in rows}
    assert all((r["value"] is None) == bool(r["reason"]) for r in rows)
    given = {r["indicator"] for r in rows if r["value"] is not None}
    assert given == {
        "I-COV-01", "I-COV-02", "I-COV-03", "I-COV-07", "I-TEAM-02", "I-QUAL-01", "I-QUAL-03", "I-QUAL-04"
    }  # fmt: skip


def test_without_a_plan_there_are_no_figures(project: Project) -> None:
    shutil.rmtree(project.data / "plan")
    assert figures(project) == []


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def statuses(project: Project) -> dict[str, tuple[str, str | None]]:
    return {r["indicator"]: (r["status"], r["reason"]) for r in figures(project) if r["area"] == DISTRICT}


def test_what_the_plan_does_not_say_is_not_set(project: Project) -> None:
    plan = project.data / "plan" / "plan-abc.yaml"
    hours = 'work_hours:\n  - {days: [MO, TU, WE, TH, FR], from: "09:00", to: "17:00"}\n'
    edit(plan, hours, "")
    edit(plan, "info_report_days: 7\n", "")
    found = statuses(project)
    assert found["I-OPEN-02"] == ("not_set", "work_hours_not_set")
    assert found["I-REP-01"] == ("not_set", "report_days_not_set")
    assert found["I-DEM-02"] == ("not_set", "reply_target_not_set")
    assert found["I-EVA-05"] == ("not_set", "weights_not_set")
    edit(plan, "min_cell: 10\n", "min_cell: 10\nreply_target_workdays: 2\n")
    assert statuses(project)["I-DEM-02"] == ("computed", None)


def test_a_home_run_by_a_body_of_its_own_lies_a_step_below_what_is_above_that(project: Project) -> None:
    """A body under the town is three steps from the district, one under a village or under such a body four."""
    branch = (project.data / "orgs/org-abc-03.yaml").read_text("utf-8")
    branch = branch.replace("tier: village", "tier: unit").replace("functions: [bastion]\n", "")
    for id, above in (
        ("org-abc-93", "org-abc-02"),
        ("org-abc-94", "org-abc-03"),
        ("org-abc-95", "org-abc-93"),
    ):
        text = re.sub("parent: .*", f"parent: {above}", branch.replace("org-abc-03", id))
        (project.data / f"orgs/{id}.yaml").write_text(text, "utf-8")
    for number, id in (("002", "org-abc-93"), ("003", "org-abc-94"), ("004", "org-abc-95")):
        path = project.data / f"homes/home-abc-{number}.yaml"
        path.write_text(re.sub("operator_org: .*", f"operator_org: {id}", path.read_text("utf-8")), "utf-8")
    rows = {
        r["breakdown"]: r for r in figures(project) if (r["indicator"], r["area"]) == ("I-FLAT-01", DISTRICT)
    }
    assert (rows["all"]["n"], rows["all"]["missing"]) == (5, 0)
    shares = [rows[part]["numerator"] for part in ("one", "two", "three", "more")]
    assert (rows["all"]["numerator"], shares) == (1 + 2 + 3 + 4 + 4, [1, 1, 1, 2])


def test_no_home_of_the_district_is_left_out_of_the_steps(data: Published) -> None:
    (whole,) = (
        r
        for r in data["indicators"]
        if r["indicator"] == "I-FLAT-01" and r["area"] == data.district and r["breakdown"] == "all"
    )
    assert whole["missing"] == 0
    assert whole["n"] == sum(home["status"] == "open" for home in data["homes"])


def test_no_composite_without_all_three_dimensions(project: Project) -> None:
    plan = project.data / "plan" / "plan-abc.yaml"
    weights = "evaluation_weights: {party_gov: 0.3, internal: 0.3, youth: 0.4}\n"
    edit(plan, "min_cell: 10\n", f"min_cell: 10\n{weights}")
    assert statuses(project)["I-EVA-05"] == ("not_computable", "dimension_missing")
    youth = (project.data / "evaluations" / "eval-2024-001.yaml").read_text("utf-8")
    head, _, rest = youth.partition("measures:\n")
    tail = rest[rest.index("evaluator_org") :].replace("org-abc-05", "org-abc-01")
    for number, dimension, codes in (
        (2, "party_gov", ("alignment", "support")),
        (3, "internal", ("visibility", "participation", "satisfaction")),
    ):
        measures = "".join(f"  - {{code: {code}, scale: score, value: 80}}\n" for code in codes)
        text = f"{head}measures:\n{measures}{tail}".replace("eval-2024-001", f"eval-2024-00{number}")
        text = text.replace("dimension: youth", f"dimension: {dimension}")
        (project.data / "evaluations" / f"eval-2024-00{number}.yaml").write_text(text, "utf-8")
    (row,) = (r for r in figures(project) if r["indicator"] == "I-EVA-05" and r["area"] == DISTRICT)
    assert row["value"] == pytest.approx(0.3 * 80 + 0.3 * 80 + 0.4 * (70.0 + 71.4) / 2)


def test_a_town_that_has_become_another_is_not_compared(project: Project) -> None:
    """The team of 2023 was counted before the town took in another."""
    area = project.data / "areas" / "area-990101001.yaml"
    old = area.read_text("utf-8")
    abolished = old.replace("990101001", "990101002").replace("东风", "旧庙").replace("active", "abolished")
    dates = 'valid_to: "2024-03-31"\nsuccessors:\n  - {area: area-990101001, kind: merge}\n'
    (area.parent / "area-990101002.yaml").write_text(abolished + dates, "utf-8")
    area.write_text(old + "predecessors:\n  - {area: area-990101002, kind: merge}\n", "utf-8")
    rows = [r for r in figures(project) if r["area"] == DISTRICT]
    changed = {r["period"] for r in rows if "definition_change" in r["notes"]}
    assert changed == {"2023", "2023-06-30"}
    assert changed < {r["period"] for r in rows}


def test_the_series_across_the_reform_says_so(data: Published) -> None:
    """Eleven units when the plan was written, seven since; what has another outline is not compared."""
    series = {
        r["period"]: r
        for r in data["indicators"]
        if r["indicator"] == "I-COV-01" and r["area"] == data.district
    }
    then, now = series[str(data.plan["baseline_date"])], series[str(data.as_of)]
    assert (then["denominator"], now["denominator"]) == (11, 7)
    assert "definition_change" in then["notes"]
    assert "definition_change" not in (now["notes"] or ())


def test_the_mark_of_demonstration_belongs_to_the_row(data: Published, built: Path) -> None:
    """Real towns have real organisations, whatever else is made up in the same tables; nothing that counts
    homes, events or posts rests on real records, nor does a zero where there are only made-up ones."""
    computed = [r for r in data["indicators"] if r["status"] == "computed"]
    marked = {r["indicator"] for r in computed if "demo_data" in (r["notes"] or "")}
    sound = {r["indicator"] for r in computed} - marked
    assert sound == {"I-COV-01", "I-QUAL-02"}
    official = Published(built / "data/official")["indicators"]
    assert {r["indicator"] for r in official if r["status"] == "computed"} == sound


def test_a_row_of_a_made_up_record_marks_no_real_figure(project: Project) -> None:
    """Towns have a real organisation each; that a made-up one has moved says nothing of them."""
    for path in project.data.rglob("*.yaml"):
        if path.name != "org-abc-05.yaml":
            real = 'provenance: official\nsource: {title: 公告, retrieved_on: "2024-05-20"}'
            path.write_text(path.read_text("utf-8").replace("provenance: demo", real), "utf-8")
    edit(
        next((project.data / "orgs").rglob("org-abc-05.yaml")),
        "updated_on",
        'former_areas: [{area: area-990101, until: "2023-05-31"}]\nupdated_on',
    )
    rows = [r for r in figures(project) if r["indicator"] == "I-COV-01"]
    assert rows
    assert not any("demo_data" in (r["notes"] or ()) for r in rows)


def test_a_wrong_query_is_shown_at_its_line(project: Project) -> None:
    path = next((project.schemas / "indicators").rglob("I-COV-07*.sql"))
    edit(path, "FROM towns\n", "FROM villages\n")
    with pytest.raises(Refused) as caught:
        figures(project)
    (problem,) = caught.value.problems
    line = path.read_text("utf-8").splitlines().index("FROM villages") + 1
    assert (problem.where.file, problem.where.line) == (f"schemas/indicators/coverage/{path.name}", line)
    assert "villages" in problem.message.zh


# What is withheld


def an_indicator(**given: Any) -> Indicator:
    words = same("x")
    values: Row = {"kind": "share", "unit": "percent", "protects": "persons", **given}
    return Indicator(
        id="I-TEAM-09", title=words, formula=words, numerator=words, denominator=words,
        population=words, not_computable=words, source="general", query=Query("x", ""), **values,
    )  # fmt: skip


def share(area: str, over: int, under: int, indicator: Indicator | None = None) -> Figure:
    row = {"area": area, "period": "2023", "numerator": over, "denominator": under}
    return figure(indicator or an_indicator(), row, "2024-06-01", LIMITS)


@pytest.mark.parametrize(
    ("over", "under", "status"),
    [(5, 9, "suppressed"), (9, 40, "suppressed"), (31, 40, "suppressed"), (30, 40, "computed"),
     (0, 40, "computed"), (40, 40, "computed"), (0, 0, "not_computable")],
)  # fmt: skip
def test_a_share_that_tells_of_few_is_withheld(over: int, under: int, status: str) -> None:
    found = share("a", over, under)
    assert found.status == status
    if status == "suppressed":
        assert {found.value, found.numerator, found.denominator, found.n} == {None}


def test_a_rate_of_a_small_sample_is_withheld() -> None:
    sample = an_indicator(protects="sample", interval=True)
    assert share("a", 14, 29, sample).reason == "small_sample"
    assert share("a", 15, 30, sample).status == "computed"
    assert share("a", 21, 30, sample).reason == "small_cell"


def test_one_withheld_town_takes_the_next_smallest_with_it() -> None:
    towns = [share("t1", 3, 40), share("t2", 20, 60), share("t3", 30, 90), share("d", 53, 190)]
    assert reasons(towns) == {"t1": "small_cell", "t2": "secondary", "t3": None, "d": None}


def test_two_withheld_towns_that_are_few_together_take_a_third() -> None:
    towns = [share("t1", 3, 40), share("t2", 4, 60), share("t3", 30, 90), share("d", 37, 190)]
    assert reasons(towns) == {"t1": "small_cell", "t2": "small_cell", "t3": "secondary", "d": None}


def test_with_no_other_town_the_district_is_withheld() -> None:
    assert reasons([share("t1", 3, 40), share("d", 13, 60)]) == {"t1": "small_cell", "d": "secondary"}


def test_a_withheld_total_asks_for_nothing_more() -> None:
    assert reasons([share("t1", 3, 40), share("t2", 0, 40), share("d", 3, 80)]) == {
        "t1": "small_cell", "t2": None, "d": "small_cell"
    }  # fmt: skip


def reasons(found: list[Figure]) -> dict[str, str | None]:
    return {f.area: f.reason for f in suppress(found, "d", LIMITS)}


counts = st.lists(
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=8
)


@given(counts)
def test_nothing_withheld_can_be_worked_out(towns: list[tuple[int, int]]) -> None:
    total = (sum(over for over, _ in towns), sum(under for _, under in towns))
    before = [share(f"t{i}", *town) for i, town in enumerate(towns)] + [share("d", *total)]
    *parts, whole = after = suppress(before, "d", LIMITS)
    hidden = [f for f in parts if f.status == "suppressed"]
    assert [f.area for f in after] == [f.area for f in before]
    assert all(
        f.status == "suppressed" for f, b in zip(after, before, strict=True) if b.status == "suppressed"
    )
    if whole.status == "computed" and hidden:
        assert len(hidden) > 1
        for cells in zip(*(f.cells for f in hidden), strict=True):
            assert not is_small(sum(cells), LIMITS)
    if not any(b.status == "suppressed" for b in before):
        assert after == before


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_in_newcombe_1998(hits: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


# Where they are shown


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_indicator_has_a_page_with_its_numbers_and_its_query(
    data: Published, built: Path, folder: str
) -> None:
    listed = (built / folder / "indicators" / "index.html").read_text("utf-8")
    for definition in data["indicator_definitions"]:
        path = f"indicators/{definition['id'].lower()}/"
        assert f'href="../{path}"' in listed, path
        html = (built / folder / path / "index.html").read_text("utf-8")
        assert definition["title" if not folder else "title_en"] in html
        assert re.sub(r"\W", "", definition["sql"]) in re.sub(r"&\w+;|&#\d+;|\W", "", html), path
        figures = [r for r in data["indicators"] if r["indicator"] == definition["id"]]
        rows = list(table_rows(html))
        assert len(rows) == len(figures)
        for r in figures:
            assert any(f"areas/{r['area']}/" in row and shown(r["value"]) in row for row in rows), r
        for table in definition["tables"]:
            assert f'data/#{table}"' in html, path


def table_rows(html: str) -> Iterator[str]:
    for body in re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL):
        yield from re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)


def shown(value: float | None) -> str:
    if value is None:
        return 'class="empty"'
    return ">" + (f"{value:,.2f}".rstrip("0").rstrip("."))


def test_charts_tell_what_the_tables_tell(built: Path) -> None:
    drawn = 0
    for page in (built / "indicators").rglob("index.html"):
        for section in re.findall(r"<section id.*?</section>", page.read_text("utf-8"), re.DOTALL):
            texts = re.findall(r'class="ya-chart__text">(.*?)<', section)
            if texts:
                cells = re.findall(r'<td data-label="数值">(?:<span class="empty">)?(.*?)<', section)
                assert texts == cells[: len(texts)], page
                assert '<svg class="ya-chart"' in section
                assert 'role="img"' in section
                assert "<title>" in section
                drawn += 1
    assert drawn > 30


def test_indicators_are_in_the_sitemap_and_the_navigation(built: Path) -> None:
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    assert "/indicators/i-cov-01/" in sitemap
    assert 'href="indicators/"' in (built / "index.html").read_text("utf-8")
