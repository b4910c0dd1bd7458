"""The files beside the page of each charter: on paper and in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from handvest.pages.charter import CharterView
from handvest.pages.page import Page
from handvest.pages.site import Site
from handvest.pages.versions import text_uri, versions
from handvest.problem import Level, Problem, message
from handvest.render.renderer import Renderer
from handvest.variants.cache import Cache
from handvest.variants.paper.hand import hand
from handvest.variants.paper.subject import Subject
from handvest.variants.typst import BadPicture, NoLetters, Press
from handvest.variants.word import Word


@dataclass(frozen=True)
class Documents:
    """Files by their address from the root of the site, and why some could not be made."""

    files: dict[str, bytes]
    problems: list[Problem]


def documents(sites: Sequence[Site], pages: Mapping[str, Page], renderer: Renderer, cache: Cache) -> Documents:
    """Make the documents of every charter in every edition; paper and Word are made side by side."""
    asked = [(all_, view) for all_ in sites for view in all_.charters.values()]
    problems: list[Problem] = []
    with ThreadPoolExecutor(1) as beside:
        in_word = beside.submit(lambda: dict(_in_word(asked, pages, renderer, cache)))
        on_paper = dict(_on_paper(asked, renderer, cache, problems))
        return Documents({**on_paper, **in_word.result()}, problems)


def _in_word(
    asked: list[tuple[Site, CharterView]], pages: Mapping[str, Page], renderer: Renderer, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    word = Word(renderer.folders, renderer.organisation.house_style, cache)
    for all_, view in asked:
        page = pages[text_uri(all_, view)]
        yield _address(all_, view, "docx"), word.document(renderer.document(page), view.title, page.language)


def _on_paper(
    asked: list[tuple[Site, CharterView]], renderer: Renderer, cache: Cache, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    press = Press(next(f / "print" for f in renderer.folders if (f / "print").is_dir()), cache)
    for all_, view in asked:
        subject = Subject(all_, view, all_.now.date())
        try:
            for sheet in hand(subject):
                yield _address(all_, view, "pdf"), press.pdf(sheet.template, sheet.data, subject.day)
        except NoLetters as lacking:
            what = message(
                "There is no PDF of '{title}': our letters lack {letters}.", title=view.title, letters=lacking.letters
            )
            problems.append(Problem(_file(all_, view), 0, "", Level.ADVICE, what))
        except BadPicture:
            what = message("There is no PDF of '{title}': the logo can't be printed.", title=view.title)
            remedy = message("Use another SVG or PNG.")
            problems.append(Problem(_file(all_, view), 0, "", Level.WARNING, what, remedy))


def _address(all_: Site, view: CharterView, kind: str) -> str:
    return next(v.uri for v in versions(all_, view) if v.kind == kind)


def _file(all_: Site, view: CharterView) -> str:
    return all_.project.charters[view.id].file
