"""What commands have in common: how problems and refusals are told."""

from __future__ import annotations

import sys

from handvest.examine import text
from handvest.language import Language, language, plural
from handvest.load.project import Project
from handvest.problem import Level, Problem, did_you_mean


def show(problems: list[Problem], code: str) -> None:
    """Show all problems in a language, the heaviest first, with how many there are."""
    say = language(code)
    for level, count in (
        (Level.ERROR, plural("{n} error", "{n} errors")),
        (Level.WARNING, plural("{n} warning", "{n} warnings")),
        (Level.ADVICE, plural("{n} piece of advice", "{n} pieces of advice")),
    ):
        those = [p for p in problems if p.level is level]
        if those:
            stream = sys.stdout if level is Level.ADVICE else sys.stderr
            print(f"\n{say.plural(*count, len(those))}", file=stream)
            for problem in those:
                print(text(problem, code), file=stream)
    if not problems:
        print(say("No problems found."))


def row(problem: Problem, code: str) -> dict[str, object]:
    """Return a problem as a row of JSON."""
    say = language(code)
    return {
        "file": problem.file,
        "line": problem.line,
        "path": problem.path,
        "level": problem.level.name.lower(),
        "message": say.say(problem.what),
        "remedy": say.say(problem.remedy),
    }


def status(problems: list[Problem], strict: bool) -> int:
    """Return the exit status that fits the problems: 1 when they stop a build."""
    limit = Level.WARNING if strict else Level.ERROR
    return 1 if any(p.level <= limit for p in problems) else 0


def disk(say: Language, error: OSError) -> str:
    """Say what went wrong with the disk."""
    return say("The disk says: {reason} ({file}).", reason=error.strerror or error, file=error.filename or "?")


def no_charter(say: Language, project: Project, id: str) -> str:
    """Say that there is no such charter, and which one may be meant."""
    if id in project.unread:
        return say("The charter '{id}' can't be read. See: handvest check.", id=id)
    what = say("There is no charter '{id}'.", id=id)
    return f"{what} {say.say(did_you_mean(id, project.charters))}".rstrip()
