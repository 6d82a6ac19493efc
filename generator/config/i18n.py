"""The interface words of `content/i18n/`: one flat file a language, the same keys in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.core.problems import Location, Refused, Rule, problem
from generator.core.text import LANGS, Lang, Text
from generator.core.yaml_reader import read

MISSING = Rule(
    "V-009",
    "error",
    Text("缺少界面词“{key}”", 'the interface word "{key}" is missing'),
    Text("在这个文件里补上", "add it to this file"),
    Text("界面词", "Interface words"),
)
NOT_FLAT = Rule(
    "V-009",
    "error",
    Text("界面词文件应是“词: 文字”的形式", 'the file must consist of "word: text" lines'),
    Text("一行一个词，文字加引号", "one word a line, its text in quotes"),
    Text("界面词", "Interface words"),
)


class Words(Mapping[str, str]):
    """`words.updated_on`; a word that does not exist is an error at once, not an empty page."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def __getattr__(self, key: str) -> str:
        try:
            return self._words[key]
        except KeyError:
            raise KeyError(f"no interface word {key!r} in content/i18n/") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def read_words(content: Path) -> dict[Lang, Words]:
    """Raises Refused if a file cannot be read or lacks a key that the other has."""
    found = []
    words: dict[Lang, dict[str, str]] = {}
    for lang in LANGS:
        path = content / "i18n" / f"{lang}.yaml"
        file = f"content/i18n/{lang}.yaml"
        value, problems = read(path.read_bytes() if path.exists() else b"", file)
        found += problems
        flat = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        if not problems and not flat:
            found.append(problem(NOT_FLAT, Location(file)))
        words[lang] = value if flat else {}
    if not found:
        for lang, other in (("zh", "en"), ("en", "zh")):
            for key in words[other].keys() - words[lang].keys():  # type: ignore[index]
                found.append(problem(MISSING, Location(f"content/i18n/{lang}.yaml"), key=key))
    if found:
        raise Refused(found)
    return {lang: Words(w) for lang, w in words.items()}
