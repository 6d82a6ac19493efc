"""What is made up says nothing of what is real: the shipped demonstration, and what schemas declare for V-013."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.config.project import Project
from generator.editing.area_merger import Merger
from generator.schema.load import read_model
from generator.schema.model import Field

ROOT = Path(__file__).parent.parent
GROUND = {"areas", "calendars", "phases", "plan", "tasks"}
"""Where things happen and what the plan asks for: to name one says nothing of it."""


@functools.cache
def records() -> dict[str, tuple[str, dict[str, Any]]]:
    """Folder and content of every record that is not retired, by id."""
    read = ((p, yaml.safe_load(p.read_text("utf-8"))) for p in sorted((ROOT / "data").rglob("*.yaml")))
    found = {r["id"]: (p.relative_to(ROOT / "data").parts[0], r) for p, r in read}
    return {id: (folder, r) for id, (folder, r) in found.items() if r["status"] != "removed"}


def texts(value: Any, route: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{route}.{key}" if route else key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, route)
    elif isinstance(value, str):
        yield route, value


def made_up() -> list[dict[str, Any]]:
    return [r for _, r in records().values() if r["provenance"] == "demo"]


def real(*folders: str) -> list[dict[str, Any]]:
    return [r for f, r in records().values() if r["provenance"] != "demo" and f in folders]


def test_no_made_up_record_names_a_real_body() -> None:
    bodies = {i for i, (f, r) in records().items() if r["provenance"] != "demo" and f not in GROUND}
    named = [(r["id"], route, text) for r in made_up() for route, text in texts(r) if text in bodies]
    assert len(bodies) > 10
    assert named == []


def test_no_made_up_record_speaks_of_a_real_body() -> None:
    """Not in its words either, nor of what the plan names without saying more of it."""
    names = {o[n] for o in real("orgs") for n in ("full_name", "short_name")}
    names |= {c["name"] for c in real("channels")} - {"12355青少年服务台"} | {"青年像素"}
    names |= {f"{a['name']}团支部" for a in real("areas")} | {
        f"{a['name']}青年工作共建委员会" for a in real("areas")
    }
    apart = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    said = [(r["id"], found[0]) for r in made_up() for route, text in texts(r)
            if not (route == "notes_public" and "虚构" in text) and (found := apart.search(text))]  # fmt: skip
    assert said == []


def test_made_up_organisations_are_called_after_no_real_area() -> None:
    areas = {re.sub("(街道|镇|乡|社区|村)$", "", a["name"]) for a in real("areas")}
    league = [
        r
        for f, r in records().values()
        if f == "orgs" and r["provenance"] == "demo" and r["org_kind"] == "league"
    ]
    assert len(league) > 90
    for org in league:
        assert "（示例）" in org["short_name"]
        assert not [a for a in areas if len(a) > 1 and a in org["short_name"] + org["full_name"]], org["id"]


def test_the_demonstration_is_as_large_as_it_was() -> None:
    count = {f: sum(g == f and r["provenance"] == "demo" for g, r in records().values())
             for f in ("funding", "task-assignments", "teams", "evaluations", "info-reports", "work-plans", "posts")}  # fmt: skip
    assert count == {"funding": 20, "task-assignments": 169, "teams": 7, "evaluations": 21,
                     "info-reports": 30, "work-plans": 17, "posts": 22}  # fmt: skip


def test_nothing_is_said_of_who_runs_what_the_plan_only_names() -> None:
    [account] = [c for c in real("channels") if c["name"] == "青聚锦官城"]
    assert not {"owner_org", "sections", "followers", "url"} & {*account}
    assert not [o["id"] for o in real("orgs") if "wechat_account" in o.get("public_contact", {})]
    assert not [i for i, (_, r) in records().items() if "青年像素" in (r.get("name") or r.get("title") or "")]


@pytest.mark.parametrize("record_type", read_model(ROOT / "schemas").types, ids=lambda t: t.type)
def test_what_schemas_exempt(record_type: Any) -> None:
    """An example may name a real record only as its keeper, or as ground that all stand on."""

    def refs(fields: dict[str, Field], route: str = "") -> Iterator[tuple[str, Field]]:
        for name, f in fields.items():
            for one in (f, f.item):
                if one and one.ref:
                    yield f"{route}{name}", one
                if one:
                    yield from refs(one.fields, f"{route}{name}.")

    quiet = {route for route, f in refs(record_type.fields) if not f.schema.get("x-describes", True)}
    assert quiet == {"maintainer_org"}
    assert bool(record_type.schema["x-collection"].get("reference_data")) == (record_type.folder in GROUND)


def test_the_joint_groups_are_those_of_the_plan() -> None:
    """The plan tells them apart by commas: 大同镇、城厢镇、弥牟镇，祥福镇、姚渡镇、龙王镇，福洪镇、清泉镇、人和乡."""
    [plan] = real("plan")
    phrase = next(m["phrase"] for m in plan["mechanisms"] if m["code"] == "M24")
    said = re.sub("^开展|区域化团建联建$", "", phrase)
    names = [[records()[a][1]["name"] for a in group["areas"]] for group in plan["joint_groups"]]
    assert names == [group.split("、") for group in said.split("，")]
    assert [len(group) for group in names] == [3, 3, 3]
    modes = {m["area"] for m in plan["committee_modes"] if m["mode"] == "joint"}
    assert modes == {a for group in plan["joint_groups"] for a in group["areas"]}


def test_committees_that_nobody_knows_of_are_retired_not_lost() -> None:
    assert not real("committees")
    for number in range(8, 13):
        file = ROOT / f"data/committees/committee-qbj-{number:02}.yaml"
        tombstone = yaml.safe_load(file.read_text("utf-8"))
        assert tombstone["status"] == "removed"
        assert tombstone["removed_reason"]


def test_names_that_no_source_states_are_marked_as_derived() -> None:
    """The plan speaks of 乡镇（街道）团（工）委, 团区委 and 团市委 only."""
    league = [o for o in real("orgs") if o["org_kind"] == "league"]
    assert len(league) == 14
    assert {o["full_name_basis"] for o in league} == {"derived"}
    assert all("惯例" in o["notes_public"] for o in league)


def test_a_merger_joins_the_real_with_the_real_and_the_made_up_with_the_made_up() -> None:
    day = date(2026, 11, 1)
    catalog = pipeline.inspect(Project(ROOT), day).catalog
    changed = Merger(catalog, day, day).changed("area-510113104", ["area-510113106"])
    ended = {i: data for i, data in changed.items() if data["status"] == "merged"}
    assert {"org-qbj-0006", "org-qbj-0165", "committee-qbj-05"} <= set(ended)
    assert "org-qbj-0006" in changed["org-qbj-0005"]["predecessors"]
    assert changed["org-qbj-0164"]["predecessors"] == ["org-qbj-0165"]
    assert changed["org-qbj-1051"]["parent"] == "org-qbj-0164"
