"""A text of an author, read once: HTML with places for its blocks, its headings, links and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import markdown
import nh3
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension, slugify

from handvest.load.blocks import Block, Chunk, Part, Reader
from handvest.load.lost import slips, too_deep
from handvest.problem import Problem

OPENS, CLOSES = "\ue000", "\ue001"
"""Signs that no author types: a paragraph of a number between them is the place of a block."""

_HEADING = re.compile(r'<h([1-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"')
_TAKEN = re.compile(
    r"main|search|search-words|chapter-menu|notes|points|promises|block-\d+"
)  # a page has these already
_PLACE = re.compile(rf"<p>{OPENS}(\d+)([(.)]){CLOSES}</p>")

TAGS = {
    *(
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "code",
        "pre",
        "blockquote",
        "hr",
        "sub",
        "sup",
        "abbr",
        "div",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd"),
}
ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "abbr": {"title"},
    "div": {"class"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
}


@dataclass(frozen=True)
class Heading:
    """A heading within a section: its level (2 to 6), its address on the page and its text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Telling:
    """One text: `html` is clean, and holds a place for each of `blocks` (see `pieces`)."""

    html: str
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    notes: int
    words: int

    def pieces(self) -> Iterator[str | tuple[Block, str]]:
        """Yield the HTML in pieces, and between them each block with `.` (all), `(` (begins) or `)` (ends)."""
        at = 0
        for place in _PLACE.finditer(self.html):
            yield self.html[at : place.start()]
            yield self.blocks[int(place[1])], place[2]
            at = place.end()
        yield self.html[at:]


def tell(body: str, line: int, file: str, language: str, *, by_line: bool = False) -> tuple[Telling, list[Problem]]:
    """Read the text of a section or an update, which begins on a line of its file.

    `by_line`: the lines stay as they were written, as in easy texts.
    """
    reader = Reader(file, language)
    parts = reader.parts(body, line)
    blocks: list[Block] = []
    source = "\n\n".join(_source(parts, blocks))
    problems = [*reader.problems, *slips(file, parts)]
    raw = "" if too_deep(source) else _markdown(by_line=by_line).convert(source)
    html = _cleaned(raw)
    headings = tuple(Heading(int(m[1]), m[2], _plain(m[3])) for m in _HEADING.finditer(html))
    links = tuple(dict.fromkeys(_LINK.findall(raw)))  # also those that cleaning takes away
    words = len(re.findall(r"\w+", _plain(html)))
    return Telling(html, tuple(blocks), headings, links, html.count('class="footnote-ref"'), words), problems


def links_in(text: str) -> tuple[str, ...]:
    """Return where the links in a field with Markdown lead."""
    return (
        ()
        if too_deep(text) or "](" not in text.replace("][", "](")
        else tuple(dict.fromkeys(_LINK.findall(_markdown(by_line=False).convert(text))))
    )


def _source(parts: tuple[Part, ...], blocks: list[Block]) -> Iterator[str]:
    """Yield Markdown with a place for each block; the text of a block stands between two places."""
    for part in parts:
        if isinstance(part, Chunk):
            yield part.text
            continue
        n = len(blocks)
        blocks.append(part)
        if not part.parts:
            yield f"{OPENS}{n}.{CLOSES}"
            continue
        yield f"{OPENS}{n}({CLOSES}"
        yield from _poem(part) if part.kind == "poem" else _source(part.parts, blocks)
        yield f"{OPENS}{n}){CLOSES}"


def _poem(block: Block) -> Iterator[str]:
    """Keep the lines of a poem: each ends with a break; an empty line begins a new stanza."""
    for part in block.parts:
        if isinstance(part, Chunk):
            for stanza in re.split(r"\n\s*\n", part.text.strip("\n")):
                yield "  \n".join(line.rstrip() for line in stanza.split("\n"))


def _markdown(*, by_line: bool) -> markdown.Markdown:
    reader = markdown.Markdown(
        extensions=[
            "fenced_code",
            "tables",
            "sane_lists",
            *(["nl2br"] if by_line else []),
            FootnoteExtension(SEPARATOR="-"),
            TocExtension(slugify=_slug, baselevel=1, permalink=False),
        ],
        output_format="html",
    )
    reader.preprocessors.deregister("html_block")  # tags are shown as typed, so that nothing is lost from view
    reader.inlinePatterns.deregister("html")
    return reader


def _slug(text: str, separator: str) -> str:
    """Make the address of a heading as MkDocs does, so that authors can foresee it: 'camera's' becomes 'cameras'."""
    slug: str = slugify(text, separator) or "section"
    return f"{slug}-1" if _TAKEN.fullmatch(slug) else slug


def _cleaned(html: str) -> str:
    """Clean HTML; headings begin at level 2, below the title, and no level is skipped."""
    html = re.sub(r' style="text-align: ?(left|center|right);?"', r' class="align-\1"', html)
    html = _levelled(html)
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )


def _levelled(html: str) -> str:
    last, top = 1, min((int(m[1]) for m in _HEADING.finditer(html)), default=2)

    def mended(match: re.Match[str]) -> str:
        nonlocal last
        last = min(int(match[1]) - top + 2, last + 1, 6)
        return f'<h{last} id="{match[2]}">{match[3]}</h{last}>'

    return _HEADING.sub(mended, html)


def _plain(html: str) -> str:
    """The text of a piece of HTML, without the numbers of notes and the places of blocks."""
    from html import unescape

    bare = re.sub(r"<sup id=.*?</sup>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " " if "<p" in bare else "", _PLACE.sub("", bare))).strip()
