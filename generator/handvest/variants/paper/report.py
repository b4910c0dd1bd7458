"""A whole report on paper: the tree of its document, with notes where they belong, and links to headings."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from html import escape
from textwrap import shorten
from typing import Any

from handvest.language import language
from handvest.pages.report import ReportView
from handvest.pages.site import Site
from handvest.render.renderer import Document
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import house, logo, qr
from handvest.variants.qr import spoken
from handvest.variants.tree import Node, html_tree

MOST_AT_FOOT = 70  # letters of the title at the foot of each page

_HEADING = re.compile(r"h[1-6]")
_SPACE = "http://www.w3.org/2000/svg"


def report_sheets(all_: Site, view: ReportView, document: Document) -> Iterator[Sheet]:
    """Yield the whole report; its document is what Word and books are made of too.

    Then once more with only the address of a newer report: its title may hold letters that no font has.
    """
    (whole,) = html_tree(document.html)
    assert isinstance(whole, dict)
    _Pointers(whole).resolve()
    yield _sheet(all_, view, document, whole)
    if any(_is_newer(part) for part in whole["items"]):
        less = [_addressed(part) if _is_newer(part) else part for part in whole["items"]]
        yield _sheet(all_, view, document, {**whole, "items": less})


def _is_newer(part: Node | str) -> bool:
    return isinstance(part, dict) and part.get("class") == "newer"


def _addressed(part: Node | str) -> Node | str:
    """Write the address of a link instead of its text."""
    if isinstance(part, str):
        return part
    if part["tag"] == "a":
        return {**part, "items": [spoken(part.get("href", ""))]}
    return {**part, "items": [_addressed(inside) for inside in part["items"]]}


def _sheet(all_: Site, view: ReportView, document: Document, whole: Node) -> Sheet:
    first = next((i for i, part in enumerate(whole["items"]) if _is_part(part)), len(whole["items"]))
    return Sheet(
        "report",
        "",
        {
            **report_base(all_, view),
            "front": [part for part in whole["items"][:first] if _is_front(part)],
            "parts": whole["items"][first:],
            "pictures": dict(_pictures(document)),
            "site": all_.project.settings.site_url or "",
        },
    )


def report_base(all_: Site, view: ReportView) -> dict[str, Any]:
    """What every sheet about a report needs."""
    say = language(view.language)
    url = all_.project.settings.site_url
    return {
        **house(all_.project, say),
        "heading": view.title,
        "title": view.title,
        "foot": shorten(view.title, MOST_AT_FOOT, placeholder=" …"),
        "kicker": view.kind,
        "logo": logo(all_.project),
        "contents": say("Contents"),
        "on_page": say("page {n}", n="{n}"),
        "scan": say("Scan me"),
        "scan_more": say("Then you read it on your phone, with all that came after it."),
        "qr": qr(f"{url.rstrip('/')}/{view.uri}", say) if url else None,
    }


def _tag(part: Node | str) -> str:
    return part["tag"] if isinstance(part, dict) else ""


def _is_part(part: Node | str) -> bool:
    """Tell whether this is a chapter, or a section without one: what comes after the first pages."""
    return isinstance(part, dict) and part["tag"] == "section" and ("class" in part or "id" in part)


def _is_front(part: Node | str) -> bool:
    """Tell whether this stands on the first pages; the title and a list of contents are made there anew."""
    return isinstance(part, dict) and (part["tag"] == "section" or _is_newer(part))


def _pictures(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the pictures of a document as SVG: drawings as they are, others inside one."""
    from PIL import Image

    for name, data in document.files.items():
        stem, _, ending = name.rpartition(".")
        drawn = document.files.get(f"{stem}.svg")
        if drawn:
            yield name, drawn.decode()
            continue
        with Image.open(io.BytesIO(data)) as picture:
            size = f'width="{picture.width}" height="{picture.height}"'
        kind = "jpeg" if ending == "jpg" else ending
        source = escape(f"data:image/{kind};base64,{base64.b64encode(data).decode()}")
        yield name, f'<svg xmlns="{_SPACE}" {size}><image {size} href="{source}"/></svg>'


class _Pointers:
    """Finds what links point at: each leads to a heading by its number, or brings its note."""

    def __init__(self, whole: Node) -> None:
        self.whole = whole
        self.headings = [node for node in _nodes(whole) if _HEADING.fullmatch(node["tag"])]
        self.numbers = {id(node): f"heading-{n}" for n, node in enumerate(self.headings)}
        self.notes = {node["id"]: node for node in _nodes(whole) if node["tag"] == "aside" and "id" in node}
        self.places = dict(self._places())
        self.told: dict[str, str] = {}  # the name of each note that was told

    def _places(self) -> Iterator[tuple[str, str]]:
        """Yield each id with the heading at which it stands: its own, the first in its section, or the one above."""
        last = ""
        for node in _nodes(self.whole):
            last = self.numbers.get(id(node), last)
            if "id" not in node:
                continue
            inside = self.numbers.get(id(node)) or next(
                (self.numbers[id(n)] for n in _nodes(node) if id(n) in self.numbers and node["tag"] == "section"),
                last,
            )
            yield node["id"], inside

    def resolve(self) -> None:
        """Mend all links of the document, in the order of reading."""
        for node in self.headings:
            node["label"] = self.numbers[id(node)]
        self._within(self.whole)

    def _within(self, node: Node) -> None:
        kept: list[Node | str] = [n for n in node["items"] if _tag(n) != "aside" or n.get("id") not in self.notes]
        node["items"] = kept
        for inside in kept:
            if isinstance(inside, dict):
                if inside["tag"] == "a":
                    self._link(inside)
                self._within(inside)

    def _link(self, node: Node) -> None:
        href = node.pop("href", "")
        if not href:
            return  # it led to what could run, so that was left out; the words stay
        name = href.removeprefix("#")
        if not href.startswith("#"):
            node["href"] = href
        elif name in self.notes:
            self._note(node, name)
        elif self.places.get(name):
            node["to"] = self.places[name]

    def _note(self, node: Node, name: str) -> None:
        if name in self.told:
            node.update(tag="again", items=[], to=self.told[name])
        else:
            self.told[name] = f"note-{len(self.told) + 1}"
            node.update(tag="note", items=self.notes[name]["items"], label=self.told[name])


def _nodes(node: Node) -> Iterator[Node]:
    """Yield all nodes inside a node, in the order of reading."""
    for inside in node["items"]:
        if isinstance(inside, dict):
            yield inside
            yield from _nodes(inside)
