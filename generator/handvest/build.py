"""One build from beginning to end: gather everything, then hand it to MkDocs piece by piece."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as xml

from handvest.examine import Refused, examine, text
from handvest.language import Language, language
from handvest.load.project import Project, Settings, load
from handvest.model.colour import least_contrast
from handvest.pages.editions import editions
from handvest.pages.listing import pages, sites
from handvest.pages.page import Frame, Link, Page
from handvest.pages.site import Site
from handvest.pages.words import capital, words
from handvest.problem import Level, Problem, errors, message, sort
from handvest.render import measure
from handvest.render.frame import Parts
from handvest.render.headers import header_files
from handvest.render.prose import clean_page
from handvest.render.renderer import Renderer, root
from handvest.variants.cache import Cache, fingerprint
from handvest.variants.documents import Documents, begin
from handvest.variants.exhibits import show_in_reports
from handvest.variants.feed import feed
from handvest.variants.pictures import Pictures
from handvest.variants.reference import reference_files
from handvest.variants.sitemap import robots, sitemap

PUBLISHED = ("assets/",)  # what of our own templates folder belongs on a site
NOT_PUBLISHED = ("components/", "styles/", "scripts/", "frames/", "pages/")


@dataclass(frozen=True)
class Build:
    """All pages of a site, made from models; nothing is rendered or written before it is asked for."""

    project: Project
    now: dt.datetime
    preview: bool
    problems: list[Problem]
    renderer: Renderer
    pages: dict[str, Page]
    sites: tuple[Site, ...] = ()  # one for each language, the main one first
    pictures: Pictures | None = None

    @property
    def only_problems(self) -> bool:
        """Whether all that can be shown is what is wrong; pages by hand may be part of that."""
        return all(page.template == "problems" for page in self.pages.values())

    @cached_property
    def menus(self) -> dict[str, list[Link]]:
        """The generated pages that stand in the menu of each edition, in their order."""
        return {
            code: _menu(edition, with_reports=any(s.reports for s in self.sites if s.language == code))
            for code, edition in self.renderer.frames.editions.items()
        }

    def menu(self, found: Iterable[Link]) -> list[Link]:
        """Put the menu in order: our pages first, then those written by hand."""
        ours = self.menus[self.project.language]
        names = {link.uri: link.text for link in found}  # a page may come twice; its last name counts
        return ours + [Link(name, uri) for uri, name in names.items() if uri not in self.pages]

    def _menu_of(self, page: Page, menu: Sequence[Link]) -> Sequence[Link]:
        """Return the menu on a page: pages by hand are there in the main language only."""
        return menu if page.edition in ("", self.project.language) else self.menus[page.edition]

    # reading frame

    def reading(self) -> Iterator[Page]:
        """The pages that MkDocs puts in its frame."""
        return (p for p in self.pages.values() if p.frame is Frame.READING)

    def source(self, page: Page, *, body: str = "") -> str:
        """Write a page as a file that MkDocs and hosts like it can read; they take what stands in front for HTML."""
        meta = {"title": xml(page.title), "description": xml(page.description)}
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
        return f"---\n{front}---\n{body}"

    def content(self, uri: str, written: str, title: str = "") -> str:
        """Return the content of a page, cleaned; what was written by hand at home is its introduction."""
        page, say = self.pages.get(uri), language(self.project.language)
        written = str(clean_page(written, say, self.project.settings.site_url, title))
        if page is None or page.frame is not Frame.READING:
            return written
        more = {"measured": self.measured(language(page.language))} if page.template == "accessibility" else {}
        return str(self.renderer.main(page, introduction=written if uri == "" else "", **more))

    def measured(self, say: Language) -> dict[str, object]:
        """What the automatic check says of the pages of this build: how many, faults, and the least contrast."""
        contrast = least_contrast(self.project.organisation.model.house_style.primary)
        return {
            "date": say.date(self.now.date()),
            "pages": len(self._examined),
            "faults": self._faults,
            "contrast": say.number(Decimal(f"{contrast:.1f}")),
        }

    @property
    def _examined(self) -> list[Page]:
        return [page for page in self.pages.values() if page.template != "accessibility"]

    @cached_property
    def _faults(self) -> int:
        return sum(self._counted(str(self.renderer.main(page))) for page in self._examined)

    def _counted(self, html: str) -> int:
        key = fingerprint("faults", measure.source(), html)
        return int(self.cache.get(key, lambda: str(len(measure.findings(html))).encode()))

    def published(self, folder: str | None, name: str) -> bool:
        """Tell whether a file from a folder with templates belongs on the site."""
        ours = folder in {str(f.resolve()) for f in self.renderer.folders}
        return ours and name.startswith(PUBLISHED) and not name.startswith(NOT_PUBLISHED)

    def frame(
        self, uri: str, title: str, description: str, menu: Sequence[Link], crumbs: Sequence[Link]
    ) -> dict[str, object]:
        """Return what base.html puts around a page, generated or written by hand."""
        page = self.pages.get(uri) or Page(
            uri=uri,
            frame=Frame.READING,
            template="content",
            title=title,
            description=description,
            language=self.project.language,
            content={},
            crumbs=(Link(language(self.project.language)("Home"), ""), *crumbs) if uri else (),
        )
        self._weigh()
        parts = self.renderer.parts(page, self._menu_of(page, menu))
        return {**self._around(parts, root(uri)), "generated": uri in self.pages}

    def _weigh(self) -> None:
        """Tell the frames how large the files beside the pages are."""
        if not self.renderer.sizes:
            self.renderer.sizes = {path: len(data) for path, data in self.documents.files.items()}

    def missing(self, menu: Sequence[Link]) -> dict[str, object]:
        """Return what base.html needs for the page of addresses that do not exist; its links begin at the root."""
        say = language(self.project.language)
        base = (urlsplit(self.project.settings.site_url or "/").path or "/").rstrip("/") + "/"
        page = Page(
            uri="404.html",
            frame=Frame.READING,
            template="missing",
            title=say("We can't find this page"),
            description="",
            language=self.project.language,
            content={"links": menu},
            noindex=True,
        )
        around = self._around(self.renderer.parts(page, menu, base=base), base)
        return {**around, "missing": self.renderer.main(page, base=base), "generated": True}

    def _around(self, parts: Parts, top: str) -> dict[str, object]:
        renderer = self.renderer
        script = top + renderer.script[0] if renderer.searchable else ""
        return {**vars(parts), "stylesheet": top + renderer.stylesheet[0], "script": script}

    # all that MkDocs only has to copy

    @cached_property
    def cache(self) -> Cache:
        """What was made before, beside the project."""
        return Cache(self.project.settings.root)

    def begin(self) -> None:
        """Begin to make the documents, so that they are made while the pages are."""
        _ = self._begun

    @cached_property
    def _begun(self) -> Callable[[], Documents]:
        return begin(self.sites, self.pages, self.renderer, self.cache)

    @cached_property
    def documents(self) -> Documents:
        """The files beside the pages of charters and reports, by their address: on paper, in Word and as books."""
        made = self._begun()
        self.cache.prune()
        return made

    def artifacts(self, menu: Sequence[Link], written: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of the lean pages and the files beside the pages; `written`: pages by hand."""
        yield from self.documents.files.items()
        path, style = self.renderer.stylesheet
        yield path, style.encode()
        if self.renderer.searchable:
            script, code = self.renderer.script
            yield script, code.encode()
        if self.renderer.logo:
            yield self.renderer.logo
        self._weigh()
        for page in self.pages.values():
            if page.frame is Frame.LEAN:
                yield page.path, self.renderer.lean(page, self._menu_of(page, menu))
        if self.pictures:
            yield from self.pictures.files.items()  # now that all pages have asked for theirs
        url = self.project.settings.site_url
        if url:
            yield "sitemap.xml", sitemap(url, self.pages, written)
        for edition in self.sites:
            news = feed(edition)
            for file in (*([news] if news else []), *reference_files(edition)):
                yield file.path, file.data
        yield "robots.txt", robots(url, preview=self.preview)
        yield from header_files(self.renderer.header_policy)


