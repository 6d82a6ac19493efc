"""The editing form in a real browser: from `youth-atlas edit` to a branch with the changed record."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, SMALL_DAY, copy_project, warm_up
from pictures import hold
from playwright.sync_api import Browser, Locator, Page, expect

from generator.config.project import open_project, today
from generator.core.problems import Refused
from generator.core.yaml_reader import read
from generator.forms.backend import LOCAL, backend
from generator.forms.collections import next_id
from generator.forms.fields import widgets
from generator.pipeline import inspect
from generator.records.catalog import Record
from generator.schema.load import read_model
from generator.schema.model import Model
from generator.site.pages.editor import policy

ROOT = Path(__file__).parent.parent
BASE_HOME = "data/homes/home-abc-001.yaml"
IN_WORK = "data/cases/case-abc-01.yaml"


def git(root: Path, *words: str) -> str:
    own = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    return subprocess.run(
        ["git", "-C", str(root), *own, *words], check=True, capture_output=True
    ).stdout.decode()


@pytest.fixture(scope="module")
def repository(_warm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project under git, with a file that is being worked on and not committed."""
    root = warm_up(copy_project(tmp_path_factory.mktemp("form") / "project", BASE), _warm)
    (root / ".gitignore").write_text("node_modules\n.cache\n/site\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "as it is")
    with (root / IN_WORK).open("a", encoding="utf-8") as file:
        file.write("# not done yet\n")
    return root


@pytest.fixture(scope="module")
def form(repository: Path) -> Iterator[str]:
    """The address at which `youth-atlas edit` says that the form is."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "edit",
        "--project",
        str(repository),
        "--no-open",
        "--port",
        "0",
    ]
    process = subprocess.Popen(
        [*command, "--as-of", SMALL_DAY.isoformat(), "--lang", "zh"],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(repository.parent)},
    )  # fmt: skip
    assert process.stderr is not None
    address = ""
    while not address:
        line = process.stderr.readline()
        assert line, "edit ended before it served the form"
        address = "".join(re.findall(r"http://\S+/edit/", line))
    yield address
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert list(repository.parent.glob("youth-atlas-edit-*")) == []
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert f"GIT_REPO_DIRECTORY={repository}" not in running


@dataclass
class Clerk:
    """Works the form and counts the clicks; typing is no click, going to a field by Tab is none either."""

    page: Page
    clicks: int = 0
    faults: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def write(self, label: str, text: str) -> None:
        """As a person does: into the field, all of it marked, and typed over."""
        box = self.page.get_by_label(label, exact=True).first
        self.click(box)
        box.press("Control+a")
        box.press_sequentially(text)

    def choose(self, label: str, words: str) -> None:
        """From a drop-down, by typing some of its words."""
        box = self.page.get_by_label(label, exact=True)
        self.click(box)
        box.fill(words)
        self.click(self.page.get_by_role("option", name=words).first)


@pytest.fixture
def clerk(browser: Browser, form: str) -> Iterator[Callable[[str], Clerk]]:
    """Opens the form at a place; nothing may be asked of another host, and nothing may go wrong."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="zh-CN", timezone_id="America/New_York"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    clerk = Clerk(page)
    host = form.removesuffix("edit/")
    context.on("request", lambda r: r.url.startswith((host, "data:", "blob:")) or clerk.faults.append(r.url))
    page.on("console", lambda m: clerk.faults.append(m.text) if "Content Security" in m.text else None)

    def heard(fault: Any) -> None:
        if fault.error.stack:  # Decap also rejects with plain objects, when a field is wrong
            clerk.faults.append(fault.error.stack)

    context.on("weberror", heard)

    def open_at(place: str) -> Clerk:
        page.goto(form + place)
        return clerk

    yield open_at
    context.close()
    assert clerk.faults == [], clerk.faults


def value(path: Path) -> dict[str, Any]:
    found, problems = read(path.read_bytes(), path.name)
    assert not problems
    return found


def saved(repository: Path, branch: str, file: str) -> dict[str, Any]:
    """The record as it stands on the branch, after every rule was tried on it."""
    git(repository, "checkout", "--quiet", branch)
    problems = inspect(open_project(repository), today()).problems
    record = value(repository / file)
    git(repository, "checkout", "--quiet", "main")
    assert "# not done yet" in (repository / IN_WORK).read_text("utf-8")
    assert git(repository, "diff", "--name-only", f"main...{branch}").split() == [file]
    assert [p for p in problems if p.where.file == file and p.severity == "error"] == []
    return record


def test_hours_are_changed_in_few_clicks(clerk: Callable[[str], Clerk], repository: Path) -> None:
    before = value(repository / BASE_HOME)
    work = clerk("")
    page = work.page
    work.click(page.get_by_role("button", name="登录"))
    work.click(page.get_by_role("link", name="青年之家", exact=True))
    work.click(page.get_by_text("东风青年之家").first)
    work.write("关门", "20:30")
    work.click(page.get_by_role("button", name="保存"))
    expect(page.get_by_text("内容已保存")).to_be_visible()
    assert work.clicks <= 12, work.clicks

    after = saved(repository, "cms/homes/home-abc-001", BASE_HOME)
    assert after["opening"][0] == {
        "days": ["MO", "TU", "WE", "TH", "FR"],
        "opens": "09:00",
        "closes": "20:30",
    }
    assert after["updated_on"] > before["updated_on"]
    before["opening"][0]["closes"], before["updated_on"] = "20:30", after["updated_on"]
    assert after == before


def test_pictures_of_the_form(clerk: Callable[[str], Clerk]) -> None:
    """See `pictures.py`; nothing is saved."""
    work = clerk("#/collections/homes/entries/home-abc-001")
    page = work.page
    page.set_viewport_size({"width": 800, "height": 620})  # the form is no narrower
    page.get_by_role("button", name="登录").click()
    closes = page.get_by_label("关门", exact=True).first
    closes.fill("20:30")
    row = page.locator("[class*=SortableListItem]").first
    row.evaluate("row => row.scrollIntoView()")
    expect(page.locator("#nprogress")).to_have_count(0)
    save = page.get_by_role("button", name="保存")
    hold("handbook-form", page, save, row)
    closes.fill("8:30")
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("没有保存：“关门”不满足模式的要求")
    expect(page.get_by_role("listitem").filter(has_text="“关门”不满足模式的要求")).to_be_in_viewport()
    hold(
        "handbook-form-error", closes.locator("xpath=ancestor::div[contains(@class, 'ControlContainer')][1]")
    )


def test_a_home_is_created_with_hours_and_a_picked_point(
    clerk: Callable[[str], Clerk], repository: Path
) -> None:
    work = clerk("#/collections/homes/new")
    page = work.page
    work.click(page.get_by_role("button", name="登录"))
    expect(page.get_by_label("编号", exact=True)).to_have_value("home-abc-006")  # the next one free
    page.get_by_label("名称", exact=True).fill("北门青年之家")
    page.get_by_label("地址", exact=True).fill("示例区东风街道2号")
    for label, words in {
        "状态": "开放", "三级体系类别": "旗舰店", "示范性等级": "未命名", "所属镇街": "东风街道", "依托场所": "咖啡厅",
        "建设方式": "新建", "运营单位": "东风街道团", "主管团组织": "东风街道团", "维护单位": "示例区团", "数据性质": "演示数据",
        "收费 (可选)": "免费", "服务类别 (可选)": "文化学习",
    }.items():  # fmt: skip
        work.choose(label, words)
    page.get_by_label("开放日期 (可选)").fill("2024-05-01")
    work.click(page.get_by_role("button", name="新增开放时间"))
    work.choose("星期", "周六")
    page.get_by_label("开门", exact=True).fill("8:30")
    page.get_by_label("关门", exact=True).fill("24:00")

    work.click(page.get_by_role("button", name="保存"))
    expect(page.get_by_role("alert").filter(has_text="没有保存")).to_have_text(
        "没有保存：“开门”不满足模式的要求，例如 09:00"
    )
    work.write("开门", "08:30")
    work.click(page.get_by_role("button", name="保存"))
    expect(page.get_by_text("开放的青年之家必须有坐标")).to_be_visible()

    work.click(page.get_by_test_id("schematic"))
    work.click(page.get_by_role("button", name="保存"))
    expect(page.get_by_text("内容已保存")).to_be_visible()

    file = "data/homes/home-abc-006.yaml"
    made = saved(repository, "cms/homes/home-abc-006", file)
    assert made["opening"] == [{"days": ["SA"], "opens": "08:30", "closes": "24:00"}]
    location = made["location"]
    west, south, east, north = 100.1, 30.1, 100.5, 30.5
    assert location["lon"] == pytest.approx((west + east) / 2, abs=0.001)
    assert location["lat"] == pytest.approx((south + north) / 2, abs=0.001)
    assert location["crs"] == "WGS84"
    assert location.keys() == {"lon", "lat", "crs", "precision_m", "source"}
    assert made["schema_version"] == "1.0"
    assert made.keys().isdisjoint({"star_rating", "images", "booking", "source"})


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ROOT / "schemas")


