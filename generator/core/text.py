"""A piece of text in both interface languages. Knows nothing of records, files or pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def format(self, values: Mapping[str, Any]) -> Text:
        """Fill `{name}` placeholders; a value that is itself a Text gives each language its own."""
        return Text(
            self.zh.format_map({k: _pick(v, "zh") for k, v in values.items()}),
            self.en.format_map({k: _pick(v, "en") for k, v in values.items()}),
        )


def same(words: str) -> Text:
    """Text that reads alike in both languages, such as an id or a number."""
    return Text(words, words)


def join(parts: list[Text], zh: str = "、", en: str = ", ") -> Text:
    return Text(zh.join(p.zh for p in parts), en.join(p.en for p in parts))


def text_of(value: Mapping[str, str]) -> Text:
    """`{"zh": …, "en": …}` as found in schemas and query headers."""
    return Text(value["zh"], value["en"])


def _pick(value: Any, lang: Lang) -> Any:
    return value.in_(lang) if isinstance(value, Text) else value
