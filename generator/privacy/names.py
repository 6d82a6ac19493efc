"""Names of persons and words that a person's data stand behind: guesses, made with care.

Chinese writes no capitals, so a name is told by its surname, its length and what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.distress import distress, minors
from generator.privacy.households import households
from generator.privacy.surnames import AGE, ENDS, GIVEN, NAMED, PLACEHOLDER, SURNAME, is_name

_EXAMPLES = ("张三", "李四", "王五", "赵六", "钱七")
# Words beside which names stand. They are looked for first: they are few, and surnames are everywhere.
_KINDS = (
    "学生", "同学", "青年", "居民", "村民", "团员", "志愿者", "负责人", "联系人", "支书", "书记", "党员", "社工", "队长", "组长",
    "店长", "会长", "村医", "教练", "讲师", "老人", "孤儿", "女孩", "男孩", "少年", "女生", "男生", "孩子", "儿子", "女儿", "孙子",
    "孙女", "丈夫", "妻子", "儿媳", "职工", "工人", "员工", "农民", "农户", "主任", "老师", "教师", "医生", "护士", "司机", "骑手",
    "创业者", "委员", "干部", "代表", "主播", "店主", "老板", "户主", "贫困户", "残疾人",
)  # fmt: skip
_TAKEN_ALONG = (
    "带着", "带领", "领着", "陪着", "陪同", "看望", "慰问", "采访", "表扬", "叫上", "跟着", "资助", "照顾",
)  # fmt: skip
_TITLES = ("同学", "同志", "女士", "先生", "老师", "医生", "主任", "书记")
_CALLED_BY_SURNAME = ("老师", "医生")
# 李老师饼店 is a shop; 周老师傅 is 周, an old hand at a craft.
_NOT_CALLED = re.compile("..(?:傅|[^到去在来和与开进给从的往逛办管看是，。、；]{0,3}(?:[店铺坊馆]|诊所))")
_SEX = re.compile("[，,（(][男女](?=[，,、）)。 ])")
_AGE_ITSELF = re.compile(f"(?:[，,（( ]{{1,2}}(?:[男女][，,、 ]{{0,2}})?(?:今年|现年)?|今年|现年){AGE}周?$")
_AFTER_KIND = re.compile(
    f"[“”：: ]{{0,2}}((?!(?<=老师)傅){NAMED}|小{SURNAME}(?={ENDS}|说|由|今年))", re.MULTILINE
)
_ALONG = re.compile(
    f"了?(?:{'|'.join(_KINDS)})?({SURNAME}{GIVEN}{{2}}(?={ENDS}|说|一家|走访|参观|来到|参加|练习|学习|一起|做|学))",
    re.MULTILINE,
)
_BEFORE = re.compile(f"{GIVEN}{{2,9}}$")
_OPENS = re.compile("[的是由和与给让请向对为有叫位了]")
_SURNAME_ALONE = re.compile(f"(?:^|[^\u4e00-\u9fff]|{_OPENS.pattern})({SURNAME})$", re.MULTILINE)
_CLASS = re.compile(
    "(?:小学|[初高][中一二三123])[一二三四五六1-6]?(?:年级)?[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?班$"
)
_BIRTH = re.compile("(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?出?生$")
_LABELS = ("姓名", "身份证", "证件号", "出生", "生日", "住址", "手机号", "银行卡号", "学号", "班级")
# What stands behind a label when nothing is told: nothing, `null`, a placeholder, a form to fill in.
_TOLD = re.compile(
    r"(号?码?|日期|年月)[ \t]*[:：=][ \t]*(?![ \t]|null\b|无\b|不[填登写记公收留]|~|\[\]|…|\.\.\.|-{1,3}(?:\s|$)|某|[”」』）)】]|[*＊×xX]{2})[^\s，。；,;、|]"
)


def persons(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of what looks like the name of a person."""
    for start, end in sorted({*_beside(text), *_examples(text)}):
        if is_name(text[start:end]):
            yield start, text[start:end]
    for word in filter(text.__contains__, _CALLED_BY_SURNAME):
        for at in _places(text, word):
            called = _SURNAME_ALONE.search(text[max(0, at - 2) : at])
            if called and not _NOT_CALLED.match(text, at):
                yield at - 1, called[1]


def _beside(text: str) -> set[tuple[int, int]]:
    """Where a name would stand, were there one."""
    found: set[tuple[int, int]] = set()
    for words, pattern in ((_KINDS, _AFTER_KIND), (_TAKEN_ALONG, _ALONG)):
        for word in filter(text.__contains__, words):
            behind = (pattern.match(text, at + len(word)) for at in _places(text, word))
            found |= {name.span(1) for name in behind if name}
    for word in filter(text.__contains__, _TITLES):
        for at in _places(text, word):
            found |= _before(text, at)
    for sex in _SEX.finditer(text):
        found |= _before(text, sex.start())
    for at in _places(text, "岁"):
        if age := _AGE_ITSELF.search(text, max(0, at - 9), at):
            found |= _before(text, age.start())
    return found


def _examples(text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands that everybody uses for anybody."""
    for word in filter(text.__contains__, _EXAMPLES):
        for at in _places(text, word):
            if called := PLACEHOLDER.match(text, at):
                yield called.span()


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _before(text: str, end: int) -> set[tuple[int, int]]:
    """The Chinese characters right before a place, from the last word on that a name may follow."""
    found = _BEFORE.search(text, max(0, end - 9), end)
    if found is None:
        return set()
    opens = [m.end() for m in _OPENS.finditer(text, found.start(), end)]
    return {(opens[-1] if opens else found.start(), end)}


def classes(text: str) -> Iterator[tuple[int, str]]:
    """Offset and beginning of what names a class of a school, by which its pupils can be found."""
    for at in _places(text, "班"):
        if found := _CLASS.search(text, max(0, at - 12), at + 1):
            yield found.start(), f"{found.group()[:2]}…"


def births(text: str) -> Iterator[tuple[int, str]]:
    """Offset and year of a day or month on which somebody was born."""
    for word in ("出生", "日生"):
        for at in _places(text, word):
            if found := _BIRTH.search(text, max(0, at - 12), at + 2):
                yield found.start(), f"{found.group()[:5]}…"


def labelled(text: str) -> Iterator[tuple[int, str]]:
    """Offset and label of a personal detail that is written out, such as `出生日期：…`."""
    for label in _LABELS:
        for at in _places(text, label):
            if named := _TOLD.match(text, at + len(label)):
                yield at, label + named[1]


def is_personal(text: str) -> bool:
    """Whether any of these finds something. All of it is written in Chinese."""
    if text.isascii():
        return False
    finders = (persons, households, classes, births, minors, distress, labelled)
    return any(next(find(text), None) for find in finders)
