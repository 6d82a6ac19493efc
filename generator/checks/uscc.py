"""V-104: the check digit of the unified social credit code (统一社会信用代码, GB 32100-2015)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.checks.text import texts
from generator.core.problems import Finding, Rule
from generator.core.text import Text

WRONG = Rule(
    "V-104",
    "error",
    Text("统一社会信用代码“{value}”的校验位不对", 'the check digit of the credit code "{value}" is wrong'),
    Text("对照证照核对 18 位代码", "compare all 18 characters with the certificate"),
    Text("统一社会信用代码", "Unified social credit code"),
)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check(subject: Subject) -> Iterator[Finding]:
    """Every text whose field asks for it (`x-check-digit`); one of another length is the pattern's."""
    for record in subject.records:
        if record.type.has_check_digits:
            for route, f, value in texts(record.type.fields, record.data):
                if "x-check-digit" in f.schema and len(value) == 18 and not is_valid(value):
                    yield Finding(WRONG, record.file, route, {"value": value}, record.id)


def is_valid(code: str) -> bool:
    """Whether 18 characters end in the check character that the first 17 ask for (mod 31)."""
    if any(c not in _ALPHABET for c in code):
        return False
    total = sum(_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return _ALPHABET[(31 - total % 31) % 31] == code[17]
