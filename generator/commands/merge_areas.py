"""`youth-atlas merge-areas`: areas go into another, and the records that live on follow. Dry run first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.commands.console import CLEAN, PROBLEMS, USAGE, Commands, say
from generator.config.project import Project, open_project, today
from generator.core import report
from generator.core.problems import Problem, Refused, errors, sort
from generator.core.text import Lang, Text
from generator.editing.area_merger import Data, Merger
from generator.editing.text import Edit, text_of
from generator.editing.trial_copy import only, trial_copy
from generator.history.change_text import all_lines
from generator.history.field_diff import compare
from generator.pipeline import inspect
from generator.records.catalog import Catalog, Record
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.atomic import commit
from generator.storage.cache import RecordCache


def add(commands: Commands) -> None:
    command = commands.add("merge-areas", merge_areas, "镇街合并 / merge towns: what ends, what follows")
    command.add_argument("areas", metavar="AREA", nargs="+", help="并入别处的 / those that end")
    command.add_argument("--into", metavar="AREA", required=True, help="并入的 / the one that takes over")
    command.add_argument("--on", metavar="DATE", type=date.fromisoformat, required=True,
                         help="从哪天起 / the first day of the new order")  # fmt: skip
    command.add_argument("--dry-run", action="store_true", help="只看会改什么 / only tell what would change")


def merge_areas(options: Namespace) -> int:
    """Print what changes; write it, all or nothing, unless it is a dry run or would break a rule."""
    project = open_project(Path(options.project))
    loaded = read_records(
        project.data, read_model(project.schemas), RecordCache(project.cache / "records.json")
    )
    if loaded.problems:
        raise Refused(loaded.problems)
    catalog = Catalog(read_model(project.schemas), loaded.records)
    now = today()
    if fault := _fault(options, catalog, now):
        say(options.lang, fault)
        return USAGE
    merger = Merger(catalog, options.on, now)
    changed = merger.changed(options.into, options.areas)
    _tell(merger, changed, options.lang)
    files = _texts(project, catalog, changed)
    with trial_copy(project.root, files) as tried:
        broken = _broken(project, tried, files, now)
        if broken:
            print(report.text(broken, options.lang))
            say(options.lang, Text("合并后会有上面的错误，没有写入任何文件；先改好再合并",
                                   "the merger would leave the errors above; no file was written; mend them first"))  # fmt: skip
            return PROBLEMS
        if options.dry_run:
            say(options.lang, Text(f"试运行：会改 {len(files)} 个文件，没有写入；去掉 --dry-run 就写入",
                                   f"dry run: {len(files)} files would change, none was written; leave out --dry-run to write them"))  # fmt: skip
            return CLEAN
        commit(project.root, files, only(tried, files))
    say(options.lang, Text(f"改了 {len(files)} 个文件；看过 git diff 再提交",
                           f"{len(files)} files changed; look at git diff, then commit"))  # fmt: skip
    return CLEAN


def _fault(options: Namespace, catalog: Catalog, now: date) -> Text | None:
    """What is wrong with the request itself."""
    into = catalog.by_id.get(options.into)
    if into is None or into.removed or into.type.succession is None:
        return Text(f"没有可以并入的“{options.into}”", f'there is no "{options.into}" to merge into')
    if options.on > now:
        return Text(
            f"{options.on} 还没有到，到那天再合并", f"{options.on} is yet to come; merge on that day or later"
        )
    for id in options.areas:
        record = catalog.by_id.get(id)
        if record is None or record.type is not into.type:
            return Text(
                f"“{id}”不是{into.type.label.zh}", f'"{id}" is no record of type {into.type.label.en}'
            )
        if id == options.into:
            return Text(f"“{id}”不能并入自己", f'"{id}" cannot go into itself')
        if record.removed or record.data.get("status") == into.type.succession.ended:
            return Text(f"“{id}”早已不在了", f'"{id}" ended before')
        if any(record.data.get(f) != into.data.get(f) for f in into.type.gathers):
            return Text(
                f"“{id}”与“{options.into}”不是同一层级",
                f'"{id}" and "{options.into}" are of different levels',
            )
    return None


def _texts(project: Project, catalog: Catalog, changed: Mapping[str, Data]) -> dict[str, bytes]:
    """The new content of each file, by path; comments and what did not change stay."""
    files = {}
    for id, data in changed.items():
        record = catalog.by_id[id]
        edit = Edit(id, record.type, record.file, record.data, data)
        files[record.file], _ = text_of(edit, (project.root / record.file).read_bytes())
    return dict(sorted(files.items()))


def _broken(project: Project, tried: Path, files: Mapping[str, bytes], now: date) -> tuple[Problem, ...]:
    """Errors that are not there today; and those that keep a record from being judged at all."""
    today_is = inspect(project, now)
    judged = {record.file for record in today_is.catalog.records}
    known = {(p.code, p.record, p.message) for p in today_is.problems}
    unjudged = [p for p in errors(today_is.problems) if p.where.file in files.keys() - judged]
    after = errors(inspect(replace(project, root=tried), now).problems)
    return sort([*unjudged, *(p for p in after if (p.code, p.record, p.message) not in known)])


def _tell(merger: Merger, changed: Mapping[str, Data], lang: Lang) -> None:
    """Every record that changes, in order of type and id, with what changes in it."""
    catalog = merger.catalog
    lines: list[str] = []
    for record in catalog.records:
        if record.id in changed:
            lines.append(_heading(record, lang))
            said = all_lines(
                compare(record.type, record.data, changed[record.id]), lambda i: _name(catalog, i)
            )
            lines += [f"  - {line.in_(lang)}" for line in said]
    lines += [_left(catalog.by_id[id]).in_(lang) for id in sorted(merger.ended)]
    print("\n".join(lines))


def _heading(record: Record, lang: Lang) -> str:
    title = f"{record.type.label.in_(lang)} {record.title}"
    return f"{title}（{record.id}）" if lang == "zh" else f"{title} ({record.id})"


def _left(record: Record) -> Text:
    return Text(
        f"{record.title}（{record.id}）随之撤销；新代码公布后，新建一条并在 predecessors 里写上它，再改提到它的记录",
        f"{record.title} ({record.id}) ends with it; once its new code is known, add a record that names it in predecessors, and mend those that name it",
    )


def _name(catalog: Catalog, id: str) -> str:
    record = catalog.by_id.get(id)
    return f"{record.title} {id}" if record else id
