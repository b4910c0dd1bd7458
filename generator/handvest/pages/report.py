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
from handvest.model.framework import said
from handvest.model.report import (
    Report,
    ReportKind,
    SectionKind,
    may_be_shown,
    publication,
)
from handvest.pages.page import Fact
from handvest.pages.section import WORDS_PER_MINUTE, EasySection, SectionView, easy_sections, section_view
from handvest.problem import Message, message

KINDS: dict[ReportKind, Message] = {
    ReportKind.REPORT: message("Quality report"),
    ReportKind.HANDBOOK: message("Handbook"),
    ReportKind.EVALUATION: message("Evaluation"),
    ReportKind.AUDIT: message("Audit"),
}


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


def part_uri(project: Project, id: str, name: str) -> str:
    """Return the address of a part of a report that is no section: its points, updates, people, …"""
    return f"{report_uri(project, id)}{language(project.language).address(name)}/"


def report_uri(project: Project, id: str) -> str:
    """Return the address of a report, from the root of the site."""
    return f"{project.prefix}{language(project.language).address('quality')}/{id}/"


def report_view(project: Project, id: str, now: dt.datetime) -> ReportView:
    """Make what visitors read of a report."""
    folder = project.reports[id]
    model, say, uri = folder.report.model, language(project.language), report_uri(project, id)
    sections = [
        section_view(project, model, uri, written, now.date())
        for written in folder.sections
        if may_be_shown(written.head.model, now.date())
    ]
    chapters = _chapters(say, sections)
    return ReportView(
        id=id,
        uri=uri,
        title=model.title,
        kind=say.say(KINDS[model.kind]),
        summary=qualified(model.summary or "", id),
        language=project.language,
        chapters=chapters,
        facts=tuple(_facts(say, project, model)),
        published=publication(model.published),
        dated=_dated(say, model),
        folder=folder,
        easy=tuple(easy_sections(say, [section for chapter in chapters for section in chapter.all])),
        easy_title=str(model.easy.get("title") or model.title),
        easy_summary=str(model.easy.get("summary") or ""),
    )


def _dated(say: Language, model: Report) -> str:
    if not model.period:
        return say.loose_date(model.published[:10])
    first, last = model.period.from_.year, model.period.to.year
    return str(first) if first == last else f"{first}-{last}"


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
