"""The words for what may be wrong in a YAML file (rule V-007), for people who do not know YAML."""

from __future__ import annotations

from generator.core.problems import Rule
from generator.core.text import Text


def _rule(zh: str, en: str, hint_zh: str, hint_en: str) -> Rule:
    return Rule(
        "V-007",
        "error",
        Text(zh, en),
        Text(hint_zh, hint_en),
        Text("YAML 书写", "YAML hygiene"),
    )


SYNTAX = _rule("{what}", "{what}", "{hint}", "{hint}")
EMPTY = _rule(
    "文件是空的",
    "the file is empty",
    "填写内容，或删除该文件；用 youth-atlas new 可生成带说明的样板",
    "fill it in or delete it; `youth-atlas new` writes a commented scaffold",
)
LARGE = _rule(
    "文件有 {kb} KB，超过 256 KB 的上限",
    "the file has {kb} KB, more than the 256 KB allowed",
    "一个文件只放一条记录；长文请删减",
    "one record a file; shorten long texts",
)
LONG = _rule(
    "这段文字有 {kb} KB，超过 64 KB 的上限",
    "this text has {kb} KB, more than the 64 KB allowed",
    "请删减",
    "shorten it",
)
ENCODING = _rule(
    "文件不是 UTF-8 编码",
    "the file is not encoded in UTF-8",
    "用编辑器另存为 UTF-8",
    "save the file as UTF-8 in your editor",
)
GBK = _rule(
    "文件不是 UTF-8 编码，像是 GBK（ANSI）",
    "the file is not encoded in UTF-8; it looks like GBK (ANSI)",
    "用记事本打开后“另存为”，编码选 UTF-8",
    "open it in your editor and save it as UTF-8",
)
UTF16 = _rule(
    "文件是 UTF-16（Unicode）编码",
    "the file is encoded in UTF-16 (Unicode)",
    "用记事本打开后“另存为”，编码选 UTF-8",
    "open it in your editor and save it as UTF-8",
)
CHARACTER = _rule(
    "含有看不见的或控制字符 {name}",
    "there is an invisible or control character {name}",
    "删除该字符后重新输入；多半是从网页或文档复制带来的",
    "delete it and type the text again; it was probably pasted from a page or document",
)
NOT_NFC = _rule(
    "文字不是 NFC 规范形式（字母与附加符号分成了两个字符）",
    "the text is not in Unicode form NFC (a letter and its accent are two characters)",
    "重新输入该字",
    "type the character again",
)
DEEP = _rule(
    "层次超过 {depth} 层",
    "nested deeper than {depth} levels",
    "记录不需要这么多层，检查多余的括号或缩进",
    "no record needs that; look for stray brackets or indentation",
)
ALIAS = _rule(
    "使用了 YAML 锚点或别名（& 或 *，“{name}”）",
    'a YAML anchor or alias is used (& or *, "{name}")',
    "把内容写全；以 & 或 * 开头的文字请加引号",
    "write the content in full; put text that starts with & or * in quotes",
)
TAG = _rule(
    "使用了 YAML 标签 {tag}",
    "a YAML tag is used: {tag}",
    "删除以 ! 开头的标签；以 ! 开头的文字请加引号",
    "delete the tag; put text that starts with ! in quotes",
)
KEY = _rule(
    "字段名必须是普通文字（不支持 <<、列表或标签作字段名）",
    "a field name must be plain text (no <<, no list, no tag)",
    "写成“字段名: 值”的形式",
    'write it as "field: value"',
)
DUPLICATE = _rule(
    "字段“{key}”写了两次",
    'the field "{key}" is given twice',
    "只保留一处",
    "keep one of them",
)
DOCUMENTS = _rule(
    "文件里有不止一份内容（--- 分隔）",
    "the file holds more than one document (separated by ---)",
    "一个文件只放一条记录，拆成几个文件",
    "one record a file: split it",
)
NOT_A_NUMBER = _rule(
    "“{value}”不是数",
    '"{value}" is not a number',
    "未知请写 null；若确是文字请加引号",
    "write null if it is unknown; put it in quotes if it is text",
)

