"""What search engines read first: which pages there are, and whether they may look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from handvest.pages.page import Page

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(url: str, pages: Mapping[str, Page], written: Iterable[str]) -> bytes:
    """List the pages of a site at `url`, those made from models first; `written`: addresses of pages by hand."""
    uris = dict.fromkeys(page.uri for page in pages.values() if page.listed and not page.noindex)
    uris |= dict.fromkeys(sorted(set(written) - set(pages)))
    rows = "".join(f"<url><loc>{escape(url.rstrip('/') + '/' + uri)}</loc></url>\n" for uri in uris)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SPACE}">\n{rows}</urlset>\n'.encode()


def robots(url: str | None, *, preview: bool) -> bytes:
    """Let search engines in, and show them the list of pages; a preview is not for them."""
    rule = "Disallow: /" if preview else "Allow: /"
    listed = f"\nSitemap: {url.rstrip('/')}/sitemap.xml\n" if url and not preview else "\n"
    return f"User-agent: *\n{rule}{listed}".encode()
