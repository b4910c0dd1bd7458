"""The one place that knows typst: a template and data go in, an accessible PDF comes out, always the same bytes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, cast

import typst

from handvest.render.direction import isolated
from handvest.variants.cache import Cache, fingerprint

STANDARD: Literal["ua-1"] = "ua-1"
PICTURE_PPI = 144.0

_LETTERS = re.compile(r'the text `"(.+?)"` could not be displayed')
_OVER = re.compile(r"too long: (\d+) of (\d+)")
_PICTURE = re.compile(r"failed to (?:parse SVG|decode image)")


class TooLong(Exception):
    """The texts do not fit on a sheet of one page, even in the smallest letters. `share`: what must go, 0 to 1."""

    def __init__(self, share: float) -> None:
        self.share = share
        super().__init__(share)


class NoLetters(Exception):
    """No font that we have can show these letters."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(letters)


class BadPicture(Exception):
    """A picture, such as the logo, can't be read."""


class NotPrinted(Exception):
    """Typst refuses the texts for a reason that we did not foresee. `why`: what it says, in English."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Press:
    """Prints the templates of one folder; fonts are read once. Not for two threads at the same time."""

    def __init__(self, folder: Path, cache: Cache | None = None) -> None:
        self.folder, self.cache = folder, cache

    def pdf(self, template: str, data: dict[str, Any], day: dt.date) -> bytes:
        """Print a template as PDF/UA-1, dated `day`. Raises TooLong, NoLetters, BadPicture or NotPrinted."""
        given = self._inputs(data, day)

        def make() -> bytes:
            return self._printed(template, given, _seconds(day), "pdf")[0]

        return self._kept(("pdf", STANDARD, template, given["data"]), make)

    def pictures(self, template: str, data: dict[str, Any], day: dt.date, ppi: float = PICTURE_PPI) -> list[bytes]:
        """Print each page of a template as a PNG picture. Raises as `pdf` does."""
        return self._printed(template, self._inputs(data, day), _seconds(day), "png", ppi)

    def _inputs(self, data: dict[str, Any], day: dt.date) -> dict[str, str]:
        dated = {**isolated(data, data.get("language", "")), "date": [day.year, day.month, day.day]}
        return {"data": json.dumps(dated, ensure_ascii=False, sort_keys=True)}

    def _kept(self, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        return self.cache.get(fingerprint(self.house, *key), make) if self.cache else make()

    @cached_property
    def house(self) -> str:
        """A fingerprint of all that every document is made of: templates, fonts and typst itself."""
        files = sorted(p for p in self.folder.rglob("*") if p.suffix in (".typ", ".ttf"))
        parts = [part for p in files for part in (p.relative_to(self.folder).as_posix(), p.read_bytes())]
        return fingerprint(version("typst"), *parts)

    @cached_property
    def _compiler(self) -> typst.Compiler:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(self.folder / "fonts")])
        return typst.Compiler(root=str(self.folder), font_paths=fonts, ignore_system_fonts=True)

    def _printed(
        self,
        template: str,
        inputs: dict[str, str],
        seconds: int,
        kind: Literal["pdf", "png"],
        ppi: float | None = None,
    ) -> list[bytes]:
        try:
            made = self._compiler.compile(
                str(self.folder / f"{template}.typ"),
                format=kind,
                ppi=ppi,
                sys_inputs=inputs,
                pdf_standards=[STANDARD] if kind == "pdf" else [],
                timestamp=seconds,
            )
        except typst.TypstError as error:
            raise _understood(error) from None
        return made if isinstance(made, list) else [cast(bytes, made)]


def _seconds(day: dt.date) -> int:
    """The moment in the file's properties: midnight UTC, in seconds since 1970."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _understood(error: typst.TypstError) -> Exception:
    """Say what was wrong with the texts; of anything else no more is known than what typst says."""
    letters = _LETTERS.findall(error.diagnostic)
    if letters:
        return NoLetters("".join(dict.fromkeys("".join(letters))))
    over = _OVER.search(error.message)
    if over:
        needed, room = int(over[1]), int(over[2])
        return TooLong(1 - room / needed)
    return BadPicture() if _PICTURE.search(error.message) else NotPrinted(error.message)
