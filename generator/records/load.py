"""Reads `data/` into records. Only this module and `core.yaml_reader` see the YAML files themselves."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.core.line_ends import unix
from generator.core.problems import Location, Problem, Rule, problem
from generator.core.text import Text, join
from generator.core.yaml_messages import LARGE
from generator.core.yaml_reader import MAX_BYTES, locate, read
from generator.records.catalog import Record
from generator.schema.model import Model, RecordType
from generator.storage.cache import RecordCache
from generator.storage.workers import shared_out

_IGNORED = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", "README.md"}


def _rule(code: str, zh: str, en: str, hint_zh: str, hint_en: str) -> Rule:
    return Rule(code, "error", Text(zh, en), Text(hint_zh, hint_en), Text("文件与编号", "Files and ids"))


NO_FOLDER = _rule(
    "V-001",
    "“{folder}”不是存放记录的文件夹",
    '"{folder}" is not a folder for records',
    "{near}每个文件夹放什么，见维护手册“一条记录在哪里”",
    '{near}The handbook says under "Where a record is" which folder holds what',
)
LOOSE = _rule(
    "V-001",
    "记录直接放在了 data/ 下",
    "a record lies right in data/",
    "{near}移到它的文件夹里；每个文件夹放什么，见维护手册“一条记录在哪里”",
    '{near}Move it to its folder; the handbook says under "Where a record is" which folder holds what',
)
NOT_REGULAR = _rule(
    "V-007",
    "不是普通文件（链接或特殊文件）",
    "not a regular file (a link or a special file)",
    "把文件本身放进来，不要放快捷方式或链接",
    "put the file itself here, not a link to it",
)
NOT_YAML = _rule(
    "V-001",
    "“{name}”不是记录文件",
    '"{name}" is not a record file',
    "记录文件名为“编号.yaml”，不是 .yml 或 .txt；图片等不放在 data/ 里",
    'record files are called "<id>.yaml", not .yml or .txt; keep other files out of data/',
)
NOT_A_RECORD = _rule(
    "V-002",
    "文件内容应是“字段: 值”的形式",
    'the file must consist of "field: value" lines',
    "用 youth-atlas new {type} 编号 生成样板，再照着填写",
    "make a scaffold with `youth-atlas new {type} ID` and fill it in",
)
NAME = _rule(
    "V-001",
    "编号“{id}”与文件名“{name}”不一致",
    'the id "{id}" differs from the file name "{name}"',
    "把文件名改为 {id}.yaml，或把 id 改为 {stem}",
    "call the file {id}.yaml or set id to {stem}",
)
SAME = _rule(
    "V-004",
    "编号“{id}”已被 {other} 使用",
    'the id "{id}" is already used by {other}',
    "编号不能重复（不分大小写）；换一个未用过的编号",
    "ids are unique, whatever their case; take a number that was never used",
)
UNREADABLE = _rule(
    "V-007",
    "读不了这个文件：{reason}",
    "the file cannot be read: {reason}",
    "检查文件权限",
    "check the file's permissions",
)


@dataclass(frozen=True)
class LoadedRecords:
    """What was read. `files` names every id that has a file, sound or not, with its type.

    `passed` names records (by `record_key`) in which the same rules found nothing before, and rules that
    found nothing in the same tables.
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    files: dict[str, str]
    passed: frozenset[str] = frozenset()

    @property
    def places(self) -> dict[str, str]:
        """The file of every id whose record could be read."""
        return {r.id: r.file for r in self.records}


def record_key(record: Record) -> str:
    """Names a record with its content: as long as both stay, so does what was found in it."""
    return f"{record.file}:{record.digest}"


