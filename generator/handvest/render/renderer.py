"""Renders pages: the content of each, and the frame around it."""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup

from handvest.language import language
from handvest.load.blocks import Block
from handvest.load.pointer import pointer
from handvest.load.project import Project
from handvest.pages.links import Reports, Target, easy_target, named, target, unseen
from handvest.pages.page import Fact, Link, Page
from handvest.pages.report import ReportView
from handvest.pages.section import EasySection
from handvest.render import styles
from handvest.render.environment import environment, overrides
from handvest.render.exhibits import Exhibits
from handvest.render.frame import Frames, Parts, tidy
from handvest.render.story import DOCUMENT, Led, Teller, link
from handvest.render.tables import bare

READING_SOURCES = "style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'"
SMALL_LOGO = 3000  # bytes: a logo up to this size is written into each page

_TO_SECTION = re.compile(r'<a href="([^":?]*\.md(?:#[^"]*)?)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Document:
    """The HTML of a file that people keep, with the pictures it holds by their name."""

    html: str
    files: dict[str, bytes]


class Renderer:
    """Renders the pages of one project."""

    def __init__(
        self,
        editions: Sequence[Project],
        pages: Sequence[Page],
        own_overrides: Path | None = None,
        *,
        preview: bool = False,
    ) -> None:
        self.project = editions[0]
        self.folders = overrides(own_overrides)
        self.organisation = self.project.organisation.model
        self.frames = Frames(self.folders, editions, pages, preview=preview)
        self.searchable = self.project.settings.searchable
        self.exhibits = Exhibits(self.folders)
        self.sizes: dict[str, int] = {}  # bytes of the files beside the pages, by address
        self._kept: dict[int, tuple[Page, Markup]] = {}  # the page is kept too, so that its id stays its own

    # styles and logo

    @cached_property
    def stylesheet(self) -> tuple[str, str]:
        """The path and the text of the reading frame's stylesheet."""
        text = styles.reading(self.folders, self.organisation.house_style)
        return f"assets/handvest.{styles.fingerprint(text)}.css", text

    @cached_property
    def lean_style(self) -> str:
        """The style block of the lean frame."""
        return styles.lean(self.folders, self.organisation.house_style)

    @cached_property
    def script(self) -> tuple[str, str]:
        """The path and the text of the reading frame's script."""
        text = styles.source(self.folders, "scripts/search.js")
        return f"assets/search.{styles.fingerprint(text)}.js", text

    @cached_property
    def aloud(self) -> str:
        """The script that reads a page aloud, written into the page, so that it stays one request."""
        return styles.small_script(styles.source(self.folders, "scripts/aloud.js"))

    def policy(self, *, lean: bool, aloud: bool = False) -> str:
        """The Content-Security-Policy of a page: nothing but what its frame needs."""
        own = f"style-src {styles.hash_source(self.lean_style)}" if lean else READING_SOURCES
        own += f"; script-src {styles.hash_source(self.aloud)}" if aloud else ""
        return f"default-src 'none'; {own}; img-src 'self' data:; base-uri 'none'; form-action 'self'"

    @property
    def header_policy(self) -> str:
        """One policy for all pages, for the headers of a server: what either frame needs."""
        both = READING_SOURCES
        for kind, inline in (("style-src", self.lean_style), ("script-src", self.aloud)):
            both = both.replace(kind, f"{kind} {styles.hash_source(inline)}")
        return (
            f"default-src 'none'; {both}; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'"
        )

    @cached_property
    def logo(self) -> tuple[str, bytes] | None:
        """The path and the bytes of the logo, as published."""
        name = self.organisation.house_style.logo
        if not name:
            return None
        path = self.project.settings.root / self.project.settings.promises / name
        return f"assets/logo{path.suffix.lower()}", path.read_bytes()

    def _logo(self, root: str, *, lean: bool) -> Markup:
        if not self.logo:
            return Markup()
        path, data = self.logo
        if path.endswith(".svg") and len(data) <= SMALL_LOGO and b"<script" not in data.lower():
            text = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->", "", data.decode("utf-8", "replace"), flags=re.S)
            return Markup(text.strip())  # the organisation's own file, without scripts
        if lean and len(data) > SMALL_LOGO:
            return Markup()
        kind = "svg+xml" if path.endswith(".svg") else "png"
        source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if lean else root + path
        return Markup('<img src="{}" alt="">').format(source)

    # pages

    def main(self, page: Page, **more: Any) -> Markup:
        """Render the content of a page, once; `more` is what a template needs besides the page's own content."""
        kept = self._kept.get(id(page))
        if kept is None or more:
            kept = self._kept[id(page)] = (page, self._main(page, **more))
        return kept[1]

    def _main(self, page: Page, *, introduction: str = "", base: str | None = None, **more: Any) -> Markup:
        template = environment(self.folders, page.language).get_template(f"pages/{page.template}.html")
        if page.template == "promise":
            more["about"] = self._about(page)
        if page.template in ("section", "update"):
            section = page.content[page.template]
            more["told"] = self._teller(page, section, root(page.uri))(section.telling, section.title)
        if page.template == "update":
            easy = page.content["easy"]
            more["easily"] = self._telling(page, root(page.uri))(easy, 3) if easy else ""
        if page.template in ("whole", "easy-report"):
            more["told"] = self._telling(page, root(page.uri) if base is None else base)
        if page.template == "home":
            demoted = re.sub(r"<(/?)h1\b", r"<\1h2", introduction)  # the page has a first heading of its own
            more["introduction"] = Markup(demoted)  # rendered by MkDocs from the author's page
        top = root(page.uri) if base is None else base
        given = {"title": page.title, "contents": page.contents, "root": top}
        html = template.render({**page.content, **given, **more})
        return Markup(self._pointed(html, page, top) if "known" in page.content else html)

    def _pointed(self, html: str, page: Page, top: str) -> str:
        """Let links to sections lead there too where they stand in a text outside of sections."""

        def led(match: re.Match[str]) -> str:
            href, known = unescape(match[1]), page.content["known"]
            found = named(known, page.content.get("report"), href)
            return link(_led(page, known, found, href, top), match[2], page.language)

        return _TO_SECTION.sub(led, html)

    def _teller(
        self, page: Page, section: Any, top: str, level: int = 2, numbers: Iterator[int] | None = None
    ) -> Teller:
        """Make what tells one section on a page: in place of its own page, or as a part of a whole report."""
        report, known = page.content["report"], page.content["known"]
        medium = page.content.get("medium", "")

        def resolve(href: str) -> Led:
            if isinstance(section, EasySection):
                here = easy_target(report, section, href)
                if here:
                    return Led(*here)
                found = named(known, report, href)
            else:
                found = target(known, report, section, href)
            if found and not medium and found.section is section and found.place:
                return Led(f"#{found.place}", found.title)
            return _led(page, known, found, href, top)

        def show(block: Block, id: str) -> Markup:
            return self.exhibits.show(block, id, report, top, medium)

        return Teller(self.folders, page.language, resolve, show, level, medium, numbers or count(1))

    def _telling(self, page: Page, top: str) -> Callable[[Any, int], Markup]:
        numbers = count(1)

        def told(section: Any, level: int) -> Markup:
            within = f"{section.slug}."
            return self._teller(page, section, top, level, numbers)(section.telling, section.title, within)

        return told

    def document(self, page: Page) -> Document:
        """Render the content of a page for a file that people keep: its links lead to the site, or nowhere."""
        url = self.project.settings.site_url
        self.exhibits.files = {}
        more = {"aloud": False, "medium": DOCUMENT}
        base = f"{url.rstrip('/')}/" if url else ""
        html = bare(str(self._main(replace(page, content={**page.content, **more}), base=base)))
        if not url:
            html = re.sub(r'<a href="(?!https?:|mailto:|tel:|#)[^"]*"[^>]*>(.*?)</a>', r"\1", html)
        return Document(html, self.exhibits.files)

    def lean(self, page: Page, menu: Sequence[Link]) -> bytes:
        """Render a page of the lean frame; one that is over its budget shows less and links to the rest."""
        while True:
            data = self._lean(page, menu)
            smaller = _smaller(page) if page.budget and weight(data) > page.budget else None
            if smaller is None:
                return data
            page = smaller

    def _lean(self, page: Page, menu: Sequence[Link]) -> bytes:
        parts = self.parts(page, menu, lean=True)
        template = environment(self.folders, self.project.language).get_template("frames/lean.html")
        script = Markup(self.aloud) if page.content.get("aloud") else ""
        frame = {**vars(parts), "style": Markup(self.lean_style), "script": script, "content": self.main(page)}
        return tidy(template.render(frame=frame)).encode()

    def parts(self, page: Page, menu: Sequence[Link], *, lean: bool = False, base: str | None = None) -> Parts:
        """Render the parts of the frame around a page; `base` is the root to use instead of a relative one."""
        top = root(page.uri) if base is None else base
        return self.frames.parts(
            page,
            menu,
            top,
            policy=self.policy(lean=lean, aloud=bool(page.content.get("aloud"))),
            logo=self._logo(top, lean=lean),
            icon="data:," if lean or not self.logo else top + self.logo[0],
            sizes=self.sizes,
        )

    def _about(self, page: Page) -> list[Fact]:
        promise, say = page.content["promise"], language(page.language)
        facts = [Fact(say("Responsible"), promise.owner)]
        for term, text in (
            (say("Kept by"), promise.partner),
            (say("The wish behind it"), promise.wish),
            (say("Subject"), promise.theme_title),
            (say("How often we want to keep it"), promise.target),
            (say("How we measure it"), promise.measured),
            (say("Why the figures are not public"), promise.figures_because),
        ):
            if text:
                facts.append(Fact(term, text))
        facts += [Fact(say("Changed: {date}", date=change.term), change.text) for change in promise.changes]
        return facts


def root(uri: str) -> str:
    """Return the way from a page back to the root of the site: './' or '../../'."""
    return "../" * uri.count("/") or "./"


def weight(data: bytes) -> int:
    """Return how many bytes a page weighs on the line, compressed."""
    return len(gzip.compress(data, 9, mtime=0))


def _led(page: Page, known: Reports, found: Target | None, href: str, top: str) -> Led:
    """Return where a link leads from a page; one to a section that is not shown leads nowhere."""
    if found:
        return Led(_address(page, found, top), found.title, found.language)
    return Led("", unseen(language(page.language), known, href)) if pointer(href) else Led(href)


def _address(page: Page, found: Target, top: str) -> str:
    """Return where a section stands: on this page when that has the whole report, else on its own page."""
    report: ReportView | None = page.content.get("report")
    whole = page.content.get("medium") not in (None, "", "easy")
    if whole and report and report.section(found.section.slug) is found.section:
        return f"#{found.section.slug}{'.' + found.place if found.place else ''}"
    return f"{top}{found.section.uri}{'#' + found.place if found.place else ''}"


def _smaller(page: Page) -> Page | None:
    """Show one phase less, or one promise less of the only phase, and link to what goes; None: it can't be less."""
    groups = page.content.get("groups", ())
    rest = page.content.get("rest", ())
    if len(groups) > 1 or (groups and page.content.get("single")):
        groups, rest = groups[:-1], (groups[-1], *rest)
    elif groups and len(groups[0].promises) > 1:
        group = groups[0]
        groups = (replace(group, promises=group.promises[:-1]),)
        rest = rest if rest and rest[0].id == group.id else (group, *rest)
    else:
        return None
    return replace(page, content={**page.content, "groups": groups, "rest": rest})
