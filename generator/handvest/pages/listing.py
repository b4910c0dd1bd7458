"""The list of all pages, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handvest.load.project import Project
from handvest.pages.accessibility import statement
from handvest.pages.charters import charter_page, former_pages, promise_pages
from handvest.pages.codes import code_page
from handvest.pages.easy import easy_page
from handvest.pages.general import explained, home, overview, search
from handvest.pages.page import Page
from handvest.pages.site import Site, site
from handvest.pages.text import text_page


def sites(editions: Iterable[Project], now: dt.datetime, *, preview: bool = False) -> list[Site]:
    """Gather the site in each of its editions, the main one first. `now` is in the organisation's time zone."""
    found: list[Site] = []
    for edition in editions:
        found.append(site(edition, now, preview=preview, main=found[0] if found else None))
    return found


def pages(sites: Sequence[Site]) -> list[Page]:
    """List all pages of the site, in their order: edition by edition, the main one first."""
    return [
        replace(page, edition=all_.language) for all_ in sites for page in _pages(all_, whole=all_ is sites[0])
    ]


def _pages(all_: Site, *, whole: bool) -> Iterator[Page]:
    """The pages of one edition; only the main one has codes and addresses of long ago (`whole`)."""
    views = list(all_.charters.values())
    yield home(all_)
    yield overview(all_)
    yield from (charter_page(all_, view) for view in views)
    yield explained(all_)
    if all_.project.settings.searchable:
        yield search(all_)
    yield statement(all_)
    for view in views:
        yield from promise_pages(all_, view)
        yield text_page(all_, view)
        if view.id in all_.easy:
            yield easy_page(all_, view)
    if whole:
        for view in views:
            yield from former_pages(all_, view)
        yield from (code_page(all_, code) for code in all_.codes)
