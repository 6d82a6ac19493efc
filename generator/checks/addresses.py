"""V-012: an address leads somewhere. What its schema cannot say: that it has a host, and names no user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.checks.messages import URL, pattern_values
from generator.checks.subject import Subject
from generator.checks.text import texts
from generator.core.problems import Finding

_HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,24}|xn--[a-z0-9-]{2,59}|[0-9]{1,3})"
)
_START = re.compile(r"https?://[!-~]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Every text whose field is an address; one that its pattern refuses is the schema's."""
    for record in subject.records:
        for route, f, value in texts(record.type.fields, record.data):
            of = f.item if f.kind == "list" and f.item else f
            if of.kind == "uri" and _START.fullmatch(value) and not is_address(value):
                yield Finding(URL, record.file, route, pattern_values(value, of, route), record.id)


def is_address(url: str) -> bool:
    """Whether a URL (RFC 3986) has the full name or number of a host and no user before it."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return bool(_HOST.fullmatch(parts.hostname or "")) and "@" not in parts.netloc
