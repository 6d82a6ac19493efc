"""Golden cases: a file of tests/cases changes a small sound project and tells what is then reported.

about     what the case shows
files     path: text to write | null to delete | {text, encoding, times} | {link: target}
edit      path: {old, new}, or a list of these; `old` stands in the file exactly once
as_of     the day of the build, 2024-06-01 unless given
before    path: {old, new}, or a list of these: what the file was at the base that it is compared with
tables    table: rows, each with the columns that matter
problems  everything reported, in order, word for word

A case in a folder named after a rule asks the SQL rules whose codes it names (`make soak` asks all of
them), any other case every rule. `UPDATE_CASES=1 pytest tests/test_cases.py` asks all and
writes the problems found into the cases: read the diff.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.checks import common, dates, messages, references, settled, sql_rules, text, transitions, uscc
from generator.checks.rules import rule_reports
from generator.config import i18n
from generator.config.project import Project
from generator.core import yaml_messages
from generator.core.problems import Problem, Refused, rules_in
from generator.history import BaseRecord
from generator.privacy import allow
from generator.privacy import rules as privacy
from generator.records import load
from generator.schema import load as schema_load
from generator.schema import sql_files
from generator.schema.model import Model
from generator.tables import query
from generator.tables.tabulate import Table

HERE = Path(__file__).parent
SCHEMAS = HERE.parent / "schemas"
CASES = sorted((HERE / "cases").rglob("*.yaml"))
UPDATE = bool(os.environ.get("UPDATE_CASES"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

read_model = functools.cache(schema_load.read_model)


@dataclass(frozen=True)
class Case:
    path: Path
    about: str
    files: dict[str, Any]
    edit: dict[str, Any]
    before: dict[str, Any]
    as_of: date
    tables: dict[str, list[dict[str, Any]]]
    problems: list[dict[str, Any]]
    codes: frozenset[str] | None = None
    """Of the SQL rules that it asks; None means all."""


BASE_HOME = min((HERE / "base/data/homes").rglob("*.yaml"))
BARE = Case(HERE, "the base project", {}, {}, {}, date(2024, 6, 1), {}, [])


def read_case(path: Path) -> Case:
    given = yaml.load(path.read_text("utf-8"), LOADER)
    day = date.fromisoformat(given.pop("as_of", "2024-06-01"))
    defaults: dict[str, Any] = {"files": {}, "edit": {}, "before": {}, "tables": {}, "problems": []}
    case = Case(path=path, as_of=day, **{**defaults, **given})
    own = path.parent.name
    codes = frozenset({own, *(p["code"] for p in case.problems)}) if own.startswith("V-") else None
    return replace(case, codes=codes)


@functools.cache
def all_cases() -> tuple[Case, ...]:
    return tuple(map(read_case, CASES))


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project once checked: each case then looks again only at what it changes."""
    root = tmp_path_factory.mktemp("cases") / "warm"
    lay_out(BARE, root)
    with inspecting(BARE):
        pipeline.inspect(Project(root), BARE.as_of)
    return root


@contextmanager
def inspecting(case: Case) -> Iterator[None]:
    """With each set of schemas read once, and only what a case asks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "read_model", lambda schemas: asked(case, read_model(schemas.resolve())))
        yield


def asked(case: Case, model: Model) -> Model:
    """The model with the rules that a case asks, and the views and computed columns that these read."""
    if case.codes is None:
        return model
    checks = tuple(check for check in model.checks if check.rule.code in case.codes)
    makes = {view.makes: view.reads for view in model.views}
    for column in model.computed:
        makes[column.table] = makes.get(column.table, frozenset()) | column.query.reads
    todo, read = [*case.tables, *(name for check in checks for name in check.query.reads)], set[str]()
    while todo:
        if (name := todo.pop()) not in read:
            read.add(name)
            todo += makes.get(name, ())
    return replace(
        model,
        checks=checks,
        views=tuple(view for view in model.views if view.makes in read),
        computed=tuple(column for column in model.computed if column.table in read),
    )


@pytest.mark.parametrize("path", CASES, ids=lambda p: str(p.relative_to(HERE / "cases"))[:-5])
def test_case(path: Path, tmp_path: Path, warm: Path) -> None:
    case = read_case(path)
    if UPDATE:
        write(path, report(replace(case, codes=None), tmp_path / "all", warm)[0])
        case = read_case(path)
    assert report(case, tmp_path / "project", warm) == (case.problems, case.tables), case.about


@pytest.mark.soak
def test_no_case_makes_other_rules_speak(tmp_path: Path, warm: Path) -> None:
    for number, case in enumerate(all_cases()):
        found = report(replace(case, codes=None), tmp_path / f"{number}", warm)
        assert found == (case.problems, case.tables), case.path


def report(case: Case, root: Path, warm: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The problems as a case writes them, and of the tables the columns that it names."""
    lay_out(case, root)
    shutil.copytree(warm / ".cache", root / ".cache")
    try:
        with inspecting(case):
            sound = pipeline.inspect(Project(root), case.as_of, base=before(case, root))
    except Refused as refusal:
        return [as_written(p) for p in refusal.problems], {}
    tables = {name: pick(sound.tables[name], rows) for name, rows in case.tables.items()}
    return [as_written(p) for p in sound.problems], tables


