"""The list of all pages, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handvest.load.project import Project
from handvest.pages.accessibility import statement
from handvest.pages.charter import CharterView
from handvest.pages.charters import charter_page, former_pages, promise_pages
from handvest.pages.codes import code_page
from handvest.pages.easy import easy_page
from handvest.pages.general import explained, home, overview, search
from handvest.pages.page import Page
from handvest.pages.points import points_of_report, points_pages
from handvest.pages.reference import reference_page
from handvest.pages.reports import overview_of_reports, report_pages
from handvest.pages.site import Site, site
from handvest.pages.text import text_page
from handvest.pages.together import people_page
from handvest.pages.updates import updates_pages


def sites(editions: Iterable[Project], now: dt.datetime, *, preview: bool = False) -> list[Site]:
    """Gather the site in each of its editions, the main one first. `now` is in the organisation's time zone."""
    found: list[Site] = []
    for edition in editions:
        found.append(site(edition, now, preview=preview, main=found[0] if found else None))
    return found


def pages(sites: Sequence[Site]) -> list[Page]:
    """List all pages of the site, in their order: edition by edition, the main one first."""
    found = [replace(page, edition=all_.language) for all_ in sites for page in _pages(all_, whole=all_ is sites[0])]
    kept = {(page.name, page.edition): page.canonical or page.uri for page in reversed(found) if page.name}
    return [_at_home(page, kept.get((page.name, page.language), "")) for page in found]


def _at_home(page: Page, uri: str) -> Page:
    """Let a page in another language than its edition name its address (`uri`) in that language, if it has one."""
    return replace(page, canonical=uri, listed=False) if uri and page.language != page.edition else page


def _pages(all_: Site, *, whole: bool) -> Iterator[Page]:
    """The pages of one edition; only the main one (`whole`) has codes."""
    views = list(all_.charters.values())
    yield home(all_)
    yield overview(all_)
    yield from (charter_page(all_, view) for view in views)
    yield explained(all_)
    if all_.project.settings.searchable:
        yield search(all_)
    yield statement(all_)
    if all_.reports:
        yield overview_of_reports(all_)
        yield from points_pages(all_)
    for report in all_.reports.values():
        yield from report_pages(all_, report)
        yield from points_of_report(all_, report)
        yield from people_page(all_, report)
        yield from updates_pages(all_, report)
        yield from reference_page(all_, report)
    for view in views:
        own = list(_below(all_, view))
        yield from own
        yield from former_pages(all_, view, own)
    if whole:
        yield from (code_page(all_, code) for code in all_.codes)


def _below(all_: Site, view: CharterView) -> Iterator[Page]:
    """The pages whose addresses begin with that of their charter."""
    yield from promise_pages(all_, view)
    yield text_page(all_, view)
    if view.id in all_.easy:
        yield easy_page(all_, view)
