"""What visitors read of one section of a report, and of its easy version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.load.telling import Telling
from handvest.load.written import EASY, Written
from handvest.model.fields import url_safe
from handvest.model.framework import said
from handvest.model.report import INVENTED, Report, Section, SectionKind
from handvest.pages.page import Fact, Link
from handvest.problem import Message, message

WORDS_PER_MINUTE = 180  # what people read of a text that they are not used to

SECTION_KINDS: dict[SectionKind, Message] = {
    SectionKind.STORY: message("A story"),
    SectionKind.GOOD_EXAMPLE: message("A good example"),
    SectionKind.DILEMMA: message("A dilemma"),
    SectionKind.APPENDIX: message("Appendix"),
}


@dataclass(frozen=True)
class Mark(Link):
    """A client group, location or theme; `name` is what the page that gathers its sections is called everywhere."""

    name: str


@dataclass(frozen=True)
class SectionView:
    """One section as visitors read it; `kind` is empty for an ordinary one. `names`: which of them are invented."""

    slug: str
    uri: str
    title: str
    kind: SectionKind
    label: str
    telling: Telling
    written: Written
    marks: tuple[Mark, ...]  # client groups, locations and theme it is about, with the page that gathers these
    process: tuple[Fact, ...]
    names: str

    @property
    def model(self) -> Section:
        """The head of the section."""
        model: Section = self.written.head.model
        return model

    @property
    def minutes(self) -> int:
        """How long reading takes, in whole minutes; 0: less than one."""
        return round(self.telling.words / WORDS_PER_MINUTE)


@dataclass(frozen=True)
class EasySection:
    """The easy version of a section, or of an update. `checked`: who read it, and when."""

    slug: str
    title: str
    telling: Telling
    checked: str = ""
    names: str = ""
    on: str = ""  # of an update


def section_view(project: Project, head: Report, uri: str, written: Written, today: dt.date) -> SectionView:
    """Make what visitors read of a section of a report that stands at an address."""
    model: Section = written.head.model
    say = language(project.language)
    marks = [
        *(("group", id, head.client_groups[id]) for id in model.client_groups if id in head.client_groups),
        *(("location", id, head.locations[id]) for id in model.locations if id in head.locations),
        *([("theme", model.theme, _theme(project, head, model.theme))] if model.theme else []),
    ]
    process = (
        (say("Process"), model.process or ""),
        (say("Who answers for it"), model.owner or ""),
        _review(say, model.review, today),
    )
    return SectionView(
        slug=written.slug,
        uri=f"{uri}{written.slug}/",
        title=model.title,
        kind=model.kind,
        label=say.say(SECTION_KINDS[model.kind]) if model.kind in SECTION_KINDS else "",
        telling=written.telling,
        written=written,
        marks=tuple(Mark(title, f"{uri}{_about(say, kind, id)}/", f"{kind}-{id}") for kind, id, title in marks),
        process=tuple(Fact(term, text) for term, text in process if text),
        names=_names(say, model),
    )


def easy_sections(say: Language, sections: list[SectionView]) -> Iterator[EasySection]:
    """Yield the easy version of each section, when every section that is no appendix has one."""
    told = [s for s in sections if EASY in s.written.versions]
    if not all(EASY in s.written.versions or s.kind is SectionKind.APPENDIX for s in sections):
        return
    for section in told:
        version = section.written.versions[EASY]
        head: Section = version.head.model
        on = head.checked.get("on", "")
        who = ", ".join(filter(None, (head.checked.get("by", ""), say.loose_date(on) if on else "")))
        yield EasySection(section.slug, head.title, version.telling, who, section.names)


def _about(say: Language, kind: str, name: str) -> str:
    """Return the address, below that of a report, of the page with all sections about a group, location or theme."""
    return f"{say.address('about')}/{say.address(kind)}-{url_safe(name)}"


def _review(say: Language, day: dt.date | None, today: dt.date) -> tuple[str, str]:
    """Say when a process is looked at again; a day that has passed is said too."""
    if day and day < today:
        return say("We would look at it again before"), say("{date}. That has not happened yet.", date=say.date(day))
    return say("We look at it again before"), say.date(day) if day else ""


def _names(say: Language, model: Section) -> str:
    """Say which names in a section are not real; empty when nothing was said of them."""
    invented = [person for person in model.people if person.names == INVENTED]
    names = [person.name for person in invented if person.name]
    n = len(invented)
    if not invented:
        return ""
    if len(names) == n < len(model.people):
        return say.plural(
            "The name {names} is invented.", "The names {names} are invented.", n, names=say.listing(names)
        )
    if model.kind is SectionKind.STORY:
        return say.plural("The name in this story is invented.", "The names in this story are invented.", n)
    return say.plural("The name in this text is invented.", "The names in this text are invented.", n)


def _theme(project: Project, report: Report, id: str) -> str:
    """Return what people see for a theme of the framework; one that it does not know bears its own name."""
    framework = project.frameworks.get(report.framework or "")
    themes = framework.model.themes if framework else ()
    return next((said(theme, "title", project.language) for theme in themes if theme.id == id), id)
