"""Live preview: builds, serves on this machine only, builds again when a file changes.

Pages of changed records are shown from memory while a build runs, so that the preview on disk is always
a whole site. They are private to this machine, and forgotten if the build refuses what it then finds.
"""

from __future__ import annotations

import http.server
import os
import queue
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.commands.build import build
from generator.commands.console import Commands, say, status_of
from generator.config.project import Project, open_project
from generator.core.fingerprint import PACKAGE
from generator.core.text import Text
from generator.pipeline import Result
from generator.site.files.service_worker import RELEASE
from generator.storage.publish import shown_before

_RELOAD = "/__reload.js"
_VERSION = "/__version"
_SCRIPT = b"""let seen;
setInterval(async () => {
  const now = await (await fetch("/__version")).text();
  if (seen && now !== seen) location.reload();
  seen = now;
}, 1000);
"""


def add(commands: Commands) -> None:
    command = commands.add("serve", serve, "本机预览，保存即更新 / live preview", dated=True)
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--no-history", action="store_true", help="不看 git 历史 / without git history")


def serve(options: Namespace) -> int:
    """Until interrupted. Whatever stops a build leaves the last good preview standing: the next change may mend it."""
    project = open_project(Path(options.project))
    options.out = str(project.cache / "preview")
    status = status_of(partial(build, options), options.lang)
    server = Server(("127.0.0.1", options.port), Path(options.out))
    changes = _watch(project)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    say(options.lang, Text(f"预览：{address}（Ctrl+C 结束）", f"preview at {address} (Ctrl+C ends it)"))
    try:
        while True:
            changed = [Path(changes.get())]
            while not changes.empty():
                changed.append(Path(changes.get()))
            if any(path.is_relative_to(PACKAGE) for path in changed):
                os.execv(sys.executable, sys.orig_argv)  # a changed program begins anew
            status = rebuild(options, server, project.cache)
    except KeyboardInterrupt:
        server.shutdown()
    return status


def rebuild(options: Namespace, server: Server, cache: Path) -> int:
    """Build the site that the server shows; pages of changed records are seen before all is made."""
    site = Path(options.out)

    def ahead(result: Result) -> None:
        changed = result.changed(shown_before(site, cache))
        if pages := {page.path: page.make({}).content for page in changed}:
            server.show({RELEASE: b"", **pages})  # of no release, so that no browser keeps them

    try:
        return status_of(partial(build, options, ahead), options.lang)
    finally:
        server.show({})


def _watch(project: Project) -> queue.Queue[str]:
    changes: queue.Queue[str] = queue.Queue()
    observer = Observer()
    observer.daemon = True
    folders = (project.data, project.schemas, project.content, project.theme, PACKAGE)
    for folder in folders:
        if folder.exists():
            observer.schedule(_Note(changes), str(folder), recursive=True)
    observer.schedule(_Note(changes, only=".yml"), str(project.root))
    observer.start()
    return changes


class _Note(FileSystemEventHandler):
    def __init__(self, changes: queue.Queue[str], only: str = "") -> None:
        self._changes, self._only = changes, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in ("created", "modified", "deleted", "moved"):
            return
        for path in filter(None, (str(event.src_path), str(event.dest_path))):
            if path.endswith(self._only) and "__pycache__" not in path:
                self._changes.put(path)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path, handler: type[Handler] | None = None) -> None:
        handler = handler or Handler
        super().__init__(address, partial(handler, directory=str(folder)))
        self.version = time.time_ns()  # another one than before a new start, so that open pages reload
        self.ahead: Mapping[str, bytes] = {}

    def show(self, ahead: Mapping[str, bytes]) -> None:
        """Show these files (by path) instead of those on disk from now on; open pages reload."""
        self.ahead = ahead
        self.version += 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the preview; pages get a script that reloads them when there is something new."""

    server: Server

    def do_GET(self) -> None:
        if self.path == _RELOAD:
            self.send(_SCRIPT, "text/javascript")
        elif self.path == _VERSION:
            self.send(str(self.server.version).encode(), "text/plain")
        elif (content := self._content(path := self._file())) is None:
            super().do_GET()
        elif path.suffix == ".html":
            script = b'<script src="/__reload.js"></script></body>'
            self.send(content.replace(b"</body>", script), "text/html; charset=utf-8")
        else:
            self.send(content, self.guess_type(path))

    def _file(self) -> Path:
        path = Path(self.translate_path(self.path))
        slash = self.path.split("?")[0].endswith("/")
        return path / "index.html" if slash and path.is_dir() else path

    def _content(self, path: Path) -> bytes | None:
        """What is shown ahead, and pages; None for what is to be sent as it stands on disk."""
        ahead = self.server.ahead.get(path.relative_to(self.directory).as_posix())
        if ahead is None and path.suffix == ".html" and path.is_file():
            return path.read_bytes()
        return ahead

    def send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return
