"""What people try in order to have code run in somebody else's browser, and where it goes: every field of text
of every record type. A payload that makes an element gives it the attribute `pwned`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.schema.model import Field, Model, RecordType

PAYLOADS = (
    "<b pwned>",  # for the shortest fields
    "<script>alert(1)</script>",
    "<sCrIpT pwned>alert(1)</ScRiPt >",
    "<script/pwned>alert`1`</script>",
    "<img pwned src=x onerror=alert(1)>",
    "<img pwned src=x onerror=alert(1)//",
    "<svg pwned onload=alert(1)>",
    "<svg pwned><script>alert(1)</script></svg>",
    "<svg pwned><animate onbegin=alert(1) attributeName=x>",
    "<svg><a pwned xlink:href=javascript:alert(1)>x",
    "<math><mi pwned xlink:href=javascript:alert(1)>x",
    "<body pwned onload=alert(1)>",
    "<iframe pwned srcdoc='<script>alert(1)</script>'>",
    "<iframe pwned src=javascript:alert(1)>",
    "<object pwned data=data:text/html,<script>alert(1)</script>>",
    "<details pwned open ontoggle=alert(1)>",
    "<input pwned autofocus onfocus=alert(1)>",
    "<form pwned action=javascript:alert(1)><button>x",
    "<meta pwned http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<base pwned href=//evil.example/>",
    "<link pwned rel=stylesheet href=//evil.example/x.css>",
    "<style pwned>*{display:none}</style>",
    "<p pwned style=background:url(javascript:alert(1))>",
    "<noscript><p title='</noscript><img pwned src=x onerror=alert(1)>'>",
    "<template pwned><script>alert(1)</script></template>",
    "<!--><img pwned src=x onerror=alert(1)>-->",
    "<![CDATA[><img pwned src=x onerror=alert(1)>]]>",
    "</title><script pwned>alert(1)</script>",
    "</script><script pwned>alert(1)</script>",
    '"}</script><img pwned src=x onerror=alert(1)>',
    "</textarea><img pwned src=x onerror=alert(1)>",
    "</style><img pwned src=x onerror=alert(1)>",
    '" pwned onmouseover=alert(1) x="',
    "' pwned onmouseover=alert(1) x='",
    '"><img pwned src=x onerror=alert(1)>',
    "'><img pwned src=x onerror=alert(1)>",
    "x pwned autofocus onfocus=alert(1)",
    "&lt;img pwned src=x onerror=alert(1)&gt;",
    "&#60;img pwned src=x onerror=alert(1)&#62;",
    "\\u003cimg pwned src=x onerror=alert(1)\\u003e",
    "%3Cimg pwned src=x onerror=alert(1)%3E",
    "{{7*7}}{% raw %}{{ config }}",
    "${alert(1)}#{alert(1)}<%= alert(1) %>",
    "javascript:alert(1)",
    "jav\tascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](x' onerror='alert(1))",
    '![x](x "onerror=alert(1)")',
    '[x](/ "\\" pwned onmouseover=alert(1) \\"")',
    "![x](javascript:alert(1))",
    "`<img pwned src=x onerror=alert(1)>`",
    "```<img pwned src=x onerror=alert(1)>\nx\n```",
    "<!-- slot:body --><!-- slot:csp -->",
    "'-alert(1)-'",
)

LEFT_OUT = {"public_holder_name"}  # only of a leader of the district, with the official page
EACH = 3
"""So many records of a type, each with other payloads in the same field."""


def records(model: Model, base: Path) -> Iterator[tuple[RecordType, Path, dict[str, Any]]]:
    """Records like those of `base`, with payloads wherever a type lets people write what they like."""
    for kind in model.types:
        files = sorted((base / kind.folder).rglob("*.yaml"))
        if not files:
            continue
        data = yaml.safe_load(files[0].read_text("utf-8"))
        numbered = re.fullmatch(r"(.+-)(\d+)", data["id"])
        pattern = re.compile(kind.fields["id"].schema["pattern"])
        for turn in range(EACH):
            id = f"{numbered[1]}{900 + turn}" if numbered else ""
            if not pattern.fullmatch(id):
                if turn:
                    break
                id = data["id"]
            path = files[0] if id == data["id"] else files[0].with_name(f"{id}.yaml")
            yield kind, path, {**_filled(kind.fields, data, Turn(turn)), "id": id}


class Turn:
    """Gives payloads out, always as many as a field holds."""

    def __init__(self, start: int) -> None:
        self.at = start * 17

    def text(self, f: Field) -> str:
        room, taken = f.schema.get("maxLength", 200), PAYLOADS[0]
        for _ in PAYLOADS:
            self.at += 1
            more = PAYLOADS[self.at % len(PAYLOADS)]
            if f.kind == "text":
                more = re.sub(r"\s", " ", more)
            if len(taken) + len(more) + 2 <= room:
                taken += ("\n\n" if f.kind == "markdown" else " ") + more
        return taken


def _filled(fields: dict[str, Field], data: dict[str, Any], turn: Turn) -> dict[str, Any]:
    found = dict(data)
    for f in fields.values():
        if (
            not f.computed
            and f.name not in LEFT_OUT
            and (value := _value(f, data.get(f.name), turn)) is not None
        ):
            found[f.name] = value
    return found


def _value(f: Field, value: Any, turn: Turn) -> Any:
    if free(f):
        return turn.text(f)
    if f.kind == "object":
        return _whole(f, value or {}, turn)
    if f.kind == "list" and f.item:
        given = [_value(f.item, one, turn) for one in value or [None]]
        return given if None not in given else value
    return value


def _whole(f: Field, value: dict[str, Any], turn: Turn) -> dict[str, Any] | None:
    """An object with its text; None if it would need what is not given here."""
    found = _filled(f.fields, value, turn)
    for inner in f.fields.values():
        if inner.required and inner.name not in found:
            if inner.kind in ("ref", "object", "list"):
                return value or None
            found[inner.name] = inner.example
    return found or None


def free(f: Field) -> bool:
    return f.kind in ("text", "lines", "markdown") and "pattern" not in f.schema
