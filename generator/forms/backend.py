"""Where the form saves: what `mkdocs.yml` says under `extra: editing:`, as Decap's `backend`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator.core.problems import Location, Refused, Rule, problem
from generator.core.text import Text

LOCAL = {"backend": "local"}
"""The setting of `youth-atlas edit`: its own server passes everything on to decap-server."""

BRANCH = "form"
"""The branch that the form starts from in the working copy of `youth-atlas edit`."""

_TITLE = Text("表单的设置", "Settings of the form")
UNKNOWN = Rule(
    "V-002",
    "error",
    Text("extra.editing.backend 没有“{value}”", 'extra.editing.backend cannot be "{value}"'),
    Text("可用：{known}；不用表单就删去 editing", "use one of {known}, or drop editing"),
    _TITLE,
)
MISSING = Rule(
    "V-002",
    "error",
    Text("extra.editing 缺少 {key}", "extra.editing lacks {key}"),
    Text("见维护手册“用表单修改”", 'see "Changing records with the form" in the handbook'),
    _TITLE,
)
NO_SUCH_KEY = Rule(
    "V-002",
    "error",
    Text("extra.editing 里没有“{key}”这一项", 'extra.editing has no "{key}"'),
    Text("可用：{known}", "use one of {known}"),
    _TITLE,
)
NOT_HTTPS = Rule(
    "V-002",
    "error",
    Text("extra.editing.{key} 应是 https:// 开头的网址", "extra.editing.{key} must begin with https://"),
    Text("填代码托管平台的网址", "give the address of the code hosting platform"),
    _TITLE,
)


@dataclass(frozen=True)
class Kind:
    """A platform: Decap's name for it, the settings it needs, its own addresses if it has fixed ones."""

    decap: str
    needs: tuple[str, ...]
    given: Mapping[str, str]
    extra_hosts: tuple[str, ...] = ()


# Gitea and Forgejo speak the same interface; only Decap's backend for Forgejo makes pull requests.
_KINDS = {
    "local": Kind("proxy", (), {"proxy_url": "/api/v1", "branch": BRANCH}),
    "github": Kind(
        "github",
        ("repo", "branch", "base_url"),
        {"api_root": "https://api.github.com"},
        ("https://avatars.githubusercontent.com", "https://www.githubstatus.com"),
    ),
    "gitlab": Kind(
        "gitlab",
        ("repo", "branch", "app_id"),
        {"api_root": "https://gitlab.com/api/v4", "base_url": "https://gitlab.com", "auth_type": "pkce"},
    ),
    "forgejo": Kind("forgejo", ("repo", "branch", "app_id", "api_root"), {}),
    "gitea": Kind("forgejo", ("repo", "branch", "app_id", "api_root"), {}),
}
_KEYS = ("repo", "branch", "app_id", "base_url", "api_root", "auth_endpoint", "auth_type", "open_authoring")
_ADDRESSES = ("base_url", "api_root")


@dataclass(frozen=True)
class Backend:
    """`settings` is Decap's; `hosts` are the origins that the page must be allowed to reach."""

    settings: dict[str, Any]
    hosts: tuple[str, ...]


def backend(editing: Any) -> Backend | None:
    """None where no form is set up. Raises Refused with all that is wrong in the settings."""
    if not editing:
        return None
    given = dict(editing) if isinstance(editing, Mapping) else {"backend": editing}
    kind = _KINDS.get(str(given.pop("backend", "")))
    where = Location("mkdocs.yml")
    if kind is None:
        value = editing.get("backend", "") if isinstance(editing, Mapping) else editing
        known = ", ".join(k for k in _KINDS if k != "local")
        raise Refused([problem(UNKNOWN, where, value=str(value), known=known)])
    settings = {**kind.given, **given}
    wrong = [problem(MISSING, where, key=key) for key in kind.needs if not settings.get(key)]
    wrong += [
        problem(NO_SUCH_KEY, where, key=str(key), known=", ".join(_KEYS)) for key in given if key not in _KEYS
    ]
    addresses = [(key, str(settings[key])) for key in _ADDRESSES if settings.get(key)]
    wrong += [problem(NOT_HTTPS, where, key=key) for key, url in addresses if not _is_address(url)]
    if wrong:
        raise Refused(wrong)
    hosts = dict.fromkeys([*(_origin(url) for _, url in addresses), *kind.extra_hosts])
    return Backend({"name": kind.decap, **settings}, tuple(hosts))


def _is_address(url: str) -> bool:
    """An origin goes into a Content-Security-Policy, where a space or semicolon would begin another rule."""
    parts = urlsplit(url)
    plain = url.isascii() and url.isprintable() and not set(url) & set(" ;,'\"<>")
    return plain and parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
