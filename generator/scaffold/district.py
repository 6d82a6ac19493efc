"""The files of a new district's repository: ours without our records, and the first records of theirs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.scaffold.area_list import Area

TEMPLATES = Path(__file__).parent / "templates"
# Ours alone, or made on this machine. Tests and benchmarks hold our records to what they say.
_OURS = {
    ".git", ".git-blame-ignore-revs", ".cache", ".venv", "node_modules", "site", "data", "tests", "benchmarks", ".ci",
    "README.md", "README.zh.md", "CHANGELOG.md", "bulletin", "__pycache__", ".pytest_cache", ".mypy_cache",
    ".ruff_cache", ".hypothesis", ".import_linter_cache", "youth_atlas.egg-info",
}  # fmt: skip
# In content/: what tells of our past.
_OUR_PAST = {"releases.yaml", "redirects.yaml", "privacy-withhold.yaml"}
_WORDED = ("*.md", "*.yml", "*.yaml")


@dataclass(frozen=True)
class District:
    """Whom a repository is for. `code` has 6 digits; `prefix` stands in every id of a record."""

    code: str
    name: str
    name_en: str
    full_name: str
    prefix: str
    list_title: str
    day: date


def prefix_of(name: str) -> str:
    """Initials of a district's name: `gs` for 姑苏区; three letters or more for longer names."""
    core = re.sub(r"(区|县|市|旗|自治县)$", "", name) or name
    from pypinyin import lazy_pinyin  # slow to load, and needed here only

    letters = "".join(syllable[0] for syllable in lazy_pinyin(core)).lower()
    return re.sub(r"[^a-z]", "", letters)[:8]


def start(source: Path, target: Path, former: District, district: District, areas: list[Area]) -> None:
    """Write the repository into `target`, which is not there yet.

    `former` is the district that `source` is for: its names, code and prefix are replaced in what
    people read and in settings. All or nothing: what was begun is taken away if it fails.
    """
    begun = target.with_name(f".{target.name}.new")
    shutil.rmtree(begun, ignore_errors=True)
    try:
        shutil.copytree(source, begun, symlinks=True, ignore=_left_out(source))
        shutil.copytree(source / "data" / "calendars", begun / "data" / "calendars")
        _rename(begun, former, district)
        _keep_calendars(begun, former, district)
        for path, text in _records(source, district, areas):
            (begun / path).parent.mkdir(parents=True, exist_ok=True)
            (begun / path).write_text(text, "utf-8")
        begun.rename(target)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise


def _left_out(source: Path) -> Callable[[str, list[str]], set[str]]:
    def ignore(folder: str, names: list[str]) -> set[str]:
        ours = _OURS if Path(folder) == source else {"__pycache__"}
        pictures = {n for n in names if Path(folder).name == "images" and n.startswith("readme-")}
        locks = {n for n in names if n.startswith(".site.")}
        past = _OUR_PAST if Path(folder) == source / "content" else set()
        return ((ours | past) & set(names)) | pictures | locks

    return ignore


def _rename(root: Path, former: District, district: District) -> None:
    """In settings and pages. English texts name a district also without the word for its rank."""
    rank = re.compile(r" (District|County|City|Banner)$")
    pairs = [
        (former.name, district.name),
        (former.name_en, district.name_en),
        (rank.sub("", former.name_en), rank.sub("", district.name_en)),
        (former.code, district.code),
    ]
    prefixed = re.compile(rf"(?<![A-Za-z]){former.prefix}(?=-)")
    for pattern in _WORDED:
        for path in [*root.glob(pattern), *(root / "content").rglob(pattern)]:
            text = path.read_text("utf-8")
            for old, new in pairs:
                text = text.replace(old, new) if old else text
            path.write_text(prefixed.sub(district.prefix, text), "utf-8")


def _keep_calendars(root: Path, former: District, district: District) -> None:
    """Public holidays are the same everywhere; only who keeps the record differs."""
    keeper = re.compile(rf"(?m)^maintainer_org: .*{former.prefix}.*$")
    for path in (root / "data" / "calendars").rglob("*.yaml"):
        text = keeper.sub(f"maintainer_org: org-{district.prefix}-0001", path.read_text("utf-8"))
        path.write_text(text, "utf-8")


def _records(source: Path, district: District, areas: list[Area]) -> Iterator[tuple[str, str]]:
    """Path and text of each file made from a template."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",  # `{#anchor}` belongs to Markdown
        comment_end_string="##}",
    )
    jinja.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    calendars = sorted(p.stem for p in (source / "data" / "calendars").rglob("*.yaml"))
    names = {**asdict(district), "calendars": calendars}

    def made(template: str, **more: object) -> str:
        return jinja.get_template(template).render(names, **more)

    yield f"data/plan/plan-{district.prefix}.yaml", made("plan.yaml")
    yield f"data/orgs/org-{district.prefix}-0001.yaml", made("org.yaml")
    for number, town in enumerate((a for a in areas if a.level == "town"), 2):
        id = f"org-{district.prefix}-{number:04}"
        yield f"data/orgs/{id}.yaml", made("town-org.yaml", id=id, town=town)
    for area in [Area(district.code, district.name), *areas]:
        folder = "" if area.level != "village" else f"{area.parent}/"
        yield f"data/areas/{folder}area-{area.code}.yaml", made("area.yaml", area=area)
    yield "README.md", made("README.md")
    for path in sorted(TEMPLATES.glob("content/**/*.md")):
        name = path.relative_to(TEMPLATES).as_posix()
        yield name, made(name)
