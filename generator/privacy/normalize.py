"""A text as its reader sees it: escapes decoded, digits of all kinds made plain, the invisible dropped.

Every character remembers where in the original it comes from, so that a find is shown at its place.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

BREAK = "\x1f"
"""Stands where two pieces of text are apart, such as two cells of a table."""

_ESCAPE = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<code>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}))"
    r"|(?P<inline></?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>\n]{0,200}>)"
    r"|(?P<comment><!--|-->)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,200}>)"
)
_ODD = re.compile(r"\s+|[^\x00-\x7f\u4e00-\u9fff]")  # Chinese characters are what they are in NFKC
_ROUNDS = 3  # `&amp;#49;` is decoded twice; who goes deeper does so on purpose
_CHINESE = str.maketrans("零〇○一壹幺二贰两三叁四肆五伍六陆陸七柒八捌九玖", "000111222334455666778899")
_CHINESE_RUN = re.compile(r"(?:[零〇○一壹幺二贰两三叁四肆五伍六陆陸七柒八捌九玖][ \-、]?){3}")


@dataclass(frozen=True)
class Plain:
    """`text` and, for each of its characters, the offset it has in the original."""

    text: str
    offsets: list[int] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text` stands in the original."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    @property
    def with_chinese_digits(self) -> Plain | None:
        """The same with 一三八 read as 138; None if nothing looks like that."""
        if not _CHINESE_RUN.search(self.text):
            return None
        return Plain(self.text.translate(_CHINESE), self.offsets)


def normalized(text: str) -> Plain:
    """What is read where `text` stands. Unicode form NFKC, of which digits and letters matter here."""
    seen = Plain(text)
    for _ in range(_ROUNDS):
        decoded = _replaced(seen, _ESCAPE, _decoded)
        if decoded is seen:
            break
        seen = decoded
    return _replaced(seen, _ODD, _usual)


def _replaced(seen: Plain, pattern: re.Pattern[str], new: object) -> Plain:
    parts: list[str] = []
    offsets: list[int] = []
    old = seen.offsets
    at = 0
    for found in pattern.finditer(seen.text):
        start, end = found.span()
        piece = new(found)  # type: ignore[operator]
        if piece == found.group():
            continue
        parts += (seen.text[at:start], piece)
        offsets += range(at, start) if old is None else old[at:start]
        offsets += [start if old is None else old[start]] * len(piece)
        at = end
    if not parts:
        return seen
    parts.append(seen.text[at:])
    offsets += range(at, len(seen.text)) if old is None else old[at:]
    return Plain("".join(parts), offsets)


def _decoded(found: re.Match[str]) -> str:
    text = found.group()
    if found["entity"]:
        return html.unescape(text)
    if found["percent"]:
        return unquote(text, errors="ignore") or text
    if found["code"]:
        number = int(text[2:], 16)
        return chr(number) if number < 0x110000 else ""
    return "" if found["inline"] else BREAK


def _usual(found: re.Match[str]) -> str:
    text = found.group()
    if text.isspace():
        return " "
    if unicodedata.category(text) in ("Cf", "Mn", "Me", "Cc", "Co"):
        return ""
    if (digit := unicodedata.digit(text, None)) is not None:
        return str(digit)
    if unicodedata.category(text) == "Pd" or text == "−":
        return "-"
    return unicodedata.normalize("NFKC", text)
