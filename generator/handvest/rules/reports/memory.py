"""Rules about memory: what was open in one report comes back in the next."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.model.report import OPEN, ImprovementPoint
from handvest.problem import Level, Problem, message


def problems(project: Project) -> Iterator[Problem]:
    """Find points that were open in the report before, and of which nothing is said any more."""
    for folder in project.reports.values():
        before = project.reports.get(folder.report.model.follows or "")
        unread = "improvement-points.yml" in folder.unread or (folder.points and not folder.points.whole)
        if before is None or before is folder or unread:
            continue
        here = {point.id for point in folder.points.model.root} if folder.points else set()
        for point in before.points.model.root if before.points else ():
            if point.status in OPEN and point.id not in here:
                yield _forgotten(folder, before, point)


def _forgotten(folder: ReportFolder, before: ReportFolder, point: ImprovementPoint) -> Problem:
    what = message(
        "'{title}' was still open in the report '{before}', and is missing here.", title=point.title, before=before.id
    )
    if folder.points:
        remedy = message("Write it here too, with id: {id}: what came of it, and what happens now.", id=point.id)
        return Problem(folder.points.file, 0, "", Level.ERROR, what, remedy)
    remedy = message(
        "Make improvement-points.yml beside this file, with id: {id}: what came of it, and what happens now.",
        id=point.id,
    )
    return folder.report.problem(Level.ERROR, ("follows",), what, remedy)
