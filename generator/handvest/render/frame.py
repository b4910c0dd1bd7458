"""The frame around a page: head, header, way back, versions and footer, in the language of its edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from handvest import __version__
from handvest.language import Language, language
from handvest.load.project import Project
from handvest.pages.page import Frame, Link, Page
from handvest.pages.words import capital, words
from handvest.render.direction import Shown
from handvest.render.environment import environment

WITH_REPORT = ("charter", "promise", "glance", "text", "easy")
"""The pages that tell themselves how to report a miss."""

OF_CHARTERS = ("charter", "promise", "text", "easy")
"""How the names of pages of a charter begin."""


@dataclass(frozen=True)
class Parts:
    """The parts of a frame, escaped and ready to be put together."""

    language: str
    direction: str
    head: Markup
    header: Markup
    crumbs: Markup
    versions: Markup
    footer: Markup
    on_this_page: str


@dataclass(frozen=True)
class Choice:
    """A language in which the site can be read; `same`: it has this very page."""

    code: str
    direction: str
    name: str
    uri: str
    same: bool


class Frames:
    """Renders the frames of all editions of a site."""

    def __init__(
        self, folders: tuple[Path, ...], editions: Sequence[Project], pages: Iterable[Page], *, preview: bool
    ) -> None:
        self.folders, self.preview = folders, preview
        self.main = editions[0]
        self.editions = {e.language: e for e in editions}
        listed = list(pages)
        self.named = {(p.name, p.edition): p for p in reversed(listed) if p.name}
        self.elsewhere = {(p.name, p.edition): p.uri for p in listed if p.content.get("elsewhere")}
        self.problems: list[str] = []  # shown on every page while someone writes

    def edition(self, page: Page) -> Project:
        """Return the edition to which a page belongs."""
        return self.editions.get(page.edition, self.main)

    def say(self, page: Page) -> Language:
        """Return the language of the frame around a page."""
        return language(self.edition(page).language)

    def parts(
        self,
        page: Page,
        menu: Sequence[Link],
        top: str,
        *,
        policy: str,
        logo: Markup,
        icon: str,
        sizes: Mapping[str, int],
    ) -> Parts:
        """Render the parts around a page; `top` leads to the root, `sizes` are bytes of files by address."""
        say = self.say(page)
        component = self._component(say)
        trail = component("crumbs")(page.crumbs, page.crumb, top) if page.crumbs else ""
        versions = self._component(language(page.language))("versions")
        return Parts(
            language=page.language,
            direction=language(page.language).direction,
            head=Markup(tidy(self._head(page, policy, icon))),
            header=_marked(self._header(page, menu, top, logo), page, say),
            crumbs=_marked(trail, page, say),
            versions=Markup(tidy(versions(page.versions, page.uri, top, sizes))) if page.versions else Markup(),
            footer=_marked(self._footer(page, menu, top), page, say),
            on_this_page=say("On this page"),
        )

    def _component(self, say: Language) -> Any:
        env = environment(self.folders, say.code)
        return lambda name: getattr(env.get_template(f"components/{name}/template.html").module, name)

    def _head(self, page: Page, policy: str, icon: str) -> str:
        url = (self.main.settings.site_url or "").rstrip("/")
        same = [c for c in self._choices(page) if c.same] if not page.canonical else []
        env = environment(self.folders, self.say(page).code)
        feed = page.content.get("feed")
        return env.get_template("frames/head.html").render(
            title=escape(page.title if page.within in page.title else f"{page.title} – {page.within}"),
            site_name=escape(self.edition(page).organisation.model.name),
            description=escape(page.description),
            canonical=f"{url}/{page.canonical or page.uri}" if url and page.template != "missing" else "",
            alternates=[(c.code, f"{url}/{c.uri}") for c in same] if url and len(same) > 1 else [],
            feed=f"{url}/{feed}" if feed else "",
            news=escape(self.say(page)("News of {name}", name=self.edition(page).organisation.model.name)),
            noindex=page.noindex or self.preview,
            locale=str(language(page.language).locale),
            version=__version__,
            policy=policy,
            icon=icon,
        )

    def _header(self, page: Page, menu: Sequence[Link], top: str, logo: Markup) -> str:
        edition, say = self.edition(page), self.say(page)
        search = self._uri(page, "search") if edition.settings.searchable else ""
        choices = self._choices(page)
        return (
            environment(self.folders, say.code)
            .get_template("frames/header.html")
            .render(
                name=edition.organisation.model.name,
                logo=logo,
                home=edition.prefix,
                menu=menu,
                current=page.uri,
                choices=choices if len(choices) > 1 else [],
                edition=edition.language,
                prefix=edition.prefix,
                others=[e.prefix for e in self.editions.values() if e.prefix],
                search=search,
                panel=search and page.frame is not Frame.LEAN and page.template != "search",
                root=top,
                preview=self.preview,
                problems=self.problems,
            )
        )

    def _footer(self, page: Page, menu: Sequence[Link], top: str) -> str:
        organisation, say = self.edition(page).organisation.model, self.say(page)
        intention = page.template == "promise" and page.content["promise"].intention
        return (
            environment(self.folders, say.code)
            .get_template("frames/footer.html")
            .render(
                organisation=organisation,
                words=words(say, organisation),
                explained=self._uri(page, "explained"),
                root=top,
                report="#report" if page.template in WITH_REPORT and not intention else "",
                links=[*menu, Link(say("Accessibility"), self._uri(page, "accessibility"))],
            )
        )

    def _uri(self, page: Page, name: str) -> str:
        return f"{self.edition(page).prefix}{self.say(page).address(name)}/"

    def _choices(self, page: Page) -> list[Choice]:
        """List the languages: this very page where it is translated, else what there is in that language."""
        found = []
        for code in self.editions:
            say = language(code)
            here = page if code == self.edition(page).language else self.named.get((page.name, code))
            name = capital(say.name(code))
            title = name if here else say("{language}: not this page", language=name)
            uri = here.uri if here else self._instead(page, code)
            found.append(Choice(code, say.direction, title, uri, here is not None and here.language == code))
        return found

    def _instead(self, page: Page, code: str) -> str:
        """Return what comes nearest to a page that a language lacks: its charter or report, a list, or home."""
        kind, _, id = page.name.partition(":")
        whole, all_ = ("charter", "overview") if kind in OF_CHARTERS else ("report", "quality")
        nearest = self.named.get((f"{whole}:{id.partition('/')[0]}", code))
        if nearest:
            return nearest.uri
        elsewhere = self.elsewhere.get((all_, code)) if id else None
        return f"{elsewhere}#elsewhere" if elsewhere else self.editions[code].prefix


def _marked(html: str, page: Page, say: Language) -> Markup:
    """Mark a part of the frame that is in another language than its page."""
    html = tidy(html)
    marks = Shown(language(page.language)).spoken(say.code)
    return Markup(f"<div{marks}>{html}</div>" if marks and html else html)


def tidy(html: str) -> str:
    """Take out empty lines and the white space that templates leave before tags."""
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"\n[ \t]+<", "\n<", html)).strip()
