"""Rules about time: when a framework asks for a report or an update, what was said about coming back, what ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.model.base import Place
from handvest.model.fields import YEARS
from handvest.model.framework import Framework
from handvest.model.quantity import Quantity, Unit
from handvest.model.report import EARLY, ReportKind, publication
from handvest.problem import Level, Message, Problem, message

NEAR = dt.timedelta(days=60)  # a report needs some weeks of preparation
ENDING = dt.timedelta(days=90)  # an audit must be asked for in time

_MONTHS = {Unit.YEARS: 12, Unit.MONTHS: 1}


def problems(project: Project, now: dt.datetime) -> Iterator[Problem]:
    """Find what is due, near or late; of a report that another follows, only what people were promised."""
    today = now.date()
    for folder in project.reports.values():
        yield from _ahead(folder, now)
        yield from _conversations(folder, today)
        yield from _reviews(folder, today)
        if latest(project, folder):
            yield from _certificates(folder, today)
            framework = project.frameworks.get(folder.report.model.framework or "")
            yield from _cycle(folder, framework.model if framework else None, now)


def latest(project: Project, folder: ReportFolder) -> bool:
    """Tell whether no report follows this one, and none of the same framework is about a later time.

    While one can't be read, nobody knows: then none is the latest.
    """
    if project.unread_reports:
        return False
    own = folder.report.model
    for other in project.reports.values():
        model = other.report.model
        if model.follows == folder.id:
            return False
        same = own.framework and model.framework == own.framework
        if same and own.period and model.period and model.period.to > own.period.to:
            return False
    return True


def _ahead(folder: ReportFolder, now: dt.datetime) -> Iterator[Problem]:
    """Say what is not public yet."""
    public = publication(folder.report.model.published)
    if public > now:
        days = (public.date() - now.date()).days
        what = message("This report is not public until {date}, {n} days from now.", date=_moment(public), n=days)
        yield folder.report.problem(Level.ADVICE, ("published",), what)
    for update in folder.updates:
        if update.date > now.date():
            what = message("This update is not public until {date}.", date=update.date.isoformat())
            yield Problem(update.file, 0, "", Level.ADVICE, what)


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat("T", "minutes").removesuffix("T00:00")


def _conversations(folder: ReportFolder, today: dt.date) -> Iterator[Problem]:
    for i, talk in enumerate(folder.report.model.conversations):
        place: Place = ("conversations", i, "back_on")
        told = talk.came_of_it or folder.report.left_out(("conversations", i, "came_of_it"))
        if talk.back_on and talk.back_on < today and not told:
            what = message("You would come back to these people on {date}.", date=talk.back_on.isoformat())
            remedy = message("Write came_of_it: with what came of it, or choose a new day.")
            yield folder.report.problem(Level.WARNING, place, what, remedy)


def _reviews(folder: ReportFolder, today: dt.date) -> Iterator[Problem]:
    """Look at the days on which the processes of a handbook are looked at again."""
    for written in folder.sections:
        day = written.head.model.review
        if day and day < today:
            what = message("You would look at this again before {date}, and readers see that.", date=day.isoformat())
            remedy = message("Look at it, and write the next day under review:.")
            yield written.head.problem(Level.WARNING, ("review",), what, remedy)
        elif day and day <= today + NEAR:
            what = message("You would look at this again before {date}.", date=day.isoformat())
            yield written.head.problem(Level.ADVICE, ("review",), what)


def _certificates(folder: ReportFolder, today: dt.date) -> Iterator[Problem]:
    for i, certificate in enumerate(folder.report.model.certificates):
        day, place = certificate.until.isoformat(), ("certificates", i, "until")
        if certificate.until < today:
            what = message("The certificate {name} ended on {date}.", name=certificate.name, date=day)
            remedy = message("Write the new day, or delete the certificate.")
            yield folder.report.problem(Level.WARNING, place, what, remedy)
        elif certificate.until <= today + ENDING:
            what = message("The certificate {name} ends on {date}.", name=certificate.name, date=day)
            yield folder.report.problem(Level.ADVICE, place, what, message("Write the new day when it is renewed."))


def _cycle(folder: ReportFolder, framework: Framework | None, now: dt.datetime) -> Iterator[Problem]:
    """Look at three days: that of this report, of the update that comes after it, and of the next report."""
    model, today = folder.report.model, now.date()
    if model.kind is not ReportKind.REPORT or not model.period:
        for key, what, day in (
            ("update", message("The next update"), model.next.update),
            ("report", message("The next report"), model.next.report),
        ):
            told = key == "update" and day and any(day - EARLY <= update.date <= today for update in folder.updates)
            if not told:
                yield from _in_time(folder, ("next", key), what, day, None, today)
        return
    first = _first(framework, model.period.to)
    public = publication(model.published)
    if first and public > now:
        yield from _in_time(folder, ("published",), message("This report"), public.date(), first, today)
    planned = model.next.update
    since = planned - EARLY if planned else first
    if not since or not any(since <= update.date <= today for update in folder.updates):
        what, due = (
            message("The update between two reports"),
            _later(first, framework.cycle.update if framework else None),
        )
        yield from _in_time(folder, ("next", "update"), what, planned, due, today)
    next_report = _later(first, framework.cycle.report if framework else None)
    yield from _in_time(folder, ("next", "report"), message("The next report"), model.next.report, next_report, today)


def _first(framework: Framework | None, end: dt.date) -> dt.date | None:
    """Return the day before which a report of a period that ends on `end` must be published."""
    before = framework.cycle.before if framework else None
    return dt.date.fromisoformat(f"{end.year + 1}-{before}") if before else None


def _later(day: dt.date | None, every: Quantity | None) -> dt.date | None:
    """Return the same day of the year, a number of years or months later."""
    if not day or not every or every.unit not in _MONTHS:
        return None
    months = day.year * 12 + day.month - 1 + int(every.value * _MONTHS[every.unit])
    if months // 12 not in YEARS:
        return None
    return day.replace(year=months // 12, month=months % 12 + 1, day=min(day.day, 28))


def _in_time(
    folder: ReportFolder, place: Place, what: Message, planned: dt.date | None, due: dt.date | None, today: dt.date
) -> Iterator[Problem]:
    """Compare what is planned with what the framework asks, and both with today."""
    day = planned or due
    if day is None or folder.report.left_out(place):
        return
    where = place if planned else ("framework",)
    if planned and due and planned > due:
        late = message(
            "{what} is planned on {planned}; the framework asks for it before {due}.",
            what=what,
            planned=planned.isoformat(),
            due=due.isoformat(),
        )
        possible = due >= today
        remedy = message("Plan it earlier.") if possible else message("Tell people now when it comes.")
        yield folder.report.problem(Level.WARNING if possible else Level.ADVICE, where, late, remedy)
    elif day < today:
        past = message("{what} was due on {date}, and is not there.", what=what, date=day.isoformat())
        yield folder.report.problem(Level.WARNING, where, past, _remedy(place))
    elif day <= today + NEAR:
        near = message("{what} is due on {date}.", what=what, date=day.isoformat())
        yield folder.report.problem(Level.ADVICE, where, near, _remedy(place))


def _remedy(place: Place) -> Message:
    if place == ("next", "update"):
        return message("Write one in updates/: what came of the improvement points so far.")
    if place == ("next", "report"):
        return message("Start it now: handvest new-report; let it follow this one.")
    return message("Tell people now when it comes.")
