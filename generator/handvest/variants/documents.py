"""The files beside the page of each charter: on paper and in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from handvest.pages.charter import CharterView
from handvest.pages.page import Page, Version
from handvest.pages.report import ReportView
from handvest.pages.site import Site
from handvest.pages.versions import text_uri, versions
from handvest.pages.whole import report_versions, whole_uri
from handvest.problem import Level, Problem, message
from handvest.render.renderer import Document, Renderer
from handvest.variants.cache import Cache
from handvest.variants.epub import Book
from handvest.variants.paper.hand import hand
from handvest.variants.paper.printing import templates
from handvest.variants.paper.subject import Subject
from handvest.variants.typst import BadPicture, NoLetters, Press
from handvest.variants.word import Word


@dataclass(frozen=True)
class Documents:
    """Files by their address from the root of the site, and why some could not be made."""

    files: dict[str, bytes]
    problems: list[Problem]


def documents(sites: Sequence[Site], pages: Mapping[str, Page], renderer: Renderer, cache: Cache) -> Documents:
    """Make the documents of every charter and report in every edition; pandoc and typst work side by side."""
    charters = [(all_, view) for all_ in sites for view in all_.charters.values()]
    reports = [(all_, view) for all_ in sites for view in all_.reports.values()]
    told = [renderer.document(pages[text_uri(all_, view)]) for all_, view in charters]
    whole = [renderer.document(pages[whole_uri(all_, view)]) for all_, view in reports]
    problems: list[Problem] = []
    with ThreadPoolExecutor(1) as beside:
        by_pandoc = beside.submit(
            lambda: {
                **dict(_charters_in_word(charters, told, renderer, cache)),
                **dict(_reports_by_pandoc(reports, whole, renderer, cache)),
            }
        )
        on_paper = dict(_on_paper(charters, renderer, cache, problems))
        return Documents({**on_paper, **by_pandoc.result()}, problems)


def _charters_in_word(
    charters: list[tuple[Site, CharterView]], told: list[Document], renderer: Renderer, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    for (all_, view), document in zip(charters, told, strict=True):
        yield _address(versions(all_, view), "docx"), word.document(document, view.title, view.language)


def _reports_by_pandoc(
    reports: list[tuple[Site, ReportView]], whole: list[Document], renderer: Renderer, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    books = Book(renderer.folders, cache)
    for (all_, view), document in zip(reports, whole, strict=True):
        asked = report_versions(all_, view)
        yield _address(asked, "docx"), word.document(document, view.title, view.language)
        address = f"{(all_.project.settings.site_url or all_.organisation.name).rstrip('/')}/{view.uri}"
        book = books.book(document, view.title, view.language, by=all_.organisation.name, address=address)
        yield _address(asked, "epub"), book


def _on_paper(
    asked: list[tuple[Site, CharterView]], renderer: Renderer, cache: Cache, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    press = Press(templates(renderer.project.settings.overrides), cache)
    for all_, view in asked:
        subject = Subject(all_, view, all_.now.date())
        try:
            for sheet in hand(subject):
                yield _address(versions(all_, view), "pdf"), press.pdf(sheet.template, sheet.data, subject.day)
        except NoLetters as lacking:
            what = message(
                "There is no PDF of '{title}': our letters lack {letters}.", title=view.title, letters=lacking.letters
            )
            problems.append(Problem(_file(all_, view), 0, "", Level.ADVICE, what))
        except BadPicture:
            what = message("There is no PDF of '{title}': the logo can't be printed.", title=view.title)
            remedy = message("Use another SVG or PNG.")
            problems.append(Problem(_file(all_, view), 0, "", Level.WARNING, what, remedy))


def _address(found: Sequence[Version], kind: str) -> str:
    return next(v.uri for v in found if v.kind == kind)


def _file(all_: Site, view: CharterView) -> str:
    return all_.project.charters[view.id].file
