"""The editing form on this machine: the site, and decap-server working on a copy of the repository.

What is saved in the form becomes branches `cms/…` of the repository; the files that lie open in it,
and the branch it is on, stay as they are.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import webbrowser
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from generator.commands.build import build
from generator.commands.console import CLEAN, USAGE, Commands, say
from generator.commands.serve import Handler, Server
from generator.config.project import Project, open_project
from generator.core.text import Lang, Text
from generator.forms.drafts import CannotEdit, Copy, working_copy

_STARTS_WITHIN = 30.0  # seconds
_API = "/api/v1"
_MOST = 32 * 1024 * 1024  # a picture of 20 MB, as Base64
_REFUSED = ("publishUnpublishedEntry", "deleteFile", "deleteFiles", "persistMedia")


def add(commands: Commands) -> None:
    command = commands.add("edit", edit, "在本机用表单修改记录 / change records in a form",
                           dated=True, local_form=True, no_history=True)  # fmt: skip
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--no-open", action="store_true", help="不自动打开浏览器 / do not open a browser")


def edit(options: Namespace) -> int:
    """Until interrupted: build the site with the form switched on, serve it, pass on what is saved."""
    project = open_project(Path(options.project))
    site = project.cache / "preview"
    options.out = str(site)
    try:
        _needs(project)
        status = build(options)
        if status != CLEAN:
            return status
        with form_server(project, site, options.port, options.lang) as server:
            _serve(options, server)
            _farewell(server.copy, options.lang)
    except CannotEdit as reason:
        say(options.lang, reason.words)
        return USAGE
    return CLEAN


def _needs(project: Project) -> None:
    if not shutil.which("node") or not _server_script(project).exists():
        raise CannotEdit(
            Text(
                "缺少 node 或 decap-server：先运行 make site",
                "node or decap-server is missing: run `make site`",
            )
        )
    inside = subprocess.run(["git", "-C", str(project.root), "rev-parse", "HEAD"], capture_output=True)
    if inside.returncode:
        raise CannotEdit(Text(
            "这里不是 git 仓库（或还没有提交），表单的修改没有地方保存",
            "this is no git repository (or has no commit yet), so the form has nowhere to save",
        ))  # fmt: skip


@contextmanager
def form_server(project: Project, site: Path, port: int, lang: Lang) -> Iterator[FormServer]:
    """The form of a built site, ready to be served at `port` of this machine (0: any that is free); it saves
    into a copy of the repository. Raises CannotEdit."""
    with working_copy(project.root) as copy, _decap_server(project, copy.folder) as behind:
        server = FormServer(("127.0.0.1", port), site, copy, behind, lang)
        try:
            yield server
        finally:
            server.server_close()


@contextmanager
def _decap_server(project: Project, folder: Path) -> Iterator[int]:
    """decap-server on a free port of this machine; it ends with us."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"MODE": "git", "GIT_REPO_DIRECTORY": str(folder), "PORT": str(port), "BIND_HOST": "127.0.0.1"}
    process = subprocess.Popen(
        ["node", str(_server_script(project))],
        cwd=folder.parent,
        env={**os.environ, **own, "LOG_LEVEL": "error"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is ours to handle
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _server_script(project: Project) -> Path:
    return project.libraries / "decap-server" / "dist" / "index.js"


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise CannotEdit(Text("decap-server 没有启动", "decap-server did not start"))


def _serve(options: Namespace, server: FormServer) -> None:
    address = f"http://127.0.0.1:{server.server_port}/{'en/' if options.lang == 'en' else ''}edit/"
    say(options.lang, Text(f"表单：{address}（Ctrl+C 结束）", f"the form is at {address} (Ctrl+C ends it)"))
    if not options.no_open:
        webbrowser.open(address)
    for ending in (signal.SIGINT, signal.SIGTERM):  # also where the shell told us to ignore them
        signal.signal(ending, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        server.serve_forever()


def _farewell(copy: Copy, lang: Lang) -> None:
    for branch in sorted(copy.saved):
        say(lang, Text(
            f"改动在分支 {branch}：git push origin {branch}，然后在平台上建合并请求",
            f"the change is on branch {branch}: git push origin {branch}, then open a pull request",
        ))  # fmt: skip


class FormServer(Server):
    """The preview, and `/api/v1` passed on to decap-server, one question at a time: it gives up
    when it has to wait for itself."""

    def __init__(self, address: tuple[str, int], site: Path, copy: Copy, port: int, lang: Lang) -> None:
        super().__init__(address, site, _WithForm)
        self.copy, self.port, self.lang = copy, port, lang
        self.turn = threading.Lock()


class _WithForm(Handler):
    server: FormServer

    def do_POST(self) -> None:
        if not self._is_ours():
            self.send_error(403)
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        question = _question(body)
        if question is None or question["action"] in _REFUSED:
            self.send_error(403)
            return
        with self.server.turn:
            status, answer = _ask(self.server.port, body)
            if status == 200:
                self._bring_back(question)
        self.send(answer, "application/json", status)

    def _is_ours(self) -> bool:
        """Whether our own page asks, and no other site by a name or a request of its own making."""
        own = {f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")}
        origin = self.headers.get("Origin", "").removeprefix("http://")
        size = self.headers.get("Content-Length", "")
        asked = self.path == _API and size.isdecimal() and int(size) <= _MOST
        return asked and self.headers.get("Host") in own and (not origin or origin in own)

    def _bring_back(self, question: dict[str, Any]) -> None:
        try:
            if question["action"] == "persistEntry":
                self.server.copy.pull_back()
            elif question["action"] == "deleteUnpublishedEntry":
                self.server.copy.drop("cms/{collection}/{slug}".format(**question["params"]))
        except CannotEdit as reason:
            say(self.server.lang, reason.words)


def _question(body: bytes) -> dict[str, Any] | None:
    try:
        question = json.loads(body)
    except ValueError:
        return None
    return question if isinstance(question, dict) and "action" in question else None


def _ask(port: int, body: bytes) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("POST", _API, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
