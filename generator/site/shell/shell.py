"""Pages that the engine (MkDocs) made, with slots to be filled.

A slot is a comment, `<!-- slot:name -->`; so any engine that keeps comments can make a shell.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

_SLOT = re.compile(r"<!-- slot:([a-z_-]+) -->")
_TITLE = re.compile(r"<title>([^<]*)</title>")
_DESCRIPTION = re.compile(r'<meta name="description" [^>]*?content="([^"]*)">')
_AROUND = re.compile(
    r'<header class="ya-header".*?</header>|<footer class="ya-footer".*?</footer>|<a class="md-skip".*?</a>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Shell:
    """A page cut at its slots: literal, slot name, literal, slot name, …, literal."""

    parts: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        return self.parts[1::2]

    @property
    def title(self) -> str:
        """What a written page is called, without the name of the site behind it."""
        title = _found(_TITLE, self.parts)
        return title.rpartition(" - ")[0] or title

    @property
    def description(self) -> str:
        return _found(_DESCRIPTION, self.parts)

    def fill(self, value: Callable[[str], str]) -> bytes:
        """The page as UTF-8; `value` is asked for the HTML of each slot by its name."""
        parts = list(self.parts)
        for i in range(1, len(parts), 2):
            parts[i] = value(parts[i])
        return "".join(parts).encode()


def cut(html: str, scripts: Iterable[str] = (), pictures_from: str = "") -> Shell:
    """The CSP slot is filled at once. `scripts` are the texts of the inline scripts that may run; those that
    people write into a page may not. `pictures_from` is an origin of pictures besides the site."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, pictures_from)}">'
    return Shell(tuple(_SLOT.split(html.replace("<!-- slot:csp -->", policy, 1))))


def _found(pattern: re.Pattern[str], parts: tuple[str, ...]) -> str:
    found = next((m for part in parts[::2] if (m := pattern.search(part))), None)
    return unescape(found[1]) if found else ""


def bare(shell: Shell) -> Shell:
    """The same page without header and footer, its links leading out of a frame: to be shown in one, or
    on a screen of its own."""
    parts = [f"<!-- slot:{part} -->" if i % 2 else part for i, part in enumerate(shell.parts)]
    html = _AROUND.sub("", "".join(parts)).replace("</head>", '<base target="_top">\n</head>', 1)
    return Shell(tuple(_SLOT.split(html.replace("<body", "<body data-bare", 1))))


def _policy(inline: Iterable[str], pictures_from: str) -> str:
    """Nothing from elsewhere; inline scripts only by their hash (CSP level 3)."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline
    )
    scripts = f"script-src 'self' 'wasm-unsafe-eval' {hashes}".rstrip()
    pictures = f"img-src 'self' data: {pictures_from}".rstrip()
    return (
        f"default-src 'self'; {scripts}; style-src 'self'; {pictures}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def share_assets(html: str) -> str:
    """Let a page below `en/` use the files in the site's one `assets/` folder."""
    return re.sub(r'((?:href|src)=")((?:\.\./|\./)*)(assets/)', r"\1../\2\3", html)
