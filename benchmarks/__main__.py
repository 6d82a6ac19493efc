"""`python -m benchmarks [--sizes 300,3000,10000] [--skip hugo,mkdocs]`: measure, print one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import browser, lighthouse, ours, peers, sheets
from benchmarks.measure import Failed
from benchmarks.table import Row, machine, markdown

ROOT = Path(__file__).resolve().parent.parent
MKDOCS_SIZES = (300, 1000, 10000)


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[300, 3000, 10000], metavar="N,N,…",
                        help="how many homes; the highest is what Hugo gets (default: 300,3000,10000)")  # fmt: skip
    parser.add_argument("--skip", type=lambda words: words.split(","), default=[], metavar="hugo,mkdocs,browser,formats",
                        help="what not to run")  # fmt: skip
    options = parser.parse_args()
    rows: list[Row] = []
    print(machine(), end="\n\n", flush=True)
    with TemporaryDirectory(prefix="youth-atlas-bench-") as folder:
        try:
            for row in _rows(options.sizes, options.skip, Path(folder)):
                rows.append(row)
                _tell(row)
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
        print(markdown(rows))
        if "browser" not in options.skip:
            homes = max(options.sizes)
            site = Path(folder) / f"homes-{homes}" / "site"
            print(f"\nThe site with {homes:,} homes, in Chromium:\n")
            for line in chain(browser.table(site, 4), [""], lighthouse.table(site)):
                print(line, flush=True)
    return 0


def _rows(sizes: list[int], skip: list[str], folder: Path) -> Iterator[Row]:
    for homes in sizes:
        project = ours.synthesise(homes, folder / f"homes-{homes}", ROOT)
        yield from sheets.measure(homes, project, folder, ROOT)
        yield from ours.measure(homes, project, ROOT)
    if "formats" not in skip:
        homes = min(sizes)
        yield from ours.formats(homes, folder / f"homes-{homes}", folder / "formats", ROOT)
    if "mkdocs" not in skip:
        for homes in (n for n in MKDOCS_SIZES if n <= max(sizes)):
            project = ours.synthesise(homes, folder / f"homes-{homes}", ROOT)
            yield peers.mkdocs(homes, project, folder / f"mkdocs-{homes}", ROOT)
    if "hugo" not in skip:
        homes = max(sizes)
        yield peers.hugo(homes, folder / f"homes-{homes}", folder / f"hugo-{homes}", ROOT)


def _sizes(words: str) -> list[int]:
    return sorted(int(word) for word in words.split(","))


def _tell(row: Row) -> None:
    """Where we are, for who waits; the table itself goes to standard output."""
    print(f"{row.program} {row.homes}: {row.what}: {row.run.seconds:.1f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
