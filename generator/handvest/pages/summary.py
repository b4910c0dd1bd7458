"""How a text begins, in plain words: for lists, search engines, feed readers and people who look what to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from itertools import accumulate

from handvest.load.blocks import Block
from handvest.load.telling import Telling, tell

Called = Callable[[str], str]
"""From a link without words of its own to how what it leads to is called."""

_LEFT_OUT = re.compile(r"<(h[2-6]|pre|table|div)\b.*?</\1>|<sup id=.*?</sup>", re.DOTALL)  # div: the notes
_APART = ("li", "blockquote")  # a paragraph in these is no beginning of a text, unless there is no other
_SAYS = {"figure": "says", "picture": "caption"}  # what stands for a block that has no text


def nameless(href: str) -> str:
    """Call what a link without words leads to nothing."""
    return ""


def beginning(telling: Telling, called: Called, most: int = 0) -> str:
    """Return the first sentence of a text that was told, and those after it that fit in `most` signs.

    It comes from the first paragraph of the text itself; where there is none, from what stands there first.
    """
    apart, within = "", list[str]()
    for piece in telling.pieces():
        if isinstance(piece, str):
            for plain, words in _paragraphs(piece, called):
                if plain and not within:
                    return sentences(words, most)
                apart = apart or sentences(words.partition("\n")[0] if within[-1:] == ["poem"] else words, most)
        else:
            block, half = piece
            within = [*within, block.kind] if half == "(" else within[:-1] if half == ")" else within
            apart = apart or sentences(_says(block), most)
    return apart


def first_sentence(markdown: str, most: int = 0, called: Called = nameless) -> str:
    """Return the first sentence of a text in Markdown, and those after it that fit in `most` signs."""
    return beginning(_told(markdown), called, most)


def sentences(text: str, most: int = 0) -> str:
    """Return the first sentence of a text as it is shown, and those after it that fit in `most` signs."""
    first, *more = re.split(r"(?<=[.!?؟…])\s", " ".join(text.split()))
    fitting = accumulate([first, *more], lambda before, next_: f"{before} {next_}")
    return max((text for text in fitting if len(text) <= max(most, len(first))), key=len)


@lru_cache(maxsize=1024)
def _told(markdown: str) -> Telling:
    return tell(markdown, 1, "", "en")[0]


def _says(block: Block) -> str:
    return str(getattr(block.head.model, _SAYS.get(block.kind, ""), None) or "")


def _paragraphs(html: str, called: Called) -> list[tuple[bool, str]]:
    reader = _Reader(called)
    reader.feed(_LEFT_OUT.sub("", html))
    reader.end()
    return reader.found


class _Reader(HTMLParser):
    """Gathers the paragraphs of clean HTML: whether each is one of the text itself, and its words."""

    def __init__(self, called: Called) -> None:
        super().__init__(convert_charrefs=True)
        self.called = called
        self.found: list[tuple[bool, str]] = []
        self.words = ""
        self.apart = 0  # how many lists and quotations are open
        self.href, self.before = "", ""  # of a link: where it leads, and what stood before it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.href, self.before = dict(attrs).get("href") or "", self.words
        elif tag == "br":
            self.words += "\n"
        elif tag in ("p", *_APART):
            self.end()
            self.apart += tag in _APART

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.words.strip() == self.before.strip():
            self.words += self.called(self.href)
        elif tag in ("p", *_APART):
            self.end()
            self.apart -= tag in _APART

    def handle_data(self, data: str) -> None:
        self.words += data

    def end(self) -> None:
        """Close the paragraph that was being read."""
        if self.words.strip():
            self.found.append((not self.apart, self.words.strip()))
        self.words = ""
