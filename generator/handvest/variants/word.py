"""Word documents: with true headings, notes and styles, so that a reader can change the letters."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cached_property
from pathlib import Path
from string import Template

from handvest.model.colour import light
from handvest.model.organisation import HouseStyle
from handvest.render.renderer import Document
from handvest.variants import pandoc
from handvest.variants.cache import Cache, fingerprint

ZIPPED = (2020, 1, 1, 0, 0, 0)
_STYLE = re.compile(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', re.DOTALL)


class Word:
    """Makes Word documents in one house style."""

    def __init__(self, folders: tuple[Path, ...], style: HouseStyle, cache: Cache) -> None:
        self.folders, self.cache = folders, cache
        self.accent = light(style.primary).accent_ink.removeprefix("#")

    def document(self, document: Document, title: str, code: str) -> bytes:
        """Make a Word document in the language `code`."""
        pictures = [part for name, data in sorted(document.files.items()) for part in (name, data)]
        own = ("docx", pandoc.version(), self._template, self._styles)
        key = fingerprint(*own, document.html, title, code, *pictures)
        return self.cache.get(key, lambda: self._made(document, title, code))

    def _made(self, document: Document, title: str, code: str) -> bytes:
        own = {"reference.docx": self._reference, "document.openxml": self._template.encode()}
        options = ("--reference-doc=reference.docx", "--template=document.openxml")
        return pandoc.converted(document.html, options, {**document.files, **own}, title=title, code=code, to="docx")

    @cached_property
    def _template(self) -> str:
        return self._own("document.openxml")

    @cached_property
    def _styles(self) -> str:
        return Template(self._own("styles.xml")).substitute(accent=self.accent)

    def _own(self, name: str) -> str:
        path = next(f / "word" / name for f in self.folders if (f / "word" / name).is_file())
        return path.read_text(encoding="utf-8")

    @cached_property
    def _reference(self) -> bytes:
        """Pandoc's own example of a document, with our styles in the place of those of the same name, and beside them."""
        ours = {m[1]: m[0] for m in _STYLE.finditer(self._styles)}
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(pandoc.run("--print-default-data-file=reference.docx"))) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                data = old.read(name)
                if name == "word/styles.xml":
                    data = _with_styles(data.decode(), ours).encode()
                new.writestr(zipfile.ZipInfo(name, ZIPPED), data, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def _with_styles(xml: str, ours: dict[str, str]) -> str:
    theirs = {m[1] for m in _STYLE.finditer(xml)}
    xml = _STYLE.sub(lambda m: ours.get(m[1], m[0]), xml)
    beside = "".join(style for name, style in ours.items() if name not in theirs)
    return xml.replace("</w:styles>", f"{beside}</w:styles>")
