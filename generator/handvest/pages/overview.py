"""All charters together: by unit and department, by phase, theme and audience; an empty choice is never offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handvest.language import Language
from handvest.load.project import Project
from handvest.model.choices import Audience, Theme
from handvest.pages.charter import CharterView
from handvest.pages.words import AUDIENCES, THEMES, capital, counted, phase_order, phase_title, words


@dataclass(frozen=True)
class Entry:
    """A charter under a choice, with how many of its promises fit and where the first of them stands."""

    charter: CharterView
    count: str
    uri: str


@dataclass(frozen=True)
class Choice:
    """A choice that a visitor can make, with the charters under it."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shelf:
    """The charters of one part of the organisation."""

    title: str
    charters: tuple[CharterView, ...]


def shelves(project: Project, charters: list[CharterView]) -> tuple[Shelf, ...]:
    """Put charters by unit, in the order of organisation.yml, those of no unit first.

    What is for the people who receive care comes before what is for professionals only.
    """
    organisation = project.organisation.model
    titles = {"": organisation.name, **{id: unit.name for id, unit in organisation.units.items()}}
    ordered = sorted(charters, key=lambda c: (not c.for_care, not c.for_all))
    found = [Shelf(title, tuple(c for c in ordered if c.unit_id == id)) for id, title in titles.items()]
    return tuple(sorted((s for s in found if s.charters), key=lambda s: not s.charters[0].for_care))


def by_phase(say: Language, project: Project, charters: list[CharterView]) -> tuple[Choice, ...]:
    """The charters with promises in each phase of a journey."""
    organisation = project.organisation.model
    ids = [(phase, phase_title(say, organisation, phase)) for phase in phase_order(organisation)]
    return _choices(say, project, "phase", ids, charters, lambda p: p.phases or ("",))


def by_theme(say: Language, project: Project, charters: list[CharterView]) -> tuple[Choice, ...]:
    """The charters with promises about each theme."""
    ids = [(theme.value, say.say(THEMES[theme])) for theme in Theme]
    return _choices(say, project, "theme", ids, charters, lambda p: (p.theme,))


def by_audience(say: Language, project: Project, charters: list[CharterView]) -> tuple[Choice, ...]:
    """The charters for each audience."""
    choices = []
    for audience in Audience:
        entries = tuple(_entry(say, project, c, list(c.promises)) for c in charters if audience in c.audience_ids)
        if entries:
            choices.append(Choice(f"audience-{audience}", capital(say.say(AUDIENCES[audience])), entries))
    return tuple(choices)


def _choices(
    say: Language,
    project: Project,
    kind: str,
    ids: Iterable[tuple[str, str]],
    charters: list[CharterView],
    of: Callable[..., tuple[str, ...]],
) -> tuple[Choice, ...]:
    found: dict[str, list[Entry]] = {}
    for charter in charters:
        here: dict[str, list[object]] = {}
        for promise in charter.promises:
            if promise.charter == charter.id:  # an included promise is found under its own charter
                for id in of(promise):
                    here.setdefault(id, []).append(promise)
        for id, promises in here.items():
            found.setdefault(id, []).append(_entry(say, project, charter, promises))
    return tuple(Choice(f"{kind}-{id or 'always'}", title, tuple(found[id])) for id, title in ids if id in found)


def _entry(say: Language, project: Project, charter: CharterView, promises: list[object]) -> Entry:
    own = words(say, project.organisation.model) if charter.foreign else charter.words
    count = counted(say, own, len(promises))
    first = getattr(promises[0], "id", "") if promises else ""
    return Entry(charter, count, f"{charter.uri}#{first}" if first else charter.uri)
