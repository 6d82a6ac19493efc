"""`edit/`: the editing form (Decap CMS), its configuration and libraries; or how to switch it on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import orjson

from generator.config.project import Project
from generator.core.outputs import Output, constant, keyed
from generator.forms.backend import Backend, backend
from generator.forms.collections import collections, rules
from generator.site.files.assets import library
from generator.site.render.context import LanguageSite
from generator.site.render.head import About
from generator.site.render.page import page
from generator.site.render.svg import Dot, bounds, labels

_LOCALES = {"zh": "zh_Hans", "en": "en"}
_WORDS = (
    "map_notice", "zoom_in", "zoom_out", "point_how", "point_source", "edit_id_fixed", "edit_refused",
    "list_semicolon",
)  # fmt: skip
# React has no file for a browser any more; Decap needs these two, of the version it was built with.
_REACT = {"react": "cjs/react.production.js", "react-dom": "cjs/react-dom.production.js"}


def editor_pages(site: LanguageSite) -> Iterator[Output]:
    """The page in one language, and what its script needs if the form is switched on."""
    target = backend(site.settings.get("editing"))
    if target is None:
        about = About(site.words.edit_title, keep=False)
        yield page(site, "edit/", lambda _context: ({}, about), "editor_off.html", "list")
        return
    names = {**site.context("edit/").names, "policy": policy(target)}
    yield constant(f"{site.prefix}edit/index.html", site.template("editor.html").render(names).encode())
    yield constant(f"{site.prefix}edit/config.json", orjson.dumps(_given(site, target)))


def editor_libraries(project: Project, site: LanguageSite) -> Iterator[Output]:
    """Decap and React, taken from npm's folder; only where there is a form."""
    if backend(site.settings.get("editing")) is None:
        return
    react = b"".join(_module(name, library(project, name, file)) for name, file in _REACT.items())
    yield constant("assets/vendor/react/react.js", _LOADER % react)
    for path in sorted((project.libraries / "decap-cms-app" / "dist").glob("*.decap-cms-app.js")):
        yield _copy(project, path.name)
    yield _copy(project, "decap-cms-app.js")
    yield _copy(project, "decap-cms-app.js.LICENSE.txt")


def policy(target: Backend) -> str:
    """As narrow as Decap allows: it makes functions from text (ajv) and style elements (Emotion), shows
    pictures that are still being uploaded, and speaks to the platform that keeps the repository."""
    hosts = "".join(f" {host}" for host in target.hosts)
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self'; "
        "style-src-elem 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:{hosts}; connect-src 'self'{hosts}; "
        "object-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _given(site: LanguageSite, target: Backend) -> dict[str, Any]:
    """What edit.js reads: Decap's configuration, rules between fields, places to draw, words."""
    catalog = site.views.catalog
    return {
        "config": {
            "backend": target.settings,
            "load_config_file": False,
            "publish_mode": "editorial_workflow",
            "locale": _LOCALES[site.lang],
            "site_url": site.settings["site_root"],
            "logo": {"src": "../" * (1 + (site.lang == "en")) + "assets/atlas/logo.svg"},
            "show_preview_links": False,
            "media_folder": "content/images",
            "public_folder": "",
            "slug": {"encoding": "ascii", "clean_accents": True},
            "editor": {"preview": False},
            "collections": collections(catalog, site.lang),
        },
        "rules": {t.folder: rules(t, site.lang) for t in catalog.model.types},
        "places": _places(site),
        "words": {name: site.words[name] for name in _WORDS},
    }


def _places(site: LanguageSite) -> dict[str, Any]:
    """Points already recorded, names of towns, and the box of the district. WGS84."""
    context = site.context("edit/")
    pointed = [t.folder for t in site.views.catalog.model.types if t.point]
    dots: list[Dot] = [d for folder in pointed for r in context.records(folder) if (d := context.dot(r))]
    district = site.views.catalog.district
    return {
        "box": (district and district.box) or (bounds(dots) if dots else (73.0, 3.0, 136.0, 54.0)),
        "rows": [[d.title, d.lat, d.lon] for d in dots],
        "labels": [[t.name, t.lat, t.lon] for t in labels(dots)],
    }


_LOADER = b"""(function () {
  var bodies = {}, made = {};
  function load(name) {
    if (!made[name]) { made[name] = { exports: {} }; bodies[name](made[name], made[name].exports, load); }
    return made[name].exports;
  }
%s
  window.React = load("react");
  window.ReactDOM = load("react-dom");
})();
"""


def _module(name: str, source: bytes) -> bytes:
    return b'  bodies["%s"] = function (module, exports, require) {\n%s\n  };\n' % (name.encode(), source)


def _copy(project: Project, file: str) -> Output:
    name = f"dist/{file}"
    key = hashlib.sha256(library(project, "decap-cms-app", "package.json")).hexdigest()
    return keyed(f"assets/vendor/decap-cms-app/{file}", lambda: library(project, "decap-cms-app", name), key)