def gather(
    settings: Settings, now: str | None = None, preview: bool = False, own_overrides: Path | None = None
) -> Build:
    """Read, check and lay out a whole site. Raises Refused, with all problems, when there are errors."""
    project, at, problems = examine(settings, now)
    if errors(problems):
        raise Refused(problems, project.language)
    languages = list(editions(project))
    gathered = sites(languages, at, preview=preview)
    listed = pages(gathered)
    problems += _taken(project, listed)
    if errors(problems):
        raise Refused(sort(problems), project.language)
    renderer = Renderer(languages, listed, own_overrides, preview=preview)
    pictures = Pictures(Cache(project.settings.root))
    show_in_reports(renderer.exhibits, pictures, project)
    return Build(project, at, preview, problems, renderer, {p.uri: p for p in listed}, tuple(gathered), pictures)


def gather_anyway(settings: Settings, now: str | None, preview: bool, own_overrides: Path | None) -> Build:
    """Gather a site for someone who is writing it: all problems stand on the pages, and errors are a page."""
    try:
        made = gather(settings, now, preview, own_overrides)
    except Refused as refused:
        project, _ = load(settings)
        made = _page_of_problems(project, refused, own_overrides)
    made.renderer.frames.problems = [text(p, made.project.language) for p in made.problems]
    return made


def _menu(edition: Project, *, with_reports: bool) -> list[Link]:
    say = language(edition.language)
    own = words(say, edition.organisation.model)
    titles = (
        ("", say("Home")),
        (f"{say.address('promises')}/", capital(own.promises)),
        *([(f"{say.address('quality')}/", say("Quality"))] if with_reports else []),
        (f"{say.address('explained')}/", say("How it works")),
    )
    return [Link(title, edition.prefix + uri) for uri, title in titles]


def _page_of_problems(project: Project, refused: Refused, own_overrides: Path | None) -> Build:
    page = Page(
        uri="",
        frame=Frame.READING,
        template="problems",
        title=language(refused.code)("There are mistakes in your files"),
        description="",
        language=refused.code,
        content={},
        noindex=True,
    )
    project = replace(project, charters={}, codes=None)
    renderer = Renderer([project], [page], own_overrides)
    return Build(project, dt.datetime.min, False, refused.problems, renderer, {"": page})


def _taken(project: Project, listed: list[Page]) -> Iterator[Problem]:
    """Find pages written by hand at an address that is generated."""
    for page in listed:
        for name in (f"{page.uri}index.md", f"{page.uri.rstrip('/')}.md", f"{page.uri}README.md"):
            if page.uri and name in project.content:
                yield Problem(
                    f"{project.settings.docs}/{name}",
                    0,
                    "",
                    Level.ERROR,
                    message("At this address stands a page that is made from your promises."),
                    message("Give the file another name."),
                )
