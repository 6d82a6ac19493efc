"""The page and dataset of rules: every rule there is, and what it found in this build."""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest
from conftest import ROOT, build_site

import generator
from generator.checks import CHECKS
from generator.checks.rules import rule_reports
from generator.config.i18n import read_words
from generator.core.problems import Refused, rules_in
from generator.pipeline import RULES
from generator.schema.load import read_model

REPORTS = rule_reports(read_model(ROOT / "schemas"), (), RULES)
CODES = sorted({r.rule.code for r in REPORTS}, key=lambda code: (code[0] != "V", code))


def test_every_rule_is_on_the_page_and_in_the_dataset(built: Path) -> None:
    for page in ("quality/index.html", "en/quality/index.html"):
        html = (built / page).read_text("utf-8")
        assert re.findall(r'<details class="ya-table-of" id="([VS]-\d{3})"', html) == CODES
        assert not re.search(r"\{\w", html[html.index("<article") : html.index("</article>")])
    with (built / "data/quality_report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["code"], r["severity"]) for r in rows] == [(r.rule.code, r.rule.severity) for r in REPORTS]
    for row, report in zip(rows, REPORTS, strict=True):
        for name, words in (("message", report.rule.message), ("hint", report.rule.hint)):
            for told, said in ((row[name], words.zh), (row[f"{name}_en"], words.en)):
                assert told == re.sub(r"\{\w[^{}]*\}", "…", said).replace("{{", "{").replace("}}", "}")
                assert not re.search(r"\{\w+\}", told)
    assert all(r["title"] and r["title_en"] and r["source"] for r in rows)
    assert json.loads((built / "data/quality_report.json").read_bytes())["rules"][0]["code"] == CODES[0]


def test_every_rule_of_the_program_is_listed() -> None:
    """Whatever module defines it: a rule that nobody can read about is none."""
    names = [m.name for m in pkgutil.walk_packages(generator.__path__, "generator.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    found = {rule: module.__name__ for module in modules for rule in rules_in(module)}
    assert [(found[rule], rule.message.en) for rule in found if rule not in RULES] == []
    assert len(found) > 150
    assert {rule for check in CHECKS for rule in check.rules} <= set(RULES)
    assert all(rule.title.zh and rule.title.en for rule in RULES)


def test_a_warning_stands_below_its_rule_with_its_record(small: Path) -> None:
    review = small / "data/phase-reviews/review-2024-001.yaml"
    review.write_text(review.read_text("utf-8").replace("status: adopted", "status: draft"), "utf-8")
    build_site(small)
    html = (small / "site/quality/index.html").read_text("utf-8")
    own = html[html.index('id="V-806"') : html.index("</details>", html.index('id="V-806"'))]
    assert '<a href="../phases/phase-1/">' in own
    report = json.loads((small / "site/data/quality_report.json").read_bytes())
    assert [(p["code"], p["record"]) for p in report["problems"]] == [("V-806", "phase-1")]
    assert [r["found"] for r in report["rules"] if r["found"]] == [1]


def test_a_word_missing_in_one_language_is_told(tmp_path: Path) -> None:
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n/zh.yaml").write_text("home: 首页\nhome_2: [首页]\n", "utf-8")
    (tmp_path / "i18n/en.yaml").write_text("more: More\n", "utf-8")
    with pytest.raises(Refused) as refused:
        read_words(tmp_path)
    assert [p.code for p in refused.value.problems] == ["V-009"]
    (tmp_path / "i18n/zh.yaml").write_text("home: 首页\n", "utf-8")
    with pytest.raises(Refused) as refused:
        read_words(tmp_path)
    assert [p.message.zh for p in refused.value.problems] == ["缺少界面词“home”", "缺少界面词“more”"]