def every(widgets: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for widget in widgets:
        yield widget
        yield from every(widget.get("fields", []))


def test_every_field_has_a_widget_with_words_in_both_languages(model: Model) -> None:
    for lang, other in (("zh", "en"), ("en", "zh")):
        for t in model.types:
            shown = widgets(t.fields, model, lang)  # type: ignore[arg-type]
            assert [w["name"] for w in shown] == [n for n, f in t.fields.items() if not f.computed]
            titles = [f.title.in_(lang) for f in t.fields.values() if not f.computed]  # type: ignore[arg-type]
            assert [w["label"] for w in shown] == titles
            for widget in every(shown):
                assert widget["widget"] in WIDGETS
                assert widget["widget"] == "hidden" or widget.get("hint"), (t.type, widget["name"], other)


WIDGETS = {"boolean", "datetime", "hidden", "list", "markdown", "number", "object", "point", "relation",
           "select", "string", "text"}  # fmt: skip


@pytest.mark.parametrize(
    ("ids", "pattern", "expected"),
    [
        (["home-abc-001", "home-abc-005"], "^home-[a-z]{2,8}-[0-9]{2,6}$", "home-abc-006"),
        (["org-qbj-0999", "org-qbj-0101"], "^org-[a-z]{2,8}-[0-9]{2,6}$", "org-qbj-1000"),
        (["event-2025-0200", "event-2026-0007"], "^event-[0-9]{4}-[0-9]{3,6}$", "event-2026-0008"),
        (["area-510113", "area-510113001"], "^area-[0-9]{6}([0-9]{3}([0-9]{3})?)?$", ""),  # not ours to give
        ([], "^home-[a-z]{2,8}-[0-9]{2,6}$", ""),
    ],
)
def test_a_new_record_gets_the_next_free_id(
    model: Model, ids: list[str], pattern: str, expected: str
) -> None:
    home = model.by_type["home"]
    numbered = replace(home, fields={"id": replace(home.fields["id"], schema={"pattern": pattern})})
    assert next_id(numbered, [Record(id, home, f"data/homes/{id}.yaml", {}) for id in ids]) == expected


FORGEJO = {
    "backend": "forgejo",
    "repo": "a/b",
    "branch": "main",
    "app_id": "7",
    "api_root": "https://git.example/api/v1",
}


def test_the_form_may_reach_the_platform_it_is_set_to_and_no_other_host() -> None:
    target = backend(FORGEJO)
    assert target is not None
    assert target.settings["name"] == "forgejo"
    assert set(re.findall(r"https?://[^ ;]+", policy(target))) == {"https://git.example"}
    local = backend(LOCAL)
    assert local is not None
    assert "http" not in policy(local)
    assert backend(None) is None


@pytest.mark.parametrize(
    "change",
    [
        {"backend": "gitee"},
        {"repo": ""},
        {"api_root": "http://git.example/api/v1"},
        {"api_root": "https://git.example; script-src *"},
        {"api_root": "https://user@git.example/"},
        {"token": "secret"},
    ],
)
def test_wrong_settings_are_told_not_used(change: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        backend({**FORGEJO, **change})
    (found,) = refused.value.problems
    assert found.where.file == "mkdocs.yml"


def test_a_site_without_a_platform_says_how_to_switch_the_form_on(built: Path) -> None:
    for prefix, words in (("", "还没有接通代码仓库"), ("en/", "not connected to a code repository")):
        page = (built / prefix / "edit/index.html").read_text("utf-8")
        assert words in page
        assert "unsafe" not in re.sub("wasm-unsafe-eval", "", page)
        assert (built / prefix / "handbook/forms/index.html").exists()
        record = (built / prefix / "homes/home-qbj-001/index.html").read_text("utf-8")
        assert 'href="../../edit/#/collections/homes/entries/home-qbj-001"' in record
    assert not (built / "assets/vendor/decap-cms-app").exists()
    event = (built / "events/event-2026-0001/index.html").read_text("utf-8")
    assert re.search(r'edit/#/collections/events/entries/\d{4}/event-2026-0001"', event)
