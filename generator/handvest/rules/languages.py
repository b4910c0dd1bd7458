"""Rules about translations: what is translated in part, and what therefore is not on the site in that language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.base import Place
from handvest.model.charter import Charter
from handvest.model.versions import said, unsaid
from handvest.problem import NO_REMEDY, Level, Message, Problem, message

NAMED = 3  # places that are named beside the first; a longer list is not read


def others(project: Project) -> list[str]:
    """Return the languages of the site beside the main one."""
    return [code for code in dict.fromkeys(project.organisation.model.languages) if code != project.language]


def family(project: Project, id: str) -> list[str]:
    """Return a charter and all that it includes, directly or by way of others."""
    found: list[str] = []
    waiting = [id]
    while waiting:
        part = waiting.pop(0)
        if part not in found and part in project.charters:
            found.append(part)
            waiting += project.charters[part].model.includes
    return found


def written_in(project: Project, id: str) -> str:
    """Return the language in which a charter is written."""
    return project.charters[id].model.language or project.language


def untranslated(project: Project, id: str, code: str) -> list[Place]:
    """Return the places of a charter's texts that are not in a language."""
    return [] if written_in(project, id) == code else list(unsaid(project.charters[id].model, code))


def spoken(project: Project, id: str, code: str) -> bool:
    """Tell whether all that a charter shows is there in a language, also what it includes."""
    return not any(untranslated(project, part, code) for part in family(project, id))


def problems(project: Project) -> Iterator[Problem]:
    """Find charters that are translated in part, or include one that is; and other texts without a translation."""
    for code in others(project):
        for id, source in project.charters.items():
            missing = untranslated(project, id, code)
            if missing and said(source.model, code):
                yield _in_part(source, missing, code)
            elif not missing:
                yield from _included(project, id, source, code)
        if any(spoken(project, id, code) for id in project.charters):
            for other in (project.organisation, project.accessibility):
                if other and (texts := list(unsaid(other.model, code))):
                    yield _elsewhere(other, texts, code)


def _in_part(source: Source[Charter], missing: list[Place], code: str) -> Problem:
    what = message(
        "This text is not translated into '{code}' ({n} in all), "
        "so this charter is not on the site in that language.",
        code=code,
        n=len(missing),
    )
    return untold(source, missing, code, what)


def untold(source: Source[Any], missing: list[Place], code: str, what: Message) -> Problem:
    """Warn of texts that are not in a language, at the first of them."""
    first, more = _first(source, missing)
    remedy = message("Write under translations: {{{code}: …}} what this is in that language.", code=code)
    if more:
        remedy = message(
            "Write under translations: {{{code}: …}} what this is in that language, and also: {places}.",
            code=code,
            places=more,
        )
    return source.problem(Level.WARNING, first, what, remedy)


def _included(project: Project, id: str, source: Source[Charter], code: str) -> Iterator[Problem]:
    for i, other in enumerate(source.model.includes):
        if other in project.charters and not spoken(project, other, code):
            what = message(
                "This charter is translated into '{code}', but '{id}', which holds here too, is not; "
                "so it is not on the site in that language.",
                code=code,
                id=other,
            )
            yield source.problem(Level.WARNING, ("includes", i), what, message("Translate '{id}' too.", id=other))


def _elsewhere(source: Source[Any], missing: list[Place], code: str) -> Problem:
    first, more = _first(source, missing)
    what = message(
        "This text is not translated into '{code}' ({n} in all); people read it in the main language.",
        code=code,
        n=len(missing),
    )
    remedy = message("Also: {places}.", places=more) if more else NO_REMEDY
    return source.problem(Level.ADVICE, first, what, remedy)


def _first(source: Source[Any], places: list[Place]) -> tuple[Place, str]:
    """Return the place that comes first in the file, and a few of the others, written out."""
    found = sorted((source.node.at(source.written(place)), place) for place in places)
    names = [path for (_, path), _ in found[1:]]
    return found[0][1], ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
