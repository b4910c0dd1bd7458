"""Our own Jinja environment: everything is escaped, and a name that is not there is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from handvest.language import Language, language
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
    env.filters.update(lines=lines, markdown=_markdown, telephone=telephone, host=host, capital=capital)
    return env


def _phrase(say: Language) -> Callable[..., Markup]:
    def phrase(text: str, /, **values: object) -> Markup:
        """Say a text with HTML in its places; what is not Markup is escaped."""
        return Markup(escape(say.translations.gettext(text))).format(**values)

    return phrase


def strong(text: str) -> Markup:
    """Make a text stand out."""
    return Markup("<strong>{}</strong>").format(text)


def anchor(href: str, text: str) -> Markup:
    """Make a link inside a sentence."""
    return Markup('<a href="{}">{}</a>').format(href, text)


def lines(text: str) -> Markup:
    """Show a text as typed: each line on a line of its own."""
    return Markup("<br>").join(text.split("\n"))


def host(url: str) -> str:
    """The name of a site, as people say it."""
    return urlsplit(url).netloc or url


def _markdown(text: str) -> Markup:
    from handvest.render.markdown import render_markdown

    return render_markdown(text)
