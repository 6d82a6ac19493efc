"""What the publisher says of all datasets: from `extra.open_data` of mkdocs.yml, and from the district."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.config.project import Project
from generator.config.settings_reader import settings_in
from generator.core.problems import Refused
from generator.core.text import LANGS, Text, same, text_of
from generator.datasets.publication import Licence, Publication
from generator.records.catalog import Catalog


def publication_of(
    zh: Mapping[str, Any], en: Mapping[str, Any], catalog: Catalog, as_of: date
) -> Publication:
    """`zh` and `en` are the settings of the site in both languages; what nobody has set stays empty."""
    own = zh.get("open_data") or {}
    district = catalog.district
    area = district.area if district else None
    publisher = catalog.by_id.get(district.record.data.get("maintainer_org", "")) if district else None
    return Publication(
        name=own.get("name") or "youth-atlas",
        identifier=own.get("identifier") or "youth-atlas",
        title=Text(zh["site_name"], en["site_name"]),
        description=Text(
            zh["site_description"] or zh["site_name"], en["site_description"] or en["site_name"]
        ),
        homepage=zh["site_root"].lstrip("/"),
        as_of=as_of,
        commit="",
        licence=_licence(own.get("licence") or {}),
        publisher=same(publisher.title if publisher else ""),
        publisher_id=publisher.id if publisher else "",
        area=same(area.title if area else ""),
        area_code=district.code if district else "",
        contact=own.get("contact") or "",
        issued=str(own.get("issued") or ""),
        frequency=own.get("frequency") or "",
        keywords=tuple(text_of(words) for words in own.get("keywords") or ()),
        bounds=district.box if district else (),
        publisher_page=f"{publisher.type.url}/{publisher.id}/" if publisher else "",
    )


def publication_in(folder: Path, catalog: Catalog, as_of: date) -> Publication | None:
    """The same by the settings that lie in a folder; none if they are missing or cannot be read."""
    project = Project(folder)
    try:
        zh, en = (_settings(settings_in(project.config_file(lang))) for lang in LANGS)
        return publication_of(zh, en, catalog, as_of)
    except (Refused, KeyError, TypeError, ValueError, AttributeError):
        return None


def _settings(values: Mapping[str, Any]) -> dict[str, Any]:
    names = {name: values.get(name) or "" for name in ("site_name", "site_description", "site_url")}
    if not names["site_name"] or not all(isinstance(words, str) for words in names.values()):
        raise ValueError
    return {**(values.get("extra") or {}), **names, "site_root": f"{names['site_url'].rstrip('/')}/"}


def _licence(words: Mapping[str, Any]) -> Licence:
    """Without any, nothing is granted, and nothing is said to be."""
    title = Text(words["zh"], words["en"]) if "zh" in words else same(words.get("id", ""))
    return Licence(words.get("id", ""), words.get("url", ""), title, bool(words.get("confirmed")))
