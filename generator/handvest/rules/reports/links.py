"""Rules about links in reports: to sections and headings, which may get another number or another name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import unescape

from handvest.load.pointer import Pointer, leads_elsewhere, pointer
from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.telling import links_in
from handvest.load.written import EASY, Written
from handvest.model.base import texts
from handvest.model.report import may_be_shown, publication
from handvest.problem import NO_REMEDY, Level, Message, Problem, closest, did_you_mean, message
from handvest.rules.reports.heads import one_of

_Found = tuple[Level, Message, Message]


def problems(project: Project, today: dt.date) -> Iterator[Problem]:
    """Find links that lead nowhere, or to a section that is not shown."""
    for folder in project.reports.values():
        for text in (*folder.sections, *folder.updates):
            for version, written in (("", text), *text.versions.items()):
                for href in map(unescape, written.telling.links):
                    found = _within(written, href) or _link(project, folder, href, version, today)
                    if found:
                        yield Problem(written.file, _line(written, href), "", *found)
        yield from _in_fields(project, folder, today)


def _in_fields(project: Project, folder: ReportFolder, today: dt.date) -> Iterator[Problem]:
    """Look at the links in report.yml and in the improvement points."""
    points = folder.points.model.root if folder.points else ()
    for source, place, model in (
        (folder.report, (), folder.report.model),
        *((folder.points, (i,), point) for i, point in enumerate(points)),
    ):
        for where, text, mark in texts(model, place):
            for href in map(unescape, links_in(text)) if mark.markdown else ():
                found = _nowhere(href) if href.startswith("#") else _link(project, folder, href, "", today)
                if found and source:
                    yield source.problem(found[0], where, found[1], found[2])


def _within(written: Written, href: str) -> _Found | None:
    """Say what is wrong with a link to a heading of the same text."""
    return _place(written, pointer(href), href) if href.startswith("#") else None


def _link(project: Project, folder: ReportFolder, href: str, version: str, today: dt.date) -> _Found | None:
    """Say what is wrong with a link that leads out of a text; from a `version` of it, to the same of another."""
    if leads_elsewhere(href) or href.startswith("#"):
        return None
    points_to = pointer(href)
    if points_to is None:
        return _nowhere(href)
    report = project.reports.get(points_to.report) if points_to.report else folder
    if report is None:
        what = message("The link {link} leads nowhere: there is no report '{id}'.", link=href, id=points_to.report)
        return Level.ERROR, what, one_of(project.reports)
    section = next((s for s in report.sections if s.slug == points_to.slug), None)
    if section is None:
        return None if points_to.slug in report.unread else _no_section(report, points_to, href)
    if not may_be_shown(section.head.model, today):
        what = message(
            "The link {link} leads to a section that stays out of the site; it becomes plain text.", link=href
        )
        return Level.WARNING, what, NO_REMEDY
    if publication(report.report.model.published) > publication(folder.report.model.published):
        what = message(
            "The link {link} leads to a report that is published later; until then it is plain text.", link=href
        )
        return Level.ADVICE, what, NO_REMEDY
    if version not in ("", EASY, *section.versions):
        return None  # that the section is not there in this language is told of the report
    return _place(section.versions.get(version, section), points_to, href)


def _nowhere(href: str) -> _Found:
    what = message("The link {link} leads nowhere.", link=href)
    remedy = message("Link to another section by the name of its file, or write a whole web address.")
    return Level.ERROR, what, remedy


def _no_section(report: ReportFolder, points_to: Pointer, href: str) -> _Found:
    what = message("The link {link} leads nowhere: there is no section '{id}'.", link=href, id=points_to.slug)
    files = {s.slug: s.file.rpartition("/")[2] for s in report.sections}
    close = closest(points_to.slug, files)
    return Level.ERROR, what, message("Did you mean '{word}'?", word=files[close]) if close else NO_REMEDY


def _place(written: Written, points_to: Pointer | None, href: str) -> _Found | None:
    known = [heading.id for heading in written.telling.headings]
    if not points_to or not points_to.place or points_to.place in known:
        return None
    what = message("The link {link} leads to a heading that is not there.", link=href)
    if not known:
        return Level.ERROR, what, message("That section has no headings; leave out what stands after #.")
    return Level.ERROR, what, did_you_mean(points_to.place, known)


def _line(written: Written, href: str) -> int:
    """Return the line on which a link stands, in the text or as a note below it."""
    needles = (f"]({href}", f"]: {href}", f"<{href}", href)
    return written.line_of(next((n for n in needles if n in written.body), href))
