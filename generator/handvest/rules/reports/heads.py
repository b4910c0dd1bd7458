"""Rules about report.yml as a whole: what each kind needs, what it follows, and names that are taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

from handvest.language import known_languages, language
from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.model.report import ReportKind, publication
from handvest.problem import Level, Message, Problem, message

PARTS = ("easy", "text", "points", "reference", "updates", "people", "about", "came of it")
"""The pages of a report that are no section, by the words for their addresses."""

FILES = ("pictures", "data")
"""The folders below the address of a report."""


@cache
def reserved() -> frozenset[str]:
    """The words below the address of a report that are no sections, in every language that we know."""
    words = (language(code).address(part) for code in known_languages() for part in PARTS)
    return frozenset({"index", *FILES, *words})


def problems(project: Project) -> Iterator[Problem]:
    """Find what is missing in report.yml, impossible orders, and names that stand for something else."""
    for folder in project.reports.values():
        yield from _required(folder)
        yield from _order(folder)
        yield from _follows(project, folder)
        yield from _reserved(folder)
    yield from _circles(project)


def _required(folder: ReportFolder) -> Iterator[Problem]:
    source = folder.report
    if source.model.kind is not ReportKind.REPORT:
        return
    for key, remedy in (
        ("framework", message("Write framework: with the framework by which it is made, such as kompas-ghz-2023.")),
        ("period", message("Write period: {{from: 2024-01-01, to: 2025-12-31}}.")),
    ):
        if getattr(source.model, key) is None and not source.left_out((key,)):
            yield source.problem(Level.ERROR, (key,), message("A report needs '{key}'.", key=key), remedy)


def _order(folder: ReportFolder) -> Iterator[Problem]:
    source, model = folder.report, folder.report.model
    public = publication(model.published).date()
    pairs = [
        (model.period.from_, model.period.to, ("period", "to")) if model.period else None,
        (public, model.next.report, ("next", "report")) if model.next.report else None,
        (public, model.next.update, ("next", "update")) if model.next.update else None,
    ]
    for first, second, place in filter(None, pairs):
        if second < first and not source.left_out(("published",)):
            what = message("{second} lies before {first}.", first=first.isoformat(), second=second.isoformat())
            yield source.problem(Level.ERROR, place, what, message("Change one of the two dates."))


def one_of(reports: Iterable[str]) -> Message:
    """Name all reports that can be meant: of years, none looks more like what was meant than another."""
    options = ", ".join(sorted(reports))
    return message("Choose from: {options}.", options=options) if options else message("There are no other reports.")


def _follows(project: Project, folder: ReportFolder) -> Iterator[Problem]:
    source, before = folder.report, folder.report.model.follows
    if not before:
        return
    if before == folder.id:
        what = message("A report can't follow itself.")
        yield source.problem(
            Level.ERROR, ("follows",), what, message("Name the report before it, or delete the line.")
        )
    elif before not in project.reports:
        if not (folder.path.parent / before).is_dir():  # one that could not be read has a problem of its own
            others = set(project.reports) - {folder.id}
            what = message("There is no report '{id}'.", id=before)
            yield source.problem(Level.ERROR, ("follows",), what, one_of(others))
    elif source.left_out(("published",)) or project.reports[before].report.left_out(("published",)):
        return
    elif not circle(project, folder.id) and _published(project, before) > _published(project, folder.id):
        what = message("The report '{id}' was published later than this one.", id=before)
        yield source.problem(Level.ERROR, ("follows",), what, message("Name the report that came before it."))


def _published(project: Project, id: str) -> dt.datetime:
    return publication(project.reports[id].report.model.published)


def circle(project: Project, id: str) -> list[str]:
    """Return the reports that follow each other back to this one; empty when they do not."""
    path = [id]
    while True:
        before = project.reports[path[-1]].report.model.follows
        if before == id and len(path) > 1:
            return path
        if not before or before in path or before not in project.reports:
            return []
        path.append(before)


def _circles(project: Project) -> Iterator[Problem]:
    for id in project.reports:
        path = circle(project, id)
        if path and id == min(path):
            what = message("These reports follow each other in a circle: {circle}.", circle=" → ".join([*path, id]))
            remedy = message("Let each follow the one before it, and the first none.")
            yield project.reports[id].report.problem(Level.ERROR, ("follows",), what, remedy)


def _reserved(folder: ReportFolder) -> Iterator[Problem]:
    if folder.id in reserved():
        what = message("'{id}' is a reserved name.", id=folder.id)
        yield Problem(folder.report.file, 0, "", Level.ERROR, what, message("Give the folder another name."))
    for section in folder.sections:
        if section.slug in reserved():
            what = message("'{id}' is a reserved name.", id=section.slug)
            yield Problem(section.file, 0, "", Level.ERROR, what, message("Give the file another name."))
