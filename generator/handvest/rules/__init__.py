"""What one file cannot know: rules over all files together, each a function from a project to problems."""

from __future__ import annotations

import datetime as dt

from handvest.load.project import Project
from handvest.problem import Problem, errors
from handvest.rules import codes, dates, easy, languages, organisation, promises, references, reports, texts, versions


def problems(project: Project, now: dt.datetime) -> list[Problem]:
    """Apply all rules. `now` is a moment in the organisation's time zone, without its name."""
    found: list[Problem] = []
    for rule in (
        organisation.problems,
        references.problems,
        promises.problems,
        texts.problems,
        codes.problems,
        languages.problems,
        easy.problems,
    ):
        found += rule(project)
    found += dates.problems(project, now)
    found += reports.problems(project, now)
    mistaken = {p.file for p in errors(found)}
    found += (p for p in versions.problems(project) if p.file not in mistaken)  # first the mistakes
    return found
