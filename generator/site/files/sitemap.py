"""`sitemap.xml` (sitemaps.org, with hreflang alternates) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import escape

from generator.core.outputs import Output, constant

# The protocol allows 50,000 addresses a file; the namespace is its name, nothing is loaded from it.
_LIMIT = 50_000


def sitemap(paths: Iterable[str], site_url: str) -> Iterator[Output]:
    """`paths` are pages of the Chinese root (`homes/home-x-001/`); each has its English twin."""
    urls = [_url(site_url, path) for path in paths]
    parts = [urls[i : i + _LIMIT] for i in range(0, len(urls), _LIMIT)] or [[]]
    if len(parts) == 1:
        yield constant("sitemap.xml", _urlset(parts[0]))
    else:
        names = [f"sitemap-{i}.xml" for i in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield constant(name, _urlset(part))
        yield constant("sitemap.xml", _index(names, site_url))
    yield constant("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode())


def _url(site: str, path: str) -> str:
    zh, en = escape(site + path), escape(f"{site}en/{path}")
    return (
        f'<url><loc>{zh}</loc><xhtml:link rel="alternate" hreflang="zh-CN" href="{zh}"/>'
        f'<xhtml:link rel="alternate" hreflang="en" href="{en}"/></url>'
    )


def _urlset(urls: list[str]) -> bytes:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    return (head + "\n".join(urls) + "\n</urlset>\n").encode()


def _index(names: list[str], site: str) -> bytes:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    rows = (f"<sitemap><loc>{escape(site + n)}</loc></sitemap>" for n in names)
    return (head + "\n".join(rows) + "\n</sitemapindex>\n").encode()
