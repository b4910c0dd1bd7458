"""Markdown of authors, rendered and then cleaned: what can run or look like the frame is left out."""

from __future__ import annotations

from functools import lru_cache

import markdown
import nh3
from markupsafe import Markup

TAGS = {
    *("p", "br", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "hr", "sub", "sup", "abbr"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "th": {"scope"}, "ol": {"start"}}


@lru_cache(maxsize=2048)
def render_markdown(text: str) -> Markup:
    """Turn an author's Markdown into clean HTML, without headings: those belong to the page."""
    reader = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")  # tags are shown as typed, so that nothing is lost from view
    reader.inlinePatterns.deregister("html")
    html = reader.convert(text)
    return Markup(
        nh3.clean(
            html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
        )
    )
