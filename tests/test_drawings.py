"""Pages about the plan: what a drawing shows its words show too, and what is missing is told."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import build_site
from test_pages import records


def drawings(path: Path) -> tuple[list[str], str]:
    """The drawings of a page and what follows them."""
    html = path.read_text("utf-8")
    return re.findall(r"<svg class=\"ya-rings.*?</svg>", html, re.S), html[html.rindex("</svg>") :]


def test_every_organisation_in_being_is_drawn_and_listed_in_the_same_order(built: Path) -> None:
    orgs = {i: o for f, i, o in records() if f == "orgs" and o["status"] == "active"}
    inside = {i for i, o in orgs.items() if o.get("org_kind") == "league" and o["tier"] != "city"}
    areas = {i: a["name"] for f, i, a in records() if f == "areas" and a["status"] != "removed"}
    svgs, rest = drawings(built / "organisation/index.html")
    tree = rest[rest.index('<ul class="ya-tree') : rest.index('id="functions"')]
    listed = re.findall(r'<li><a href="\.\./orgs/(org-qbj-\d+)/"', tree)
    assert set(listed) == inside
    assert len(listed) == len(inside)
    said = [int(n) for svg in svgs for n in re.findall(r'aria-label="[^"]*?(\d+)', svg)]
    assert len(said) == 2  # the real committee and that of the demonstration
    assert sum(said) == len(inside)

    def drawn(id: str) -> str:
        org = orgs[id]
        name = org["short_name"].replace("（示例）", "").replace("团支部", "")
        if org["tier"] == "village" and org["provenance"] != "demo":
            name = areas[org["area"]]
        return name if len(name) < 10 else name[:9] + "…"

    labels = [t for svg in svgs for t in re.findall(r"<text (?!class)[^>]*>([^<]+)</text>", svg)]
    assert labels == [drawn(i) for i in listed if orgs[i]["tier"] != "district"]


def test_each_partner_stands_round_the_organisation_it_works_with(built: Path) -> None:
    orgs = {
        i: o["short_name"].replace("（示例）", "")
        for f, i, o in records()
        if f == "orgs" and o["status"] != "removed"
    }
    current = [p for f, _, p in records() if f == "partnerships" and p["status"] == "active"]
    pairs = {(orgs[p["league_org"]], orgs[p["partner_org"]]) for p in current}
    svgs, rest = drawings(built / "partners/index.html")
    assert len(svgs) == len({p["league_org"] for p in current}) > 1
    drawn = set()
    for svg in svgs:
        centre = "".join(re.findall(r'class="ya-rings__name"[^>]*>([^<]+)', svg))
        for group in re.findall(r"<g class=\"ya-rings__(?:full|part)\".*?</g></g>", svg, re.S):
            number, *name = re.findall(r"<text[^>]*>([^<]+)</text>", group)
            drawn.add((number, centre, "".join(name)))
    assert {(centre, name) for _, centre, name in drawn} == pairs
    table = re.findall(
        r"<td data-label=\"编号\">(\d+)</td>\s*<td[^>]*><span><a[^>]*>([^<]+)</a>.*?<th[^>]*><span><a[^>]*>([^<]+)</a>",
        rest,
        re.S,
    )
    assert {tuple(t.replace("（示例）", "") for t in row) for row in table} == drawn
    for partnership in current:
        assert f"partnerships/{partnership['id']}/" in rest


def test_what_a_leader_lacks_is_told(small: Path) -> None:
    (small / "data/contact-points/contact-abc-01.yaml").unlink()
    build_site(small)
    html = (small / "site/leaders/index.html").read_text("utf-8")
    own = html[html.index('id="post-abc-01"') : html.index("</section>", html.index('id="post-abc-01"'))]
    assert "没有包片" in own
    assert "没有定点" in own
    assert "领办不足" not in own
    assert '<a href="../areas/area-990101001/">' in html[html.index('id="towns"') :]


def test_a_phase_tells_which_towns_have_no_plan(small: Path) -> None:
    phase, plan = small / "data/phases/phase-1.yaml", small / "data/work-plans/plan-2024-001.yaml"
    phase.write_text(phase.read_text("utf-8") + "required_outputs: [implementation_plan]\n", "utf-8")
    plan.write_text(plan.read_text("utf-8").replace("status: adopted", "status: draft"), "utf-8")
    build_site(small)
    html = (small / "site/phases/index.html").read_text("utf-8")
    assert '还没有实施方案：<a href="../orgs/org-abc-02/">' in html
