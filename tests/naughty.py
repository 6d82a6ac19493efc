"""Texts that break programs, some five hundred, put together from what is known to go wrong."""

from __future__ import annotations

from collections.abc import Iterator


def strings() -> list[str]:
    """All of them, each once, in a fixed order."""
    return list(dict.fromkeys(_strings()))


def _strings() -> Iterator[str]:
    for mark in "\"',;|\\`#%&*()[]{}<>?!^~$/:.":
        yield from (mark, mark * 2, f"前{mark}后", f"前 {mark} 后", f"结尾{mark}", f"{mark}开头")
    for pair in ('""', "''", '","', "';'", '"\n"', '",\n"', '"""', '\\"', "\\'", "“”", "「」", "『』"):
        yield from (pair, f"a{pair}b")
    for end in ("\n", "\r", "\r\n", "\n\n", "\t", "\v", "\f", "\x85", "\u2028", "\u2029"):
        yield from (f"上{end}下", f"{end}上", f"上{end}", f"一{end}二{end}三")
    for sign in "=+-@":
        yield from (
            sign,
            f"{sign}1+1",
            f"{sign}cmd|' /C calc'!A0",
            f"{sign}SUM(A1:A9)",
            f" {sign}1",
            f"'{sign}1",
            f"甲{sign}乙",
        )
    yield from ("＝1+1", "－1", "＠x", "＋1")  # full-width: no spreadsheet runs these
    yield from [
        "null",
        "NULL",
        "Null",
        "nil",
        "None",
        "undefined",
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "true",
        "True",
        "TRUE",
        "false",
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "~",
        "-",
        "N/A",
        "n/a",
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "0",
        "00",
        "007",
        "0123",
        "1e5",
        "1E400",
        "1.0",
        "1.",
        ".5",
        "-0",
        "0x1F",
        "0b1",
        "0o17",
        "1_000",
        "1,000",
        "12:30",
        "12:30:45",
        "2024-02-30",
        "2024-01-01",
        "24-1-1",
        "1/2",
        "3-4",
        "MAR1",
        "SEPT1",
        "510113",
        "123456789012345678901234567890",
        "1.7976931348623159e308",
        "½",
        "²",
        "٣",
        "３",
        "五",
        "Ⅷ",
        "∞",
        "π",
    ]
    for code in (*range(0x00, 0x20), *range(0x7F, 0xA0)):
        yield f"甲{chr(code)}乙"
    for code in (0xA0, 0xAD, 0x1680, 0x180E, *range(0x2000, 0x2010), *range(0x202A, 0x202F), 0x202F, 0x205F,
                 *range(0x2060, 0x2070), 0x3000, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF,
                 0x1FFFE, 0x10FFFF, 0xE0001, 0xE0041):  # fmt: skip
        yield from (f"甲{chr(code)}乙", f"{chr(code)}甲", f"甲{chr(code)}")
    for code in (0xD800, 0xDBFF, 0xDC00, 0xDFFF):
        yield from (f"甲{chr(code)}乙", chr(code))
    yield "\udc00\ud800"
    yield from (
        "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "👍🏽", "1️⃣", "❤️", "🫠", "🧑🏿‍🚀", "é", "e\u0301", "ﬁ", "İi", "ß", "Ǆ", "𝕏", "𠀀𪛖", "\ue000", "Å", "Ω",
        "مرحبا بالعالم", "שלום עולם", "ab שלום cd", "مرحبا 123", "สวัสดี", "नमस्ते", "한국어", "ᄒ\u1161ᆫ", "日本語テキスト", "ﷺ", "ﾊﾝｶｸ",
        "Z̶̢a̷l̸g̵o", "表ポあA鷗", "ⓐⓑⓒ", "т҉е҉с҉т", "ᚠᛇᚻ", "㍿", "﹏﹏", "︵", "ï»¿", "ÃŸ", "锟斤拷", "烫烫烫",
    )  # fmt: skip
    yield from (
        "\\n", "\\u0000", "\\x00", "\\ud800", "%00", "%0A", "%E2%80%8B", "&amp;", "&#0;", "&#x41;", "&nbsp;", "&lt;b&gt;", "_x0041_", "_x000D_",
        "_x005F_", "a_x0009_b", "<r>粗</r>", "<r><t>x</t></r>", "]]>", "<![CDATA[x]]>", "<!-- x -->", "-->", "<script>alert(1)</script>",
        "<b>粗</b>", "<img src=x>", "a<b", "a < b", "1<2>0", "</td>", "{{7*7}}", "{% x %}", "${7*7}", "$(id)", "`id`", "#{x}", "%s%n", "%d",
        "'; DROP TABLE homes; --", "' OR '1'='1", "1; SELECT 1", "--", "/*", "*/", "../../etc/passwd", "C:\\Windows", "\\\\server\\x", "con",
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "[x](javascript:alert(1))", "![x](https://example.org/x.png)",
        "[链接](https://example.org)", "**粗**", "# 标题", "- 列表", "> 引用", "```\n代码\n```", "| a | b |\n|---|---|\n| 1 | 2 |", "***", "---",
        "&a", "*a", "!a", "!!python/object:x", "? a", "- a", "a: b", "a #b", "|", ">", "%TAG", "@a", "{a: b}", "[a, b]", "<<: *x", "...", "---\nx",
    )  # fmt: skip
    yield from (" ", "  ", "", "　", " 前", "后 ", " 两边 ", "中  间", "中\u00a0间", "中\u3000间")
    yield from (
        "长" * 79,
        "长" * 80,
        "长" * 81,
        "x" * 200,
        "x" * 201,
        "长" * 500,
        "长" * 8000,
        "长" * 8001,
        "x" * 33000,
    )
