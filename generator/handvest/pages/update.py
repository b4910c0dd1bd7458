"""What visitors read of an update: a short text between two reports, with a date and who wrote it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from handvest.load.telling import Telling
from handvest.load.written import EASY, Written
from handvest.model.report import Update
from handvest.pages.links import called
from handvest.pages.page import Link
from handvest.pages.report import ReportView, part_uri
from handvest.pages.section import EasySection
from handvest.pages.site import Site
from handvest.pages.summary import beginning


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


def easy_of(update: UpdateView) -> EasySection | None:
    """Return the easy version of an update, when there is one."""
    version = update.written.versions.get(EASY)
    return EasySection(update.slug, version.head.model.title, version.telling, on=update.on) if version else None


def easy_updates(all_: Site, view: ReportView) -> list[EasySection]:
    """The updates of a report that were also written in easy words, in these words, the newest first."""
    return [easy for update in updates_of(all_, view) if (easy := easy_of(update))]


def news(all_: Site) -> list[UpdateView]:
    """The updates of all reports, the newest first."""
    found = (update for view in all_.reports.values() for update in updates_of(all_, view))
    return sorted(found, key=lambda update: (update.date, update.uri), reverse=True)


def _newest(written: Written) -> tuple[dt.date, str]:
    return written.date, written.slug


def _view(all_: Site, view: ReportView, base: str, written: Written) -> UpdateView:
    model: Update = written.head.model
    slug = f"{written.date.isoformat()}-{written.slug}"
    made = UpdateView(
        slug=slug,
        uri=f"{base}{slug}/",
        title=model.title,
        author=model.author or "",
        date=written.date,
        on=all_.say.date(written.date),
        summary="",
        points=model.points,
        report=Link(view.title, view.uri),
        report_id=view.id,
        telling=written.telling,
        written=written,
    )
    return replace(made, summary=begins(all_, view, made))


def begins(all_: Site, view: ReportView, update: UpdateView, most: int = 0) -> str:
    """Return how an update begins: its first sentence, and those after it that fit in `most` signs."""
    return beginning(update.telling, called(all_.say, all_.known, view, update), most)
