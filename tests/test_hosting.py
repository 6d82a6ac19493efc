"""The example configuration for nginx, run as it stands over the published site."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from conftest import ROOT

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that runs deploy/nginx.conf; only where it lies and listens is changed."""
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for old, new in {
        r"listen 80;": f"listen 127.0.0.1:{port};",
        r"root /srv/youth-atlas/site;": f"root {built};",
        r"pid /run/nginx.pid;": f"pid {folder}/pid; error_log {folder}/error.log; user root;",
        r"sendfile on;": "sendfile on; access_log off; "
        + "".join(
            f"{n}_temp_path {folder}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        ),
    }.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    config = folder / "nginx.conf"
    config.write_text(text)
    command = [NGINX, "-e", f"{folder}/error.log", "-c", str(config)]
    subprocess.run(command, check=True)  # comes back as soon as it listens
    yield f"http://127.0.0.1:{port}"
    subprocess.run([*command, "-s", "stop"], check=True)


def ask(url: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    words = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, headers=words)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


TYPES = {
    "data/homes.csv": "text/csv",
    "data/homes.json": "application/json",
    "data/homes.ndjson": "application/x-ndjson",
    "data/homes.geojson": "application/geo+json",
    "data/homes.parquet": "application/vnd.apache.parquet",
    "data/homes.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "data/youth-atlas.sqlite": "application/vnd.sqlite3",
    "data/youth-atlas.gpkg": "application/geopackage+sqlite3",
    "data/youth-atlas.zip": "application/zip",
    "data/catalog.jsonld": "application/ld+json",
    "data/catalog.ttl": "text/turtle",
    "api/v1/index.json": "application/json",
    "schemas/home/1.0.schema.json": "application/json",
}


@pytest.mark.parametrize("path", TYPES)
def test_data_has_its_type_and_may_be_read_from_other_sites(served: str, built: Path, path: str) -> None:
    status, headers, content = ask(f"{served}/{path}", Origin="https://example.org")
    assert status == 200
    assert content == (built / path).read_bytes()
    assert headers["Content-Type"].partition(";")[0] == TYPES[path]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert re.search(r"max-age=\d+", headers["Cache-Control"])
    assert headers["ETag"]


def test_a_file_that_has_not_changed_is_not_sent_again(served: str) -> None:
    _, headers, _ = ask(f"{served}/data/homes.csv")
    status, _, content = ask(f"{served}/data/homes.csv", If_None_Match=headers["ETag"])
    assert (status, content) == (304, b"")


def test_part_of_a_file_can_be_asked_for(served: str, built: Path) -> None:
    """As DuckDB does to read a few columns of a Parquet file."""
    status, _, content = ask(f"{served}/data/homes.parquet", Range="bytes=0-3")
    assert (status, content) == (206, b"PAR1")


def test_a_script_of_another_site_is_told_that_it_may(served: str) -> None:
    asks = {"Origin": "https://example.org", "Access_Control_Request_Headers": "range"}
    status, headers, _ = ask(f"{served}/data/homes.parquet", "OPTIONS", **asks)
    assert status == 204
    assert headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert "Range" in headers["Access-Control-Allow-Headers"]


def test_pages_are_asked_for_each_time_and_belong_to_this_site(served: str) -> None:
    status, headers, content = ask(f"{served}/homes/")
    assert status == 200
    assert b"<html" in content
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "max-age=0" in headers["Cache-Control"]
    assert headers["Access-Control-Allow-Origin"] is None
    assert ask(f"{served}/no/such/page")[0] == 404
    assert b"<html" in ask(f"{served}/no/such/page")[2]
