"""Applications for funding."""

from __future__ import annotations

from collections.abc import Iterator

from published import Row

from retold.facts import Areas, Facts, year_end
from retold.figures import Item, medians, ratios, retell, shares


def applications(facts: Facts) -> Iterator[tuple[Row, Areas]]:
    for f in facts["funding"]:
        if f["year"] <= facts.as_of.year:
            yield f, facts.around_org(f["applicant_org"], year_end(f["year"]))


def approved(facts: Facts) -> Iterator[tuple[Row, Areas, list[Row]]]:
    """Those that were approved, with the payments until today."""
    for f, areas in applications(facts):
        if f["review_result"] == "approved":
            payments = facts.of("funding__disbursements", f["id"])
            yield f, areas, [p for p in payments if p["date"] <= facts.as_of]


@retell("I-FUND-01", shares)
def applications_approved(facts: Facts) -> Iterator[Item]:
    for f, areas in applications(facts):
        if f["status"] != "draft":
            result = f["review_result"]
            yield areas, f["year"], f["kind"], result and result == "approved"


@retell("I-FUND-02", ratios)
def paid(facts: Facts) -> Iterator[Item]:
    for f, areas, payments in approved(facts):
        sum_paid = sum(p["amount"] for p in payments)
        yield areas, f["year"], ("all", f["kind"]), sum_paid, f["amount_approved"]


@retell("I-FUND-03", medians)
def days_to_payment(facts: Facts) -> Iterator[Item]:
    for f, areas, payments in approved(facts):
        days = facts.workdays(f["review_date"], min((p["date"] for p in payments), default=None))
        yield areas, f["year"], ("all", f["kind"]), days
