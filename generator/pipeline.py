"""The order of things: records are read, checked, made into tables, and everything from those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain

from generator import editing, reports, review, spreadsheets
from generator.checks import CheckResult, check
from generator.checks.published import as_published, ended_in, tables_of_release
from generator.checks.rules import RULES as CHECK_RULES
from generator.checks.rules import rule_reports
from generator.checks.subject import Subject
from generator.config.i18n import read_words
from generator.config.project import Project, load_settings
from generator.core.outputs import Output, unique
from generator.core.problems import Location, Problem, Refused, errors, problem, sort
from generator.core.text import LANGS
from generator.datasets import datasets, digest, keys_of
from generator.datasets.api import api
from generator.datasets.figure_files import figure_files
from generator.datasets.metadata.archives import checksums
from generator.datasets.metadata.changelog import changelog_files
from generator.datasets.metadata.definitions import schemas, script
from generator.datasets.metadata.exports import exports
from generator.datasets.metadata.feeds import feeds
from generator.datasets.metadata.llms import llms
from generator.datasets.metadata.old_releases import LOST, ReleaseArchive, archived
from generator.datasets.metadata.package_files import release
from generator.datasets.metadata.publisher import publication_of
from generator.datasets.metadata.quality import quality_report, report_dataset
from generator.datasets.official import FOLDER as OFFICIAL
from generator.datasets.official import official, renamed, without_demo
from generator.datasets.publication import Publication, describe
from generator.datasets.record_files import record_files
from generator.history import NOTHING, BaseRecord, History
from generator.history.changelog import Changelog, read_changelog
from generator.history.events import known_by
from generator.history.redaction import Redactor, read_withheld
from generator.history.redirects import read_moved
from generator.history.releases import FILE as RELEASES
from generator.history.releases import Release
from generator.history.revisions import under_new_ids
from generator.privacy.allow import Allowed, read_allowed
from generator.privacy.fields import mailboxes, office_fields
from generator.privacy.inputs import map_is_reviewed, scan_inputs, schemas_key
from generator.privacy.masking import concealed
from generator.privacy.outputs import Guard
from generator.records.catalog import Catalog
from generator.records.load import read_records, record_key
from generator.records.points import known_to
from generator.schema.load import read_model
from generator.site import Site, open_site, other_pages, pages, pages_of, search_index, settings_of
from generator.site.files.assets import NO_LIBRARY
from generator.site.files.old_addresses import at_old_addresses
from generator.site.files.service_worker import worker
from generator.site.render.page_queries import (
    BAD_PAGE_QUERY,
    NO_PAGE_QUERY,
    read_page_queries,
    run_page_queries,
)
from generator.site.render.views import Views
from generator.site.shell.engine import SAYS, run_engine
from generator.storage.cache import RecordCache
from generator.storage.workers import beside
from generator.tables.exports import read_exports, run_exports
from generator.tables.figures import DEMO
from generator.tables.indicator_tables import SERIES, series_table
from generator.tables.tabulate import Table
from generator.tables.whole import explained, with_made

RULES = (
    *CHECK_RULES,
    *reports.RULES,
    *review.RULES,
    *editing.RULES,
    *spreadsheets.RULES,
    LOST,
    BAD_PAGE_QUERY,
    NO_PAGE_QUERY,
    NO_LIBRARY,
    SAYS,
)
"""Every rule that is written in Python."""

FEW = 50
"""The preview shows at most this many changed records ahead of the full build."""


@dataclass(frozen=True)
class Result:
    """What is to be published (nothing, if there is an error) and every problem found.

    `shown` names every record with its content. Given that of a site which is published already,
    `changed` gives the pages of the records that differ: they can be shown before all is made.
    """

    outputs: Iterator[Output]
    problems: tuple[Problem, ...]
    shown: Mapping[str, str] = field(default_factory=dict)
    changed: Callable[[Mapping[str, str]], Iterator[Output]] = lambda _shown: iter(())


def inspect(
    project: Project,
    as_of: date,
    today: date | None = None,
    base: Mapping[str, BaseRecord] | None = None,
    history: History = NOTHING,
) -> CheckResult:
    """Read and check everything, as it is on the day `as_of`; `today` is the day it really is.

    A schema, query or configuration that is wrong is a problem too. `base`: see `history.former`.
    With the history, ids that were used before are found as well. What contradicts itself on an earlier day
    only is a warning: records of today can be right and tell less of then, as after towns were merged.
    """
    cache = RecordCache(project.cache / "records.json")
    model = read_model(project.schemas)
    allowed, _ = read_allowed(project.root)
    rules = f"{model.fingerprint}{allowed.fingerprint}"
    loaded = replace(read_records(project.data, model, cache), passed=cache.passed(rules))
    moved, _ = read_moved(project.root, loaded.places)
    before = under_new_ids(base or {}, moved)
    subject = Subject(project, model, loaded, as_of, today or as_of, before, history)
    checked = check(subject)
    if as_of < subject.today and errors(checked.problems):
        now = {(p.code, p.where.file) for p in errors(check(replace(subject, as_of=subject.today)).problems)}
        checked = replace(checked, problems=tuple(_looking_back(checked.problems, now)))
    clean = {r.file for r in loaded.records if record_key(r) in loaded.passed}
    if (schemas := schemas_key(project.root)) in loaded.passed:
        clean.add("schemas")
    personal = scan_inputs(project.root, allowed, office_fields(model), frozenset(clean))
    found = {p.where.file for p in personal}
    passed = {record_key(r) for r in checked.passed_records if r.file not in found}
    if not any(file.startswith("schemas/") for file in found):
        passed.add(schemas)
    cache.remember_passed(rules, passed | checked.passed_rules)
    cache.save()
    # No message repeats what is personal in a file, whatever check found it.
    return replace(checked, problems=sort(concealed([*checked.problems, *personal], allowed)))


def _looking_back(problems: Iterable[Problem], wrong_today: set[tuple[str, str]]) -> Iterator[Problem]:
    for found in problems:
        is_right_today = found.severity == "error" and (found.code, found.where.file) not in wrong_today
        yield replace(found, severity="warning") if is_right_today else found


def build(project: Project, as_of: date, today: date | None = None, history: History = NOTHING) -> Result:
    """The whole site as it is on the day `as_of`, as outputs, made one by one as they are taken.

    `history`: what git knows of the records (`history.read_history`). Changes and releases of later days
    are not told of; without a history none are.
    """
    try:
        checked = inspect(project, as_of, today, history=history)
        if errors(checked.problems):
            return Result(iter(()), checked.problems)
        checked = as_published(checked)
        history = known_by(history, as_of)
        changelog = _changelog(project, checked.catalog, history)
        publication = _publication(project, checked.catalog, as_of, history, changelog.releases)
        archive = ReleaseArchive(
            project.root,
            project.cache / "releases",
            checked.catalog,
            redactor(project, checked.catalog),
            publication,
            partial(tables_of_release, history),
        )
        old = archived(archive, changelog.releases)
        changelog = replace(changelog, lost=old.lost)
        ended = ended_in(changelog.gone)
        tables = with_made(checked.tables, checked.catalog, checked.problems, changelog.dates, ended, as_of)
        tables[SERIES] = series_table(old.figures, checked.catalog.model)
        tables |= explained(tables, as_of)
        exported = run_exports(list(read_exports(project.schemas)), tables, as_of)
        rows = run_page_queries(read_page_queries(project.schemas), tables, checked.catalog.model, as_of)
        words = read_words(project.content)
        engine = run_engine(project)
    except Refused as refusal:
        return Result(iter(()), refusal.problems)
    rules = rule_reports(checked.catalog.model, checked.problems, RULES)
    views = Views(checked.catalog, tables, rows, changelog.dates, changelog.changes, changelog.first_ids)
    site = open_site(project, engine, words, views, rules, changelog, as_of)
    outputs = chain(
        exports(exported, publication, checked.catalog),
        _outputs(site, tables, publication, _basis(checked, publication), old.outputs),
    )
    guard = _guard(project, checked)
    problems = sort([*checked.problems, *engine.problems, *_lost(old.lost)])
    shown = {record.id: record.digest for record in checked.catalog.records}
    changed = partial(_changed, site, guard, shown)
    return Result(guard.watch(unique(outputs)), problems, shown, changed)


def _changed(site: Site, guard: Guard, now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[Output]:
    """The pages of the records that are not as they were; none if so many are that it takes long."""
    ids = [id for id, digest in now.items() if before.get(id) not in (None, digest)]
    if 0 < len(ids) <= FEW:
        yield from guard.watch(pages_of([site.views.catalog.by_id[id] for id in ids], site))


def _outputs(
    site: Site, tables: dict[str, Table], publication: Publication, basis: str, old: Iterable[Output]
) -> Iterator[Output]:
    """First what can be made side by side, pages and datasets; what names other files after those.

    `old`: the files of earlier releases.
    """
    model = site.views.catalog.model
    published = tuple(describe(tables.values(), publication))
    index = search_index(site)
    with beside(index.make) as finish:
        yield from pages(site, published)
        real = tuple(describe(official(tables.values(), DEMO), renamed(publication)))
        records = site.views.catalog.of_type
        keys = keys_of(published, records, basis)
        yield from datasets(published, keys)
        yield from datasets(real, keys_of(real, without_demo(records), basis), OFFICIAL)
        yield from figure_files(published, keys)
        yield from api(site.views.catalog, published, basis, ended_in(site.changelog.gone))
        files = record_files(site.views.catalog, basis)
        yield from at_old_addresses(files, site.views.catalog, site.changelog.gone)
        yield llms(published, model.types)
        yield from schemas(model.types, site.project.schemas / "released", publication.homepage)
        yield script(model, tables, publication.as_of)
        quality = report_dataset(site.rules, publication)
        yield from quality_report(quality, site.rules)
        yield from changelog_files(site.changelog, site.views.catalog, publication, site.name_of)
        yield from feeds(site.changelog, site.views.catalog, publication, site.name_of)
        state = digest(*keys.values(), publication.commit, str(quality.table.rows.to_pylist()))
        yield from release(published, real, quality, state)
        yield checksums()
        yield from old
        yield from other_pages(site, published, state)
        finish()
        yield from index.outputs()
    yield from worker(site.languages)


def _publication(
    project: Project, catalog: Catalog, as_of: date, history: History, releases: Sequence[Release]
) -> Publication:
    publication = publication_of(settings_of(project, "zh"), settings_of(project, "en"), catalog, as_of)
    if not history.head:
        return publication
    return replace(
        publication,
        commit=history.head.id,
        releases=tuple(r.name for r in releases),
        is_release=bool(releases) and releases[-1].commit == history.steps[-1].commit,
    )


def _changelog(project: Project, catalog: Catalog, history: History) -> Changelog:
    moved, _ = read_moved(project.root, {r.id: r.file for r in catalog.records})
    return read_changelog(history, catalog, redactor(project, catalog), moved, project.cache / "changes.json")


def _lost(names: Iterable[str]) -> Iterator[Problem]:
    return (problem(LOST, Location(RELEASES), name=name) for name in sorted(names))


def redactor(project: Project, catalog: Catalog) -> Redactor:
    """What nobody may be shown of earlier records."""
    return Redactor(_allowed(project, catalog), read_withheld(project.root)[0], known_to(catalog))


def _allowed(project: Project, catalog: Catalog) -> Allowed:
    """What may stand although it looks like a person's: what was reviewed, and mailboxes of offices."""
    allowed, _ = read_allowed(project.root)
    records = ((record.type.type, record.data) for record in catalog.records)
    known = [lang for lang in LANGS if project.config_file(lang).exists()]
    settings = (("settings", dict(load_settings(project, lang).extra)) for lang in known)
    return allowed.with_texts(mailboxes(catalog.model, chain(records, settings)))


def _guard(project: Project, checked: CheckResult) -> Guard:
    """Looks at every file before it is published."""
    return Guard(_allowed(project, checked.catalog), map_is_reviewed(project.root))


def _basis(checked: CheckResult, publication: Publication) -> str:
    """What every dataset depends on besides its records and the program: schemas, settings, date."""
    return digest(f"{replace(publication, commit='')}", checked.catalog.model.fingerprint)
