"""What pages tell others about themselves: languages, search engines, cards in chats, screen readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from conftest import ROOT, build_site
from test_pages import SITE, pages, records

from generator.site.render.head import in_script

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LINK = re.compile(r'<link rel="(canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]+)">')
META = re.compile(r'<meta (?:property|name)="([^"]+)"(?: itemprop="[a-z]+")? content="([^"]*)">')
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAYS = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
        "SU": "Sunday"}  # fmt: skip


def linked(html: str) -> dict[str, Any]:
    (found,) = LINKED.findall(html)
    return json.loads(found)


@cache
def schema(folder: str) -> dict[str, Any]:
    for path in (ROOT / "schemas/records").glob("*.json"):
        found = json.loads(path.read_bytes())
        if found["x-collection"]["folder"] == folder:
            return found
    raise KeyError(folder)


def test_every_page_names_its_twin_and_its_one_address(built: Path) -> None:
    """Alternates agree in both directions, and the sitemap has the same pages and no other."""
    told: dict[str, dict[str, str]] = {}
    unlisted = set()
    for path, html in pages(built):
        links = {name or rel: unescape(href) for rel, name, href in LINK.findall(html)}
        if "canonical" not in links:
            assert path == "404.html" or "noindex" in html, path
            continue
        assert links["canonical"] == SITE + path.removesuffix("index.html")
        assert links["canonical"] in (links["zh-CN"], links["en"])
        assert links["x-default"] == links["zh-CN"]
        if "noindex" in html:
            unlisted.add(links["canonical"])
        told[links.pop("canonical")] = links
    for alternates in told.values():
        assert told[alternates["zh-CN"]] == told[alternates["en"]] == alternates
    listed = {
        url.findtext(f"{SITEMAP}loc"): [link.attrib["href"] for link in url if "href" in link.attrib]
        for url in ElementTree.parse(built / "sitemap.xml").getroot()
    }
    kept = {zh for zh in told if not zh.startswith(f"{SITE}en/")}
    assert listed.keys() == kept - unlisted
    for address, alternates in listed.items():
        assert alternates == [address, address.replace(SITE, f"{SITE}en/")]
    assert f"Sitemap: {SITE}sitemap.xml" in (built / "robots.txt").read_text()


def test_every_page_has_a_card_to_share(built: Path) -> None:
    for path, html in pages(built):
        told = {name: unescape(content) for name, content in META.findall(html.partition("</head>")[0])}
        assert told["og:title"], path
        assert 5 < len(told["description"]) <= 200, path
        assert told["og:locale"] == ("en_US" if path.startswith("en/") else "zh_CN")


def test_records_are_the_things_their_schemas_say(built: Path) -> None:
    seen = set()
    for folder, name, record in records():
        if record["status"] == "removed":
            continue
        kind = schema(folder)["x-collection"]
        for lang in ("", "en/"):
            page = linked((built / lang / folder / name / "index.html").read_text("utf-8"))
            steps = page["breadcrumb"]["itemListElement"]
            assert [s["item"].removeprefix(SITE + lang) for s in steps] == [
                "",
                f"{folder}/",
                f"{folder}/{name}/",
            ]
            assert page["dateModified"] == record["updated_on"]
            thing = page.get("mainEntity")
            dated_and_made_up = "calendar" in kind and record["provenance"] == "demo"
            assert bool(thing) == ("iri" in kind and not dated_and_made_up)
            if thing:
                assert thing["@type"] == kind["iri"].removeprefix("schema:")
                assert thing["@id"] == f"{SITE}{folder}/{name}/"
                assert thing["name"] == record[kind["title"]]
                seen.add(thing["@type"])
    assert {"CivicStructure", "Article", "Organization", "AdministrativeArea"} <= seen


def test_hours_and_places_are_told_as_search_engines_read_them(built: Path) -> None:
    for folder, name, record in records():
        if folder != "homes" or not record.get("opening"):
            continue
        home = linked((built / folder / name / "index.html").read_text("utf-8"))["mainEntity"]
        for row, told in zip(record["opening"], home["openingHoursSpecification"], strict=True):
            assert told["dayOfWeek"] == [f"https://schema.org/{DAYS[d]}" for d in row["days"]]
            assert told["opens"] == row["opens"]
            assert told["closes"] == {"24:00": "23:59"}.get(row["closes"], row["closes"])
        for row, told in zip(record.get("closed_dates", ()), home.get("specialOpeningHoursSpecification", ()), strict=True):  # fmt: skip
            assert (told["opens"], told["closes"]) == ("00:00", "00:00")
            assert told["validThrough"] == row.get("until", row["date"])
        assert home["isAccessibleForFree"] == (record["fee"] == "free")
        if "location" in record:
            assert abs(home["geo"]["longitude"] - record["location"]["lon"]) < 0.02
        assert "disambiguatingDescription" in home


ALTERNATE = re.compile(r'<link rel="alternate" type="([^"]+)"(?: title="[^"]*")? href="([^"]+)">')


def alternates(page: Path) -> dict[str, Path]:
    found = ALTERNATE.findall(page.read_text("utf-8"))
    return {form: (page.parent / href).resolve() for form, href in found}


def test_every_record_page_leads_to_its_json_and_yaml(built: Path) -> None:
    for folder, name, record in records():
        for page in (built / folder / name / "index.html", built / "en" / folder / name / "index.html"):
            files = alternates(page)
            told = json.loads(files["application/json"].read_bytes())["data"]
            assert told["id"] == record["id"]
            assert yaml.load(files["application/yaml"].read_text("utf-8"), LOADER).items() <= told.items()


def test_dataset_pages_lead_to_the_feed_of_what_changes_in_them(built: Path) -> None:
    for table in (p.stem for p in built.glob("data/*.parquet") if "__" not in p.stem):
        name, files = table, alternates(built / "data" / table / "index.html")
        for form in ("application/atom+xml", "application/feed+json"):
            assert files[form].is_file(), name
    assert (
        alternates(built / "en/data/homes/index.html")["application/atom+xml"] == built / "en/homes/feed.atom"
    )


def test_programs_that_read_text_find_what_there_is(built: Path) -> None:
    """https://llmstxt.org: a title, a summary, then lists of links; every address answers."""
    text = (built / "llms.txt").read_text("utf-8")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n", text)
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): .+$", text, re.MULTILINE)
    assert len(links) > 60
    for link in links:
        path = built / link.removeprefix(SITE)
        assert link.startswith(SITE)
        assert path.is_file() or (path / "index.html").is_file(), link
    assert "demo" in text


