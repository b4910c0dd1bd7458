"""What a sheet of paper is about: one charter as it will be read on the day that the paper is used."""

from __future__ import annotations

import base64
import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.model import colour
from handvest.pages.charter import CharterView
from handvest.pages.charters import charter_page
from handvest.pages.site import Site
from handvest.rules.codes import address, find_charter
from handvest.variants.qr import qr_svg, spoken


@dataclass(frozen=True)
class Subject:
    """One charter to print, with all that stands around it. `day`: the date on the paper."""

    all_: Site
    view: CharterView
    day: dt.date

    @property
    def say(self) -> Language:
        """The words in the language of the charter."""
        return language(self.view.language)

    @cached_property
    def page(self) -> dict[str, Any]:
        """What stands on the charter's page besides the charter: rights and complaints."""
        return charter_page(self.all_, self.view).content

    @cached_property
    def url(self) -> str:
        """The address behind the code of this charter; empty when it has no code that is in use."""
        return next(_addresses(self.all_.project, self.view.id), "")

    @cached_property
    def logo(self) -> str:
        """The logo of the organisation, as SVG."""
        return logo(self.all_.project)

    def url_on_site(self, uri: str) -> str:
        """The whole address of a page; empty when the address of the site is not known."""
        url = self.all_.project.settings.site_url
        return f"{url.rstrip('/')}/{uri}" if url else ""

    def base(self, heading: str) -> dict[str, Any]:
        """What every sheet needs: its heading, its language and its house style."""
        return {
            **house(self.all_.project, self.say),
            "heading": heading,
            "title": heading if heading == self.view.title else f"{heading} – {self.view.title}",
            "logo": self.logo,
            "charter": self.view.title,
            "unit": self.view.unit,
            "as_of": self.say("As it was on {date}", date=self.say.date(self.day)),
            "qr": self.qr,
        }

    @cached_property
    def qr(self) -> dict[str, str] | None:
        """The code of the charter with its alternative text and its address in letters."""
        if not self.url:
            return None
        return qr(self.url, self.say)


def house(project: Project, say: Language) -> dict[str, Any]:
    """What all paper shares: the language, the organisation with its colours, and how pages are numbered."""
    organisation = project.organisation.model
    palette = colour.light(organisation.house_style.primary)
    tag, *parts = say.code.split("-")
    return {
        "language": tag.lower(),
        "direction": say.direction,
        "region": next((p.upper() for p in parts if len(p) == 2), ""),
        "house": {name: getattr(palette, name) for name in ("accent", "on_accent", "wash", "ink", "soft", "line")},
        "organisation": organisation.name,
        "page": say("Page {page} of {pages}", page="{page}", pages="{pages}"),
    }


def qr(url: str, say: Language) -> dict[str, str]:
    """An address as a code, with its alternative text, and in letters."""
    short = spoken(url)
    return {"svg": qr_svg(url), "alt": say("QR code to {address}", address=short), "address": short}


def _addresses(project: Project, id: str) -> Iterator[str]:
    """The addresses of codes that open this charter as a whole and are in use, those of the present site first."""
    codes = project.codes.model.root if project.codes else ()
    for code in sorted(codes, key=lambda code: code.forwarded):
        found = find_charter(project, code.charter)
        if not code.ended and not code.promise and not code.phase and found and found[0] == id:
            if code.url:
                yield code.url
            elif project.settings.site_url:
                yield address(project.settings.site_url, code.code)


def logo(project: Project) -> str:
    """The logo as SVG (a PNG is put inside one); empty when there is none."""
    name = project.organisation.model.house_style.logo
    if not name:
        return ""
    data = (project.settings.root / project.settings.promises / name).read_bytes()
    if not name.lower().endswith(".png"):
        return data.decode("utf-8-sig", "replace")
    width, height = struct.unpack(">II", data[16:24].ljust(8, b"\1"))
    source = escape(f"data:image/png;base64,{base64.b64encode(data).decode()}")
    space = "http://www.w3.org/2000/svg"
    picture = f'<image width="{width}" height="{height}" href="{source}"/>'
    return f'<svg xmlns="{space}" width="{width}" height="{height}">{picture}</svg>'
