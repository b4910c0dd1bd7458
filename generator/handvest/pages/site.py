"""What all pages need, gathered once: the charters that may be seen, the words, the addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.model.code import Code
from handvest.model.organisation import Organisation
from handvest.pages.charter import CharterView, Standing, charter_view, standing
from handvest.pages.page import Link
from handvest.pages.words import Words, capital, words


@dataclass(frozen=True)
class Site:
    """A project at a moment, with a view of each charter that has a page then."""

    project: Project
    now: dt.datetime
    charters: dict[str, CharterView]
    say: Language

    @property
    def organisation(self) -> Organisation:
        """Who makes the promises."""
        return self.project.organisation.model

    @cached_property
    def words(self) -> Words:
        """The organisation's own words."""
        return words(self.say, self.organisation)

    @cached_property
    def current(self) -> list[CharterView]:
        """The charters that hold now (or, in a preview, will hold)."""
        return [c for c in self.charters.values() if c.standing is not Standing.ENDED]

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes that were ever made."""
        return self.project.codes.model.root if self.project.codes else ()

    def uri(self, name: str) -> str:
        """Return the address of a part of the site, in words of its language."""
        return f"{self.say.address(name)}/"

    def crumbs(self, *links: Link) -> tuple[Link, ...]:
        """Return the way to a page: home, and the links named."""
        return (Link(self.say("Home"), ""), *links)

    @property
    def overview(self) -> Link:
        """Link to the page with all charters."""
        return Link(capital(self.words.promises), self.uri("promises"))


def site(project: Project, now: dt.datetime, *, preview: bool = False) -> Site:
    """Gather the charters that may be seen at a moment; a preview also has those before their launch."""
    seen = {
        id: charter_view(project, id, now)
        for id, source in project.charters.items()
        if preview or standing(source.model, now) is not Standing.AHEAD
    }
    return Site(project, now, seen, language(project.language))


def link(view: CharterView) -> Link:
    """Link to a charter."""
    return Link(view.title, view.uri)
