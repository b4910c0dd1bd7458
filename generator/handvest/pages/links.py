"""Links between sections, as authors write them: by the name of the file, which may have another number by now."""

from __future__ import annotations

from dataclasses import dataclass

from handvest.load.pointer import pointer
from handvest.pages.report import EasySection, ReportView, SectionView
from handvest.pages.update import UpdateView


@dataclass(frozen=True)
class Target:
    """What a link leads to: a section or update, with the address of a heading in it (or none), and its title."""

    section: SectionView | UpdateView
    place: str
    title: str


def target(
    reports: dict[str, ReportView], own: ReportView, section: SectionView | UpdateView, href: str
) -> Target | None:
    """Find what a link in a section or an update leads to; None when it leads to no section that is shown."""
    points_to = pointer(href)
    if points_to is None:
        return None
    if not points_to.slug:
        return _at(section, points_to.place)
    report = reports.get(points_to.report) if points_to.report else own
    found = report.section(points_to.slug) if report else None
    return _at(found, points_to.place) if found else None


def named(reports: dict[str, ReportView], own: ReportView | None, href: str) -> Target | None:
    """Find the section that a link outside of sections leads to; `own`: the report when the link names none."""
    points_to = pointer(href)
    report = reports.get(points_to.report) if points_to and points_to.report else own
    found = report.section(points_to.slug) if report and points_to else None
    return _at(found, points_to.place) if found and points_to else None


def easy_target(own: ReportView, section: EasySection, href: str) -> tuple[str, str] | None:
    """Find the place on the easy page that a link in it leads to, with its title; None when that is not on it."""
    points_to = pointer(href)
    if points_to is None or points_to.report not in ("", own.id):
        return None
    slug = points_to.slug or section.slug
    found = next((easy for easy in own.easy if easy.slug == slug), None)
    if found is None or not points_to.place:
        return (f"#{slug}", found.title) if found else None
    heading = next((h for h in found.telling.headings if h.id == points_to.place), None)
    return (f"#{slug}.{heading.id}", heading.text) if heading else None


def _at(section: SectionView | UpdateView, place: str) -> Target | None:
    """Return a heading of a section; without a place the section itself."""
    if not place:
        return Target(section, "", section.title)
    heading = next((h for h in section.telling.headings if h.id == place), None)
    return Target(section, place, heading.text) if heading else None
