"""Finds data of persons in a text: identity cards, mobile numbers, mailboxes, accounts.

Sources: GB 11643-1999 (18 digits, check digit ISO 7064 MOD 11-2) and its 15-digit forerunner of
1989; mobile numbers after the numbering plan of the Ministry of Industry (1, then 3 to 9, 11 digits).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.privacy.normalize import BREAK, Plain, normalized

Kind = Literal["id_card", "mobile", "landline", "email", "account"]


@dataclass(frozen=True, order=True)
class Hit:
    """A datum of a person: where it stands in the text, and as it reads without its disguise."""

    start: int
    end: int
    kind: Kind
    value: str

    @property
    def masked(self) -> str:
        """Enough to know it again, too little to use it: logs of checks are public."""
        return mask(self.kind, self.value)


def mask(kind: Kind, value: str) -> str:
    if kind == "email":
        name, _, domain = value.partition("@")
        return f"{name[:1]}***@***{domain[domain.rfind('.') :]}"
    kept = 3 if kind in ("id_card", "mobile") else 2
    return value[:kept] + "*" * max(3, len(value) - kept - 2) + value[-2:]


_GAP = r"[ \-.·_/()\[\]*~`\\]{0,3}"
_STEP = r"[ \-.·_/*()]"
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)?86{_GAP})?"
    rf"(1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|1[3-9][0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}"
    rf"|1({_STEP}{{1,2}})[3-9](?:\2[0-9]){{9}})(?![0-9])"
)
_ID_CARD = re.compile(rf"(?<![0-9])([1-9](?:{_STEP}{{0,2}}[0-9]){{16}}{_STEP}{{0,2}}[0-9Xx])(?![0-9])")
_OLD_CARD = re.compile(r"(?<![0-9.])([1-9][0-9]{14})(?![0-9.])")
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z.-])(?:\+?86[ -]?)?\(?(0(?:10|2[0-9]|[3-9][0-9]{2})[ )-]{0,2}[2-9][0-9]{2,3}[ -]?[0-9]{4})(?![0-9])"
)
_AT = r" ?(?:@|[\[({#<](?:at|AT|艾特)[\])}#>]) ?"
_EMAIL = re.compile(
    rf"[A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}(?={_AT}[A-Za-z0-9-])({_AT})(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}[A-Za-z]{{2,24}}"
)
_ACCOUNT = re.compile(
    r"(?<![A-Za-z])(?:QQ|扣扣)(?:号码?|群号?)? ?[:是为]? ?([1-9][0-9]{4,10})(?![0-9])"
    r"|(?:微信|weixin|wechat|v信|薇信|vx)(?:(?: ?(?:号|id|帐号|账号))+ ?[:是为]? ?([a-z][a-z0-9_-]{5,19})"
    r"| ?[:是为] ?((?=[a-z0-9_-]*[0-9_-])[a-z][a-z0-9_-]{5,19}))(?![a-z0-9_-])"
    r"|\b(wxid_[a-z0-9]{6,20})\b",
    re.IGNORECASE,
)
_NO_DIGITS = re.compile(r"[^0-9Xx]")
_ZERO_POINT = re.compile(r"(?<![0-9])0\.$")
_DECIMAL = re.compile(r"[0-9]{3}\.[0-9]{8}")
_MUCH = re.compile(" ?[亿万元%]")
_TOKEN = re.compile(r"[0-9A-Za-z]*")
_DIGEST = re.compile(r"(?=.*[a-fA-F])(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|(?:[0-9a-fA-F]{32}){2,4})")
_NOBODY = re.compile(
    r"(?:youth|info|office|contact|service|noreply|webmaster)@(?:[a-z]+\.)?example(?:\.(?:org|com|net))?"
)
"""RFC 2606: such names belong to nobody; schemas show them as examples of a shared mailbox."""

_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
)
_PROVINCES = frozenset(_CODES.split())
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LABEL = re.compile(r"身份证|证件号|公民身份|identity card|ID card|ID number", re.IGNORECASE)


def detect(text: str) -> list[Hit]:
    """Every datum in a text, in order; nothing is reported twice at one place."""
    seen = normalized(text)
    found = set(_numbers(seen)) | set(_words(seen))
    if chinese := seen.with_chinese_digits:
        found |= set(_numbers(chinese))
    return list(_apart(sorted(found, key=lambda h: (h.start, -h.end))))


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    end = -1
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.end


def _numbers(seen: Plain) -> Iterator[Hit]:
    yield from _hits(seen, _ID_CARD, "id_card", lambda m: is_id_card(m[1]) or _is_called_id_card(m))
    yield from _hits(seen, _OLD_CARD, "id_card", lambda m: _is_old_card(m[1]))
    yield from _hits(seen, _MOBILE, "mobile", lambda m: not _is_fraction(m))
    yield from _hits(seen, _LANDLINE, "landline")


def _words(seen: Plain) -> Iterator[Hit]:
    for found in _EMAIL.finditer(seen.text):
        value = found.group().replace(found[1], "@").lower()
        if not _NOBODY.fullmatch(value):
            yield Hit(*seen.place(*found.span()), "email", value)
    for found in _ACCOUNT.finditer(seen.text):
        group = found.lastindex or 0
        yield Hit(*seen.place(*found.span(group)), "account", found[group])


def _hits(
    seen: Plain, pattern: re.Pattern[str], kind: Kind, test: Callable[[re.Match[str]], bool] = bool
) -> Iterator[Hit]:
    for found in pattern.finditer(seen.text):
        if test(found) and not _in_digest(found):
            yield Hit(*seen.place(*found.span(1)), kind, condensed(found[1]))


def condensed(value: str) -> str:
    """A number without what stands between its digits; other texts as they are."""
    return _NO_DIGITS.sub("", value).upper() if value[:1].isdigit() else value


def is_id_card(value: str) -> bool:
    """Whether 18 characters name a province and a day, and end in the right check digit."""
    digits = condensed(value)
    if len(digits) != 18 or not _is_plausible(digits[:2], digits[6:14]):
        return False
    return digits[17] == check_digit(digits)


def check_digit(digits: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return "10X98765432"[total % 11]


def _is_called_id_card(found: re.Match[str]) -> bool:
    """A number with a slip in it is one all the same if the words before it say so."""
    digits = condensed(found[1])
    before = found.string[max(0, found.start() - 24) : found.start()].rpartition(BREAK)[2]
    return len(digits) == 18 and bool(_LABEL.search(before))


def _is_old_card(digits: str) -> bool:
    return _is_plausible(digits[:2], f"19{digits[6:12]}")


def _is_plausible(province: str, day: str) -> bool:
    if province not in _PROVINCES or not "1880" < day[:4] < "2100":
        return False
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return True


def _is_fraction(found: re.Match[str]) -> bool:
    """0.15400000000, as a share would be written, or 154.00000000亿元."""
    text, start, end = found.string, *found.span()
    if _ZERO_POINT.search(text, max(0, start - 3), start):
        return True
    return bool(_DECIMAL.fullmatch(found[1]) and _MUCH.match(text, end))


def _in_digest(found: re.Match[str]) -> bool:
    """A checksum (MD5, SHA-1, SHA-256 …): one in three hundred has eleven such digits in a row."""
    text, start = found.string, found.start(1)
    while start and text[start - 1].isalnum() and text[start - 1].isascii():
        start -= 1
    token = _TOKEN.match(text, start)
    return bool(token and _DIGEST.fullmatch(token.group()))
