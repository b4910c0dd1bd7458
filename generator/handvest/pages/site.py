"""What all pages need, gathered once: the charters that may be seen, the words, the addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.model.code import Code
from handvest.model.organisation import Organisation
from handvest.model.report import publication
from handvest.pages.charter import CharterView, Standing, charter_view, standing
from handvest.pages.editions import easy_edition
from handvest.pages.page import Link
from handvest.pages.promise import PromiseView
from handvest.pages.report import ReportView, report_view
from handvest.pages.words import Words, capital, words
from handvest.rules.easy import has_easy


@dataclass(frozen=True)
class Site:
    """A project at a moment, with a view of each charter that has a page then."""

    project: Project
    now: dt.datetime
    charters: dict[str, CharterView]
    say: Language
    main: str  # the main language of the site, of which this may be another edition
    preview: bool = False
    elsewhere: tuple[CharterView, ...] = ()  # charters that are there only in the main language
    reports_elsewhere: tuple[ReportView, ...] = ()  # reports likewise

    @property
    def organisation(self) -> Organisation:
        """Who makes the promises."""
        return self.project.organisation.model

    @cached_property
    def words(self) -> Words:
        """The organisation's own words."""
        return words(self.say, self.organisation)

    @cached_property
    def spelled(self) -> dict[str, CharterView]:
        """The same charters with all units in full, to be heard."""
        return {id: charter_view(self.project, id, self.now, spelled=True) for id in self.charters}

    @cached_property
    def easy(self) -> dict[str, CharterView]:
        """The charters that can be read in easy words from beginning to end, in those words."""
        ready = [id for id in self.charters if has_easy(self.project, id)]
        project = easy_edition(self.project) if ready else self.project
        return {id: charter_view(project, id, self.now, spelled=True) for id in ready}

    @cached_property
    def in_easy_words(self) -> Site:
        """The same site with every text in easy words where there are any; to take texts from, not to show whole."""
        return replace(self, project=easy_edition(self.project), charters={**self.charters, **self.easy})

    @cached_property
    def reports(self) -> dict[str, ReportView]:
        """The reports that may be seen now, the newest first."""
        seen = (id for id, r in self.project.reports.items() if self.preview or published(r, self.now))
        views = [report_view(self.project, id, self.now) for id in seen]
        return {v.id: v for v in sorted(views, key=lambda v: (v.published, v.id), reverse=True)}

    @property
    def known(self) -> dict[str, ReportView]:
        """All reports to which a link may lead: also those that are there only in the main language."""
        return {view.id: view for view in self.reports_elsewhere} | self.reports

    def newer(self, view: ReportView) -> ReportView | None:
        """Return the report that follows a report, when that is public."""
        return next((later for later in self.reports.values() if later.model.follows == view.id), None)

    @cached_property
    def current(self) -> list[CharterView]:
        """The charters that hold now (or, in a preview, will hold)."""
        return [c for c in self.charters.values() if c.standing is not Standing.ENDED]

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes that were ever made."""
        return self.project.codes.model.root if self.project.codes else ()

    @property
    def language(self) -> str:
        """The language of this edition."""
        return self.project.language

    def uri(self, name: str) -> str:
        """Return the address of a part of the site, in words of its language."""
        return f"{self.project.prefix}{self.say.address(name)}/"

    def crumbs(self, *links: Link) -> tuple[Link, ...]:
        """Return the way to a page: home, and the links named."""
        return (Link(self.say("Home"), self.project.prefix), *links)

    def promises(self, names: Iterable[str]) -> Iterator[PromiseView]:
        """Return promises by name (charter/promise), as they stand now; those that are not public are left out.

        One of a charter that is only there in the main language is told in that.
        """
        known = {view.id: view for view in self.elsewhere} | self.charters
        for name in names:
            charter, _, id = name.partition("/")
            yield from (p for p in (known[charter].own if charter in known else ()) if p.id == id)

    @property
    def overview(self) -> Link:
        """Link to the page with all charters."""
        return Link(capital(self.words.promises), self.uri("promises"))

    @property
    def quality(self) -> Link:
        """Link to the page with all reports."""
        return Link(self.say("Quality"), self.uri("quality"))


def site(project: Project, now: dt.datetime, *, preview: bool = False, main: Site | None = None) -> Site:
    """Gather the charters that may be seen at a moment; a preview also has those before their launch.

    `main`: the site in its main language, of which this is another edition.
    """
    seen = {
        id: charter_view(project, id, now)
        for id, source in project.charters.items()
        if preview or standing(source.model, now) is not Standing.AHEAD
    }
    say = language(project.language)
    if main is None:
        return Site(project, now, seen, say, project.language, preview)
    elsewhere = tuple(view for view in main.current if view.id not in seen)
    reports = tuple(view for id, view in main.reports.items() if id not in project.reports)
    return Site(project, now, seen, say, main.language, preview, elsewhere, reports)


def published(report: ReportFolder, now: dt.datetime) -> bool:
    """Tell whether a report is public at a moment."""
    return publication(report.report.model.published) <= now


def link(view: CharterView) -> Link:
    """Link to a charter."""
    return Link(view.title, view.uri)
