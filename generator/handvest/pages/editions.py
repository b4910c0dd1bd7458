"""The site once more in another language, with the charters that are translated whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.validate import Source
from handvest.load.written import Written
from handvest.model.framework import Framework
from handvest.model.organisation import Organisation
from handvest.model.report import Points
from handvest.model.versions import in_easy_words, in_language
from handvest.rules.languages import others, spoken, written_in
from handvest.rules.reports.languages import translated

PACKAGED_IN = "nl"  # the language in which the frameworks of the package were written


def editions(project: Project) -> Iterator[Project]:
    """Yield the project in each of its languages, the main one first."""
    yield replace(project, frameworks=_frameworks(project, project.language))
    for code in others(project):
        yield edition(project, code)


def edition(project: Project, code: str) -> Project:
    """Return the project in another language: its charters that are translated, or were written in it."""
    organisation = organisation_in(project, code)
    languages = (code, *(c for c in organisation.languages if c != code))
    charters = {id: source for id, source in project.charters.items() if spoken(project, id, code)}
    for id, source in charters.items():
        own = written_in(project, id)
        model = source.model if own == code else in_language(source.model, code, own)
        charters[id] = replace(source, model=model.model_copy(update={"language": None}))
    reports = {id: _report(r, code, project.language) for id, r in project.reports.items() if translated(r, code)}
    statement = project.accessibility
    if statement:
        statement = replace(statement, model=in_language(statement.model, code, project.language))
    return replace(
        project,
        organisation=replace(project.organisation, model=organisation.model_copy(update={"languages": languages})),
        charters=charters,
        reports=reports,
        frameworks=_frameworks(project, code),
        accessibility=statement,
        prefix=f"{code}/",
    )


def _frameworks(project: Project, code: str) -> dict[str, Source[Framework]]:
    """Return the frameworks in a language; those of the package were written in one of their own."""

    def told(source: Source[Framework]) -> Source[Framework]:
        own = project.language if "/" in source.file else PACKAGED_IN
        return source if own == code else replace(source, model=in_language(source.model, code, own))

    return {id: told(source) for id, source in project.frameworks.items()}


def _report(folder: ReportFolder, code: str, own: str) -> ReportFolder:
    """Return a report in another language, in which all its sections are; an update that is not stays out."""
    return replace(
        _worded(folder, lambda model: in_language(model, code, own)),
        sections=tuple(_text(section, code, own) for section in folder.sections),
        updates=tuple(_text(update, code, own) for update in folder.updates if code in update.versions),
    )


def _worded(folder: ReportFolder, worded: Callable[[Any], Any]) -> ReportFolder:
    """Return a report with its head and its improvement points in other words."""
    points = folder.points
    if points:
        points = replace(points, model=Points(tuple(map(worded, points.model.root))))
    return replace(folder, report=replace(folder.report, model=worded(folder.report.model)), points=points)


def _text(written: Written, code: str, own: str) -> Written:
    """Return a section or update in another language: what its version does not say is read from the text itself."""
    version = written.versions[code]
    said = {name: getattr(version.head.model, name) for name in version.head.model.model_fields_set - {"people"}}
    model = in_language(written.head.model, code, own).model_copy(update=said)
    return replace(version, head=replace(version.head, model=model), number=written.number, date=written.date)


def organisation_in(project: Project, code: str) -> Organisation:
    """Return the organisation as it is told of in a language; what is not translated is marked as foreign."""
    own = project.organisation.model
    if code == project.language:
        return own
    told = in_language(own, code, project.language)
    if own.translations.get(code, {}).get("legal_note"):
        return told
    return told.model_copy(update={"legal_note": None})  # the built-in one says it in every language


def easy_edition(project: Project) -> Project:
    """Return the project with every text in easy words where there are any."""
    return replace(
        project,
        organisation=replace(project.organisation, model=in_easy_words(project.organisation.model)),
        charters={id: replace(s, model=in_easy_words(s.model)) for id, s in project.charters.items()},
        reports={id: _worded(folder, in_easy_words) for id, folder in project.reports.items()},
    )
