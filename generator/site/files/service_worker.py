"""What makes the site an app that works without a line: a manifest, and the worker with its release.

A release is known by a hash over everything else in the site. The worker of one release keeps what it
fetched by itself and never hands out anything of another (see `templates/worker.js`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson

from generator.config.colours import chosen
from generator.core.outputs import Files, Made, Output, constant
from generator.core.text import Lang
from generator.site.files.cards import ICONS
from generator.site.render.context import LanguageSite

_WORKER = Path(__file__).parent.parent / "templates" / "worker.js"
_FEW = 100_000  # bytes, before they are compressed
WORKER, RELEASE = "sw.js", "release.txt"


def manifests(languages: Mapping[Lang, LanguageSite]) -> Iterator[Output]:
    """`manifest.webmanifest` and the English one (W3C Web Application Manifest)."""
    for lang, site in languages.items():
        up, folder = ("", "") if lang == "zh" else ("../", "en/")
        name = site.settings["site_name"]
        manifest = {
            "id": f"{up}./",
            "name": name,
            "short_name": site.words.short_name,
            "description": site.settings["site_description"],
            "lang": "zh-CN" if lang == "zh" else "en",
            "start_url": "./",
            "scope": f"{up}./",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": chosen(site.settings)["brand"],
            "icons": [
                {
                    "src": f"{up}assets/icons/{icon}.png",
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for icon, size in ICONS.items()
                if size >= 192
                for purpose in ("any", "maskable")
            ],
        }
        yield constant(f"{folder}manifest.webmanifest", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))


def worker(languages: Mapping[Lang, LanguageSite]) -> Iterator[Output]:
    """The worker and the name of the release, which depend on every file before them: the last outputs,
    the name the very last."""

    def make_worker(files: Files) -> Made:
        kept = " ".join(f"./{path}" for path in _kept(languages["zh"], files))
        script = _WORKER.read_text("utf-8").replace("{{RELEASE}}", release(files)).replace("{{KEPT}}", kept)
        return Made(script.encode())

    yield Output(WORKER, make_worker)
    yield Output(RELEASE, lambda files: Made(f"{release(files)}\n".encode()))


def _kept(site: LanguageSite, files: Files) -> Iterator[str]:
    """What to have at hand from the first visit: the front page, the lists of places with their points
    if those are few, and what to say where there is nothing. Pages bring their styles and scripts."""
    lists = [f"{t.url}/" for t in site.views.catalog.model.types if t.point]
    for prefix in ("", "en/"):
        yield from (f"{prefix}{path}" for path in ("", *lists, "offline/"))
        for path in lists:
            points = files.get(f"{prefix}{path}points.json")
            if points and points.size <= _FEW:
                yield f"{prefix}{path}points.json"


def release(files: Files) -> str:
    """Thirty-two hexadecimal digits that stand for all files but those that name it. (So many are known as
    a checksum; among fewer, one in two thousand holds what looks like a mobile number.)"""
    total = hashlib.sha256()
    for path in sorted(files.keys() - {WORKER, RELEASE}):
        total.update(f"{path}\0{files[path].sha256}\n".encode())
    return total.hexdigest()[:32]
