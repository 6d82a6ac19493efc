"""`export` and `import`: records to a workbook or CSV, and back, shown before anything is written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from generator.commands.console import CLEAN, MACHINE, PROBLEMS, USAGE, Commands, say
from generator.config.project import Project, open_project, today
from generator.core import report
from generator.core.problems import Problem, Refused, errors, sort
from generator.core.text import Lang, Text
from generator.editing.trial_copy import only, trial_copy
from generator.history import BaseRecord
from generator.history.diff_formats import FORMATS
from generator.history.record_diff import record_changes
from generator.pipeline import inspect, redactor
from generator.privacy.allow import read_allowed
from generator.privacy.masking import concealed
from generator.records.catalog import Catalog
from generator.records.load import LoadedRecords, read_records
from generator.schema.load import read_model
from generator.schema.model import Model, RecordType
from generator.spreadsheets.importer import Asked, Plan, bytes_of, checked, planned
from generator.spreadsheets.rows import as_csv, names_of, rows_of
from generator.spreadsheets.sheets import sheets_of
from generator.spreadsheets.xlsx_writer import workbook
from generator.storage.atomic import commit
from generator.storage.cache import RecordCache
from generator.storage.locks import Busy


def add(commands: Commands) -> None:
    out = commands.add("export", export, "导出为表格 / records as a workbook or CSV")
    out.add_argument("collections", metavar="COLLECTION", nargs="*", help="默认全部 / default: all")
    out.add_argument("--xlsx", action="store_true", help="Excel 工作簿（默认）/ a workbook (default)")
    out.add_argument("--csv", action="store_true", help="一个文件夹的 CSV / a folder of CSV files")
    out.add_argument("--out", metavar="FILE", help="写到哪里 / where to")
    out.add_argument("--template", action="store_true", help="只要列名，不要记录 / empty, to be filled in")
    out.add_argument("--force", action="store_true", help="覆盖已有的文件 / overwrite")
    back = commands.add("import", bring_in, "从表格导入，先试运行 / records from sheets; first a trial run")
    back.add_argument("files", metavar="FILE", nargs="+", help=".xlsx 或 .csv / .xlsx or .csv")
    back.add_argument("--write", action="store_true", help="确认后写入 / write what the trial run showed")
    back.add_argument(
        "--mapping", metavar="FILE", help="外来的表：对照文件 / what the columns of others mean"
    )
    back.add_argument("--org-tree", dest="mapping", action="store_const", const="org-tree",
                      help="“智慧团建”组织树 / the tree of League organisations")  # fmt: skip
    back.add_argument(
        "--remove", metavar="REASON", help="撤下表里没有的记录，写明原因 / retire absent records"
    )
    back.add_argument("--format", choices=["text", "json"], default="text")


def export(options: Namespace) -> int:
    """Write the records of some or all collections into one workbook, or into a folder of CSV files."""
    project = open_project(Path(options.project))
    model = read_model(project.schemas)
    if (types := _types(options.collections, model, options.lang)) is None:
        return USAGE
    loaded = read_records(project.data, model, RecordCache(project.cache / "records.json"))
    names = names_of(loaded.records)
    living = [] if options.template else [r for r in loaded.records if not r.removed]
    sheets = [(s, [r for r in living if r.type is t]) for t in types for s in sheets_of(t)]
    filled = ((s, list(rows_of(s, records, names, options.lang))) for s, records in sheets)
    if options.csv:
        folder = Path(options.out or "csv")
        files = {folder / f"{s.name}.csv": as_csv(s, rows, options.lang) for s, rows in filled}
    else:
        files = {Path(options.out or "youth-atlas.xlsx"): workbook(filled, names, options.lang)}
    if (there := next((path for path in files if path.exists()), None)) and not options.force:
        say(options.lang, Text(f"{there} 已存在，没有改动；换一个 --out，或加 --force 覆盖",
                               f"{there} exists and was not touched; give another --out, or --force"))  # fmt: skip
        return USAGE
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(path)
    if loaded.problems:
        print(report.text(sort(loaded.problems), options.lang))
    return PROBLEMS if loaded.problems else CLEAN


def _types(names: list[str], model: Model, lang: Lang) -> list[RecordType] | None:
    """The record types with these names or folders, all without names; None if there is none called so."""
    known = {name: t for t in model.types for name in (t.type, t.folder, t.table, t.plural.zh, t.label.zh)}
    for name in names:
        if name not in known:
            say(lang, Text(f"没有“{name}”这类记录；可用：{'、'.join(model.by_folder)}",
                           f'there is no collection "{name}"; use one of: {", ".join(model.by_folder)}'))  # fmt: skip
            return None
    return [t for t in model.types if not names or t in [known[name] for name in names]]


def bring_in(options: Namespace) -> int:
    """Read files back: show what would change, and with --write change it, all or nothing."""
    project = open_project(Path(options.project))
    model = read_model(project.schemas)
    cache = RecordCache(project.cache / "records.json")
    loaded = read_records(project.data, model, cache)
    allowed = read_allowed(project.root)[0]
    try:
        plan = planned(project, model, loaded, cache, asked(options), today())
        with trial_copy(project.root, plan.files) as folder:
            found = sort(concealed([*plan.unplaced, *checked(project, folder, plan, _inspected)], allowed))
            if errors(found):
                raise Refused(found)
            _tell(project, model, loaded, plan, found, options)
            if options.write and plan.files:
                if any(bytes_of(project.root / file) != was for file, was in plan.before.items()):
                    say(options.lang, Text("导入期间有文件被改动，没有写入；请再导入一次",
                                           "files changed meanwhile, nothing was written; import again"))  # fmt: skip
                    return MACHINE
                commit(project.root, plan.files, only(folder, plan.files))
    except Busy:
        say(
            options.lang,
            Text("另一个导入正在进行，请稍后再试", "another import is under way; try again later"),
        )
        return MACHINE
    except Refused as refusal:
        problems = sort(concealed(refusal.problems, allowed))
        print(report.FORMATS[options.format](problems, options.lang))
        say(
            options.lang,
            Text("没有写入任何内容：请先改正上面的错误", "nothing was written: mend the errors above first"),
        )
        return PROBLEMS
    if plan.files and options.write:
        say(options.lang, Text(f"已写入 {len(plan.files)} 个文件", f"{len(plan.files)} files written"))
    elif plan.files:
        say(options.lang, Text("这是试运行，没有写入；确认无误后加 --write 再运行一次",
                               "a trial run: nothing was written; run it again with --write"))  # fmt: skip
    return CLEAN


def _inspected(project: Project, base: Mapping[str, BaseRecord] | None) -> tuple[Problem, ...]:
    return inspect(project, today(), today(), base).problems


def asked(options: Namespace) -> Asked:
    mapping = options.mapping
    known = Path(options.project) / "schemas" / "imports" / f"{mapping}.yaml"
    path = known if mapping and known.is_file() else Path(mapping) if mapping else None
    return Asked(tuple(map(Path, options.files)), path, options.remove or "")


def _tell(
    project: Project,
    model: Model,
    loaded: LoadedRecords,
    plan: Plan,
    found: tuple[Problem, ...],
    options: Namespace,
) -> None:
    """What changes, in people's words; then what only deserves a look, and what was left out."""
    edits = {id: edit for id, edit in plan.edits.by_id.items() if edit.changes}
    types = {id: edit.type for id, edit in edits.items()}
    before = {id: edit.old for id, edit in edits.items() if edit.old is not None}
    after = {id: edit.new for id, edit in edits.items()}
    of_today = redactor(project, Catalog(model, loaded.records))
    changes = list(record_changes(types, before, after, of_today, {}))
    titles = {r.id: r.title for r in loaded.records} | {c.id: c.title for c in changes}
    print(FORMATS[options.format](changes, model, lambda id: titles.get(id, id), options.lang))
    if found and options.format == "text":
        print(report.text(found, options.lang))
    if plan.dropped:
        say(options.lang, Text(f"没有读取的列：{'、'.join(plan.dropped)}",
                               f"columns that were not read: {', '.join(plan.dropped)}"))  # fmt: skip
    if plan.unplaced:
        say(options.lang, Text(f"有 {len(plan.unplaced)} 行对不上，已跳过（见上面的提醒）",
                               f"{len(plan.unplaced)} rows could not be placed and were left out (see above)"))  # fmt: skip
    if plan.edits.absent and not options.remove:
        count = len(plan.edits.absent)
        say(options.lang, Text(
            f"有 {count} 条记录不在表里，保持不变；要撤下它们，加 --remove 原因",
            f"{count} records are not in the sheet and stay as they are; to retire them add --remove REASON",
        ))  # fmt: skip
