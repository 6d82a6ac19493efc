"""Live preview: builds, serves on this machine only, builds again when a file changes."""

from __future__ import annotations

import functools
import http.server
import queue
import sys
import threading
from argparse import Namespace
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.commands.build import build
from generator.commands.console import Commands, say
from generator.config.project import Project, open_project
from generator.core.text import Text

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
    """Until interrupted. A build with errors leaves the last good preview standing."""
    project = open_project(Path(options.project))
    options.out = str(project.cache / "preview")
    status = build(options)
    server = Server(("127.0.0.1", options.port), Path(options.out))
    changes = _watch(project)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    say(options.lang, Text(f"预览：{address}（Ctrl+C 结束）", f"preview at {address} (Ctrl+C ends it)"))
    try:
        while True:
            changes.get()
            while not changes.empty():
                changes.get()
            status = build(options)
            server.version += 1
    except KeyboardInterrupt:
        server.shutdown()
    return status


def _watch(project: Project) -> queue.Queue[str]:
    changes: queue.Queue[str] = queue.Queue()
    observer = Observer()
    observer.daemon = True
    folders = (project.data, project.schemas, project.content, project.root / "generator")
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
        path = str(event.src_path)
        written = event.event_type in ("created", "modified", "deleted", "moved")
        if written and not event.is_directory and path.endswith(self._only) and "__pycache__" not in path:
            self._changes.put(path)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path, handler: type[Handler] | None = None) -> None:
        handler = handler or Handler
        super().__init__(address, functools.partial(handler, directory=str(folder)))
        self.version = 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the preview; pages get a script that reloads them after the next build."""

    server: Server

    def do_GET(self) -> None:
        if self.path == _RELOAD:
            self.send(_SCRIPT, "text/javascript")
        elif self.path == _VERSION:
            self.send(str(self.server.version).encode(), "text/plain")
        elif (page := self._page()) is not None:
            self.send(
                page.replace(b"</body>", b'<script src="/__reload.js"></script></body>'),
                "text/html; charset=utf-8",
            )
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.split("?")[0].endswith("/"):
            return None
        path = path / "index.html" if path.is_dir() else path
        return path.read_bytes() if path.suffix == ".html" and path.is_file() else None

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
