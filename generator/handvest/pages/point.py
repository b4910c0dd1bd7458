"""What visitors read of an improvement point: as it stands in one report, and through the years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from handvest.language import Language
from handvest.load.pointer import qualified
from handvest.model.report import EARLY, ImprovementPoint, PointStatus
from handvest.pages.back import Back, back
from handvest.pages.links import called
from handvest.pages.page import Link
from handvest.pages.report import ReportView, part_uri
from handvest.pages.site import Site
from handvest.pages.summary import first_sentence, sentences
from handvest.pages.update import UpdateView, updates_of
from handvest.pages.words import capital
from handvest.problem import Message, message

STATUSES: dict[PointStatus, Message] = {
    PointStatus.RUNNING: message("We are working on it"),
    PointStatus.PARTLY: message("Partly reached"),
    PointStatus.NOT_REACHED: message("Not reached"),
    PointStatus.REACHED: message("Reached"),
    PointStatus.KEEP: message("Good as it is"),
    PointStatus.STOPPED: message("Stopped"),
}
"""What people read for a status; what is still open comes first."""

WHY: dict[PointStatus, Message] = {
    PointStatus.PARTLY: message("Why not wholly"),
    PointStatus.NOT_REACHED: message("Why not"),
    PointStatus.STOPPED: message("Why we stopped"),
}


SHORT = 160  # signs: what is read at a glance
NOTHING_NEXT = (PointStatus.REACHED, PointStatus.KEEP)


@dataclass(frozen=True)
class Row:
    """One thing that is said of a point: which (`key`), its term, and the text, in Markdown or as it is."""

    key: str
    term: str
    text: str
    markdown: bool = False


@dataclass(frozen=True)
class PointView:
    """One improvement point as it stands in one report."""

    id: str
    uri: str  # the page of the point through the years
    place: str  # where it stands among the points of the report
    title: str
    status: PointStatus
    label: str
    why: str  # in short
    now: str  # what happens now, in short; empty when all is as it should be
    rows: tuple[Row, ...]
    back: Back
    report: ReportView
    updates: tuple[UpdateView, ...]
    talks: tuple[Link, ...]  # the conversations from which it follows
    sections: tuple[Link, ...]  # where the report tells more of it
    model: ImprovementPoint

    def some(self, *keys: str) -> tuple[Row, ...]:
        """Return the rows with these keys."""
        return tuple(row for row in self.rows if row.key in keys)

    def but(self, *keys: str) -> tuple[Row, ...]:
        """Return the rows without those with these keys."""
        return tuple(row for row in self.rows if row.key not in keys)


def points_uri(all_: Site, view: ReportView) -> str:
    """Return the address of the page with the improvement points of a report."""
    return part_uri(all_.project, view.id, "points")


def all_points_uri(all_: Site) -> str:
    """Return the address of the page with the improvement points of all reports."""
    return f"{all_.uri('quality')}{all_.say.address('points')}/"


def points_of(all_: Site, view: ReportView) -> tuple[PointView, ...]:
    """The improvement points of a report, in the order of its file."""
    models = view.folder.points.model.root if view.folder.points else ()
    news = updates_of(all_, view)
    return tuple(_view(all_, view, model, tuple(u for u in news if model.id in u.points)) for model in models)


def years_of(all_: Site) -> dict[str, tuple[PointView, ...]]:
    """Each improvement point, by its id, as it stands in each report, the oldest first."""
    found: dict[str, tuple[PointView, ...]] = {}
    for view in reversed(all_.reports.values()):
        for point in points_of(all_, view):
            found[point.id] = (*found.get(point.id, ()), point)
    return found


def _view(all_: Site, view: ReportView, model: ImprovementPoint, news: tuple[UpdateView, ...]) -> PointView:
    say, base = all_.say, points_uri(all_, view)
    talks = enumerate(view.model.conversations, 1)
    at = part_uri(all_.project, view.id, "people")
    return PointView(
        id=model.id,
        uri=f"{all_points_uri(all_)}{model.id}/",
        place=f"{base}#point-{model.id}",
        title=model.title,
        status=model.status,
        label=say.say(STATUSES[model.status]),
        why=sentences(model.why or "", SHORT),
        now=""
        if model.status in NOTHING_NEXT
        else first_sentence(model.next or "", SHORT, called(say, all_.known, view)),
        rows=tuple(replace(row, text=qualified(row.text, view.id)) for row in _rows(say, model) if row.text),
        back=back(say, model.back_on, all_.now.date(), _done(all_, view, model, news)),
        report=view,
        updates=news,
        talks=tuple(
            Link(talk_title(say, t.kind, t.who), f"{at}#talk-{n}") for n, t in talks if model.id in t.actions
        ),
        sections=tuple(Link(s.title, s.uri) for s in view.sections if model.id in s.model.points),
        model=model,
    )


def talk_title(say: Language, kind: str, who: str | None) -> str:
    """Name a conversation: 'Spiegelgesprek met 12 cliënten'."""
    return say("{kind} with {people}", kind=capital(kind), people=who) if who else capital(kind)


def _rows(say: Language, model: ImprovementPoint) -> tuple[Row, ...]:
    return (
        Row("goal", say("What we want"), model.goal),
        Row("reached", say("It is reached when"), model.reached_when),
        Row("plan", say("What we planned"), model.plan or "", markdown=True),
        Row("did", say("What we did"), model.did or "", markdown=True),
        Row("found", say("What came of it"), model.found or "", markdown=True),
        Row("why", say.say(WHY.get(model.status, message("Why"))), model.why or ""),
        Row("next", say("What we do now"), model.next or "", markdown=True),
        Row("owner", say("Who sees to it"), model.owner),
        Row("asked", say("Who asked for it"), capital(say.listing(list(model.asked_by)))),
    )


def _done(all_: Site, view: ReportView, model: ImprovementPoint, news: tuple[UpdateView, ...]) -> Link | None:
    """Return where the organisation came back to a point: in a later report, or in an update around the day."""
    if not model.back_on:
        return None
    for later in reversed([r for r in all_.reports.values() if r.published > view.published]):
        if later.folder.points and model.id in {p.id for p in later.folder.points.model.root}:
            return Link(later.title, f"{points_uri(all_, later)}#point-{model.id}")
    since: dt.date = model.back_on - EARLY
    update = next((u for u in reversed(news) if u.date >= since), None)
    return Link(update.title, update.uri) if update and model.back_on < all_.now.date() else None
