"""All of a report in one line from top to bottom: to be heard or felt, and to make documents of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from handvest.model.report import SectionKind
from handvest.pages.page import Frame, Page
from handvest.pages.point import points_of
from handvest.pages.points import points_of_report, tally
from handvest.pages.reference import Kind, Row, Table, reference_uri, tables
from handvest.pages.report import Chapter, ReportView
from handvest.pages.site import Site
from handvest.pages.together import people_page
from handvest.pages.update import updates_of
from handvest.pages.updates import expected
from handvest.pages.whole import report_page, whole_uri

MOST_MISSING = 12  # what the list of all that is missing may hold here; the whole list stands on the site


def whole_page(all_: Site, view: ReportView) -> Page:
    """A whole report on one page: the text version."""
    say = all_.say
    return report_page(
        all_,
        view,
        uri=whole_uri(all_, view),
        frame=Frame.LEAN,
        template="whole",
        title=say("{name}: text only", name=view.title),
        description=say("{name}, in text only.", name=view.title),
        crumb=say("Text only"),
        content={
            "aloud": True,
            "medium": "text",
            "promises": {s.slug: list(all_.promises(s.model.promises)) for s in view.sections},
            **_parts(all_, view),
        },
        canonical=view.uri,
        name=f"report-text:{view.id}",
    )


def _parts(all_: Site, view: ReportView) -> dict[str, Any]:
    """All that a report holds, in the order in which it is told; appendices come last."""
    points = points_of(all_, view)
    came = next((p for p in points_of_report(all_, view) if p.template == "came"), None)
    people = next(people_page(all_, view), None)
    return {
        "newer": all_.newer(view),
        "chapters": [c for c in view.chapters if not _is_appendix(c)],
        "points": points,
        "tally": tally(all_, points) if points else "",
        "came": {"title": came.title, **came.content} if came else None,
        "people": {"title": people.title, **people.content} if people else None,
        "updates": updates_of(all_, view),
        "improved": {s.slug: [p for p in points if p.id in s.model.points] for s in view.sections},
        "tables": list(_own_tables(all_, view)),
        "reference": reference_uri(all_, view),
        "most_missing": MOST_MISSING,
        "expected": expected(all_, view),
        "appendices": [c for c in view.chapters if _is_appendix(c)],
    }


def _own_tables(all_: Site, view: ReportView) -> Iterator[Table]:
    """Yield the reference tables with only what this report answers; the rest stands on the site."""
    for table in tables(all_, view):
        rows = [replace(row, met=tuple(met for met in row.met if met.report is view)) for row in table.rows]
        yield replace(table, rows=tuple(reversed(list(_told(rows)))))


def _told(rows: list[Row]) -> Iterator[Row]:
    """Yield from the last to the first the rows of which a report tells, and each block of which it tells a part."""
    here, below = {row.id for row in rows if row.met}, None
    for row in reversed(rows):
        holds = row.kind is Kind.BLOCK and below is Kind.PART
        if row.met or row.points or holds or (row.whole and row.whole.text in here):
            below = row.kind
            yield row


def _is_appendix(chapter: Chapter) -> bool:
    return any(section.kind is SectionKind.APPENDIX for section in chapter.sections)
