"""Rules about reports: what one file of a report cannot know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.problem import Problem
from handvest.rules.reports import (
    captions,
    chapters,
    consent,
    coverage,
    easy,
    figures,
    frameworks,
    heads,
    languages,
    links,
    memory,
    pictures,
    points,
    references,
    rhythm,
    unfinished,
)


def problems(project: Project, now: dt.datetime) -> Iterator[Problem]:
    """Apply all rules about reports. `now` is a moment in the organisation's time zone, without its name."""
    yield from frameworks.problems(project)
    yield from heads.problems(project)
    yield from chapters.problems(project)
    yield from references.problems(project)
    yield from links.problems(project, now.date())
    yield from pictures.problems(project)
    yield from captions.problems(project)
    yield from figures.problems(project)
    yield from points.problems(project, now.date())
    yield from memory.problems(project)
    yield from consent.problems(project, now.date())
    yield from coverage.problems(project, now.date())
    yield from easy.problems(project, now.date())
    yield from languages.problems(project)
    yield from rhythm.problems(project, now)
    yield from unfinished.problems(project, now)