def lay_out(case: Case, root: Path) -> None:
    shutil.copytree(HERE / "base" / "data", root / "data")
    if any(name.startswith("schemas/") for name in (*case.files, *case.edit)):
        shutil.copytree(SCHEMAS, root / "schemas")
    else:
        (root / "schemas").symlink_to(SCHEMAS)
    for name, content in case.files.items():
        put(root / name, content)
    for name, edits in case.edit.items():
        (root / name).write_text(edited(root / name, edits), "utf-8")


def edited(path: Path, edits: Any) -> str:
    body = path.read_text("utf-8")
    for edit in [edits] if isinstance(edits, dict) else edits:
        assert body.count(edit["old"]) == 1, f"{edit['old']!r} in {path}"
        body = body.replace(edit["old"], edit["new"])
    return body


def before(case: Case, root: Path) -> dict[str, BaseRecord]:
    """A file that is gone now was what it is in the base project."""
    former = {}
    for name, edits in case.before.items():
        path = root / name if (root / name).exists() else HERE / "base" / name
        former[path.stem] = BaseRecord(name, yaml.load(edited(path, edits), LOADER))
    return former


def put(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case None:
            path.unlink()
        case str():
            path.write_bytes(content.encode())
        case {"link": target}:
            path.symlink_to(target)
        case {"text": body, **how}:
            path.write_bytes(body.encode(how.get("encoding", "utf-8")) * how.get("times", 1))


def as_written(p: Problem) -> dict[str, Any]:
    return {
        "code": p.code,
        "severity": p.severity,
        "file": p.where.file,
        "line": p.where.line,
        "column": p.where.column,
        "zh": p.message.zh,
        "en": p.message.en,
        "hint": p.hint.zh,
        "hint_en": p.hint.en,
    }


def write(path: Path, found: list[dict[str, Any]]) -> None:
    above = re.split(r"^problems:", path.read_text("utf-8"), maxsplit=1, flags=re.M)[0]
    below = yaml.safe_dump({"problems": found}, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(above + below, "utf-8")


def pick(table: Table, like: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return table.rows.select(list(like[0])).to_pylist()  # type: ignore[no-any-return]


def test_a_rule_that_found_nothing_is_asked_again_when_its_tables_change(
    tmp_path: Path, warm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sql_rules, "fetch", lambda c, rule: asked.append(rule.file) or query.fetch(c, rule))
    home = BASE_HOME.read_text("utf-8").replace("name: ", "name: 改名后的", 1)
    for case, which in ((BARE, ""), (replace(BARE, files={f"data/homes/{BASE_HOME.name}": home}), "/homes/")):
        asked.clear()
        assert report(case, tmp_path / f"project{which.strip('/')}", warm) == ([], {})
        assert any(which in file for file in asked) == bool(which)
        assert not any("/tasks/" in file for file in asked)


# Every rule there is has a case in which it speaks.


def test_every_query_has_a_case_of_its_name() -> None:
    named = {(p.parent.name, p.stem) for p in CASES}
    for check in read_model(SCHEMAS).checks:
        code, _, name = Path(check.query.file).stem.partition("-")[2].partition("-")
        assert (f"V-{code}", name) in named, f"tests/cases/V-{code}/{name}.yaml for {check.query.file}"


OF_RECORDS = (
    load, yaml_messages, messages, text, common, dates, references, transitions, settled, uscc,
    i18n, schema_load, sql_files, query, privacy, allow,
)  # fmt: skip
"""Modules whose rules speak of records, schemas, queries and words; the others have tests of their own."""

NO_CASE = {
    load.UNREADABLE: "needs a file that root cannot read",
    transitions.VANISHED: "needs a history; see test_settled",
    i18n.MISSING: "of the words of pages; see test_quality",
    i18n.NOT_FLAT: "as above",
    privacy.FORMULA: "of a finished dataset, which no record may cause; see test_privacy",
    messages.FIXED: "every list of values has codes, with words of their own",
    messages.LIMITS["minProperties"]: "only inside a rule with words of its own",
    messages.SCHEMA: "for what no other words fit; no schema says such a thing",
    messages.LIMITS["exclusiveMinimum"]: "no schema says so",
    messages.LIMITS["exclusiveMaximum"]: "no schema says so",
    messages.LIMITS["multipleOf"]: "no schema says so",
}


def test_every_message_is_in_a_case() -> None:
    said = {(p["code"], p["zh"] + p["hint"]) for case in all_cases() for p in case.problems}
    rules = rules_in(*OF_RECORDS)
    for report in rule_reports(read_model(SCHEMAS), (), rules):
        rule = report.rule
        template = re.sub(r"\\{[^}]*\\}", ".*", re.escape(rule.message.zh + rule.hint.zh))
        heard = any(code == rule.code and re.fullmatch(template, zh, re.S) for code, zh in said)
        assert heard != (rule in NO_CASE), f"{rule.code} {rule.message.zh}"
