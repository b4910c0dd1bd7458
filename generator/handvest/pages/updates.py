"""The pages of updates: the list of a report, each update on a page of its own, and where the feed stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.model.report import EARLY
from handvest.pages.page import Link, Page
from handvest.pages.point import PointView, points_of
from handvest.pages.report import ReportView
from handvest.pages.site import Site
from handvest.pages.update import UpdateView, easy_of, updates_of, updates_uri
from handvest.pages.whole import report_page


def feed_uri(all_: Site) -> str:
    """Return the address of the Atom feed; empty when there is nothing in it, or the site has no address."""
    named = all_.reports and all_.project.settings.site_url
    return f"{all_.project.prefix}{all_.say.address('updates')}.xml" if named else ""


def expected(all_: Site, view: ReportView) -> tuple[str, ...]:
    """Say when the next update and the next report come; what did not come on its day is said too."""
    say, next_, today = all_.say, view.model.next, all_.now.date()
    told = []
    if next_.update and next_.update >= today:
        told.append(say("The next update comes before {date}.", date=say.date(next_.update)))
    elif next_.update and not _came(all_, view, next_.update):
        told.append(
            say("The next update would come before {date}. It is not there yet.", date=say.date(next_.update))
        )
    if not next_.report or all_.newer(view):
        return tuple(told)
    if next_.report >= today:
        told.append(say("The next report comes before {date}.", date=say.date(next_.report)))
    else:
        told.append(
            say("The next report would come before {date}. It is not there yet.", date=say.date(next_.report))
        )
    return tuple(told)


def _came(all_: Site, view: ReportView, day: dt.date) -> bool:
    return any(update.date >= day - EARLY for update in updates_of(all_, view))


def updates_pages(all_: Site, view: ReportView) -> Iterator[Page]:
    """The page with all updates of a report, and one for each."""
    updates = updates_of(all_, view)
    if not updates:
        return
    yield _updates(all_, view, updates)
    points = {p.id: p for p in points_of(all_, view)}
    for i, update in enumerate(updates):
        after = updates[i - 1] if i else None
        before = updates[i + 1] if i + 1 < len(updates) else None
        about = [points[id] for id in update.points if id in points]
        yield _update(all_, view, update, about, before, after)


def _updates(all_: Site, view: ReportView, updates: tuple[UpdateView, ...]) -> Page:
    say = all_.say
    return report_page(
        all_,
        view,
        uri=updates_uri(all_, view),
        name=f"updates:{view.id}",
        template="updates",
        title=say("News since {report}", report=view.title),
        description=say("Short updates on {report}, the newest first.", report=view.title),
        content={
            "updates": updates,
            "expected": expected(all_, view),
            "feed": feed_uri(all_),
        },
    )


def _update(
    all_: Site,
    view: ReportView,
    update: UpdateView,
    about: list[PointView],
    before: UpdateView | None,
    after: UpdateView | None,
) -> Page:
    say = all_.say
    return report_page(
        all_,
        view,
        uri=update.uri,
        name=f"update:{view.id}/{update.slug}",
        template="update",
        title=update.title,
        description=update.summary or update.title,
        crumbs=(Link(say("News"), updates_uri(all_, view)),),
        contents=tuple(Link(h.text, f"#{h.id}") for h in update.telling.headings if h.level == 2),
        content={
            "update": update,
            "easy": easy_of(update),
            "points": about,
            "before": before,
            "after": after,
            "list": updates_uri(all_, view),
        },
    )
