"""Names of persons and words that a person's data stand behind: guesses, made with care.

Chinese writes no capitals, so a name is told by its surname, its length and what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The hundred most frequent surnames (census of 2010) less those that begin too many common words
# to be told apart (高 方 白 石 常 万 时 安 …), and the double ones.
_SURNAME = (
    "(?:欧阳|上官|司马|诸葛|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒"
    "|[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易贺赖龚文])"
)
# What follows a surname's character in a common word, so that no name begins there.
_WORD = re.compile(
    "张[贴开罗力口床]|黄[金色昏河]|周[末边一二三四五六日天期年围到岁]|[何任]何|任[务意选教职命]|马[路上拉]|林[地业场荫]"
    "|何[时处以人种]|程[序度]|许[多可]|谢[谢绝]|夏[天季令日]|江[边区湖]|文[化明字件艺章体创旅本员学]"
    "|易[于拉]|龙[王头舟]|雷[锋雨]|段[落]|钱[包款]|毛[笔病巾]|田[间野园]|叶[子]|余[额下名]|钟[头点表]|熊猫|康[复养]"
    "|汤[圆]|罗[列]|胡[同]|唐[诗]|宋[词]|秦[岭]|江[河西苏]|史[料]|梁[上]|白[天]|王[者国牌]|李[子]|陈[列旧述]|杨[梅树柳]"
    "|蔡[伦]|丁[香]|孔[子雀]|孟[子]|陆[续地]|朱[红]|范[围例]|许[愿]|董[事]|顾[客问虑]|侯[车]|徐[徐]|郭[外]|吴[语]"
    "|曾[任经]|曹[操]|贺[卡]|孙[子辈]|韩[语国]|彭[镇]|苏[醒州]|杜[绝]|戴[上好]|袁[隆]|冯[店]"
)
_GIVEN = "[\u4e00-\u9fff]"
# Not in a given name: words of one character that hold sentences together.
_NEVER = re.compile(
    "[的了在是有和与及或就都也不很这那个们给把被让从到向对为以于等着过啊吗呢吧呀么我你他她它谁什怎第每各几两"
    "上下里外前后左右中间内名位项次人员生校区镇村县市省街路号楼室店站部班组年月日时分点岁同学老师会社家去来]"
)
_AGE = "(?:[1-9][0-9]|[6-9]|[二三四五六七八九]?十[一二三四五六七八九]?|[六七八九])"
_NAME = re.compile(f"{_SURNAME}{_GIVEN}{{1,2}}")
_NICKNAME = re.compile(f"[小老]{_SURNAME}|[小阿][\u4e00-\u9fff]")
_COMMON_WORD = re.compile("小[学区组时店吃孩队院镇村河路朋客说]|老[师人年伴乡]|阿[姨婆公伯]")
_EXAMPLES = ("张三", "李四", "王五", "赵六", "钱七")
_PLACEHOLDER = re.compile("(?<![开一两几每各这那半])张三(?![个张月天年条项])|李四|王五(?![金])|赵六|钱七")
# Of whom history tells, and whom pages of the League may name.
_OF_HISTORY = re.compile("毛泽东|周恩来|刘少奇|朱德|邓小平|江泽民|胡锦涛|孔繁森|黄继光|邱少云|江竹筠|李大钊")
# Words beside which names stand. They are looked for first: they are few, and surnames are everywhere.
_KINDS = ("学生", "同学", "青年", "居民", "村民", "团员", "志愿者", "负责人", "联系人")
_TITLES = ("同学", "同志", "女士", "先生", "老师", "医生", "主任", "书记")
_CALLED_BY_SURNAME = ("老师", "医生")
_SEX = re.compile("[，,（(][男女](?=[，,、）)。 ])")
_AGE_ITSELF = re.compile(f"[，,（( ]{{1,2}}(?:[男女][，,、 ]{{0,2}})?(?:今年|现年)?{_AGE}周?$")
_AFTER_KIND = re.compile(
    f"[“”：: ]{{0,2}}({_SURNAME}{_GIVEN}{{1,2}})(?=[，。、；,（(：: ”]|说|介绍|告诉|表示|今年|今天|$)",
    re.MULTILINE,
)
_BEFORE = re.compile(f"{_GIVEN}{{2,9}}$")
_OPENS = re.compile("[的是由和与给让请向对为有叫位了]")
_SURNAME_ALONE = re.compile(f"(?:^|[^\u4e00-\u9fff]|{_OPENS.pattern})({_SURNAME})$", re.MULTILINE)
_NUMBER = "(?:第?[0-9一二三四五六七八九十]{1,4})"
_HOUSEHOLD = re.compile(
    f"村{_NUMBER}[组社队](?:的?村民|的)?[，, ]{{0,2}}(?:(?:{_SURNAME}{_GIVEN}{{1,2}}|[小老阿]{_GIVEN})(?=[，。、；,（(：: ]|家|$)|[0-9]{{1,4}}号)"
)
_LIVES = ("家住", "现住", "住在", "家在")
_ADDRESS = re.compile(f"..[^，。；,;\\n]{{0,20}}?{_NUMBER}(?:[组社队栋幢号室]|单元)")
_CLASS = re.compile(
    "(?:小学|[初高][中一二三123])[一二三四五六1-6]?(?:年级)?[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?班$"
)
_BIRTH = re.compile("(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?出?生$")
_DESPAIR = ("不想活", "活不下去", "活着没意思", "活着没有意思", "活着没什么意思", "寻短见", "割腕", "自残")
_WISH = re.compile("[想要曾]去?$")
_DEATHS = ("自杀", "轻生", "跳楼", "死了", "死。", "死，")
_ILL = re.compile("(?:患|得|确诊)[有上了为]?[重中轻]?度?$")
_ILLNESSES = ("抑郁", "焦虑", "双相", "精神", "癌", "白血病", "艾滋")
_LABELS = ("姓名", "身份证", "证件号", "出生", "生日", "住址", "手机号", "银行卡号", "学号", "班级")
# What stands behind a label when nothing is told: nothing, `null`, a placeholder, a form to fill in.
_TOLD = re.compile(
    r"(号?码?|日期|年月)[ \t]*[:：=][ \t]*(?![ \t]|null\b|无\b|不[填登写记公收留]|~|\[\]|…|\.\.\.|-{1,3}(?:\s|$)|某|[”」』）)】]|[*＊×xX]{2})[^\s，。；,;、|]"
)


def persons(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of what looks like the name of a person."""
    for start, end in sorted({*_beside(text), *_examples(text)}):
        if _is_name(text[start:end]):
            yield start, text[start:end]
    for word in _CALLED_BY_SURNAME:
        for at in _places(text, word):
            if called := _SURNAME_ALONE.search(text[max(0, at - 2) : at]):
                yield at - 1, called[1]


