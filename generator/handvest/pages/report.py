"""What visitors read of one report: its chapters and sections in order, and all that goes with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from handvest.language import Language, language
from handvest.load.pointer import qualified
from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.telling import Telling
from handvest.load.written import EASY, Written
from handvest.model.fields import url_safe
from handvest.model.framework import said
from handvest.model.report import (
    INVENTED,
    Report,
    ReportKind,
    Section,
    SectionKind,
    may_be_shown,
    publication,
)
from handvest.pages.page import Fact, Link
from handvest.problem import Message, message

WORDS_PER_MINUTE = 180  # what people read of a text that they are not used to

KINDS: dict[ReportKind, Message] = {
    ReportKind.REPORT: message("Quality report"),
    ReportKind.HANDBOOK: message("Handbook"),
    ReportKind.EVALUATION: message("Evaluation"),
    ReportKind.AUDIT: message("Audit"),
}

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


@dataclass(frozen=True)
class Chapter:
    """Sections that stand together; the introduction bears the title of the chapter."""

    title: str
    introduction: SectionView | None
    sections: tuple[SectionView, ...]

    @property
    def all(self) -> tuple[SectionView, ...]:
        """The introduction, when there is one, and the sections."""
        return (*((self.introduction,) if self.introduction else ()), *self.sections)


@dataclass(frozen=True)
class ReportView:
    """One report as visitors read it."""

    id: str
    uri: str
    title: str
    kind: str
    summary: str
    language: str
    chapters: tuple[Chapter, ...]
    facts: tuple[Fact, ...]
    published: dt.datetime
    dated: str  # the time that it is about, else when it came out
    folder: ReportFolder
    easy: tuple[EasySection, ...]  # the easy version; empty while a part of it is missing
    easy_title: str
    easy_summary: str

    @property
    def model(self) -> Report:
        """The head of the report."""
        return self.folder.report.model

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        """All sections in the order of reading."""
        return tuple(section for chapter in self.chapters for section in chapter.all)

    @property
    def minutes(self) -> int:
        """How long reading all sections takes, in whole minutes; 0: less than one."""
        return round(sum(section.telling.words for section in self.sections) / WORDS_PER_MINUTE)

    def section(self, slug: str) -> SectionView | None:
        """Return the section with this slug, when it is shown."""
        return next((s for s in self.sections if s.slug == slug), None)

    def chapter_of(self, section: SectionView) -> Chapter:
        """Return the chapter in which a section stands."""
        return next(c for c in self.chapters if section in c.all)


def about_uri(project: Project, id: str, kind: str, name: str) -> str:
    """Return the address of the page with all sections of a report about a group, a location or a theme."""
    say = language(project.language)
    return f"{report_uri(project, id)}{say.address('about')}/{say.address(kind)}-{url_safe(name)}/"


def part_uri(project: Project, id: str, name: str) -> str:
    """Return the address of a part of a report that is no section: its points, updates, people, …"""
    return f"{report_uri(project, id)}{language(project.language).address(name)}/"


def report_uri(project: Project, id: str) -> str:
    """Return the address of a report, from the root of the site."""
    return f"{project.prefix}{language(project.language).address('quality')}/{id}/"


def report_view(project: Project, id: str, now: dt.datetime) -> ReportView:
    """Make what visitors read of a report."""
    folder = project.reports[id]
    model, say = folder.report.model, language(project.language)
    sections = [
        _section(project, folder, written, now.date())
        for written in folder.sections
        if may_be_shown(written.head.model, now.date())
    ]
    chapters = _chapters(say, sections)
    return ReportView(
        id=id,
        uri=report_uri(project, id),
        title=model.title,
        kind=say.say(KINDS[model.kind]),
        summary=qualified(model.summary or "", id),
        language=project.language,
        chapters=chapters,
        facts=tuple(_facts(say, project, model)),
        published=publication(model.published),
        dated=_dated(say, model),
        folder=folder,
        easy=tuple(_easy(say, [section for chapter in chapters for section in chapter.all])),
        easy_title=str(model.easy.get("title") or model.title),
        easy_summary=str(model.easy.get("summary") or ""),
    )


def _dated(say: Language, model: Report) -> str:
    if not model.period:
        return say.loose_date(model.published[:10])
    first, last = model.period.from_.year, model.period.to.year
    return str(first) if first == last else f"{first}-{last}"


def _easy(say: Language, sections: list[SectionView]) -> Iterator[EasySection]:
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


def _section(project: Project, folder: ReportFolder, written: Written, today: dt.date) -> SectionView:
    model: Section = written.head.model
    say = language(project.language)
    base, head = report_uri(project, folder.id), folder.report.model
    marks = [
        *(("group", id, head.client_groups[id]) for id in model.client_groups if id in head.client_groups),
        *(("location", id, head.locations[id]) for id in model.locations if id in head.locations),
        *([("theme", model.theme, theme_title(project, head, model.theme))] if model.theme else []),
    ]
    process = (
        (say("Process"), model.process or ""),
        (say("Who answers for it"), model.owner or ""),
        _review(say, model.review, today),
    )
    return SectionView(
        slug=written.slug,
        uri=f"{base}{written.slug}/",
        title=model.title,
        kind=model.kind,
        label=say.say(SECTION_KINDS[model.kind]) if model.kind in SECTION_KINDS else "",
        telling=written.telling,
        written=written,
        marks=tuple(
            Mark(title, about_uri(project, folder.id, kind, id), f"{kind}-{id}") for kind, id, title in marks
        ),
        process=tuple(Fact(term, text) for term, text in process if text),
        names=_names(say, model),
    )


def _review(say: Language, day: dt.date | None, today: dt.date) -> tuple[str, str]:
    """Say when a process is looked at again; a day that has passed is said too."""
    if day and day < today:
        return say("We would look at it again before"), say("{date}. That has not happened yet.", date=say.date(day))
    return say("We look at it again before"), say.date(day) if day else ""


def _names(say: Language, model: Section) -> str:
    """Say which names in a section are not real; empty when nothing was said of them."""
    invented = [person for person in model.people if person.names == INVENTED]
    names = [person.name for person in invented if person.name]
    if len(names) < len(invented) or len(invented) == len(model.people):
        if not invented:
            return ""
        if model.kind is SectionKind.STORY:
            return say.plural(
                "The name in this story is invented.", "The names in this story are invented.", len(invented)
            )
        return say.plural("The name in this text is invented.", "The names in this text are invented.", len(invented))
    return (
        say.plural(
            "The name {names} is invented.", "The names {names} are invented.", len(names), names=say.listing(names)
        )
        if names
        else ""
    )


def theme_title(project: Project, report: Report, id: str) -> str:
    """Return what people see for a theme of the framework; one that it does not know bears its own name."""
    framework = project.frameworks.get(report.framework or "")
    themes = framework.model.themes if framework else ()
    return next((said(theme, "title", project.language) for theme in themes if theme.id == id), id)


def _chapters(say: Language, sections: list[SectionView]) -> tuple[Chapter, ...]:
    """Put sections in chapters, each where its first section stands; what has no chapter stays between them.

    Appendices come last.
    """
    found: list[Chapter] = []
    for section in sections:
        if section.kind is SectionKind.APPENDIX:
            continue
        opens = section.kind is SectionKind.CHAPTER
        title = section.model.chapter or (section.title if opens else "")
        at = _place(found, title)
        if at == len(found):
            found.append(Chapter(title, None, ()))
        chapter = found[at]
        found[at] = (
            replace(chapter, introduction=section)
            if opens
            else replace(chapter, sections=(*chapter.sections, section))
        )
    appendices = tuple(s for s in sections if s.kind is SectionKind.APPENDIX)
    return (*found, *((Chapter(say("Appendices"), None, appendices),) if appendices else ()))


def _place(chapters: list[Chapter], title: str) -> int:
    """Return the place of the chapter with this title, or after the last; without a title only the last will do."""
    first = 0 if title else max(0, len(chapters) - 1)
    return next((i for i in range(first, len(chapters)) if chapters[i].title == title), len(chapters))


def _facts(say: Language, project: Project, model: Report) -> Iterator[Fact]:
    """Say who answers for a report and who made it, and about what time it is."""
    framework = project.frameworks.get(model.framework or "")
    period = model.period
    rows = (
        (say("Responsible"), model.responsible),
        (say("Asked for by"), model.commissioned_by or ""),
        (say("Made by"), say.listing(list(model.made_by))),
        (say("Period"), say("from {first} to {last}", first=say.date(period.from_), last=say.date(period.to)))
        if period
        else ("", ""),
        (say("Published"), say.loose_date(model.published[:10])),
        (say("Framework"), said(framework.model, "title", project.language) if framework else ""),
    )
    for term, text in rows:
        if text:
            yield Fact(term, text, (framework.model.source or "") if framework and term == say("Framework") else "")
    delivered = [f"{d.to} ({say.loose_date(d.on)})" if d.on else d.to for d in model.delivered]
    if delivered:
        yield Fact(say("Delivered to"), "\n".join(delivered))
