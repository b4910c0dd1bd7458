"""Rules about easy texts: a charter has an easy version when all that it shows was written in easy words."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.charter import Charter
from handvest.model.choices import CARE
from handvest.problem import Level, Problem, message
from handvest.rules.languages import family, written_in


def without_easy(charter: Charter, *, intentions: bool = True) -> list[int]:
    """Return the places of the promises that have no easy text."""
    return [
        i
        for i, promise in enumerate(charter.promises)
        if not (promise.easy.get("promise") or promise.easy.get("lines")) and (intentions or not promise.intention)
    ]


def has_easy(project: Project, id: str) -> bool:
    """Tell whether every promise that a charter shows has an easy text, in the language of the charter."""
    return all(
        written_in(project, part) == written_in(project, id)
        and not without_easy(project.charters[part].model, intentions=part == id)
        for part in family(project, id)
    )


def problems(project: Project) -> Iterator[Problem]:
    """Find charters with easy texts in part, charters for people in care with none, and what they include."""
    for id, source in project.charters.items():
        charter = source.model
        lacking = [i for i in without_easy(charter) if not source.left_out(("promises", i, "easy"))]
        if not lacking:
            yield from _included(project, id, source)
        elif len(lacking) < len(charter.promises):
            yield _in_part(source, lacking)
        elif CARE & set(charter.audience) and not source.left_out(("audience",)):
            yield source.problem(
                Level.ADVICE,
                ("promises",),
                message("None of these promises has been written in easy words yet."),
                message("Write easy: with each promise; then there is a version that is easy to read."),
            )


def _in_part(source: Source[Charter], lacking: list[int]) -> Problem:
    others = ", ".join(source.model.promises[i].id for i in lacking[1:])
    what = message("This promise has no easy text and others have, so there is no version that is easy to read.")
    remedy = message("Write easy: with this promise.")
    if others:
        remedy = message("Write easy: with this promise, and also with: {others}.", others=others)
    return source.problem(Level.WARNING, ("promises", lacking[0]), what, remedy)


def _included(project: Project, id: str, source: Source[Charter]) -> Iterator[Problem]:
    for i, other in enumerate(source.model.includes):
        parts = [p for p in family(project, other) if p != id]
        shown = [project.charters[part].model for part in parts]
        if any(without_easy(charter, intentions=False) for charter in shown):
            what = message(
                "'{id}' holds here too, and not all its promises have an easy text; "
                "so there is no version of this charter that is easy to read.",
                id=other,
            )
            yield source.problem(Level.WARNING, ("includes", i), what, message("Write easy: with those promises."))
