"""What Lighthouse, Google's page inspector, says of the finished site: `python -m benchmarks.lighthouse SITE`.

Its phone: a mid one of 2022, CPU four times slower, 1.6 Mbit/s, 150 ms. Scores are of 100; the
layout shift is the CLS of web.dev, of which at most 0.1 is good. It comes from npm with the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.browser import Server, serving

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("", "homes/", "events/", "cases/", "areas/", "search/", "explore/", "data/", "en/homes/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95


def inspected(address: str) -> tuple[list[int], float]:
    """The four scores of 100, and the layout shift."""
    command = [
        *(str(ROOT / "node_modules/.bin/lighthouse"), address, "--quiet", "--output=json"),
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-path=/usr/bin/chromium",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
    return scores, report["audits"]["cumulative-layout-shift"]["numericValue"]


def table(site: Path) -> Iterator[str]:
    """Lines of a Markdown table, each as soon as it is measured."""
    yield f"| Lighthouse, mobile; each is to be {LEAST} | {' | '.join(CATEGORIES)} | layout shift |"
    yield "| --- | --: | --: | --: | --: | --: |"
    Server.compress = True
    record = min((site / "homes").glob("home-*/"))
    with serving(site) as root:
        for page in (*PAGES, f"homes/{record.name}/"):
            scores, shift = inspected(root + page)
            yield f"| `/{page}` | {' | '.join(map(str, scores))} | {shift:.3f} |"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    for line in table(Path(sys.argv[1])):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
