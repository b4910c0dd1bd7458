"""The versions of one charter: easy to read, text only, on paper and in Word; all from the same promises."""

from __future__ import annotations

from handvest.language import language
from handvest.pages.charter import CharterView
from handvest.pages.page import Version
from handvest.pages.site import Site

VERSION_BUDGET = 30_000  # bytes that an easy or text page may weigh, compressed


def versions(all_: Site, view: CharterView, place: str = "") -> tuple[Version, ...]:
    """List the versions of a charter, in one order everywhere; `place`: the promise at which they open."""
    say = language(view.language)
    at = f"#{place}" if place else ""
    base, name = view.uri, view.id
    found = [Version("full", say("Everything"), base + at)]
    if view.id in all_.easy:
        found.append(Version("easy", say("Easy to read"), easy_uri(all_, view) + at))
    found.append(Version("text", say("Text only"), text_uri(all_, view) + at))
    found.append(Version("pdf", "PDF", f"{base}{name}.pdf"))
    found.append(Version("docx", "Word", f"{base}{name}.docx"))
    return tuple(found)


def easy_uri(all_: Site, view: CharterView) -> str:
    """Return the address of the easy version of a charter."""
    return f"{view.uri}{all_.say.address('easy')}/"


def text_uri(all_: Site, view: CharterView) -> str:
    """Return the address of the text version of a charter."""
    return f"{view.uri}{all_.say.address('text')}/"
