"""Pages about the plan: what a drawing shows its words show too, and what is missing is told."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import build_site
from test_pages import records


def svg_and_rest(path: Path) -> tuple[str, str]:
    html = path.read_text("utf-8")
    start, end = html.index("<svg class="), html.index("</svg>")
    return html[start:end], html[end:]


def test_every_organisation_in_being_is_drawn_and_listed_in_the_same_order(built: Path) -> None:
    orgs = {i: o for f, i, o in records() if f == "orgs" and o["status"] == "active"}
    inside = {i for i, o in orgs.items() if o.get("org_kind") == "league" and o["tier"] != "city"}
    areas = {i: a["name"] for f, i, a in records() if f == "areas" and a["status"] != "removed"}
    svg, rest = svg_and_rest(built / "organisation/index.html")
    tree = rest[rest.index('<ul class="ya-tree') : rest.index('id="functions"')]
    listed = re.findall(r'<li><a href="\.\./orgs/(org-qbj-\d+)/"', tree)
    assert set(listed) == inside
    assert len(listed) == len(inside)
    assert str(len(inside)) in re.findall(r'aria-label="[^"]*?(\d+)', svg)

    def drawn(id: str) -> str:
        org = orgs[id]
        name = areas[org["area"]] if org["tier"] == "village" else org["short_name"].replace("（示例）", "")
        return name if len(name) < 10 else name[:9] + "…"

    labels = re.findall(r"<text (?!class)[^>]*>([^<]+)</text>", svg)
    assert labels == [drawn(i) for i in listed[1:]]


def test_partners_have_the_same_number_in_the_drawing_and_in_the_table(built: Path) -> None:
    current = [p for f, _, p in records() if f == "partnerships" and p["status"] == "active"]
    svg, rest = svg_and_rest(built / "partners/index.html")
    circles = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    table = re.findall(r"<td data-label=\"编号\">(\d+)</td>\s*<th[^>]*><span><a[^>]*>([^<]+)</a>", rest)
    assert len(table) == len({p["partner_org"] for p in current})
    drawn = "".join(circles)
    for number, name in table:
        assert number + name.replace("（示例）", "") in drawn
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
