"""Word documents: with true headings, notes and styles, so that a reader can change the letters."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from functools import cached_property
from html import escape
from pathlib import Path
from string import Template

from handvest.language import language
from handvest.model.colour import light
from handvest.model.organisation import HouseStyle
from handvest.render.renderer import Document
from handvest.variants import pandoc
from handvest.variants.cache import Cache, fingerprint

A4 = '<w:pgSz w:w="11906" w:h="16838"/>'  # twentieths of a point
ROOM = (
    '<w:pgMar w:top="1247" w:right="1361" w:bottom="1247" w:left="1361" w:header="709" w:footer="624" w:gutter="0"/>'
)

MADE = 3  # goes up when what we do to a document after pandoc changes

_CONTENTS = re.compile(r'<nav epub:type="toc">(.*?)</nav>', re.DOTALL)
_STYLE = re.compile(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', re.DOTALL)
_ALIGNED = re.compile(r'class="align-(left|center|right)"')
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOT = f'<w:footerReference xmlns:r="{_OFFICE}" w:type="default" r:id="rId90"/>'
_RELATION = '<Relationship Type="{}/footer" Id="rId90" Target="footer1.xml"/>'
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_ROWS = re.compile(r'(<w:tblStyle w:val="Table) Rows("[^>]*>.*?w:firstColumn=)"0"(.*?w:val=)"0020"', re.DOTALL)
_NAMED = re.compile(r'<table\b([^>]*?) aria-label="([^"]*)"([^>]*)>')
_UNSEEN = "\ue010"  # before a caption that nobody sees: pandoc names a table only by its caption
_UNSEEN_CAPTION = re.compile(rf"<w:p>(?:(?!</w:p>).)*{_UNSEEN}.*?</w:p>\s*", re.DOTALL)
_PART = f'<Override PartName="/word/footer1.xml" ContentType="{_FOOTER}"/>'


class Word:
    """Makes Word documents in one house style."""

    def __init__(self, folders: tuple[Path, ...], style: HouseStyle, cache: Cache) -> None:
        self.folders, self.cache = folders, cache
        palette = light(style.primary)
        self.accent, self.wash = palette.accent_ink.removeprefix("#"), palette.wash.removeprefix("#")

    def document(self, document: Document, title: str, code: str, *, by: str, day: dt.date) -> bytes:
        """Make a Word document of a day in the language `code`; `by` answers for it."""
        pictures = [part for name, data in sorted(document.files.items()) for part in (name, data)]
        own = ("docx", pandoc.version(), self._template, self._styles, self._own("boxes.lua"), self._foot(code))
        key = fingerprint(*own, str(MADE), A4, ROOM, document.html, title, code, by, day.isoformat(), *pictures)
        return self.cache.get(key, lambda: self._made(document, title, code, by, day))

    def _made(self, document: Document, title: str, code: str, by: str, day: dt.date) -> bytes:
        own = {
            "reference.docx": self._reference(code),
            "document.openxml": self._template.encode(),
            "boxes.lua": self._own("boxes.lua").encode(),
        }
        options = ("--reference-doc=reference.docx", "--template=document.openxml", "--lua-filter=boxes.lua")
        html = _ALIGNED.sub(
            r'style="text-align: \1"', _CONTENTS.sub(r'<div class="contents">\1</div>', document.html)
        )
        html = _NAMED.sub(rf"<table\1\3><caption>{_UNSEEN}\2</caption>", html)
        files = {**document.files, **own}
        author = ("--metadata", f"author={by}")
        made = pandoc.converted(html, (*options, *author), files, title=title, code=code, day=day, to="docx")
        return _finished(made)

    @cached_property
    def _template(self) -> str:
        return self._own("document.openxml")

    @cached_property
    def _styles(self) -> str:
        return Template(self._own("styles.xml")).substitute(accent=self.accent, wash=self.wash)

    def _foot(self, code: str) -> str:
        """The foot of every page: its number, and how many there are."""
        words = re.split(r"(\{pages?\})", language(code)("Page {page} of {pages}"))
        return Template(self._own("footer.xml")).substitute(words="".join(map(_run, words)))

    def _own(self, name: str) -> str:
        path = next(f / "word" / name for f in self.folders if (f / "word" / name).is_file())
        return path.read_text(encoding="utf-8")

    def _reference(self, code: str) -> bytes:
        """Pandoc's own example of a document, with our styles for those of the same name, and our pages."""
        ours = {m[1]: m[0] for m in _STYLE.finditer(self._styles)}
        changed: dict[str, Callable[[str], str]] = {
            "word/styles.xml": lambda xml: _with_styles(xml, ours),
            "word/document.xml": lambda xml: xml.replace("<w:sectPr>", f"<w:sectPr>{_FOOT}", 1).replace(
                "</w:sectPr>", f"{A4}{ROOM}</w:sectPr>", 1
            ),
            "word/_rels/document.xml.rels": lambda xml: _with(xml, _RELATION.format(_OFFICE)),
            "[Content_Types].xml": lambda xml: _with(xml, _PART),
        }
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(pandoc.run("--print-default-data-file=reference.docx"))) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                data = old.read(name)
                if name in changed:
                    data = changed[name](data.decode()).encode()
                _put(new, name, data)
            _put(new, "word/footer1.xml", self._foot(code).encode())
        return made.getvalue()


def _finished(document: bytes) -> bytes:
    """Say of tables that their first column names the rows, where it does; leave out captions that nobody sees."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                xml = _UNSEEN_CAPTION.sub("", _ROWS.sub(r'\1\2"1"\3"00A0"', data.decode()))
                data = xml.replace(_UNSEEN, "").encode()
            _put(new, name, data)
    return made.getvalue()


def _put(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, pandoc.ZIPPED), data, zipfile.ZIP_DEFLATED)


def _run(words: str) -> str:
    """Write words, or a place for a number, as Word does."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    if words in fields:
        return f'<w:fldSimple w:instr="{fields[words]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


def _with(xml: str, part: str) -> str:
    """Put a part at the end of the outermost element."""
    before, end, after = xml.rpartition("</")
    return f"{before}{part}{end}{after}"


def _with_styles(xml: str, ours: dict[str, str]) -> str:
    theirs = {m[1] for m in _STYLE.finditer(xml)}
    xml = _STYLE.sub(lambda m: ours.get(m[1], m[0]), xml)
    beside = "".join(style for name, style in ours.items() if name not in theirs)
    return xml.replace("</w:styles>", f"{beside}</w:styles>")
