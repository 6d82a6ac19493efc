"""Every rule that the domain names is there, under the number that staff know it by."""

from __future__ import annotations

from conftest import ROOT

from generator.checks.rules import rule_reports
from generator.pipeline import RULES
from generator.schema.load import read_model

OF_THE_DOMAIN = {
    "general": (1, 14), "areas and organisations": (101, 111), "phases and tasks": (201, 209),
    "region, brands, teams": (301, 310), "homes": (401, 412), "funding": (501, 508),
    "events, channels, demands": (601, 610), "evaluation": (701, 707), "inspections, cases, reports": (801, 806),
    "privacy and map": (901, 911),
}  # fmt: skip
"""The first and last number of each chapter of the integrity rules."""


def test_no_rule_of_the_domain_is_missing() -> None:
    asked = {f"V-{n:03}" for first, last in OF_THE_DOMAIN.values() for n in range(first, last + 1)}
    there = {report.rule.code for report in rule_reports(read_model(ROOT / "schemas"), (), RULES)}
    assert sorted(asked - there) == []
