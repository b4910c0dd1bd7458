"""A page: where it stands, in which frame, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Frame(StrEnum):
    """The two frames: Material's with our overrides, and our own lean one."""

    READING = "reading"
    LEAN = "lean"


@dataclass(frozen=True)
class Link:
    """A text with an address from the root of the site."""

    text: str
    uri: str


@dataclass(frozen=True)
class Fact:
    """A term with what is said of it, and an address when it can be followed."""

    term: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Version:
    """One version of what a page tells: its kind (full, easy, text, pdf, docx), title and address."""

    kind: str
    title: str
    uri: str


@dataclass(frozen=True)
class Page:
    """One page of the site; `uri` and `canonical` are addresses from the root, such as `beloften/kno/`.

    `edition` is the language of the frame around it (empty: the site's), `name` what it is called in every edition.
    """

    uri: str
    frame: Frame
    template: str
    title: str
    description: str
    language: str
    content: dict[str, Any]
    crumbs: tuple[Link, ...] = ()
    within: str = ""  # the report that it belongs to; the title of its window says so
    crumb: str = ""  # how the page is called at the end of the way to it, when not by its title
    contents: tuple[Link, ...] = ()
    canonical: str = ""
    noindex: bool = False
    listed: bool = True
    budget: int | None = None  # bytes that the page may weigh, compressed
    edition: str = ""
    name: str = ""
    versions: tuple[Version, ...] = ()

    @property
    def path(self) -> str:
        """The file in which the page is published."""
        return f"{self.uri}index.html"
