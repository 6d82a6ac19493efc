"""V-012: an address leads somewhere. What its schema cannot say: that it has a host, which the public can reach,
and names no user."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.checks.messages import NOT_PUBLIC, URL, pattern_values
from generator.checks.subject import Subject
from generator.checks.text import texts
from generator.core.problems import Finding

_NAME = re.compile(
    r"(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+([a-z]{2,24}|xn--[a-z0-9-]{2,59})\.?"
)
_START = re.compile(r"https?://[!-~]+")
_INNER = re.compile(
    r"(.+\.)?(local|localhost|localdomain|internal|intranet|lan|home|corp|private|test|home\.arpa)\.?"
)
"""Names that no public server has (RFC 6761, 6762, 8375; ICANN keeps .internal, .home and .corp free). Those
for examples (.example, .invalid) stay: demonstration records use them."""
_PLACEHOLDER = re.compile(r"(.+\.)?x{3,}\..+")


def check(subject: Subject) -> Iterator[Finding]:
    """Every text whose field is an address; one that its pattern refuses is the schema's."""
    for record in subject.records:
        for route, f, value in texts(record.type.fields, record.data):
            of = f.item if f.kind == "list" and f.item else f
            if of.kind == "uri" and _START.fullmatch(value):
                wrong = None if is_public(value) else NOT_PUBLIC
                if rule := wrong if is_address(value) else URL:
                    yield Finding(rule, record.file, route, pattern_values(value, of, route), record.id)


def is_address(url: str) -> bool:
    """Whether a URL (RFC 3986) has the full name or number of a host and no user before it."""
    host = _host(url)
    return bool(_NAME.fullmatch(host)) or _number(host) is not None


def is_public(url: str) -> bool:
    """Whether the host of an address may be one that anybody can reach."""
    host = _host(url)
    if number := _number(host):
        number = getattr(number, "ipv4_mapped", None) or number
        return number.is_global and not number.is_multicast
    return not (_INNER.fullmatch(host) or _PLACEHOLDER.fullmatch(host))


def _host(url: str) -> str:
    """In small letters; empty if the URL has none, a port that is none, or a user."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    return "" if "@" in parts.netloc else parts.hostname or ""


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
