"""The live preview: what it shows while a build runs, and after one that is refused."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL_DAY, tree

from generator import pipeline
from generator.__main__ import parser
from generator.commands.serve import Server, rebuild

HOME = "data/homes/home-abc-001.yaml"
PAGE = "homes/home-abc-001/"
SCRIPT = b'<script src="/__reload.js"></script>'
NUMBER = ("154", "0000", "0001")

Watch = Callable[[Callable[[], object]], list[Any]]


class Preview:
    """The published small project, served from memory and disk."""

    def __init__(self, root: Path) -> None:
        self.root, self.site = root, root / "site"
        self.server = Server(("127.0.0.1", 0), self.site)
        self.options = parser().parse_args(
            ["serve", "--project", str(root), "--as-of", str(SMALL_DAY), "--no-history", "--lang", "en"]
        )
        self.options.out = str(self.site)

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.server_port}/{path}") as answer:
            return bytes(answer.read())

    def write(self, *lines: str) -> None:
        with (self.root / HOME).open("a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))

    def rebuild(self) -> int:
        return rebuild(self.options, self.server, self.root / ".cache")


@pytest.fixture
def preview(published: Path) -> Iterator[Preview]:
    shown = Preview(published)
    thread = threading.Thread(target=shown.server.serve_forever)
    thread.start()
    yield shown
    shown.server.shutdown()
    thread.join()
    shown.server.server_close()


@pytest.fixture
def while_it_builds(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Has something looked at once the pages of changed records could be seen; the list fills with it."""

    def arrange(look: Callable[[], object]) -> list[Any]:
        seen: list[Any] = []
        real = pipeline.official

        def official(*given: Any) -> Iterator[Any]:
            seen.append(look())
            return real(*given)

        monkeypatch.setattr(pipeline, "official", official)
        return seen

    return arrange


def test_an_edit_is_seen_before_all_is_made(preview: Preview, while_it_builds: Watch) -> None:
    before = tree(preview.site)
    seen = while_it_builds(
        lambda: (
            preview.get(PAGE),
            preview.get("release.txt"),
            preview.get("data/homes.csv"),
            tree(preview.site),
        )
    )
    preview.write("transport: 坐到终点站")
    version = preview.get("__version")
    assert preview.rebuild() == 0
    [(page, release, table, on_disk)] = seen
    assert "坐到终点站".encode() in page
    assert SCRIPT in page
    assert release == b""  # of no release, so that a browser's worker keeps none of it
    assert (table, on_disk) == (before["data/homes.csv"], before)
    assert preview.get("__version") != version
    assert preview.get("release.txt") == (preview.site / "release.txt").read_bytes() != before["release.txt"]
    assert preview.get(PAGE).replace(SCRIPT, b"") == (preview.site / PAGE / "index.html").read_bytes()
    assert "坐到终点站".encode() in preview.get("data/homes.csv")


def test_a_page_of_a_refused_build_does_not_stay(preview: Preview, while_it_builds: Watch) -> None:
    """Refused for what only a later file shows to hold; the page itself looked harmless."""
    before, page = tree(preview.site), preview.get(PAGE)
    hidden = "\N{THIN SPACE}".join(NUMBER)
    seen = while_it_builds(lambda: hidden.encode() in preview.get(PAGE))
    preview.write(f"transport: 下车后打电话 {hidden}")
    assert preview.rebuild() == 1
    assert seen == [True]
    assert preview.get(PAGE) == page
    assert preview.get("release.txt") == before["release.txt"]
    assert tree(preview.site) == before


def test_no_page_is_seen_before_it_was_looked_at(
    preview: Preview, while_it_builds: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that only the scanner of finished files finds."""
    before = tree(preview.site)
    seen = while_it_builds(lambda: None)
    monkeypatch.setattr(pipeline, "scan_inputs", lambda *_: [])
    preview.write(f"transport: 下车后打电话 {''.join(NUMBER)}")
    version = int(preview.get("__version"))
    assert preview.rebuild() == 1
    assert (seen, int(preview.get("__version"))) == ([], version + 1)  # reloaded once, after the build
    assert tree(preview.site) == before


def test_a_build_that_breaks_leaves_the_preview_standing(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(preview.site)

    def broken(*_: Any) -> Iterator[Any]:
        raise SyntaxError("a template with a slip in it")

    monkeypatch.setattr(pipeline, "datasets", broken)
    preview.write("summary: 改过的")
    assert preview.rebuild() == 3
    assert "a template with a slip in it" in capsys.readouterr().err
    assert tree(preview.site) == before
    monkeypatch.undo()
    assert preview.rebuild() == 0
