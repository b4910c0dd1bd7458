"""A report on one page: what it says in short, what its figures tell, and how the improvement points stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from handvest.language import language
from handvest.load.blocks import Block
from handvest.pages.links import called
from handvest.pages.point import points_of
from handvest.pages.points import by_status, tally
from handvest.pages.report import Chapter, ReportView
from handvest.pages.site import Site
from handvest.pages.summary import Called, first_sentence
from handvest.pages.updates import expected
from handvest.variants.paper.parts import contact_lines
from handvest.variants.paper.report import report_base
from handvest.variants.paper.sheet import Sheet
from handvest.variants.tree import Node, markdown_tree

MOST_FIGURES = 3


def card_sheets(all_: Site, view: ReportView) -> Iterator[Sheet]:
    """Yield the card as full as we want it, and then with ever less, for who has much to say."""
    say, points = language(view.language), points_of(all_, view)
    names = called(say, all_.known, view)
    full: dict[str, Any] = {
        **report_base(all_, view),
        "summary": _unlinked(markdown_tree(view.summary), names),
        "figures_title": say("What the figures say"),
        "figures": list(islice(_messages(view), MOST_FIGURES)),
        "points_title": say("Improvement points"),
        "points": [{"status": g.title, "titles": [p.title for p in g.points]} for g in by_status(all_, list(points))],
        "tally": "",
        "expected": list(expected(all_, view)),
        "contact_title": say("Do you want to know more, or do you have a question?"),
        "contact": contact_lines(view.model.contact),
        "scan_more": say("Then you read the whole report on your phone."),
    }
    fewer = {**full, "points": [], "tally": tally(all_, points) if points else ""}
    none = {**fewer, "figures": []}
    for data in (full, fewer, none, {**none, "summary": [first_sentence(view.summary, called=names) or view.title]}):
        yield Sheet("report-card", "card", data)


def _unlinked(nodes: list[Node | str], names: Called) -> list[Node | str]:
    """Leave the text of links to sections, which lead nowhere on a card."""
    for node in nodes:
        if isinstance(node, dict):
            _unlinked(node["items"], names)
            if node["tag"] == "a" and not urlsplit(node.get("href", "")).scheme:
                node["items"] = node["items"] or [names(node.get("href", ""))]
                node.pop("href", None)
    return nodes


def _messages(view: ReportView) -> Iterator[str]:
    """Yield the message of the first figure of each chapter."""
    for chapter in view.chapters:
        yield from islice(_figures(chapter), 1)


def _figures(chapter: Chapter) -> Iterator[str]:
    for section in chapter.all:
        for block in section.telling.blocks:
            if isinstance(block, Block) and block.kind == "figure":
                yield block.head.model.says
