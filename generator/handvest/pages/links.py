"""Links between sections, as authors write them: by the name of the file, which may have another number by now."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handvest.pages.report import ReportView, SectionView

_TO_SECTION = re.compile(r"(?:\./|\.\./(?P<report>[a-z0-9-]+)/)?(?:\d+-)?(?P<slug>[a-z0-9-]+)\.md(?:#(?P<place>.*))?")


@dataclass(frozen=True)
class Target:
    """What a link leads to: a section, with the address of a heading in it (or none), and its title."""

    section: SectionView
    place: str
    title: str


def target(reports: dict[str, ReportView], own: ReportView, section: SectionView, href: str) -> Target | None:
    """Find what a link in a section leads to; None when it leads to no section that is shown."""
    if href.startswith("#"):
        return _at(section, href[1:])
    match = _TO_SECTION.fullmatch(href)
    report = reports.get(match["report"]) if match and match["report"] else own
    found = report.section(match["slug"]) if match and report else None
    return _at(found, (match and match["place"]) or "") if found else None


def _at(section: SectionView, place: str) -> Target | None:
    """Return a heading of a section; without a place the section itself."""
    if not place:
        return Target(section, "", section.title)
    heading = next((h for h in section.telling.headings if h.id == place), None)
    return Target(section, place, heading.text) if heading else None
