"""What can be measured of a page without a browser: headings, names, texts beside pictures, links.

The rules and their numbers are those of WCAG 2.2: 1.1.1 (pictures), 1.3.1 and 2.4.6 (headings), 2.4.4 (links),
4.1.2 (names). What needs eyes, ears or a keyboard is not measured here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from handvest.problem import Message, message

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass
class _Reader(HTMLParser):
    found: list[Message] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    level: int = 0
    firsts: int = 0
    open: list[tuple[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        id = given.get("id")
        if id:
            if id in self.ids:
                self.found.append(message("The id '{id}' stands twice.", id=id))
            self.ids.add(id)
        if tag == "img" and "alt" not in given:
            self.found.append(message("The picture {name} has no text.", name=given.get("src") or "?"))
        if tag in _HEADINGS:
            self._heading(_HEADINGS[tag])
        if tag in _HEADINGS or (tag == "a" and "href" in given):
            self.open.append((tag, [given.get("aria-label") or ""]))
        elif tag == "img" and self.open:
            self.open[-1][1].append(given.get("alt") or "")

    def _heading(self, level: int) -> None:
        if level > self.level + 1 and self.level:
            what = message("A heading of level {level} comes after level {before}.", level=level, before=self.level)
            self.found.append(what)
        self.level = level
        self.firsts += level == 1

    def handle_data(self, data: str) -> None:
        for _, texts in self.open:
            texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            _, texts = self.open.pop()
            if not "".join(texts).strip():
                self.found.append(message("A link is empty.") if tag == "a" else message("A heading is empty."))


def findings(html: str) -> list[Message]:
    """Return what does not meet the rules in the main part of a page."""
    reader = _Reader()
    reader.feed(html)
    if reader.firsts != 1:
        reader.found.append(message("There are {n} main headings (level 1) where there must be 1.", n=reader.firsts))
    return reader.found


@cache
def source() -> bytes:
    """Return what identifies these rules, for fingerprints."""
    return Path(__file__).read_bytes()
