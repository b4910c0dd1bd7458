"""Books for e-readers, by what a screen reader and large letters need of them."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from pathlib import Path

from markupsafe import Markup, escape

from handvest.language import Language, language
from handvest.render.renderer import Document
from handvest.variants import pandoc
from handvest.variants.cache import Cache, fingerprint

MADE = 4  # goes up when what we do to a book after pandoc changes

_NOTE = re.compile(r'(<aside [^>]*id="fn(\d+)"[^>]*>\s*<p>)')
_TITLE = re.compile(r"<title>[^<]*</title>")
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)


class Book:
    """Makes EPUB 3 books."""

    def __init__(self, folders: tuple[Path, ...], cache: Cache) -> None:
        self.cache = cache
        path = next(f / "epub" / "book.css" for f in folders if (f / "epub" / "book.css").is_file())
        self.style = path.read_text(encoding="utf-8")

    def book(self, document: Document, title: str, code: str, *, by: str, address: str, day: dt.date) -> bytes:
        """Make a book of a day in the language `code`; `address` identifies it for ever, `by` answers for it."""
        meta = json.dumps(self._meta(title, code, by, address, day), ensure_ascii=False, sort_keys=True)
        pictures = [part for name, data in sorted(document.files.items()) for part in (name, data)]
        key = fingerprint("epub", str(MADE), pandoc.version(), self.style, meta, document.html, *pictures)
        return self.cache.get(key, lambda: self._made(document, title, code, meta, day))

    def _made(self, document: Document, title: str, code: str, meta: str, day: dt.date) -> bytes:
        own = {"book.css": self.style.encode(), "meta.json": meta.encode()}
        options = ("--css=book.css", "--metadata-file=meta.json", "--split-level=2", "--toc-depth=3")
        return _finished(
            pandoc.converted(
                document.html,
                (*options, "--epub-title-page=false"),
                {**document.files, **own},
                title=title,
                code=code,
                day=day,
                to="epub",
            ),
            language(code),
        )

    def _meta(self, title: str, code: str, by: str, address: str, day: dt.date) -> dict[str, object]:
        say = language(code)
        return {
            "title": title,
            "toc-title": say("Contents"),
            "lang": code,
            "creator": by,
            "publisher": by,
            "identifier": address,
            "date": day.isoformat(),
            "accessModes": ["textual", "visual"],
            "accessModeSufficient": ["textual"],
            "accessibilityFeatures": ["alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"],
            "accessibilityHazards": ["none"],
            "accessibilitySummary": say(
                "Pictures and figures have a text. Headings, lists, tables and notes are true ones."
            ),
        }


def _finished(book: bytes, say: Language) -> bytes:
    """Give each chapter its title, and each note its number as the way back."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("EPUB/text/"):
                data = _chapter(data.decode(), say).encode()
            kind = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(entry.filename, pandoc.ZIPPED), data, kind)
    return made.getvalue()


def _chapter(html: str, say: Language) -> str:
    heading = _HEADING.search(html)
    if heading:
        title = f"<title>{escape(Markup(heading[1]).striptags())}</title>"
        html = _TITLE.sub(lambda _: title, html, count=1)
    link = Markup('<a href="#fnref{}" role="doc-backlink" aria-label="{}">{}</a> ')

    def numbered(note: re.Match[str]) -> str:
        return note[1] + str(link.format(note[2], say("Back to the text of note {n}", n=note[2]), note[2]))

    return _NOTE.sub(numbered, html)