def read_records(data: Path, model: Model, cache: RecordCache) -> LoadedRecords:
    """Every record below `data/` (sorted by type and id) and every problem met in reading them."""
    records: list[Record] = []
    found: list[Problem] = []
    files: dict[str, str] = {}
    seen: dict[str, str] = {}
    placed = list(_placed(data, model, found))
    with shared_out(partial(_read, cache), placed, few=500) as results:
        done = {result.file: result for result in results}
    for path, file, record_type in placed:
        files.setdefault(path.stem, record_type.type)
        read_file = done[file]
        found += read_file.problems
        if read_file.problems:
            continue
        value, digest = cache.get(read_file.digest), read_file.digest
        if value is None:
            value = read_file.value
            cache.put(digest, value)
        if isinstance(value, dict):
            record = Record(str(value.get("id", path.stem)), record_type, file, value, digest)
            if _is_named(record, path, seen, found):
                records.append(record)
        else:
            found.append(problem(NOT_A_RECORD, Location(file), type=record_type.type))
    order = {t.type: i for i, t in enumerate(model.types)}
    records.sort(key=lambda r: (order[r.type.type], r.id))
    return LoadedRecords(tuple(records), tuple(found), files)


def _placed(data: Path, model: Model, found: list[Problem]) -> Iterator[tuple[Path, str, RecordType]]:
    """Every file that stands where records of a type belong, with its name for people."""
    for entry, file in _files(data, data.name):
        where = Location(file)
        folder, *below = file.split("/")[1:]
        stem, suffix = os.path.splitext(entry.name)
        record_type = model.by_folder.get(folder)
        if not entry.is_file(follow_symlinks=False):
            found.append(problem(NOT_REGULAR, where))
        elif entry.name in _IGNORED:
            continue
        elif not below:
            found.append(problem(LOOSE, where, near=_meant(_fitting(stem, model))))
        elif record_type is None:
            found.append(problem(NO_FOLDER, where, folder=folder, near=_meant(_alike(folder, model))))
        elif suffix != ".yaml":
            found.append(problem(NOT_YAML, where, name=entry.name))
        else:
            yield Path(entry.path), file, record_type


def _files(folder: str | Path, name: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """What lies below a folder, itself no folder, in order of name, with its name for people; links
    are not followed. Text, because a path takes ten times as long to make."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except FileNotFoundError:
        return
    for entry in entries:
        below = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, below)
        else:
            yield entry, below


class _File(NamedTuple):
    """A file as read; its value only if the cache does not have it."""

    file: str
    digest: str = ""
    value: Any = None
    problems: tuple[Problem, ...] = ()


def _read(cache: RecordCache, placed: tuple[Path, str, RecordType]) -> _File:
    path, file, _ = placed
    where = Location(file)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return _File(file, problems=(problem(NOT_REGULAR, where),))
        if status.st_size > MAX_BYTES:
            return _File(file, problems=(problem(LARGE, where, kb=status.st_size // 1024),))
        data = path.read_bytes()
    except OSError as error:
        return _File(file, problems=(problem(UNREADABLE, where, reason=error.strerror),))
    digest = hashlib.sha256(unix(data)).hexdigest()
    if cache.get(digest) is not None:
        return _File(file, digest)
    value, problems = read(data, file)
    return _File(file, digest, value, tuple(problems))


def _is_named(record: Record, path: Path, seen: dict[str, str], found: list[Problem]) -> bool:
    folded = record.id.casefold()
    if record.id == path.stem and folded not in seen:
        seen[folded] = record.file
        return True
    [(line, column)] = locate(path.read_bytes(), [(("id",), False)])
    where = Location(record.file, line, column)
    if record.id != path.stem:
        found.append(problem(NAME, where, record.id, id=record.id, name=path.name, stem=path.stem))
    else:
        found.append(problem(SAME, where, record.id, id=record.id, other=seen[folded]))
    return False


def _alike(word: str, model: Model) -> list[RecordType]:
    """The types whose folder or Chinese name is written much like this word."""
    names = {name: t for t in model.types for name in (t.folder, t.plural.zh)}
    return list({names[name].type: names[name] for name in difflib.get_close_matches(word, names)}.values())


def _fitting(stem: str, model: Model) -> list[RecordType]:
    """The types whose ids look like this file name."""
    return [t for t in model.types if re.search(t.schema["properties"]["id"]["pattern"], stem)]


def _meant(types: list[RecordType]) -> Text:
    if not types:
        return Text("", "")
    names = [Text(f"data/{t.folder}/（{t.plural.zh}）", f"data/{t.folder}/ ({t.plural.en})") for t in types]
    which = join(names, "或", " or ")
    return Text(f"是不是 {which.zh}？", f"Did you mean {which.en}? ")
