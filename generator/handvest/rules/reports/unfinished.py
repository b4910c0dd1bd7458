"""Rules about what is still as the template wrote it: questions for the author, not for readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.starter import questions
from handvest.model.report import publication
from handvest.problem import Level, Problem, message


def problems(project: Project, now: dt.datetime) -> Iterator[Problem]:
    """Find sections with lines of the template; once the report is public, everyone reads them."""
    for folder in project.reports.values():
        public = publication(folder.report.model.published) <= now
        for section in folder.sections:
            left = next((line for line in section.body.split("\n") if line.rstrip() in questions()), None)
            if left:
                what = message("What the template asks still stands here.")
                remedy = message("Answer it in your own words, and delete the questions and the tip.")
                level = Level.WARNING if public else Level.ADVICE
                yield Problem(section.file, section.line_of(left), "", level, what, remedy)
