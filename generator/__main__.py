"""The command line: `youth-atlas`, or `python -m generator`."""

from __future__ import annotations

import argparse
import gc
import locale
import os
import sys
from datetime import date

from generator import (
    __version__,
    adopt,
    commands,
    diffing,
    duty,
    edit,
    exchange,
    merging,
    report,
    reviewing,
    serve,
    synth,
    tidy,
)
from generator.changes import difference
from generator.problems import Refused
from generator.text import LANGS, Text


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 clean, 1 problems in the data, 2 wrong use, 3 something broke in the machine."""
    options = parser().parse_args(arguments)
    gc.set_threshold(50_000, 20, 100)  # records are many and stay: to look for garbage often costs a tenth
    try:
        return int(options.command(options))
    except Refused as refusal:
        print(report.text(refusal.problems, options.lang), file=sys.stderr)
        return commands.PROBLEMS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.MACHINE
    except OSError as error:
        what = f"{error.strerror or error}" + (f"：{error.filename}" if error.filename else "")
        commands.say(options.lang, Text(f"系统出错：{what}", f"the machine says: {what}"))
        return commands.MACHINE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a mistake of ours: tell where, but never in a programmer's words only
        if "YOUTH_ATLAS_DEBUG" in os.environ:
            raise
        commands.say(options.lang, commands.our_mistake(error))
        return commands.MACHINE


def parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--project", default=".", metavar="DIR", help="项目文件夹 / the project's folder")
    shared.add_argument("--lang", choices=LANGS, default=_lang(), help="提示语言 / language of messages")
    shared.set_defaults(local_form=False)
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument("--as-of", type=date.fromisoformat, metavar="DATE",
                       help="按哪一天计算（默认今天）/ the day to build for (default: today)")  # fmt: skip
    root = argparse.ArgumentParser(
        "youth-atlas", description="青年之家地图：记录 → 网站与开放数据 / records to a site and open data"
    )
    root.add_argument("--version", action="version", version=__version__)
    add = root.add_subparsers(required=True, metavar="COMMAND").add_parser

    check = add("check", parents=[shared, dated], help="检查全部记录 / check every record")
    check.add_argument("--format", choices=report.FORMATS, default="text")
    check.add_argument("--strict", action="store_true", help="提醒也算错误 / warnings fail too")
    check.add_argument(
        "--base", metavar="REV", help="与 git 的哪一版比较状态和编号 / the git revision to compare with"
    )
    check.set_defaults(command=commands.check)

    build = add("build", parents=[shared, dated], help="检查并发布网站 / check and publish the site")
    build.add_argument("--out", metavar="DIR", help="发布到（默认 site/）/ where to (default: site/)")
    build.add_argument("--no-history", action="store_true",
                       help="不看 git 历史，不含变更记录 / without git history and account of changes")  # fmt: skip
    build.set_defaults(command=commands.build)

    live = add("serve", parents=[shared, dated], help="本机预览，保存即更新 / live preview")
    live.add_argument("--port", type=int, default=8000)
    live.add_argument("--no-history", action="store_true", help="不看 git 历史 / without git history")
    live.set_defaults(command=serve.serve)

    form = add("edit", parents=[shared, dated], help="在本机用表单修改记录 / change records in a form")
    form.add_argument("--port", type=int, default=8000)
    form.add_argument("--no-open", action="store_true", help="不自动打开浏览器 / do not open a browser")
    form.set_defaults(command=edit.edit, local_form=True, no_history=True)

    _add_review(add("review", parents=[shared, dated], help="检查别人提交的改动 / look at a proposed change"))

    forms = add(
        "templates", parents=[shared], help="生成问题表单和审核名单 / issue forms, templates, CODEOWNERS"
    )
    forms.set_defaults(command=reviewing.write_templates)

    new = add("new", parents=[shared], help="新建一条记录的样板 / a commented scaffold")
    new.add_argument("type", metavar="TYPE")
    new.add_argument("id", metavar="ID")
    new.set_defaults(command=commands.new)

    united = add("merge-areas", parents=[shared], help="镇街合并 / merge towns: what ends, what follows")
    united.add_argument("areas", metavar="AREA", nargs="+", help="并入别处的 / those that end")
    united.add_argument("--into", metavar="AREA", required=True, help="并入的 / the one that takes over")
    united.add_argument("--on", metavar="DATE", type=date.fromisoformat, required=True,
                        help="从哪天起 / the first day of the new order")  # fmt: skip
    united.add_argument("--dry-run", action="store_true", help="只看会改什么 / only tell what would change")
    united.set_defaults(command=merging.merge_areas)

    diff = add("diff", parents=[shared], help="两版之间记录有什么变化 / what changed, in people's words")
    diff.add_argument("base", metavar="BASE", help="git 的哪一版 / a git revision")
    diff.add_argument(
        "head", metavar="HEAD", nargs="?", help="默认为磁盘上的文件 / default: the files on disk"
    )
    diff.add_argument("--format", choices=difference.FORMATS, default="text")
    diff.set_defaults(command=diffing.diff)

    clean = add("clean", parents=[shared], help="去掉图片附带的信息 / take out what pictures carry along")
    clean.add_argument("files", metavar="FILE", nargs="+")
    clean.set_defaults(command=commands.clean)

    fix = add(
        "fix",
        parents=[shared],
        help="整理成规范写法，意思和注释不变 / canonical form, meaning and comments kept",
    )
    fix.add_argument("files", metavar="FILE", nargs="*", help="默认全部记录 / default: every record")
    fix.add_argument("--check", action="store_true", help="只检查，不改动 / only tell which are not")
    fix.add_argument("--format", choices=report.FORMATS, default="text")
    fix.set_defaults(command=tidy.fix)

    out = add("export", parents=[shared], help="导出为表格 / records as a workbook or CSV")
    out.add_argument("collections", metavar="COLLECTION", nargs="*", help="默认全部 / default: all")
    out.add_argument("--xlsx", action="store_true", help="Excel 工作簿（默认）/ a workbook (default)")
    out.add_argument("--csv", action="store_true", help="一个文件夹的 CSV / a folder of CSV files")
    out.add_argument("--out", metavar="FILE", help="写到哪里 / where to")
    out.add_argument("--template", action="store_true", help="只要列名，不要记录 / empty, to be filled in")
    out.add_argument("--force", action="store_true", help="覆盖已有的文件 / overwrite")
    out.set_defaults(command=exchange.export)

    back = add(
        "import", parents=[shared], help="从表格导入，先试运行 / records from sheets; first a trial run"
    )
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
    back.set_defaults(command=exchange.bring_in)

    editor = add(
        "editor", parents=[shared], help="生成 VS Code 的设置和片段 / settings and snippets for VS Code"
    )
    editor.set_defaults(command=tidy.editor)

    due = add("remind", parents=[shared, dated], help="哪些事该办了 / what is due, by organisation")
    due.add_argument("--org", metavar="ID", help="只看一个组织 / only of this organisation")
    due.add_argument("--days", type=int, default=30, metavar="N", help="往后看几天（30）/ days ahead (30)")
    due.add_argument("--format", choices=duty.REMINDERS, default="text")
    due.set_defaults(command=duty.remind)

    quarterly = add("bulletin", parents=[shared, dated],
                    help="季度通报草稿，每个镇街一份 / drafts of a quarter's bulletin, one a town")  # fmt: skip
    quarterly.add_argument("--quarter", metavar="2023-Q4", help="默认上一季度 / default: the last one over")
    quarterly.add_argument("--out", metavar="DIR", default="bulletin", help="写到（bulletin/）/ where to")
    quarterly.set_defaults(command=duty.bulletin)

    alike = add("duplicates", parents=[shared, dated], help="哪些记录可能重复 / records that look alike")
    alike.add_argument("--least", type=float, default=0.6, metavar="0–1", help="至少多像（0.6）/ how alike")
    alike.add_argument("--format", choices=("text", "json"), default="text")
    alike.set_defaults(command=duty.duplicates)

    begin = add(
        "init", parents=[shared, dated], help="为另一个区县建仓库 / start another district's repository"
    )
    begin.add_argument("folder", metavar="DIR")
    for name, words in adopt.ASKED.items():
        begin.add_argument(f"--{name.replace('_', '-')}", metavar="…", help=f"{words.zh} / {words.en}")
    begin.add_argument("--full-name", metavar="…", help="全称，例如 苏州市姑苏区 / in full, with its city")
    begin.add_argument("--prefix", metavar="gs", help="编号前缀（默认取拼音首字母）/ prefix of ids")
    begin.add_argument("--source", metavar="…", help="名录的出处 / where the list comes from")
    begin.set_defaults(command=adopt.init)

    made = add("synth", parents=[shared], help="生成测试用项目 / a synthetic project")
    made.add_argument("--records", type=int, required=True, metavar="N")
    made.add_argument("--out", required=True, metavar="DIR")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--of", default="homes", metavar="COLLECTION", help="要增多的一类 / what to multiply")
    made.add_argument("--set", nargs=2, action="append", default=[], metavar=("FIELD", "TEXT"),
                      help="每条副本的某字段 / a field of every copy")  # fmt: skip
    made.set_defaults(command=synth.synth)
    return root


def _add_review(command: argparse.ArgumentParser) -> None:
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
    command.set_defaults(command=reviewing.review)


def _lang() -> str:
    """From the locale (LC_ALL, LC_MESSAGES, LANG); Chinese if it names no language."""
    names = (os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "") or (locale.getlocale()[0] or "")
    return "en" if name.startswith("en") else "zh"


if __name__ == "__main__":
    sys.exit(main())
