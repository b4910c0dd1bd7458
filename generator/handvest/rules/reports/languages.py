"""Rules about reports in another language: a report is there when all that it shows is."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.validate import Source
from handvest.load.written import EASY, Written
from handvest.model.base import Place
from handvest.model.report import Points, Report
from handvest.model.versions import said, unsaid
from handvest.problem import Level, Message, Problem, did_you_mean, message
from handvest.rules.languages import others, untold


def translated(folder: ReportFolder, code: str) -> bool:
    """Tell whether all that a report shows is there in a language; updates without it stay out."""
    return not (_lacking(folder, code) or any(_unsaid(part, code) for part in _heads(folder)))


def problems(project: Project) -> Iterator[Problem]:
    """Find reports that are translated for a part, and versions in a language that the site does not have."""
    codes = others(project)
    for folder in project.reports.values():
        for text in (*folder.sections, *folder.updates):
            for version, written in text.versions.items():
                if version not in (EASY, *codes):
                    yield _unknown(written, version, [EASY, *codes])
        for code in codes:
            if _begun(folder, code):
                yield from _sections(_lacking(folder, code), code)
                for part in _heads(folder):
                    if missing := _unsaid(part, code):
                        yield untold(part, missing, code, _absent(code))


def _heads(folder: ReportFolder) -> list[Source[Report] | Source[Points]]:
    return [folder.report, *([folder.points] if folder.points else [])]


def _unsaid(part: Source[Report] | Source[Points], code: str) -> list[Place]:
    if isinstance(part.model, Points):
        return [place for i, point in enumerate(part.model.root) for place in unsaid(point, code, (i,))]
    return list(unsaid(part.model, code))


def _begun(folder: ReportFolder, code: str) -> bool:
    points = folder.points.model.root if folder.points else ()
    return any(code in text.versions for text in folder.sections) or said((folder.report.model, *points), code)


def _lacking(folder: ReportFolder, code: str) -> list[Written]:
    """Return the sections that are not there in a language, and those whose version lacks the name of the chapter."""
    return [s for s in folder.sections if code not in s.versions or _chapterless(s, code)]


def _chapterless(section: Written, code: str) -> bool:
    return bool(section.head.model.chapter) and not section.versions[code].head.model.chapter


def _sections(lacking: list[Written], code: str) -> Iterator[Problem]:
    """Say which sections have no version; and, of those that have one, which do not name their chapter."""
    without = [s for s in lacking if code not in s.versions]
    if without:
        names = ", ".join(f"{s.file.rpartition('/')[2].removesuffix('.md')}.{code}.md" for s in without)
        yield Problem(without[0].file, 0, "", Level.WARNING, _absent(code), message("Write {file}.", file=names))
    for section in lacking:
        if section not in without:
            remedy = message("Write chapter: in that language, as it stands in {file}.", file=section.file)
            yield section.versions[code].head.problem(Level.WARNING, ("title",), _absent(code), remedy)


def _absent(code: str) -> Message:
    return message("This report is not on the site in '{code}', as this is not there in that language.", code=code)


def _unknown(written: Written, version: str, known: list[str]) -> Problem:
    what = message("This is a version in '{code}', and the site has no such language; nobody sees it.", code=version)
    close = did_you_mean(version, known)
    remedy = message("Add it to languages: in organisation.yml, or give the file another name.")
    return Problem(written.file, 0, "", Level.WARNING, what, close if close.text else remedy)
