"""What all pages of a report share: the versions of the report, and where it stands."""

from __future__ import annotations

from typing import Any

from handvest.pages.page import Frame, Link, Page, Version
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


def report_page(
    all_: Site,
    view: ReportView,
    *,
    uri: str,
    name: str,
    template: str,
    title: str,
    description: str,
    content: dict[str, Any],
    crumbs: tuple[Link, ...] = (),
    contents: tuple[Link, ...] = (),
    crumb: str = "",
    section: str = "",
    frame: Frame = Frame.READING,
    canonical: str = "",
) -> Page:
    """Return a page below a report. `crumbs`: what lies between; `section`: which one it is (see versions)."""
    return Page(
        uri=uri,
        name=name,
        frame=frame,
        template=template,
        title=title,
        within=view.title,
        description=description,
        language=view.language,
        crumbs=all_.crumbs(all_.quality, Link(view.title, view.uri), *crumbs),
        crumb=crumb,
        contents=contents,
        canonical=canonical,
        versions=report_versions(all_, view, section),
        content={"report": view, "known": all_.known, **content},
    )
