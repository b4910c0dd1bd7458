"""The list of all pages, in their order."""

from __future__ import annotations

import datetime as dt

from handvest.load.project import Project
from handvest.pages.accessibility import statement
from handvest.pages.charters import charter_page, former_pages, promise_pages
from handvest.pages.codes import code_page
from handvest.pages.general import explained, home, overview, search
from handvest.pages.page import Page
from handvest.pages.site import site


def pages(project: Project, now: dt.datetime, *, preview: bool = False) -> list[Page]:
    """List all pages of the site, in their order. `now` is in the organisation's time zone."""
    all_ = site(project, now, preview=preview)
    views = list(all_.charters.values())
    return [
        home(all_),
        overview(all_),
        *(charter_page(all_, view) for view in views),
        explained(all_),
        *([search(all_)] if project.settings.searchable else []),
        statement(all_),
        *(page for view in views for page in promise_pages(all_, view)),
        *(page for view in views for page in former_pages(all_, view)),
        *(code_page(all_, code) for code in all_.codes),
    ]
