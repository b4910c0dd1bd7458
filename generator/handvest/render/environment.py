"""Our own Jinja environment: everything is escaped, and a name that is not there is an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from handvest.language import Language, language
from handvest.load.pictogram import read_pictogram
from handvest.model.fields import ID
from handvest.pages.promise import telephone
from handvest.pages.words import capital


def overrides(own: Path | None) -> tuple[Path, ...]:
    """Return the folders with templates: a site's own first, then the package's."""
    packaged = Path(__file__).parents[1] / "overrides"
    if not packaged.is_dir():  # a checkout: the wheel carries the folder inside the package
        packaged = Path(__file__).parents[3] / "overrides"
    if own and own.is_dir() and own.resolve() != packaged.resolve():
        return (own, packaged)
    return (packaged,)


@lru_cache
def environment(folders: tuple[Path, ...], code: str) -> Environment:
    """Make the environment in which the words of one language are said."""
    env = Environment(
        loader=FileSystemLoader([str(f) for f in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = language(code)
    env.globals.update(say=say, plural=say.plural, word=say.word, phrase=_phrase(say), strong=strong, anchor=anchor)
    env.globals["pictogram"] = _pictogram(folders)
    env.filters.update(
        lines=lines, markdown=_markdown, telephone=telephone, host=host, capital=capital, digits=digits
    )
    return env


def _phrase(say: Language) -> Callable[..., Markup]:
    def phrase(text: str, /, **values: object) -> Markup:
        """Say a text with HTML in its places; what is not Markup is escaped."""
        return Markup(escape(say.translations.gettext(text))).format(**values)

    return phrase


def _pictogram(folders: tuple[Path, ...]) -> Callable[[str], Markup]:
    def pictogram(name: str) -> Markup:
        """Show a pictogram inline, a site's own first; nothing for a name that we do not have."""
        if not ID.fullmatch(name):
            return Markup()
        paths = (folder / "pictograms" / f"{name}.svg" for folder in folders)
        drawn = (_inline(path, path.stat().st_mtime_ns) for path in paths if path.is_file())
        return next(filter(None, drawn), Markup())

    return pictogram


@cache
def _inline(path: Path, changed: int) -> Markup:
    """Read a pictogram once for each time that it is changed."""
    return Markup(read_pictogram(path)[0] or "")  # safe: only shapes and their known attributes are taken


def strong(text: str) -> Markup:
    """Make a text stand out."""
    return Markup("<strong>{}</strong>").format(text)


def anchor(href: str, text: str) -> Markup:
    """Make a link inside a sentence."""
    return Markup('<a href="{}">{}</a>').format(href, text)


def lines(text: str) -> Markup:
    """Show a text as typed: each line on a line of its own."""
    return Markup("<br>").join(text.split("\n"))


def digits(number: str) -> str:
    """Write a telephone number to be heard or felt, digit by digit: '0 8 8, 1 2'."""
    groups = re.findall(r"\+?\d+", number)
    return ", ".join(" ".join(group) for group in groups)


def host(url: str) -> str:
    """A web address as people say it: without https:// and a slash at its end."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).rstrip("/") or url


def _markdown(text: str) -> Markup:
    from handvest.render.markdown import render_markdown

    return render_markdown(text)
