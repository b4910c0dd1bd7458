"""Pages written by hand: what MkDocs made of them is cleaned, and made usable for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from markupsafe import Markup, escape

from handvest.language import Language
from handvest.pages.page import Link
from handvest.render.direction import Shown
from handvest.render.markdown import TAGS
from handvest.render.tables import with_captions

PAGE_TAGS = TAGS | {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "span",
        "section",
        "figure",
        "figcaption",
        "img",
        "picture",
        "source",
    ),
    *(
        "details",
        "summary",
        "pre",
        "kbd",
        "mark",
        "del",
        "ins",
        "s",
        "small",
        "time",
        "caption",
        "tfoot",
        "colgroup",
        "col",
    ),
    *("cite", "q", "b", "i", "u", "var", "samp"),
}
ANYWHERE = {"class", "id", "title", "lang", "dir", "role", "hidden"}
ATTRIBUTES = {
    "*": ANYWHERE,
    "a": {"href", "hreflang", "rel", "download"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    "source": {"srcset", "sizes", "type", "media"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "details": {"open"},
    "time": {"datetime"},
}

_HEADING = re.compile(r'<h([23])[^>]*\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_NOTE = re.compile(r'(<a class="footnote-ref" href="[^"]*")>(.*?)</a>')
_BACK = re.compile(r'(<a class="footnote-backref" href="[^"]*") title="\D*(\d+)[^"]*">.*?</a>')


def clean_page(html: str, say: Language, site_url: str | None, title: str) -> Markup:
    """Clean a page's HTML; give tables a caption and room to scroll; mark links to other sites."""
    html = re.sub(r' style="text-align: ?(left|center|right);?"', r' class="align-\1"', html)
    html = nh3.clean(
        html,
        tags=PAGE_TAGS,
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"aria-"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    html = _with_named_notes(with_captions(html, say, title), say)
    own = (site_url or "").rstrip("/")
    html = re.sub(
        r'<a href="(https?://[^"]*)"', lambda m: m[0] if own and m[1].startswith(own) else _outside(m), html
    )
    return Shown(say).html(html)  # cleaned above


def _with_named_notes(html: str, say: Language) -> str:
    """Name the links to footnotes and back in words: Markdown has a number for them, a sign and some English."""
    html = _NOTE.sub(lambda m: f'{m[1]} aria-label="{escape(say("Note {n}", n=m[2]))}">{m[2]}</a>', html)
    return _BACK.sub(lambda m: f"{m[1]}>{escape(say('Back to the text of note {n}', n=m[2]))}</a>", html)


def _outside(match: re.Match[str]) -> str:
    return f'<a rel="external" href="{match[1]}"'


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to."""

    level: int
    link: Link


def headings(html: str) -> Iterator[Heading]:
    """The headings of level 2 and 3 of a page, for its contents list and for the search index."""
    for match in _HEADING.finditer(html):
        yield Heading(int(match[1]), Link(plain(match[3]), f"#{match[2]}"))


def plain(html: str) -> str:
    """The text of a piece of HTML."""
    return str(Markup(html).striptags())
