"""The files beside the page of each charter and report: on paper, in Word and as books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

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
from handvest.variants.paper.hand import hand
from handvest.variants.paper.printing import templates
from handvest.variants.paper.report import report_sheet
from handvest.variants.paper.report_card import card_sheets
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject
from handvest.variants.typst import BadPicture, NoLetters, Press, TooLong
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
    on_paper = beside.submit(lambda: dict(_printed(jobs, press, problems)))
    by_pandoc = beside.submit(lambda: dict(_reports_by_pandoc(reports, whole, renderer, cache)))
    in_word = beside.submit(lambda: dict(_charters_in_word(charters, told, renderer, cache)))
    beside.shutdown(wait=False)
    return lambda: Documents({**on_paper.result(), **in_word.result(), **by_pandoc.result()}, problems)


def _charters_in_word(
    charters: list[tuple[Site, CharterView]], told: list[Document], renderer: Renderer, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    for (all_, view), document in zip(charters, told, strict=True):
        by, day = all_.organisation.name, all_.project.charters[view.id].model.valid.from_
        yield (
            _address(versions(all_, view), "docx"),
            word.document(document, view.title, view.language, by=by, day=day),
        )


def _reports_by_pandoc(
    reports: list[tuple[Site, ReportView]], whole: list[Document], renderer: Renderer, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    books = Book(renderer.folders, cache)
    for (all_, view), document in zip(reports, whole, strict=True):
        asked = report_versions(all_, view)
        by, day = all_.organisation.name, view.published.date()
        yield _address(asked, "docx"), word.document(document, view.title, view.language, by=by, day=day)
        address = f"{(all_.project.settings.site_url or all_.organisation.name).rstrip('/')}/{view.uri}"
        yield (
            _address(asked, "epub"),
            books.book(document, view.title, view.language, by=by, address=address, day=day),
        )


@dataclass(frozen=True)
class _Job:
    """One PDF to print. `sheets`: what may become of it, the fullest first; the first that fits is printed."""

    uri: str
    title: str
    file: str
    day: dt.date
    sheets: Iterable[Sheet]


def _charters_on_paper(charters: Iterable[tuple[Site, CharterView]]) -> Iterator[_Job]:
    for all_, view in charters:
        subject = Subject(all_, view, all_.now.date())
        file = all_.project.charters[view.id].file
        yield _Job(_address(versions(all_, view), "pdf"), view.title, file, subject.day, hand(subject))


def _reports_on_paper(reports: Iterable[tuple[Site, ReportView]], whole: Iterable[Document]) -> Iterator[_Job]:
    for (all_, view), document in zip(reports, whole, strict=True):
        asked, file, day = report_versions(all_, view), view.folder.report.file, view.published.date()
        yield _Job(_address(asked, "pdf"), view.title, file, day, (report_sheet(all_, view, document),))
        if has_card(view):
            yield _Job(_address(asked, "card"), view.title, file, day, card_sheets(all_, view))


def _printed(jobs: Iterable[_Job], press: Press, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for job in jobs:
        try:
            yield job.uri, _fitting(job, press)
        except NoLetters as lacking:
            what = message(
                "There is no PDF of '{title}': our letters lack {letters}.", title=job.title, letters=lacking.letters
            )
            problems.append(Problem(job.file, 0, "", Level.ADVICE, what))
        except TooLong:
            what = message("There is no PDF of '{title}' in short: it does not fit on one page.", title=job.title)
            problems.append(Problem(job.file, 0, "", Level.ADVICE, what, message("Make the summary shorter.")))
        except BadPicture:
            what = message("There is no PDF of '{title}': the logo can't be printed.", title=job.title)
            remedy = message("Use another SVG or PNG.")
            problems.append(Problem(job.file, 0, "", Level.WARNING, what, remedy))


def _fitting(job: _Job, press: Press) -> bytes:
    *fuller, shortest = job.sheets
    for sheet in fuller:
        with suppress(TooLong):
            return press.pdf(sheet.template, sheet.data, job.day)
    return press.pdf(shortest.template, shortest.data, job.day)


def _address(found: Sequence[Version], kind: str) -> str:
    return next(v.uri for v in found if v.kind == kind)
