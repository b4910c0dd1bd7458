"""What an organisation comes back to: improvement points, conversations and actions on promises, soonest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handvest.model.report import OPEN
from handvest.pages.back import Back, back
from handvest.pages.point import years_of
from handvest.pages.promise import ActionView
from handvest.pages.site import Site
from handvest.pages.together import people_uri, talks_of


@dataclass(frozen=True)
class Due:
    """One thing to come back to: what it is about, where more stands, what is done, and by whom."""

    title: str
    uri: str
    kind: str
    what: str
    since: str
    owner: str
    back: Back


def due(all_: Site) -> list[Due]:
    """List all that is to come back, soonest first; what is overdue comes first, what has no day comes last."""
    found = [*_actions(all_), *_points(all_), *_talks(all_)]
    return sorted(found, key=lambda item: (item.back.day is None, item.back.day or all_.now.date()))


def _actions(all_: Site) -> Iterator[Due]:
    for view in all_.current:
        for promise in view.own if not view.foreign else ():
            for action in promise.actions:
                yield Due(
                    title=promise.sentence,
                    uri=promise.uri,
                    kind=view.title,
                    what=action.what,
                    since=action.since,
                    owner=action.owner,
                    back=_back(all_, action),
                )


def _back(all_: Site, action: ActionView) -> Back:
    return back(all_.say, action.due if action.back_on else None, all_.now.date())


def _points(all_: Site) -> Iterator[Due]:
    """Yield the newest state of each point that is open and has a day."""
    for states in years_of(all_).values():
        point = states[-1]
        if point.status in OPEN and point.back.day and not point.back.done:
            yield Due(
                title=point.title,
                uri=point.uri,
                kind=all_.say("Improvement point"),
                what=point.now or point.model.goal,
                since="",
                owner=point.model.owner,
                back=point.back,
            )


def _talks(all_: Site) -> Iterator[Due]:
    for view in all_.reports.values():
        for talk in talks_of(all_, view):
            if talk.back.day:
                yield Due(
                    title=talk.title,
                    uri=f"{people_uri(all_, view)}#{talk.id}",
                    kind=all_.say("Conversation"),
                    what=talk.discussed,
                    since="",
                    owner="",
                    back=talk.back,
                )
