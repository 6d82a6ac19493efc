"""`youth-atlas review`: a proposed change, looked at with the program and the rules of the base."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from generator.commands.check import past
from generator.commands.console import CLEAN, PROBLEMS, USAGE, Commands, say
from generator.commands.fix import untidy
from generator.config.project import Project, load_settings, open_project, today
from generator.core import report
from generator.core.problems import Problem, Refused, errors, sort
from generator.core.text import Text
from generator.history import NoHistory, NoRevision, former
from generator.history.diff_formats import differences
from generator.history.diff_formats import markdown as in_words
from generator.history.redirects import read_moved
from generator.history.revisions import between
from generator.pipeline import build, inspect, redactor
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.review.pictures import pictures
from generator.review.proposal import Proposal, laid_out, read_proposal
from generator.review.summary import Findings, markdown
from generator.review.templates import templates
from generator.schema.load import read_model
from generator.storage.cache import RecordCache
from generator.storage.publish import claim, publish

MOST_PAGES = 6
_PRIVACY = "V-9"


def add(commands: Commands) -> None:
    command = commands.add("review", review, "检查别人提交的改动 / look at a proposed change", dated=True)
    command.add_argument("head", metavar="HEAD", help="提交的改动（git 的一版）/ the proposed revision")
    command.add_argument(
        "--base", default="HEAD", metavar="REV", help="合并到哪一版 / what it is to be merged into"
    )
    command.add_argument("--format", choices=report.FORMATS, default="text")
    command.add_argument("--report", metavar="FILE", help="问题写到文件 / where the problems go")
    command.add_argument("--summary", metavar="FILE", help="摘要（Markdown，接在文件后面）/ append a summary")
    command.add_argument("--out", metavar="DIR", help="预览网站 / a preview of the site")
    command.add_argument("--pictures", metavar="DIR", help="改过的页面的图片 / pictures of changed pages")
    command.add_argument(
        "--attached", default="", metavar="URL", help="附件的网址 / where the files can be had"
    )
    commands.add("templates", write_templates, "生成问题表单和审核名单 / issue forms, templates, CODEOWNERS")


def review(options: Namespace) -> int:
    """Prints the problems in the format asked for; writes the summary, the preview and pictures of it."""
    project = open_project(Path(options.project))
    try:
        proposal = read_proposal(project.root, options.base, options.head)
        with laid_out(project.root, proposal) as place:
            found = _look(replace(project, root=place), proposal, options)
    except (NoRevision, NoHistory) as error:
        say(options.lang, Text(f"git 出错：{error}", f"git says: {error}"))
        return USAGE
    printed = report.FORMATS[options.format](found.problems, options.lang)
    if options.report:
        Path(options.report).write_text(printed + "\n", encoding="utf-8")
    else:
        print(printed)
    if options.summary:
        with Path(options.summary).open("a", encoding="utf-8") as file:
            file.write(markdown(found, options.lang))
    return PROBLEMS if errors(found.problems) else CLEAN


def _look(project: Project, proposal: Proposal, options: Namespace) -> Findings:
    words, pages, notes = _difference(project, proposal, options)
    problems = sort([*proposal.problems, *_problems(project, proposal, options), *notes])
    private = any(p.code.startswith(_PRIVACY) and p.severity == "error" for p in problems)
    found = Findings(problems, words, proposal.outside, pages, attached=options.attached, private=private)
    if errors(problems) or not options.out:
        return found
    site = Path(options.out).resolve()
    result = build(project, options.as_of or today(), today())
    if errors(result.problems):  # what only shows when pages are made
        return replace(found, problems=sort({*problems, *result.problems}))
    with claim(site, project.cache):
        publish(result.outputs, site, project.cache, result.shown)
    shot = pictures(site, pages[:MOST_PAGES], Path(options.pictures)) if options.pictures else []
    return replace(found, pictures=tuple(shot))


def _problems(project: Project, proposal: Proposal, options: Namespace) -> tuple[Problem, ...]:
    try:
        base = former(project.root, proposal.base)
        return inspect(project, options.as_of or today(), today(), base, past(project)).problems
    except Refused as refusal:
        return refusal.problems


def _difference(
    project: Project, proposal: Proposal, options: Namespace
) -> tuple[str, tuple[str, ...], tuple[Problem, ...]]:
    """What changed, in words; of the records that were added or changed, their pages, and a note on each
    that `fix` would write otherwise."""
    pairs = between(project.root, proposal.base)
    model = read_model(project.schemas)
    loaded = read_records(project.data, model, RecordCache(project.cache / "records.json"))
    moved, _ = read_moved(project.root, {r.id: r.file for r in loaded.records})
    changes = differences(pairs, model, redactor(project, Catalog(model, loaded.records)), moved)
    records = {r.id: r for r in loaded.records}
    names = {id: record.title for id, record in records.items()}
    words = in_words(changes, model, lambda id: names.get(id, id), options.lang)
    shown = [c for c in changes if c.id in records]
    pages = tuple(f"{model.by_folder[c.folder].url}/{c.id}/" for c in shown)
    return words, pages, tuple(untidy((records[c.id].file for c in shown), project, model))


def write_templates(options: Namespace) -> int:
    """Write issue forms, templates of pull requests and CODEOWNERS from schemas, records and settings."""
    project = open_project(Path(options.project))
    for name, text in made_templates(project).items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(path)
    return CLEAN


def made_templates(project: Project) -> dict[str, str]:
    model = read_model(project.schemas)
    loaded = read_records(project.data, model, RecordCache(project.cache / "records.json"))
    owners = load_settings(project, "zh").extra.get("owners") or {}
    return templates(Catalog(model, loaded.records), owners)
