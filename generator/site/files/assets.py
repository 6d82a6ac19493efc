"""Files that go into the site as they are: scripts, styles, libraries, photos, the licensed map below the points."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.config.colours import variables
from generator.config.project import Project
from generator.core.line_ends import unix
from generator.core.outputs import Output, constant, copied, keyed
from generator.core.problems import Location, Refused, Rule, problem
from generator.core.text import Text
from generator.privacy.outputs import REVIEWED_MAP as NAME
from generator.site.files.cards import logo
from generator.site.render.values import PHOTOS
from generator.site.render.views import Views

OWN = Path(__file__).parent.parent / "assets"
STYLE, LOGO = "assets/atlas/atlas.css", "assets/atlas/logo.svg"
# Files taken from each npm package, all from its dist folder.
LIBRARIES = {
    "leaflet": ("leaflet.js", "leaflet.css"),
}
# The query engine: its name in the site, and the file of an npm package it is.
ENGINE = {
    "arrow.js": ("apache-arrow", "Arrow.es2015.min.js"),
    "worker.js": ("@duckdb/duckdb-wasm", "dist/duckdb-browser-eh.worker.js"),
    "duckdb.wasm": ("@duckdb/duckdb-wasm", "dist/duckdb-eh.wasm"),
}

NO_LIBRARY = Rule(
    "V-021",
    "error",
    Text("缺少前端库 {name}", "the front-end library {name} is missing"),
    Text("运行 npm ci（或 make site）安装", "run `npm ci` (or `make site`)"),
    Text("前端库", "Front-end libraries"),
)


def assets(
    project: Project, settings: Mapping[str, Any], engine_assets: dict[str, bytes]
) -> Iterator[Output]:
    """Everything below `assets/`: the theme's own, ours in the site's colours, and the libraries'."""
    own = {f"assets/atlas/{p.relative_to(OWN).as_posix()}": p for p in sorted(OWN.rglob("*"))}
    for path, content in engine_assets.items():
        if path not in own and not path.startswith("assets/javascripts/"):
            yield constant(path, content)
    made = {
        STYLE: variables(settings).encode() + unix(own[STYLE].read_bytes()),
        LOGO: logo(project.root, settings),
    }
    for path, source in own.items():
        if source.is_file():
            yield constant(path, made.get(path) or unix(source.read_bytes()))
    for name, files in LIBRARIES.items():
        for file in files:
            yield constant(f"assets/vendor/{name}/{file}", library(project, name, f"dist/{file}"))
    yield from _query_engine(project)


def _query_engine(project: Project) -> Iterator[Output]:
    """DuckDB for the browser. Its main script is a CommonJS module that wants Arrow: it gets the global one."""
    version = library(project, "@duckdb/duckdb-wasm", "package.json")
    key = hashlib.sha256(version + library(project, "apache-arrow", "package.json")).hexdigest()
    for name, (package, file) in ENGINE.items():
        yield keyed(f"assets/vendor/duckdb/{name}", partial(_without_map, project, package, file), key)
    yield keyed("assets/vendor/duckdb/duckdb.js", lambda: _as_script(project), key)


def _as_script(project: Project) -> bytes:
    module = _without_map(project, "@duckdb/duckdb-wasm", "dist/duckdb-browser.cjs")
    before = (
        b"(function(){var module={exports:{}},exports=module.exports,require=function(){return window.Arrow};"
    )
    return before + module + b"\nwindow.duckdb=module.exports})();\n"


def _without_map(project: Project, package: str, file: str) -> bytes:
    """Without the comment that names a source map, which is not published."""
    content = library(project, package, file)
    start = content.rfind(b"\n//# sourceMappingURL=") if not file.endswith(".wasm") else -1
    return content if start < 0 else content[: start + 1]


def library(project: Project, name: str, file: str) -> bytes:
    """A file of an npm package. Raises Refused if the package is not installed."""
    source = project.libraries / name / file
    if not source.exists():
        raise Refused([problem(NO_LIBRARY, Location("package.json"), name=name)])
    return source.read_bytes()


def map_base(root: Path, settings: Mapping[str, Any]) -> Iterator[Output]:
    """The GeoJSON (WGS84) that `extra.map_base` names; nothing for tiles, which others serve."""
    named = settings.get("map_base") or ""
    if named and not tiles_from(settings):
        yield constant(NAME, unix((root / named).read_bytes()))


def address(settings: Mapping[str, Any], base: str) -> str:
    """Where the map script finds it, from a page from which `base` leads to the site's root; else empty."""
    named = settings.get("map_base") or ""
    return named if not named or tiles_from(settings) else f"{base}{NAME}"


def tiles_from(settings: Mapping[str, Any]) -> str:
    """The origin of the tiles, the one other host from which a page may then load pictures; else empty."""
    parts = urlsplit(settings.get("map_base") or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def photos(images: Path, views: Views) -> Iterator[Output]:
    """`assets/photos/<path>` for every picture of a living record; checks tell of one that is not there."""
    for file in sorted({file for r in views.catalog.records if not r.removed for _, file in r.pictures}):
        if os.path.isfile(images / file):
            yield copied(f"{PHOTOS}{file}", images / file)
