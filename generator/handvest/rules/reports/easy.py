"""Rules about the easy version of a report: it is there when every section that is no appendix has one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.written import EASY, Written
from handvest.model.report import ReportKind, SectionKind, may_be_shown
from handvest.problem import Level, Problem, message
from handvest.rules.texts import checked


def problems(project: Project, today: dt.date) -> Iterator[Problem]:
    """Find reports that are in easy words for a part, and the latest ones when they are not at all."""
    followed = {folder.report.model.follows for folder in project.reports.values()}
    for folder in project.reports.values():
        asked = [s for s in folder.sections if _asked(folder, s, today)]
        lacking = [s for s in asked if EASY not in s.versions]
        latest = folder.report.model.kind is ReportKind.REPORT and folder.id not in followed
        if lacking and len(lacking) < len(asked):
            yield _in_part(lacking)
        elif lacking and latest:
            what = message("This report has no version that is easy to read.")
            remedy = message("Write one beside each section: {file} beside {section}.", **_names(lacking[0]))
            yield folder.report.problem(Level.ADVICE, ("title",), what, remedy)
        elif asked and not lacking:
            yield from _head(folder)
        for section in folder.sections:
            version = section.versions.get(EASY)
            if version and version.head.model.checked:
                yield from checked(version.head, ("checked",), version.head.model.checked)


def _asked(folder: ReportFolder, section: Written, today: dt.date) -> bool:
    model = section.head.model
    return model.kind is not SectionKind.APPENDIX and section.slug not in folder.unread and may_be_shown(model, today)


def _names(section: Written) -> dict[str, object]:
    name = section.file.rpartition("/")[2]
    return {"file": f"{name.removesuffix('.md')}.{EASY}.md", "section": name}


def _in_part(lacking: list[Written]) -> Problem:
    what = message("This section has no easy version and others have, so there is no version that is easy to read.")
    others = [s.file.rpartition("/")[2] for s in lacking[1:]]
    remedy = message("Write {file}.", file=_names(lacking[0])["file"])
    if others:
        remedy = message(
            "Write {file}, and one also for: {others}.", file=_names(lacking[0])["file"], others=", ".join(others)
        )
    return Problem(lacking[0].file, 0, "", Level.WARNING, what, remedy)


def _head(folder: ReportFolder) -> Iterator[Problem]:
    """Look at the title and summary, which stand above the easy version."""
    source = folder.report
    for key in ("title", "summary"):
        if getattr(source.model, key) and not source.model.easy.get(key) and not source.left_out(("easy",)):
            what = message("The easy version of this report has no {key} of its own.", key=key)
            remedy = message("Write it in report.yml: easy: {{{key}: …}}.", key=key)
            yield source.problem(Level.ADVICE, (key,), what, remedy)
