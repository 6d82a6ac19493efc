"""Pictures of changed pages, by a browser if the machine has one. Shows files of the preview only."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_WIDTHS = (500, 1280)
_HEIGHT = 1600
_SECONDS = 60
_FLAGS = ("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--virtual-time-budget=4000",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # fmt: skip


def pictures(site: Path, pages: Iterable[str], folder: Path) -> list[Path]:
    """`<page>-<width>.png` for each page (`homes/home-abc-001/`); nothing if there is no browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with _served(site) as address:
        for page in pages:
            for width in _WIDTHS:
                target = folder / f"{page.strip('/').replace('/', '-')}-{width}.png"
                if _shoot(browser, f"{address}{page}", target, width):
                    made.append(target)
    return made


def _shoot(browser: str, address: str, target: Path, width: int) -> bool:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # it cannot be had by root
    with tempfile.TemporaryDirectory() as profile:
        shot = [f"--user-data-dir={profile}", f"--window-size={width},{_HEIGHT}", f"--screenshot={target}"]
        try:
            subprocess.run(
                [browser, *_FLAGS, *sandbox, *shot, address],
                capture_output=True,
                timeout=_SECONDS,
                check=True,
            )
        except (subprocess.SubprocessError, OSError):
            return False
    return target.exists()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
