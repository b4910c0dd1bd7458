"""The pages of reports: each report, its sections, and all reports together."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.model.report import ReportKind
from handvest.pages.complete import whole_page
from handvest.pages.easy_report import easy_report_page
from handvest.pages.links import called
from handvest.pages.page import Frame, Link, Page
from handvest.pages.point import all_points_uri, points_of, points_uri, years_of
from handvest.pages.points import came_of_it_uri, followed_by, tally
from handvest.pages.promise import PromiseView
from handvest.pages.reference import reference_uri, tables
from handvest.pages.report import Chapter, ReportView
from handvest.pages.section import Mark, SectionView
from handvest.pages.site import Site
from handvest.pages.summary import beginning, first_sentence
from handvest.pages.together import has_people, people_about, people_title, people_uri, verdicts_in
from handvest.pages.update import news, updates_of, updates_uri
from handvest.pages.updates import expected, feed_uri
from handvest.pages.whole import report_page, report_versions
from handvest.pages.years import blocks, counts, with_points

TEASER = 200  # signs of a section, on the page of what it is about
NEWS = 3  # updates on the page of a report, and on that of all reports: the newest


def overview_of_reports(all_: Site) -> Page:
    """All reports, the newest first."""
    latest = next((r for r in all_.reports.values() if r.model.kind is ReportKind.REPORT), None)
    return Page(
        uri=all_.uri("quality"),
        name="quality",
        frame=Frame.READING,
        template="reports",
        title=all_.say("Quality"),
        description=all_.say("How {name} works on quality.", name=all_.organisation.name),
        language=all_.language,
        crumbs=all_.crumbs(),
        content={
            "reports": all_.reports,
            "known": all_.known,
            "ways": [*_came(all_, latest), *_people(all_, latest)] if latest else [],
            "elsewhere": all_.reports_elsewhere,
            "only_in": all_.say.name(all_.main),
            "updates": news(all_)[:NEWS],
            "points": all_points_uri(all_) if years_of(all_) else "",
            "compared": with_points(all_),
            "counts": counts(all_),
            "blocks": blocks(all_),
            "feed": feed_uri(all_),
        },
    )


def report_pages(all_: Site, view: ReportView) -> Iterator[Page]:
    """The page of a report, and one for each section."""
    yield _report(all_, view)
    yield from _about(all_, view)
    yield whole_page(all_, view)
    if view.easy:
        yield easy_report_page(all_, view)
    for i, section in enumerate(view.sections):
        before = view.sections[i - 1] if i else None
        after = view.sections[i + 1] if i + 1 < len(view.sections) else None
        yield _section(all_, view, section, before, after)


def _report(all_: Site, view: ReportView) -> Page:
    verdicts = verdicts_in(all_, view.model) if view.model.kind is ReportKind.AUDIT else ()
    reference = reference_uri(all_, view) if any(tables(all_, view)) else ""
    listed = (Link(all_.say("Contents"), "#contents"),) if view.chapters or reference else ()
    return Page(
        uri=view.uri,
        name=f"report:{view.id}",
        frame=Frame.READING,
        template="story",
        title=view.title,
        description=first_sentence(view.summary, called=called(all_.say, all_.known, view)) or view.title,
        language=view.language,
        crumbs=all_.crumbs(all_.quality),
        contents=(*listed, Link(all_.say("About this report"), "#about")),
        versions=report_versions(all_, view),
        content={
            "report": view,
            "chapters": view.chapters,
            "marks": list(dict.fromkeys(mark for s in view.sections for mark in s.marks)),
            "known": all_.known,
            "ways": [*_improved(all_, view), *([] if verdicts else _people(all_, view))],
            "verdicts": verdicts,
            "people": people_uri(all_, view),
            "newer": all_.newer(view),
            "updates": updates_of(all_, view)[:NEWS],
            "list": updates_uri(all_, view),
            "expected": expected(all_, view),
            "feed": feed_uri(all_),
            "reference": reference,
        },
    )


def _improved(all_: Site, view: ReportView) -> Iterator[tuple[Link, str]]:
    """Yield the pages about improvement points that belong to a report, each with what stands there."""
    points = points_of(all_, view)
    if points:
        yield Link(all_.say("Improvement points"), points_uri(all_, view)), tally(all_, points)
    yield from _came(all_, view)


def _came(all_: Site, view: ReportView) -> Iterator[tuple[Link, str]]:
    say, followed = all_.say, followed_by(all_, view)
    if followed and points_of(all_, followed):
        about = say("What came of the improvement points of {before}.", before=followed.title)
        yield Link(say("What we said we would do, and what came of it"), came_of_it_uri(all_, view)), about


def _people(all_: Site, view: ReportView) -> Iterator[tuple[Link, str]]:
    if has_people(view.model):
        yield Link(people_title(all_, view.model), people_uri(all_, view)), people_about(all_, view.model)


def _section(
    all_: Site, view: ReportView, section: SectionView, before: SectionView | None, after: SectionView | None
) -> Page:
    chapter = view.chapter_of(section)
    promises = list(promises_of(all_, section))
    points = [p for p in points_of(all_, view) if p.id in section.model.points]
    return report_page(
        all_,
        view,
        uri=section.uri,
        name=f"section:{view.id}/{section.slug}",
        template="section",
        title=section.title,
        description=_begins(all_, view, section) or section.title,
        crumbs=_way(chapter, section),
        section=section.slug,
        contents=tuple(Link(h.text, f"#{h.id}") for h in section.telling.headings if h.level == 2)
        + ((Link(all_.say("What we promise about this"), "#promises"),) if promises else ())
        + ((Link(all_.say("What we improve about this"), "#points"),) if points else ()),
        content={
            "section": section,
            "chapter": chapter,
            "before": before,
            "after": after,
            "promises": promises,
            "points": points,
        },
    )


def _about(all_: Site, view: ReportView) -> Iterator[Page]:
    """One page for each client group, location and theme: what of the report concerns it, with no text told twice."""
    gathered: dict[Mark, list[SectionView]] = {}
    for section in view.sections:
        for mark in section.marks:
            gathered.setdefault(mark, []).append(section)
    for mark, sections in gathered.items():
        yield report_page(
            all_,
            view,
            uri=mark.uri,
            name=f"about:{view.id}/{mark.name}",
            template="about",
            title=str(mark.text),
            description=all_.say("What {report} tells about: {name}.", report=view.title, name=mark.text),
            content={
                "name": mark.text,
                "sections": [(s, _begins(all_, view, s, TEASER)) for s in sections],
                "others": [other for other in gathered if other != mark],
            },
        )


def _begins(all_: Site, view: ReportView, section: SectionView, most: int = 0) -> str:
    """Return how a section begins: its first sentence, and those after it that fit in `most` signs."""
    return beginning(section.telling, called(all_.say, all_.known, view, section), most)


def _way(chapter: Chapter, section: SectionView) -> tuple[Link, ...]:
    introduction = chapter.introduction
    return (Link(introduction.title, introduction.uri),) if introduction and introduction is not section else ()


def sections_about(all_: Site, promise: PromiseView) -> tuple[Link, ...]:
    """The sections of reports that name a promise, those of the newest report first."""
    name = f"{promise.charter}/{promise.id}"
    return tuple(
        Link(f"{section.title} ({view.title})", section.uri)
        for view in all_.reports.values()
        for section in view.sections
        if name in section.model.promises
    )


def promises_of(all_: Site, section: SectionView) -> Iterator[PromiseView]:
    """The promises that a section names, as they stand now; those that are not public are left out."""
    yield from all_.promises(section.model.promises)
