"""HTML as a tree that a template can walk: of an author's Markdown, or of a whole document."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from handvest.render.markdown import render_markdown

Node = dict[str, Any]  # {"tag": …, "items": [text or node, …]}, with those of its attributes that say something

_NO_END = {"br", "hr", "img"}
_ONLY_TAGS = {  # white space in them says nothing
    *("", "ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote", "div", "section", "aside"),
}
_BLOCKS = {"p", "ul", "ol", "dl", "table", "blockquote", "div", "br"}  # nor does it after these
_KEPT = {"href", "start", "id", "class", "src", "alt", "scope", "lang", "width", "height"}


def markdown_tree(text: str) -> list[Node | str]:
    """Turn Markdown into paragraphs, lists, tables and what stands in them; tags that authors typed stay text."""
    return html_tree(str(render_markdown(text)))


def html_tree(html: str) -> list[Node | str]:
    """Turn HTML that was cleaned or made by us into nodes."""
    walk = _Walk()
    walk.feed(html)
    walk.close()
    items: list[Node | str] = walk.open[0]["items"]
    return items


class _Walk(HTMLParser):
    """Follows HTML that was cleaned before, so that every tag is known and closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Node] = [{"tag": "", "items": []}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if name in _KEPT and value}
        node: Node = {"tag": tag, "items": [], **given}
        self.open[-1]["items"].append(node)
        if tag not in _NO_END:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _NO_END:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        inside = self.open[-1]
        if any(node["tag"] == "pre" for node in self.open):
            inside["items"].append(data)
            return
        last = inside["items"][-1] if inside["items"] else ""
        if isinstance(last, dict) and last["tag"] in _BLOCKS:
            data = data.lstrip(" \t\n")
        if data.strip() or (data and inside["tag"] not in _ONLY_TAGS):
            inside["items"].append(re.sub(r"[ \t\n]+", " ", data))
