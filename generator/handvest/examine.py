"""Reads a project and tells what is wrong with it, at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest import rules
from handvest.language import language
from handvest.load.project import Project, Settings, load
from handvest.load.text import read_text
from handvest.problem import Problem, sort


class Refused(Exception):
    """Nothing can be built: there are errors."""

    def __init__(self, problems: list[Problem], code: str) -> None:
        self.problems, self.code = problems, code
        super().__init__("\n".join(text(p, code) for p in problems))


def text(problem: Problem, code: str) -> str:
    """Write a problem on one line: file, line, place, what and remedy."""
    say = language(code)
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    place = f"{problem.path}: " if problem.path else ""
    return f"{where}: {place}{say.say(problem.what)} {say.say(problem.remedy)}".rstrip()


def moment(now: str | None, project: Project) -> dt.datetime:
    """Read `now` (default: the clock) as a moment in the organisation's time zone. Raises ValueError."""
    zone = project.organisation.model.timezone
    if not now:
        return dt.datetime.now(zone).replace(tzinfo=None)
    given = read_moment(now)
    return given.astimezone(zone).replace(tzinfo=None) if given.tzinfo else given


def read_moment(text: str) -> dt.datetime:
    """Read a moment of the years 1000 to 9000, such as 2026-10-15T09:00. Raises ValueError."""
    given = dt.datetime.fromisoformat(text)
    if not 1000 <= given.year <= 9000:
        raise ValueError(text)  # so that sums with dates stay within what Python knows
    return given


def examine(settings: Settings, now: str | None = None) -> tuple[Project, dt.datetime, list[Problem]]:
    """Read a project and apply all rules; problems come sorted."""
    project, problems = load(settings)
    at = moment(now, project)
    return project, at, sort([*problems, *_unreadable(project), *rules.problems(project, at)])


def _unreadable(project: Project) -> Iterator[Problem]:
    """Find pages written by hand that are not UTF-8, or that can't be read at all."""
    root, docs = project.settings.root, project.settings.docs
    for name in sorted(project.content):
        path = root / docs / name
        try:
            path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            yield from read_text(path, f"{docs}/{name}", root)[1]
