"""The site once more in another language, with the charters that are translated whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handvest.load.project import Project
from handvest.model.base import Place
from handvest.model.charter import Charter
from handvest.model.versions import in_easy_words, in_language, unsaid

NO_TEXTS = frozenset({"name", "phone", "address", "email", "url", "website", "form", "steps", "told", "labels"})
"""Keys that need no translation: names and addresses, and what no page shows."""


def editions(project: Project) -> Iterator[Project]:
    """Yield the project in each of its languages, the main one first."""
    yield project
    for code in project.organisation.model.languages[1:]:
        yield edition(project, code)


def edition(project: Project, code: str) -> Project:
    """Return the project in another language: its charters that are translated, or were written in it."""
    organisation = project.organisation.model
    model = in_language(organisation, code)
    if code not in organisation.translations or not organisation.translations[code].get("legal_note"):
        model = model.model_copy(update={"legal_note": None})  # the built-in one says it in every language
    others = tuple(c for c in organisation.languages if c != code)
    charters = {
        id: replace(source, model=in_language(source.model, code).model_copy(update={"language": None}))
        for id, source in project.charters.items()
        if spoken(project, id, code)
    }
    return replace(
        project,
        organisation=replace(project.organisation, model=model.model_copy(update={"languages": (code, *others)})),
        charters=charters,
        prefix=f"{code}/",
    )


def spoken(project: Project, id: str, code: str) -> bool:
    """Tell whether all that a charter shows is there in a language, also what it includes."""
    return all(_own(project, part) == code or not untranslated(project, part, code) for part in family(project, id))


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


def _own(project: Project, id: str) -> str:
    return project.charters[id].model.language or project.language


def untranslated(project: Project, id: str, code: str) -> list[Place]:
    """Return the texts of a charter that are not translated into a language."""
    return list(unsaid(project.charters[id].model, code, NO_TEXTS))


def easy_edition(project: Project) -> Project:
    """Return the project with every text in easy words where there are any."""
    return replace(
        project,
        organisation=replace(project.organisation, model=in_easy_words(project.organisation.model)),
        charters={id: replace(s, model=in_easy_words(s.model)) for id, s in project.charters.items()},
    )


def has_easy(project: Project, id: str) -> bool:
    """Tell whether every promise that a charter shows has an easy text."""
    return all(
        not without_easy(project.charters[part].model, intentions=part == id) for part in family(project, id)
    )


def without_easy(charter: Charter, *, intentions: bool = True) -> list[int]:
    """Return the places of the promises that have no easy text."""
    return [
        i
        for i, promise in enumerate(charter.promises)
        if not (promise.easy.get("promise") or promise.easy.get("lines")) and (intentions or not promise.intention)
    ]