_SYNTAX_WORDS = (
    (
        "cannot start any token",
        Text(
            "这里有不能作开头的字符（如 Tab、@、`、%）",
            "a character that cannot start a value (a tab, @, `, %)",
        ),
        Text(
            "缩进只用空格，不用 Tab；以 @ ` % 开头的文字请加引号",
            "indent with spaces, never tabs; put text that starts with @ ` % in quotes",
        ),
    ),
    (
        "mapping values are not allowed",
        Text("这里不能再出现“字段: 值”", '"field: value" is not allowed here'),
        Text(
            "检查上一行的缩进；值里含有英文冒号加空格时请给整个值加引号",
            "check the indentation of the line above; put a value that contains ': ' in quotes",
        ),
    ),
    (
        "could not find expected ':'",
        Text("这一行缺少英文冒号", "a colon is missing on this line"),
        Text("写成“字段名: 值”，冒号用英文半角，后面空一格", 'write "field: value" with a colon and a blank'),
    ),
    (
        "did not find expected key",
        Text("缩进或引号不对，读不出字段", "the indentation or a quote is off; no field could be read"),
        Text(
            "同一层的字段左边要对齐；检查上一行的引号、括号是否成对",
            "align fields of one level; see whether quotes and brackets of the line above are closed",
        ),
    ),
    (
        "did not find expected '-' indicator",
        Text("列表各项没有对齐", "the items of the list are not aligned"),
        Text("每项以“- ”开头，左边对齐", 'start every item with "- " in the same column'),
    ),
    (
        "unexpected end of stream",
        Text("这里开始的引号没有结束", "the quote that opens here is never closed"),
        Text("在这段文字末尾补上引号", "close the quote at the end of the text"),
    ),
    (
        "did not find expected ',' or",
        Text(
            "括号 [ ] 或 { } 没有成对，或缺少逗号",
            "a bracket [ ] or { } is not closed, or a comma is missing",
        ),
        Text(
            "检查这一行和上一行，补上括号或英文逗号",
            "look here and on the line above: close the bracket or add the comma",
        ),
    ),
    (
        "unknown escape character",
        Text("双引号里的反斜杠 \\ 有特殊含义", "a backslash has a meaning of its own in double quotes"),
        Text("改用单引号，或去掉反斜杠", "use single quotes or remove the backslash"),
    ),
    (
        "expected alphabetic or numeric",
        Text("以 * 或 & 开头的文字没有加引号", "text that starts with * or & has no quotes"),
        Text("给它加引号", "put it in quotes"),
    ),
    (
        "expected whitespace or line break",
        Text("以 ! 开头的文字没有加引号", "text that starts with ! has no quotes"),
        Text("给它加引号", "put it in quotes"),
    ),
    (
        "expected node content",
        Text(
            "这里缺少内容，多半是上面的括号没有成对",
            "something is missing; a bracket above is probably not closed",
        ),
        Text(
            "检查这一行和上一行，补上内容或括号",
            "look here and on the line above: add the value or the bracket",
        ),
    ),
    (
        "undefined alias",
        Text("以 * 开头的文字没有加引号", "text that starts with * has no quotes"),
        Text("给它加引号", "put it in quotes"),
    ),
)


def syntax_words(reason: str, lines: list[str]) -> tuple[Text, Text]:
    """What libyaml says, in an editor's words, and a remedy. `lines`: the line before and the line."""
    what, hint = next(
        ((w, h) for key, w, h in _SYNTAX_WORDS if key in reason),
        (
            Text(f"YAML 写法有误（{reason}）", f"this is not valid YAML ({reason})"),
            Text(
                "检查这一行和上一行的缩进、冒号和引号", "check indentation, colons and quotes here and above"
            ),
        ),
    )
    if any("\t" in line[: len(line) - len(line.lstrip())] for line in lines):
        hint = Text("缩进用了 Tab，请改成空格", "the indentation has a tab: use blanks")
    elif any("：" in line and ": " not in line for line in lines):
        hint = Text("用了中文冒号“：”，请改成英文冒号加空格“: ”", "a full-width colon is used: write ': '")
    return what, hint