PROPERTIES = {
    "Place": {"geo", "address", "containedInPlace", "openingHoursSpecification", "specialOpeningHoursSpecification",
              "amenityFeature", "isAccessibleForFree", "maximumAttendeeCapacity", "telephone", "slogan"},
    "Event": {"startDate", "endDate", "eventStatus", "location", "organizer", "contributor", "audience",
              "isAccessibleForFree", "maximumAttendeeCapacity", "typicalAgeRange", "about"},
    "Organization": {"legalName", "parentOrganization", "areaServed", "contactPoint", "member", "location",
                     "foundingDate", "dissolutionDate", "address", "slogan", "email", "telephone"},
    "Service": {"areaServed", "audience", "provider", "serviceType", "slogan"},
    "CreativeWork": {"headline", "author", "abstract", "contentLocation", "datePublished", "maintainer", "about",
                     "contributor", "audience"},
}  # fmt: skip
"""By class, what schema.org gives it beside what every thing has; read off https://schema.org/docs/full.html."""
KINDS = {
    "CivicStructure": "Place",
    "AdministrativeArea": "Place",
    "Article": "CreativeWork",
    "Report": "CreativeWork",
}
THING = {"@type", "@id", "url", "name", "alternateName", "description", "disambiguatingDescription", "identifier",
         "image", "additionalType"}  # fmt: skip


def outside_its_class(thing: dict[str, Any]) -> set[str]:
    """Properties that schema.org does not give to such a thing, and agents that are no organisation."""
    known = PROPERTIES[KINDS.get(thing["@type"], thing["@type"])] | THING
    agents = {key: thing[key] for key in ("provider", "organizer", "author", "maintainer") if key in thing}
    return (thing.keys() - known) | {k for k, agent in agents.items() if agent["@type"] != "Organization"}


def test_things_have_only_the_properties_of_their_class(built: Path) -> None:
    odd = {}
    for folder, name, record in records():
        if record["status"] != "removed":
            found = linked((built / folder / name / "index.html").read_text("utf-8")).get("mainEntity")
            if found and outside_its_class(found):
                odd[name] = outside_its_class(found)
    assert odd == {}


REAL = 'provenance: official\nsource: {title: 公告, retrieved_on: "2024-05-20"}'


