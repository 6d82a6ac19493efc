"""Values as examples on one line of YAML, for messages, scaffolds and editors."""

from __future__ import annotations

from typing import Any

from generator.schema.model import Field


def example(f: Field | None) -> str:
    """A value that the field may have, as it is written in YAML."""
    if f is None:
        return "…"
    if f.example is not None:
        return flow(f.example)
    if f.kind == "list" and f.item:
        return f"[{example(f.item)}]"
    if f.kind == "object":
        inner = ", ".join(f"{x.name}: {example(x)}" for x in f.fields.values() if x.required)
        return "{" + inner + "}"
    return next(iter(f.codes), "…")


def flow(value: Any) -> str:
    """A value on one line of YAML (flow style); a long text is cut to 60 characters."""
    if isinstance(value, str):
        plain = value and not value[0].isdigit() and not set(value) & set("\n:#{}[],&*!|>'\"%@`")
        return value if plain else '"' + value.replace("\n", " ")[:60] + '"'
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    return str(value)
