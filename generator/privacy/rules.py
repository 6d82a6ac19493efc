"""The rules V-901 to V-911 and their words. `place` tells where: in the text, in the file's name."""

from __future__ import annotations

from dataclasses import replace

from generator.core.problems import Rule, Severity
from generator.core.text import Text, same
from generator.privacy.detect import Kind

_TITLE = Text("隐私", "Privacy")


def _rule(code: str, zh: str, en: str, hint_zh: str, hint_en: str, severity: Severity = "error") -> Rule:
    return Rule(code, severity, Text(zh, en), Text(hint_zh, hint_en), _TITLE)


_REMOVE = (
    "删掉它。已经提交或推送过的，按维护手册“万一写进去了”处理",
    "take it out; if it was committed already, see “If it happened all the same” in the handbook",
)
ID_CARD = _rule(
    "V-901",
    "{place}像是身份证号码 {shown}",
    "{place} what looks like an identity-card number, {shown}",
    *_REMOVE,
)
MOBILE = _rule(
    "V-902",
    "{place}像是手机号码 {shown}",
    "{place} what looks like a mobile number, {shown}",
    "删掉它；要留电话就写单位的座机或热线。已经提交过的，按维护手册“万一写进去了”处理",
    "take it out and give a landline or hotline of the organisation; if it was committed already, see “If it happened all the same” in the handbook",
)
LANDLINE = _rule(
    "V-902",
    "{place}有没有登记过的座机号码 {shown}",
    "{place} a landline that nobody has approved, {shown}",
    "单位的座机请写进办公电话字段，或由复核人加进 content/privacy-allow.yaml；私人座机请删掉",
    "put an office landline into the field for it or have it added to content/privacy-allow.yaml; take a private one out",
    "warning",
)
EMAIL = _rule(
    "V-903",
    "{place}有邮箱 {shown}",
    "{place} a mailbox, {shown}",
    "个人邮箱请删掉；单位公用邮箱写在邮箱字段里，或由复核人加进 content/privacy-allow.yaml",
    "take a personal one out; a shared mailbox belongs in the field for it or into content/privacy-allow.yaml",
)
ACCOUNT = _rule(
    "V-903",
    "{place}像是个人 QQ 或微信号 {shown}",
    "{place} what looks like somebody's QQ or WeChat account, {shown}",
    "删掉它；只写单位的公众号名称",
    "take it out; name the organisation's official account only",
)
LABELLED = _rule(
    "V-904",
    "{place}写出了个人信息：“{shown}”后面有内容",
    "{place} a personal detail: something stands behind “{shown}”",
    "连同内容一起删掉；责任写到岗位为止",
    "take both out; name the post, never the person",
)
PERSON = _rule(
    "V-906",
    "{place}像是人名 {shown}",
    "{place} what looks like a person's name, {shown}",
    "不写姓名，写“一名学生”“一位村民”或岗位；不是人名就换个说法",
    "write “a student”, “a villager” or the post instead; if it is no name, put it another way",
    "warning",
)
HOUSEHOLD = _rule(
    "V-906",
    "{place}像是某户人家的住址 {shown}",
    "{place} what looks like a family's address, {shown}",
    "只写到村（社区）",
    "name the village, nothing more",
    "warning",
)
SCHOOL_CLASS = _rule(
    "V-906",
    "{place}像是某个班级 {shown}",
    "{place} what looks like a class of a school, {shown}",
    "只写学校或学段，不写到班",
    "name the school or the age group, never the class",
    "warning",
)
BIRTH = _rule(
    "V-906",
    "{place}像是某人的出生日期 {shown}",
    "{place} what looks like somebody's day of birth, {shown}",
    "删掉它；要说年龄就写年龄段",
    "take it out; give an age group if age matters",
    "warning",
)
MINOR = _rule(
    "V-906",
    "{place}像是某个孩子的私事 {shown}",
    "{place} what looks like a private matter of a child, {shown}",
    "不写具体某个孩子的遭遇；要说情况，就写一类青少年的总体情况",
    "do not tell what befell one child; if it matters, tell of young people in general",
    "warning",
)
DISTRESS = _rule(
    "V-905",
    "{place}“{shown}”说的是某人的病情或危机",
    "{place} “{shown}”, which tells of somebody's illness or crisis",
    "不要写，也不要提交；是危机的，马上按危机流程处置，报 12355 或 110。公开的文字改成“想找人谈谈”",
    "do not write or commit it; handle a crisis at once by its procedure (hotline 12355, police 110). In public say “wants someone to talk to”",
)
METADATA = _rule(
    "V-907",
    "图片里附带 {says} 信息，可能有拍摄地点、设备和作者",
    "the picture carries {says}: perhaps where, with what and by whom it was taken",
    "运行 youth-atlas clean {file} 去掉附带信息（照片方向不对的先转正）",
    "run `youth-atlas clean {file}` to take it out (turn the picture upright first)",
)
UNREADABLE = _rule(
    "V-907",
    "这种文件查不了里面有没有个人信息",
    "nobody can look into this kind of file for personal data",
    "图片用 PNG、JPEG、WebP 或 SVG；文字用 Markdown；其他文件不要放进 content/",
    "use PNG, JPEG, WebP or SVG for pictures, Markdown for text; keep other files out of content/",
)
SHAPES = _rule(
    "V-908",
    "GeoJSON 里有 {shape}，只能有点",
    "there is a {shape} in GeoJSON, where only points may be",
    "删掉线和面：行政区域界线须经地图审核才能公开",
    "take lines and areas out: boundaries may be published after a review of the map only",
)
OUTSIDE = _rule(
    "V-909",
    "用到了外站的地图或页面 {shown}",
    "it uses a map or page from another site, {shown}",
    "删掉它。公开地图须有审图号，写在 mkdocs.yml 的 extra.map_review_number",
    "take it out; a public map needs a review number, given in mkdocs.yml as extra.map_review_number",
)
FORMULA = _rule(
    "V-910",
    "单元格以“{shown}”开头，表格软件会当成公式",
    "a cell starts with “{shown}”, which spreadsheets take for a formula",
    "去掉开头的 = + - @",
    "remove the = + - @ at the start",
)
ACTIVE = _rule(
    "V-911", "页面里有会运行的代码 {shown}", "there is code that would run in the page, {shown}",
    "删掉它；页面只写 Markdown，举例请放进代码块", "take it out; pages hold Markdown only, examples belong in code blocks",
)  # fmt: skip

OF_KIND: dict[Kind, Rule] = {
    "id_card": ID_CARD,
    "mobile": MOBILE,
    "landline": LANDLINE,
    "email": EMAIL,
    "account": ACCOUNT,
}

HERE = Text("这里", "here is")
IN_NAME = Text("文件名里", "the file's name holds")
LEAKING = Text(
    "没有发布，原网站未动。来源多半是 {source}：改好那里，再重新生成",
    "nothing was published. It probably comes from {source}: mend that and build again",
)


_SAYS = {"text": Text("文字说明", "remarks"), "appended data": Text("附加数据", "appended data")}


def told_as(says: str) -> Text:
    """What a picture carries, in words; names of formats such as Exif are the same in both languages."""
    return _SAYS.get(says, same(says))


def leaking(rule: Rule) -> Rule:
    """The same rule where a finished file is looked at: the remedy lies in what it was made from."""
    return replace(rule, hint=LEAKING, severity="error")
