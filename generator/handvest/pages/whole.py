"""The versions of a report."""

from __future__ import annotations

from handvest.pages.page import Version
from handvest.pages.report import ReportView
from handvest.pages.site import Site


def report_versions(all_: Site, view: ReportView, section: str = "") -> tuple[Version, ...]:
    """List the versions of a report, in one order everywhere; those on one page lead to the same section there."""
    say, base, name = all_.say, view.uri, view.id
    place = f"#{section}" if section else ""
    easy = place if any(s.slug == section for s in view.easy) else ""
    found = [Version("full", say("Everything"), base)]
    if view.easy:
        found.append(Version("easy", say("Easy to read"), f"{base}{say.address('easy')}/{easy}"))
    found.append(Version("text", say("Text only"), f"{whole_uri(all_, view)}{place}"))
    if has_card(view):
        found.append(Version("card", say("In short, on one page"), f"{base}{name}-{say.address('card')}.pdf"))
    found += [Version(kind, title, f"{base}{name}.{kind}") for kind, title in FILES.items()]
    return tuple(found)


FILES = {"pdf": "PDF", "docx": "Word", "epub": "EPUB"}
"""The files that are made of a whole report, with what people call them."""


def has_card(view: ReportView) -> bool:
    """Tell whether a report can be told on one page: it has a summary."""
    return bool(view.summary)


def whole_uri(all_: Site, view: ReportView) -> str:
    """Return the address of the text version of a report."""
    return f"{view.uri}{all_.say.address('text')}/"
