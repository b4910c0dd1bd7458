"""Rules about time: impossible orders are errors; what is near or past is advice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.charter import Charter
from handvest.problem import Level, Problem, message

NEAR = dt.timedelta(days=60)  # a review needs some weeks of preparation


def problems(project: Project, now: dt.datetime) -> Iterator[Problem]:
    """Find dates in the wrong order, and dates that ask for something soon."""
    for source in project.charters.values():
        yield from _order(source)
        yield from _due(source, now)


def _order(source: Source[Charter]) -> Iterator[Problem]:
    charter = source.model
    valid, trial = charter.valid, charter.trial
    pairs: list[tuple[dt.date | None, dt.date | None, tuple[str | int, ...]]] = [
        (valid.from_, valid.until, ("valid", "until")),
        (valid.from_, valid.review, ("valid", "review")),
    ]
    if trial:
        pairs.append((trial.from_, trial.to, ("trial", "to")))
        if charter.launch:
            pairs.append((trial.to, charter.launch.date(), ("launch",)))
    for i, promise in enumerate(charter.promises):
        for j, action in enumerate(promise.actions):
            pairs.append((action.since, action.back_on, ("promises", i, "actions", j, "back_on")))
    for first, second, place in pairs:
        if first and second and second < first:
            yield source.problem(
                Level.ERROR,
                place,
                message("{second} lies before {first}.", first=first.isoformat(), second=second.isoformat()),
                message("Change one of the two dates."),
            )


def _due(source: Source[Charter], now: dt.datetime) -> Iterator[Problem]:
    charter, today = source.model, now.date()
    if charter.valid.until and charter.valid.until < today:
        return
    review = charter.valid.review
    if review and charter.valid.from_ <= review <= today + NEAR:
        past = message("The review of this charter was due on {date}.", date=review.isoformat())
        near = message("The review of this charter is due on {date}.", date=review.isoformat())
        yield source.problem(
            Level.ADVICE,
            ("valid", "review"),
            past if review < today else near,
            message("Evaluate, write it under evaluations, and choose a new date."),
        )
    for i, promise in enumerate(charter.promises):
        for j, action in enumerate(promise.actions):
            in_order = not action.since or not action.back_on or action.since <= action.back_on
            if action.back_on and action.back_on < today and in_order:
                yield source.problem(
                    Level.ADVICE,
                    ("promises", i, "actions", j, "back_on"),
                    message("You would come back to this on {date}.", date=action.back_on.isoformat()),
                    message("Say what came of it, and choose a new date."),
                )
