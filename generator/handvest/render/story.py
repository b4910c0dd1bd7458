"""An author's text as a piece of a page: blocks shown by their components, links that lead where they should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from handvest.language import language
from handvest.load.blocks import Block
from handvest.load.telling import Telling
from handvest.render.direction import Shown
from handvest.render.environment import environment
from handvest.render.tables import with_captions

_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_NOTES = re.compile(r'<div class="footnote">\s*<hr>\s*<ol>(.*?)</ol>\s*</div>', re.DOTALL)
_NOTE = re.compile(r'<li id="(fn-[^"]+)">(.*?)\s*</li>(?=\s*(?:<li id="fn-|$))', re.DOTALL)
_BACK = re.compile(r'(?:&nbsp;|\u00a0)?<a class="footnote-backref" href="#([^"]+)"[^>]*>.*?</a>')
_REFERENCE = re.compile(r'<sup id="([^"]+)"><a class="footnote-ref" href="#([^"]+)">(.*?)</a></sup>')

DOCUMENT = "document"
"""The medium of files that people keep: true notes, and styles by name."""


@dataclass(frozen=True)
class Led:
    """Where a link leads from a page (empty: nowhere), how that is called, and its language (empty: this one)."""

    href: str
    title: str = ""
    language: str = ""


Resolve = Callable[[str], Led]
"""From a link as it was written to where it leads."""

Show = Callable[[Block, str], Markup]
"""Shows a block that has no text of its own; the second argument is an id that is free on the page."""


def link(to: Led, words: str, code: str) -> str:
    """Show a link with the words that it was given, or else with the title of what it leads to; both are HTML."""
    named = not words.strip()
    if not to.href:
        return str(escape(to.title)) if named else words  # to what is not shown: only the words stay
    more = Markup(' rel="external"') if to.href.startswith("http") else Markup()
    if to.language not in ("", code):
        more += Markup(' hreflang="{}"').format(to.language)
        more += Shown(language(code)).spoken(to.language) if named else ""
    return str(Markup('<a href="{}"{}>{}</a>').format(to.href, more, to.title or to.href if named else Markup(words)))


@dataclass(frozen=True)
class Teller:
    """Makes HTML of tellings in one language. `show`: for figures, pictures and videos."""

    folders: tuple[Path, ...]
    code: str
    resolve: Resolve
    show: Show
    level: int = 2  # of the highest heading in the text
    medium: str = ""  # empty: a page of its own; text, easy or document: a part of a whole
    numbers: Iterator[int] = field(default_factory=lambda: count(1))  # of notes: texts on one page share them

    def __call__(self, telling: Telling, title: str, within: str = "") -> Markup:
        """Show a text under a title; `within` goes before every id, so that texts can share a page."""
        parts: list[str] = []
        for n, piece in enumerate(telling.pieces()):
            parts.append(piece if isinstance(piece, str) else self._block(*piece, f"{within}block-{n}"))
        html = with_captions("".join(parts), language(self.code), title, within.rstrip("."))
        html = self._notes(self._links(html), title, within)
        if within:
            own = rf'(<(?:h[2-6]|sup|li|aside) id="(?!{re.escape(within)})|href="#(?=fn))'
            html = re.sub(own, rf"\g<1>{within}", html)
        if self.level != 2:
            html = re.sub(r"<(/?)h([2-6])\b", lambda m: f"<{m[1]}h{min(6, int(m[2]) + self.level - 2)}", html)
        return Markup(html)  # cleaned when it was read; what is added comes escaped from our templates

    def _block(self, block: Block, half: str, id: str) -> str:
        if half == ".":
            return str(self.show(block, id))
        begin = half == "("
        form = "_document" if self.medium == DOCUMENT else ""
        macro = self._component(block.kind, f"begin{form}" if begin else f"end{form}")
        return str(macro(block.head.model, id) if begin else macro(block.head.model))

    def _component(self, name: str, macro: str) -> Any:
        template = environment(self.folders, self.code).get_template(f"components/{name}/template.html")
        return getattr(template.module, macro)

    def _links(self, html: str) -> str:
        def led(match: re.Match[str]) -> str:
            written, more, text = unescape(match[1]), match[2], match[3]
            if "footnote" in more:
                return match[0]
            return link(self.resolve(written), text, self.code)

        return _LINK.sub(led, html)

    def _notes(self, html: str, title: str, within: str) -> str:
        found = _NOTES.search(html)
        if not found:
            return html
        items: dict[str, dict[str, Any]] = {}
        for note in _NOTE.finditer(found[1].strip()):
            back = _BACK.search(note[2])
            text = Markup(_BACK.sub("", note[2]).strip())
            items[note[1]] = {"id": note[1], "n": next(self.numbers), "back": back[1] if back else "", "html": text}
        if self.medium == DOCUMENT:
            notes = "".join(f'<aside id="{n["id"]}" epub:type="footnote">{n["html"]}</aside>' for n in items.values())
            html = html[: found.start()] + notes + html[found.end() :]
            return _REFERENCE.sub(r'<a epub:type="noteref" href="#\2">\3</a>', html)
        say = language(self.code)
        name = say("Notes on {title}", title=title) if within else ""
        shown = self._component("notes", "notes")(
            list(items.values()), f"{within}notes", region=not within, title=name
        )
        html = html[: found.start()] + str(shown) + html[found.end() :]
        return _REFERENCE.sub(lambda match: self._referred(match[1], items[match[2]]), html)

    def _referred(self, id: str, note: dict[str, Any]) -> str:
        say, n = language(self.code), note["n"]
        name = Markup('<sup id="{}" class="note-ref"><a href="#{}" aria-label="{}">{}</a></sup>')
        return str(name.format(id, note["id"], say("Note {n}", n=n), n))
