"""Where somebody lives: a street with a number, or a village's group with a person or an age beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.surnames import ACTS, AGE, CALLED, FULL, GIVEN, NAMED, is_name

_NUMBER = "(?:第?[0-9一二三四五六七八九十]{1,4})"
_GROUP = re.compile(f"(?:村|社区){_NUMBER}[组社队]")
_YEARS = f"(?<![0-9一二三四五六七八九十到至—~-]){AGE}周?岁(?!以|及|至|到|左右|上下|[—~-])"
_YOUNG = "(?:女生|男生|女孩|男孩|孩子|少年|少女|小孩|姑娘|小伙|学生|青年|老人|村民)"
_ONE = "(?:[，, 的住有位名个一那这]|村民|居民|学生|青年|少年){0,4}"
_BEHIND = re.compile(
    f"{_ONE}(?:[0-9]{{1,4}}号|{_YEARS}的?(?:{_YOUNG}|{CALLED})"
    f"|({CALLED})(?={ACTS}|家|[学种养开从在把被是有的]|[，（( ]?{AGE}周?岁)|({FULL})家|({NAMED}))"
)
_LIVES_THERE = f"(?:[，,、（(]|就?住在?|是|来自|的?家在|家住|搬到){{1,2}}{GIVEN}{{0,6}}$"
_BEFORE = re.compile(
    f"(?:({CALLED})|({FULL})|{_YEARS}的?{GIVEN}{{0,6}}?)(?:[，,（(](?:今年|现年)?{AGE}周?岁）?)?{_LIVES_THERE}"
)
_LIVES = ("家住", "现住", "住在", "家在")
_ADDRESS = re.compile(f"..[^，。；,;\\n]{{0,20}}?{_NUMBER}(?:[组社队栋幢号室]|单元)")


def households(text: str) -> Iterator[tuple[int, str]]:
    """Offset and beginning of what looks like a family's address: village, group, name or number."""
    for group in _GROUP.finditer(text):
        start = group.start()
        if _is_somebody(_BEHIND.match(text, group.end())) or _lives_there(text, start):
            yield start, f"{text[max(0, start - 2) : start + 1]}…"
    for word in _LIVES:
        at = text.find(word)
        while at >= 0:
            if _ADDRESS.match(text, at):
                yield at, f"{word}…"
            at = text.find(word, at + 1)


def _lives_there(text: str, start: int) -> bool:
    before = text[max(0, start - 24) : start]
    return any(_is_somebody(found) for found in _BEFORE.finditer(before))


def _is_somebody(found: re.Match[str] | None) -> bool:
    """Whether what stands beside the group is a number, an age, or truly a name."""
    if found is None:
        return False
    said = next(filter(None, found.groups()), None)
    return said is None or bool(re.fullmatch(CALLED, said)) or is_name(said)
