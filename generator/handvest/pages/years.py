"""Reports side by side: how their improvement points stand, and what each tells of the same building block."""

from __future__ import annotations

from dataclasses import dataclass

from handvest.model.framework import Block
from handvest.model.report import ReportKind
from handvest.pages.page import Link
from handvest.pages.point import STATUSES, points_of, points_uri
from handvest.pages.report import ReportView
from handvest.pages.site import Site


@dataclass(frozen=True)
class Counts:
    """How many points of each report have one status; a count is a number in words of the language."""

    status: str
    label: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What one report tells of a block. `title`: how its framework calls the block, when that differs."""

    report: Link
    title: str
    sections: tuple[Link, ...]


@dataclass(frozen=True)
class BlockRow:
    """A building block, with what each report tells of it."""

    title: str
    told: tuple[Told, ...]


def with_points(all_: Site) -> tuple[Link, ...]:
    """The reports with improvement points, the oldest first, with where these stand; called by their years."""
    reports = _with_points(all_)
    years = [_years(view) for view in reports]
    names = years if len(set(years)) == len(years) else [view.title for view in reports]
    return tuple(Link(name, points_uri(all_, view)) for name, view in zip(names, reports, strict=True))


def _years(view: ReportView) -> str:
    period = view.model.period
    first, last = (period.from_.year, period.to.year) if period else (view.published.year, view.published.year)
    return str(first) if first == last else f"{first}-{last}"


def counts(all_: Site) -> tuple[Counts, ...]:
    """How many improvement points each report has of each status; nothing for a single report."""
    reports = _with_points(all_)
    if len(reports) < 2:
        return ()
    statuses = [[point.status for point in points_of(all_, view)] for view in reports]
    return tuple(
        Counts(status.value, all_.say.say(label), tuple(all_.say.number(own.count(status)) for own in statuses))
        for status, label in STATUSES.items()
        if any(status in own for own in statuses)
    )


def blocks(all_: Site) -> tuple[BlockRow, ...]:
    """The building blocks of which more than one report tells, in the order of the newest framework."""
    reports = [v for v in reversed(all_.reports.values()) if v.model.kind is ReportKind.REPORT]
    order = dict.fromkeys(id for view in reversed(reports) for id in _blocks(all_, view))
    rows = (_row(all_, id, reports) for id in order)
    return tuple(row for row in rows if len(row.told) > 1)


def _row(all_: Site, id: str, reports: list[ReportView]) -> BlockRow:
    titles = {view.id: block.title for view in reports for block in _blocks(all_, view).values() if block.id == id}
    newest = list(titles.values())[-1]
    told = []
    for view in reports:
        sections = tuple(Link(s.title, s.uri) for s in view.sections if s.model.block == id)
        if view.id in titles and sections:
            other = titles[view.id] if titles[view.id] != newest else ""
            told.append(Told(Link(view.title, view.uri), other, sections))
    return BlockRow(newest, tuple(told))


def _blocks(all_: Site, view: ReportView) -> dict[str, Block]:
    framework = all_.project.frameworks.get(view.model.framework or "")
    return {block.id: block for block in framework.model.blocks} if framework else {}


def _with_points(all_: Site) -> list[ReportView]:
    return [view for view in reversed(all_.reports.values()) if points_of(all_, view)]
