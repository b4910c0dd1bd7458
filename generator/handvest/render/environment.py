"""Our own Jinja environment: everything is escaped, and a name that is not there is an error."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from handvest.language import Language, ended, ended_once, language
from handvest.load.pictogram import read_pictogram
from handvest.model.fields import ID
from handvest.model.versions import Foreign
from handvest.pages.promise import telephone
from handvest.pages.words import capital
from handvest.render.direction import Shown


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
        bytecode_cache=_compiled(code),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = language(code)
    shown = env.finalize = Shown(say)
    env.globals.update(say=say, plural=say.plural, word=say.word, phrase=_phrase(say, shown), spoken=shown.spoken)
    env.globals.update(strong=_in("<strong>{}</strong>", shown), anchor=_in('<a href="{}">{}</a>', shown))
    env.globals["pictogram"] = _pictogram(folders)
    env.filters.update(
        lines=_lines(shown),
        markdown=_markdown(say, shown),
        telephone=telephone,
        host=host,
        capital=capital,
        stop=stop,
        digits=digits,
        first_paragraph=first_paragraph,
        by_sentence=lambda text: by_sentence(shown, text),
    )
    return env


class _Compiled(FileSystemBytecodeCache):
    """Templates as Jinja has compiled them, kept in a folder of this user's own between runs."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # a disk that can't keep them is no hindrance
            super().dump_bytecode(bucket)


def _compiled(code: str) -> _Compiled | None:
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]  # numbers and filters are compiled in
    with suppress(OSError, RuntimeError):
        return _Compiled(pattern=f"handvest-{made_by}-{code}-%s")
    return None


def _phrase(say: Language, shown: Shown) -> Callable[..., Markup]:
    def phrase(text: str, /, **values: object) -> Markup:
        """Say a text with HTML in its places; what is not Markup is escaped."""
        filled = {name: shown(value) for name, value in values.items()}
        return Markup(escape(ended_once(say.translations.gettext(text), filled))).format(**filled)

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


def _in(tags: str, shown: Shown) -> Callable[..., Markup]:
    """Return a function that puts texts between tags, to stand inside a sentence."""
    return lambda *texts: Markup(tags).format(*map(shown, texts))


def _lines(shown: Shown) -> Callable[[str], Markup]:
    def lines(text: str) -> Markup:
        """Show a text as typed: each line on a line of its own."""
        if isinstance(text, Foreign):
            return Markup("<span{}>{}</span>").format(shown.spoken(text.language), lines(str(text)))
        return Markup("<br>").join(map(shown, text.split("\n")))

    return lines


def by_sentence(shown: Shown, text: str) -> Markup:
    """Show each sentence on a line of its own, as easy texts are read."""
    return Markup("<br>").join(map(shown, re.split(r"(?<=[.!?؟])\s+|\n", text.strip())))


def stop(text: str) -> str:
    """Return the full stop that a text needs before a next sentence; none when it ends as a sentence does."""
    return "" if ended(text) else "."


def first_paragraph(text: str) -> Markup:
    """Show the first paragraph of a text in Markdown."""
    from handvest.render.markdown import render_markdown

    return render_markdown(text.strip().split("\n\n")[0])


def digits(number: str) -> str:
    """Write a telephone number to be heard or felt, digit by digit: '0 8 8, 1 2'."""
    groups = re.findall(r"\+?\d+", number)
    return ", ".join(" ".join(group) for group in groups)


def host(url: str) -> str:
    """A web address as people say it: without https:// and a slash at its end."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).rstrip("/") or url


def _markdown(say: Language, shown: Shown) -> Callable[..., Markup]:
    from handvest.render.markdown import render_markdown
    from handvest.render.tables import with_captions

    def markdown(text: str, title: str, id: str) -> Markup:
        """Render a text in Markdown that stands under the heading `title`, in the part of the page with this id."""
        html = with_captions(render_markdown(text), say, title, id)  # safe: cleaned, and names are escaped
        if isinstance(text, Foreign):
            return Markup("<div{}>{}</div>").format(shown.spoken(text.language), Markup(html))
        return shown.html(html)

    return markdown
