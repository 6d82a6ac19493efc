"""The YAML reader: what any other program wrote reads back the same, and nothing makes it fail. What it refuses, and
where, stands in `tests/cases/V-007`."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
import yaml
from conftest import BASE
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.yaml_reader import NOT_IN_TEXT, locate, read

FILE = "data/homes/home-abc-001.yaml"
SAMPLES = [path.read_bytes() for path in sorted(BASE.rglob("*.yaml"))]

# Text that a record may hold: in normal form and without invisible characters.
texts = st.text(max_size=30).map(lambda t: NOT_IN_TEXT.sub("", unicodedata.normalize("NFC", t)))
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.decimals(-1000, 1000, places=4).map(float)
    | texts
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
records = st.dictionaries(texts.filter(lambda t: t != "<<"), values, max_size=6)


class Quoted(yaml.SafeDumper):
    """Writes every text in double quotes, and nothing by alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


Quoted.add_representer(str, lambda d, v: d.represent_scalar("tag:yaml.org,2002:str", v, style='"'))


@given(records, st.sampled_from([True, False, None]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_pyyaml_writes_reads_back_the_same(value: Any, flow: Any, end: str, mark: bool) -> None:
    text = yaml.dump(value, Dumper=Quoted, default_flow_style=flow, allow_unicode=True, width=80)
    data = text.replace("\n", end).encode("utf-8-sig" if mark else "utf-8")
    found, problems = read(data, FILE, max_depth=64)
    if has_merge_key(value):
        assert problems
    else:
        assert [p.message.en for p in problems] == []
        assert found == value
        assert types(found) == types(value)


def has_merge_key(value: Any) -> bool:
    if isinstance(value, dict):
        return "<<" in value or any(map(has_merge_key, value.values()))
    return isinstance(value, list) and any(map(has_merge_key, value))


def types(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: types(v) for k, v in value.items()}
    return [types(v) for v in value] if isinstance(value, list) else type(value)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    check_nothing_raises(data)


@given(st.text("ab:-?[]{}#&*!|>'\"%@`\n \t~<,0.一：", max_size=60))
def test_no_yaml_makes_it_fail(text: str) -> None:
    check_nothing_raises(text.encode())


@settings(max_examples=200)
@given(st.sampled_from(SAMPLES), st.integers(0, 2000), st.integers(0, 20), st.binary(max_size=6))
def test_no_spoiled_record_makes_it_fail(data: bytes, at: int, cut: int, put: bytes) -> None:
    check_nothing_raises(data[: at % len(data)] + put + data[at % len(data) + cut :])


def check_nothing_raises(data: bytes) -> None:
    value, problems = read(data, FILE)
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xa8") + 1
    for problem in problems:
        assert problem.where.file == FILE
        assert 1 <= problem.where.line <= lines
        assert problem.where.column >= 1
        assert problem.message.zh
        assert problem.hint.en
    assert value is None or not problems
    for line, column in locate(data, [(("name",), True), (("opening", 3, "closes"), False), ((), False)]):
        assert line >= 1
        assert column >= 1


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "off", "y", "No", "True", "NULL", "012", "0x1F", "0o17", "1_000", "1e3", "+5", ".5", "5.",
     "12:30", "24:00", "190:20:30", "2023-05-01", "2023-05-04T19:00:00+08:00", "028-8360", "=", "1,000",
     "１２", "-", "9999999999999999"],
)  # fmt: skip
def test_a_plain_word_stays_a_word(word: str) -> None:
    if word == "-":
        word = "a - b"
    assert read(f"value: {word}\n".encode(), FILE) == ({"value": word}, [])


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("0", 0), ("-7", -7), ("30.88", 30.88),
     ("'12'", "12"), ('"true"', "true"), ("''", "")],
)  # fmt: skip
def test_only_these_are_not_words(word: str, value: Any) -> None:
    found, problems = read(f"value: {word}\n".encode(), FILE)
    assert problems == []
    assert found == {"value": value}
    assert type(found["value"]) is type(value)


@pytest.mark.parametrize("encoding", ["utf-16-le", "big5"])
def test_other_encodings_are_named(encoding: str) -> None:
    value, problems = read("name: 青年之家\n".encode(encoding), FILE)
    assert value is None
    assert len(problems) >= 1
    assert problems[0].code == "V-007"
