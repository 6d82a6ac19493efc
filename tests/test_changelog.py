"""What the site tells of changes: changelog, feeds, releases, and pages at every address there ever was.

One project with a past is built once. In it a home got other hours, one was renamed, one merged into
another, one deleted; a phone number slipped in and was taken out again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import jsonschema
import pytest
from conftest import BASE, SMALL_DAY, build_site, copy_project, tree, warm_up
from frictionless import Package
from repository import Repository, swap

from generator.__main__ import main
from generator.config.project import open_project
from generator.core.text import same
from generator.datasets.metadata.old_releases import ReleaseArchive
from generator.datasets.publication import Licence, Publication
from generator.history import read_history
from generator.history.redaction import Redactor, read_withheld
from generator.history.redirects import read_moved
from generator.history.releases import check_releases, releases
from generator.pipeline import build
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.cache import RecordCache
from generator.tables.tabulate import tabulate

SECRET = "13812345678"
HOMES = "data/homes/home-abc-00{}.yaml"
TOMBSTONE = """\
id: home-abc-004
schema_version: "1.0"
status: removed
removed_on: "2024-05-06"
removed_reason: 与另一处合并
replaced_by: home-abc-001
provenance: demo
updated_on: "2024-05-06"
"""
FIRST = 'releases:\n  - name: "2024-05"\n    title: {zh: 五月, en: May}\n    notes: {zh: 说明, en: Notes}\n'
NOBODY = Publication(
    "x", "x", same("x"), same("x"), "", date(2024, 6, 1), "", Licence("", "", same(""), False), same(""), "", same(""), ""
)  # fmt: skip
SECOND = FIRST + '  - name: "2024-05b"\n'


def with_a_past(root: Path) -> Repository:
    """Commits of 2024-05-01 and the days after it."""
    for file in (root / "content").glob("re*.yaml"):
        file.unlink()
    made = Repository.of(root)
    made.change("Slip", {HOMES.format(3): swap("fee: free", f"fee: free\nage_note: 电话 {SECRET}")})
    made.change("Release", {"content/releases.yaml": FIRST})
    made.change(
        "Longer hours",
        {
            HOMES.format(1): swap("SU], opens: \"10:00\"", "SU], opens: \"09:00\""),
            HOMES.format(3): swap(f"age_note: 电话 {SECRET}", "age_note: 十四岁以上"),
        },
    )  # fmt: skip
    renamed = (root / HOMES.format(2)).read_text("utf-8").replace("home-abc-002", "home-abc-007")
    made.change(
        "Rename",
        {
            HOMES.format(2): None,
            HOMES.format(7): renamed,
            "content/redirects.yaml": "home-abc-002: home-abc-007\n",
        },
    )
    made.change("Merge", {HOMES.format(4): TOMBSTONE})
    made.change("Release again", {"content/releases.yaml": SECOND})
    made.change("Delete", {HOMES.format(5): None})
    return made


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, _warm: Path) -> Repository:
    root = warm_up(copy_project(tmp_path_factory.mktemp("past") / "project", BASE), _warm)
    made = with_a_past(root)
    build_site(root, history=read_history(root))
    return made


@pytest.fixture(scope="module")
def site(repository: Repository) -> Path:
    return repository.root / "site"


@pytest.fixture(scope="module")
def log(site: Path) -> dict[str, dict]:
    document = json.loads((site / "data/changelog.json").read_bytes())
    return {r["name"]: r for r in document["releases"]}


def test_no_name_of_a_release_or_commit_can_pass_for_a_number(site: Path) -> None:
    """Among 11 to 31 hexadecimal digits there may be a mobile number by chance; more are a checksum."""
    found = [
        (page.relative_to(site).as_posix(), name)
        for page in site.rglob("*")
        if page.suffix in (".html", ".js", ".json", ".txt", ".atom") and "vendor" not in page.parts
        for name in re.findall(r"\b[0-9a-f]{11,31}\b", page.read_text("utf-8"))
        if not name.isdecimal()
    ]
    assert found == []


# The changelog


def test_the_changelog_has_a_section_a_release_and_one_for_what_came_since(log: dict[str, dict]) -> None:
    assert list(log) == [None, "2024-05b", "2024-05"]
    assert log["2024-05"]["date"] == "2024-05-03"
    assert (log["2024-05"]["title"], log["2024-05"]["notes_en"]) == ("五月", "Notes")
    assert set(log["2024-05"]["datasets"]["homes"]) == {"added"}
    assert log[None]["datasets"] == {"homes": {"removed": [{"id": "home-abc-005"}]}}


def test_what_changed_is_told_with_its_values_before_and_after(log: dict[str, dict]) -> None:
    homes = log["2024-05b"]["datasets"]["homes"]
    assert "added" not in homes  # what was renamed is not new
    changed = {c["id"]: c for c in homes["changed"]}
    [hours] = changed["home-abc-001"]["fields"]
    assert hours["field"] == "opening"
    assert [row["opens"] for row in hours["before"]] == ["09:00", "10:00"]
    assert [row["opens"] for row in hours["after"]] == ["09:00", "09:00"]
    assert changed["home-abc-001"]["words"] == ["开放时间（周六、周日）：10:00–18:00 → 09:00–18:00"]
    assert homes["renamed"] == [{"id": "home-abc-002", "replaced_by": "home-abc-007"}]
    assert homes["removed"] == [
        {"id": "home-abc-004", "reason": "与另一处合并", "replaced_by": "home-abc-001"}
    ]


def test_a_table_has_its_changes_by_itself(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "data/changelog/homes.csv").read_text("utf-8"))))
    assert ("2024-05b", "renamed", "home-abc-002", "home-abc-007") in {
        (r["release"], r["change"], r["id"], r["replaced_by"]) for r in rows
    }
    assert sum(r["change"] == "added" for r in rows) == 5
    document = json.loads((site / "data/changelog/homes.json").read_bytes())
    assert [r["name"] for r in document["releases"]] == [None, "2024-05b", "2024-05"]


def test_what_was_taken_out_comes_back_nowhere(site: Path, log: dict[str, dict]) -> None:
    [change] = [c for c in log["2024-05b"]["datasets"]["homes"]["changed"] if c["id"] == "home-abc-003"]
    assert [(f["field"], f.get("withheld"), "before" in f) for f in change["fields"]] == [
        ("age_note", True, False)
    ]
    assert [path for path, content in tree(site).items() if SECRET.encode() in content] == []
    old = (site / "data/releases/2024-05/homes.csv").read_text("utf-8")
    assert "[不公开 withheld]" in old


# Releases


def test_a_release_is_the_state_of_the_commit_with_which_its_entry_came(repository: Repository) -> None:
    history = read_history(repository.root)
    found = releases(history)
    assert [(r.name, r.title.en) for r in found] == [("2024-05", "May"), ("2024-05b", "2024-05b")]
    assert repository.git("log", "-1", "--format=%s", found[1].commit.id).strip() == "Release again"


def test_the_data_of_an_old_release_is_that_of_then_and_describes_itself(site: Path) -> None:
    folder = site / "data/releases"
    report = Package(str(folder / "2024-05b" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    for name, ids in (("2024-05", {1, 2, 3, 4, 5}), ("2024-05b", {1, 3, 5, 7})):
        with (folder / name / "homes.csv").open(encoding="utf-8", newline="") as file:
            assert {row["id"] for row in csv.DictReader(file)} == {f"home-abc-00{i}" for i in ids}
    before, after = ((folder / n / "homes__opening.csv").read_text("utf-8") for n in ("2024-05", "2024-05b"))
    assert "home-abc-001,2,SA;SU,10:00" in before
    assert "home-abc-001,2,SA;SU,09:00" in after


def test_numbers_kept_back_today_are_kept_back_in_old_releases_too(
    repository: Repository, tmp_path: Path
) -> None:
    model = read_model(repository.root / "schemas")
    records = read_records(repository.root / "data", model, RecordCache(None)).records
    release = releases(read_history(repository.root))[0]
    now = {r.id: r for r in records}
    baseline = now["base-2024-001"]
    kept_back = {**baseline.data, "membership": {**baseline.data["membership"], "members_14_17": None}}
    now[baseline.id] = replace(baseline, data=kept_back)
    for today, shown in ((records, ("160", "40")), (tuple(now.values()), ("160", ""))):
        catalog = Catalog(model, tuple(today))
        archive = ReleaseArchive(
            repository.root,
            tmp_path / "kept",
            catalog,
            Redactor(),
            replace(NOBODY, releases=(release.name,)),
            lambda _folder, _recorded, shown, _release: tabulate(shown),
        )
        _, files = archive.files(release)
        [row] = csv.DictReader(io.StringIO(files["baselines.csv"].decode()))
        assert (row["membership_members_total"], row["membership_members_14_17"]) == shown
        described = json.loads(files["datapackage.json"])
        assert "青年之家地图" in described["title"]  # by the settings of then, not by those of NOBODY


def test_a_release_holds_everything_in_one_zip_and_its_queries_give_its_figures(
    site: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(site / "data/releases/2024-05/youth-atlas-2024-05.zip") as archive:
        archive.extractall(tmp_path)
    there = {p.stem for p in tmp_path.glob("*.csv")}
    assert there >= {"homes", "indicators", "indicator_definitions", "fields", "codes", "records", "retired"}
    for line in (tmp_path / "checksums.txt").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest, name
    with duckdb.connect() as connection:
        script = (tmp_path / "indicators.sql").read_text("utf-8")
        tables = re.sub(r"FROM '(\w+\.parquet)'", rf"FROM '{tmp_path}/\1'", script)
        connection.execute(tables)
        found = connection.execute(
            "SELECT area, numerator, denominator FROM \"I-COV-03\" WHERE breakdown = 'all'"
        )
        expected = [
            (r["area"], float(r["numerator"]), float(r["denominator"]))
            for r in rows_of(tmp_path / "indicators.csv")
            if (r["indicator"], r["breakdown"]) == ("I-COV-03", "all")
        ]
        assert sorted(found.fetchall()) == sorted(expected)
        assert expected


def test_what_comes_later_changes_nothing_in_a_release(
    repository: Repository, site: Path, tmp_path: Path
) -> None:
    before = tree(site / "data/releases/2024-05b")
    root = shutil.copytree(repository.root, tmp_path / "later", symlinks=True)
    later = Repository(root, repository.seconds)
    renamed = {HOMES.format(1): swap("name: ", "name: 新")}
    settings = {
        "mkdocs.yml": lambda text: swap("confirmed: false", "confirmed: true")(
            swap("site_name: 青年之家地图", "site_name: 青年之家新图")(text)
        ),
        "mkdocs.en.yml": swap("site_name: Youth Home Atlas", "site_name: New Atlas"),
    }
    later.change("Rename", {**renamed, **settings})
    shutil.rmtree(later.root / ".cache/releases")
    build_site(later.root, history=read_history(later.root))
    assert tree(later.root / "site/data/releases/2024-05b") == before
    assert "新图" in (later.root / "site/data/datapackage.json").read_text("utf-8")


def test_an_earlier_day_knows_no_later_change_or_release(repository: Repository) -> None:
    """The first release is of 3 May, the second of 7 May."""
    for day, names in ((date(2024, 4, 30), []), (date(2024, 5, 4), ["2024-05"])):
        result = build(open_project(repository.root), day, SMALL_DAY, read_history(repository.root))
        made = {o.path: o for o in result.outputs}
        assert [p for p in made if p.startswith("data/releases/") and p.endswith(".zip")] == [
            f"data/releases/{name}/youth-atlas-{name}.zip" for name in names
        ]
        told = json.loads(made["data/changelog.json"].make({}).content) if names else {"releases": []}
        assert [r["name"] for r in told["releases"] if r["name"]] == names
        assert "home-abc-007" not in str(told)


def test_figures_of_a_day_are_lined_up_release_by_release(site: Path) -> None:
    rows = [r for r in rows_of(site / "data/indicator_series.csv") if r["indicator"] == "I-COV-03"]
    whole = [r for r in rows if r["breakdown"] == "all" and r["area"] == "area-990101"]
    assert [r["release"] for r in whole] == ["2024-05", "2024-05b"]
    assert all(r["period"] == r["as_of"] for r in rows)
    own = rows_of(site / "data/indicators/i-cov-03.csv")
    assert {r["release"] for r in own} == {"2024-05", "2024-05b", ""}
    page = (site / "indicators/i-cov-03/index.html").read_text("utf-8")
    assert "历次发布" in page
    assert "data/indicators/i-cov-03.csv" in page


def test_what_is_cited_names_the_release(site: Path) -> None:
    """The last commit changed records after the release: the version says so."""
    catalog = json.loads((site / "data/catalog.jsonld").read_text("utf-8"))
    homes = next(n for n in catalog["@graph"] if n["@id"].endswith("/data/homes/#dataset"))
    assert homes["dcat:version"].startswith("2024-05b+")
    assert homes["dcat:previousVersion"]["@id"].endswith("releases/2024-05b/")
    assert "（2024-05b+" in (site / "data/homes/index.html").read_text("utf-8")
    released = json.loads((site / "data/releases/2024-05b/datapackage.json").read_text("utf-8"))
    assert released["version"] == "2024-05b"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_release_has_a_page_and_the_list_leads_to_it(site: Path) -> None:
    for prefix in ("", "en/"):
        listed = (site / f"{prefix}releases/index.html").read_text("utf-8")
        assert "releases/2024-05b/" in listed
        page = (site / f"{prefix}releases/2024-05b/index.html").read_text("utf-8")
        assert "10:00–18:00 → 09:00–18:00" in page
        assert "data/releases/2024-05b/datapackage.json" in page
        assert "releases/2024-05b/" in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("name: Big One", "name may not be so"),
        ("name: a..b", "name may not be so"),
        ("name: '1.0'\n  - name: '1.0'", "used before"),
        ("name: '1.0'\n    title: {zh: 只有中文}", "lacks a language"),
        ("title: {zh: 甲, en: a}", "must consist of"),
    ],
)
def test_a_release_written_wrongly_is_told_at_its_line(tmp_path: Path, entry: str, said: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/releases.yaml").write_text(f"releases:\n  - {entry}\n", "utf-8")
    [problem] = check_releases(tmp_path)
    assert said in problem.message.en
    assert problem.where.line >= 2


@pytest.mark.parametrize("text", ["- name: x", "release:\n  - name: x", "releases: x", "releases:"])
def test_a_list_of_releases_that_is_none_is_not_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/releases.yaml").write_text(f"{text}\n", "utf-8")
    assert ["begin with" in p.message.en for p in check_releases(tmp_path)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "withold:\n  - {record: a-1, reason: x, reviewed_on: '2024-05-01'}",
        "withhold:\n  - {record: a-1}",
        "- a-1",
    ],
)
def test_a_list_of_what_is_withheld_that_is_none_is_not_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/privacy-withhold.yaml").write_text(f"{text}\n", "utf-8")
    listed, problems = read_withheld(tmp_path)
    assert (len(listed), len(problems)) == (0, 1)


# Feeds


def all_feeds(site: Path) -> Iterator[Path]:
    yield from site.rglob("feed.atom")


ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def test_every_collection_and_every_place_has_feeds_in_both_languages(site: Path) -> None:
    paths = {p.relative_to(site).as_posix() for p in all_feeds(site)}
    for where in ("", "homes/", "events/", "areas/area-990101001/", "areas/area-990101/"):
        assert {f"{where}feed.atom", f"en/{where}feed.atom"} <= paths
        assert (site / where / "feed.json").is_file()
    assert "areas/area-990101001001/feed.atom" not in paths  # a village is no place that gathers
    assert 'rel="alternate" type="application/atom+xml"' in (site / "homes/index.html").read_text("utf-8")


def test_feeds_hold_to_rfc_4287(site: Path) -> None:
    ids = set()
    for path in all_feeds(site):
        root = ET.fromstring(path.read_bytes())
        assert root.tag == f"{ATOM}feed"
        for one in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one of each
                assert len(one.findall(ATOM + name)) == 1, (path, name)
            assert IRI.fullmatch(one.findtext(f"{ATOM}id") or "")  # 4.2.6: an absolute IRI
            moment = one.findtext(f"{ATOM}updated") or ""
            assert MOMENT.fullmatch(moment)  # 3.3
            assert datetime.fromisoformat(moment)
            kinds = [(x.get("rel"), x.get("type"), x.get("hreflang")) for x in one.findall(f"{ATOM}link")]
            assert len(kinds) == len(set(kinds))  # no two alternates of one type and language
            assert all(x.get("href") for x in one.findall(f"{ATOM}link"))
            assert all(x.get("term") for x in one.findall(f"{ATOM}category"))
            assert len(one.findall(f"{ATOM}content")) <= 1
        assert root.findtext(f"{ATOM}author/{ATOM}name")  # 4.1.1: an author for every entry
        assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1
        own = root.findtext(f"{ATOM}id")
        assert own not in ids
        ids.add(own)
        entries = [e.findtext(f"{ATOM}id") or "" for e in root.iter(f"{ATOM}entry")]
        assert len(entries) == len(set(entries))


def test_a_feed_reader_finds_the_news_newest_first(site: Path) -> None:
    feed = feedparser.parse((site / "homes/feed.atom").read_bytes())
    assert not feed.bozo
    assert [(e.title, e.updated[:10]) for e in feed.entries[:5]] == [
        ("青年之家“home-abc-005”撤除", "2024-05-08"),
        ("青年之家“home-abc-004”撤除（演示数据）", "2024-05-06"),
        ("青年之家“home-abc-002”改了编号", "2024-05-05"),
        ("青年之家“工坊青年之家”有改动（演示数据）", "2024-05-04"),
        ("青年之家“东风青年之家”有改动（演示数据）", "2024-05-04"),
    ]
    assert "开放时间（周六、周日）：10:00–18:00 → 09:00–18:00" in feed.entries[4].content[0].value
    assert feed.entries[4].link.endswith("/homes/home-abc-001/")
    moments = [e.updated for e in feed.entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.feed.updated == moments[0]


def test_json_feeds_hold_to_version_1_1_and_say_the_same(site: Path) -> None:
    for path in site.rglob("feed.json"):
        feed = json.loads(path.read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert isinstance(feed["title"], str)
        assert feed["title"]
        assert all(isinstance(a["name"], str) for a in feed["authors"])
        assert feed.keys() <= {
            "version",
            "title",
            "home_page_url",
            "feed_url",
            "description",
            "language",
            "authors",
            "items",
        }
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_text"]
            assert MOMENT.fullmatch(item["date_published"])
            assert all(isinstance(t, str) for t in item["tags"])
        atom = ET.fromstring(path.with_suffix(".atom").read_bytes())
        assert [i["id"] for i in feed["items"]] == [
            e.findtext(f"{ATOM}id") for e in atom.iter(f"{ATOM}entry")
        ]


def test_a_town_has_the_news_of_what_lies_in_it_and_of_nothing_else(site: Path) -> None:
    def ids(path: str) -> set[str]:
        return {
            i["url"].split("/")[-2] for i in json.loads((site / path / "feed.json").read_bytes())["items"]
        }

    town = ids("areas/area-990101001")
    assert "home-abc-001" in town
    assert {i for i in town if i.startswith("calendar")} == set()


# Every address that there ever was


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_renamed_record_leads_on_without_a_script(site: Path, prefix: str) -> None:
    page = (site / f"{prefix}homes/home-abc-002/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../homes/home-abc-007/">' in page
    assert re.search(rf'<link rel="canonical" href="https://[^"]+/{prefix}homes/home-abc-007/">', page)
    assert page.count('rel="canonical"') == 1
    assert 'href="../../homes/home-abc-007/"' in page
    assert (site / f"{prefix}homes/home-abc-007/index.html").is_file()


def test_a_deleted_record_says_since_when_it_is_gone_and_shows_nothing_of_it(site: Path) -> None:
    page = (site / "homes/home-abc-005/index.html").read_text("utf-8")
    assert "2024-05-08" in page
    assert "noindex" in page
    assert 'http-equiv="refresh"' not in page
    assert "home-abc-005" not in (site / "sitemap.xml").read_text("utf-8")


def answer(site: Path, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / f"api/v1/{path}.json").read_bytes())
    return found


def test_ids_that_have_changed_or_ended_answer_in_the_api(site: Path) -> None:
    """What was deleted, renamed or merged; each names what answers now, if anything does."""
    renamed, merged, deleted = (answer(site, f"homes/home-abc-00{n}") for n in (2, 4, 5))
    assert [a["_meta"]["removed"] for a in (renamed, merged, deleted)] == [True, True, True]
    assert renamed["_meta"]["moved_to"].endswith("/api/v1/homes/home-abc-007.json")
    assert merged["_meta"]["moved_to"].endswith("/api/v1/homes/home-abc-001.json")
    assert merged["data"]["removed_reason"] == "与另一处合并"
    assert deleted["_meta"]["removed_on"] == "2024-05-08"
    assert "moved_to" not in deleted["_meta"]
    assert (renamed["data"], deleted["data"]) == (None, None)
    assert renamed["_meta"]["page"].endswith("/homes/home-abc-002/")
    listed = {row["id"] for row in answer(site, "homes/index")["data"]}
    assert not listed & {f"home-abc-00{n}" for n in (2, 4, 5)}
    for one in (renamed, merged, deleted):
        assert one["_meta"]["self"].removeprefix("https://").partition("/")[2].startswith("api/v1/homes/")
        shape = json.loads((site / "api/v1/openapi.json").read_bytes())["components"]["schemas"]["meta"]
        jsonschema.validate(one["_meta"], shape)


@pytest.mark.parametrize("path", ["api/v1/", "api/", "en/api/v1/"])
def test_the_folder_of_the_api_answers(site: Path, path: str) -> None:
    page = (site / path / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+\.json)"', page)
    assert {"index.json", "openapi.json"} <= {link.rpartition("/")[2] for link in links}
    assert all(
        (site / path / link).resolve().is_file() for link in links if "api/" in link or "/" not in link
    )


def test_files_of_a_renamed_record_stay_where_they_were(site: Path) -> None:
    """What stands on a notice board, in a calendar, in a feed reader."""
    old, new = site / "homes/home-abc-002", site / "homes/home-abc-007"
    own = {p.name.replace("home-abc-007", "home-abc-002"): p for p in new.iterdir() if p.suffix != ".html"}
    assert own.keys() >= {"qr.svg", "home-abc-002.yaml"}
    assert own.keys() == {p.name for p in old.iterdir() if p.suffix != ".html"}
    for name in own.keys() - {"feed.atom", "feed.json"}:  # a feed says where it stands
        assert (old / name).read_bytes() == own[name].read_bytes()


def test_retired_ids_are_a_dataset(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "data/retired.csv").read_text("utf-8"))))
    assert [
        (r["id"], r["how"], r["removed_on"], r["replaced_by"]) for r in rows if r["collection"] == "homes"
    ] == [
        ("home-abc-002", "moved", "", "home-abc-007"),
        ("home-abc-004", "removed", "2024-05-06", "home-abc-001"),
        ("home-abc-005", "deleted", "2024-05-08", ""),
    ]


def test_the_table_of_records_has_the_days(site: Path) -> None:
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO((site / "data/records.csv").read_text("utf-8")))}
    assert (rows["home-abc-001"]["created_on"], rows["home-abc-001"]["changed_on"]) == (
        "2024-05-01",
        "2024-05-04",
    )
    assert rows["home-abc-007"]["created_on"] == "2024-05-01"  # a declared rename is no beginning
    page = (site / "homes/home-abc-001/index.html").read_text("utf-8")
    assert '<time datetime="2024-05-04">' in page


@pytest.mark.parametrize(
    ("lines", "said", "line"),
    [
        ("home-abc-001: home-abc-002", "has a file", 1),
        ("home-abc-081: home-abc-082", "does not exist", 1),
        ("x-1: home-abc-001\nhome-abc-081: home-abc-082\nhome-abc-082: home-abc-081", "leads round", 2),
        ("- home-abc-001", "must consist of", 1),
    ],
)
def test_a_redirect_written_wrongly_is_told(tmp_path: Path, lines: str, said: str, line: int) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/redirects.yaml").write_text(f"{lines}\n", "utf-8")
    files = {f"home-abc-00{i}": HOMES.format(i) for i in (1, 2)}
    problems = read_moved(tmp_path, files)[1]
    assert said in problems[0].message.en
    assert problems[0].where.line == line


def test_an_id_that_was_deleted_may_not_come_back_as_something_else(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    repository.git("clone", "-q", str(repository.root), str(root))
    lost = repository.git("show", f"HEAD~1:{HOMES.format(5)}")
    check = ["check", "--project", str(root), "--lang", "en", "--as-of", "2024-06-01"]
    (root / HOMES.format(5)).write_text(lost, "utf-8")
    assert main(check) == 0, capsys.readouterr().out
    capsys.readouterr()
    (root / HOMES.format(5)).write_text(re.sub("name: .*", "name: 全新青年之家", lost), "utf-8")
    assert main(check) == 1
    assert f"{HOMES.format(5)}:1:1: error V-010" in capsys.readouterr().out


# Wherever and whenever


def test_any_clone_gives_the_same_bytes(repository: Repository, site: Path, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere"
    repository.git("clone", "-q", str(repository.root), str(root))
    (root / "node_modules").symlink_to(repository.root / "node_modules")
    (root / ".cache").mkdir()
    shutil.copy(repository.root / ".cache/engine.zip", root / ".cache")  # MkDocs has tests of its own
    build_site(root, today=date(2024, 6, 9), history=read_history(root))
    here, there = tree(site), tree(root / "site")
    assert here.keys() == there.keys()
    assert [p for p in here if here[p] != there[p]] == []


def test_a_shallow_clone_is_refused_with_the_way_out(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "cut"
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(root))
    assert main(["build", "--project", str(root), "--lang", "en", "--as-of", "2024-06-01"]) == 2
    told = capsys.readouterr().err
    assert "git fetch --unshallow" in told
    assert "--no-history" in told
    assert not (root / "site").exists()
