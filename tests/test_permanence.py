"""Every address that was ever published answers, whatever became of its record.

A past of 200 random renamings, mergers, deletions and moves is written straight into git; the addresses
of every moment in it are then compared with what the site of the last moment answers at.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import ROOT, build_site

from generator.history import read_history
from generator.history.changelog import Changelog, read_changelog
from generator.history.events import record_history
from generator.history.redaction import Redactor
from generator.history.redirects import read_moved, reused
from generator.records.catalog import Catalog
from generator.records.load import read_records
from generator.schema.load import read_model
from generator.storage.cache import RecordCache

HOME = """\
id: {id}
schema_version: "1.0"
name: 第{n}处青年之家
status: planned
store_class: functional
function_theme: governance
demonstration_level: none
build_mode: opened
area: area-990101001
operator_org: org-abc-02
supervising_org: org-abc-02
host_type: community_service
address: 示例区东风街道
provenance: demo
maintainer_org: org-abc-01
updated_on: "2024-05-20"
"""
TOMBSTONE = """\
id: {id}
schema_version: "1.0"
status: removed
removed_on: "2024-05-20"
removed_reason: 与另一处合并
replaced_by: {to}
provenance: demo
updated_on: "2024-05-20"
"""


@dataclass
class Past:
    """Homes with a past: what there is, what was renamed, and every address that there ever was."""

    dice: random.Random
    living: dict[str, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    number: int = 0

    def add(self) -> dict[str, str | None]:
        self.number += 1
        id = f"home-abc-{self.number:03d}"
        self.living[id] = self.number
        self.places[id] = f"data/homes/{id}.yaml"
        return {self.places[id]: HOME.format(id=id, n=self.number)}

    def step(self) -> dict[str, str | None]:
        """One random event: the files that it writes, None for one that it deletes."""
        id = self.dice.choice(sorted(self.living))
        what = self.dice.choice(["rename", "rename", "merge", "delete", "move", "add"])
        if what == "add" or len(self.living) < 5:
            return self.add()
        if what == "move":
            old, self.places[id] = self.places[id], f"data/homes/{self.dice.randrange(9)}/{id}.yaml"
            return {old: None, self.places[id]: HOME.format(id=id, n=self.living[id])}
        old = self.places.pop(id)
        del self.living[id]
        if what == "delete":
            self.moved = {one: to for one, to in self.moved.items() if self.end(to) in self.places}
            return {old: None, "content/redirects.yaml": self.list()}
        if what == "merge":
            self.places[id] = old
            return {old: TOMBSTONE.format(id=id, to=self.dice.choice(sorted(self.living)))}
        made = self.add()
        [(path, text)] = made.items()
        self.moved[id] = Path(path).stem
        return {old: None, path: text, "content/redirects.yaml": self.list()}

    def end(self, id: str) -> str:
        return self.end(self.moved[id]) if id in self.moved else id

    def list(self) -> str:
        return "".join(f"{old}: {new}\n" for old, new in self.moved.items())

    def commits(self, count: int) -> Iterator[dict[str, str | None]]:
        yield {path: text for _ in range(30) for path, text in self.add().items()}
        for _ in range(count):
            self.note()
            yield self.step()
        self.note()

    def note(self) -> None:
        self.addresses |= {f"homes/{id}/" for id in self.places}


def write(root: Path, commits: Iterator[dict[str, str | None]]) -> None:
    """A history in one call of git."""
    out: list[bytes] = []
    for i, edits in enumerate(commits):
        message = b"step"
        out.append(
            f"commit refs/heads/main\ncommitter a <a@example.org> {1_714_521_600 + i * 1800} +0800\n".encode()
        )
        out.append(b"data %d\n%s\n" % (len(message), message))
        for path, text in edits.items():
            if text is None:
                out.append(f"D {path}\n".encode())
            else:
                data = text.encode()
                out.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=b"".join(out), check=True)
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard"], check=True)


def answers(root: Path) -> tuple[Catalog, Changelog]:
    model = read_model(ROOT / "schemas")
    loaded = read_records(root / "data", model, RecordCache(None))
    assert loaded.problems == ()
    catalog = Catalog(model, loaded.records)
    moved, problems = read_moved(root, loaded.places)
    assert problems == []
    history = read_history(root)
    assert reused(record_history(history), loaded.records, history.contents) == []
    return catalog, read_changelog(history, catalog, Redactor(), moved, root / "changes.json")


@pytest.mark.parametrize("seed", [1, 2])
def test_200_events_later_every_address_answers(tmp_path: Path, seed: int) -> None:
    past = Past(random.Random(seed))
    write(tmp_path / "p", past.commits(200))
    catalog, told = answers(tmp_path / "p")
    pages = {f"{r.type.folder}/{r.id}/" for r in catalog.records}
    gone = {f"{g.folder}/{g.id}/": g for g in told.gone}
    assert len(past.addresses) > 100
    assert len({g.to for g in told.gone if g.to}) > 20
    assert past.addresses - pages - gone.keys() == set()
    assert pages & gone.keys() == set()  # no page is written twice
    for one in told.gone:
        assert one.to in catalog.by_id if one.to else one.on, one


def test_what_was_renamed_over_and_over_leads_to_the_last(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/redirects.yaml").write_text("a-1: a-2\na-2: a-3\na-3: a-4\n", "utf-8")
    assert read_moved(tmp_path, {"a-4": "data/x/a-4.yaml"}) == (
        dict.fromkeys(["a-1", "a-2", "a-3"], "a-4"),
        [],
    )


def test_1000_events_later_the_site_has_a_file_at_every_address(small: Path, tmp_path: Path) -> None:
    past = Past(random.Random(3), number=100)
    write(tmp_path / "p", past.commits(1000))
    for part in (".git", "data/homes", "content/redirects.yaml"):
        source = tmp_path / "p" / part
        target = small / part
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "-r", f"{source}/.", str(target)], check=True)
        else:
            target.write_bytes(source.read_bytes())
    build_site(small, history=read_history(small))
    for address in past.addresses:
        assert (small / "site" / address / "index.html").is_file(), address
        assert (small / "site/en" / address / "index.html").is_file(), address
