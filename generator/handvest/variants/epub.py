"""Books for e-readers, by what a screen reader and large letters need of them."""

from __future__ import annotations

import json
from pathlib import Path

from handvest.language import language
from handvest.render.renderer import Document
from handvest.variants import pandoc
from handvest.variants.cache import Cache, fingerprint


class Book:
    """Makes EPUB 3 books."""

    def __init__(self, folders: tuple[Path, ...], cache: Cache) -> None:
        self.cache = cache
        path = next(f / "epub" / "book.css" for f in folders if (f / "epub" / "book.css").is_file())
        self.style = path.read_text(encoding="utf-8")

    def book(self, document: Document, title: str, code: str, *, by: str, address: str) -> bytes:
        """Make a book in the language `code`; `address` identifies it for ever, `by` is who answers for it."""
        meta = json.dumps(self._meta(title, code, by, address), ensure_ascii=False, sort_keys=True)
        pictures = [part for name, data in sorted(document.files.items()) for part in (name, data)]
        key = fingerprint("epub", pandoc.version(), self.style, meta, document.html, *pictures)
        return self.cache.get(key, lambda: self._made(document, title, code, meta))

    def _made(self, document: Document, title: str, code: str, meta: str) -> bytes:
        own = {"book.css": self.style.encode(), "meta.json": meta.encode()}
        options = ("--css=book.css", "--metadata-file=meta.json", "--split-level=2", "--toc-depth=3")
        return pandoc.converted(document.html, options, {**document.files, **own}, title=title, code=code, to="epub")

    def _meta(self, title: str, code: str, by: str, address: str) -> dict[str, object]:
        say = language(code)
        return {
            "title": title,
            "lang": code,
            "creator": by,
            "publisher": by,
            "identifier": address,
            "date": "2020-01-01",
            "accessModes": ["textual", "visual"],
            "accessModeSufficient": ["textual"],
            "accessibilityFeatures": ["alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"],
            "accessibilityHazards": ["none"],
            "accessibilitySummary": say(
                "Pictures and figures have a text. Headings, lists, tables and notes are true ones."
            ),
        }
