"""Reads built pages back, as text and as parts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_SILENT = {"script", "style", "title", "head"}
_INLINE = {"a", "strong", "em", "b", "i", "span", "abbr", "code", "sub", "sup"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def text_of(html: str) -> str:
    """Return what a visitor reads, each block on a line, with single spaces."""
    reader = _Text()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def main_of(path: Path) -> str:
    """Return the HTML of the main part of a page."""
    html = path.read_text(encoding="utf-8")
    return html[html.index("<main") : html.index("</main>")]


def page_text(path: Path) -> str:
    """Return what a visitor reads in the main part of a page."""
    return text_of(main_of(path))


def flat(text: str) -> str:
    """Return a text on one line with single spaces, without Markdown's signs."""
    return " ".join(re.sub(r"[*_`]|^[-+] |^\d+\. ", "", text, flags=re.M).split())
