"""The files beside the page of each charter and report: on paper, in Word and as books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from handvest.load.project import Project
from handvest.pages.charter import CharterView
from handvest.pages.page import Page, Version
from handvest.pages.report import ReportView
from handvest.pages.site import Site
from handvest.pages.versions import text_uri, versions
from handvest.pages.whole import has_card, report_versions, whole_uri
from handvest.problem import Level, Problem, message
from handvest.render.renderer import Document, Renderer
from handvest.variants.cache import Cache
from handvest.variants.epub import Book
from handvest.variants.pandoc import NotConverted
from handvest.variants.paper.hand import hand
from handvest.variants.paper.letters import lacking
from handvest.variants.paper.printing import templates
from handvest.variants.paper.report import report_sheets
from handvest.variants.paper.report_card import card_sheets
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject
from handvest.variants.typst import BadPicture, NoLetters, NotPrinted, Press, TooLong
from handvest.variants.word import Word


@dataclass(frozen=True)
class Documents:
    """Files by their address from the root of the site, and why some could not be made."""

    files: dict[str, bytes]
    problems: list[Problem]


def begin(
    sites: Sequence[Site], pages: Mapping[str, Page], renderer: Renderer, cache: Cache
) -> Callable[[], Documents]:
    """Begin to make the documents of every charter and report in every edition, and return what waits for them.

    Pandoc and typst work side by side, and beside whatever is done until then.
    """
    charters = [(all_, view) for all_ in sites for view in all_.charters.values()]
    reports = [(all_, view) for all_ in sites for view in all_.reports.values()]
    told = [renderer.document(pages[text_uri(all_, view)]) for all_, view in charters]
    whole = [renderer.document(pages[whole_uri(all_, view)]) for all_, view in reports]
    problems: list[Problem] = []
    press = Press(templates(renderer.project.settings.overrides), cache)
    jobs = (*_charters_on_paper(charters), *_reports_on_paper(reports, whole))
    beside = ThreadPoolExecutor(2)  # what takes longest begins first
    on_paper = beside.submit(lambda: dict(_printed(jobs, press, renderer.project, problems)))
    of_reports = beside.submit(
        lambda: dict(_converted(_reports_by_pandoc(reports, whole, renderer, cache), problems))
    )
    in_word = beside.submit(lambda: dict(_converted(_charters_in_word(charters, told, renderer, cache), problems)))
    beside.shutdown(wait=False)
    return lambda: Documents({**on_paper.result(), **in_word.result(), **of_reports.result()}, problems)


@dataclass(frozen=True)
class _Conversion:
    """One file for pandoc to make, of a charter or report in a file."""

    uri: str
    title: str
    file: str
    make: Callable[[], bytes]


def _charters_in_word(
    charters: list[tuple[Site, CharterView]], told: list[Document], renderer: Renderer, cache: Cache
) -> Iterator[_Conversion]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    for (all_, view), document in zip(charters, told, strict=True):
        source, address = all_.project.charters[view.id], _address(versions(all_, view), "docx")
        by, day = all_.organisation.name, source.model.valid.from_
        make = partial(word.document, document, view.title, view.language, by=by, day=day)
        yield _Conversion(address, view.title, source.file, make)


def _reports_by_pandoc(
    reports: list[tuple[Site, ReportView]], whole: list[Document], renderer: Renderer, cache: Cache
) -> Iterator[_Conversion]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    books = Book(renderer.folders, cache)
    for (all_, view), document in zip(reports, whole, strict=True):
        asked, file = report_versions(all_, view), view.folder.report.file
        by, day = all_.organisation.name, view.published.date()
        make = partial(word.document, document, view.title, view.language, by=by, day=day)
        yield _Conversion(_address(asked, "docx"), view.title, file, make)
        address = f"{(all_.project.settings.site_url or all_.organisation.name).rstrip('/')}/{view.uri}"
        book = partial(books.book, document, view.title, view.language, by=by, address=address, day=day)
        yield _Conversion(_address(asked, "epub"), view.title, file, book)


def _converted(asked: Iterable[_Conversion], problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for wanted in asked:
        try:
            yield wanted.uri, wanted.make()
        except NotConverted as refusal:
            problems.append(_not_made(wanted.file, wanted.uri, wanted.title, refusal.why))


def _not_made(file: str, uri: str, title: str, why: str) -> Problem:
    """Say that a program refused a text for a reason that we did not foresee; nothing is published then."""
    what = message(
        "The file {name} of '{title}' can't be made. The reason: '{why}'.",
        name=uri.rpartition("/")[2],
        title=title,
        why=why,
    )
    remedy = message("Take out what you wrote last, build again, and tell who maintains Handvest what this says.")
    return Problem(file, 0, "", Level.ERROR, what, remedy)


@dataclass(frozen=True)
class _Job:
    """One PDF to print. `sheets`: what may become of it, the fullest first; the first that can be is printed.

    `lesser`: what is wrong with a sheet when the next may be printed instead.
    """

    uri: str
    title: str
    file: str
    day: dt.date
    sheets: Iterable[Sheet]
    lesser: type[Exception] = TooLong


def _charters_on_paper(charters: Iterable[tuple[Site, CharterView]]) -> Iterator[_Job]:
    for all_, view in charters:
        subject = Subject(all_, view, all_.now.date())
        file = all_.project.charters[view.id].file
        yield _Job(_address(versions(all_, view), "pdf"), view.title, file, subject.day, hand(subject))


def _reports_on_paper(reports: Iterable[tuple[Site, ReportView]], whole: Iterable[Document]) -> Iterator[_Job]:
    for (all_, view), document in zip(reports, whole, strict=True):
        asked, file, day = report_versions(all_, view), view.folder.report.file, view.published.date()
        yield _Job(_address(asked, "pdf"), view.title, file, day, report_sheets(all_, view, document), NoLetters)
        if has_card(view):
            yield _Job(_address(asked, "card"), view.title, file, day, card_sheets(all_, view))


def _printed(
    jobs: Iterable[_Job], press: Press, project: Project, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    for job in jobs:
        try:
            yield job.uri, _fitting(job, press)
        except (NoLetters, TooLong, BadPicture, NotPrinted) as error:
            problems += _not_printed(job, project, error)


def _not_printed(
    job: _Job, project: Project, error: NoLetters | TooLong | BadPicture | NotPrinted
) -> Iterator[Problem]:
    if isinstance(error, NoLetters):
        lack = message(
            "There is no PDF of '{title}': our letters lack {letters}.", title=job.title, letters=error.letters
        )
        yield from lacking(project, job.file, error.letters, Level.WARNING, lack)
    elif isinstance(error, TooLong):
        what = message("There is no PDF of '{title}' in short: it does not fit on one page.", title=job.title)
        yield Problem(job.file, 0, "", Level.ADVICE, what, message("Make the summary shorter."))
    elif isinstance(error, BadPicture):
        what = message("There is no PDF of '{title}': the logo can't be printed.", title=job.title)
        yield Problem(job.file, 0, "", Level.WARNING, what, message("Use another SVG or PNG."))
    else:
        yield _not_made(job.file, job.uri, job.title, error.why)


def _fitting(job: _Job, press: Press) -> bytes:
    *fuller, last = job.sheets
    for sheet in fuller:
        with suppress(job.lesser):
            return press.pdf(sheet.template, sheet.data, job.day)
    return press.pdf(last.template, last.data, job.day)


def _address(found: Sequence[Version], kind: str) -> str:
    return next(v.uri for v in found if v.kind == kind)
