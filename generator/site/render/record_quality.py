"""How far a record can be trusted, and whom to tell if it is wrong: its score, its date, a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from generator.schema.model import Field
from generator.site.render.context import PageContext
from generator.site.render.views import View
from generator.tables.dataset_scores import scores
from generator.tables.record_inventory import expected


@dataclass(frozen=True)
class Quality:
    """The score of one record (0 to 100), the mean of three, and what each of them rests on.

    It is the score of its table in `data/datasets.csv`, reckoned over this one row.
    """

    score: float
    completeness: float
    fresh: bool
    warnings: int
    expected: int
    filled: int
    lacking: tuple[Field, ...]


@dataclass(frozen=True)
class RecordQuality:
    """Functions for one page; `context` notes what they read."""

    context: PageContext

    @property
    def names(self) -> dict[str, Callable[..., Any]]:
        return {"quality_of": self.quality, "days_ago": self.days_ago, "report_link": self.report}

    def quality(self, r: View) -> Quality:
        self.context.reads.add(f"inventory:{r['id']}")
        row = self.context.site.views.inventory(r["id"])
        found = scores([row], self.context.site.as_of)
        record = self.context.site.views.catalog.by_id[r["id"]]
        lacking = (
            record.type.fields[n] for n in expected(record.type) if record.data.get(n) in (None, "", [], {})
        )
        return Quality(
            score=found["score"],
            completeness=found["completeness"],
            fresh=bool(found["fresh"]),
            warnings=row["warnings"],
            expected=found["expected"],
            filled=found["filled"],
            lacking=tuple(lacking),
        )

    def days_ago(self, r: View) -> int:
        """Days between the last update of the record and the day of the site."""
        self.context.reads.add(f"inventory:{r['id']}")
        updated = self.context.site.views.inventory(r["id"])["updated_on"]
        return (self.context.site.as_of - updated).days  # type: ignore[no-any-return]

    def report(self, r: View, what: str) -> str:
        """The address at which to say that a part of a record is wrong."""
        site = self.context.site
        mailbox = site.settings.get("report_email")
        setting = str(site.settings.get("report_url") or (f"mailto:{mailbox}" if mailbox else ""))
        if not setting:
            return f"{self.context.root}about/#report"
        record = site.views.catalog.by_id[r["id"]]
        own = f"{'' if site.lang == 'zh' else 'en/'}{record.type.url}/{record.id}/"
        facts = {"title": record.title, "page": site.settings["site_root"] + own, "section": what}
        values = {**facts, "id": record.id}
        title, body = (words.format(**values) for words in (site.words.report_title, site.words.report_body))
        return report_link(setting, title, body, facts)


def report_link(setting: str, title: str, body: str, facts: Mapping[str, str]) -> str:
    """The `report_url` of mkdocs.yml with what there is to say filled in.

    An address with places for it ({title}, {page}, {section}: what is `facts`) gets it there. Else
    title and text go to `mailto:office@…` (RFC 6068), GitLab's `…/-/issues/new`, or `…/issues/new` as
    GitHub, Gitea and Gitee have it; any other address is used as it is.
    """
    path = urlsplit(setting).path
    filled = setting
    for name, value in facts.items():
        filled = filled.replace(f"{{{name}}}", quote(value, safe=""))
    if filled != setting:
        return filled
    if setting.startswith("mailto:"):
        names = ("subject", "body")
    elif path.endswith("/-/issues/new"):
        names = ("issue[title]", "issue[description]")
    elif path.endswith("/issues/new"):
        names = ("title", "body")
    else:
        return setting
    query = "&".join(f"{quote(n)}={quote(v, safe='')}" for n, v in zip(names, (title, body), strict=True))
    return f"{setting}{'&' if '?' in setting else '?'}{query}"