def test_real_events_say_whether_they_take_place(small: Path) -> None:
    """The shipped events are made up, and are no events to go to; so the small project takes itself for real."""
    for path in (small / "data").rglob("*.yaml"):
        text = path.read_text("utf-8").replace("provenance: demo", REAL)
        if path.stem == "event-2024-001":
            off = text.partition("result:")[0].replace("held", "cancelled\ncancelled_reason: 停电")
            text = off + text[text.index("maintainer_org") :]
        path.write_text(text, "utf-8")
    build_site(small)
    told = {}
    for path in (small / "data/events").glob("*.yaml"):
        record = yaml.load(path.read_text("utf-8"), LOADER)
        event = linked((small / "site/events" / record["id"] / "index.html").read_text("utf-8"))["mainEntity"]
        assert outside_its_class(event) == set()
        assert event["startDate"] == record["starts_at"]
        assert event["location"]["name"]
        told[record["status"]] = event["eventStatus"].removeprefix("https://schema.org/")
    assert told == {"held": "EventScheduled", "cancelled": "EventCancelled"}
    listed = (small / "site/sitemap.xml").read_text("utf-8")
    assert "events/event-2024-001/" in listed


def test_the_download_page_is_a_dataset_whose_parts_have_pages_and_files(built: Path) -> None:
    whole = linked((built / "data/index.html").read_text("utf-8"))["mainEntity"]
    assert whole["@type"] == "Dataset"
    assert whole["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(whole["description"]) >= 50
    assert whole["temporalCoverage"][:4].isdigit()
    assert whole["version"] in whole["citation"] or whole["dateModified"] in whole["citation"]
    parts = {part["url"].removeprefix(SITE): part for part in whole["hasPart"]}
    assert {"data/homes/", "data/events/", "data/cases/", "data/indicators/"} <= parts.keys()
    for path in parts:
        part = linked((built / path / "index.html").read_text("utf-8"))["mainEntity"]
        assert part["@id"] == f"{SITE}{path}"
        assert part["creator"]["name"]
        assert {
            "description",
            "identifier",
            "version",
            "citation",
            "temporalCoverage",
        } <= part.keys() & whole.keys()
        assert len(part["distribution"]) >= 6
        for file in part["distribution"]:
            path = built / file["contentUrl"].removeprefix(SITE)
            assert f"{path.stat().st_size} B" == file["contentSize"]


def test_nothing_can_end_the_script_it_stands_in() -> None:
    """Check refuses tags in records; should one slip through, it stays a word."""
    name = "</script><b>甲</b>&amp;<!--"
    html = in_script({"name": name})
    assert "<" not in html
    assert json.loads(html) == {"name": name}


class Unmarked(HTMLParser):
    """Chinese text on a page outside every element that says `lang="zh"`."""

    VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])

    def __init__(self) -> None:
        super().__init__()
        self.langs, self.found = ["en"], list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.langs.append(
                dict(attrs).get("lang") or ("zh" if tag in ("script", "style", "title") else self.langs[-1])
            )

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.langs.pop()

    def handle_data(self, data: str) -> None:
        if self.langs[-1] == "en" and re.search("[\u4e00-\u9fff]", data):
            self.found.append(data.strip())


def english(site: Path) -> Iterator[Path]:
    """The longest page of each folder, and all that stand alone."""
    longest: dict[Path, Path] = {}
    for path in sorted((site / "en").rglob("*.html")):
        kind = path.parent.parent
        if kind not in longest or path.stat().st_size > longest[kind].stat().st_size:
            longest[kind] = path
        if path.parent.parent.name == "en":
            yield path
    yield from longest.values()


def test_chinese_on_english_pages_says_that_it_is_chinese(built: Path) -> None:
    unmarked: dict[str, list[str]] = {}
    checked = 0
    for path in english(built):
        reader = Unmarked()
        reader.feed(path.read_text("utf-8"))
        assert reader.langs == ["en"], path
        checked += 1
        if reader.found:
            unmarked[str(path.relative_to(built))] = reader.found[:5]
    assert checked > 70
    assert unmarked == {}


@pytest.mark.parametrize("html", ["<p>a<b>中文</b></p>", "<p>中文</p>"])
def test_what_is_not_marked_is_noticed(html: str) -> None:
    reader = Unmarked()
    reader.feed(html)
    assert reader.found == ["中文"]
