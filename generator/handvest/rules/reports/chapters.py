"""Rules about what stands together: chapters with one introduction, and sections in which something stands."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.written import Written
from handvest.model.report import Section, SectionKind
from handvest.problem import Level, Problem, message


def problems(project: Project) -> Iterator[Problem]:
    """Find chapters with two introductions or an introduction of another name, and sections without text."""
    for folder in project.reports.values():
        first: dict[str, Written] = {}
        for written in folder.sections:
            section: Section = written.head.model
            if section.kind is SectionKind.CHAPTER:
                yield from _introduction(written, section, first)
            elif not written.body.strip():
                what = message("There is no text in this section.")
                remedy = message("Write something below its head, or delete the file.")
                yield Problem(written.file, written.line, "", Level.WARNING, what, remedy)


def _introduction(written: Written, section: Section, first: dict[str, Written]) -> Iterator[Problem]:
    chapter = section.chapter or section.title
    if chapter in first:
        what = message(
            "The chapter '{chapter}' has an introduction already: {file}.", chapter=chapter, file=first[chapter].file
        )
        remedy = message("Make one of the two, or let this one be an ordinary section: kind: main.")
        yield written.head.problem(Level.ERROR, ("kind",), what, remedy)
    first.setdefault(chapter, written)
    if section.title != chapter:
        what = message(
            "The introduction of a chapter bears its name: people see '{chapter}' and not '{title}'.",
            chapter=chapter,
            title=section.title,
        )
        remedy = message("Make the two the same, or let this be an ordinary section: kind: main.")
        yield written.head.problem(Level.WARNING, ("title",), what, remedy)
