"""Rules about each improvement point: why it was not reached, and when the organisation comes back to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.validate import Source
from handvest.model.report import ASKS_WHY, EARLY, OPEN, ImprovementPoint, Points, publication
from handvest.problem import Level, Problem, did_you_mean, message
from handvest.rules.reports.heads import one_of


def problems(project: Project, today: dt.date) -> Iterator[Problem]:
    """Find points that do not say enough, that stand twice, or to which nobody came back."""
    followed = {folder.report.model.follows for folder in project.reports.values()}
    for folder in project.reports.values():
        source = folder.points
        first: dict[str, int] = {}
        for i, point in enumerate(source.model.root if source else ()):
            assert source
            yield from _said(source, i, point)
            yield from _since(project, folder, source, i, point)
            if first.setdefault(point.id, i) != i:
                what = message("There are two improvement points with the id '{id}'.", id=point.id)
                yield source.problem(Level.ERROR, (i, "id"), what, message("Give one of them another id."))
            if folder.id not in followed and not project.unread_reports:  # else the next report says what came of it
                yield from _overdue(folder, source, i, point, today)


def _said(source: Source[Points], i: int, point: ImprovementPoint) -> Iterator[Problem]:
    if point.status in ASKS_WHY and not point.why and not source.left_out((i, "why")):
        what = message("This point is '{status}', and it does not say why.", status=point.status.value)
        remedy = message("Write why:. It is for learning; nobody is blamed.")
        yield source.problem(Level.ERROR, (i, "why"), what, remedy)
    open_ = point.status in OPEN
    if open_ and not point.back_on and not source.left_out((i, "back_on")):
        what = message(
            "This point is '{status}', and it does not say when you come back to it.", status=point.status.value
        )
        yield source.problem(Level.ERROR, (i, "back_on"), what, message("Write back_on: with a day."))


def _since(
    project: Project, folder: ReportFolder, source: Source[Points], i: int, point: ImprovementPoint
) -> Iterator[Problem]:
    first = project.reports.get(point.since)
    if point.since == folder.id:
        return
    if first is None:
        if not (folder.path.parent / point.since).is_dir():
            what = message("There is no report '{id}'.", id=point.since)
            yield source.problem(Level.ERROR, (i, "since"), what, one_of(project.reports))
        return
    if first.report.left_out(("published",)) or folder.report.left_out(("published",)):
        return
    if publication(first.report.model.published) > publication(folder.report.model.published):
        what = message("The report '{id}' was published later than this one.", id=point.since)
        remedy = message("Name the report in which this point stood first.")
        yield source.problem(Level.ERROR, (i, "since"), what, remedy)
    elif point.id not in _ids(first) and (first.points is None or first.points.whole) and not first.unread:
        what = message("The report '{report}' has no improvement point '{id}'.", report=point.since, id=point.id)
        remedy = (
            did_you_mean(point.id, _ids(first))
            if _ids(first)
            else message("Name the report in which it stood first.")
        )
        yield source.problem(Level.WARNING, (i, "since"), what, remedy)


def _ids(folder: ReportFolder) -> list[str]:
    return [point.id for point in folder.points.model.root] if folder.points else []


def _overdue(
    folder: ReportFolder, source: Source[Points], i: int, point: ImprovementPoint, today: dt.date
) -> Iterator[Problem]:
    """Find a day that went by in silence; an update about the point in the month before, or later, breaks it."""
    day = point.back_on
    if not day or day >= today or point.status not in OPEN:
        return
    told = (u.date for u in folder.updates if point.id in u.head.model.points)
    if not any(day - EARLY <= date <= today for date in told):
        what = message("You would come back to '{title}' on {date}.", title=point.title, date=day.isoformat())
        remedy = message(
            "Write an update that names it under points:, or change the point: what came of it, and a new day."
        )
        yield source.problem(Level.WARNING, (i, "back_on"), what, remedy)