def _beside(text: str) -> set[tuple[int, int]]:
    """Where a name would stand, were there one."""
    found: set[tuple[int, int]] = set()
    for word in _KINDS:
        for at in _places(text, word):
            if behind := _AFTER_KIND.match(text, at + len(word)):
                found.add(behind.span(1))
    for word in _TITLES:
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
    for word in _EXAMPLES:
        for at in _places(text, word):
            if called := _PLACEHOLDER.match(text, at):
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


def _is_name(text: str) -> bool:
    if _NICKNAME.fullmatch(text):
        return not _COMMON_WORD.match(text) and not _NEVER.search(text[1:])
    if _PLACEHOLDER.fullmatch(text):
        return True
    is_said = _NAME.fullmatch(text) and not _WORD.match(text) and not _NEVER.search(text[1:])
    return bool(is_said) and not _OF_HISTORY.fullmatch(text)


def households(text: str) -> Iterator[tuple[int, str]]:
    """Offset and beginning of what looks like a family's address: village, group, name or number."""
    for at in _places(text, "村"):
        if _HOUSEHOLD.match(text, at):
            yield at, f"{text[max(0, at - 2) : at + 1]}…"
    for word in _LIVES:
        for at in _places(text, word):
            if _ADDRESS.match(text, at):
                yield at, f"{word}…"


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


def distress(text: str) -> Iterator[tuple[int, str]]:
    """Offset and words with which somebody tells of an illness or of wanting to die."""
    for word in _DESPAIR:
        yield from ((at, word) for at in _places(text, word))
    for words, before in ((_DEATHS, _WISH), (_ILLNESSES, _ILL)):
        for word in words:
            for at in _places(text, word):
                if found := before.search(text, max(0, at - 5), at):
                    yield found.start(), found.group() + word


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
    finders = (persons, households, classes, births, distress, labelled)
    return any(next(find(text), None) for find in finders)
