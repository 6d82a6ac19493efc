"""How Chinese words are typed: the pinyin of each character, as it is read in the words given.

A browser finds `dawan`, `dw` or `大wan` with a small table from characters to syllables; it needs no
pinyin of whole names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

_HAN = re.compile("[\u3400-\u9fff]+")


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Every Chinese character of the texts with its readings, without tones, ü written v: `都`: `dou du`.

    A character that is read in several ways takes its reading from its neighbours: `du` in 成都.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for char, syllable in zip(text, syllables(text), strict=True):
            if syllable:
                found[char].add(syllable)
    return {char: " ".join(sorted(found[char])) for char in sorted(found)}


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """For every character its syllable; an empty one for what is not Chinese."""
    found = [""] * len(text)
    for run in _HAN.finditer(text):
        found[run.start() : run.end()] = _run(run[0])
    return tuple(found)


@lru_cache(maxsize=65536)
def spelled(text: str) -> str:
    """The text with its Chinese in pinyin, to sort it by: 河边A → `he bian A`."""
    return "".join(f"{read} " if read else char for char, read in zip(text, syllables(text), strict=True))


def _run(run: str) -> list[str]:
    """A syllable a character. Read two by two, which nearly all words are, and can be remembered."""
    if len(run) == 1:
        return list(_pair(run))
    pairs = [_pair(run[i : i + 2]) for i in range(len(run) - 1)]
    usual = [_pair(char)[0] for char in run]
    return [_choose(pairs, usual, i) for i in range(len(run))]


def _choose(pairs: list[tuple[str, ...]], usual: list[str], i: int) -> str:
    """What a neighbour makes of it, if that is not the usual reading."""
    after = pairs[i - 1][1] if i else usual[i]
    before = pairs[i][0] if i < len(pairs) else usual[i]
    return before if before != usual[i] else after


@lru_cache(maxsize=65536)
def _pair(chars: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # its dictionaries take a third of a second to load

    return tuple(one[0] for one in pinyin(chars, style=Style.NORMAL))
