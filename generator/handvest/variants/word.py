"""Word documents: from the text version, with true headings and styles, so that a reader can change the letters."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
import zipfile
from functools import cached_property
from pathlib import Path
from string import Template

from handvest.model.colour import light
from handvest.model.organisation import HouseStyle
from handvest.variants.cache import Cache, fingerprint

EPOCH = {"SOURCE_DATE_EPOCH": "1577836800"}  # 1 January 2020: no clock in what is published
ZIPPED = (2020, 1, 1, 0, 0, 0)
_STYLE = re.compile(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', re.DOTALL)


class Word:
    """Makes Word documents in one house style."""

    def __init__(self, folders: tuple[Path, ...], style: HouseStyle, cache: Cache) -> None:
        self.folders, self.cache = folders, cache
        self.accent = light(style.primary).accent_ink.removeprefix("#")

    def document(self, html: str, title: str, code: str) -> bytes:
        """Make a document of HTML with headings, paragraphs, lists, tables and links, in the language `code`."""
        key = fingerprint("docx", self._version, self._template, self._styles, html, title, code)
        return self.cache.get(key, lambda: self._made(html, title, code))

    def _made(self, html: str, title: str, code: str) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            reference, template = Path(folder, "reference.docx"), Path(folder, "document.openxml")
            reference.write_bytes(self._reference)
            template.write_text(self._template, encoding="utf-8")
            meta = ("--metadata", f"title={title}", "--metadata", f"lang={code}")
            options = (f"--reference-doc={reference}", f"--template={template}", *meta)
            return _pandoc("--from=html", "--to=docx", "--output=-", *options, stdin=html.encode())

    @cached_property
    def _version(self) -> str:
        import pypandoc

        return str(pypandoc.__version__)

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
        """Pandoc's own example of a document, with our styles in the place of those of the same name."""
        ours = {m[1]: m[0] for m in _STYLE.finditer(self._styles)}
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(_pandoc("--print-default-data-file=reference.docx"))) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                data = old.read(name)
                if name == "word/styles.xml":
                    data = _STYLE.sub(lambda m: ours.get(m[1], m[0]), data.decode()).encode()
                new.writestr(zipfile.ZipInfo(name, ZIPPED), data, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def _pandoc(*arguments: str, stdin: bytes = b"") -> bytes:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True, env={**os.environ, **EPOCH}).stdout
