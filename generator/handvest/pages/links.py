"""Links between sections, as authors write them: by the name of the file, which may have another number by now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handvest.language import Language
from handvest.load.pointer import pointer
from handvest.pages.report import ReportView
from handvest.pages.section import EasySection, SectionView
from handvest.pages.summary import Called

if TYPE_CHECKING:
    from handvest.pages.update import UpdateView

Reports = dict[str, ReportView]
"""The reports to which links may lead, by id; in a translated site also those that are not translated."""


@dataclass(frozen=True)
class Target:
    """What a link leads to: a section or update, with the address of a heading in it (or none), and its title."""

    section: SectionView | UpdateView
    place: str
    title: str
    language: str


def target(reports: Reports, own: ReportView, section: SectionView | UpdateView, href: str) -> Target | None:
    """Find what a link in a section or an update leads to; None when it leads to no section that is shown."""
    points_to = pointer(href)
    if points_to is None:
        return None
    if not points_to.slug:
        return _at(own, section, points_to.place)
    return named(reports, own, href)


def named(reports: Reports, own: ReportView | None, href: str) -> Target | None:
    """Find the section that a link outside of sections leads to; `own`: the report when the link names none."""
    points_to = pointer(href)
    report = reports.get(points_to.report) if points_to and points_to.report else own
    found = report.section(points_to.slug) if report and points_to else None
    return _at(report, found, points_to.place) if report and found and points_to else None


def easy_target(own: ReportView, section: EasySection, href: str) -> tuple[str, str] | None:
    """Find the place on the easy page that a link in it leads to, with its title; None when that is not on it."""
    points_to = pointer(href)
    if points_to is None or points_to.report not in ("", own.id):
        return None
    slug = points_to.slug or section.slug
    found = next((easy for easy in (section, *own.easy) if easy.slug == slug), None)
    if found is None or not points_to.place:
        return (f"#{slug}", found.title) if found else None
    heading = next((h for h in found.telling.headings if h.id == points_to.place), None)
    return (f"#{slug}.{heading.id}", heading.text) if heading else None


def unseen(say: Language, reports: Reports, href: str) -> str:
    """Name what may not be seen, for a link without words of its own; it tells nothing of what is there."""
    points_to = pointer(href)
    if points_to and points_to.report and points_to.report not in reports:
        return say("a report that is still to come")
    return say("a part that is not shown here")


def called(
    say: Language, reports: Reports, own: ReportView | None, section: SectionView | UpdateView | None = None
) -> Called:
    """Return what names the target of a link without words, in a text of a report or of one of its sections."""

    def name(href: str) -> str:
        if pointer(href) is None:
            return href
        found = target(reports, own, section, href) if own and section else named(reports, own, href)
        return found.title if found else unseen(say, reports, href)

    return name


def _at(report: ReportView, section: SectionView | UpdateView, place: str) -> Target | None:
    """Return a heading of a section; without a place the section itself."""
    if not place:
        return Target(section, "", section.title, report.language)
    heading = next((h for h in section.telling.headings if h.id == place), None)
    return Target(section, place, heading.text, report.language) if heading else None
