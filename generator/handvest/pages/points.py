"""The pages of improvement points: of one report, of all reports, and of each point through the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from handvest.pages.page import Frame, Link, Page
from handvest.pages.point import STATUSES, PointView, Row, all_points_uri, points_of, points_uri, years_of
from handvest.pages.report import ReportView, part_uri
from handvest.pages.site import Site
from handvest.pages.whole import report_page


@dataclass(frozen=True)
class Group:
    """Points with the same status."""

    id: str
    title: str
    points: tuple[PointView, ...]


@dataclass(frozen=True)
class Year:
    """A point in one report, with what is said of it there; a goal that stayed the same is not told again."""

    point: PointView
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Pair:
    """A point in the report before and in this one, with what is said of it in each."""

    then: PointView
    before: tuple[Row, ...]
    now: PointView
    after: tuple[Row, ...]


def points_pages(all_: Site) -> Iterator[Page]:
    """The page with all points of all reports, and one for each point through the years."""
    years = years_of(all_)
    if years:
        yield _all_points(all_, years)
    for states in years.values():
        yield _point(all_, states)


def points_of_report(all_: Site, view: ReportView) -> Iterator[Page]:
    """The page with the points of a report, and the one with what came of those of the report before."""
    points = points_of(all_, view)
    if points:
        yield _points(all_, view, points)
    followed = followed_by(all_, view)
    if followed and points_of(all_, followed):
        yield _came_of_it(all_, view, followed, points)


def followed_by(all_: Site, view: ReportView) -> ReportView | None:
    """Return the report that a report follows, when that is public."""
    return all_.reports.get(view.model.follows or "")


def came_of_it_uri(all_: Site, view: ReportView) -> str:
    """Return the address of the page with what came of the points of the report before."""
    return part_uri(all_.project, view.id, "came of it")


def by_status(all_: Site, points: list[PointView]) -> tuple[Group, ...]:
    """Put points under their status, what is open first."""
    groups = (
        Group(status.value, all_.say.say(title), tuple(p for p in points if p.status is status))
        for status, title in STATUSES.items()
    )
    return tuple(group for group in groups if group.points)


def tally(all_: Site, points: tuple[PointView, ...]) -> str:
    """Say how many points there are, and how they stand: '8 points. Reached: 1. Stopped: 1.'."""
    parts = [f"{g.title}: {all_.say.number(len(g.points))}." for g in by_status(all_, list(points))]
    count = all_.say.plural("{n} improvement point.", "{n} improvement points.", len(points))
    return " ".join([count, *parts])


def _all_points(all_: Site, years: dict[str, tuple[PointView, ...]]) -> Page:
    say = all_.say
    newest = sorted((states[-1] for states in years.values()), key=lambda p: p.report.published, reverse=True)
    groups = by_status(all_, newest)
    return Page(
        uri=all_points_uri(all_),
        name="points",
        frame=Frame.READING,
        template="all-points",
        title=say("All improvement points"),
        description=say("What {name} wants to do better, and how it stands.", name=all_.organisation.name),
        language=all_.language,
        crumbs=all_.crumbs(all_.quality),
        contents=tuple(Link(group.title, f"#{group.id}") for group in groups),
        content={"groups": groups},
    )


def _point(all_: Site, states: tuple[PointView, ...]) -> Page:
    newest = states[-1]
    years = [Year(states[0], states[0].rows), *(_year(all_, *pair) for pair in pairwise(states))]
    return Page(
        uri=newest.uri,
        name=f"point:{newest.id}",
        frame=Frame.READING,
        template="point",
        title=newest.title,
        description=newest.model.goal,
        language=all_.language,
        crumbs=all_.crumbs(all_.quality, Link(all_.say("All improvement points"), all_points_uri(all_))),
        content={
            "known": all_.known,
            "years": years,
            "all": all_points_uri(all_),
        },
    )


def _points(all_: Site, view: ReportView, points: tuple[PointView, ...]) -> Page:
    say = all_.say
    return report_page(
        all_,
        view,
        uri=points_uri(all_, view),
        name=f"points:{view.id}",
        template="points",
        title=say("Improvement points of {report}", report=view.title),
        description=tally(all_, points),
        content={
            "points": points,
            "all": all_points_uri(all_),
            "groups": by_status(all_, list(points)),
        },
    )


def _came_of_it(all_: Site, view: ReportView, followed: ReportView, points: tuple[PointView, ...]) -> Page:
    say, here, then = all_.say, {p.id: p for p in points}, points_of(all_, followed)
    known = {p.id for p in then}
    return report_page(
        all_,
        view,
        uri=came_of_it_uri(all_, view),
        name=f"came-of-it:{view.id}",
        template="came",
        title=say("What we said we would do, and what came of it"),
        description=say(
            "What came of the improvement points of {before}, told in {report}.",
            before=followed.title,
            report=view.title,
        ),
        content={
            "followed": followed,
            "pairs": [_pair(all_, p, here[p.id]) for p in then if p.id in here],
            "closed": [p for p in then if p.id not in here],
            "new": [p for p in points if p.id not in known],
        },
    )


def _year(all_: Site, before: PointView, after: PointView) -> Year:
    if not same_goal(before, after):
        return Year(after, after.rows)
    same = Row("goal", all_.say("What we want"), all_.say("The goal stayed the same."))
    return Year(after, (same, *after.but("goal", "reached")))


def same_goal(one: PointView, other: PointView) -> bool:
    """Tell whether a point has the same goal in two reports, and is reached by the same."""
    return (one.model.goal, one.model.reached_when) == (other.model.goal, other.model.reached_when)


def _pair(all_: Site, then: PointView, now: PointView) -> Pair:
    terms = {
        "goal": all_.say("What we wanted"),
        "reached": all_.say("It would be reached when"),
        "plan": all_.say("What we planned"),
        "next": all_.say("What we would do next"),
    }
    before = tuple(replace(row, term=terms[row.key]) for row in then.some(*terms))
    goal = () if same_goal(then, now) else ("goal", "reached")
    return Pair(then, before, now, now.some(*goal, "did", "found", "why", "next"))
