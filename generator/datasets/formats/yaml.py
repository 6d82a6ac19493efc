"""A record as YAML 1.2 in block style; every text in double quotes, so that no reader takes one for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson


def document(data: Mapping[str, Any]) -> bytes:
    return ("\n".join(_lines(data, "")) + "\n").encode()


def _lines(value: Any, indent: str) -> Iterator[str]:
    items = value.items() if isinstance(value, Mapping) else ((None, item) for item in value)
    for key, inner in items:
        head = f"{indent}- " if key is None else f"{indent}{_scalar(key) if key in _WORDS else key}: "
        if not inner or not isinstance(inner, (dict, list)):
            yield head + _scalar(inner)
        elif key is None:  # the first line of an item stands behind its dash
            first, *rest = _lines(inner, f"{indent}  ")
            yield from (head + first.lstrip(" "), *rest)
        else:
            yield head.rstrip()
            yield from _lines(inner, f"{indent}  ")


_WORDS = frozenset(("on", "off", "yes", "no", "y", "n", "true", "false", "null"))
"""Names that readers of YAML 1.1 take for truth values."""


def _scalar(value: Any) -> str:
    return orjson.dumps(value).decode()
