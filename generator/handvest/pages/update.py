"""What visitors read of an update: a short text between two reports, with a date and who wrote it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handvest.load.telling import Telling
from handvest.load.written import Written
from handvest.model.report import Update
from handvest.pages.page import Link
from handvest.pages.report import ReportView, first_sentence, part_uri
from handvest.pages.site import Site


@dataclass(frozen=True)
class UpdateView:
    """One update. `slug` begins with its date, as the name of its file does."""

    slug: str
    uri: str
    title: str
    author: str
    date: dt.date
    on: str
    summary: str
    points: tuple[str, ...]  # ids of the improvement points it is about
    report: Link
    report_id: str
    telling: Telling
    written: Written


def updates_uri(all_: Site, view: ReportView) -> str:
    """Return the address of the page with all updates of a report."""
    return part_uri(all_.project, view.id, "updates")


def updates_of(all_: Site, view: ReportView) -> tuple[UpdateView, ...]:
    """The updates of a report that are public, the newest first; a preview has those of later days too."""
    base, today = updates_uri(all_, view), all_.now.date()
    seen = [w for w in view.folder.updates if all_.preview or w.date <= today]
    return tuple(_view(all_, view, base, written) for written in sorted(seen, key=_newest, reverse=True))


def news(all_: Site) -> list[UpdateView]:
    """The updates of all reports, the newest first."""
    found = (update for view in all_.reports.values() for update in updates_of(all_, view))
    return sorted(found, key=lambda update: (update.date, update.uri), reverse=True)


def _newest(written: Written) -> tuple[dt.date, str]:
    return written.date, written.slug


def _view(all_: Site, view: ReportView, base: str, written: Written) -> UpdateView:
    model: Update = written.head.model
    slug = f"{written.date.isoformat()}-{written.slug}"
    return UpdateView(
        slug=slug,
        uri=f"{base}{slug}/",
        title=model.title,
        author=model.author or "",
        date=written.date,
        on=all_.say.date(written.date),
        summary=first_sentence(written.body),
        points=model.points,
        report=Link(view.title, view.uri),
        report_id=view.id,
        telling=written.telling,
        written=written,
    )
